"""House style sheets: what CSS allows is laid out and tagged; what cannot be used is refused in one line."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weasyprint.layout import block, inline
from weasyprint.layout import page as pages

from editions.article import styles
from editions.findings import OutputError, UsageError
from editions.pdf import PdfOptions, write
from editions.pdf.fetch import Fetcher
from editions.pdf.layout import house
from editions.pdf.layout.engine import LayoutEngine, Tree
from pdf_samples import article, page, printed

REPLACED: dict[Any, tuple[str, ...]] = {
    block: ("block_level_width", "block_box_layout", "block_level_layout"),
    inline: ("split_first_line", "split_inline_box", "split_inline_level"),
    pages: ("remake_page",),
}

BODY = (
    '<section id="s1"><h2 id="h1">Nests</h2><p id="p1">Words of a nest, <em>high</em> above <a href="#f1">the street</a>.</p>'
    '<ul id="l1"><li id="i1"><p>One</p></li><li id="i2"><p>Two</p></li></ul>'
    '<figure id="f1"><figcaption id="c1"><p>A caption.</p></figcaption></figure>'
    '<div class="table-wrap" id="w1"><table id="t1"><tbody><tr><th scope="row">Peru</th><td>3</td></tr></tbody></table></div>'
    "</section>"
)


def path_of(url: str) -> Path:
    """Every file may be read."""
    return Path(unquote(urlsplit(url).path))


def refused(folder: Path, css: str) -> str:
    """What is said of a style sheet that cannot be used: one line that names its file."""
    sheet = folder / "house.css"
    sheet.write_text(css)
    with pytest.raises(UsageError) as error:
        house.check(sheet, path_of)
    said = str(error.value)
    assert said.startswith(f"{sheet}:")
    assert "\n" not in said
    assert len(said) < 300 + len(str(sheet))
    return said.removeprefix(f"{sheet}:")


def accepted(folder: Path, css: str) -> None:
    """Check a style sheet that may be used."""
    sheet = folder / "house.css"
    sheet.write_text(css)
    house.check(sheet, path_of)


@pytest.mark.parametrize(
    "number",
    ["1e30pt", "1e-30px", "1e999", "-1e9px", "1e9px", "999999999", "1e7%", "-0.00001em", "100001mm", "0.009px", "0.0009em"],
)
@pytest.mark.parametrize(
    "css", ["p {{ color: red;\nwidth: {} }}", "@page {{\nsize: {} 1px }}", "@media print {{\np {{ x: calc(1px * {}) }} }}"]
)
def test_a_size_out_of_bounds_is_refused_with_its_line(tmp_path: Path, css: str, number: str) -> None:
    assert refused(tmp_path, css.format(number)).startswith(f"2: {number} is out of bounds")


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 0 -1px 0.001em 100000px; opacity: 1e-3 }",
        "p { z-index: 2147483647 }",
        "p { letter-spacing: 0.002em; border-width: 0.01px; background: linear-gradient(red, blue 0.05px) }",
        "@font-face { unicode-range: U+1E900-1E95F, U+26 }",
        "p { color: #1e30ff; background: url(x.png?v=1e30pt) } /* 1e30pt */",
        "p { font-family: '1e30pt' }",
        ":root { --a: 1px; --b: calc(var(--a) * 2); --c: var(--a) var(--b) }",
        "section p > em, section ~ p { x: y }",
        "p { & em { color: red } }",
        "@import 'nowhere.css'; @import url(); p {",
        "@media print { @supports (x: y) { p { a: b } } }",
        "",
        "}}}}",
    ],
)
def test_what_houses_write_is_accepted(tmp_path: Path, css: str) -> None:
    accepted(tmp_path, css)


def test_our_own_style_sheets_are_within_the_bounds() -> None:
    for sheet in styles.folder().glob("*.css"):
        house.check(sheet, path_of)


@pytest.mark.parametrize(
    "opening", ["@media print{", "p{", "p{width:calc(", ":not(", "[", "(", "p{x:var(--a,", "@supports (a:b){"]
)
@pytest.mark.parametrize("times", [51, 5000])
def test_blocks_within_one_another_are_bounded(tmp_path: Path, opening: str, times: int) -> None:
    assert "blocks stand within one another" in refused(tmp_path, opening * times)


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("a{}" * 10_001, "more than 10,000 selectors"),
        (",".join("a" * 10_001) + "{}", "more than 10,000 selectors"),
        ("p:is(" + ",".join("a" * 10_001) + "){}", "more than 10,000 selectors"),
        ("@page a{}" * 10_001, "more than 10,000 selectors"),
        ("a,a{" * 14, "more than 10,000 selectors"),
        ("a " * 8 + "{}", "steps down"),
        ("a~" * 8 + "b{}", "steps down"),
        ("a b{" * 8, "steps down"),
        (":has(" * 8 + "a" + ")" * 8 + "{}", "steps down"),
        ("p{--a:var(--b);--b:var(--a)}", "without end"),
        ("p{--a:var(--a)}", "without end"),
        ("p{" + "".join(f"--a{number + 1}:var(--a{number}) var(--a{number});" for number in range(30)) + "}", "grows beyond"),
        ("p{" + "".join(f"--a{number + 1}:var(--a{number});" for number in range(60)) + "}", "without end"),
        ("p{line-height:" + "9" * 5000 + "}", "thousands of digits"),
        ("p { background: repeating-linear-gradient(red 0, blue 0.05px) }", "0.05px is out of bounds"),
        ("p { background: repeating-radial-gradient(red, blue calc(1px * 0.05)) }", "0.05 is out of bounds"),
        ("/*" + "a" * 1_000_000, "larger than 1,000,000 bytes"),
    ],
)
def test_what_multiplies_is_bounded(tmp_path: Path, css: str, said: str) -> None:
    assert said in refused(tmp_path, css)


def test_a_style_sheet_that_is_imported_is_checked(tmp_path: Path) -> None:
    (tmp_path / "house.css").write_text("@import 'inner.css'; @import url('house.css');")
    (tmp_path / "inner.css").write_text("@import url(house.css);\np { width: 1e9px }")
    with pytest.raises(UsageError, match=r"inner\.css:2: 1e9px"):
        house.check(tmp_path / "house.css", path_of)


def test_imports_are_counted(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.css").write_text(f"@import '{number + 1}.css';")
    with pytest.raises(UsageError, match="more than 50 style sheets"):
        house.check(tmp_path / "0.css", path_of)


@pytest.mark.parametrize("name", ["nowhere.css", ".", "x\0y.css"])
def test_a_style_sheet_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        house.check(tmp_path / name, path_of)


def test_a_pipe_is_no_style_sheet(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "house.css")
    with pytest.raises(UsageError, match="cannot be read"):
        house.check(tmp_path / "house.css", path_of)


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("x"), RecursionError(), TypeError("a\nb"), MemoryError(), OverflowError("y" * 900)]
)
def test_whatever_breaks_the_layout_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def make(*_: object) -> None:
        raise error

    monkeypatch.setattr("editions.pdf.edition.make", make)
    with pytest.raises(UsageError) as raised:
        printed(tmp_path, BODY, css="p { color: red }")
    assert str(raised.value).startswith(f"{tmp_path / 'test.css'}: the PDF cannot be laid out")
    assert raised.value.__cause__ is error
    with pytest.raises(OutputError) as raised_alone:
        write(article(tmp_path), page(BODY), tmp_path / "x.pdf", options=PdfOptions())
    for said in (str(raised.value), str(raised_alone.value)):
        assert type(error).__name__ in said
        assert "\n" not in said
        assert len(said) < 500
    assert not (tmp_path / "x.pdf").exists()


def test_what_is_replaced_is_called_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each function that stands in for one of WeasyPrint's has its parameters, in their order and by their names."""
    before = {name: getattr(module, name) for module, names in REPLACED.items() for name in names}
    found: dict[str, Callable[..., object]] = {}

    def render(*_: object, **__: object) -> None:
        found.update({name: getattr(module, name) for module, names in REPLACED.items() for name in names})

    monkeypatch.setattr(Tree, "render", render)
    LayoutEngine(Fetcher([]), []).lay_out(ElementTree.fromstring("<html><body><h1>A</h1></body></html>"))
    for name, replaced in found.items():
        assert replaced is not before[name]
        code, expected = replaced.__code__, list(inspect.signature(before[name]).parameters)
        own = list(code.co_varnames[: code.co_argcount])
        assert own == expected[: len(own)], name
        assert len(own) == len(expected) or code.co_flags & inspect.CO_VARARGS


