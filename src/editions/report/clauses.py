"""The clauses of EN 301 549 V3.2.1 that concern editions: 5.4, and clause 10 without its void subclauses.

Each subclause ``10.X`` up to 10.4.1.3 asks of documents what the success criterion ``X`` of WCAG 2.1 asks of pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editions.report.data import Status

STANDARD: Final = "EN 301 549 V3.2.1 (2021-03)"
OK, JUDGE, NONE = Status.SUPPORTED, Status.TO_JUDGE, Status.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its number, its WCAG level ("" where it has none), its status where no rule checks it, and the remark on it.

    ``remark`` is a key of ``remarks``. ``only_with`` are formats of which one must have been made: without, it does not
    apply, and the remark is ``absent``.
    """

    number: str
    level: str
    status: Status
    remark: str
    only_with: frozenset[str] = frozenset()
    absent: str = ""

    @property
    def criterion(self) -> str:
        """The success criterion of WCAG 2.1 that the clause is made from, "" where it is from none."""
        return self.number.removeprefix("10.") if self.level else ""

    def remark_on(self, status: Status) -> str:
        """Return the key of the remark where the clause is met like that."""
        return self.absent if self.absent and status is Status.NOT_APPLICABLE else self.remark


SOUND: Final = frozenset({"m4b", "mp3"})

CLAUSES: Final = (
    Clause("5.4", "", Status.WHERE_CHECKED, "conversion"),
    Clause("10.1.1.1", "A", JUDGE, "alternatives"),
    Clause("10.1.2.1", "A", JUDGE, "sound", SOUND, "no-sound"),
    Clause("10.1.2.2", "A", NONE, "no-video"),
    Clause("10.1.2.3", "A", NONE, "no-video"),
    Clause("10.1.2.4", "AA", NONE, "no-video"),
    Clause("10.1.2.5", "AA", NONE, "no-video"),
    Clause("10.1.3.1", "A", JUDGE, "structure"),
    Clause("10.1.3.2", "A", JUDGE, "order"),
    Clause("10.1.3.3", "A", JUDGE, "senses"),
    Clause("10.1.3.4", "AA", OK, "orientation"),
    Clause("10.1.3.5", "AA", NONE, "no-input"),
    Clause("10.1.4.1", "A", JUDGE, "colour"),
    Clause("10.1.4.2", "A", OK, "no-autoplay"),
    Clause("10.1.4.3", "AA", JUDGE, "contrast"),
    Clause("10.1.4.4", "AA", OK, "resize"),
    Clause("10.1.4.5", "AA", JUDGE, "text-pictures"),
    Clause("10.1.4.10", "AA", JUDGE, "reflow"),
    Clause("10.1.4.11", "AA", JUDGE, "picture-contrast"),
    Clause("10.1.4.12", "AA", JUDGE, "spacing"),
    Clause("10.1.4.13", "AA", NONE, "no-interaction"),
    Clause("10.2.1.1", "A", OK, "links-alone"),
    Clause("10.2.1.2", "A", OK, "links-alone"),
    Clause("10.2.1.4", "A", NONE, "no-interaction"),
    Clause("10.2.2.1", "A", NONE, "no-time"),
    Clause("10.2.2.2", "A", JUDGE, "moving"),
    Clause("10.2.3.1", "A", JUDGE, "moving"),
    Clause("10.2.4.2", "A", JUDGE, "title"),
    Clause("10.2.4.3", "A", OK, "links-alone"),
    Clause("10.2.4.4", "A", JUDGE, "links"),
    Clause("10.2.4.6", "AA", JUDGE, "headings"),
    Clause("10.2.4.7", "AA", OK, "focus"),
    Clause("10.2.5.1", "A", NONE, "no-interaction"),
    Clause("10.2.5.2", "A", NONE, "no-interaction"),
    Clause("10.2.5.3", "A", OK, "links-alone"),
    Clause("10.2.5.4", "A", NONE, "no-interaction"),
    Clause("10.3.1.1", "A", JUDGE, "language"),
    Clause("10.3.1.2", "AA", JUDGE, "passages"),
    Clause("10.3.2.1", "A", NONE, "no-interaction"),
    Clause("10.3.2.2", "A", NONE, "no-input"),
    Clause("10.3.3.1", "A", NONE, "no-input"),
    Clause("10.3.3.2", "A", NONE, "no-input"),
    Clause("10.3.3.3", "AA", NONE, "no-input"),
    Clause("10.3.3.4", "AA", NONE, "no-input"),
    Clause("10.4.1.1", "A", OK, "parsing"),
    Clause("10.4.1.2", "A", OK, "links-alone"),
    Clause("10.4.1.3", "AA", NONE, "no-interaction"),
    Clause("10.5", "", NONE, "no-video"),
    Clause("10.6", "", NONE, "no-video"),
)
