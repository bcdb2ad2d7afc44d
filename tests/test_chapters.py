"""The chapters of the sound: cut at headings and paragraphs, none too long, each place of the text in one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from editions.narration.chapters import MAX_SECONDS, Start, starts
from editions.narration.timeline import Role, Run, Utterance


def said(name: str, chapter: str, *, role: Role = Role.TEXT, pause: float = 0.65) -> Utterance:
    return Utterance(id=name, runs=(Run(text=name, lang="en"),), role=role, chapter=chapter, pause=pause)


def begins(utterances: Sequence[Utterance], seconds: float) -> list[float]:
    return list(accumulate((seconds for _ in utterances), initial=0.0))


def found(utterances: Sequence[Utterance], seconds: float = 1.0) -> list[tuple[int, str, str]]:
    named = starts(utterances, {"a": "Aims", "t": "Table 1"}, begins(utterances, seconds))
    return [(start.index, start.id, start.title) for start in named]


def test_a_section_goes_on_after_a_table() -> None:
    utterances = [said("1", "a"), said("2", "t"), said("3", "t"), said("4", "a"), said("5", "unnamed")]
    assert found(utterances) == [(0, "a", "Aims"), (1, "t", "Table 1"), (3, "4", "Aims (2)")]


def test_a_long_chapter_is_cut_at_its_last_heading_in_time() -> None:
    utterances = [said(str(number), "a") for number in range(10)]
    utterances[4] = said("4", "a", role=Role.HEADING)
    assert found(utterances, 100) == [(0, "a", "Aims"), (4, "4", "4")]


def test_without_headings_it_is_cut_between_paragraphs() -> None:
    utterances = [said(str(number), "a", pause=0.65 if number % 2 else 0.35) for number in range(10)]
    assert found(utterances, 101) == [(0, "a", "Aims"), (4, "4", "Aims (2)"), (8, "8", "Aims (3)")]


def test_what_cannot_be_cut_stays_whole() -> None:
    assert found([said("1", "a", role=Role.HEADING), said("2", "a")], MAX_SECONDS) == [(0, "a", "Aims")]


@given(st.lists(st.tuples(st.booleans(), st.floats(1, 900)), min_size=1, max_size=60))
def test_no_chapter_is_too_long_and_none_is_lost(items: list[tuple[bool, float]]) -> None:
    utterances = [said(str(index), "a", pause=0.65 if ends else 0.35) for index, (ends, _) in enumerate(items)]
    times = list(accumulate((seconds for _, seconds in items), initial=0.0))
    cut: tuple[Start, ...] = starts(utterances, {"a": "Aims"}, times)
    assert cut[0].index == 0
    ends = [*(start.index for start in cut[1:]), len(items)]
    for start, end in zip(cut, ends, strict=True):
        if times[end] - times[start.index] > MAX_SECONDS:
            assert not any(items[index - 1][0] for index in range(start.index + 1, end))
