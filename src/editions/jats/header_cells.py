"""Header cells told from the layout, where a table marks none: a guess, and reported as one."""

from __future__ import annotations

import re
from dataclasses import replace

from editions.article.model import Cell, Paragraph, Row, Table, plain

NUMBER = re.compile(r"\A[\s(<>≤≥~±+\u2212-]*+[$€£]?\d[\d.,:/\s\u00a0\u202f\u2013-]*+[%‰]?[)*†‡§]*+\s*+\Z")


def is_marked(table: Table) -> bool:
    """Whether any cell of a table is a header."""
    return any(cell.is_header for row in _all_rows(table) for cell in row.cells)


def guessed(table: Table) -> Table | None:
    """Return a table with the header cells that its layout shows, None where it shows none.

    A first row of words over rows that hold numbers heads the columns; a first column of words beside numbers heads the rows.
    """
    rows = [row for body in table.bodies for row in body]
    if table.head or len(rows) < 2 or min(len(row.cells) for row in rows) < 2:
        return None
    columns_headed = _are_words(rows[0].cells) and _hold_numbers([row.cells for row in rows[1:]])
    rest = rows[1:] if columns_headed else rows
    rows_headed = _are_words([row.cells[0] for row in rest]) and _hold_numbers([row.cells[1:] for row in rest])
    if not columns_headed and not rows_headed:
        return None
    return _headed(table, columns_headed, rows_headed)


def _headed(table: Table, columns: bool, rows: bool) -> Table:
    first, *others = filter(None, table.bodies)
    head: tuple[Row, ...] = ()
    if columns:
        head = (replace(first[0], cells=tuple(replace(cell, scope="col" if cell.content else "") for cell in first[0].cells)),)
        first = first[1:]
    bodies = tuple(tuple(_row(row, rows) for row in body) for body in (first, *others) if body)
    return replace(table, head=head, bodies=bodies)


def _row(row: Row, headed: bool) -> Row:
    if not headed:
        return row
    first, *rest = row.cells
    return replace(row, cells=(replace(first, scope="row" if first.content else ""), *rest))


def _all_rows(table: Table) -> list[Row]:
    return [row for group in (table.head, *table.bodies, table.foot_rows) for row in group]


def _text(cell: Cell) -> str:
    return " ".join(plain(part.content) for part in cell.content if isinstance(part, Paragraph)).strip()


def _are_words(cells: list[Cell] | tuple[Cell, ...]) -> bool:
    """Whether cells hold words, and no two the same; the corner may be empty."""
    found = [_text(cell) for cell in cells]
    named = [text for text in found if text]
    return len(named) >= max(len(found) - 1, 1) and len(set(named)) == len(named) and not any(map(NUMBER.match, named))


def _hold_numbers(rows: list[tuple[Cell, ...]]) -> bool:
    """Whether at least half of the cells that are not empty are numbers."""
    found = [text for row in rows for cell in row if (text := _text(cell))]
    return bool(found) and sum(bool(NUMBER.match(text)) for text in found) * 2 >= len(found)
