"""The rules of structure: titles, headings, tables, links, short forms, and words that point at what is only seen."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

LINKS = ("WCAG 2.2 2.4.4", "EN 301 549 10.2.4.4")
SENSES = ("WCAG 2.2 1.3.3", "EN 301 549 10.1.3.3")

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
    clauses=("WCAG 2.2 1.3.1", "WCAG 2.2 2.4.6", "EN 301 549 10.1.3.1", "EN 301 549 10.2.4.6", "PDF/UA-1 7.4.2"),
)
NO_HEADING: Final = Rule(
    id="heading.missing",
    severity=Severity.NOTE,
    asks="Every section has a heading (JATS4R RP-47-2024).",
    clauses=("WCAG 2.2 2.4.6", "EN 301 549 10.2.4.6"),
)
NO_HEADERS: Final = Rule(
    id="table.no-headers",
    severity=Severity.ERROR,
    asks="Every table has header cells.",
    clauses=("WCAG 2.2 1.3.1", "EN 301 549 10.1.3.1", "PDF/UA-1 7.5"),
)
NO_CAPTION: Final = Rule(
    id="table.no-caption",
    severity=Severity.WARNING,
    asks="Every table has a caption that says what it holds.",
    clauses=("WCAG 2.2 1.3.1", "WCAG 2.2 2.4.6", "EN 301 549 10.1.3.1", "EN 301 549 10.2.4.6"),
)
LINK_SILENT: Final = Rule(
    id="link.empty",
    severity=Severity.WARNING,
    asks="Every cross-reference has words (one without becomes no link).",
    clauses=LINKS,
)
LINK_AMBIGUOUS: Final = Rule(
    id="link.ambiguous",
    severity=Severity.WARNING,
    asks="A link's words say where it leads, as “click here” does not.",
    clauses=LINKS,
)
LINK_ADDRESS: Final = Rule(
    id="link.address",
    severity=Severity.NOTE,
    asks="A link stands around words, not around its bare address (references are cited by theirs).",
    clauses=LINKS,
)
SHORT_FORM: Final = Rule(
    id="abbreviation.unexpanded",
    severity=Severity.NOTE,
    asks="A short form is spelled out once.",
    clauses=("WCAG 2.2 3.1.4",),
)
BY_COLOUR: Final = Rule(
    id="reference.colour",
    severity=Severity.NOTE,
    asks="Nothing is pointed at by its colour alone (“the red line”).",
    clauses=(*SENSES, "WCAG 2.2 1.4.1", "EN 301 549 10.1.4.1"),
)
BY_POSITION: Final = Rule(
    id="reference.position",
    severity=Severity.NOTE,
    asks="Nothing is pointed at by its place on the page alone (“the table above”).",
    clauses=SENSES,
)

STRUCTURE: Final = (
    NO_TITLE,
    SKIPPED_LEVEL,
    NO_HEADING,
    NO_HEADERS,
    NO_CAPTION,
    LINK_SILENT,
    LINK_AMBIGUOUS,
    LINK_ADDRESS,
    SHORT_FORM,
    BY_COLOUR,
    BY_POSITION,
)