GRIDS = [
    "section { display: grid }",
    "section { display: inline-grid }",
    "ul { display: grid; grid-template-columns: 1fr 1fr; gap: 1em }",
    "ul { display: flex } li { flex: 1 }",
    "p { display: inline-flex }",
    "figure { display: grid; grid-template-columns: max-content auto }",
    "article { display: grid }",
    "body { display: flex; flex-direction: column }",
    "td { display: grid }",
    "li { display: inline-grid }",
]


@pytest.mark.slow
@pytest.mark.parametrize("css", GRIDS)
def test_grids_are_drawn_and_tagged(tmp_path: Path, css: str) -> None:
    target, made = printed(tmp_path, BODY, css=css, style="compact" if "ul" in css else "default")
    with pikepdf.open(target) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert len(pdf.pages) == 1
    assert [finding for finding in made.findings if finding.rule not in ("pdf.layout", "pdf.table-structure")] == []


PROPERTIES = (
    "display position float width height margin padding border border-radius font-size line-height letter-spacing text-indent "
    "columns column-count column-width column-gap orphans widows break-before break-inside counter-reset counter-increment "
    "content list-style transform opacity overflow string-set bookmark-level grid-template-columns grid-template-rows grid-row "
    "gap flex background background-size clip text-decoration max-lines hyphens tab-size white-space vertical-align "
    "z-index size border-collapse direction"
).split()
VALUES = (
    "0 -1px 100000px -100000px 0.01px 100% -50% 10000 -10000 1 0.0001 auto none inherit grid inline-grid flex inline-flex "
    "inline-block table table-cell list-item contents absolute fixed running(x) footnote left both var(--a) attr(id) "
    "counter(x) counters(x,'.',upper-roman) counter(pages) leader('.') string(s) url(x.png) linear-gradient(red,blue) "
    "repeating-linear-gradient(red,blue,0.1px) rotate(45deg) scale(0) scale(10000) matrix(0,0,0,0,0,0) repeat(10000,1px) "
    "repeat(auto-fill,0.01px) minmax(0,1fr) 10000fr 'x' #f00 max-content hidden rtl pre page recto 1px"
).split()
PLACES = "p section ul li figure table td h2 body * .s @page p::before p::first-line li::marker em".split()
RULE = st.builds("{}{{{}:{}}}".format, st.sampled_from(PLACES), st.sampled_from(PROPERTIES), st.sampled_from(VALUES))


