"""The editions against EN 301 549, clause by clause: what rules found, what holds by construction, what people must judge."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from editions.report.clauses import CLAUSES, STANDARD, Clause
from editions.report.data import Assessment, Check, Result, Status
from editions.report.phrases import REMARKS, TITLES

__all__ = ["STANDARD", "assess"]


def assess(checks: Iterable[Check], formats: Collection[str]) -> tuple[Assessment, ...]:
    """Return how each clause is met, given the rules that were applied and what was made.

    A clause with an error is not supported; one that a rule found nothing against, or doubts alone, is never more than
    supported where it was checked.
    """
    applied = tuple(checks)
    return tuple(_assessed(clause, _checks_of(clause, applied), formats) for clause in CLAUSES)


def _assessed(clause: Clause, checks: tuple[Check, ...], formats: Collection[str]) -> Assessment:
    status = _status(clause, checks, formats)
    return Assessment(
        clause=clause.number,
        title=TITLES["en"][clause.number],
        status=status,
        rules=tuple(check.rule for check in checks),
        findings=sum(check.findings for check in checks),
        remark=REMARKS["en"][clause.remark_on(status)],
    )


def _checks_of(clause: Clause, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    name = f"EN 301 549 {clause.number}"
    return tuple(check for check in checks if name in check.clauses)


def _status(clause: Clause, checks: tuple[Check, ...], formats: Collection[str]) -> Status:
    results = {check.result for check in checks}
    if Result.FAILED in results:
        return Status.NOT_SUPPORTED
    if clause.only_with and not clause.only_with & set(formats):
        return Status.NOT_APPLICABLE
    if Result.DOUBTFUL in results:
        return Status.TO_JUDGE
    return Status.WHERE_CHECKED if results else clause.status
