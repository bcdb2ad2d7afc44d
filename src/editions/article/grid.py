"""The grid of a table: which cell stands where, and under which header cells it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editions.article.model import Cell, Row, Table

MAX_HEADERS = 50
"""Header cells that a cell is read under in one column: the nearest ones. A real table has five at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with its row and its first column (both from 0), and the header cells above it."""

    cell: Cell
    row: int
    column: int
    above: tuple[Cell, ...]


def rows(table: Table) -> Iterator[tuple[Row, tuple[Place, ...]]]:
    """Yield each row of a table with the cells that begin in it; headers follow the HTML algorithm (4.9.12.2) by column.

    A cell that spans rows is yielded once, in its first row; spans do not reach beyond their group of rows.
    """
    above: dict[int, list[Cell]] = {}
    number = 0
    for group in (table.head, *table.bodies, table.foot_rows):
        taken: dict[tuple[int, int], bool] = {}
        for offset, row in enumerate(group):
            places = tuple(_places(row, number, offset, taken, above))
            yield row, places
            for place in places:
                _heads(place, above)
            number += 1


def _places(
    row: Row, number: int, offset: int, taken: dict[tuple[int, int], bool], above: dict[int, list[Cell]]
) -> Iterator[Place]:
    column = 0
    for cell in row.cells:
        while (offset, column) in taken:
            column += 1
        for down in range(cell.rowspan):
            for right in range(cell.colspan):
                taken[offset + down, column + right] = True
        yield Place(cell, number, column, _over(cell, column, above))
        column += cell.colspan


def _over(cell: Cell, column: int, above: dict[int, list[Cell]]) -> tuple[Cell, ...]:
    found: dict[str, Cell] = {}
    for index in range(column, column + cell.colspan):
        found.update({head.id: head for head in above.get(index, ())})
    return tuple(found.values())


def _heads(place: Place, above: dict[int, list[Cell]]) -> None:
    if place.cell.scope in ("col", "colgroup"):
        for index in range(place.column, place.column + place.cell.colspan):
            heads = above.setdefault(index, [])
            heads.append(place.cell)
            del heads[:-MAX_HEADERS]