@pytest.mark.slow
@settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(rules=st.lists(RULE, min_size=2, max_size=6), style=st.sampled_from(["default", "compact"]))
def test_odd_rules_are_laid_out_or_refused_in_one_line(tmp_path: Path, rules: list[str], style: str) -> None:
    try:
        target, _ = printed(tmp_path, BODY, css="\n".join(rules), style=style)
    except UsageError as error:
        said = str(error)
        assert said.startswith(f"{tmp_path / 'test.css'}:")
        assert "\n" not in said
        return
    with pikepdf.open(target) as pdf:
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        "section { columns: 10000 }",
        "ul { display: grid; grid-template-columns: repeat(auto-fill, 0.01px) }",
        "p { background: repeating-radial-gradient(red 0, blue 0.1px) }",
        "@page { size: 10px 10px; margin: 0 }",
        "* { display: none }",
        "figure, .table-wrap { display: none } section { columns: 2; column-gap: normal }",
        "@counter-style s { symbols: '*' } li { counter-increment: x 10000 } li::before { content: counter(x, s) }",
        "* { float: footnote }",
        "h2 { position: running(x) } @page { @top-left { content: element(x) } }",
    ],
)
def test_rules_that_might_never_end_do(tmp_path: Path, css: str) -> None:
    target, _ = printed(tmp_path, BODY, css=css)
    assert target.stat().st_size
