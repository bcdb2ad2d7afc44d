"""The chapters of the sound: where each begins, and what it is called.

A section that goes on after a table is a chapter again, with a number: "Results", "Table 1", "Results (2)".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from editions.narration.timeline import Role, Utterance

MAX_SECONDS: Final = 600.0
"""Seconds of the longest chapter, where there is anything to cut at."""

BLOCK: Final = 0.6
"""Seconds of silence that follow the end of a paragraph at least, and no sentence within one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The beginning of a chapter: the number of its first utterance, an id of the text, a title."""

    index: int
    id: str
    title: str


def starts(utterances: Sequence[Utterance], titles: Mapping[str, str], begins: Sequence[float]) -> tuple[Start, ...]:
    """Return the chapters of a narration in order, none over ``MAX_SECONDS`` as long as there are headings or paragraphs.

    ``titles`` are those of chapters by id; an utterance whose chapter has none belongs to the chapter before it. ``begins``
    are the seconds at which the utterances begin, and at which the last one ends.
    """
    whole = list(_whole(utterances, titles))
    times, found = Counter[str](), []
    for begin, end in pairwise([*whole, len(utterances)]):
        key = utterances[begin].chapter
        for index in _parts(utterances, begins, begin, end):
            first = utterances[index]
            if index > begin and first.role is Role.HEADING:
                found.append(Start(index=index, id=first.id, title=first.text))
            else:
                times[key] += 1
                found.append(_start(first, index, titles[key], times[key]))
    return tuple(found)


def _start(first: Utterance, index: int, title: str, number: int) -> Start:
    if number == 1:
        return Start(index=index, id=first.chapter, title=title)
    return Start(index=index, id=first.id, title=f"{title} ({number})")


def _whole(utterances: Sequence[Utterance], titles: Mapping[str, str]) -> Iterator[int]:
    """Yield where another chapter begins."""
    last = ""
    for index, utterance in enumerate(utterances):
        if utterance.chapter in titles and utterance.chapter != last:
            last = utterance.chapter
            yield index


def _parts(utterances: Sequence[Utterance], begins: Sequence[float], start: int, end: int) -> Iterator[int]:
    """Yield where the parts of one chapter begin."""
    part: int | None = start
    while part is not None:
        yield part
        is_short = begins[end] - begins[part] <= MAX_SECONDS
        part = None if is_short else _next(utterances, begins, part, end)


def _next(utterances: Sequence[Utterance], begins: Sequence[float], start: int, end: int) -> int | None:
    """Return where to cut a part that is too long: at the last heading in time, but not too early, else at a paragraph."""
    heading = paragraph = None
    for index in range(start + 1, end):
        if _is_place(utterances, index):
            passed = begins[index] - begins[start]
            if passed > MAX_SECONDS:
                return heading or paragraph or index
            paragraph = index
            heading = index if utterances[index].role is Role.HEADING and passed >= MAX_SECONDS / 3 else heading
    return heading or paragraph


def _is_place(utterances: Sequence[Utterance], index: int) -> bool:
    """Whether a part may begin with an utterance: it is a heading, or follows the end of a paragraph and no heading."""
    before = utterances[index - 1]
    return before.role is not Role.HEADING and (utterances[index].role is Role.HEADING or before.pause >= BLOCK)
