"""The rules that hold while a source is read: what the reader could not place, find, or trust."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

PICTURES = ("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1")
RELATIONS = ("WCAG 2.2 1.3.1", "EN 301 549 10.1.3.1")

INCOMPLETE: Final = Rule(
    id="translation.incomplete",
    severity=Severity.WARNING,
    asks="A translation has the sections, tables, figures, notes, references and the licence of its original.",
)
NUMBERS_DIFFER: Final = Rule(
    id="translation.numbers",
    severity=Severity.WARNING,
    asks="A translation has the numbers of its original.",
)

READING: Final = (
    Rule(id="jats.invalid", severity=Severity.ERROR, asks="The source is valid against the DTD that was given."),
    Rule(id="element.unknown", severity=Severity.NOTE, asks="Every element is one that has a place.", clauses=RELATIONS),
    Rule(id="element.not-shown", severity=Severity.NOTE, asks="Words for readers are in elements that are shown."),
    Rule(
        id="html.as-text",
        severity=Severity.WARNING,
        asks="What the text holds is elements of JATS, and not HTML.",
        clauses=RELATIONS,
    ),
    Rule(id="html.unreadable", severity=Severity.ERROR, asks="HTML in the text can be read as blocks.", clauses=RELATIONS),
    Rule(id="entity.unknown", severity=Severity.WARNING, asks="Every entity stands for a known character."),
    Rule(id="entity.named", severity=Severity.NOTE, asks="Named characters are declared, or written as themselves."),
    Rule(id="untrusted.ignored", severity=Severity.WARNING, asks="The source declares no entities that reach for files."),
    Rule(
        id="language.invalid",
        severity=Severity.ERROR,
        asks="Every language tag is well formed and registered (BCP 47).",
        clauses=("WCAG 2.2 3.1.1", "WCAG 2.2 3.1.2", "EN 301 549 10.3.1.1", "EN 301 549 10.3.1.2", "PDF/UA-1 7.2"),
    ),
    Rule(id="picture.missing", severity=Severity.ERROR, asks="Every picture lies beside the article.", clauses=PICTURES),
    Rule(id="picture.broken", severity=Severity.ERROR, asks="Every picture can be decoded to its end.", clauses=PICTURES),
    Rule(id="picture.refused", severity=Severity.ERROR, asks="Every picture can be shown without harm.", clauses=PICTURES),
    Rule(id="picture.changed", severity=Severity.ERROR, asks="Every picture is shown as its file draws it.", clauses=PICTURES),
    Rule(id="picture.frames", severity=Severity.WARNING, asks="A file holds one picture.", clauses=PICTURES),
    Rule(
        id="alternative.twice",
        severity=Severity.WARNING,
        asks="An alternative or a long description stands once: on the figure, or on its picture.",
        clauses=(*PICTURES, "PDF/UA-1 7.3"),
    ),
    Rule(id="formula.tex-kept", severity=Severity.WARNING, asks="TeX can be turned into MathML.", clauses=RELATIONS),
    Rule(
        id="heading.empty",
        severity=Severity.WARNING,
        asks="No heading is empty.",
        clauses=("WCAG 2.2 2.4.6", "EN 301 549 10.2.4.6", *RELATIONS),
    ),
    Rule(
        id="table.headers-guessed",
        severity=Severity.WARNING,
        asks="A table marks its header cells itself.",
        clauses=(*RELATIONS, "PDF/UA-1 7.5"),
    ),
    Rule(id="table.spans", severity=Severity.WARNING, asks="Cells span what a table has.", clauses=RELATIONS),
    Rule(
        id="link.refused",
        severity=Severity.WARNING,
        asks="Links out of the article begin with a scheme that runs nothing.",
        clauses=("WCAG 2.2 2.4.4", "EN 301 549 10.2.4.4"),
    ),
    Rule(id="citation.left-out", severity=Severity.WARNING, asks="A citation style shows all words of a reference."),
    Rule(id="citation.not-set", severity=Severity.NOTE, asks="A reference has parts that a citation style can set."),
    Rule(
        id="label.generated",
        severity=Severity.NOTE,
        asks="What a cross-reference without words points at has a label.",
        clauses=("WCAG 2.2 2.4.4", "EN 301 549 10.2.4.4"),
    ),
    Rule(
        id="xref.no-target",
        severity=Severity.WARNING,
        asks="Every cross-reference points at something in the article.",
        clauses=("WCAG 2.2 2.4.4", "EN 301 549 10.2.4.4"),
    ),
    INCOMPLETE,
    NUMBERS_DIFFER,
)
