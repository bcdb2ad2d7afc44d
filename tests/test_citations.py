"""Citations in the narration: passed over without scraps, said where a sentence needs them."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.narration.choices import CITATIONS, Citations
from editions.narration.citations import mark, settled


def said(text: str, lang: str = "en", citations: Citations = "auto") -> str:
    """Settle a text in which ``<1>`` is a mark, ``<^1>`` one above the line, ``<~Roe 1999>`` a name, ``<>`` that of a note."""
    return settled(re.sub("<([^>]*)>", _mark, text), lang, citations)[0]


def _mark(found: re.Match[str]) -> str:
    return mark(f"x{found.start()}", found[1].lstrip("^~"), raised=found[1][:1] == "^", named=found[1][:1] == "~")


PASSED_OVER = {
    "Known for long [<1>, <2>].": "Known for long.",
    "MIP-1alpha<^1>,<^2>,<^3> and": "MIP-1alpha and",
    "Strips (SD/MLT; <1>; <2>) fell": "Strips (SD/MLT) fell",
    "Strips (<1>; SD/MLT) fell": "Strips (SD/MLT) fell",
    "Lamps [<1>, pp. 57-59.] went": "Lamps went",
    "Roe and Poe [<1>] (pp. 50, 81) say": "Roe and Poe say",
    "Roe <^1> (chapter 2) says": "Roe says",
    "Lamps (pp. 50, 81) went": "Lamps (pp. 50, 81) went",
    "Lamps (see [<1>]) went": "Lamps went",
    "Lamps (for example, <3>) went": "Lamps went",
    "Lamps (at night [<3>]) went": "Lamps (at night) went",
    "Lamps<^1–3>. Next": "Lamps. Next",
    "Lamps<^1>,<>,<^2>; next": "Lamps; next",
    "Lamps <1>, <2>.": "Lamps.",
    "Lamps, <1>.": "Lamps.",
    "Lamps [<1>]–[<3>].": "Lamps.",
    "Lamps (<>) went<>.": "Lamps went.",
    "Lamps [<1>": "Lamps [",
    "In the open (2, 3), no mark": "In the open (2, 3), no mark",
}


@pytest.mark.parametrize("text", PASSED_OVER)
def test_no_scrap_is_left(text: str) -> None:
    assert said(text) == PASSED_OVER[text]


IN_THE_SENTENCE = {
    ("en", "as shown in [<1>]."): "as shown in reference 1.",
    ("en", "the work of <[1]>–<[3]>, so"): "the work of references 1–3, so",
    ("en", "<[1]> and <[2]> agree"): "References 1 and 2 agree",
    ("en", "see ref. <5> for"): "see ref. 5 for",
    ("en", "Refs. [<5>,<6>] agree"): "Refs. 5, 6 agree",
    ("es", "según [<1>, <2>], sí"): "según las referencias 1, 2, sí",
    ("pt", "como se vê em [<7>]"): "como se vê em referência 7",
    ("it", "come in [<7>]"): "come in reference 7",
}


@pytest.mark.parametrize(("lang", "text"), IN_THE_SENTENCE)
def test_a_number_that_the_sentence_needs_is_said(lang: str, text: str) -> None:
    assert [said(text, lang, which) for which in CITATIONS] == [IN_THE_SENTENCE[lang, text]] * 3


NAMES = {
    "Old (<~Roe et al., 1999>; <~Poe, 2000>). So": ("Old (Roe et al., 1999; Poe, 2000). So", "Old. So"),
    "As Roe (<~1999>) says": ("As Roe (1999) says", "As Roe says"),
    "<~Roe (1999)> says": ("Roe (1999) says", "Roe (1999) says"),
    "Old (see <~Roe 1999>; but no more)": ("Old (see Roe 1999; but no more)", "Old (but no more)"),
}


@pytest.mark.parametrize("text", NAMES)
def test_names_and_years_are_said_unless_they_are_skipped(text: str) -> None:
    assert tuple(said(text, citations=which) for which in ("auto", "skip")) == NAMES[text]


def test_all_are_said_where_that_is_asked_for() -> None:
    assert said("Known [<1>, <2>].", citations="say") == "Known (references 1, 2)."
    assert said("Known<^4>.", citations="say") == "Known (reference 4)."


def test_what_is_passed_over_is_told_by_its_id() -> None:
    text = f"Known [{mark('a', '1')}, {mark('b', '2')}] from [{mark('c', '3')}], too{mark('d', '4', raised=True)}."
    assert settled(text, "en") == ("Known from reference 3, too.", ("a", "b", "d"))
    assert settled(text, "en", "say")[1] == ()


def test_the_choices_are_those_of_the_type() -> None:
    assert get_args(Citations) == CITATIONS


PIECES = st.lists(
    st.sampled_from([" ", ",", "(", "[", ")", "]", "a", "in", "–", "<1>", "<^2>", "<>", "<~R 1999>"]), max_size=30
)


@given(PIECES, st.sampled_from(CITATIONS))
def test_no_mark_and_no_word_is_lost(pieces: list[str], which: Citations) -> None:
    """Whatever stands around the marks, none of them is left, and each word stays."""
    text = "".join(pieces)
    done = said(text, citations=which)
    assert not re.search("[\ufdd0-\ufdd2]", done)
    assert done.replace("~", "").count("a") == text.count("a")
