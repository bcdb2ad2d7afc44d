"""Which header cells each cell is read under: from a source's own table, and from the tagged PDF, to be compared.

The source's are found as HTML describes them (Living Standard, 4.9.12.2), written as what must hold of two cells and not
as a scan, by code that shares nothing with the package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

from corpus import source

Place = tuple[int, int]
"""A cell by its first row and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its rows and columns, its group of rows, what it heads (``col``, ``row``, ``rowgroup``, ``""``: nothing)."""

    rows: range
    columns: range
    group: int = 0
    heads: str = ""
    id: str = ""
    named: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.rows.start, self.columns.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table's cells, and the headers that the PDF names for each."""

    cells: tuple[Cell, ...]
    said: dict[Place, frozenset[Place]] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[tuple[int, int, int, int], ...]:
        """The rectangles of the cells, in their order."""
        return tuple((cell.rows.start, cell.rows.stop, cell.columns.start, cell.columns.stop) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How many data cells were compared, and where their headers differ; ``unmatched`` tables are compared with themselves.

    Such a table is written in OASIS's model, or was mended when it was read: its own marks say which cells are headers.
    """

    cells: int
    wrong: tuple[str, ...]
    unmatched: int


def compare(path: Path, lang: str, pdf: Path) -> Compared:
    """Compare the headers of every data cell of a PDF with those computed from the source."""
    waiting = list(source_tables(path, lang))
    cells, wrong, unmatched = 0, [], 0
    for number, table in enumerate(pdf_tables(pdf), 1):
        partner = next((each for each in waiting if set(each.shape) <= set(table.shape)), None)
        if partner is None:
            unmatched += 1
        else:
            waiting.remove(partner)
        # Where the source marks no header, those of the PDF are those that the layout shows.
        expected = partner if partner and any(cell.heads for cell in partner.cells) else table
        for cell in expected.cells:
            if not cell.heads:
                cells += 1
                if headers(cell, expected.cells) != table.said[cell.place]:
                    wrong.append(f"table {number}, row {cell.rows.start + 1}, column {cell.columns.start + 1}")
    return Compared(cells=cells, wrong=tuple(wrong), unmatched=unmatched)


def headers(cell: Cell, cells: Sequence[Cell]) -> frozenset[Place]:
    """Return where the header cells of a data cell are."""
    if cell.named:
        return frozenset(other.place for other in cells if other.id in cell.named)
    found = [other for other in cells if other.heads and other is not cell and _heads(other, cell, cells)]
    return frozenset(other.place for other in found)


def _heads(header: Cell, cell: Cell, cells: Sequence[Cell]) -> bool:
    if header.heads == "rowgroup":
        reaches = header.columns.start < cell.columns.stop and header.rows.start < cell.rows.stop
        return header.group == cell.group and reaches
    if header.heads == "col":
        lines = [x for x in cell.columns if x in header.columns and header.rows.stop <= cell.rows.start]
        return any(not _superseded(header, cell, cells, x) for x in lines)
    lines = [y for y in cell.rows if y in header.rows and header.columns.stop <= cell.columns.start]
    return any(not _superseded(_turned(header), _turned(cell), [_turned(each) for each in cells], y) for y in lines)


def _turned(cell: Cell) -> Cell:
    heads = {"row": "col", "col": "row"}.get(cell.heads, cell.heads)
    return Cell(rows=cell.columns, columns=cell.rows, group=cell.group, heads=heads, id=cell.id, named=cell.named)


def _superseded(header: Cell, cell: Cell, cells: Sequence[Cell], x: int) -> bool:
    """Whether, in a column, a header as wide stands nearer to the cell, with a data cell between the two headers."""
    between = [each for each in cells if x in each.columns and header.rows.stop <= each.rows.start < cell.rows.start]
    nearer = [each for each in between if each.heads and each.columns == header.columns]
    return any(not data.heads and data.rows.start < each.rows.start for each in nearer for data in between)


# ---------------------------------------------------------------------------------------------------------------- source


def source_tables(path: Path, lang: str) -> Iterator[Table]:
    """Yield the tables of an article in the HTML model that JATS has; those in OASIS's are left out."""
    for table in source.tree(path, lang).iter("{*}table"):
        if not any(True for _ in table.iter("{*}tgroup")):
            cells = tuple(_source_cells(table))
            if cells:
                yield Table(cells=cells)


def _source_cells(table: etree._Element) -> Iterator[Cell]:
    pointed = {id for cell in table.iter("{*}td", "{*}th") for id in (cell.get("headers") or "").split()}
    above = 0
    for group, rows in enumerate(_groups(table)):
        taken: set[Place] = set()
        for y, row in enumerate(rows):
            x = 0
            cells = [each for each in row if source.name(each) in ("td", "th")]
            for element in cells:
                while (y, x) in taken:
                    x += 1
                width, height = _span(element, "colspan"), min(_span(element, "rowspan"), len(rows) - y)
                taken |= {(y + down, x + right) for down in range(height) for right in range(width)}
                yield Cell(
                    rows=range(above + y, above + y + height),
                    columns=range(x, x + width),
                    group=group,
                    heads=_scope(element, cells, pointed),
                    id=element.get("id", ""),
                    named=tuple((element.get("headers") or "").split()),
                )
                x += width
        above += len(rows)


def _groups(table: etree._Element) -> list[list[etree._Element]]:
    """Return the rows by group: heads first and feet last, as they are shown; rows without a group after the bodies."""
    parts = [part for name in ("thead", "tbody") for part in table if source.name(part) == name]
    loose = [row for row in table if source.name(row) == "tr"]
    feet = [part for part in table if source.name(part) == "tfoot"]
    rows = [[row for row in part if source.name(row) == "tr"] for part in parts]
    return [*rows, loose, *([row for row in part if source.name(row) == "tr"] for part in feet)]


def _scope(element: etree._Element, row: Sequence[etree._Element], pointed: set[str]) -> str:
    """Say what a cell heads: in a head, its columns; in a body, its row, unless the row has nothing else than headers."""
    if not _says(element):
        return ""
    stated = element.get("scope", "")
    if stated and source.name(element) == "th":
        return "col" if stated == "colgroup" else stated
    if source.name(next(element.iterancestors("{*}thead", "{*}table"))) == "thead":
        return "col"
    if not _marked(element, pointed):
        return ""
    return "col" if len(row) > 1 and all(_marked(each, pointed) or not _says(each) for each in row) else "row"


def _marked(element: etree._Element, pointed: set[str]) -> bool:
    return source.name(element) == "th" or element.get("id", "") in pointed


def _says(element: etree._Element) -> bool:
    return bool("".join(map(str, element.itertext())).strip()) or any(
        True for _ in element.iter("{*}inline-graphic", "{*}graphic")
    )


def _span(element: etree._Element, name: str) -> int:
    text = element.get(name, "1").strip()
    return max(int(text), 1) if text.isdecimal() else 1


# ------------------------------------------------------------------------------------------------------------------- PDF


def pdf_tables(path: Path) -> list[Table]:
    """Return the tables of a tagged PDF, in the order of its structure tree."""
    with pikepdf.open(path) as pdf:
        return [_pdf_table(element) for element in _of_role(pdf.Root.StructTreeRoot, "/Table")]


def _of_role(element: Any, role: str) -> Iterator[Any]:
    for kid in _kids(element):
        if role == kid.S:
            yield kid
        yield from _of_role(kid, role)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return [
        kid
        for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]


def _pdf_table(table: Any) -> Table:
    cells: list[Cell] = []
    elements: dict[Place, Any] = {}
    taken: set[Place] = set()
    for y, row in enumerate(_of_role(table, "/TR")):
        x = 0
        for element in _kids(row):
            while (y, x) in taken:
                x += 1
            width, height = int(_attribute(element, "/ColSpan", 1)), int(_attribute(element, "/RowSpan", 1))
            taken |= {(y + down, x + right) for down in range(height) for right in range(width)}
            heads = {"/Column": "col", "/Row": "row"}.get(str(_attribute(element, "/Scope", "")), "")
            id = str(element.get("/ID", ""))
            cells.append(Cell(rows=range(y, y + height), columns=range(x, x + width), heads=heads, id=id))
            elements[y, x] = element
            x += width
    places = {cell.id: cell.place for cell in cells if cell.id}
    said = {at: frozenset(places[str(id)] for id in _attribute(each, "/Headers", [])) for at, each in elements.items()}
    return Table(cells=tuple(cells), said=said)


def _attribute(element: Any, key: str, default: Any) -> Any:
    attributes = element.get("/A", [])
    dictionaries = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((each[key] for each in dictionaries if key in each), default)
