"""A file under a name that any program can open: some take none that is not UTF-8."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editions.naming import printable


@contextmanager
def openable(file: Path) -> Iterator[Path]:
    """Give a file's path, or where that is not UTF-8, that of a second name of it in a folder for temporary files."""
    whole = os.path.realpath(file)
    if printable(whole) == whole or not file.is_file():
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / printable(file.name)
        try:
            os.link(whole, other)
        except OSError:
            shutil.copyfile(whole, other)
        yield other
