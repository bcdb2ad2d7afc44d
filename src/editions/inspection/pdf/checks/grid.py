"""The grid of a tagged table: its cells by slot, and the header cells over and beside each (ISO 32000-2, 14.8.4.8.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from editions.inspection.pdf.element import Element

_SPAN = 1000
_SLOTS = 200_000


@dataclass(slots=True, eq=False, kw_only=True)
class Cell:
    """A cell with its top left slot and its size in slots."""

    element: Element
    x: int
    y: int
    width: int
    height: int

    @property
    def is_header(self) -> bool:
        """Whether it is a TH."""
        return self.element.role == "TH"

    @property
    def scope(self) -> str:
        """What its Scope says: ``Row``, ``Column``, ``Both`` or ``""``."""
        return str(self.element.attributes.get("Scope") or "")

    @property
    def named(self) -> tuple[str, ...]:
        """The IDs in its Headers."""
        found = self.element.attributes.get("Headers")
        return tuple(str(each) for each in found) if isinstance(found, tuple) else ()

    @property
    def words(self) -> str:
        """What is read in it."""
        return self.element.said

    def shares_column(self, other: Cell) -> bool:
        """Whether both cover a column."""
        return self.x < other.x + other.width and other.x < self.x + self.width

    def shares_row(self, other: Cell) -> bool:
        """Whether both cover a row."""
        return self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(slots=True)
class Grid:
    """The cells of a table; ``faults`` says where its rows do not fit together."""

    cells: list[Cell] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    width: int = 0

    def headers(self) -> list[Cell]:
        """Return the header cells."""
        return [cell for cell in self.cells if cell.is_header]

    def above(self, cell: Cell) -> list[Cell]:
        """Return the header cells of a cell's columns that are read over it."""
        found = (each for each in self.headers() if each.y < cell.y and each.shares_column(cell))
        return [each for each in found if each.scope in ("Column", "Both") or (not each.scope and self.heads_column(each))]

    def beside(self, cell: Cell) -> list[Cell]:
        """Return the header cells of a cell's rows that are read before it."""
        found = (each for each in self.headers() if each is not cell and each.shares_row(cell) and each.x < cell.x)
        return [each for each in found if each.scope in ("Row", "Both") or (not each.scope and not self.heads_column(each))]

    def heads_column(self, header: Cell) -> bool:
        """Whether a header without a Scope stands in a row of headers."""
        return not any(not each.is_header and each.shares_row(header) for each in self.cells)

    def is_alone(self, header: Cell) -> bool:
        """Whether nothing else is to be read in the rows of a header: it then heads the rows below."""
        return not any(each is not header and each.shares_row(header) and each.words for each in self.cells)


def grid(table: Element) -> Grid:
    """Return the grid of a table, of 200,000 slots at most."""
    found = Grid()
    taken: set[tuple[int, int]] = set()
    y = 0
    for y, row in enumerate(rows(table)):
        x = 0
        for element in row.elements():
            if element.role not in ("TH", "TD") or len(taken) > _SLOTS:
                continue
            while (x, y) in taken:
                x += 1
            cell = Cell(element=element, x=x, y=y, width=_span(element, "ColSpan"), height=_span(element, "RowSpan"))
            slots = {(x + dx, y + dy) for dx in range(cell.width) for dy in range(cell.height)}
            if slots & taken:
                found.faults.append(f"two cells of row {y + 1} cover one place")
            taken |= slots
            found.cells.append(cell)
    found.width = max((x + 1 for x, _ in taken), default=0)
    lines = dict.fromkeys(range(y + 1), 0)
    for _, line in taken:
        lines[line] = lines.get(line, 0) + 1
    if len(set(lines.values())) > 1:
        found.faults.append("its rows are not of the same length")
    return found


def rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables within."""
    for kid in table.elements():
        if kid.role == "TR":
            yield kid
        elif kid.role in ("THead", "TBody", "TFoot", "NonStruct", "Div"):
            yield from rows(kid)


def _span(element: Element, name: str) -> int:
    value = element.attributes.get(name)
    return max(1, min(int(value), _SPAN)) if isinstance(value, float) else 1
