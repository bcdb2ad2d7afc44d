"""What is laid out has bounds: odd tables, and much of everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from articles import write
from editions import grid
from editions.jats import read
from editions.model import Article, Table, walk
from editions.pdf.page import summaries
from editions.pdf.page.markup import H, elements, text_of
from editions.pdf.page.widths import SETTINGS, fit_tables
from editions.pdf.tree.structure import build
from editions.xhtml import render

# ------------------------------------------------------------------------------------------------------------------ tables

SPANS = ("", "0", "1", "2", "3", "-1", "x", "999999999999", " 2 ", "٣", "1.5", "1e9")
WORDS = ("", "North", "2.5", "Mean", "x y", "<p>One</p><p>2</p>", "<list><list-item><p>a</p></list-item></list>", "<break/>")


def _cell(tags: tuple[str, ...], attributes: tuple[str, ...]) -> st.SearchStrategy[str]:
    names = st.tuples(*(st.sampled_from(SPANS) for _ in attributes))
    return st.builds(
        lambda tag, values, words: "<{0}{1}>{2}</{0}>".format(
            tag, "".join(f' {name}="{value}"' for name, value in zip(attributes, values, strict=True) if value), words
        ),
        st.sampled_from(tags),
        names,
        st.sampled_from(WORDS),
    )


def _rows(row: str, cells: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(cells, max_size=4).map(lambda found: f"<{row}>{''.join(found)}</{row}>")
    return st.lists(rows, max_size=4).map("".join)


def _group(names: tuple[str, ...], rows: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda name, inner: f"<{name}>{inner}</{name}>", st.sampled_from(names), rows)


GROUPS = ("thead", "tbody", "tbody", "tfoot")
HTML_CELLS = _cell(("td", "td", "th"), ("colspan", "rowspan"))
HTML_ROWS = _rows("tr", HTML_CELLS)
HTML = st.lists(st.one_of(_group(GROUPS, HTML_ROWS), HTML_ROWS, HTML_CELLS), max_size=5).map(
    lambda parts: f"<table>{''.join(parts)}</table>"
)
CALS_CELLS = _cell(("entry", "entry", "entrytbl"), ("morerows", "colname", "namest", "nameend"))
CALS_ROWS = _rows("row", CALS_CELLS)
COLUMNS = st.lists(st.sampled_from(SPANS), max_size=3).map(
    lambda found: "".join(f'<colspec colname="{name}" colnum="{name}"/>' for name in found)
)
CALS = st.builds(
    lambda count, columns, parts: f'<table><tgroup cols="{count}">{columns}{"".join(parts)}</tgroup></table>',
    st.sampled_from(SPANS),
    COLUMNS,
    st.lists(st.one_of(_group(GROUPS, CALS_ROWS), CALS_ROWS), max_size=4),
)


def article_of(folder: Path, body: str) -> Article:
    """Read an article with this body."""
    return read(write(folder, body=f"<body>{body}</body>"))


def laid(article: Article) -> etree._Element:
    """Go through all that the editions do with a table, but for the layout; return the page."""
    for node in walk(article):
        if isinstance(node, Table):
            list(grid.rows(node))
    root = render(article)
    summaries.add_to_complex_tables(root)
    fit_tables(root, SETTINGS["default"])
    build(elements(root))
    return root


def words(root: etree._Element) -> list[str]:
    return "".join(f" {text}" for table in root.iter(f"{H}table") for text in table.itertext()).split()


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(table=st.one_of(HTML, CALS), wrapped=st.booleans())
def test_no_table_breaks(tmp_path: Path, table: str, wrapped: bool) -> None:
    body = f"<table-wrap>{table}</table-wrap>" if wrapped else table
    laid(article_of(tmp_path, body))


ROW = "<tr><td>Group</td><td>Mean</td></tr>"
NUMBERS = "<tr><td>South</td><td>2.5</td></tr>"


@pytest.mark.parametrize(
    "inner",
    [
        f"<tbody/>{ROW}{NUMBERS}",
        f"<tbody/><tbody>{ROW}{NUMBERS}</tbody>",
        f"<tbody/><tbody/><tbody>{ROW}</tbody><tbody/><tbody>{NUMBERS}</tbody>",
        f"<tbody>{ROW}</tbody><tbody/><tbody>{NUMBERS}</tbody>",
        f"<thead/><tbody/><tbody>{ROW}{NUMBERS}</tbody><tfoot/>",
        f"<tfoot/><tbody/>{ROW}{NUMBERS}",
    ],
)
def test_empty_groups_of_rows_hide_no_headers(tmp_path: Path, inner: str) -> None:
    root = laid(article_of(tmp_path, f"<table-wrap><table>{inner}</table></table-wrap>"))
    assert [text_of(cell) for cell in root.iter(f"{H}th")] == ["Group", "Mean", "South"]
    assert [text_of(cell) for cell in root.iter(f"{H}td")] == ["2.5"]


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<thead/>",
        "<thead><tr/></thead>",
        "<tbody/>",
        "<tbody><tr/></tbody>",
        "<tr/>",
        f"<tfoot>{NUMBERS}</tfoot><tbody>{ROW}</tbody>",
        f"{ROW}<tbody>{NUMBERS}</tbody>{ROW}",
        "<tr><th>a</th><th>b</th></tr><tr><th>c</th><th>d</th></tr>",
        '<tr><td colspan="0">a</td><td rowspan="0">b</td></tr><tr><td colspan="-9" rowspan="-9">c</td></tr>',
        '<tr><td colspan="99999999999">a</td><td rowspan="99999999999">b</td></tr>',
        "<tr><td/><td/></tr><tr><td/></tr>",
        "<col/><colgroup/>",
        f"<tbody>{ROW}</tbody><thead>{ROW}</thead>",
        "<tgroup/>",
        '<tgroup cols="0"><tbody/></tgroup>',
        '<tgroup cols="99999"><tbody><row/></tbody></tgroup>',
        '<tgroup cols="2"><thead/><tbody><row><entry morerows="99999">a</entry></row><row/></tbody></tgroup>',
        '<tgroup><tbody><row><entry namest="b" nameend="a">a</entry><entry colname="zz">b</entry></row></tbody></tgroup>',
        "<tbody><tr><td>text<tr><td>in a row</td></tr></td></tr></tbody>",
    ],
)
def test_odd_tables_keep_their_words(tmp_path: Path, inner: str) -> None:
    expected = "".join(f" {text}" for text in etree.fromstring(f"<t>{inner}</t>").itertext()).split()
    assert sorted(words(laid(article_of(tmp_path, f"<table-wrap><table>{inner}</table></table-wrap>")))) == sorted(expected)


def test_tables_within_cells_stay_readable(tmp_path: Path) -> None:
    body = "<table><tr><td>a" * 20 + "</td></tr></table>" * 20
    root = laid(article_of(tmp_path, f"<table-wrap>{body}</table-wrap>"))
    assert "".join(root.itertext()).count("a") >= 20
