"""Says in a line under which heads the columns of a complex table stand: few readers of PDFs pass on header cells.

pdf.js and Poppler know neither ``Scope`` nor ``Headers`` of a cell, so in a table whose columns have heads of heads nobody
would hear which are whose. The line is visible, since what is only heard cannot be checked by who sees.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from editions.languages.phrases import language_of as phrases_language
from editions.languages.phrases import phrase
from editions.pdf.page.markup import H, elements, language_of, make
from editions.pdf.tree.structure import text_of as words_of
from editions.pdf.tree.tables import Grid, HtmlCell
from editions.safety.xml import XML_LANG

_OPENERS = (": ", " (", " (")  # what stands between a head and those below it, by depth
_CLOSERS = ("", ")", ")")
_SEPARATORS = ("; ", ", ", ", ")


def add_to_complex_tables(root: etree._Element) -> None:
    """Add the line to the caption of each table in which heads stand over heads."""
    for table in list(root.iter(f"{H}table")):
        said = summary(Grid(elements(table)))
        if said:
            _append(table, said)


def summary(grid: Grid) -> str:
    """Return the heads of a table's columns, each with those below it; ``""`` where none stands over another."""
    heads = [cell for cell in grid.cells if cell.is_header and cell.group == 0 and grid.scope(cell) == "Column"]
    begun = {(cell.x, cell.y): cell for cell in reversed(heads)}
    below = {cell: _below(cell, begun) for cell in heads}
    inner = {cell for cells in below.values() for cell in cells}
    return _joined([cell for cell in heads if cell not in inner], below, 0) if inner else ""


def _below(cell: HtmlCell, begun: Mapping[tuple[int, int], HtmlCell]) -> list[HtmlCell]:
    """Return the heads that begin in the row under a cell and within its columns; ``begun`` is each head by its first slot."""
    columns, under = cell.columns, cell.y + cell.height
    return [begun[x, under] for x in columns if (x, under) in begun] if len(columns) > 1 else []


def _joined(cells: list[HtmlCell], below: Mapping[HtmlCell, list[HtmlCell]], depth: int) -> str:
    level = min(depth, len(_SEPARATORS) - 1)
    said = []
    for cell in cells:
        words = words_of(cell.element)
        inner = _joined(below[cell], below, depth + 1)
        said.append(f"{words}{_OPENERS[level]}{inner}{_CLOSERS[level]}" if words and inner else words or inner)
    return _SEPARATORS[level].join(filter(None, said))


def _append(table: etree._Element, said: str) -> None:
    caption = next(iter(table.iterchildren(f"{H}caption")), None)
    if caption is None:
        caption = make("caption")
        table.insert(0, caption)
    lang = language_of(table)
    word, spoken = phrase("column-heads", lang), phrases_language(lang)
    line = make("p", {"class": "table-summary"})
    if spoken == lang.partition("-")[0]:
        line.text = f"{word}: {said}."
    else:
        line.append(make("span", {"lang": spoken, XML_LANG: spoken}, word))
        line[0].tail = f": {said}."
    caption.append(line)
