"""An edition's file appears whole, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from editions.findings import OutputError


def atomic_write(target: Path, content: bytes) -> None:
    """Write a file in one step: a reader never meets half of it. Raises ``OutputError`` where it cannot."""
    with os_errors_as_output_error(target), draft(target) as part:
        part.write_bytes(content)


@contextmanager
def draft(target: Path, folder: Path | None = None) -> Iterator[Path]:
    """Give a path to write to; at the end that file is renamed to ``target``, after an error it is removed.

    It is beside ``target``, or in a ``folder`` of our own on the same file system, where no name is too long for it. Raises
    ``OutputError`` where it cannot be renamed.
    """
    part = folder / "draft" if folder else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        with os_errors_as_output_error(target):
            part.replace(target)
    except BaseException:
        with suppress(OSError):  # the error that is under way says more
            part.unlink()
        raise


@contextmanager
def os_errors_as_output_error(target: Path, *others: type[Exception]) -> Iterator[None]:
    """Turn the system's errors, and ``others`` of a library, into an ``OutputError`` that names the file and the reason."""
    caught: tuple[type[Exception], ...] = (OSError, *others)
    try:
        yield
    except caught as error:
        raise unwritable(target, error) from error


def unwritable(path: Path, error: Exception) -> OutputError:
    """Return the error for a path that cannot be written."""
    reason = getattr(error, "strerror", None) or error
    return OutputError(f"{path}: cannot be written: {reason}. {_step(path, error)}")


def _step(path: Path, error: Exception) -> str:
    """Return the next step for whoever cannot write to a path."""
    around = next((each for each in (path, *path.parents) if os.path.lexists(each)), path)
    if isinstance(error, FileExistsError | NotADirectoryError) and around.is_file():
        return f"{around} is a file: name a folder, such as -o {around}-editions."
    if getattr(error, "errno", None) in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"You may not write to {around}: name another folder, or change its rights."
    return "Check the folder, its rights and the free space."
