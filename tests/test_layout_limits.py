"""What is laid out has bounds: odd tables, and much of everything."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from weasyprint.layout import block, inline
from weasyprint.layout import page as pages

from articles import write
from editions.article import grid
from editions.article.model import Article, Cell, Table, walk
from editions.building.article import build
from editions.building.options import BuildOptions
from editions.findings import OutputError, Unprintable, UsageError
from editions.jats import read
from editions.pdf import PdfOptions, limits
from editions.pdf import write as write_pdf
from editions.pdf.layout import effort
from editions.pdf.limits import MAX_COLUMNS
from editions.pdf.page import column_header_text as summaries
from editions.pdf.page import formulas, lengths, notes
from editions.pdf.page.markup import H, elements, text_of
from editions.pdf.page.widths import SETTINGS, fit_tables
from editions.pdf.tree import structure
from editions.pdf.tree.nodes import MarkedSequence, TagNode, prune
from editions.pdf.tree.tables import Grid
from editions.xhtml import render
from growth import STEP, growth, quiet
from pdf_samples import article as pdf_article
from pdf_samples import page, printed

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
    structure.build(elements(root))
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


# ------------------------------------------------------------------------------------------------------- much of everything


def test_cells_are_under_the_nearest_headers_alone() -> None:
    rows = "".join(f"<tr><th scope='col' id='h{number}'>a</th></tr>" for number in range(200))
    cell = Grid(ElementTree.fromstring(f"<table><thead>{rows}</thead><tbody><tr><td>b</td></tr></tbody></table>"))
    found = cell.headers(cell.cells[-1])
    assert [head.element.get("id") for head in found] == [f"h{number}" for number in range(199, 199 - grid.MAX_HEADERS, -1)]


def _growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times longer twice the size takes."""
    with quiet():
        return growth(lambda size: partial(work, size), size)


def _table(rows: str, head: str = "") -> Element:
    return ElementTree.fromstring(f"<table>{head}<tbody>{rows}</tbody></table>")


TABLES: dict[str, Callable[[int], Element]] = {
    "rows": lambda size: _table("<tr><td>a</td><td>b</td></tr>" * size, "<thead><tr><th>a</th><th>b</th></tr></thead>"),
    "row headers": lambda size: _table("<tr><th>a</th><td>b</td></tr>" * size),
    "headers alone": lambda size: _table("<tr><th>a</th><th>b</th></tr>" * size),
    "columns": lambda size: _table(f"<tr>{'<td>a</td>' * size}</tr>" * 2, f"<thead><tr>{'<th>a</th>' * size}</tr></thead>"),
    "heads of heads": lambda size: _table(
        f"<tr>{'<td>a</td>' * 2 * size}</tr>",
        "<thead><tr>"
        + "<th colspan='2' scope='col'>a</th>" * size
        + "</tr><tr>"
        + "<th scope='col'>a</th>" * 2 * size
        + "</tr></thead>",
    ),
    "named headers": lambda size: _table(
        "".join(f"<tr><th id='h{number}'>a</th><td headers='h{number}'>b</td></tr>" for number in range(size))
    ),
    "groups of rows": lambda size: _table("<tr><th scope='rowgroup'>a</th><td>b</td></tr>" * size),
}


@pytest.mark.parametrize("kind", TABLES)
def test_headers_are_found_in_a_time_that_grows_with_the_table(kind: str) -> None:
    def work(size: int) -> None:
        made = Grid(TABLES[kind](size))
        for cell in made.cells:
            made.headers(cell)
            made.scope(cell)
        summaries.summary(made)

    assert _growth(work, 200) <= STEP


def test_a_node_takes_its_kids_in_a_time_that_grows_with_them() -> None:
    def work(size: int) -> None:
        document = TagNode(role="Document")
        for kid in [document.add(TagNode(role="Span")) for _ in range(size)]:
            kid.place(MarkedSequence(0, 0))
        prune(document)

    assert _growth(work, 2_000) <= STEP


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (f"<table-wrap><table><tr>{'<td>a</td>' * (MAX_COLUMNS + 1)}</tr></table></table-wrap>", "columns"),
        ('<table-wrap><table><tr><td colspan="300">a</td></tr></table></table-wrap>', "columns"),
        (f"<p>{'word ' * 4_001}</p>", "too much for one PDF"),
        ("<p><italic>a</italic></p>" * 1_000, "too much for one PDF"),
    ],
)
def test_what_is_too_much_for_a_pdf_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str, said: str
) -> None:
    monkeypatch.setattr(limits, "MAX_WEIGHT", 20_000)
    article = article_of(tmp_path, inner)
    with pytest.raises(Unprintable, match=said) as raised:
        limits.check(article, render(article))
    assert raised.value.finding.where.line
    assert str(raised.value).startswith("small.xml:")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("formats", [("pdf", "epub"), ("epub",)])
def test_the_epub_is_made_where_no_pages_can_be(tmp_path: Path, formats: tuple[str, ...]) -> None:
    body = f"<body><table-wrap><table><tr>{'<td>a</td>' * 300}</tr></table></table-wrap></body>"
    built = build(read(write(tmp_path, body=body)), tmp_path / "out", BuildOptions(formats=formats))
    assert built["en"].epub
    assert built["en"].pdf is None
    assert ("pdf.refused" in [finding.rule for finding in built.findings]) == ("pdf" in formats)


