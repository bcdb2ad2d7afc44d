"""The rules of languages: of the whole article, of passages in another, and of what the text itself says of them."""

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
ASSUMED: Final = Rule(
    id="language.assumed",
    severity=Severity.WARNING,
    asks="The article says its language itself, so that nobody has to work it out.",
    clauses=("WCAG 2.2 3.1.1", "EN 301 549 10.3.1.1", "PDF/UA-1 7.2"),
)
WRONG_LANGUAGE: Final = Rule(
    id="language.wrong",
    severity=Severity.ERROR,
    asks="The article is in the language that it says.",
    clauses=("WCAG 2.2 3.1.1", "EN 301 549 10.3.1.1", "PDF/UA-1 7.2"),
)
CONTRADICTED: Final = Rule(
    id="language.contradicted",
    severity=Severity.WARNING,
    asks="Title, abstracts, keywords, and whatever has a tag of its own are in the language that they say.",
    clauses=("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2", "PDF/UA-1 7.2"),
)
FOREIGN_ALTERNATIVE: Final = Rule(
    id="alternative.language",
    severity=Severity.WARNING,
    asks="An alternative is in the language of its passage.",
    clauses=("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1"),
)
DETECTED: Final = Rule(
    id="language.detected",
    severity=Severity.NOTE,
    asks="Passages and titles in another language have a tag in the source.",
    clauses=("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2", "PDF/UA-1 7.2"),
)
UNDECIDED: Final = Rule(
    id="language.undecided",
    severity=Severity.NOTE,
    asks="Somebody has looked at passages that may be in another language.",
    clauses=("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2", "PDF/UA-1 7.2"),
)
UNEXAMINED: Final = Rule(
    id="language.unexamined",
    severity=Severity.WARNING,
    asks="The languages of an article are worked out, unless the caller wants its tags as they are.",
    clauses=("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2", "PDF/UA-1 7.2"),
)
FOREIGN_SCRIPT: Final = Rule(
    id="language.script",
    severity=Severity.WARNING,
    asks="Words in a script that their language is not written in have a tag of their own.",
    clauses=("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2", "PDF/UA-1 7.2"),
)

LANGUAGES: Final = (NO_LANGUAGE, FOREIGN_SCRIPT)
DETECTING: Final = (ASSUMED, WRONG_LANGUAGE, CONTRADICTED, FOREIGN_ALTERNATIVE, DETECTED, UNDECIDED, UNEXAMINED)
"""What the text itself says against its tags, or without any."""
