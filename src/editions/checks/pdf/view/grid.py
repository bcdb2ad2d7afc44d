"""The grid of a tagged table: its cells by slot, and the header cells over and beside each (ISO 32000-2, 14.8.4.8.3)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from editions.article.grid import Slots, lay_out
from editions.checks.pdf.view.tree import Element

_SPAN = 1000
_NAMED = 64  # headers that one cell names
_SLOTS = 500_000
"""Slots that the cells of one file cover beside their first: what a few spans can multiply without end."""


@dataclass(frozen=True, eq=False, kw_only=True)
class TaggedCell(Slots):
    """A tagged cell, TH or TD, in its slots."""

    element: Element

    @property
    def is_header(self) -> bool:
        """Whether it is a TH."""
        return self.element.role == "TH"

    @property
    def scope(self) -> str:
        """What its Scope says: ``Row``, ``Column``, ``Both`` or ``""``."""
        return str(self.element.attributes.get("Scope") or "")

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The IDs in its Headers."""
        found = self.element.attributes.get("Headers")
        return tuple(str(each) for each in found[:_NAMED]) if isinstance(found, tuple) else ()

    @property
    def words(self) -> str:
        """What is read in it."""
        return self.element.said

    def shares_column(self, other: TaggedCell) -> bool:
        """Whether both cover a column."""
        return self.x < other.x + other.width and other.x < self.x + self.width

    def shares_row(self, other: TaggedCell) -> bool:
        """Whether both cover a row."""
        return self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Heads:
    """The header cells over a cell, or beside it: the last of them as they are read, and whether one of them has no words."""

    last: TaggedCell
    has_empty: bool

    def __or__(self, other: Heads) -> Heads:
        """Return both taken together."""
        last = max(self.last, other.last, key=lambda cell: (cell.y, cell.x))
        return Heads(last, self.has_empty or other.has_empty)


@dataclass(eq=False)
class TaggedGrid:
    """The cells of a table; ``faults`` says where its rows do not fit together.

    ``is_cut`` says that its cells span more than is examined: nothing is then to be made of their places. What the cells ask of
    their rows and columns is worked out once for each of these, so that no cell looks through all the others.
    """

    cells: list[TaggedCell] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    width: int = 0
    is_cut: bool = False

    @cached_property
    def headers(self) -> list[TaggedCell]:
        """The header cells."""
        return [cell for cell in self.cells if cell.is_header]

    @cached_property
    def by_id(self) -> dict[str, TaggedCell]:
        """The cells by their IDs."""
        return {cell.element.id: cell for cell in self.cells if cell.element.id}

    @cached_property
    def last_data(self) -> dict[int, int]:
        """The row in which the last data cell of each column begins."""
        return {x: cell.y for cell in self.cells if not cell.is_header for x in cell.columns}

    @cached_property
    def empty_tops(self) -> frozenset[int]:
        """The columns with a cell without words at their top."""
        return frozenset(x for cell in self.cells if cell.y == 0 and not cell.words for x in cell.columns)

    @cached_property
    def _data(self) -> Counter[int]:
        return Counter(y for cell in self.cells if not cell.is_header for y in cell.rows)

    @cached_property
    def _worded(self) -> Counter[int]:
        return Counter(y for cell in self.cells if cell.words for y in cell.rows)

    @cached_property
    def _over(self) -> dict[int, _Line]:
        return _lines((x, header.y, header) for header in self.headers if self._is_over(header) for x in header.columns)

    @cached_property
    def _before(self) -> dict[int, _Line]:
        return _lines((y, header.x, header) for header in self.headers if self._is_before(header) for y in header.rows)

    def above(self, cell: TaggedCell) -> Heads | None:
        """Return the header cells of a cell's columns that are read over it."""
        return _together(self._over[x].until(cell.y) for x in cell.columns if x in self._over)

    def beside(self, cell: TaggedCell) -> Heads | None:
        """Return the header cells of a cell's rows that are read before it."""
        return _together(self._before[y].until(cell.x) for y in cell.rows if y in self._before)

    def is_above(self, header: TaggedCell, cell: TaggedCell) -> bool:
        """Whether a cell is among those that ``above`` has of another."""
        return header.is_header and header.y < cell.y and header.shares_column(cell) and self._is_over(header)

    def is_beside(self, header: TaggedCell, cell: TaggedCell) -> bool:
        """Whether a cell is among those that ``beside`` has of another."""
        return header.is_header and header.x < cell.x and header.shares_row(cell) and self._is_before(header)

    def _is_over(self, header: TaggedCell) -> bool:
        return header.scope in ("Column", "Both") or (not header.scope and self.heads_column(header))

    def _is_before(self, header: TaggedCell) -> bool:
        return header.scope in ("Row", "Both") or (not header.scope and not self.heads_column(header))

    def heads_column(self, header: TaggedCell) -> bool:
        """Whether a header without a Scope stands in a row of headers."""
        return not any(self._data[y] for y in header.rows)

    def is_alone(self, header: TaggedCell) -> bool:
        """Whether nothing else is to be read in the rows of a header: it then heads the rows below."""
        own = 1 if header.words else 0
        return all(self._worded[y] == own for y in header.rows)

    def is_across(self, header: TaggedCell) -> bool:
        """Whether a header stands over data that is not in its rows alone."""
        return any(self.last_data.get(x, -1) > header.y for x in header.columns)

    @cached_property
    def is_complex(self) -> bool:
        """Whether the headers of a cell do not follow from its row and column alone: some are over others."""
        over = [cell for cell in self.headers if self.heads_column(cell)]
        last = {x: cell.y for cell in over for x in cell.columns}
        return any(cell.width > 1 and any(last[x] > cell.y for x in cell.columns) for cell in over)

    @cached_property
    def head(self) -> list[str]:
        """The words of the first row, where it is one of headers."""
        first = [cell for cell in self.cells if cell.y == 0]
        return [cell.words for cell in first] if all(cell.is_header for cell in first) else []


