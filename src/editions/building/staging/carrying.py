"""What stands in a folder and is not made anew is carried over into the new one: links where it can be, else copies."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

ENTRIES = 10_000
"""Files and folders that may be carried over; a folder of more keeps its place, and its files are replaced one by one."""


class Unmovable(Exception):
    """A folder cannot be exchanged as a whole: too much in it, another file system, no right to read or to remove."""


def carry(old: Path, new: Path, left_behind: frozenset[Path] = frozenset()) -> None:
    """Give a new folder whatever the old one has and it lacks, with the rights of its folders; twice does no harm.

    Files ``left_behind`` (relative paths) do not come along, nor the folders that held nothing else.

    Raises ``Unmovable``; ``FileExistsError`` where one has a file and the other a folder of the same name.
    """
    left = ENTRIES
    for folder, _, _ in os.walk(old, onerror=_refuse):
        below = Path(folder).relative_to(old)
        names = frozenset(path.name for path in left_behind if path.parent == below)
        left = _carry_one(old / below, new / below, left, names)
    remove_if_empty({new / path.parent for path in left_behind} - {new})


def remove_if_empty(folders: Iterable[Path]) -> None:
    """Remove folders, each as far as it is empty."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _refuse(error: OSError) -> None:
    raise Unmovable from error


def _carry_one(old: Path, new: Path, left: int, left_behind: frozenset[str]) -> int:
    """Carry over what one folder holds, its folders without their content; return how many entries may still come."""
    try:
        if not os.access(old, os.R_OK | os.W_OK | os.X_OK):
            raise Unmovable
        _like(old, new)
        with os.scandir(old) as entries:
            for entry in entries:
                left -= 1
                if left < 0 or entry.stat(follow_symlinks=False).st_dev != new.lstat().st_dev:
                    raise Unmovable
                if entry.name not in left_behind:
                    _place(entry, new / entry.name)
    except FileExistsError:
        raise
    except OSError as error:
        raise Unmovable from error
    return left


def _like(old: Path, new: Path) -> None:
    """Give a folder the mode and the owner of another."""
    kept = old.stat()
    made = new.stat()
    if (kept.st_uid, kept.st_gid) != (made.st_uid, made.st_gid):
        os.chown(new, kept.st_uid, kept.st_gid)
    new.chmod(stat.S_IMODE(kept.st_mode))


def _place(entry: os.DirEntry[str], place: Path) -> None:
    is_folder = entry.is_dir(follow_symlinks=False)
    if not os.path.lexists(place):
        if is_folder:
            place.mkdir()
        else:
            _link(Path(entry.path), place)
    elif is_folder != (place.is_dir() and not place.is_symlink()):
        raise FileExistsError(errno.EEXIST, "a folder and a file have the same name", str(place))


def _link(file: Path, place: Path) -> None:
    """Give a file a second name, or else a copy of it."""
    try:
        os.link(file, place, follow_symlinks=False)
    except OSError:
        if not (file.is_file() or file.is_symlink()):
            raise
        shutil.copy2(file, place, follow_symlinks=False)
