"""What glyphs stand for, where they do not say it themselves: hyphens at the ends of lines, scripts that reorder their signs.

ISO 32000-1: 14.9.4 (actual text), 14.8.2.2.3 (hyphenation), 9.10.3 (ToUnicode). These functions know the operators of pydyf
(0.13.*) in the form in which WeasyPrint (70.*) writes them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final
from unicodedata import bidirectional, category

SOFT_HYPHEN: Final = "\u00ad"
# A hyphen of ours at the end of a line is told from one of the author's by a word joiner, which is invisible.
SOFT_HYPHEN_MARK: Final = "-\u2060"
# Scripts whose signs are reordered or divided: those of India to Myanmar, Khmer, and of Southeast Asia's islands.
_SHAPED = (("\u0900", "\u109f"), ("\u1780", "\u17ff"), ("\u1950", "\u1aff"), ("\u1b00", "\u1c4f"))
_MARKS = frozenset({"Mn", "Mc"})
_LAST_GLYPH = re.compile(rb"^\[(.*<[0-9a-f]*?)([0-9a-f]{4})>((?:<>|[-\d.]++)*)\] TJ$", re.DOTALL)
_COLOURING = re.compile(rb"(?:rg|gs|cs|scn?)$")


def is_hyphenated(text: str) -> bool:
    """Whether a text ends with a hyphen of ours."""
    return text.endswith(SOFT_HYPHEN_MARK) and not needs_words(text)


def part_hyphen(begin: list[Any], drawn: list[Any], end: bytes, number: int) -> list[Any] | None:
    """Give the hyphen that ends a text marked content of its own, with this number; None where it cannot be parted.

    ``begin`` and ``end`` are the operators around the marked content of the text, which has ``drawn`` within.

    The structure element of that content says that it is a soft hyphen, and assistive technology leaves it out. Poppler,
    which does not read the structure, still sees a hyphen there and joins the halves of the word; it joins nothing at a
    soft one.
    """
    if drawn.count(b"BT") != 1 or drawn[-1] != b"ET":
        return None
    at, match = drawn.index(b"BT"), _LAST_GLYPH.match(drawn[-2])
    if match is None or not all(isinstance(each, bytes) and _COLOURING.search(each) for each in drawn[:at]):
        return None
    before, glyph, after = match.groups()
    hyphen = [f"/Span <</MCID {number}>> BDC".encode(), b"[<" + glyph + b">" + after + b"] TJ", b"EMC"]
    return [*drawn[:at], b"BT", *begin, *drawn[at + 1 : -2], b"[" + before + b">] TJ", end, *hyphen, b"ET"]


def spelt(operators: list[Any], text: str) -> list[Any]:
    """Return what was drawn for a text with an actual text where its glyphs do not spell it; what is seen stays the same."""
    if needs_words(text):
        return name_all_glyphs(operators, text)
    hyphen = _last_hyphen(text)
    return name_last_glyph(operators, hyphen) if hyphen else operators


def _last_hyphen(text: str) -> str:
    """Return what the hyphen that ends a text stands for, ``""`` where none does.

    A hyphen of ours is a soft one. One of the author's is followed by an invisible place to break, so that whoever joins
    the halves of words at the ends of lines leaves it where it is.
    """
    if text.endswith(SOFT_HYPHEN_MARK):
        return SOFT_HYPHEN
    return f"{text[-1]}\u200b" if text.endswith(("-", "\u2010")) else ""


def needs_words(text: str) -> bool:
    """Whether a text cannot be read from its glyphs: whether its script reorders, merges or divides signs.

    A glyph has one meaning in a font's ToUnicode map (ISO 32000-1, 9.10.3), whatever it stands for in a word of Hindi or
    Thai. Text from right to left is left alone: its glyphs are drawn in the order that is seen, which every reader of PDFs
    turns round, and the readers in use turn an actual text round as well.
    """
    return not text.isascii() and any(map(_is_shaped, text)) and not any(map(runs_leftwards, text))


@cache
def _is_shaped(character: str) -> bool:
    return category(character) in _MARKS or any(first <= character <= last for first, last in _SHAPED)


@cache
def runs_leftwards(character: str) -> bool:
    """Whether a sign is a letter of a script that is read from right to left."""
    return bidirectional(character) in ("R", "AL")


def as_seen(meaning: str) -> str:
    """Return what a glyph means in the order that is seen: readers turn text from right to left round, ligatures too."""
    meaning = "-" if meaning == SOFT_HYPHEN_MARK else meaning
    return meaning[::-1] if len(meaning) > 1 and all(map(runs_leftwards, meaning)) else meaning


def name_all_glyphs(operators: list[Any], text: str) -> list[Any]:
    """Give all that was drawn for a text its words as actual text (ISO 32000-1, 14.9.4); what was drawn stays the same."""
    return [_span(text.replace(SOFT_HYPHEN_MARK, SOFT_HYPHEN)), *operators, b"EMC"]


def _span(actual: str) -> bytes:
    return f"/Span <</ActualText <FEFF{actual.encode('utf-16-be').hex().upper()}>>> BDC".encode()


def name_last_glyph(operators: list[Any], actual: str) -> list[Any]:
    """Give the last glyph of a text an actual text of its own (ISO 32000-1, 14.9.4); what was drawn stays the same."""
    for index in range(len(operators) - 1, -1, -1):
        match = _LAST_GLYPH.match(operators[index]) if isinstance(operators[index], bytes) else None
        if match:
            before, glyph, after = match.groups()
            named = [_span(actual), b"[<" + glyph + b">" + after + b"] TJ", b"EMC"]
            return [*operators[:index], b"[" + before + b">] TJ", *named, *operators[index + 1 :]]
    return operators