class _Line:
    """The headers of one row or column, each with all that stand before it."""

    def __init__(self) -> None:
        self._at: list[int] = []
        self._heads: list[Heads] = []

    def add(self, at: int, header: TaggedCell) -> None:
        """Put a header behind the others."""
        one = Heads(header, not header.words)
        self._at.append(at)
        self._heads.append(self._heads[-1] | one if self._heads else one)

    def until(self, at: int) -> Heads | None:
        """Return the headers that stand before a place."""
        count = bisect_left(self._at, at)
        return self._heads[count - 1] if count else None


def _lines(found: Iterator[tuple[int, int, TaggedCell]]) -> dict[int, _Line]:
    lines: dict[int, _Line] = {}
    for line, at, header in sorted(found, key=lambda each: each[:2]):
        lines.setdefault(line, _Line()).add(at, header)
    return lines


def _together(found: Iterator[Heads | None]) -> Heads | None:
    known = [heads for heads in found if heads is not None]
    return reduce(or_, known) if known else None


class Spans:
    """How many slots the cells of one file may still cover beside their first."""

    def __init__(self) -> None:
        self._left = _SLOTS

    def take(self, element: Element) -> tuple[int, int] | None:
        """Return the width and height of a cell, None where too little is left for them."""
        width, height = _span(element, "ColSpan"), _span(element, "RowSpan")
        if width * height - 1 > self._left:
            return None
        self._left -= width * height - 1
        return width, height


def grid(table: Element, spans: Spans) -> TaggedGrid:
    """Return the grid of a table, as far as the spans of its cells are examined."""
    found = TaggedGrid()

    def size(element: Element) -> tuple[int, int]:
        known = spans.take(element)
        found.is_cut = found.is_cut or known is None
        return known or (1, 1)

    lines = [[element for element in row.elements if element.role in ("TH", "TD")] for row in rows(table)]
    for placed in lay_out(lines, size):
        found.cells += (TaggedCell(element=element, x=at.x, y=at.y, width=at.width, height=at.height) for element, at in placed)
    found.width = max((cell.x + cell.width for cell in found.cells), default=0)
    found.faults += _misfits(found.cells, len(lines))
    return found


def _misfits(cells: list[TaggedCell], height: int) -> Iterator[str]:
    """Yield where the cells of a table with so many rows do not fill it."""
    taken: set[tuple[int, int]] = set()
    for cell in cells:
        slots = {(x, y) for x in cell.columns for y in cell.rows}
        if slots & taken:
            yield f"two cells of row {cell.y + 1} cover one place"
        taken |= slots
    lengths = Counter(dict.fromkeys(range(max(height, 1)), 0))
    lengths.update(y for _, y in taken)
    if len(set(lengths.values())) > 1:
        yield "its rows are not of the same length"


def rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables within."""
    for kid in table.elements:
        if kid.role == "TR":
            yield kid
        elif kid.role in ("THead", "TBody", "TFoot", "NonStruct", "Div"):
            yield from rows(kid)


def _span(element: Element, name: str) -> int:
    value = element.attributes.get(name)
    return max(1, min(int(value), _SPAN)) if isinstance(value, float) else 1
