"""Whose files are: which ones nobody but the user who runs this, and the system's administrator, can have written."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from pathlib import Path


def is_own(path: Path) -> bool:
    """Whether a file or folder is the user's, and no one else may write it. A link is nobody's, nor is what is not there."""
    try:
        facts = path.lstat()
    except (OSError, ValueError):
        return False
    others = bool(facts.st_mode & stat.S_IWOTH) or (bool(facts.st_mode & stat.S_IWGRP) and not _is_private(facts.st_gid))
    return facts.st_uid == os.geteuid() and not others and not stat.S_ISLNK(facts.st_mode)


def is_within(path: Path, folder: Path) -> bool:
    """Whether a real path is a folder or lies in it: by what they are on the disk, whatever the case of their names."""
    return any(_is_same(place, folder) for place in (path, *path.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _is_private(group: int) -> bool:
    """Whether a group is the user's alone, as Debian makes one for each user (never that of the administrator)."""
    try:
        user, found = pwd.getpwuid(os.geteuid()), grp.getgrgid(group)
    except KeyError:
        return False
    return group == user.pw_gid != 0 and found.gr_name == user.pw_name and set(found.gr_mem) <= {user.pw_name}
