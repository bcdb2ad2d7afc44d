"""A folder beside the target in which an article's editions are made; they take their place all together, at the end.

``folder`` makes, locks and removes such folders, ``carrying`` keeps what is not made anew, ``exchanging`` is the one step.
A reader meets the old folder or the new one, never a mix, wherever a build is cut off.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from editions.building.staging.carrying import Unmovable, carry, remove_if_empty
from editions.building.staging.exchanging import exchange
from editions.building.staging.folder import MADE, OLD, SCRATCH, give_back, own_folder, sweep
from editions.findings import OutputError
from editions.safety.writing import draft, os_errors_as_output_error, unwritable

__all__ = ["Stage", "missing", "remove_if_empty", "scratch", "sweep", "transaction", "write"]


def nothing_owned(path: Path) -> bool:
    """Say of any path that it may be anyone's."""
    return False


@dataclass(frozen=True, slots=True)
class Stage:
    """``folder`` is where files are made, ``target`` where they belong; both hold the same relative paths.

    ``scratch`` is for temporary files, which nobody misses. ``owned`` says of a relative path whether only builds make a file
    there: what the target has at such a path, and the stage has not, goes.
    """

    folder: Path
    target: Path
    scratch: Path
    owned: Callable[[Path], bool] = nothing_owned

    def path(self, *parts: str) -> Path:
        """Return the path at which to make a file, its folder made."""
        made = self.folder.joinpath(*parts)
        try:
            made.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.target.joinpath(*parts), error) from None
        return made

    def publish(self) -> tuple[Path, ...]:
        """Let the new folder take its place in one step; of what the old one holds besides, all but what is ``owned`` stays.

        Return the files that went, relative to the target. Raises ``OutputError``.

        Where the system cannot exchange folders, two steps do it, and ``sweep`` repairs what is cut off between them; where a
        folder cannot be moved at all, its files are replaced one by one, the report last.
        """
        try:
            old = self._old()
            if not self._is_moved(old):
                self._replace_files(old)
        except OSError as error:
            place = Path(error.filename) if error.filename else self.folder
            raise unwritable(self.target / _below(place, self.folder, self.target), error) from None
        return tuple(sorted(old))

    def _old(self) -> frozenset[Path]:
        """Return the files of earlier builds in the target that this one did not make."""
        found = (path.relative_to(self.target) for path in self.target.glob("*/*") if path.is_symlink() or path.is_file())
        return frozenset(path for path in found if self.owned(path) and not os.path.lexists(self.folder / path))

    def _is_moved(self, old: frozenset[Path]) -> bool:
        """Move the folder as a whole, if it can be moved."""
        if self.folder.parent.parent == self.target:
            return False
        if not self.target.exists():
            os.rename(self.folder, self.target)  # noqa: PTH104 (onto nothing: what came there meanwhile is an error)
            return True
        try:
            carry(self.target, self.folder, old)
        except Unmovable:
            return False
        try:
            exchange(self.target, self.folder)
        except OSError:
            return self._is_put_aside()
        with suppress(OSError, Unmovable):
            carry(self.folder, self.target, old)  # what came into the old folder meanwhile
        return True

    def _is_put_aside(self) -> bool:
        """Put the old folder aside and the new one in its place, if they can be renamed."""
        try:
            os.rename(self.target, self.folder.parent / OLD)  # noqa: PTH104 (one step, into nothing)
        except OSError:
            return False
        try:
            os.rename(self.folder, self.target)  # noqa: PTH104 (one step, into nothing)
        except BaseException:
            give_back(self.folder.parent)
            raise
        return True

    def _replace_files(self, old: frozenset[Path]) -> None:
        """Move every file to its place, each in one step, those at the top of the folder last: the report.

        Files of earlier builds go first, so that no edition is there that neither report lists.
        """
        for path in old:
            (self.target / path).unlink(missing_ok=True)
        remove_if_empty({(self.target / path).parent for path in old})
        made = [path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file()]
        for path in sorted(made, key=lambda path: (len(path.parts) == 1, path)):
            place = self.target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self.folder / path, place)  # noqa: PTH105 (one step)


def _below(place: Path, *folders: Path) -> Path:
    """Return where a path is below one of the folders that it may be in."""
    return next((place.relative_to(folder) for folder in folders if place.is_relative_to(folder)), Path())


@contextmanager
def transaction(target: Path, owned: Callable[[Path], bool] = nothing_owned) -> Iterator[Stage]:
    """Give a stage for a target folder. Afterwards nothing is left of it, nor of folders made for it that stayed empty.

    A link to a folder stays a link: the folder that it leads to gets the files. Raises ``OutputError``.
    """
    with _reported(target):
        place = _followed(target)
        if place.exists() and not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        home = _home(place)
    with _own(home, target, place.name) as folder:
        try:
            yield Stage(folder / MADE, place, folder / SCRATCH, owned)
        except OutputError as error:  # a file is known by its place, not by where it is made
            raise OutputError(str(error).replace(str(folder / MADE), str(target))) from error


@contextmanager
def scratch(home: Path, name: str) -> Iterator[Path]:
    """Give a folder for temporary files in ``home``, gone afterwards. Raises ``OutputError``."""
    with _own(home, home, name) as folder:
        yield folder / SCRATCH


def write(target: Path, content: bytes) -> None:
    """Write one file beside its place and move it there in one step. Raises ``OutputError``.

    A link stays a link, and a file keeps its mode; a device or a pipe is written to as it is.
    """
    with _reported(target):
        place = _followed(target)
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if place.exists() and not place.is_file():
            place.write_bytes(content)
            return
    with _own(place.parent, target, place.name) as folder, _reported(target), draft(place, folder / MADE) as part:
        part.write_bytes(content)
        if place.exists():
            shutil.copymode(place, part)


def _reported(target: Path) -> AbstractContextManager[None]:
    return os_errors_as_output_error(target, RuntimeError)  # links in a circle, to Python before 3.13


@contextmanager
def _own(home: Path, target: Path, name: str) -> Iterator[Path]:
    """Give a folder of our own in ``home``, and take it away again, with the folders made for it that stayed empty."""
    with ExitStack() as stack:
        with _reported(target):
            stack.callback(remove_if_empty, missing(home))
            home.mkdir(parents=True, exist_ok=True)
            folder = stack.enter_context(own_folder(home, name))
            (folder / MADE).mkdir()
            (folder / SCRATCH).mkdir()
        yield folder


def missing(folder: Path) -> list[Path]:
    """Return a folder and those around it, as far as they do not exist yet."""
    return [each for each in (folder, *folder.parents) if not os.path.lexists(each)]


def _followed(path: Path) -> Path:
    """Return where a link leads."""
    return path.resolve() if path.is_symlink() else path


def _home(target: Path) -> Path:
    """Return where the stage of a folder stands: beside it, or inside it where it cannot be moved."""
    fixed = target.is_dir() and (target.is_mount() or not os.access(target.parent, os.W_OK | os.X_OK))
    return target if fixed else target.parent
