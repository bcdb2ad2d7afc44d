"""The rules of a catalog: what an editor has written for an article's readers."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

MALFORMED: Final = Rule(
    id="catalog.malformed",
    severity=Severity.ERROR,
    asks="Every entry of a catalog has the keys, and the values, that it may have.",
)
UNKNOWN_ID: Final = Rule(
    id="catalog.unknown-id", severity=Severity.ERROR, asks="Every filled entry of a catalog is about something in the article."
)
WRONG_LANGUAGE: Final = Rule(
    id="catalog.wrong-language", severity=Severity.ERROR, asks="Every entry of a catalog is in a language of the article."
)
TWICE: Final = Rule(
    id="catalog.twice", severity=Severity.ERROR, asks="Everything in the article has at most one entry in a catalog."
)
UNWRITABLE: Final = Rule(
    id="catalog.unwritable", severity=Severity.ERROR, asks="Every filled entry of a catalog can be put into the article."
)
DRAFT: Final = Rule(id="catalog.draft", severity=Severity.WARNING, asks="Every draft of a catalog is confirmed by a person.")
DESCRIBER_FAILED: Final = Rule(
    id="catalog.describer", severity=Severity.WARNING, asks="A describer gives a draft for each entry, or none."
)

CATALOG: Final = (MALFORMED, UNKNOWN_ID, WRONG_LANGUAGE, TWICE, UNWRITABLE, DRAFT, DESCRIBER_FAILED)
"""The rules of a catalog."""
