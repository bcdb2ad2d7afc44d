"""Which rules were applied in a build, and what each gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from editions.findings import Finding, Severity
from editions.report.data import Check, Result
from editions.rules import RULES

_MAKING = {"pdf": {"pdf"}, "epub": {"epub"}, "cover": {"epub"}, "narration": {"narration"}, "validator": {"validation"}}
"""First words of the rules that making an edition applies -> what must have been made: a format, narration; or validation."""
_ELSEWHERE = ("jats.invalid", "catalog.", "config.")
"""How rules begin that need a DTD, a catalog or a configuration: they are told of where they found something."""


def checked(findings: Iterable[Finding], formats: Collection[str]) -> tuple[Check, ...]:
    """Return every rule that was applied to what was made (formats, narration, validation), with the number of its findings."""
    found = tuple(findings)
    counts = Counter(finding.rule for finding in found)
    failed = {finding.rule for finding in found if finding.severity is Severity.ERROR}
    return tuple(
        Check(
            rule=rule.id,
            severity=rule.severity,
            asks=rule.asks,
            clauses=rule.clauses,
            findings=counts[rule.id],
            result=Result.FAILED if rule.id in failed else Result.DOUBTFUL if counts[rule.id] else Result.PASSED,
        )
        for rule in RULES.values()
        if counts[rule.id] or _is_applied(rule.id, formats)
    )


def _is_applied(rule: str, formats: Collection[str]) -> bool:
    needed = _MAKING.get(rule.partition(".")[0])
    return not rule.startswith(_ELSEWHERE) and (needed is None or bool(needed & set(formats)))
