"""Cues: the timeline cut into what a reader can follow on a screen, at clauses, in time with the voice.

The limits are those that captions are commonly held to (BBC Subtitle Guidelines; Netflix Timed Text Style Guide): two lines
of 42 characters, seven seconds, twenty characters a second.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise, zip_longest
from typing import Final

from editions.narration.timeline import Clip, Run, Timeline

MAX_LINES: Final = 2
MAX_LINE_CHARS: Final = 42
MAX_MILLISECONDS: Final = 7000
MAX_CHARS_A_SECOND: Final = 20

MAX_LAG: Final = 1000
"""Milliseconds that a cue may begin after its words, where those before it take longer to read than to hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A caption: ``begin`` and ``end`` in milliseconds, ``lines`` as runs in their languages.

    ``id`` is that of its utterance, with a number where several cues share one.
    """

    id: str
    begin: int
    end: int
    lines: tuple[tuple[Run, ...], ...]

    @property
    def text(self) -> str:
        """Its words, a line a line."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def cues(timeline: Timeline) -> tuple[Cue, ...]:
    """Return the captions of a timeline, in order, without overlap, in the words as written.

    A cue keeps to the limits, but for a word that is longer than a line. Inside an utterance, times go by the share of
    characters. Where a voice is faster than people read, a cue stays until it is read, and those after it begin later, by at
    most ``MAX_LAG``: what a still faster voice says cannot be read in time. Utterances without words have no cue.
    """
    made = [cue for clip in timeline.clips for cue in _cut(clip, timeline.rate)]
    return tuple(_paced(list(_named(made))))


def _named(made: Sequence[Cue]) -> Iterator[Cue]:
    """Yield cues, each under an id of its own."""
    used = {cue.id for cue in made}
    seen: set[str] = set()
    numbers: Counter[str] = Counter()
    for cue in made:
        name = cue.id
        while name in seen or (name != cue.id and name in used):
            numbers[cue.id] += 1
            name = f"{cue.id}-{numbers[cue.id] + 1}"
        seen.add(name)
        yield replace(cue, id=name)


