"""Keeps what failed, and what is worth trying again: small files in ``kept/TARGET``, a test runs each of them.

A file is the input itself; where that is larger than ``LARGEST``, it is a ``.case``: a line as ``--case`` takes it.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from fuzz.case import Case
from fuzz.running import File, Job, Outcome
from fuzz.targets import TARGETS

KEPT = Path(__file__).with_name("kept")
LARGEST = 4000
"""Bytes of the largest file that is kept."""


def kept() -> list[Path]:
    """Return the files that are kept."""
    return sorted(path for name in TARGETS for path in (KEPT / name).glob("*"))


def job(path: Path) -> Job:
    """Return what a kept file runs."""
    if path.suffix == ".case":
        return Case.parsed(path.read_text("utf-8"))
    return File(path.parent.name, path.suffix, path.read_bytes())


def keep(case: Case, file: File, outcome: Outcome) -> Path:
    """Write a failing case down, by its cause; return the file."""
    small = len(file.data) <= LARGEST
    data, suffix = (file.data, file.suffix) if small else (f"{case}\n".encode(), ".case")
    name = re.sub(r"[^a-z0-9]+", "-", outcome.cause.lower()).strip("-")[:60].strip("-")
    path = KEPT / file.target / f"{name}-{zlib.crc32(data):08x}{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
