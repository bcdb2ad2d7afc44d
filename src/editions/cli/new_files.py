"""Writes files that a command begins for its user: all of them, and none over a file that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from editions.findings import UsageError
from editions.safety.writing import os_errors_as_output_error


def write_new(files: Mapping[Path, str]) -> None:
    """Write texts to paths. Raises ``UsageError`` where one of them is there already, ``OutputError`` where one cannot be."""
    there = next((path for path in files if path.exists() or path.is_symlink()), None)
    if there is not None:
        raise UsageError(f"{there}: is there already, and is not overwritten. Choose another name, or move it away.")
    for path, text in files.items():
        with os_errors_as_output_error(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
