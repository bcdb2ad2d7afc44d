"""What a run came to, a line a target: for the terminal, and as JSON for ``docs/security.md``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fuzz.running import Outcome
from fuzz.targets import TARGETS


@dataclass(slots=True)
class Figures:
    """The cases of one target: how many were accepted, refused with a clear line, failed; the slowest and all, in seconds."""

    cases: int = 0
    accepted: int = 0
    refused: int = 0
    failed: int = 0
    slowest: float = 0.0
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count one case."""
        self.cases += 1
        self.accepted += outcome.accepted
        self.failed += bool(outcome.cause)
        self.refused += not outcome.accepted and not outcome.cause
        self.slowest = max(self.slowest, outcome.seconds)
        self.seconds += outcome.seconds


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures as lines of columns."""
    head = f"{'target':24}{'cases':>8}{'accepted':>10}{'refused':>9}{'failed':>8}{'slowest s':>11}{'all s':>8}"
    rows = [
        f"{name:24}{row.cases:8}{row.accepted:10}{row.refused:9}{row.failed:8}{row.slowest:11.1f}{row.seconds:8.0f}"
        for name, row in figures.items()
    ]
    return "\n".join((head, *rows))


def as_json(figures: Mapping[str, Figures]) -> list[dict[str, object]]:
    """Return the figures as ``--json`` writes them: a row a target, its keys the heads of a table."""
    return [
        {
            "Input": TARGETS[name].says,
            "Cases": row.cases,
            "Accepted": row.accepted,
            "Refused": row.refused,
            "Failed": row.failed,
            "Slowest, in seconds": round(row.slowest, 1),
            "Bound, in seconds": TARGETS[name].seconds,
        }
        for name, row in figures.items()
    ]
