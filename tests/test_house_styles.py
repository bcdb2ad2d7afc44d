"""A house's style sheets: text that is too faint is an error, with its place; what cannot be told is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import articles
import editions
from editions.accessibility.house_styles import faint_text
from editions.building.article import Built

PAGE = """<html><body><h1>Title</h1><p>Words <a href="#n">a link</a> <b>strong</b>.</p>
<figure><figcaption>A caption</figcaption></figure><table><thead><tr><th>Head</th></tr></thead></table>
<aside id="n"><p class="note">A note</p></aside></body></html>"""
OURS = "html { font-size: 10pt; color: #1a1a1a } a { color: #00507f } h1 { font-size: 24pt }"

FAINT = {
    "body": ("body { color: #ddd }", 1),
    "paragraphs": ("\np {\n  color: #ddd\n}", 3),
    "a heading in pale grey": ("h1 { color: #999 }", 1),
    "a caption": ("figcaption { color: rgb(200 200 200) }", 1),
    "a caption by rgb": ("figcaption { color: rgb(200, 200, 200) }", 1),
    "a link": ("a { color: #8af }", 1),
    "a selector of many steps": ("html > body > aside > p.note, a b c d { color: #ddd }", 1),
    "by hue": ("p { color: hsl(0, 0%, 80%) }", 1),
    "a note": (".note { color: silver }", 1),
    "a dark page": ("body { background: #222 }", 1),
    "a dark head of a table": ("thead { background-color: navy }", 1),
    "a light text on light": ("aside { background: #eee } .note { color: #888 }", 1),
    "see-through": ("p { color: rgba(0, 0, 0, .3) }", 1),
    "one custom property": (":root { --ink: #ddd }\np { color: var(--ink) }", 2),
    "in print": ("@media print { p { color: #ddd } }", 1),
    "the more specific": ("p { color: #ddd }\np.note { color: #000 }", 1),
    "the important": ("p { color: #ddd !important }\np { color: #000 }", 1),
    "bold but small": ("b { color: #888; font-size: 13pt }", 1),
    "an imported sheet": ('@import "more.css";', 1),
}
FINE = {
    "nothing": "p { margin: 0 }",
    "black": "p { color: #000 }",
    "a large heading": "h1 { color: #888 }",
    "large and bold": "b { color: #888; font-size: 14pt }",
    "white on black": "body { color: #fff; background: #000 } a { color: #fff }",
    "white on a dark head": "thead { background: #003; color: #fff }",
    "white on a dark box": "aside { background: #003 } aside p { color: white }",
    "over a picture": "body { background: url(dark.png); color: #fff } a, p { color: #fff }",
    "over a gradient": "aside { background: linear-gradient(#000, #222) } aside p { color: #fff }",
    "a property with two values": ":root { --i: #ddd } .x { --i: #000 } p { color: var(--i) }",
    "not on the page": "blockquote { color: #ddd }",
    "another medium": "@media screen and (prefers-color-scheme: dark) { p { color: #ddd } }",
    "no text of its own": "figure { color: #000 } table { color: #ddd } th { color: #000 }",
    "more steps than are looked at": "* * * * .note, * { color: #ddd }",
    "hidden": "aside { display: none } .note { color: #ddd }",
    "before it": "p::before { color: #ddd }",
    "overruled": "p { color: #ddd }\np { color: #000 }",
    "a colour of another space": "p { color: oklch(0.9 0 0) }",
}


def faint(folder: Path, css: str) -> list[tuple[str, int]]:
    sheet = folder / "house.css"
    sheet.write_text(css)
    (folder / "more.css").write_text("p { color: #ddd }")
    found = faint_text(html.document_fromstring(PAGE), (OURS,), (sheet,), "print")
    return [(Path(each.where.file).name, each.where.line) for each in found]


@pytest.mark.parametrize("case", FAINT)
def test_faint_text_is_found_with_its_place(tmp_path: Path, case: str) -> None:
    css, line = FAINT[case]
    assert faint(tmp_path, css) == [("more.css" if "@import" in css else "house.css", line)]


@pytest.mark.parametrize("case", FINE)
def test_what_is_clear_or_unknown_is_not_reported(tmp_path: Path, case: str) -> None:
    assert faint(tmp_path, FINE[case]) == []


@pytest.mark.parametrize("css", ["p { color: ", "}{", "p:not(" * 3000, "((((", "@import 'house.css'; p {", "\0", ""])
def test_any_text_is_looked_over(tmp_path: Path, css: str) -> None:
    assert faint(tmp_path, css) == []


def build(folder: Path, css: str, kind: str) -> Built:
    (folder / "house.css").write_text(css)
    house = folder / "editions.toml"
    house.write_text(f'evaluator = "An office"\n[stylesheets]\n{kind} = ["house.css"]')
    source = articles.certified(articles.write(folder))
    return editions.build(source, folder / "out", formats=(kind,), narration=False, config=house)


@pytest.mark.parametrize("kind", ["pdf", "epub"])
def test_faint_text_withholds_every_claim(tmp_path: Path, kind: str) -> None:
    """The certification is of the content: what the house's sheet makes of it counts as well."""
    built = build(tmp_path, "/* ours */\np { color: #ddd }", kind)
    assert built.claims == ()
    found = [finding for finding in built.findings if finding.rule == "style.contrast"]
    assert [str(each.where).rpartition("/")[2] for each in found] == ["house.css:2:5"]
    assert "Text in #dddddd on #ffffff has a contrast of 1.36 to 1, and needs 4.5 to 1: “One sentence.”" in found[0].message


def test_our_own_sheets_are_no_concern_of_a_house(tmp_path: Path) -> None:
    assert faint_text(html.document_fromstring(PAGE), ("p { color: #ddd }",), (), "print") == ()
