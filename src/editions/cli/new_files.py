"""Writes files that a command begins for its user: all of them, and none over a file that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from editions.findings import OutputError


def write_new(files: Mapping[Path, str]) -> None:
    """Write texts to paths. Raises ``OutputError`` where one of them is there already, or cannot be written."""
    there = next((path for path in files if path.exists() or path.is_symlink()), None)
    if there is not None:
        raise OutputError(f"{there}: is there already. Choose another name, or move it away.")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}.") from error