def _paced(made: Sequence[Cue]) -> Iterator[Cue]:
    """Yield cues that stay as long as they take to read, and no longer than ``MAX_MILLISECONDS``."""
    free = 0
    for cue, after in zip_longest(made, made[1:]):
        begin = max(cue.begin, free)
        read = begin + -(-1000 * len(cue.text) // MAX_CHARS_A_SECOND)
        end = max(cue.end, min(read, after.begin + MAX_LAG) if after else read)
        free = max(min(end, begin + MAX_MILLISECONDS), begin + 1)  # a cue ends after it begins
        yield replace(cue, begin=begin, end=free)


# ---------------------------------------------------------------------------------------------------------- cutting text

_SPACES = re.compile(r"\s+")
_SIGNS = re.compile(r"([^\w\s])\1{3,}")
_KEPT = "\u00a0\u202f"  # spaces that no line is to begin after

_CUT = re.compile(
    "[ \u00a0\u202f]|(?<=[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff])"
    "(?=[^\\W\\d_])"
)
"""A space, or a place before a letter after one of a script that has none: of South East Asia, Chinese, Japanese."""

_CLOSING = "\"'»”’)]}"
_ENDS = tuple(".!?…;:,–—。！？、，；：")
_OPENING = tuple("([{«“‘–—¿¡")
_SHORT = 3  # letters of most articles and prepositions in the languages of Europe: they go with what follows

_CLAUSE, _PHRASE, _WORD, _AFTER_SHORT, _LETTER, _JOINED = 0.0, 0.15, 0.2, 0.3, 0.35, 0.45
"""How bad it is to cut somewhere. A cut that leaves parts of 60 and 40 hundredths costs 0.1 more than one in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Break:
    """Where a text may be cut: what is before ends at ``end``, what follows begins at ``begin``; ``cost`` is how bad it is."""

    end: int
    begin: int
    cost: float


class _Words:
    """The words of an utterance on one line, and where they may be cut."""

    def __init__(self, runs: Sequence[Run]) -> None:
        parts = list(_collapsed(runs))
        self.text = "".join(run.text for run in parts)
        self._ends = list(accumulate(len(run.text) for run in parts))
        self._langs = [run.lang for run in parts]

    @cached_property
    def breaks(self) -> tuple[_Break, ...]:
        """Where it may be cut, in order."""
        found = [(match.start(), match.end()) for match in _CUT.finditer(self.text)]
        edges = [0, *(begin for _, begin in found), len(self.text)]
        words = [self.text[begin:end] for begin, (end, _) in zip(edges, found, strict=False)]
        following = [self.text[begin:after] for (_, begin), after in zip(found, edges[2:], strict=True)]
        return tuple(
            _Break(end=end, begin=begin, cost=_cost(word, self.text[end:begin], after))
            for (end, begin), word, after in zip(found, words, following, strict=True)
        )

    def between(self, begin: int, end: int) -> Sequence[_Break]:
        """Return where a stretch may be cut."""
        first = bisect_right(self.breaks, begin, key=lambda place: place.end)
        return self.breaks[first : bisect_left(self.breaks, end, key=lambda place: place.begin)]

    def runs(self, begin: int, end: int) -> tuple[Run, ...]:
        """Return a stretch in its languages."""
        first = bisect_right(self._ends, begin)
        edges = [begin, *self._ends[first : bisect_left(self._ends, end)], end]
        stretches = zip(pairwise(edges), self._langs[first:], strict=False)
        return tuple(Run(text=self.text[one:other], lang=lang) for (one, other), lang in stretches)


def _collapsed(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with single spaces, none at either end of them all; of leaders (``.....``) three dots stay."""
    before = " "
    for run in _without_last_spaces(runs):
        text = _SIGNS.sub(r"\1\1\1", _SPACES.sub(lambda found: found[0] if found[0] in _KEPT else " ", run.text))
        text = text[1:] if before[-1].isspace() and text[:1].isspace() else text
        if text:
            yield Run(text=text, lang=run.lang)
            before = text


def _without_last_spaces(runs: Iterable[Run]) -> list[Run]:
    found = list(runs)
    while found and not found[-1].text.strip():
        found.pop()
    return [*found[:-1], replace(found[-1], text=found[-1].text.rstrip())] if found else []


def _cost(word: str, space: str, following: str) -> float:
    """Return how bad it is to cut after a word."""
    if space and space in _KEPT:
        return _JOINED
    if word.rstrip(_CLOSING).endswith(_ENDS) or following.startswith(_OPENING):
        return _CLAUSE
    if not space:
        return _LETTER
    if len(word) <= _SHORT:
        return _AFTER_SHORT
    return _PHRASE if len(following.strip()) <= _SHORT else _WORD


def _cut(clip: Clip, rate: int) -> Iterator[Cue]:
    """Yield an utterance's cues."""
    words = _Words(clip.utterance.runs)
    begin, length = clip.begin * 1000 / rate, max(clip.end - clip.begin, 1) * 1000 / rate
    whole = len(words.text)
    longest = MAX_MILLISECONDS * whole / length
    for start, end in _stretches(words, longest) if words.text.strip() else ():
        yield Cue(
            id=clip.utterance.id,
            begin=round(begin + length * start / whole),
            end=round(begin + length * end / whole),
            lines=tuple(words.runs(*line) for line in _lines(words, start, end) or [(start, end)]),
        )


def _stretches(words: _Words, longest: float) -> Iterator[tuple[int, int]]:
    """Yield a text in stretches of at most ``longest`` characters, each of which fits the lines of a cue."""
    left = [(0, len(words.text))]
    while left:
        begin, end = left.pop()
        places = words.between(begin, end)
        if not places or (end - begin <= longest and _lines(words, begin, end)):
            yield begin, end
        else:
            place = _best(places, begin, end)
            left += [(place.begin, end), (begin, place.end)]


def _lines(words: _Words, begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the one or two lines that a stretch makes, none where it does not fit."""
    if end - begin <= MAX_LINE_CHARS:
        return ((begin, end),)
    places = words.between(begin, end) if end - begin <= MAX_LINES * MAX_LINE_CHARS + 1 else ()
    fitting = [place for place in places if max(place.end - begin, end - place.begin) <= MAX_LINE_CHARS]
    if not fitting:
        return ()
    place = _best(fitting, begin, end)
    return (begin, place.end), (place.begin, end)


def _best(places: Sequence[_Break], begin: int, end: int) -> _Break:
    return min(places, key=lambda place: place.cost + abs((place.begin + place.end - begin - end) / 2 / (end - begin)))
