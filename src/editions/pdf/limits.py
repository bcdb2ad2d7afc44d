"""How much one PDF is made of: an article beyond that is refused before it is laid out, in one line.

Pages are laid out and tagged in memory. The largest article of the corpus (318,000 characters, 20,700 elements, 200
pages) takes 40 seconds and 900 MB; no table there has more than 19 columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from editions.article.model import Article, walk
from editions.findings import Finding, Severity, Unprintable, Where
from editions.safety.xml import XHTML

H: Final = f"{{{XHTML}}}"
MAX_WEIGHT: Final = 1_200_000
"""Characters of a page of XHTML, an element counted as ``ELEMENT`` of them: twice the largest article of the corpus."""
ELEMENT: Final = 12
"""Characters that take as long to lay out as an element without any."""
MAX_COLUMNS: Final = 250
"""Columns of a table: those of a sheet of paper are not a millimetre wide then."""


def check(article: Article, page: etree._Element) -> None:
    """Raises ``Unprintable`` for an article that is too much for one PDF."""
    elements = sum(1 for _ in page.iter())
    characters = sum(len(text) for text in page.itertext())
    if characters + elements * ELEMENT > MAX_WEIGHT:
        message = f"The article is too much for one PDF: {characters:,} characters in {elements:,} elements."
        raise refused(article.source.name, "", message, "Divide it, or build the EPUB alone.", article.line)
    for ids, columns in _tables(page):
        if columns > MAX_COLUMNS:
            message = f"The table has {columns:,} columns; a page can show {MAX_COLUMNS}."
            lines = {node.id: node.line for node in walk(article)}
            known = next((id for id in ids if id in lines), "")
            raise refused(article.source.name, known, message, "Split it, or build the EPUB alone.", lines.get(known, 0))


def refused(file: str, id: str, message: str, hint: str, line: int = 0) -> Unprintable:
    """Return what to raise for an article of which no pages can be made."""
    where = Where(file=file, line=line, id=id)
    return Unprintable(Finding(rule="pdf.refused", severity=Severity.ERROR, where=where, message=message, hint=hint))


def _tables(page: etree._Element) -> Iterator[tuple[list[str], int]]:
    """Yield the ids of each table, and of what is around it, with the number of its columns, as its widest row has them."""
    for table in page.iter(f"{H}table"):
        rows = (row for row in table.iter(f"{H}tr"))
        widths = (sum(int(cell.get("colspan", "1")) for cell in row.iterchildren(f"{H}td", f"{H}th")) for row in rows)
        yield [each.get("id", "") for each in (table, *table.iterancestors())], max(widths, default=0)
