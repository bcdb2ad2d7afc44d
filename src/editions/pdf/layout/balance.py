"""Balances the lines of a title, so that no short word stands alone under a full line.

This is CSS's ``text-wrap: balance``, which WeasyPrint does not know. It measures the words of a box before they are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import split_first_line

_NARROWEST = 0.5  # of the room
_STEP = 12.0  # CSS pixels
_MAX_TITLE_CHARS = 2_000  # characters: a longer title is measured for every page that it takes


def balanced_width(box: Any) -> float:
    """Return the width (CSS pixels) for a block of text: the least that takes no more lines than the width that it has.

    A title of thousands of characters keeps its width.
    """
    if sum(len(child.text) for child in box.descendants() if isinstance(child, boxes.TextBox)) > _MAX_TITLE_CHARS:
        return float(box.width)
    words = list(_words(box))
    room, space = float(box.width), _width(" ", box.style)
    lines = count(words, space, room)
    width = room
    while width - _STEP >= room * _NARROWEST and count(words, space, width - _STEP) == lines:
        width -= _STEP
    return room if lines < 2 else width


def count(words: Sequence[float], space: float, room: float) -> int:
    """Return over how many lines words of these widths run."""
    lines, end = 1, 0.0
    for word in words:
        if end and end + space + word > room:
            lines, end = lines + 1, 0.0
        end += word + (space if end else 0.0)
    return lines


def _words(box: Any) -> Iterator[float]:
    """Yield the widths of the words of a box; one that is set in several styles is one word."""
    width = 0.0
    for child in box.descendants():
        if not isinstance(child, boxes.TextBox):
            continue
        for number, piece in enumerate(child.text.split(" ")):
            if number and width:
                yield width
                width = 0.0
            width += _width(piece, child.style) if piece else 0.0
    if width:
        yield width


def _width(text: str, style: Any) -> float:
    return float(split_first_line(text, style, None, None, 0)[3])
