"""Which header cells a cell of a table is read under: HTML's own algorithm, carried over to ``Headers`` and ``Scope``.

HTML Living Standard, 4.9.12.1 (forming a table) and 4.9.12.2 (forming relationships between data cells and header cells);
ISO 32000-1, 14.8.5.7 (table attributes); ISO 14289-1, 7.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from editions.pdf.tree.nodes import Scope

_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell in the grid: its top left slot, its size in slots, and the number of its row group."""

    element: Element
    x: int
    y: int
    width: int
    height: int
    group: int

    @property
    def is_header(self) -> bool:
        """Whether the cell is a ``th``."""
        return self.element.tag == "th"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the cell to be read."""
        shown = any(part.tag == "img" or part.get("role") == "math" for part in self.element.iter())
        return not shown and not "".join(self.element.itertext()).strip()

    def columns(self) -> range:
        """Return the columns that the cell covers."""
        return range(self.x, self.x + self.width)

    def rows(self) -> range:
        """Return the rows that the cell covers."""
        return range(self.y, self.y + self.height)


class Grid:
    """The cells of one table by slot."""

    def __init__(self, table: Element) -> None:
        self.cells: list[Cell] = []
        self.slots: dict[tuple[int, int], Cell] = {}
        self.rows: list[Element] = []
        for number, rows in enumerate(_row_groups(table)):
            self._form(rows, number)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((x + 1 for x, _ in self.slots), default=0)

    @cached_property
    def _group_heads(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.element.get("scope") == "rowgroup")

    def _form(self, rows: list[Element], group: int) -> None:
        first = len(self.rows)
        for offset, row in enumerate(rows):
            x = 0
            for element in _cells(row):
                while (x, first + offset) in self.slots:
                    x += 1
                height = min(_span(element, "rowspan") or len(rows), len(rows) - offset)
                x = self._put(Cell(element, x, first + offset, max(1, _span(element, "colspan")), height, group))
        self.rows += rows

    def _put(self, cell: Cell) -> int:
        self.cells.append(cell)
        for y in cell.rows():
            for x in cell.columns():
                self.slots.setdefault((x, y), cell)
        return cell.x + cell.width

    def missing(self, row: int) -> int:
        """Return how many cells a row lacks at its end or between others."""
        return sum((x, row) not in self.slots for x in range(self.width))

    def scope(self, cell: Cell) -> Scope:
        """Return the direction in which a header cell is read, ``""`` for a data cell."""
        if not cell.is_header:
            return ""
        return "Row" if cell.element.get("scope") == "rowgroup" or self._heads_row(cell) else "Column"

    def _heads_column(self, cell: Cell) -> bool:
        scope = cell.element.get("scope", "")
        # Without colgroup elements, a header of a column group heads the columns that it spans.
        return scope in ("col", "colgroup") or (not scope and not self._data_in(rows=cell.rows()))

    def _heads_row(self, cell: Cell) -> bool:
        scope = cell.element.get("scope", "")
        if scope:
            return scope == "row"
        return not self._heads_column(cell) and not self._data_in(columns=cell.columns())

    def _data_in(self, *, rows: Iterable[int] = (), columns: Iterable[int] = ()) -> bool:
        rows, columns = set(rows), set(columns)
        return any(not cell.is_header for (x, y), cell in self.slots.items() if y in rows or x in columns)

    def headers(self, cell: Cell) -> tuple[Cell, ...]:
        """Return the header cells of a cell: those of its rows first, then those of its columns, then of its groups."""
        named = cell.element.get("headers", "").split()
        if named:
            found = [other for other in self.cells if other.element.get("id") in named]
        else:
            across = [header for y in cell.rows() for header in self._scan(cell, cell.x, y, -1, 0)]
            above = [header for x in cell.columns() for header in self._scan(cell, x, cell.y, 0, -1)]
            found = [*across, *above, *self._group_headers(cell)]
        return tuple(dict.fromkeys(other for other in found if other is not cell and not other.is_empty))

    def _scan(self, cell: Cell, x: int, y: int, dx: int, dy: int) -> Iterator[Cell]:
        """HTML's "internal algorithm for scanning and assigning header cells", from one slot leftwards or upwards."""
        block = [cell] if cell.is_header else []
        opaque: list[Cell] = []
        while (x := x + dx) >= 0 and (y := y + dy) >= 0:
            other = self.slots.get((x, y))
            if other is None:
                continue
            if not other.is_header:
                opaque += block
                block = []
                continue
            block.append(other)
            if not self._blocked(other, opaque, upwards=dx == 0):
                yield other

    def _blocked(self, header: Cell, opaque: list[Cell], *, upwards: bool) -> bool:
        if upwards:
            return not self._heads_column(header) or any(h.columns() == header.columns() for h in opaque)
        return not self._heads_row(header) or any(h.rows() == header.rows() for h in opaque)

    def _group_headers(self, cell: Cell) -> list[Cell]:
        return [
            other
            for other in self._group_heads
            if other.group == cell.group and other.x < cell.x + cell.width and other.y < cell.y + cell.height
        ]


def _row_groups(table: Element) -> list[list[Element]]:
    groups: list[list[Element]] = []
    loose: list[Element] = []
    for child in table:
        if child.tag == "tr":
            loose.append(child)
        elif child.tag in _GROUPS:
            groups += [loose] if loose else []
            loose = []
            groups.append([row for row in child if row.tag == "tr"])
    return groups + ([loose] if loose else [])


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(element: Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return int(value) if value.isdecimal() else 1
