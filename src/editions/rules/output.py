"""The rules that hold while editions are made: what a PDF, an EPUB or a narration could not carry."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.pdf import PDF_RULES
from editions.rules.rule import Rule

PICTURES = ("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1")

_BEFORE_WRITING = (
    "pdf.no-title",
    "pdf.no-language",
    "pdf.figure-no-alternative",
    "pdf.formula-no-alternative",
    "pdf.heading-skipped",
    "pdf.note-id",
    "pdf.id",
    "pdf.link-empty",
    "pdf.table-structure",
    "pdf.notdef",
)
"""Rules of a finished PDF that ours are held against before they are written."""

PDF: Final = (
    *(PDF_RULES[id] for id in _BEFORE_WRITING),
    Rule(id="pdf.picture", severity=Severity.ERROR, asks="Every picture can be printed.", clauses=PICTURES),
    Rule(id="pdf.words", severity=Severity.ERROR, asks="Every word of the article stands on a page."),
    Rule(id="pdf.formula", severity=Severity.ERROR, asks="Every formula can be drawn.", clauses=PICTURES),
    Rule(
        id="pdf.refused", severity=Severity.ERROR, asks="An article can be made into pages: no PDF is made of one that cannot."
    ),
    Rule(id="pdf.layout", severity=Severity.WARNING, asks="The layout finds no fault in the page or its style sheets."),
)
EPUB: Final = (
    Rule(id="epub.picture", severity=Severity.ERROR, asks="Every picture is in the EPUB.", clauses=PICTURES),
    Rule(
        id="epub.link",
        severity=Severity.WARNING,
        asks="Every link leads somewhere that a reader of the EPUB can follow.",
        clauses=("WCAG 2.2 2.4.4", "EN 301 549 10.2.4.4"),
    ),
    Rule(
        id="epub.page",
        severity=Severity.NOTE,
        asks="Every printed page has its mark in the EPUB.",
        clauses=("EPUB A11y 1.1 3.4.1",),
    ),
    Rule(
        id="epub.overlay",
        severity=Severity.WARNING,
        asks="What is narrated stands in the EPUB.",
        clauses=("EPUB A11y 1.1 3.4.2",),
    ),
    Rule(
        id="epub.claim",
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
    Rule(id="lexicon.no-alias", severity=Severity.WARNING, asks="Every entry of a lexicon says its word in words."),
    Rule(
        id="certification.lapsed",
        severity=Severity.WARNING,
        asks="A certified edition has the content that was evaluated.",
    ),
    Rule(
        id="certification.ignored",
        severity=Severity.WARNING,
        asks="A certification comes from an evaluator whom the caller or the house names.",
    ),
    Rule(
        id="certification.missing",
        severity=Severity.NOTE,
        asks="An evaluator who is named has certified the edition: a name alone certifies nothing.",
    ),
    Rule(
        id="style.contrast",
        severity=Severity.ERROR,
        asks="Text in the colours of a house's style sheet has a contrast of 4.5 to 1, large text of 3 to 1.",
        clauses=("WCAG 2.2 1.4.3", "EN 301 549 10.1.4.3"),
    ),
    Rule(
        id="style.syntax",
        severity=Severity.WARNING,
        asks="A house's style sheet is CSS, of known properties and values.",
    ),
    Rule(id="style.class", severity=Severity.WARNING, asks="A house's style sheet names classes that the pages have."),
    Rule(
        id="style.font",
        severity=Severity.WARNING,
        asks="The fonts of a house's style sheet are installed or come with it; in a book, a generic family ends each list.",
    ),
    Rule(id="brand.font", severity=Severity.WARNING, asks="The fonts of a house are fonts that an edition may carry."),
    Rule(id="brand.logo", severity=Severity.WARNING, asks="The logo of a house is a picture that can be shown."),
    Rule(
        id="config.ignored", severity=Severity.WARNING, asks="All that an editions.toml says comes from whom the caller trusts."
    ),
)

MAKING: Final = (*PDF, *EPUB, *OTHER)
