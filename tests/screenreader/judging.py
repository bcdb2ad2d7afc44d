"""Holds what was heard against what should be: every word once and in order, things named, languages kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from screenreader.expected import Expected, words
from screenreader.transcript import Spoken
from screenreader.tree import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Words against words: which are missing, which stand there besides.

    Counted apart is what the viewer adds: a link's name besides its text (the text again, or its address), and a drawing's
    letters besides its alternative; and words in another place, since a viewer reads page by page, and a figure that was
    moved to the next page with that page.
    """

    missing: tuple[str, ...]
    stray: tuple[str, ...]
    moved: int
    pictured: int
    link_names: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One reading: what was said, what the tree holds, what was named as what, which passages lost their language.

    Orca says the signs of a formula without a word of its own for it: formulas are counted in the tree.
    """

    words: int
    said: Heard
    given: Heard
    named: dict[str, int]
    lost_languages: tuple[str, ...]


def judge(pieces: Sequence[Spoken], tree: Sequence[Given], wanted: Expected) -> Judgement:
    """Return how one reading went."""
    return Judgement(
        words=len(wanted.words),
        said=_compared(wanted, pieces),
        given=_compared(wanted, _texts(tree)),
        named=_named(pieces) | {"math": sum(node.role == "math" for node in tree)},
        lost_languages=tuple(_lost(tree, wanted)),
    )


def _texts(tree: Sequence[Given]) -> list[Spoken]:
    """Return the tree's texts in its order; an image has its name, after the letters of its drawing."""
    found: list[Spoken] = []
    for number, node in enumerate(tree):
        if node.role == "image":
            found.insert(len(found) - _letters(tree[:number], node.depth), Spoken("", ("figure",)))
            found.append(Spoken(node.name, ("image",)))
        else:
            found.append(Spoken(node.text))
    return found


def _letters(before: Sequence[Given], depth: int) -> int:
    """Return how many nodes right before an image stand beside it or below: the letters of its drawing."""
    return sum(1 for _ in takewhile(lambda other: other.depth >= depth, reversed(before)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _joined(pieces: Sequence[Spoken], wanted: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words, each with whether it is inside a picture; a word that a line divides is one word."""
    known, neighbours = frozenset(wanted), frozenset(pairwise(wanted))
    last, inside = "", False
    for piece in pieces:
        found = words(piece.text)
        if found and last + found[0] in known and (last, found[0]) not in neighbours:
            found[0], last = last + found[0], ""
        if found:
            yield from ((word, inside) for word in (last, *found[:-1]) if word)
            last = found[-1]
        inside = _is_inside(piece, inside)
    if last:
        yield last, inside


def _is_inside(piece: Spoken, before: bool) -> bool:
    """The words in a drawing come between ``figure`` and its ``image``."""
    if "figure" in piece.announced:
        return True
    return before and not {"image", "leaving figure."} & set(piece.announced)


def _compared(wanted: Expected, pieces: Sequence[Spoken]) -> Heard:
    heard = list(_joined(pieces, wanted.words))
    missing: list[str] = []
    extra: list[tuple[str, bool]] = []
    changes = SequenceMatcher(None, wanted.words, [word for word, _ in heard], autojunk=False).get_opcodes()
    for kind, a, b, c, d in changes:
        if kind != "equal":
            missing += wanted.words[a:b]
            extra += heard[c:d]
    outside = [word for word, pictured in extra if not pictured]
    stray = Counter(outside) - _link_names(wanted, pieces)
    moved = Counter(missing) & Counter(word for word, _ in extra)
    return Heard(
        missing=tuple((Counter(missing) - moved).elements()),
        stray=tuple((stray - moved).elements()),
        moved=moved.total(),
        pictured=len(extra) - len(outside),
        link_names=len(outside) - stray.total(),
    )


def _link_names(wanted: Expected, pieces: Sequence[Spoken]) -> Counter[str]:
    """Return the words of every piece that is announced as a link and is a link's whole text or address."""
    found = [tuple(words(piece.text)) for piece in pieces if "link" in piece.announced]
    return Counter(word for name in found if name in wanted.names for word in name)


def _named(pieces: Sequence[Spoken]) -> dict[str, int]:
    return dict(Counter(re.sub(r" (level|with|\d).*", "", said.lower()) for piece in pieces for said in piece.announced))


def _lost(tree: Sequence[Given], wanted: Expected) -> Iterator[str]:
    """Yield the passages whose first word is on no node of their language, nor below one."""
    there: dict[str, set[str]] = {}
    for node in tree:
        for lang in node.langs:
            there.setdefault(lang, set()).update(words(f"{node.name} {node.text}"))
    for lang, text in wanted.passages:
        if not set(words(text)[:1]) <= there.get(lang, set()):
            yield f"{lang}: {text[:40]}"
