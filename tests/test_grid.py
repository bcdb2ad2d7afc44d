"""The grid of a table."""

from __future__ import annotations

from editions.article import grid
from editions.article.model import Cell, Row, Table


def cell(name: str, scope: str = "", colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(id=name, lang="en", content=(), scope=scope, colspan=colspan, rowspan=rowspan)


def row(*cells: Cell) -> Row:
    return Row(id="r", lang="en", cells=cells)


def above(table: Table) -> dict[str, list[str]]:
    return {place.cell.id: [head.id for head in place.above] for _, places in grid.rows(table) for place in places}


def test_headers_over_spans() -> None:
    """A cell is under every header cell of its columns, whatever the spans before it."""
    head = (
        row(cell("place", "col", rowspan=2), cell("year", "col", colspan=2)),
        row(cell("2023", "col"), cell("2024", "col")),
    )
    body = (row(cell("north", "row", rowspan=2), cell("a"), cell("b")), row(cell("c", colspan=2)))
    found = above(Table(id="t", lang="en", head=head, bodies=(body,)))
    assert found["a"] == ["year", "2023"]
    assert found["b"] == ["year", "2024"]
    assert found["c"] == ["year", "2023", "2024"]
    assert found["north"] == ["place"]
    assert found["2023"] == ["year"]


def test_a_span_ends_with_its_group_of_rows() -> None:
    """A cell that would reach below its body does not push cells of the next body aside."""
    first, second = (row(cell("tall", rowspan=9), cell("x")),), (row(cell("y"), cell("z")),)
    table = Table(id="t", lang="en", head=(row(cell("A", "col"), cell("B", "col")),), bodies=(first, second))
    assert above(table)["y"] == ["A"]