def test_a_pdf_alone_is_refused(tmp_path: Path) -> None:
    body = f"<body><table-wrap><table><tr>{'<td>a</td>' * 300}</tr></table></table-wrap></body>"
    with pytest.raises(OutputError, match="300 columns"):
        build(read(write(tmp_path, body=body)), tmp_path / "out", BuildOptions(formats=("pdf",)))
    assert not (tmp_path / "out" / "small").exists()


MI = "<mi>x</mi>"


@pytest.mark.parametrize(
    "inner",
    [
        MI * 10_000,
        "<mtable>" + f"<mtr>{f'<mtd>{MI}</mtd>' * 60}</mtr>" * 60 + "</mtable>",
        "<mfrac><mn>1</mn>" * 80 + MI + "</mfrac>" * 80,
        "<mrow><mo>(</mo><mfrac><mn>1</mn>" * 12 + MI + "</mfrac><mo>)</mo></mrow>" * 12,
        f"<mtext>{'x' * 5_000}</mtext>",
    ],
    ids=["row", "matrix", "fractions", "fences", "text"],
)
def test_a_formula_of_thousands_of_parts_is_its_words(inner: str) -> None:
    math = f'<math xmlns="http://www.w3.org/1998/Math/MathML" id="m">{inner}</math>'
    root = etree.fromstring(f'<html xmlns="{H[1:-1]}"><body><p>{math}</p></body></html>')
    expected = "".join(etree.fromstring(math).itertext())
    assert formulas.draw(root) == ["m"]
    assert "".join(root.itertext()) == expected


def test_formulas_are_drawn_up_to_a_number() -> None:
    math = f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>{MI * 900}</mrow></math>'
    paragraphs = f'<p id="p">{math}</p>' * 40
    root = etree.fromstring(f'<html xmlns="{H[1:-1]}"><body>{paragraphs}</body></html>')
    assert len(formulas.draw(root)) == 40 - formulas.MAX_DRAWN // 1802


@pytest.mark.parametrize("element", ["p", "td", "h1", "em"])
def test_a_long_word_is_parted_and_stays_one(element: str) -> None:
    words = f"One {'a' * 3_000} two {'b' * 9_999}, {'c' * 2_499} end"
    root = etree.fromstring(f'<html xmlns="{H[1:-1]}"><{element}>{words}<b>x</b>{words}</{element}></html>')
    lengths.part_long_words(root)
    assert "".join(root.itertext()).replace("\u200b", "") == f"{words}x{words}"
    assert max(len(word) for text in root.itertext() for word in text.replace("\u200b", " ").split()) < lengths.MAX_WORD_CHARS


@pytest.mark.parametrize(
    ("count", "apart", "at_feet"), [(5, 0, True), (90, 0, True), (150, 0, False), (150, 400, True), (1_001, 400, False)]
)
def test_notes_in_a_crowd_stand_at_the_end(count: int, apart: int, at_feet: bool) -> None:
    calls = "".join(f'<a role="doc-noteref" href="#n{number}">{number}</a> {"a " * (apart // 2)}' for number in range(count))
    items = "".join(f'<li class="note" id="n{number}">Note {number}.</li>' for number in range(count))
    root = etree.fromstring(f'<html xmlns="{H[1:-1]}"><p>{calls}</p><section class="notes"><ol>{items}</ol></section></html>')
    before = sorted("".join(f" {text}" for text in root.itertext()).split())
    assert notes.move_to_calls(root) is at_feet
    assert (root.find(f"{H}section") is None) is at_feet
    assert sorted("".join(f" {text}" for text in root.itertext()).split()) == before


@pytest.mark.parametrize(("limit", "said"), [("MAX_STEPS", "ended after 2 steps"), ("MAX_PAGES", "more than 2 pages")])
def test_a_layout_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, said: str) -> None:
    monkeypatch.setattr(effort, limit, 2)
    before = (inline.split_first_line, block.block_level_layout, pages.remake_page)
    with pytest.raises(UsageError, match=said):
        printed(tmp_path, '<p id="a">Word</p>' * 4, css="p { break-before: page }")
    assert (inline.split_first_line, block.block_level_layout, pages.remake_page) == before


def test_a_cals_table_fills_its_rows_within_reason(tmp_path: Path) -> None:
    rows = "<row><entry>a</entry></row>" * 500
    article = article_of(tmp_path, f'<table><tgroup cols="1000"><tbody>{rows}</tbody></tgroup></table>')
    assert sum(isinstance(node, Cell) for node in walk(article)) == 500
    assert "table.spans" in [finding.rule for finding in article.findings]


def test_inlines_are_rendered_in_a_time_that_grows_with_them(tmp_path: Path) -> None:
    @cache
    def article(size: int) -> Article:
        return article_of(tmp_path, f"<p>{'<italic>word</italic> ' * size}</p>")

    def work(size: int) -> None:
        render(article(size))

    assert _growth(work, 1_000) <= STEP


@pytest.mark.slow
def test_a_title_of_thousands_of_words_is_laid_out(tmp_path: Path) -> None:
    root = page("")
    next(root.iter(f"{H}h1")).text = "word " * 8_000
    target = tmp_path / "long.pdf"
    made = write_pdf(pdf_article(tmp_path), root, target, options=PdfOptions())
    assert len(made.pages) > 5
    assert made.findings == ()
