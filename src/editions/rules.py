"""The rules: each says what must hold, how much it weighs, and which clauses of which standards ask for it.

One rule, one id. Whatever finds something names it by a rule's id; the report looks the clauses up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editions.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its id (``what.fault``), how much it weighs, what must hold, and the clauses that ask for it.

    A clause begins with the standard's name: ``WCAG 2.2``, ``EN 301 549``, ``EPUB A11y 1.1``, ``PDF/UA-1``.
    """

    id: str
    severity: Severity
    asks: str
    clauses: tuple[str, ...]


ALT_MISSING: Final = Rule(
    id="picture.no-alternative",
    severity=Severity.ERROR,
    asks="Every picture that says something has an alternative text.",
    clauses=("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1", "EPUB A11y 1.1 3.4", "PDF/UA-1 7.3"),
)
FORMULA_SILENT: Final = Rule(
    id="formula.no-alternative",
    severity=Severity.ERROR,
    asks="Every formula has a spoken form.",
    clauses=("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1", "PDF/UA-1 7.7"),
)
NO_LANGUAGE: Final = Rule(
    id="language.missing",
    severity=Severity.ERROR,
    asks="The article says its language.",
    clauses=("WCAG 2.2 3.1.1", "EN 301 549 10.3.1.1", "PDF/UA-1 7.2"),
)
NO_TITLE: Final = Rule(
    id="title.missing",
    severity=Severity.ERROR,
    asks="The article has a title.",
    clauses=("WCAG 2.2 2.4.2", "EN 301 549 10.2.4.2", "PDF/UA-1 7.1"),
)
SKIPPED_LEVEL: Final = Rule(
    id="heading.skipped",
    severity=Severity.WARNING,
    asks="No rank of heading is left out.",
    clauses=("WCAG 2.2 1.3.1", "WCAG 2.2 2.4.6", "EN 301 549 10.1.3.1", "PDF/UA-1 7.4.2"),
)
NO_HEADERS: Final = Rule(
    id="table.no-headers",
    severity=Severity.ERROR,
    asks="Every table has header cells.",
    clauses=("WCAG 2.2 1.3.1", "EN 301 549 10.1.3.1", "PDF/UA-1 7.5"),
)

RULES: Final = {rule.id: rule for rule in (ALT_MISSING, FORMULA_SILENT, NO_LANGUAGE, NO_TITLE, SKIPPED_LEVEL, NO_HEADERS)}
"""Every rule, by its id."""
