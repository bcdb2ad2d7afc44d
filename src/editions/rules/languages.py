"""The rules of languages: those of the whole article, and of passages in another."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

NO_LANGUAGE: Final = Rule(
    id="language.missing",
    severity=Severity.ERROR,
    asks="The article says its language.",
    clauses=("WCAG 2.2 3.1.1", "EN 301 549 10.3.1.1", "PDF/UA-1 7.2"),
)
FOREIGN_SCRIPT: Final = Rule(
    id="language.script",
    severity=Severity.WARNING,
    asks="Words in a script that their language is not written in have a tag of their own.",
    clauses=("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2", "PDF/UA-1 7.2"),
)

LANGUAGES: Final = (NO_LANGUAGE, FOREIGN_SCRIPT)
