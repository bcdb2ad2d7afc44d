"""The judge of what a screen reader said hears what is lost, what comes twice, and what lost its language."""

from __future__ import annotations

import json

from screenreader.expected import Expected, words
from screenreader.judging import Judgement, judge
from screenreader.transcript import Spoken, spoken
from screenreader.tree import nodes

WANTED = Expected(
    words=tuple(words("People first A map See Figure 1 migration toute personne")),
    counts={},
    names=frozenset({("figure", "1"), ("fig", "1")}),
    passages=(("fr", "toute personne"),),
)
SAID = (
    "opens menu|People first|heading level 1|figure|letters|A map|image|leaving figure.|See|Figure 1|link|Figure 1|link|mi|-"
    "|gration|toute personne"
).split("|")
TREE = (
    [5, "landmark", "en-US", "Page 1", ""],
    [6, "section", "en", "", "People first"],
    [7, "panel", "en", "", ""],
    [9, "section", "en", "", "letters"],
    [9, "image", "en", "A map", ""],
    [6, "section", "en", "", "See Figure 1 migration"],
    [6, "section", "fr", "", ""],
    [7, "section", "en", "", "toute personne"],
    [4, "section", "en", "", "the viewer's own"],
)


def judged(said: list[str], tree: tuple[list[object], ...] = TREE) -> Judgement:
    return judge(spoken(said), nodes(json.dumps(line) for line in tree), WANTED)


def test_a_good_reading_loses_nothing_and_adds_nothing() -> None:
    found = judged(SAID)
    assert (found.said.missing, found.said.stray, found.given.missing, found.given.stray) == ((), (), (), ())
    assert (found.said.pictured, found.given.pictured, found.said.link_names) == (1, 1, 2)
    assert found.lost_languages == ()


def test_signs_of_a_script_without_spaces_are_words() -> None:
    assert words("PDFは3つの、人権") == ["pdf", "は", "3", "つ", "の", "人", "権"]


def test_things_are_counted_as_they_are_named() -> None:
    assert judged(SAID).named == {"heading": 1, "figure": 1, "image": 1, "leaving figure.": 1, "link": 2, "math": 0}


def test_the_words_for_a_formula_are_the_readers_own() -> None:
    said = "math table with 2 rows 1 column|superscript|prime|table end".split("|")
    assert judged([*SAID, *said]).said.stray == ()


def test_a_word_that_is_not_said_is_missing() -> None:
    assert judged([said for said in SAID if said != "See"]).said.missing == ("see",)


def test_a_word_that_is_said_twice_is_stray() -> None:
    assert judged([*SAID, "toute personne"]).said.stray == ("toute", "personne")


def test_a_word_that_the_tree_lacks_is_missing() -> None:
    assert judged(SAID, tuple(line for line in TREE if line[4] != "People first")).given.missing == ("people", "first")


def test_a_figure_on_the_next_page_is_moved_and_not_lost() -> None:
    found = judged(SAID, (TREE[0], TREE[1], *TREE[5:8], *TREE[2:5], TREE[8])).given
    assert (found.missing, found.stray, found.moved) == ((), (), 2)


def test_a_passage_without_its_language_is_named() -> None:
    tree = tuple([*line[:2], "en", *line[3:]] for line in TREE)
    assert judged(SAID, tree).lost_languages == ("fr: toute personne",)


def test_the_tool_bar_is_no_part_of_the_document() -> None:
    assert spoken(["Zoom", "push button", "opens menu", "People", "link"]) == (Spoken("People", ("link",)),)
