"""Sentences: one segmentation, so that what the page marks and what the narration speaks are the same.

``sentencex`` finds the boundaries; what it cuts after an abbreviation is joined again. A sentence may begin or end inside
italics or a tagged passage, which are then cut in two; it never begins inside a link, an abbreviation or a formula.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from editions.article.model import Inline, LineBreak, NoteCall, Passage, Styled, plain_keep
from editions.languages.tags import primary

MAX_CHARS = 10_000
"""Characters that are cut into sentences at once, and in which a text without a sentence's end is cut at a space."""

ABBREVIATIONS = {
    "": "al. approx. cf. cfr. col. cols. dr. ed. eds. fig. figs. ibid. id. i.e. e.g. no. nos. nr. op. p. pp. par. prof. resp."
    " s. sec. sect. sects. ss. st. tab. trad. vol. vols. vs. v. art. arts. cap. doc. par. párr. pár. ref. refs. eq. eqs.",
    "en": "mr. mrs. ms. messrs. gen. gov. hon. jr. sr. lt. col. rev. sen. rep. para. paras. ch. chap. app. suppl. viz. ave.",
    "es": "sr. sra. srta. srs. dra. d. dña. lic. ing. núm. núms. pág. págs. párr. párrs. apdo. av. avda. c. cap. caps. ej."
    " fasc. lám. n. prof. profa. sec. sig. sigs. t. tel. ud. uds. ee. aa. ss.",
    "pt": "sr. sra. srta. srs. dra. prof. profa. núm. pág. págs. pág. séc. sécs. par. av. cap. caps. ex. fasc. n. tel. eng."
    " lda. ltda. obs. tb. v. al. ss.",
}
"""Short forms after which a sentence goes on, by language (``""``: in every language)."""

NUMBERED = frozenset({"no.", "nos.", "sec."})
"""Those that are words, too: they are short forms where a number follows."""

LINKS_ON = re.compile(r"[a-z\u00aa\u00ba\u00e0-\u00ff)\],;:%\u2026]")
"""A first character that no sentence begins with, in the languages that have capitals."""

ORDINAL = re.compile(r"(?:\A|[\s(\u00a0])\d{1,2}\.\Z")
"""An ordinal as German and its like write it (``19.``), at the end of a piece: Duden, rule 5 on ordinals."""

MONTH = re.compile(
    r"(?:jan|feb|febr|mar|mär|apr|may|mai|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez)(?:\.|[a-zä]{0,6}) \d{4}\b", re.IGNORECASE
)
"""A month with its year, before which a number is a day in every language."""

OPENERS = {
    "de": frozenset(
        """
        aber alle als am an auch auf aus bei beide bis da dabei dadurch dafür daher damit danach dann daraus darauf das dass
        dazu dem den denn dennoch der des die dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer
        eines er es für hier ich ihr im in ist jede jeder jedes jedoch kein keine man mit nach nachdem nicht nun nur ob obwohl
        oder ohne schließlich sei seit sein sie sind so sogar sowohl später trotz trotzdem um und unter viele vom von vor war
        was weil weitere wenn wer wie wir wo zu zuletzt zum zur zwar zwischen
        """.split()
    )
}
"""Words that begin a sentence and follow no ordinal (which nouns do), in the languages that write nouns with a capital."""

FULL_STOPS = tuple("。！？｡．")
"""What ends a sentence although no space follows."""

COMPARING = str.maketrans("<>", "==")
"""Signs of comparison, as ``sentencex`` would take the first and the next for a pair of quotes."""

WORD_START = re.compile(r"[\s(\[«“‘\u00a0]")

MAX_MARK_CHARS = 5
"""A number of so many characters (``1.``, ``2.1.``) is no sentence, but the mark of the one that follows."""

MAX_WORD_CHARS = 100
"""Characters behind which no short form is looked for."""

FIRST_WORD = re.compile(r"[^\W\d_]*")

