"""Inputs at the limits that an edition's maker sets, and four times over them: what each may cost, and what it must come to.

A module here holds the inputs of one kind, as a table ``BUDGETS``; ``test_budgets.py`` runs them, ``./dev security`` measures
them into ``docs/security.md``.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

BUILD = ("build", "{file}", "-o", "{out}", "--formats", "pdf,epub", "--no-narration")
EPUB = ("build", "{file}", "-o", "{out}", "--formats", "epub", "--no-narration")
CHECK = ("check", "{file}")
NO_VALIDATORS = {f"EDITIONS_{name}": "none" for name in ("VERAPDF_JAR", "EPUBCHECK_JAR", "ACE")}
"""What is measured is our own work: a validator that is not there is not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What an input may cost.

    ``limit`` says what bounds it, in words for a table; ``make`` writes the input into a folder, at the limit (1) or that many
    times over it, and returns its file. ``seconds`` are of the processor, ``megabytes`` of memory, at every size. ``tested``
    are the sizes that the tests run: 1 too where more is refused unread.
    """

    name: str
    limit: str
    make: Callable[[Path, int], Path]
    command: tuple[str, ...] = BUILD
    seconds: int = 60
    megabytes: int = 2048
    tested: tuple[int, ...] = (4,)

    def __str__(self) -> str:
        """The name, for the list of tests."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command came to: its exit code, what it printed, what it took."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: int

    @property
    def is_clean(self) -> bool:
        """Whether it ended by itself, in words that the program foresaw; the last line of defence stays unneeded."""
        return self.code in (0, 1, 2, 3) and "Traceback" not in self.err and "stopped" not in self.err


def budgets() -> Iterator[Budget]:
    """Yield the budgets of every module here, by its name."""
    for module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        yield from getattr(importlib.import_module(f"{__name__}.{module}"), "BUDGETS", ())


def measure(budget: Budget, size: int, folder: Path) -> Outcome:
    """Run the command of a budget on its input of a size, in a process that may not take more than the budget."""
    file, out = budget.make(folder, size), folder / "out"
    return command(*(word.format(file=file, out=out) for word in budget.command), limits=budget)


def command(*words: str, limits: Budget) -> Outcome:
    """Run ``editions`` with these words, under limits of processor time and memory that the system keeps."""
    program = [sys.executable, "-c", "import sys; from editions.cli import main; sys.exit(main())", *words]

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))
        resource.setrlimit(resource.RLIMIT_DATA, (limits.megabytes * 2**20, limits.megabytes * 2**20))

    environment = {**os.environ, **NO_VALIDATORS}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(program, stdout=out, stderr=err, stdin=subprocess.DEVNULL, preexec_fn=bound, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return Outcome(
            code=process.returncode,
            out=_text(out),
            err=_text(err),
            seconds=used.ru_utime + used.ru_stime,
            megabytes=used.ru_maxrss // 1024,
        )


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
