"""What a check of sound or captions yields, and how the findings of one file come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from editions.findings import Finding, Where
from editions.rules.sound import SOUND_RULES

MAX_SHOWN: Final = 10
"""Findings of one rule that are written out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFault:
    """A fault: the id of its rule, what is wrong and how to mend it; ``line`` and ``id`` are of captions."""

    rule: str
    message: str
    hint: str
    line: int = 0
    id: str = ""


def findings(faults: Iterable[SoundFault], file: str) -> Iterator[Finding]:
    """Yield the findings of a file, in the order of its faults; of a rule that is broken often, ten and how many more."""
    counts: Counter[str] = Counter()
    for fault in faults:
        counts[fault.rule] += 1
        if counts[fault.rule] <= MAX_SHOWN:
            yield _finding(fault, Where(file=file, line=fault.line, id=fault.id))
    for rule, count in counts.items():
        if count > MAX_SHOWN:
            more = SoundFault(rule=rule, message=f"{count - MAX_SHOWN} more places like these.", hint="Mend those first.")
            yield _finding(more, Where(file=file))


def _finding(fault: SoundFault, where: Where) -> Finding:
    severity = SOUND_RULES[fault.rule].severity
    return Finding(rule=fault.rule, severity=severity, where=where, message=fault.message, hint=fault.hint)


def clock(seconds: float) -> str:
    """Return a time as players show it: ``1:02:03.5``."""
    minutes, rest = divmod(max(round(seconds, 1), 0.0), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02}:{rest:04.1f}"
