"""What a build may do to a process that does nothing else, as each of the command line's."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that ask for an end."""


def insist() -> None:
    """Let no signal stop this process any more: what it does now it does to the end."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def temporaries_in(folder: Path) -> Iterator[None]:
    """Have this process make its temporary files in a folder, those of libraries as well."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder.resolve())
    try:
        yield
    finally:
        tempfile.tempdir = before
