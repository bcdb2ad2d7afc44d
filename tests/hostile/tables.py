"""Tables: many columns and rows, cells that span, heads of heads, long words, tables within cells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import articles
from hostile import BUILD, EPUB, Budget


def _write(table: Callable[[int], str], folder: Path, size: int) -> Path:
    return articles.write(folder, body=f"<body><table-wrap>{table(size)}</table-wrap></body>")


def _columns(size: int) -> str:
    heads, cells = "<th>a</th>" * 250 * size, "<td>1</td>" * 250 * size
    return f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


def _rows(size: int) -> str:
    return f"<table><tr><th>a</th><th>b</th></tr>{'<tr><td>word</td><td>2</td></tr>' * 500 * size}</table>"


def _heads(size: int) -> str:
    rows = "<tr><th>a</th><th>b</th></tr>" * 100 * size
    return f"<table><thead>{rows}</thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"


def _spans(size: int) -> str:
    cells = f'<td colspan="{50 * size}" rowspan="{50 * size}">a</td>' * 5
    return f"<table>{f'<tr>{cells}</tr>' * 20}</table>"


def _letters(size: int) -> str:
    return f"<table><tr><th>a</th><td>{'a' * 2_500 * size}</td></tr></table>"


def _nested(size: int) -> str:
    return "<table><tr><td>a" * 10 * size + "</td></tr></table>" * 10 * size


def _cals(size: int) -> str:
    return f'<table><tgroup cols="{250 * size}"><tbody>{"<row><entry>a</entry></row>" * 10}</tbody></tgroup></table>'


ROWS: tuple[tuple[str, str, Callable[[int], str], tuple[str, ...]], ...] = (
    ("columns of a table", "250 columns; else no PDF", _columns, BUILD),
    ("rows of a table", "1,200,000 characters, an element as 12", _rows, BUILD),
    ("rows of heads", "50 headers of a cell in a direction", _heads, BUILD),
    ("cells that span", "1,000 columns and 500,000 places; 250 columns in a PDF", _spans, BUILD),
    ("letters of a cell", "2,500 letters, then parted", _letters, BUILD),
    ("tables within cells", "100 levels, by the reader", _nested, EPUB),
    ("places of a CALS table", "50,000 places that rows pass over", _cals, EPUB),
)

BUDGETS = tuple(
    Budget(name=name, limit=limit, make=partial(_write, table), command=command) for name, limit, table, command in ROWS
)
