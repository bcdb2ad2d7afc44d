"""Makes a failing case small: fewer steps first, then half of the file, a quarter, an eighth … as long as it fails alike."""

from __future__ import annotations

import time
from collections.abc import Callable

from fuzz.case import Case
from fuzz.running import File, Job, Outcome, Process

PATIENCE = 60
"""Seconds of the clock that making a case small may take."""


class _Trial:
    """Runs jobs in a process of their own, and tells whether they fail by the same cause."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        self.process = Process()
        self.end = time.monotonic() + PATIENCE

    def fails(self, job: Job) -> bool:
        if time.monotonic() > self.end:
            return False
        if self.process.is_spent:
            self.process.end()
            self.process = Process()
        self.process.start(job)
        return self.process.outcome().cause == self.cause


def reduced(case: Case, outcome: Outcome) -> tuple[Case, File]:
    """Return a failing case with its fewest steps, and the least file that fails by the same cause."""
    trial = _Trial(outcome.cause)
    try:
        case = _fewest_steps(case, trial.fails)
        file = File(case.target, case.suffix, case.content())
        return case, File(case.target, case.suffix, _least(file, trial.fails)) if trial.fails(file) else file
    finally:
        trial.process.end()


def _fewest_steps(case: Case, fails: Callable[[Job], bool]) -> Case:
    for at in reversed(range(len(case.steps))):
        if fails(case.without(at)):
            case = case.without(at)
    return case


def _least(file: File, fails: Callable[[Job], bool]) -> bytes:
    data, size = file.data, len(file.data) // 2
    while size:
        at = 0
        while at < len(data):
            shorter = data[:at] + data[at + size :]
            if fails(File(file.target, file.suffix, shorter)):
                data = shorter
            else:
                at += size
        size //= 2
    return data
