"""What a rule is."""

from __future__ import annotations

from dataclasses import dataclass

from editions.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its id (``what.fault``), how much it weighs, what must hold, and the clauses that ask for it.

    A clause begins with the standard's name: ``WCAG 2.2``, ``EN 301 549``, ``EPUB A11y 1.1``, ``PDF/UA-1``; none is given for
    what only a format, or the words of the source, asks for. Where a finding's weight depends on the case, ``severity`` is the
    usual one.
    """

    id: str
    severity: Severity
    asks: str
    clauses: tuple[str, ...] = ()
