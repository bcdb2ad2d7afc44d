"""An article made from the DTD: each word that an element may hold is in every edition once, apart from the words around it.

The words that are in none belong to elements that ``docs/canonical.md`` lists as not shown.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import editions
from corpus import tagged
from editions.narration.choices import PRESETS, Preset
from generated import making, reading, table
from generated.making import Made, Word
from generated.reading import Fault, faults

LISTED = set(
    re.findall(
        r"`([\w-]+)`",
        (Path(__file__).parents[1] / "docs" / "canonical.md").read_text("utf-8").partition("**Not shown, on purpose.**")[2],
    )
)

IN_TWO_PLACES = frozenset({"fn", "fig", "fig-group", "chem-struct-wrap", "graphic", "table-wrap"})
"""Elements whose label stands twice: at the call of a note, and in the name of a long description.

The narration also says the head of a column with each cell below it.
"""

IDENTIFIERS = frozenset(
    """
    journal-id issn issn-l isbn article-id object-id contrib-id volume-id issue-id institution-id article-version self-uri
    fpage lpage day
    month year license_ref copyright-year copyright-holder abbrev-journal-title publisher-loc glyph-data
    """.split()
)
"""Elements that are left out without a finding: identifiers and numbers, what is said in other words, or elsewhere."""

NAMED_BY_A_FINDING = frozenset(
    """
    custom-meta-group processing-meta pub-history index-term index-term-range-end alt-title season era
    """.split()
)
"""Elements of which nothing is shown, however deep."""

OF_A_JOURNAL = frozenset("aff aff-alternatives contrib-group notes journal-subtitle trans-title-group".split())
SAID_ONCE = frozenset({"alt-text", "long-desc"})
TEXTUAL = frozenset(
    """
    array preformat code table-wrap table-wrap-group disp-formula disp-formula-group chem-struct inline-formula
    inline-graphic inline-media inline-supplementary-material
    """.split()
)
AROUND_PICTURES = frozenset("table-wrap array disp-formula sig sig-block chem-struct".split())


def left_out(word: Word) -> str:
    """Return the element for whose sake a word is in no edition, ``""`` for a word that must be in all."""
    path = word.path
    around = path[-2]
    if SAID_ONCE & {path[-1]}:
        return path[-1] if around in TEXTUAL else ""
    if path[-1] in ("season", "era"):
        return path[-1] if around in ("pub-date", "date") else ""
    if "journal-meta" in path:
        return next((name for name in path if name in OF_A_JOURNAL | IDENTIFIERS), "")
    if {"graphic", "media"} & {around} and path[-3] in AROUND_PICTURES:
        return around
    if path[-3:] == ("ref", "element-citation", "bold"):
        return "element-citation"  # the reference has a mixed citation too
    if "alternatives" in path[-2:]:
        return "alternatives"  # one form is shown
    if "textual-form" in path:
        return "textual-form"
    return next((name for name in path if name in NAMED_BY_A_FINDING | IDENTIFIERS), "")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return making.article(table.read(), tmp_path_factory.mktemp("generated"))


def unexpected(found: list[Fault]) -> list[str]:
    """Return the faults that are none by design."""
    return [str(fault) for fault in found if not _is_meant(fault)]


def _is_meant(fault: Fault) -> bool:
    if fault.kind == "doubled":
        is_head = fault.where == "script" and not {"thead", "th"}.isdisjoint(fault.word.path)
        return is_head or (fault.word.element == "label" and fault.word.path[-2] in IN_TWO_PLACES)
    if fault.where == "script" and fault.word.element == "email":
        return fault.kind == "lost"  # that there is an address is said, not the address
    if fault.word.path[-2:] == ("contrib", "xref"):  # marks follow the name that they belong to, and are not said
        return fault.kind == "out of order" or (fault.kind, fault.where) == ("lost", "script")
    return fault.kind == "lost" and left_out(fault.word) != ""


def test_the_page_holds_each_word_once(made: Made) -> None:
    assert len(made.words) > 2000
    assert unexpected(reading.of_page(made)) == []


@pytest.mark.parametrize("preset", PRESETS)
def test_the_narration_says_each_word_once_or_records_it(made: Made, preset: Preset) -> None:
    assert unexpected(reading.of_script(made, preset)) == []


def test_what_is_not_shown_is_listed_and_said(made: Made) -> None:
    """The elements that are left out are listed in docs/canonical.md; where they may hold words, a finding names them."""
    said = " ".join(finding.message for finding in made.article.findings if finding.rule == "element.not-shown")
    names = {left_out(fault.word) for fault in reading.of_page(made) if fault.kind == "lost"}
    assert names - LISTED == set()
    assert {
        name for name in names - IDENTIFIERS - {"alternatives", "textual-form", "element-citation"} if f"<{name}>" not in said
    } == set()


@pytest.mark.slow
def test_pdf_and_epub_hold_each_word_once(tmp_path: Path) -> None:
    made = making.article(table.read(), tmp_path)
    edition = editions.build(made.article, into=tmp_path, formats=("pdf", "epub"), narration=False).editions[0]
    assert edition.pdf
    assert edition.epub
    in_pdf = [fault for fault in reading.of_pdf(made, tagged.text(edition.pdf)) if not _is_printed_again(fault)]
    assert unexpected(in_pdf) == []
    assert unexpected(reading.of_book(made, _documents(edition.epub))) == []


def _is_printed_again(fault: Fault) -> bool:
    """Whether a word is one of the colophon (how to cite)."""
    return fault.kind == "doubled" and fault.word.element in (
        "journal-title",
        "publisher-name",
        "article-title",
        "volume",
        "issue",
        "page-range",
        "elocation-id",
    )


def _documents(path: Path) -> list[etree._Element]:
    """Return the documents of an EPUB that hold text."""
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml") and "nav" not in name and "cover" not in name]
        return [etree.fromstring(book.read(name)) for name in names]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("one babaso two basaba", []),
        ("one basaba", ["lost"]),
        ("one babaso two basaba babaso", ["doubled"]),
        ("onebabaso two basaba", ["glued"]),
        ("basaba babaso", ["out of order"]),
    ],
)
def test_a_single_fault_is_noticed(text: str, kinds: list[str]) -> None:
    words = [Word("babaso", ("p", "bold")), Word("basaba", ("p", "italic"))]
    assert [fault.kind for fault in faults(words, text, "page")] == kinds


DTD = "<!ELEMENT p (#PCDATA|bold)*><!ELEMENT bold (#PCDATA)><!ELEMENT fig (label?,(p|tex-math))>"


def test_the_table_is_that_of_a_dtd() -> None:
    """Text, children in the order of their declaration, what is in no table left out."""
    dtd = etree.DTD(io.StringIO(DTD))
    assert table.written({**table.of(dtd), "label": table.Model(True, ())}) == "bold: #\nfig: p\nlabel: #\np: # bold\n"
