"""How much of a source an edition lost, and how much of its order it kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

_RUN = 8  # words that say the same thing twice, where they stand twice
_LONGEST = 12  # letters of a word that is searched for in three pieces


def lost(source: Sequence[str], edition: Sequence[str]) -> Counter[str]:
    """Return the source's words that the edition lacks, whole or in two or three pieces."""
    wanted, given = Counter(source), Counter(edition)
    missing, spare = wanted - given, given - wanted
    for count in (2, 3):  # a word divided by a line is found by its halves before any is searched for in three pieces
        for word in [word for word in missing if missing[word]]:
            for pieces in _cuts(word, count):
                need = Counter(pieces)
                while missing[word] > 0 and all(spare[piece] >= number for piece, number in need.items()):
                    spare -= need
                    missing[word] -= 1
    return +missing


def _cuts(word: str, count: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut a word into two or, where it is short, into three pieces."""
    if count == 2 or len(word) <= _LONGEST:
        for places in combinations(range(1, len(word)), count - 1):
            yield tuple(word[first:last] for first, last in pairwise((0, *places, len(word))))


def kept_order(source: Sequence[str], edition: Sequence[str]) -> float:
    """Return the share of the source's words that the edition has in the same order (1.0 where there are none)."""
    return common(source, edition) / len(source) if source else 1.0


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence, by Hyyrö's bit-parallel algorithm (2004)."""
    places: dict[str, int] = {}
    for index, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << index
    everything = (1 << len(one)) - 1
    free = everything
    for word in other:
        matched = free & places.get(word, 0)
        free = (free + matched | free - matched) & everything
    return len(one) - free.bit_count()


def doubled(source: Sequence[str], edition: Sequence[str], again: Sequence[Sequence[str]] = ()) -> list[str]:
    """Return the runs of eight words or more that an edition has more than once, and its source once.

    ``again`` are texts that an edition may say again, such as titles in a table of contents.
    """
    own, given = Counter(_runs(source)), Counter(_runs(edition))
    shorter_own, shorter_given = Counter(_runs(source, _RUN - 1)), Counter(_runs(edition, _RUN - 1))
    allowed = [f" {' '.join(text)} " for text in again]
    found: list[str] = []
    last = -_RUN
    for place, run in enumerate(_runs(edition)):
        # a word that the edition adds, beside seven that the source has as often, doubles nothing
        is_doubled = (
            given[run] > 1 and own[run] == 1 and all(shorter_given[part] > shorter_own[part] for part in (run[1:], run[:-1]))
        )
        if is_doubled and not _is_said(run, allowed):
            if place > last + 1:
                found.append(" ".join(run))
            last = place
    return list(dict.fromkeys(found))


def _runs(words: Sequence[str], length: int = _RUN) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + length]) for place in range(len(words) - length + 1))


def _is_said(run: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a run is a part of a text, or of several with numbers between them, as in a table of contents."""
    parts = [" ".join(run), *re.split(r"(?:^| )\d+(?= |$)", " ".join(run))]
    inside = [any(not part.strip() or f" {part.strip()} " in text for text in texts) for part in parts]
    return inside[0] or all(inside[1:]) or any(_is_two(run[:at], run[at:], texts) for at in range(1, len(run)))


def _is_two(first: Sequence[str], second: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether words are the end of one text, and others the beginning of one, as of titles in a table of contents."""
    end, begin = f" {' '.join(first)} ", f" {' '.join(second)} "
    return any(text.endswith(end) for text in texts) and any(text.startswith(begin) for text in texts)


def glued(source: Sequence[str], edition: Sequence[str]) -> list[str]:
    """Return the words of an edition that are two neighbours of the source written as one."""
    missing = Counter(source) - Counter(edition)
    joined = {one + other for one, other in pairwise(source) if missing[one] and missing[other] and not (one + other).isdigit()}
    return sorted(joined & (set(edition) - set(source)))


def divided(whole: Sequence[str], text: Sequence[str]) -> list[str]:
    """Return the words that a text has in pieces alone: fewer times than ``whole`` has them."""
    return sorted((Counter(whole) - Counter(text)).elements())
