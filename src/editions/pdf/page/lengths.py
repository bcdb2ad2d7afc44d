"""Parts long words and long texts: to break a line WeasyPrint looks at all that follows it in its piece of text."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from editions.pdf.page.markup import H, make

MAX_WORD_CHARS: Final = 2_500
"""Characters of a word that stays whole; the longest of the corpus, a formula in TeX, has 1,957."""
MAX_TEXT_CHARS: Final = 10_000
"""Characters of a text that stays whole, as a sentence of any length does."""
_TEXT_PIECE = 2_000  # and up to the end of a word
_SPACES = re.compile(r"\s+")
_PIECE, _CELL_PIECE = 100, 20
_WORD = re.compile(rf"(?<!\S)\S{{{MAX_WORD_CHARS},}}+")
# Patterns for hyphens are tried on all of a word, and a cell that may be broken anywhere is tried letter by letter.
_STYLE, _CELL_STYLE = "hyphens: none; overflow-wrap: anywhere", "hyphens: none; overflow-wrap: break-word"
_CELLS = (f"{H}td", f"{H}th")
_BREAK = "\u200b"  # a line may end here


def part_long_words(root: etree._Element) -> None:
    """Put each piece of a long word into an element of its own; lines may end between them."""
    for element in list(root.iter(f"{H}*")):
        if not any(text and len(text) >= MAX_WORD_CHARS for text in (element.text, element.tail)):
            continue
        in_cell = element.tag in _CELLS or next(element.iterancestors(*_CELLS), None) is not None
        if element.text:
            element.text, pieces = _parted(element.text, in_cell)
            element[:0] = pieces
        if element.tail:
            element.tail, pieces = _parted(element.tail, in_cell)
            for piece in reversed(pieces):
                element.addnext(piece)


def part_long_texts(root: etree._Element) -> None:
    """Put each piece of a long text, but for the first, into an element of its own; a piece ends with a word."""
    for element in list(root.iter(f"{H}*")):
        if element.text and len(element.text) > MAX_TEXT_CHARS:
            element.text, *rest = _pieces(element.text)
            element[:0] = [make("span", text=piece) for piece in rest]
        if element.tail and len(element.tail) > MAX_TEXT_CHARS:
            element.tail, *rest = _pieces(element.tail)
            for piece in reversed(rest):
                element.addnext(make("span", text=piece))


def _pieces(text: str) -> list[str]:
    ends: list[int] = []
    while space := _SPACES.search(text, (ends[-1] if ends else 0) + _TEXT_PIECE):
        ends.append(space.end())
    return [piece for begin, end in zip([0, *ends], [*ends, len(text)], strict=True) if (piece := text[begin:end])]


def _parted(text: str, in_cell: bool) -> tuple[str, list[etree._Element]]:
    """Return a text up to its first long word, and the pieces that follow, with what stands between them."""
    size, style = (_CELL_PIECE, _CELL_STYLE) if in_cell else (_PIECE, _STYLE)
    first, made, end = "", list[etree._Element](), 0
    for word in _WORD.finditer(text):
        first, made = _behind(first, made, text[end : word.start()])
        pieces = (word[0][at : at + size] for at in range(0, len(word[0]), size))
        made += [make("span", {"style": style}, f"{piece}{_BREAK}") for piece in pieces]
        made[-1].text = (made[-1].text or "").removesuffix(_BREAK)
        end = word.end()
    return _behind(first, made, text[end:])


def _behind(first: str, made: list[etree._Element], text: str) -> tuple[str, list[etree._Element]]:
    """Put a text behind pieces, or at the beginning where there are none."""
    if not made:
        return text, made
    made[-1].tail = text or None
    return first, made
