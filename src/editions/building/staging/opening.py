"""A file under a name that any program can open: some take none that is not UTF-8, or that has a line end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editions.safety.file_names import one_line


@contextmanager
def openable(file: Path) -> Iterator[Path]:
    """Give a file's path, or where that is not one line of UTF-8, that of a second name of it in a temporary folder."""
    whole = os.path.realpath(file)
    if one_line(whole) == whole or not file.is_file():
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / one_line(file.name).replace("\\", "_")
        try:
            os.link(whole, other)
        except OSError:
            shutil.copyfile(whole, other)
        yield other
