"""One file, checked in a process of its own under limits that the system keeps; and what that came to.

The process is a copy of this one (fork), so that nothing is imported again for each file. No external validator is asked.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.checks.files import check
from editions.findings import EditionsError

SECONDS = 60
"""Of the processor: who takes more hangs."""

WALL = 600
"""Seconds by the clock: who takes more waits for something."""

MEGABYTES = 3072
SUFFIXES = (".pdf", ".epub", ".xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What checking one file came to: its kind and rules, or the line that refuses it, or what it broke in."""

    file: Path
    kind: str = ""
    rules: tuple[str, ...] = ()
    refused: str = ""
    trace: str = ""
    hung: bool = False
    seconds: float = 0.0
    megabytes: int = 0

    @property
    def failed(self) -> bool:
        """Whether it must not be so."""
        return self.hung or bool(self.trace)


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that can be checked, by their suffixes, in the order of their names."""
    return (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES and path.is_file())


def outcome(path: Path) -> Outcome:
    """Check one file."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        _child(path, writing)
    os.close(writing)
    said, is_late = _said(reading, process)
    _, status, used = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    told: dict[str, Any] = json.loads(said) if said else {}
    hung = is_late or code == -signal.SIGXCPU
    if not told and not hung:
        told = {"trace": f"ended with exit code {code}"}
    seconds = used.ru_utime + used.ru_stime
    return Outcome(file=path, hung=hung, seconds=seconds, megabytes=used.ru_maxrss // 1024, **told)


def _said(reading: int, process: int) -> tuple[bytes, bool]:
    """Return all that the process writes; it is killed where it takes too long."""
    with open(reading, "rb") as pipe:
        if select.select([pipe], [], [], WALL)[0]:
            return pipe.read(), False
        os.kill(process, signal.SIGKILL)
        return b"", True


def _child(path: Path, writing: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))
    try:
        checked = check(path, validate=False)
        told = {"kind": checked.kind.value, "rules": [finding.rule for finding in checked.findings]}
    except EditionsError as error:
        told = {"refused": str(error)}
    except BaseException:  # noqa: BLE001 (what it is, the trace says)
        told = {"trace": traceback.format_exc()}
    with open(writing, "w", encoding="utf-8", errors="backslashreplace") as pipe:
        json.dump(told, pipe)
    os._exit(0)
