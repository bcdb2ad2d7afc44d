"""What each glyph of a run from right to left means, with the vowel marks that stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import category


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterGlyph:
    """A glyph: what the cluster that it is of means, where that begins in the text, and whether it has a width.

    ``turned``: it is read from right to left.
    """

    cluster: int
    text: str
    wide: bool
    turned: bool


def meanings(glyphs: Sequence[ClusterGlyph]) -> list[str | None]:
    """Return what each glyph of a run is to mean, in the order that is seen (``Marks.join``).

    All that a cluster means is meant by its glyph that has a width. Where none has, it is a mark on the next letter.
    """
    found: list[str | None] = []
    waiting, waited = "", 0
    for _, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        cluster = list(group)
        text = cluster[0].text
        if not cluster[0].turned or not any(map(_is_word, text)):
            found += [None] * len(cluster)
            continue
        bearer = next((number for number, glyph in enumerate(cluster) if glyph.wide), None)
        said = [None if glyph.wide else "" for glyph in cluster]
        waiting += text[::-1]
        if bearer is None:
            waited += len(cluster)
        else:
            said[bearer], waiting, waited = waiting, "", 0
        found += said
    return [*found[: len(found) - waited], *[None] * waited]


def _is_word(sign: str) -> bool:
    return category(sign)[0] in "LM"
