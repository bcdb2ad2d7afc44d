"""The exit codes of every command."""

from collections.abc import Iterable
from typing import Final

CLEAN: Final = 0
FAILED: Final = 1
USAGE: Final = 2
INACCESSIBLE: Final = 3
CRASHED: Final = 70
"""An internal error (``EX_SOFTWARE`` of sysexits.h)."""
STOPPED: Final = 128
"""Stopped by a signal, whose number is added: 129 (HUP), 130 (INT, Ctrl-C), 143 (TERM)."""

_ORDER: Final = (CRASHED, USAGE, FAILED, INACCESSIBLE)


def worst(codes: Iterable[int]) -> int:
    """Return the exit code of a call that did several things."""
    found = set(codes)
    return next((code for code in _ORDER if code in found), CLEAN)
