"""Nothing is said twice and no two words become one: the golden cases against their sources, and the counters themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import compare, finished, source
from editions.jats import read
from editions.xhtml import render

CASES = Path(__file__).parent / "cases"
RUN = "one two three four five six seven eight".split()


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_an_edition_says_once_what_its_source_says_once(case: str) -> None:
    path = CASES / case / "article.xml"
    for article in read(path).editions():
        whole, page = source.whole(path, article.lang), finished.text(render(article).find("{*}body"))
        assert compare.doubled(source.words(whole), source.words(page)) == []
        assert compare.glued(source.tokens(whole), source.tokens(page)) == []


def test_a_run_of_eight_words_that_stands_twice_is_found() -> None:
    assert compare.doubled(RUN, [*RUN, "and", *RUN]) == [" ".join(RUN)]
    assert compare.doubled(RUN, [*RUN, "and", *RUN[:7]]) == []
    assert compare.doubled([*RUN, *RUN], [*RUN, "and", *RUN]) == []
    assert compare.doubled(RUN, [*RUN, "and", *RUN], [RUN]) == []


def test_contents_may_say_titles_again() -> None:
    """Also where a run goes on from one title, over a number, into the next."""
    page = [*RUN, "2", "nine", "ten", "a", *RUN[4:], "2", "nine", "ten", "a", "b"]
    assert compare.doubled([*RUN, "2", "nine", "ten", "a"], [*page, *page], [RUN, ("nine", "ten", "a", "b")]) == []
    assert compare.doubled([*RUN, "2", "nine", "ten", "a"], [*page, *page], [RUN]) != []


def test_a_word_of_the_edition_beside_seven_of_the_source_doubles_nothing() -> None:
    assert compare.doubled([*RUN[:7], "x", *RUN], [*RUN, "x", *RUN]) == []


def test_two_words_written_as_one_are_found() -> None:
    assert compare.glued(("1", "institute", "of"), ("1institute", "of")) == ["1institute"]
    assert compare.glued(("1", "institute", "1institute"), ("1institute",)) == []
    assert compare.glued(("7", "2"), ("72",)) == []


@pytest.mark.parametrize(
    ("shown", "data"),
    [
        ("<mixed-citation>Roe A. Keys.</mixed-citation>", "<element-citation><source>Keys</source></element-citation>"),
        ("<label>1</label><mixed-citation>Roe A. Keys.</mixed-citation>", "<mixed-citation>1. Poe B.</mixed-citation>"),
    ],
)
def test_data_beside_words_is_not_asked_for(tmp_path: Path, shown: str, data: str) -> None:
    """The counters of words leave out what a reference says again for machines."""

    def words(reference: str) -> tuple[str, ...]:
        path = tmp_path / "article.xml"
        path.write_text(f"<article><back><ref-list><ref>{reference}</ref></ref-list></back></article>", "utf-8")
        return source.read(path, "en").words

    assert set(words(shown + data)) - set(words(shown)) <= {"poe", "b"}
    assert words(shown + data).count("1") <= 1
