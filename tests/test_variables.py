"""Every variable of the style sheets changes the pages of some style: one that does nothing would mislead a house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from editions.article import styles
from editions.pdf.fetch import Fetcher
from editions.pdf.layout.columns import spread
from editions.pdf.layout.engine import LayoutEngine

PICTURE = '<img src="tall.png" alt="A tall picture" />'
LONG = "A title of so many words that it is set in a smaller size, and stands above the others as one that is long. " * 2
PAGE = f"""<html lang="en"><body><article>
<header class="front">
<div class="masthead"><p class="publishers"><img class="logo" src="tall.png" alt="" />
<span class="publisher">{"A house of many words " * 6}</span>
<span class="publisher">Press</span> <span class="volume">1, 2</span></p><p class="kinds"><span class="kind">News</span></p>
<p class="release-number">Number 7</p><p class="embargo">Embargo: tomorrow</p></div>
<h1 data-running="Short {"title " * 30}">Title</h1><p class="subtitle">Subtitle</p>
<p class="byline">An <span class="contributor">Author<span class="marks"><sup><a href="#a">1</a></sup></span></span></p>
<p class="affiliation" id="a"><span class="label">1</span> A place</p><p class="dates">Today</p>
<div class="standfirst">{"<p>Words that open the text, one after another, up to the end of their lines and on.</p>" * 2}</div>
{"<section class='abstract'><h2>Abstract</h2><p>Words.</p></section>" * 2}
</header>
<nav class="contents"><ol><li><a href="#one">One</a></li><li><a href="#two">Two</a></li></ol></nav>
<h1 class="long" data-running="Long">{LONG}</h1>
<section id="one"><h2>One</h2><p>First <a href="https://example.org/">link</a> H<sub>2</sub>O, x<sup>2</sup>, <code>code</code>
<a class="noteref" href="#n">1</a>
<span class="footnote" id="n"><span><span class="note-label"><sup>1</sup></span> A note.</span></span>
<span class="footnote"><span><span class="note-label">2</span> Another<sup>x</sup> note.</span></span></p>
<p>Second, indented.</p><section id="two"><h3>Two</h3><section><h4>Three</h4><p>Words.</p></section>
<section><h4>Four</h4><p>Words.</p></section></section>
<ul><li>One</li><li>Two</li></ul><ol class="simple"><li><span class="label">a)</span> One</li></ol>
<dl><dt>Term</dt><dd>Words</dd></dl>
<blockquote><p>Quoted.</p><p class="attribution">Someone</p></blockquote>
<div class="verse-group"><p>A line</p></div><pre>code of one line</pre>
<aside><p class="box-title">Box</p><p>Words.</p></aside>
<figure>{PICTURE}<div class="long-description"><p>What is to be seen.</p></div>
<figcaption><p><span class="label">Figure 1</span>
{"words of a caption that is longer than a line " * 6}</p><p class="credit">Somebody</p></figcaption></figure>
<figure class="wide">{PICTURE}<figcaption><p>{"words of a caption that is longer than a line " * 6}</p></figcaption></figure>
<div class="long-description"><p>A description.</p></div>
<p class="formula"><img src="tall.png" alt="x" /></p><span class="missing-picture">Missing</span>
<div class="table-wrap"><table><caption><p>Table 1</p></caption><thead><tr><th>Head</th><th>Head</th></tr></thead>
<tbody><tr><th colspan="2">Group</th></tr><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>
<div class="table-foot"><p>Foot</p></div></div>
<div class="table-wrap wide"><table><tbody><tr><td>{"words " * 20}</td><td>2</td></tr></tbody></table></div>
<div class="table-wrap turned dense"><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div></section>
<ol class="references"><li><span class="label">1</span> Reference</li><li><span class="label">2</span> Reference</li></ol>
<footer class="colophon"><h2>Rights</h2><p class="keywords">Words</p><p>Words</p></footer></article></body></html>"""
ARABIC = '<html lang="ar" dir="rtl"><body><article><p>كلمات</p><p>أخرى</p></article></body></html>'
NEWS = """<html lang="en"><body><article><div class="columns"><p>Words.</p><section class="contact"><h2>Contact</h2>
<p>Someone</p><p>Another</p></section><p>Words.</p></div></article></body></html>"""
LOOKS = (("default", ARABIC), ("news", NEWS), ("default", PAGE))
"""The quickest first."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    Image.new("RGB", (900, 1200), "teal").save(made / "tall.png")
    return made


def laid_out(folder: Path, style: str, page: str, own: str = "") -> list[Any]:
    """All boxes of the pages, with what is seen of them."""
    root = ElementTree.fromstring(page.replace('src="tall.png"', f'src="{(folder / "tall.png").as_uri()}"'))
    if style in styles.IN_COLUMNS:
        spread(root)
    fetcher = Fetcher((styles.folder(), *styles.font_folders(), folder))
    sheets: tuple[str | Path, ...] = (styles.font_faces(style), *styles.print_sheets(style, "A4"), own)
    document = LayoutEngine(fetcher, sheets).lay_out(root)
    return [seen(box) for sheet in document.pages for box in boxes(sheet._page_box)]


def boxes(box: Any) -> Iterator[Any]:
    """Every box of a page, those in its margins too."""
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


SEEN: tuple[str, ...] = (
    "color",
    "font_family",
    "font_size",
    "text_decoration_thickness",
    "text_underline_offset",
    "border_top_color",
)
SEEN += ("border_left_color", "border_bottom_color", "border_top_width", "border_left_width", "border_bottom_width")


def seen(box: Any) -> tuple[Any, ...]:
    place = (box.position_x, box.position_y, getattr(box, "width", 0), getattr(box, "height", 0))
    return (*place, *(str(box.style[name]) for name in SEEN))


def another(value: str) -> str:
    """Another value of the same kind."""
    if value.startswith("#"):
        return "#123456"
    if value.startswith('"'):
        return '"Noto Serif"'
    if value == "none":
        return "60mm"
    return re.sub(r"-?[\d.]+", lambda number: f"{float(number[0]) * 1.5 + 1.5:g}", value)


@cache
def before(folder: Path, style: str, page: str) -> list[Any]:
    return laid_out(folder, style, page)


@pytest.mark.slow
@pytest.mark.parametrize("variable", styles.variables(), ids=lambda variable: variable.name)
def test_a_variable_changes_a_page(folder: Path, variable: styles.Variable) -> None:
    own = f"html {{ --{variable.name}: {another(variable.value)} }}"
    assert any(laid_out(folder, style, page, own) != before(folder, style, page) for style, page in LOOKS)
