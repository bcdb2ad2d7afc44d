"""What a house's style sheet for books says to no effect is said with its place; what some reading system knows is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.article import styles
from editions.epub import EpubOptions
from editions.epub.house_faults import found_in, meant
from editions.findings import Finding, Severity
from epub_samples import build

CLASSES = {"byline", "affiliation", "tex"}

FAULTS = {
    "property": ("h1 {\n  colour: red }", "2:3: warning [style.syntax] The property colour is ignored", "Did you mean color?"),
    "colour": ("h1 { color: bluu }", "1:6: warning [style.syntax] color: bluu is ignored", "#rrggbb"),
    "hash": ("h1 { border-block-end-color: #12 }", "1:6: warning [style.syntax] border-block-end-color: #12", "#rrggbb"),
    "keyword": ("p { text-align: centre }", "1:5: warning [style.syntax] text-align: centre is", "Did you mean center?"),
    "unit": (
        "p { margin: 1em 2ems }",
        "1:5: warning [style.syntax] margin: 1em 2ems is ignored",
        "a unit that CSS has in 2ems",
    ),
    "no unit": ("p { margin-top: 5 }", "1:5: warning [style.syntax] margin-top: 5 is ignored", "Write the unit of 5"),
    "in a medium": ("@media screen { h1 { color: bluu } }", "1:22: warning [style.syntax] color: bluu", "Write a colour"),
    "pseudo-class": ("\na:hovver { color: red }", "2:1: warning [style.syntax] The selector a:hovver is", "Correct it"),
    "pseudo-element": ("p::befor { color: red }", "1:1: warning [style.syntax] The selector p::befor is ignored", "Correct it"),
    "selector": ("p > { color: red }", "1:1: warning [style.syntax] The selector p > is ignored", "Correct it"),
    "open": ("p { color: red", "1:3: warning [style.syntax] { is not closed", "Write }"),
    "class": (".bylin { color: red }", "1:2: warning [style.class] The class .bylin is on no", "Did you mean .byline?"),
    "other class": (".zzzz { color: red }", "1:2: note [style.class] The class .zzzz is on no", "Another article may"),
    "font": (
        'h1 { font-family: "Nunito" }',
        "1:6: warning [style.font] The font Nunito is not in the book",
        "End the list with",
    ),
    "short": ("h1 { font: bold 1em/1.2 Nunito, Lato }", "1:6: warning [style.font] The font Nunito is not", "sans-serif"),
}
FINE = [
    "p.byline, .affiliation > .tex { color: #123; margin: 1em 0 0 -0.5rem; padding: 0 }",
    "h1 { font-family: Nunito, 'Lato', sans-serif } h2 { font-family: inherit } h3 { font-family: var(--x) }",
    "a:focus-visible, p::first-line, li:nth-child(2n + 1), p:is(.tex, em):not(.byline), :root { color: CanvasText }",
    "p { color: currentColor; background-color: transparent; border-color: red blue; caret-color: auto }",
    "p { line-height: 1.5; orphans: 2; font-weight: 600; opacity: .5; z-index: 3; text-align: -webkit-center }",
    ":root { --colour: bluu } p { color: var(--colour); width: calc(1em * 3); text-transform: full-width }",
    "@media (prefers-color-scheme: dark) { p { color: color(display-p3 1 0 0) } } @page { margin: 1cm }",
    '@namespace epub "http://www.idpf.org/2007/ops"; [epub|type~="footnote"] { color: red }',
    "p { -webkit-hyphens: auto; -epub-hyphens: auto; color: inherit; float: none }",
]


def said(folder: Path, css: str) -> list[str]:
    (folder / "house.css").write_text(css)
    return [str(finding).removeprefix(f"{folder}/") for finding in found_in(folder / "house.css", CLASSES)]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_place_and_the_next_step(tmp_path: Path, fault: str) -> None:
    css, what, step = FAULTS[fault]
    (found,) = said(tmp_path, css)
    assert found.startswith(f"house.css:{what}")
    assert step in found


@pytest.mark.parametrize("css", FINE)
def test_what_a_reading_system_may_know_is_not_found(tmp_path: Path, css: str) -> None:
    assert said(tmp_path, css) == []


def test_our_own_sheet_says_nothing_in_vain() -> None:
    found = found_in(styles.sheet("epub.css"), ())
    assert [finding for finding in found if finding.rule != "style.class"] == []


@pytest.mark.parametrize("name", ["animation-name", "transition", "behavior", "-moz-binding", "offset-path", "zzzz"])
def test_what_no_book_may_hold_is_not_taken_for_a_misspelt_property(name: str) -> None:
    assert meant(name) == ""


def test_the_findings_of_a_sheet_are_bounded(tmp_path: Path) -> None:
    assert len(said(tmp_path, "p { color: bluu }\n" * 60)) == 50


def made(folder: Path, css: str) -> tuple[Finding, ...]:
    (folder / "house.css").write_text(css)
    return build(folder, options=EpubOptions(stylesheets=(folder / "house.css",)))[1].findings


def test_a_book_is_told_of_the_classes_of_all_its_pages(tmp_path: Path) -> None:
    """Those of the navigation, of the cover and of our own sheet are there too."""
    found = made(tmp_path, ".byline, section.cover, .missing, .bylin { margin: 0 }")
    assert [(finding.rule, finding.where.column) for finding in found] == [("style.class", 36)]


def test_a_misspelt_property_is_said_once_and_withholds_nothing(tmp_path: Path) -> None:
    """One that could run stays an error."""
    found = made(tmp_path, "p { colour: red;\nbehavior: url(x.htc) }")
    assert [(finding.rule, finding.severity) for finding in found if "colour" in finding.message] == [
        ("style.syntax", Severity.WARNING)
    ]
    assert [finding.severity for finding in found if "behavior" in finding.message] == [Severity.ERROR]
