"""Two paths change places in one step (``renameat2`` of Linux), so that nobody ever meets a mix of old and new."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_RENAME_EXCHANGE = 2
_HERE = -100  # AT_FDCWD: relative paths begin in the working folder


def exchange(one: Path, other: Path) -> None:
    """Give each of two paths what stood at the other. Raises ``OSError``, also where the system cannot do it."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))
