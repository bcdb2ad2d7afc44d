"""A folder beside the target in which an article's editions are made; they take their places all together, at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from editions.findings import OutputError


@dataclass(frozen=True, slots=True)
class Stage:
    """``folder`` is where files are made, ``target`` where they belong; both hold the same relative paths."""

    folder: Path
    target: Path

    def path(self, *parts: str) -> Path:
        """Return the path at which to make a file, its folder made."""
        made = self.folder.joinpath(*parts)
        try:
            made.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.target.joinpath(*parts), error) from None
        return made

    def publish(self) -> None:
        """Move every file to its place, each in one step. Raises ``OutputError``."""
        for made in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            place = self.target / made.relative_to(self.folder)
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                made.replace(place)
            except OSError as error:
                raise unwritable(place, error) from None


@contextmanager
def stage(target: Path) -> Iterator[Stage]:
    """Give a stage for a target folder. Afterwards nothing is left of it, nor of folders made for it that stayed empty."""
    missing = [folder for folder in (target.parent, *target.parent.parents) if not folder.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise unwritable(target, error) from None
    try:
        yield Stage(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for empty in missing:
            _remove_if_empty(empty)


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # something stands in it


def unwritable(path: Path, error: OSError) -> OutputError:
    """Return the error for a path that cannot be written."""
    return OutputError(
        f"{path}: cannot be written: {error.strerror or error}. Check the folder, its rights and the free space."
    )


def write(target: Path, content: bytes) -> None:
    """Write one file beside its place and move it there in one step. Raises ``OutputError``."""
    with stage(target) as place:
        made = place.folder / target.name
        try:
            made.write_bytes(content)
            made.replace(target)
        except OSError as error:
            raise unwritable(target, error) from None
