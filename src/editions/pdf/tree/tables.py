"""Which header cells a cell of a table is read under: HTML's own algorithm, carried over to ``Headers`` and ``Scope``.

HTML Living Standard, 4.9.12.1 (forming a table) and 4.9.12.2 (forming relationships between data cells and header cells);
ISO 32000-1, 14.8.5.7 (table attributes); ISO 14289-1, 7.5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from xml.etree.ElementTree import Element

from editions.article.grid import MAX_HEADERS, Slots, lay_out
from editions.pdf.tree.nodes import Scope

_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class HtmlCell(Slots):
    """A cell in the grid, with the number of its row group."""

    element: Element
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


class Grid:
    """The cells of one table by slot."""

    def __init__(self, table: Element) -> None:
        self.cells: list[HtmlCell] = []
        self.slots: dict[tuple[int, int], HtmlCell] = {}
        self.rows: list[Element] = []
        self._scanned: dict[tuple[str, int], list[_Before]] = {}
        self._empty: dict[HtmlCell, bool] = {}
        for number, rows in enumerate(_row_groups(table)):
            self._form(rows, number)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((x + 1 for x, _ in self.slots), default=0)

    @cached_property
    def _group_heads(self) -> dict[int, list[HtmlCell]]:
        """The cells that head a group of rows, by the number of the group."""
        heads: dict[int, list[HtmlCell]] = {}
        for cell in self.cells:
            if cell.element.get("scope") == "rowgroup" and len(heads.setdefault(cell.group, [])) < MAX_HEADERS:
                heads[cell.group].append(cell)
        return heads

    def _form(self, rows: list[Element], group: int) -> None:
        first = len(self.rows)
        self.rows += rows
        for placed in lay_out(map(_cells, rows), _size, first):
            for element, at in placed:
                height = min(at.height or len(rows), len(self.rows) - at.y)
                self._put(HtmlCell(element=element, x=at.x, y=at.y, width=at.width, height=height, group=group))

    def _put(self, cell: HtmlCell) -> None:
        self.cells.append(cell)
        for y in cell.rows:
            for x in cell.columns:
                self.slots.setdefault((x, y), cell)

    def missing(self, row: int) -> int:
        """Return how many cells a row lacks at its end or between others."""
        return sum((x, row) not in self.slots for x in range(self.width))

    def scope(self, cell: HtmlCell) -> Scope:
        """Return the direction in which a header cell is read, ``""`` for a data cell."""
        if not cell.is_header:
            return ""
        return "Row" if cell.element.get("scope") == "rowgroup" or self._heads_row(cell) else "Column"

    def _heads_column(self, cell: HtmlCell) -> bool:
        scope = cell.element.get("scope", "")
        # Without colgroup elements, a header of a column group heads the columns that it spans.
        return scope in ("col", "colgroup") or (not scope and self._data_rows.isdisjoint(cell.rows))

    def _heads_row(self, cell: HtmlCell) -> bool:
        scope = cell.element.get("scope", "")
        if scope:
            return scope == "row"
        return not self._heads_column(cell) and self._data_columns.isdisjoint(cell.columns)

    @cached_property
    def _data_rows(self) -> set[int]:
        return {y for (_, y), cell in self.slots.items() if not cell.is_header}

    @cached_property
    def _data_columns(self) -> set[int]:
        return {x for (x, _), cell in self.slots.items() if not cell.is_header}

    @cached_property
    def _by_id(self) -> dict[str, list[int]]:
        """The numbers of the cells that have an id."""
        numbers: dict[str, list[int]] = {}
        for number, cell in enumerate(self.cells):
            if id := cell.element.get("id"):
                numbers.setdefault(id, []).append(number)
        return numbers

    def headers(self, cell: HtmlCell) -> tuple[HtmlCell, ...]:
        """Return the header cells of a cell: those of its rows first, then those of its columns, then of its groups."""
        named = cell.element.get("headers", "").split()
        if named:
            numbers = {number for name in named for number in self._by_id.get(name, ())}
            found = [self.cells[number] for number in sorted(numbers)]
        else:
            across = [head for y in cell.rows for head in self._lines("row", y)[cell.x].of(cell)]
            above = [head for x in cell.columns for head in self._lines("column", x)[cell.y].of(cell)]
            found = [*across, *above, *self._group_headers(cell)]
        return tuple(dict.fromkeys(other for other in found if other is not cell and not self._is_empty(other)))

    def _is_empty(self, cell: HtmlCell) -> bool:
        if cell not in self._empty:
            self._empty[cell] = cell.is_empty
        return self._empty[cell]

    def _lines(self, kind: str, number: int) -> list[_Before]:
        """Return what stands before each place of a row or a column, by its number."""
        if (kind, number) not in self._scanned:
            if kind == "row":
                line = [self.slots.get((x, number)) for x in range(self.width)]
                self._scanned[kind, number] = _scan(line, self._heads_row, attrgetter("rows"))
            else:
                line = [self.slots.get((number, y)) for y in range(len(self.rows))]
                self._scanned[kind, number] = _scan(line, self._heads_column, attrgetter("columns"))
        return self._scanned[kind, number]

    def _group_headers(self, cell: HtmlCell) -> list[HtmlCell]:
        return [
            other
            for other in self._group_heads.get(cell.group, ())
            if other.x < cell.x + cell.width and other.y < cell.y + cell.height
        ]


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a place of a row or a column: header cells with their places, the nearest first, and the last data.

    ``extent`` returns the rows, or the columns, that a cell covers.
    """

    found: tuple[tuple[int, HtmlCell], ...]
    data: int
    extent: Callable[[HtmlCell], range]

    def of(self, cell: HtmlCell) -> list[HtmlCell]:
        """Return the headers that a cell at the place is read under; beyond data, none that is as wide as the cell heads it."""
        return [head for at, head in self.found if not cell.is_header or self.sees(cell, at, head)]

    def sees(self, cell: HtmlCell, at: int, head: HtmlCell) -> bool:
        """Whether a header cell at the place leaves another in sight: no data stand between, or they differ in extent."""
        return at > self.data or self.extent(head) != self.extent(cell)


def _scan(
    line: Sequence[HtmlCell | None], heads: Callable[[HtmlCell], bool], extent: Callable[[HtmlCell], range]
) -> list[_Before]:
    """HTML's "internal algorithm for scanning and assigning header cells", for all places of a row or a column at once."""
    before = [_Before((), -1, extent)]
    for place, cell in enumerate(line):
        last = before[-1]
        if cell is None:
            before.append(last)
        elif not cell.is_header:
            before.append(_Before(last.found, place, extent))
        else:
            kept = [(at, head) for at, head in last.found if head is not cell and last.sees(cell, at, head)]
            found = [(place, cell), *kept] if heads(cell) else kept
            before.append(_Before(tuple(found[:MAX_HEADERS]), last.data, extent))
    return before


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


def _size(element: Element) -> tuple[int, int]:
    return max(1, _span(element, "colspan")), _span(element, "rowspan")


def _span(element: Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return int(value) if value.isdecimal() else 1
