"""Tables: the HTML model of JATS; ``cals`` reads the OASIS model, ``headers`` tells header cells from the layout."""

from __future__ import annotations

from dataclasses import replace

from editions.article.model import Block, Cell, Row, Table
from editions.findings import Severity
from editions.jats import cals, spans
from editions.jats import header_cells as headers
from editions.jats.blocks import SKIPPED, base, blocks, caption, credit, labelled
from editions.jats.context import BlockReader, Context, Element, line
from editions.jats.pictures import alternative, description, graphics, one_picture, with_alternatives
from editions.jats.source import find_all, name, texts

MAX_SPAN = 1000
"""The widest and tallest cell: HTML's own limit for ``colspan``."""

ALIGNMENTS = frozenset({"left", "right", "center", "justify", "char"})

SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})
"""What a header cell may say that it heads."""


def tables(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``table-wrap`` (or a bare ``table``) as one table; further tables of the same wrap follow it."""
    made = base(ctx, node, lang, "tab")
    heading, text = caption(ctx, node, lang)
    grids = [_with_headers(ctx, node, _bounded(ctx, node, grid)) for grid in _grids(ctx, node, lang)]
    shots = [] if grids else with_alternatives(ctx, node, lang, [one_picture(ctx, forms, lang) for forms in graphics(node)])
    foot = _foot(ctx, node, lang)
    first = replace(
        grids[0] if grids else Table(id=made["id"], lang=lang, head=(), bodies=()),
        **made,
        title=heading,
        caption=text,
        foot=tuple(foot) if len(grids) < 2 else (),
        pictures=tuple(replace(shot, description=None) for shot in shots),
        alternative=alternative(ctx, node, lang) if grids else None,
        description=shots[0].description if shots else description(ctx, node, lang),
    )
    rest = [replace(grid, foot=tuple(foot) if grid is grids[-1] else ()) for grid in grids[1:]]
    return [first, *rest]


def _grids(ctx: Context, node: Element, lang: str) -> list[Table]:
    """Return the tables inside an element, in whichever model they are written."""
    found = [node] if name(node) in ("table", "array") else [*find_all(node, "table"), *find_all(node, "alternatives", "table")]
    if name(node) == "array":
        found += find_all(node, "table")
    groups = [] if name(node) != "table-wrap" else cals.grids(ctx, node, lang)
    for item in found:
        groups += cals.grids(ctx, item, lang) if find_all(item, "tgroup") else [_grid(ctx, item, lang)]
    return groups


def _bounded(ctx: Context, node: Element, table: Table) -> Table:
    """Return a table whose cells take no more than the places that it has; a finding says where they claim far more."""
    table = spans.bounded(table)
    if not spans.is_excessive(table):
        return table
    ctx.report(
        "table.spans",
        Severity.WARNING,
        node,
        f"The cells of the table span more than {spans.MAX_COLUMNS} columns, or {spans.MAX_PLACES} places: each takes one.",
        "Mend colspan and rowspan.",
    )
    return spans.unspanned(table)


def _with_headers(ctx: Context, node: Element, table: Table) -> Table:
    """Return a table with the headers that its layout shows, where it marks none; a guess gives a finding."""
    made = None if headers.is_marked(table) else headers.guessed(table)
    if made is None:
        return table
    ctx.report(
        "table.headers-guessed",
        Severity.WARNING,
        node,
        "The table marks no header cells: they are told from its layout.",
        "Mark them as <th>, with scope.",
    )
    return made


def _grid(ctx: Context, node: Element, lang: str) -> Table:
    lang = ctx.lang(node, lang)
    table_id = ctx.id(node, "grid")
    ctx.headers = {rid for cell in node.iter() if cell.get("headers") for rid in cell.get("headers", "").split()}
    head = tuple(row for part in find_all(node, "thead") for row in _rows(ctx, part, lang, "col"))
    bodies = tuple(_rows(ctx, part, lang) for part in find_all(node, "tbody"))
    loose = tuple(_row(ctx, row, lang) for row in find_all(node, "tr"))
    foot_rows = tuple(row for part in find_all(node, "tfoot") for row in _rows(ctx, part, lang))
    return Table(
        id=table_id, lang=lang, line=line(node), head=head, bodies=(*bodies, *([loose] if loose else ())), foot_rows=foot_rows
    )


def _rows(ctx: Context, node: Element, lang: str, scope: str = "") -> tuple[Row, ...]:
    lang = ctx.lang(node, lang)
    return tuple(_row(ctx, row, lang, scope) for row in find_all(node, "tr"))


def _row(ctx: Context, node: Element, lang: str, scope: str = "") -> Row:
    lang = ctx.lang(node, lang)
    made = base(ctx, node, lang, "row")
    cells = [item for item in node if name(item) in ("td", "th")]
    heads = scope or _headed(ctx, cells)
    return Row(**made, cells=tuple(_cell(ctx, item, lang, heads if scope or _is_header(ctx, item) else "") for item in cells))


def _headed(ctx: Context, row: list[Element]) -> str:
    """Say what the header cells of a body row head: their row, unless all cells with words in it are."""
    return "col" if len(row) > 1 and all(_is_header(ctx, item) or not texts(item) for item in row) else "row"


def _is_header(ctx: Context, node: Element) -> bool:
    """Whether a cell is marked as a header: as ``th``, by its ``scope``, or by the ``headers`` of another cell."""
    return name(node) == "th" or node.get("scope", "") in SCOPES or node.get("id", "") in ctx.headers


def _cell(ctx: Context, node: Element, lang: str, scope: str) -> Cell:
    own = ctx.lang(node, lang)
    if node.get("scope", "") in SCOPES:
        scope = node.get("scope", "")
    made = base(ctx, node, own, "cell")
    content = tuple(blocks(ctx, node, own))
    return Cell(
        **made,
        content=content,
        scope=scope if content else "",
        colspan=span(node, "colspan"),
        rowspan=span(node, "rowspan"),
        align=node.get("align", "") if node.get("align", "") in ALIGNMENTS else "",
    )


def span(node: Element, attribute: str) -> int:
    """Return how many columns or rows a cell takes, within reason."""
    text = node.get(attribute, "1").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isascii() and text.isdigit() else 1


def _foot(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the notes and credits below a table: its notes are paragraphs that begin with their mark."""
    found: list[Block] = []
    for foot in find_all(node, "table-wrap-foot"):
        for item in _flat(foot):
            own = ctx.lang(item, lang)
            found += labelled(ctx, item, own, "table-note") if name(item) == "fn" else blocks_of(ctx, item, own)
    skip = SKIPPED | {"table", "alternatives", "graphic", "media", "table-wrap-foot"}
    skip |= {"thead", "tbody", "tfoot", "tr"} if name(node) == "array" else set()
    if name(node) != "table":
        found += [*blocks(ctx, node, lang, skip), *credit(ctx, node, lang)]
    return found


def _flat(foot: Element) -> list[Element]:
    return [item for part in foot for item in (part if name(part) == "fn-group" else [part]) if name(item)]


def blocks_of(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return one element below a table as blocks."""
    reader = ctx.readers.get(name(node))
    return reader(ctx, node, lang) if reader else list(blocks(ctx, node, lang))


READERS: dict[str, BlockReader] = {"table-wrap": tables, "table": tables, "array": tables}
