"""What a house style sheet says to no effect is said with its file, line and column; the article is not blamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.article.styles import FONTS
from editions.findings import Finding
from editions.pdf.fetch import Fetcher
from editions.pdf.layout.engine import LayoutEngine
from editions.pdf.layout.house_faults import in_vain

CLASSES = {"byline", "affiliation", "tex"}
FAMILIES = frozenset({"source serif 4", "ours"})


def said(folder: Path, css: str) -> list[str]:
    """What is said of a style sheet: place, rule, message and next step, without its folder."""
    return [str(finding).removeprefix(f"{folder}/") for finding in findings(folder, css)]


def findings(folder: Path, css: str) -> list[Finding]:
    (folder / "house.css").write_text(css)
    return list(in_vain(folder / "house.css", CLASSES, lambda: FAMILIES))


FAULTS = {
    "property": ("h1 {\n  colour: red }", "2:3: warning [style.syntax] The property colour is ignored", "Did you mean color?"),
    "no property": ("h1 { zzzz: 1 }", "1:6: warning [style.syntax] The property zzzz is ignored", "Correct its name"),
    "value": (
        "@media print { h1 { color: bluu } }",
        "1:21: warning [style.syntax] color: bluu is ignored",
        "Correct the value",
    ),
    "selector": ("\na:hovver { color: red }", "2:1: warning [style.syntax] The selector a:hovver is ignored", "Correct it"),
    "open": ("/* { */ p::after { content: '}'\n", "1:18: warning [style.syntax] { is not closed", "Write }"),
    "closed": ("p { color: red }\n}", "2:1: warning [style.syntax] } closes nothing", "Take it out"),
    "class": ("p:not(.bylin) { color: red }", "1:8: warning [style.class] The class .bylin is on no", "Did you mean .byline?"),
    "other class": ("p.zzzz { color: red }", "1:3: note [style.class] The class .zzzz is on no element", "Another article may"),
    "font": ("h1 { font: bold 9pt/1.2 Nunito, serif }", "1:6: warning [style.font] The font Nunito", "Install it, or put its"),
    "next font": ('h1 { font-family: Nunito, "Ours" }', "1:6: warning [style.font] The font Nunito is not", "@font-face"),
    "font file": (
        "@font-face { font-family: A; src: url(a.ttf) }",
        "1:14: warning [style.font] No file of the font A",
        "Put a",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_place_and_the_next_step(tmp_path: Path, fault: str) -> None:
    css, what, step = FAULTS[fault]
    found = said(tmp_path, css)
    assert found[0].startswith(f"house.css:{what}")
    assert step in found[0]
    assert len([line for line in found if "style.syntax" not in line or "closes" not in line]) <= 1


@pytest.mark.parametrize(
    "css",
    [
        "p.byline, .affiliation > .tex { color: #123; margin: 1em }",
        "h1 { font-family: 'Ours', serif } h2 { font: 9pt sans-serif } h3 { font-family: var(--x) }",
        "code.language-r { color: red } @page { size: A4; @top-left { content: '}' } } /* { */",
        ":root { --colour: red } p { color: var(--colour) }",
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, css: str) -> None:
    assert said(tmp_path, css) == []


def test_an_open_block_is_found_once(tmp_path: Path) -> None:
    """What follows an open brace makes selectors that nobody wrote: they are not blamed."""
    found = said(tmp_path, "body { color: red\nh1 { margin: 0 }\n")
    assert [line.split(" ")[0] for line in found] == ["house.css:1:6:"]


def test_the_families_are_those_that_text_can_be_set_in() -> None:
    """Installed, or declared by a style sheet with a file that is there."""
    file = next(font for font in FONTS if font.style == "normal").path
    declared = f'@font-face {{ font-family: "Font of ours"; src: url("{file.as_uri()}") }}'
    families = LayoutEngine(Fetcher([file.parent]), [declared]).families()
    assert "font of ours" in families
    assert "font of nobody" not in families
