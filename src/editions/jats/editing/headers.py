"""Header cells of a table (HTML model): ``scope`` on the cells of its first rows and columns."""

from __future__ import annotations

from itertools import chain

from editions.article.grid import lay_out
from editions.jats.editing.document import Element
from editions.jats.editing.edits import EditError, SetHeaders
from editions.jats.editing.patches import Patches
from editions.jats.source import name, texts
from editions.jats.tables import span


def set_headers(patches: Patches, edit: SetHeaders) -> None:
    """Mark the cells of the first rows as headers of columns, those of the first columns as headers of rows."""
    node = patches.document.nodes[edit.place]
    table = next((item for item in node.iter() if name(item) == "table"), None)
    rows = [item for item in table.iter() if name(item) == "tr"] if table is not None else []
    if not rows:
        raise EditError(f"<{name(node)}> (line {node.sourceline}) holds no table of the HTML model. Mark its headers by hand.")
    for cell, slots in chain.from_iterable(lay_out(map(_cells, rows), _size)):
        scope = "col" if slots.y < edit.rows else "row" if slots.x < edit.columns else ""
        if scope and texts(cell) and not cell.get("scope"):
            patches.set(cell, {"scope": scope})


def _cells(row: Element) -> list[Element]:
    return [item for item in row if name(item) in ("td", "th")]


def _size(cell: Element) -> tuple[int, int]:
    return span(cell, "colspan"), span(cell, "rowspan")
