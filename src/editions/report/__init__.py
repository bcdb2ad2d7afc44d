"""The report of a build: what was made of which source, what was checked, found and claimed, what people must still judge.

Nothing in it depends on the clock. ``data`` holds it and makes ``report.json`` (schema: ``docs/report.schema.json``),
``checks`` and ``judging`` find out what it says, ``en301549`` holds it against EN 301 549, ``page`` is ``report.html``,
``openacr`` is ``openacr.yaml``.
"""

from __future__ import annotations

from editions.report.data import (
    Assessment,
    Check,
    Claim,
    Detected,
    Judgement,
    Output,
    Place,
    Report,
    Result,
    Review,
    Status,
    output,
    with_clauses,
)

__all__ = [
    "Assessment",
    "Check",
    "Claim",
    "Detected",
    "Judgement",
    "Output",
    "Place",
    "Report",
    "Result",
    "Review",
    "Status",
    "output",
    "with_clauses",
]
