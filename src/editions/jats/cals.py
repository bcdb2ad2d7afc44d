"""Tables of the OASIS Exchange (CALS) model: ``tgroup``, ``colspec``, ``row``, ``entry`` (OASIS TM 9901:1999)."""

from __future__ import annotations

from dataclasses import dataclass, field

from editions.article.model import Cell, Row, Table
from editions.findings import Severity
from editions.jats.blocks import base, blocks
from editions.jats.context import Context, Element, line
from editions.jats.source import find_all, name

MAX_SPAN = 1000
"""The widest and tallest cell, as for the HTML model."""

MAX_FILLED = 50_000
"""Places (rows by columns) of a table whose rows get empty cells for the columns that they pass over."""


@dataclass(slots=True)
class _Columns:
    """The columns of one group: their numbers by name, how many there are, and until which row each is taken from above.

    ``filled``: rows get empty cells where they pass over columns.
    """

    numbers: dict[str, int]
    spans: dict[str, tuple[str, str]]
    count: int
    filled: bool
    taken: dict[int, int] = field(default_factory=dict)


def grids(ctx: Context, node: Element, lang: str) -> list[Table]:
    """Return the tables of an element that holds ``tgroup``: one for each of them."""
    return [_grid(ctx, group, ctx.lang(group, lang)) for group in find_all(node, "tgroup")]


def _grid(ctx: Context, node: Element, lang: str) -> Table:
    columns = _columns(node)
    if not columns.filled:
        ctx.report(
            "table.spans",
            Severity.WARNING,
            node,
            f"The table has more than {MAX_FILLED:,} places: rows get no cells for the columns that they pass over.",
            "Mend cols, or write shorter rows into a table of their own.",
        )
    head = tuple(row for part in find_all(node, "thead") for row in _rows(ctx, part, lang, columns, "col"))
    bodies = tuple(_rows(ctx, part, lang, columns, "") for part in find_all(node, "tbody"))
    foot = tuple(row for part in find_all(node, "tfoot") for row in _rows(ctx, part, lang, columns, ""))
    return Table(id=ctx.id(node, "grid"), lang=lang, line=line(node), head=head, bodies=bodies, foot_rows=foot)


def _columns(node: Element) -> _Columns:
    numbers: dict[str, int] = {}
    for position, spec in enumerate(find_all(node, "colspec")):
        numbers[spec.get("colname", f"col{position + 1}")] = _number(spec.get("colnum", ""), position + 1) - 1
    spans = {spec.get("spanname", ""): (spec.get("namest", ""), spec.get("nameend", "")) for spec in find_all(node, "spanspec")}
    count = max(_number(node.get("cols", ""), 0), max(numbers.values(), default=-1) + 1)
    rows = sum(1 for _ in node.iter("{*}row"))
    return _Columns(numbers, spans, min(count, MAX_SPAN), filled=rows * min(count, MAX_SPAN) <= MAX_FILLED)


def _number(text: str, default: int) -> int:
    text = text.strip()
    return min(int(text), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _rows(ctx: Context, node: Element, lang: str, columns: _Columns, scope: str) -> tuple[Row, ...]:
    columns.taken = {}
    lang = ctx.lang(node, lang)
    return tuple(
        _row(ctx, row, ctx.lang(row, lang), columns, scope, number) for number, row in enumerate(find_all(node, "row"))
    )


def _row(ctx: Context, node: Element, lang: str, columns: _Columns, scope: str, number: int) -> Row:
    """Return one row; columns that it passes over get empty cells."""
    made = base(ctx, node, lang, "row")
    cells: list[Cell] = []
    column = 0
    for entry in (item for item in node if name(item) in ("entry", "entrytbl")):
        first, last = _extent(entry, columns, column)
        cells += _gap(ctx, columns, column, first, lang, number)
        cells.append(_cell(ctx, entry, lang, scope, last - first + 1))
        for index in range(first, last + 1):
            columns.taken[index] = number + cells[-1].rowspan
        column = last + 1
    cells += _gap(ctx, columns, column, columns.count, lang, number)
    return Row(**made, cells=tuple(cells))


def _extent(entry: Element, columns: _Columns, column: int) -> tuple[int, int]:
    """Return the first and the last column of an entry: as it names them, or the next."""
    begin, end = columns.spans.get(entry.get("spanname", ""), (entry.get("namest", ""), entry.get("nameend", "")))
    first = columns.numbers.get(begin or entry.get("colname", ""), column)
    first = max(first, column)
    return first, max(columns.numbers.get(end, first), first)


def _gap(ctx: Context, columns: _Columns, begin: int, end: int, lang: str, number: int) -> list[Cell]:
    """Return an empty cell for each column that nothing takes, from above or in this row."""
    if not columns.filled:
        return []
    free = [index for index in range(begin, end) if columns.taken.get(index, 0) <= number]
    return [Cell(id=ctx.new_id("cell"), lang=lang, content=()) for _ in free]


def _cell(ctx: Context, node: Element, lang: str, scope: str, colspan: int) -> Cell:
    own = ctx.lang(node, lang)
    made = base(ctx, node, own, "cell")
    content = tuple(blocks(ctx, node, own))
    return Cell(
        **made,
        content=content,
        scope=scope if content else "",
        colspan=min(colspan, MAX_SPAN),
        rowspan=_number(node.get("morerows", ""), 0) + 1,
        align=node.get("align", ""),
    )
