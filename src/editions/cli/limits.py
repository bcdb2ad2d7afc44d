"""The last line of defence: how much processor time and memory the work on one file may take, whatever our own code thinks."""

from __future__ import annotations

import argparse
import os
import resource
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

SECONDS: Final = 300
"""Processor seconds for any file; a published article of 900 kB takes a quarter of it."""
SECONDS_PER_MEGABYTE: Final = 120
"""Processor seconds more for each megabyte of a file and the pictures beside it."""
MAX_SECONDS: Final = 7200
"""Processor seconds at most, where nobody asks for more."""
PATIENCE: Final = 10
"""Seconds on the clock for each second of the processor: voices speak, and services answer, in processes of their own."""
MEGABYTES: Final = 4096
"""Memory for any file; the largest article of our corpus takes a fifth of it."""

NEARLY: Final = 0.75
"""The share of the allowed memory from which on an error that nobody foresaw is taken for a want of it."""

_PICTURES: Final = frozenset((".png", ".jpg", ".jpeg", ".gif", ".svg", ".tif", ".tiff", ".webp", ".eps", ".bmp", ".jp2"))
_LOOKED_AT: Final = 2000
"""Files beside an article that are looked at for its pictures."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the work on one file may take; 0: as much as it likes. ``seconds`` are of the processor."""

    seconds: int
    megabytes: int

    def keep(self) -> None:
        """Have the system keep this process within the limits: it stops one that takes more time, and refuses more memory."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        _lower(resource.RLIMIT_CPU, self.seconds)
        _lower(resource.RLIMIT_DATA, self.megabytes * 2**20)

    @property
    def time(self) -> int:
        """The processor seconds that the system allows, 0 where it does not care."""
        return _least(self.seconds, _soft(resource.RLIMIT_CPU))

    @property
    def memory(self) -> int:
        """The megabytes that the system allows, 0 where it does not care."""
        return _least(self.megabytes, _soft(resource.RLIMIT_DATA) // 2**20, _soft(resource.RLIMIT_AS) // 2**20)

    @property
    def is_tight(self) -> bool:
        """Whether whoever started us limits the memory (``ulimit``)."""
        return bool(_soft(resource.RLIMIT_DATA) or _soft(resource.RLIMIT_AS))

    @property
    def is_nearly_full(self) -> bool:
        """Whether this process has come close to what the system allows: a library may then fail in words of its own."""
        used = _status()
        kinds = ((resource.RLIMIT_AS, "VmPeak"), (resource.RLIMIT_DATA, "VmData"))
        return any(_soft(kind) and used.get(name, 0) * 1024 > NEARLY * _soft(kind) for kind, name in kinds)

    @property
    def patience(self) -> float | None:
        """The seconds on the clock after which nothing more is waited for."""
        return float(self.seconds * PATIENCE) if self.seconds else None


def release() -> None:
    """Take the limit of memory away again: a few words must still be said."""
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def add(group: argparse._ArgumentGroup) -> None:
    """Add the options that set the limits."""
    group.add_argument(
        "--time-limit",
        type=_number,
        metavar="SECONDS",
        help=f"processor time for each file; 0: no limit (default: {SECONDS}, and {SECONDS_PER_MEGABYTE} for each megabyte)",
    )
    group.add_argument(
        "--memory-limit",
        type=_number,
        default=MEGABYTES,
        metavar="MB",
        help="memory for each file; 0: no limit (default: %(default)s)",
    )


def limits_for(call: argparse.Namespace, file: str) -> Limits:
    """Return the limits that a call sets for the work on a file."""
    seconds = call.time_limit if call.time_limit is not None else _generous(Path(file))
    return Limits(seconds, call.memory_limit)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a number such as 600")
    return int(text)


def _generous(file: Path) -> int:
    size = sum(_size(path) for path in (file, *_pictures(file.parent)))
    return min(MAX_SECONDS, SECONDS + SECONDS_PER_MEGABYTE * size // 1_000_000)


def _pictures(folder: Path) -> Iterator[Path]:
    files = (Path(root, name) for root, _, names in os.walk(folder) for name in names)
    return (path for path in islice(files, _LOOKED_AT) if path.suffix.lower() in _PICTURES)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _status() -> dict[str, int]:
    """Return what the system says of the memory of this process, in kilobytes (Linux)."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except (OSError, ValueError):
        return {}
    return {line.partition(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}


def _soft(kind: int) -> int:
    soft = resource.getrlimit(kind)[0]
    return 0 if soft == resource.RLIM_INFINITY else soft


def _least(*numbers: int) -> int:
    return min((number for number in numbers if number), default=0)


def _lower(kind: int, limit: int) -> None:
    """Lower a limit of this process; whoever it starts may raise it again."""
    if limit and (not _soft(kind) or limit < _soft(kind)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
