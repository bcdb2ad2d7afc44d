"""Tables: rows, header cells, and which header each cell is read under (ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from editions.checks.pdf.families.fault import Fault, quoted, spelled
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.grid import TaggedCell, TaggedGrid, rows
from editions.checks.pdf.view.tree import Element

_USUAL = 64  # headers that the cells of one column are held to
_IN_TABLE = ("TR", "THead", "TBody", "TFoot", "Caption", "Artifact", "NonStruct", "Div")


def _grids(document: PdfDocument) -> Iterator[tuple[Element, TaggedGrid]]:
    """Yield the tables that were examined in whole, each with its grid."""
    return ((table, found) for table, found in document.grids.items() if not found.is_cut)


def tables(document: PdfDocument) -> Iterator[Fault]:
    """Yield everything that is wrong with the tables, table by table."""
    for table, found in _grids(document):
        yield from _structure(table, found)
        if not found.headers:
            if any(cell.words for cell in found.cells):
                message = f"A table has no header cells: {quoted(table.text)}."
                yield Fault("pdf.table-no-headers", message, "Tag them as TH.", table.page)
            continue
        yield from _scopes(found)
        yield from _headers(found)
        yield from _cells(found)


def _structure(table: Element, found: TaggedGrid) -> Iterator[Fault]:
    wrong = [kid.role for kid in table.elements if kid.role not in _IN_TABLE]
    wrong += [kid.role for row in rows(table) for kid in row.elements if kid.role not in ("TH", "TD", "Artifact")]
    if wrong:
        message = f"A {wrong[0]} stands where rows and cells are wanted: {quoted(table.text)}."
        yield Fault("pdf.table-structure", message, "Keep to Table, TR, TH and TD.", table.page)
    for fault in found.faults[:1]:
        message = f"Of the table {quoted(table.text)} {fault}."
        yield Fault("pdf.table-structure", message, "Mend RowSpan and ColSpan.", table.page)


def _scopes(found: TaggedGrid) -> Iterator[Fault]:
    """Yield headers that say not what they head, and those that say what they cannot."""
    named = {id for cell in found.cells for id in cell.named}
    for header in found.headers:
        page = header.element.page
        if header.scope not in ("Row", "Column", "Both"):
            if header.words and header.element.id not in named:
                message = f"The header cell {quoted(header.words)} has no Scope."
                yield Fault("pdf.table-scope", message, "Give it the Scope Row or Column.", page)
        elif header.scope != "Both" and header.words and _is_crossed(found, header):
            message = f"The header cell {quoted(header.words)} has the Scope {header.scope}, and no cell there to head."
            yield Fault("pdf.table-scope", message, "Give it the other Scope.", page)


def scopes(document: PdfDocument) -> Iterator[Fault]:
    """Yield the tables whose header cells are named by Headers alone: readers that look at Scope find nothing."""
    for table, found in _grids(document):
        named = {id for cell in found.cells for id in cell.named}
        bare = [header for header in found.headers if not header.scope and header.element.id in named]
        if bare:
            message = f"{len(bare)} header cells have no Scope beside the Headers: {quoted(bare[0].words)}."
            yield Fault("pdf.table-headers-alone", message, "Give them a Scope too.", table.page)


def _is_crossed(found: TaggedGrid, header: TaggedCell) -> bool:
    """Whether there is data across the Scope of a header and none along it."""
    along_row, along_column = not found.heads_column(header), found.is_across(header)
    if header.scope == "Row":
        return along_column and not along_row and not found.is_alone(header)
    return along_row and not along_column


def _headers(found: TaggedGrid) -> Iterator[Fault]:
    """Yield Headers that point nowhere, at data, or at headers of another row and column."""
    by_id = found.by_id
    for cell in found.cells:
        for id in cell.named:
            header = by_id.get(id)
            if header is None:
                problem = f"which is no cell of its table ({spelled(id)})"
            elif not header.is_header:
                problem = f"which is a data cell ({quoted(header.words)})"
            elif header is cell or not _may_head(found, header, cell, by_id):
                problem = f"which stands in another row and column ({quoted(header.words)})"
            else:
                continue
            message = f"The cell {quoted(cell.words)} names a header {problem}."
            yield Fault("pdf.table-headers", message, "Name the headers over it and beside it.", cell.element.page)


def _may_head(found: TaggedGrid, header: TaggedCell, cell: TaggedCell, by_id: dict[str, TaggedCell]) -> bool:
    if header.shares_column(cell) or header.shares_row(cell):
        return True
    if header.y < cell.y and found.is_alone(header):
        return True  # it heads a group of rows
    nearer = (by_id[id] for id in cell.named if id in by_id and by_id[id] is not header)
    return any(header.element.id in each.named for each in nearer)


def _is_label(found: TaggedGrid, cell: TaggedCell) -> bool:
    """Whether a cell stands where the labels of rows do: first in its row, under a corner that is empty."""
    return cell.x == 0 and any(x in found.empty_tops for x in cell.columns)


def heads(document: PdfDocument) -> Iterator[Fault]:
    """Yield the tables that group their rows, and have no group of the header cells at their top."""
    for table in document.of("Table"):
        groups = [kid for kid in table.elements if kid.role in ("THead", "TBody", "TFoot")]
        first = [cell.role for row in rows(groups[0]) for cell in row.elements] if groups else []
        if groups and groups[0].role != "THead" and set(first) == {"TH"} and len(groups) > 1:
            message = f"The head of a table is no THead: {quoted(groups[0].text)}."
            yield Fault("pdf.table-head", message, "Tag it as THead.", table.page)


def agreement(document: PdfDocument) -> Iterator[Fault]:
    """Yield the data cells that name no headers, or fewer than the cells around them, in a table whose cells name them."""
    for table, found in _grids(document):
        data = [cell for cell in found.cells if not cell.is_header and cell.words]
        naming = [cell for cell in data if cell.named]
        if not naming and data and found.is_complex:
            message = f"The cells of a table with headers over headers name none: {quoted(table.text)}."
            yield Fault("pdf.table-cell", message, "Name the headers of each cell in its Headers.", table.page)
        elif not naming and data and found.headers and all(header.element.id for header in found.headers):
            message = f"The header cells have IDs, and no cell names them: {quoted(table.text)}."
            yield Fault("pdf.table-cell", message, "Name the headers of each cell in its Headers.", table.page)
        columns: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for cell in naming:
            columns[cell.x].update(cell.named)
        over = {cell.element.id: cell for cell in found.headers if cell.element.within("THead")}
        usual = {x: _usual(named, over) for x, named in columns.items()}
        for cell in data if naming else []:
            wanted = (id for id in usual.get(cell.x, ()) if id not in cell.named and over[id].shares_column(cell))
            if lacking := next(wanted, ""):
                message = f"The cell {quoted(cell.words)} does not name the header {quoted(over[lacking].words)}."
                yield Fault("pdf.table-cell", message, "Name it, as the other cells of the column do.", cell.element.page)


def _usual(named: Counter[str], over: dict[str, TaggedCell]) -> list[str]:
    """Return the headers over it that two cells of a column name, or more; of so many that none is usual the first."""
    return list(islice((id for id, count in named.items() if id in over and count > 1), _USUAL))


def _cells(found: TaggedGrid) -> Iterator[Fault]:
    """Yield data cells that are read without the headers over them or beside them."""
    for cell in found.cells:
        if cell.is_header or not cell.words:
            continue
        above, beside = found.above(cell), found.beside(cell)
        named = [found.by_id[id] for id in cell.named if id in found.by_id]
        lacking = [
            side
            for side, is_of in ((above, found.is_above), (beside, found.is_beside))
            if side and not side.has_empty and not any(is_of(header, cell) for header in named)
        ]
        if not above and not beside and not named:
            if _is_label(found, cell):
                continue
            message = f"The cell {quoted(cell.words)} has no header."
        elif named and lacking:
            message = f"The cell {quoted(cell.words)} does not name the header {quoted(lacking[0].last.words)}."
        else:
            continue
        yield Fault("pdf.table-cell", message, "Name its headers, or give them a Scope.", cell.element.page)
