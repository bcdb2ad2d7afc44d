"""Header cells of a table (HTML model): ``scope`` on the cells of its first rows and columns."""

from __future__ import annotations

from collections.abc import Iterator

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
    for cell, row, column in _placed(rows):
        scope = "col" if row < edit.rows else "row" if column < edit.columns else ""
        if scope and texts(cell) and not cell.get("scope"):
            patches.set(cell, {"scope": scope})


def _placed(rows: list[Element]) -> Iterator[tuple[Element, int, int]]:
    """Yield the cells of a table, each with its row and its first column, both from 0."""
    taken: dict[int, int] = {}  # by column: the first row that no cell from above takes
    for row, node in enumerate(rows):
        column = 0
        for cell in (item for item in node if name(item) in ("td", "th")):
            while taken.get(column, 0) > row:
                column += 1
            yield cell, row, column
            for _ in range(span(cell, "colspan")):
                taken[column] = row + span(cell, "rowspan")
                column += 1
