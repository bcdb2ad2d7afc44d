"""Seeds that are files of their own: ``seeds/TARGET``; other targets make theirs from the golden cases."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).with_name("seeds")


def seed_files(target: str) -> dict[str, bytes]:
    """Return the seeds of a target by their names."""
    return {path.name: path.read_bytes() for path in sorted((_FOLDER / target).iterdir())}
