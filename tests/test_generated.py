"""An article made from the DTD: each word that an element may hold is in every edition once, apart from the words around it.

The words that are in none belong to elements that ``docs/canonical.md`` lists as not shown.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from lxml import etree

from generated import making, reading, table
from generated.making import Made, Word
from generated.reading import Fault, faults

NOT_SHOWN = set(
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
    journal-id issn issn-l isbn article-id object-id contrib-id volume-id issue-id article-version self-uri fpage lpage day
    month year license_ref copyright-year copyright-holder abbrev-journal-title publisher-loc glyph-data journal-meta
    """.split()
)
"""Elements that are left out without a finding: identifiers and numbers, what is said in other words, or elsewhere."""


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
    if fault.kind == "lost":
        return not NOT_SHOWN.isdisjoint(fault.word.path[-3:]) or not MACHINES.isdisjoint(fault.word.path)
    return False


MACHINES = frozenset({"journal-meta", "custom-meta", "pub-history", "index-term", "textual-form"})
"""Elements of which nothing is shown, however deep."""


def test_the_page_holds_each_word_once(made: Made) -> None:
    assert len(made.words) > 2000
    assert unexpected(reading.of_page(made)) == []


def test_the_narration_says_each_word_once(made: Made) -> None:
    assert unexpected(reading.of_script(made)) == []


def test_what_is_not_shown_is_said(made: Made) -> None:
    """A finding names the elements with words that are in no edition."""
    said = " ".join(finding.message for finding in made.article.findings if finding.rule == "element.not-shown")
    lost = [fault.word for fault in reading.of_page(made) if fault.kind == "lost" and IDENTIFIERS.isdisjoint(fault.word.path)]
    unsaid = [str(word) for word in lost if not any(f"<{element}>" in said for element in word.path)]
    assert [word for word in unsaid if "/alternatives/" not in word] == []


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