INITIAL = re.compile(r"(?:^|[\s(«“\u2018\u201c])[^\W\d_]\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its id, its content, and the space that follows it (outside the sentence)."""

    id: str
    content: tuple[Inline, ...]
    space: str = ""


def sentences(block_id: str, content: tuple[Inline, ...], lang: str) -> tuple[Sentence, ...]:
    """Cut the content of one block into its sentences, in order, nothing lost. Their ids are ``BLOCK-s1``, ``BLOCK-s2`` …"""
    pieces = _pieces(content, _boundaries(content, lang))
    made = [Sentence(f"{block_id}-s{number}", *_without_space(piece)) for number, piece in enumerate(pieces, 1)]
    return tuple(made)


# ------------------------------------------------------------------------------------------------------------ boundaries


def _boundaries(content: tuple[Inline, ...], lang: str) -> list[int]:
    """Return the offsets in the plain text at which a sentence begins, the first (0) left out."""
    text, closed = _flat(content)
    begins = [begin for begin, _ in closed]
    return [offset for offset in cut(text, primary(lang)) if not _is_within(offset, closed, begins)]


def _is_within(offset: int, closed: Sequence[tuple[int, int]], begins: Sequence[int]) -> bool:
    """Whether an offset is inside one of the stretches, which follow each other."""
    before = bisect_left(begins, offset) - 1
    return before >= 0 and offset < closed[before][1]


def _flat(content: tuple[Inline, ...]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text and the stretches of it that stay whole."""
    parts: list[str] = []
    closed: list[tuple[int, int]] = []
    at = 0
    for item in _leaves(content):
        part = _text(item)
        if not isinstance(item, str | LineBreak):
            closed.append((at, at + len(part)))
        parts.append(part)
        at += len(part)
    return "".join(parts), closed


def _leaves(content: tuple[Inline, ...]) -> Iterator[Inline]:
    for item in content:
        if isinstance(item, Styled | Passage):
            yield from _leaves(item.content)
        else:
            yield item


def _text(item: Inline) -> str:
    """Return the characters that an inline takes in the flat text: none for the mark of a note."""
    if isinstance(item, NoteCall):
        return ""
    return item if isinstance(item, str) else plain_keep((item,))


@lru_cache(maxsize=4096)
def cut(text: str, language: str) -> tuple[int, ...]:
    """Return the offsets at which a new sentence begins in plain text (0 left out)."""
    offsets: list[int] = []
    at, end = 0, _stretch(text, 0)
    while end < len(text):
        found = [at + offset for offset in _cut(text[at:end], language)]
        if not found and text[end - 1] == " ":
            found = [end]
        offsets += found
        at = found[-1] if found else end  # the last sentence goes on behind the stretch
        end = _stretch(text, at)
    return (*offsets, *(at + offset for offset in _cut(text[at:], language)))


def _stretch(text: str, at: int) -> int:
    """Return the end of the next characters, ``MAX_CHARS`` at most: behind a space, where they have one."""
    end = at + MAX_CHARS
    return len(text) if end >= len(text) else text.rfind(" ", at + 1, end) + 1 or end


def _cut(text: str, language: str) -> tuple[int, ...]:
    """Return the same for a text that is not too long."""
    import sentencex

    if len(text.strip()) < 2:
        return ()
    offsets: list[int] = []
    at = 0
    before = ""
    for piece in sentencex.segment(language or "en", text.translate(COMPARING)):
        if at and not _goes_on(before, piece, language):
            offsets.append(at)
        at += len(piece)
        before = piece
    return tuple(offsets) if at == len(text) else ()


def _goes_on(before: str, after: str, language: str) -> bool:
    """Whether a piece belongs to the sentence before it."""
    stripped = before.rstrip()
    if stripped == before and not stripped.endswith(FULL_STOPS):
        return True
    if len(stripped) <= MAX_MARK_CHARS and not any(map(str.isalpha, stripped)):
        return True
    if LINKS_ON.match(after.lstrip() or "x") or _is_ordinal(stripped, after.lstrip(), language):
        return True
    last = WORD_START.split(stripped[-MAX_WORD_CHARS:])[-1].lower()
    if last in NUMBERED:
        return after.lstrip()[:1].isdigit()
    return last in _abbreviations(language) or bool(INITIAL.search(stripped))


def _is_ordinal(before: str, after: str, language: str) -> bool:
    """Whether a number and its full stop, which end a piece, are an ordinal of what follows: ``19.``, ``Jahrhundert``."""
    if not ORDINAL.search(before[-MAX_WORD_CHARS:]):
        return False
    if MONTH.match(after):
        return True
    if language in OPENERS:
        return FIRST_WORD.match(after.lower())[0] not in OPENERS[language]  # type: ignore[index]  # it matches nothing, too
    return after[:1].islower()


@lru_cache(maxsize=64)
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset((ABBREVIATIONS[""] + " " + ABBREVIATIONS.get(language, "")).split())


# ---------------------------------------------------------------------------------------------------------------- pieces


def split(content: tuple[Inline, ...], offset: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Cut inline content at an offset of its plain text; what is open there is closed and opened again."""
    before, after = _pieces(content, [offset])
    return before, after


def _pieces(content: tuple[Inline, ...], offsets: Sequence[int]) -> list[tuple[Inline, ...]]:
    """Return inline content in one piece more than there are offsets, which ascend; each item is looked at once."""
    pieces: list[list[Inline]] = [[]]
    at = number = 0
    for item in content:
        length = len(plain_keep((item,)))
        first = number
        while number < len(offsets) and _is_before_end(item, offsets[number] - at, length):
            number += 1
        before, *after = _parts(item, [offset - at for offset in offsets[first:number]])
        pieces[-1] += before
        pieces += map(list, after)
        at += length
    return [tuple(piece) for piece in (*pieces, *([()] * (len(offsets) - number)))]


def _is_before_end(item: Inline, offset: int, length: int) -> bool:
    """Whether a piece that begins at an offset begins before an item ends; the mark of a note goes with what it follows."""
    return offset < length or (offset == 0 and length == 0 and not isinstance(item, NoteCall))


def _parts(item: Inline, offsets: Sequence[int]) -> list[tuple[Inline, ...]]:
    """Return an item in one part more than there are offsets within it."""
    if offsets and offsets[0] <= 0:
        return [(), *_parts(item, offsets[1:])]
    if not offsets:
        return [(item,)]
    if isinstance(item, str):
        return [(item[begin:end],) for begin, end in pairwise((0, *offsets, None))]
    if isinstance(item, Styled | Passage):
        first, *others = _pieces(item.content, offsets)
        return [(replace(item, content=first),), *((replace(item, id="", content=other),) for other in others)]
    return [(item,), *([()] * len(offsets))]


def _without_space(content: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Return the content without the space at its end, and that space."""
    if not content or not isinstance(content[-1], str):
        return content, ""
    last = content[-1]
    kept = last.rstrip()
    rest = (*content[:-1], kept) if kept else content[:-1]
    return rest, last[len(kept) :]
