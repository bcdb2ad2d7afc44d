"""How much of a source an edition lost, and how much of its order it kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

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


def divided(whole: Sequence[str], text: Sequence[str]) -> list[str]:
    """Return the words that a text has in pieces alone: fewer times than ``whole`` has them."""
    return sorted((Counter(whole) - Counter(text)).elements())
