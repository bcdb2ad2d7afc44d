"""What a build may do to a process that does nothing else, as each of the command line's."""

from __future__ import annotations

import re
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that ask for an end."""
_PLAIN: Final = re.compile("[A-Za-z0-9/._-]+")


def insist() -> None:
    """Let no signal stop this process any more: what it does now it does to the end."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def temporaries_in(folder: Path) -> Iterator[None]:
    """Have this process make its temporary files in a folder, those of libraries as well.

    A path with other signs than a library may expect (fontconfig reads some in XML) is left alone.
    """
    before, path = tempfile.tempdir, str(folder.resolve())
    if _PLAIN.fullmatch(path):
        tempfile.tempdir = path
    try:
        yield
    finally:
        tempfile.tempdir = before
