"""The rules that hold while editions are made: what a PDF, an EPUB or a narration could not carry."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

PICTURES = ("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1")

PDF: Final = (
    Rule(
        id="pdf-title",
        severity=Severity.ERROR,
        asks="A PDF has a title.",
        clauses=("PDF/UA-1 7.1", "WCAG 2.2 2.4.2", "EN 301 549 10.2.4.2"),
    ),
    Rule(
        id="pdf-language",
        severity=Severity.ERROR,
        asks="A PDF says its language.",
        clauses=("PDF/UA-1 7.2", "WCAG 2.2 3.1.1", "EN 301 549 10.3.1.1"),
    ),
    Rule(
        id="pdf-alternative",
        severity=Severity.ERROR,
        asks="Every figure and formula of a PDF has an alternative.",
        clauses=("PDF/UA-1 7.3", "PDF/UA-1 7.7", *PICTURES),
    ),
    Rule(
        id="pdf-heading-level",
        severity=Severity.ERROR,
        asks="No rank of heading is left out in a PDF.",
        clauses=("PDF/UA-1 7.4.2", "WCAG 2.2 1.3.1", "EN 301 549 10.1.3.1"),
    ),
    Rule(id="pdf-id", severity=Severity.ERROR, asks="Notes and header cells have ids of their own.", clauses=("PDF/UA-1 7.9",)),
    Rule(
        id="pdf-link",
        severity=Severity.ERROR,
        asks="Every link of a PDF has words.",
        clauses=("PDF/UA-1 7.18.5", "WCAG 2.2 2.4.4", "EN 301 549 10.2.4.4"),
    ),
    Rule(
        id="pdf-table",
        severity=Severity.ERROR,
        asks="The rows of a table cover the same columns.",
        clauses=("PDF/UA-1 7.5", "WCAG 2.2 1.3.1", "EN 301 549 10.1.3.1"),
    ),
    Rule(id="pdf-font", severity=Severity.ERROR, asks="A font has every character.", clauses=("PDF/UA-1 7.21.8",)),
    Rule(id="pdf-picture", severity=Severity.WARNING, asks="Every picture can be printed.", clauses=PICTURES),
    Rule(id="pdf-formula", severity=Severity.WARNING, asks="Every formula can be drawn.", clauses=PICTURES),
    Rule(
        id="pdf-refused", severity=Severity.ERROR, asks="An article can be made into pages: no PDF is made of one that cannot."
    ),
    Rule(id="pdf-layout", severity=Severity.WARNING, asks="The layout finds no fault in the page or its style sheets."),
)
EPUB: Final = (
    Rule(id="epub-picture", severity=Severity.ERROR, asks="Every picture is in the EPUB.", clauses=PICTURES),
    Rule(
        id="epub-link",
        severity=Severity.WARNING,
        asks="Every link leads somewhere that a reader of the EPUB can follow.",
        clauses=("WCAG 2.2 2.4.4", "EN 301 549 10.2.4.4"),
    ),
    Rule(
        id="epub-page",
        severity=Severity.NOTE,
        asks="Every printed page has its mark in the EPUB.",
        clauses=("EPUB A11y 1.1 3.4.1",),
    ),
    Rule(
        id="epub-overlay",
        severity=Severity.WARNING,
        asks="What is narrated stands in the EPUB.",
        clauses=("EPUB A11y 1.1 3.4.2",),
    ),
    Rule(
        id="epub-claim",
        severity=Severity.NOTE,
        asks="An EPUB claims to conform only where no error is open.",
        clauses=("EPUB A11y 1.1 3.5",),
    ),
)
OTHER: Final = (
    Rule(id="content.removed", severity=Severity.ERROR, asks="No edition holds content that runs or that reaches the network."),
    Rule(id="validator.failed", severity=Severity.ERROR, asks="Every validator that is asked passes the files."),
    Rule(id="cover.shortened", severity=Severity.NOTE, asks="Title and names are short enough for a cover."),
    Rule(id="cover.no-font", severity=Severity.WARNING, asks="The cover shows every letter of the title."),
    Rule(
        id="narration.no-voice",
        severity=Severity.WARNING,
        asks="Every passage is spoken by a voice of its language.",
        clauses=("WCAG 2.2 3.1.2", "EN 301 549 10.3.1.2"),
    ),
    Rule(
        id="config.ignored", severity=Severity.WARNING, asks="All that an editions.toml says comes from whom the caller trusts."
    ),
)

MAKING: Final = (*PDF, *EPUB, *OTHER)
