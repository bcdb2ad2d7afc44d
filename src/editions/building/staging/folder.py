"""Folders of our own, ``.editions-NAME-PID-xxxxxxxx``: locked while their process lives, removed by the next one if it died."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

MADE: Final = "made"
"""Where the new files are made; after an exchange, what stood in their place."""
OLD: Final = "old"
"""What stood in the place of the new files, while it is neither here nor there."""
SCRATCH: Final = "tmp"
"""Temporary files, ours and those of libraries."""
_LOCK: Final = "lock"
"""The file that is locked; it holds the name of the target."""

_OURS = re.compile(r"\.editions-[A-Za-z0-9._]*-[0-9]{1,10}-[a-z0-9_]{8}")
_UNSAFE = re.compile("[^A-Za-z0-9._]")
_NAME = 40
"""Characters of the target's name that the name of a folder shows: a file system takes 255 bytes."""


@contextmanager
def own_folder(home: Path, name: str) -> Iterator[Path]:
    """Give a folder of our own in ``home``, for the target of that name; what dead processes left there is removed first.

    Raises ``OSError`` where none can be made.
    """
    sweep(home)
    folder, lock = _made(home, name)
    try:
        yield folder
    finally:
        try:
            _discard(folder)
        finally:
            os.close(lock)


def sweep(home: Path) -> list[Path]:
    """Remove the folders that dead processes left in ``home``, never one that is in use; return them.

    One that was cut off between two renames gives back first what it had put aside.
    """
    removed = []
    with suppress(OSError):
        for folder in sorted(home.iterdir()):
            if _OURS.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink() and _removed(folder):
                removed.append(folder)
    return removed


def _made(home: Path, name: str) -> tuple[Path, int]:
    """Make a folder and lock it; again, if another process took it for left behind in between."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=home, prefix=f".editions-{_UNSAFE.sub('_', name)[:_NAME]}-{os.getpid()}-"))
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except FileNotFoundError:
            continue
        with suppress(OSError):  # a file system without locks: nobody removes the folder but us
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if (folder / _LOCK).exists():
            os.write(lock, os.fsencode(name))
            return folder, lock
        os.close(lock)


def _removed(folder: Path) -> bool:
    """Remove a folder if its process is dead; return whether it is gone."""
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        folder.rmdir()  # cut off before its lock was made, or after it was removed: then it is empty
        return True
    except OSError:
        return False  # another user's
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _discard(folder)
    except OSError:
        return False
    finally:
        os.close(lock)
    return not folder.exists()


def _discard(folder: Path) -> None:
    """Remove a folder, its lock last: one that is cut off meanwhile can still be told from one in use."""
    give_back(folder)
    for part in (MADE, OLD, SCRATCH):
        shutil.rmtree(folder / part, ignore_errors=True)
    with suppress(OSError):
        folder.joinpath(_LOCK).unlink()
        folder.rmdir()


def give_back(folder: Path) -> None:
    """Put back what was put aside, if nothing took its place."""
    with suppress(OSError):
        target = folder.parent / Path(os.fsdecode(folder.joinpath(_LOCK).read_bytes())).name
        if (folder / OLD).exists() and not os.path.lexists(target):
            os.rename(folder / OLD, target)  # noqa: PTH104 (as it is done in publishing)
