"""Bounds of tables: cells end with their group of rows, and no table has more columns or places than a page can be made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from editions.article.model import Cell, Row, Table

MAX_COLUMNS = 1000
"""Columns of the widest row; HTML knows no wider cell."""

MAX_PLACES = 500_000
"""Places (rows by columns) that the cells of one table may take."""


def bounded(table: Table) -> Table:
    """Return a table whose cells span no rows that their group does not have."""
    return _with_groups(table, lambda group: tuple(_shorter(row, len(group) - number) for number, row in enumerate(group)))


def is_excessive(table: Table) -> bool:
    """Whether the cells of a bounded table claim more columns or places than one has."""
    groups = (table.head, *table.bodies, table.foot_rows)
    places = sum(cell.colspan * cell.rowspan for group in groups for row in group for cell in row.cells)
    return places > MAX_PLACES or any(_claimed(group) > MAX_COLUMNS for group in groups)


def _claimed(group: tuple[Row, ...]) -> int:
    """Return how many columns cells that span claim in a group of rows, those that come down from rows above too.

    Cells that span nothing claim nothing: a table may have any number of them.
    """
    widest = 0
    coming: list[int] = [0] * (len(group) + 1)
    taken = 0
    for number, row in enumerate(group):
        taken -= coming[number]
        wide = sum(cell.colspan for cell in row.cells)
        spans = any(cell.colspan > 1 or cell.rowspan > 1 for cell in row.cells)
        widest = max(widest, wide + taken if spans or taken else 0)
        for cell in row.cells:
            if cell.rowspan > 1:
                taken += cell.colspan
                coming[min(number + cell.rowspan, len(group))] += cell.colspan
    return widest


def unspanned(table: Table) -> Table:
    """Return a table each cell of which takes one place."""
    return _with_groups(table, lambda group: tuple(_with_cells(row, lambda cell: (1, 1)) for row in group))


def _with_groups(table: Table, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Table:
    return replace(
        table,
        head=change(table.head),
        bodies=tuple(change(body) for body in table.bodies),
        foot_rows=change(table.foot_rows),
    )


def _shorter(row: Row, left: int) -> Row:
    if all(cell.rowspan <= left for cell in row.cells):
        return row
    return _with_cells(row, lambda cell: (cell.colspan, min(cell.rowspan, left)))


def _with_cells(row: Row, spans: Callable[[Cell], tuple[int, int]]) -> Row:
    sizes = [spans(cell) for cell in row.cells]
    cells = zip(row.cells, sizes, strict=True)
    return replace(row, cells=tuple(replace(cell, colspan=wide, rowspan=high) for cell, (wide, high) in cells))
