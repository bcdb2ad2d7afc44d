"""Checks of finished PDFs, ours and anyone's, beyond what veraPDF sees: one pass over each page, then the checks.

``reading`` opens a file and makes the frozen ``view`` of it; each check looks at that alone. docs/pdf-checks.md lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from editions.checks.pdf.families import (
    document,
    drawn,
    figures,
    glyphs,
    headings,
    languages,
    links,
    lists,
    notes,
    order,
    relations,
    structure,
    tables,
    words,
)
from editions.checks.pdf.families.fault import Fault
from editions.checks.pdf.view import PdfDocument
from editions.findings import Finding, Where
from editions.rules.pdf import PDF_RULES

CHECKS: Final[tuple[Callable[[PdfDocument], Iterator[Fault]], ...]] = (
    document.unexamined,
    document.tags,
    document.language,
    document.title,
    document.tab_order,
    document.page_labels,
    document.claim,
    document.files,
    structure.roles,
    structure.nesting,
    structure.contents,
    structure.parents,
    structure.ids,
    drawn.untagged,
    drawn.nesting,
    drawn.words_as_artifact,
    drawn.running_heads,
    drawn.leaders,
    glyphs.missing,
    glyphs.unknown,
    glyphs.faint,
    words.hyphens,
    words.replacements,
    words.expansions,
    words.abbreviations,
    words.set_apart,
    words.code,
    words.unspoken,
    languages.scripts,
    languages.passages,
    headings.ranks,
    headings.empty,
    headings.none,
    headings.outline,
    headings.targets,
    lists.lists,
    lists.numbering,
    lists.definitions,
    lists.contents,
    notes.calls,
    notes.loose,
    notes.ids,
    relations.captions,
    relations.references,
    relations.places,
    tables.tables,
    tables.scopes,
    tables.heads,
    tables.agreement,
    links.tags,
    links.words,
    links.names,
    links.twice,
    figures.alternatives,
    figures.boxes,
    figures.repeated,
    figures.markup,
    order.reading_order,
    order.rows_and_lines,
    order.broken,
)
"""Every check, in the order of their findings."""

OF_THE_WHOLE: Final = frozenset(
    (
        document.page_labels,
        structure.contents,
        structure.parents,
        structure.ids,
        drawn.untagged,
        drawn.words_as_artifact,
        headings.none,
        headings.outline,
        headings.targets,
        notes.calls,
        relations.references,
        relations.places,
        links.tags,
    )
)
"""The checks that say what is missing: they are left out where a part of the file was not examined, and may have it."""

_SHOWN = 10  # findings of one rule that are written out


def examine(path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with a PDF, rule by rule; of a rule that is broken often, the first ten places.

    Raises ``SourceError`` where the file cannot be read. Writes nothing.
    """
    from editions.checks.pdf.reading import read  # pikepdf takes a while to import

    return tuple(findings(read(path), str(path)))


def findings(read: PdfDocument, file: str) -> Iterator[Finding]:
    """Yield the findings of a document that has been read."""
    checks = CHECKS if read.is_whole else [check for check in CHECKS if check not in OF_THE_WHOLE]
    faults = sorted(dict.fromkeys(fault for check in checks for fault in check(read)), key=lambda fault: _ORDER[fault.rule])
    for rule, group in groupby(faults, key=lambda fault: fault.rule):
        found = list(group)
        for fault in found[:_SHOWN]:
            yield _finding(fault, file)
        if len(found) > _SHOWN:
            yield _finding(Fault(rule, f"And at {len(found) - _SHOWN} more places."), file)


def _finding(fault: Fault, file: str) -> Finding:
    message = f"Page {fault.page}: {fault.message}" if fault.page else fault.message
    return Finding(
        rule=fault.rule, severity=PDF_RULES[fault.rule].severity, where=Where(file=file), message=message, hint=fault.hint
    )


_ORDER: Final = {rule: at for at, rule in enumerate(PDF_RULES)}
