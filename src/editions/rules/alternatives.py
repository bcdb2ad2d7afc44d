"""The rules of what is said in place of pictures, formulas, films and sound."""

from __future__ import annotations

from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

SEEN = ("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1", "EPUB A11y 1.1 3.3", "PDF/UA-1 7.3")
WRITTEN = ("WCAG 2.2 1.4.5", "EN 301 549 10.1.4.5")

ALT_MISSING: Final = Rule(
    id="picture.no-alternative",
    severity=Severity.ERROR,
    asks="Every picture that says something has an alternative text.",
    clauses=SEEN,
)
FORMULA_SILENT: Final = Rule(
    id="formula.no-alternative",
    severity=Severity.ERROR,
    asks="Every formula has a spoken form.",
    clauses=("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1", "PDF/UA-1 7.7"),
)
MEDIA_SILENT: Final = Rule(
    id="media.no-alternative",
    severity=Severity.WARNING,
    asks="Every film, sound or file has an alternative text; with no caption either, its lack is an error.",
    clauses=("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1", "EPUB A11y 1.1 3.3"),
)
TRANSLATION_SILENT: Final = Rule(
    id="translation.no-alternative",
    severity=Severity.ERROR,
    asks="What has an alternative in the original has one in each translation.",
    clauses=SEEN,
)
ALT_FILE_NAME: Final = Rule(
    id="alternative.file-name",
    severity=Severity.ERROR,
    asks="No alternative is the name of a file (WCAG failure F30).",
    clauses=SEEN,
)
ALT_PLACEHOLDER: Final = Rule(
    id="alternative.placeholder",
    severity=Severity.ERROR,
    asks="No alternative only names the kind of thing, as “image” or “figura” does (WCAG failure F30).",
    clauses=SEEN,
)
ALT_LABEL: Final = Rule(
    id="alternative.label",
    severity=Severity.ERROR,
    asks="No alternative is only the label of its figure.",
    clauses=SEEN,
)
ALT_CAPTION: Final = Rule(
    id="alternative.caption",
    severity=Severity.WARNING,
    asks="No alternative says again what the caption says.",
    clauses=SEEN,
)
ALT_LONG: Final = Rule(
    id="alternative.long",
    severity=Severity.WARNING,
    asks="An alternative is said in one breath, at most 120 characters; what is longer is a long description.",
    clauses=SEEN,
)
ALT_OPENING: Final = Rule(
    id="alternative.opening",
    severity=Severity.NOTE,
    asks="No alternative begins with “image of”: readers are told that it is one.",
    clauses=("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1"),
)
ALT_DRAFT: Final = Rule(
    id="alternative.draft",
    severity=Severity.WARNING,
    asks="A person has confirmed what a machine has drafted.",
    clauses=SEEN,
)
ALT_TEX: Final = Rule(
    id="alternative.tex",
    severity=Severity.WARNING,
    asks="The spoken form of a formula is words, and no TeX.",
    clauses=("WCAG 2.2 1.1.1", "EN 301 549 10.1.1.1", "PDF/UA-1 7.7"),
)
NO_DESCRIPTION: Final = Rule(
    id="picture.no-description",
    severity=Severity.WARNING,
    asks="A picture that says more than one breath holds (a chart, a map, several parts) has a long description.",
    clauses=SEEN,
)
PICTURE_OF_TEXT: Final = Rule(
    id="picture.text",
    severity=Severity.WARNING,
    asks="Words that stand in a picture stand in its alternative or its long description too.",
    clauses=("WCAG 2.2 1.1.1", "WCAG 2.2 1.4.5", "EN 301 549 10.1.1.1", "EN 301 549 10.1.4.5"),
)
TABLE_PICTURE: Final = Rule(
    id="table.picture",
    severity=Severity.WARNING,
    asks="Tables are tables, and no pictures of tables.",
    clauses=("WCAG 2.2 1.3.1", "EN 301 549 10.1.3.1", *WRITTEN),
)
FORMULA_PICTURE: Final = Rule(
    id="formula.picture",
    severity=Severity.NOTE,
    asks="Formulas are MathML, and no pictures of formulas.",
    clauses=WRITTEN,
)
DECORATION_DOUBTFUL: Final = Rule(
    id="picture.decoration-doubtful",
    severity=Severity.WARNING,
    asks="What is declared decorative has no label, no caption, no alternative and no description.",
    clauses=SEEN,
)

ALTERNATIVES: Final = (
    ALT_MISSING,
    FORMULA_SILENT,
    MEDIA_SILENT,
    TRANSLATION_SILENT,
    ALT_FILE_NAME,
    ALT_PLACEHOLDER,
    ALT_LABEL,
    ALT_CAPTION,
    ALT_LONG,
    ALT_OPENING,
    ALT_DRAFT,
    ALT_TEX,
    NO_DESCRIPTION,
    PICTURE_OF_TEXT,
    TABLE_PICTURE,
    FORMULA_PICTURE,
    DECORATION_DOUBTFUL,
)
