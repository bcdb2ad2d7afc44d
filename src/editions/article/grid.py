"""The grid of a table: which slots each cell covers, and under which header cells it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from editions.article.model import Cell, Row, Table

MAX_HEADERS = 50
"""Header cells that a cell is read under in one column: the nearest ones. A real table has five at most."""


AnyCell = TypeVar("AnyCell")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Slots:
    """Where a cell is: its first column and row (both from 0), and how many it covers."""

    x: int
    y: int
    width: int
    height: int

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.x, self.x + self.width)

    @property
    def rows(self) -> range:
        """The rows that it covers."""
        return range(self.y, self.y + self.height)


def lay_out(
    rows: Iterable[Iterable[AnyCell]], size: Callable[[AnyCell], tuple[int, int]], first: int = 0
) -> Iterator[list[tuple[AnyCell, Slots]]]:
    """Yield the cells of each row with their slots (HTML Living Standard, 4.9.12.1, "the algorithm for processing rows").

    ``rows`` are those of one group, ``size`` gives the columns and the rows that a cell covers, ``first`` is the number of the
    first row. A cell begins in the first column that no cell covers from above; the columns behind may be covered twice.
    """
    free: dict[int, int] = {}  # column -> the first row that no cell from above covers
    for y, row in enumerate(rows, first):
        placed = []
        x = 0
        for cell in row:
            while free.get(x, 0) > y:
                x += 1
            width, height = size(cell)
            slots = Slots(x=x, y=y, width=width, height=height)
            placed.append((cell, slots))
            free.update((column, max(free.get(column, 0), y + height)) for column in slots.columns)
            x += width
        yield placed


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell with its row and its first column (both from 0), and the header cells above it."""

    cell: Cell
    row: int
    column: int
    above: tuple[Cell, ...]


def rows(table: Table) -> Iterator[tuple[Row, tuple[CellPlace, ...]]]:
    """Yield each row of a table with the cells that begin in it; headers follow the HTML algorithm (4.9.12.2) by column.

    A cell that spans rows is yielded once, in its first row; spans do not reach beyond their group of rows.
    """
    above: dict[int, list[Cell]] = {}
    number = 0
    for group in (table.head, *table.bodies, table.foot_rows):
        for row, cells in zip(group, lay_out((row.cells for row in group), _size, number), strict=True):
            places = tuple(CellPlace(cell, slots.y, slots.x, _over(slots, above)) for cell, slots in cells)
            yield row, places
            for place in places:
                _heads(place, above)
        number += len(group)


def _size(cell: Cell) -> tuple[int, int]:
    return cell.colspan, cell.rowspan


def _over(slots: Slots, above: dict[int, list[Cell]]) -> tuple[Cell, ...]:
    found: dict[str, Cell] = {}
    for column in slots.columns:
        found.update({head.id: head for head in above.get(column, ())})
    return tuple(found.values())


def _heads(place: CellPlace, above: dict[int, list[Cell]]) -> None:
    if place.cell.scope in ("col", "colgroup"):
        for index in range(place.column, place.column + place.cell.colspan):
            heads = above.setdefault(index, [])
            heads.append(place.cell)
            del heads[:-MAX_HEADERS]
