"""Corrects how WeasyPrint breaks lines, while one document is laid out (``engine.py``): it replaces private functions.

``inline.split_first_line`` takes the first line from a text; ``split_inline_box`` lays one line, ``split_inline_level`` each
thing on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial, wraps
from typing import Any

from weasyprint.formatting_structure import boxes

from editions.pdf.drawing.glyphs import SOFT_HYPHEN_MARK
from editions.safety.patching import patched

_FRAGMENT = 8  # bytes: so little of a word is not left to a line of its own
_FULL = 0.8  # of its room: a line of text that is shorter may have been broken too early
_SPACE = 0.5  # em: wider than the space of any text font


def lines_filled() -> AbstractContextManager[None]:
    """Keep lines from ending after their first words.

    Where a line has to be broken before the space that ends a piece of text, WeasyPrint takes the piece for too wide by that
    space and breaks it behind its first word, or within the next. Asked again for a width without the space, it breaks where it
    should.
    """
    return patched("weasyprint.layout.inline:split_first_line", _filling)


def _filling(original: Any) -> Any:
    def split_first_line(text: str, style: Any, context: object, max_width: Any, *others: Any, **named: Any) -> Any:
        if max_width is not None:
            max_width = max(max_width, 0)  # less is taken for a width without end, and the line leaves the page
        line = original(text, style, context, max_width, *others, **named)
        _, _, resume_at, width, *_ = line
        if max_width is None or resume_at is None or not text.endswith(" ") or width > max_width * _FULL:
            return line
        narrower = original(text, style, context, max(max_width - style["font_size"] * _SPACE, 0), *others, **named)
        return narrower if narrower[2] is None or narrower[2] > resume_at else line

    return split_first_line


def last_words_whole() -> AbstractContextManager[None]:
    """Keep the last word of a text from being hyphenated where only a fragment of it would go to the last line."""
    return patched("weasyprint.layout.inline:split_first_line", _keeping_last_words)


def _keeping_last_words(original: Any) -> Any:
    def split_first_line(text: str, *others: Any, **named: Any) -> Any:
        line = original(text, *others, **named)
        layout, _, resume_at, *_ = line
        if resume_at is None or not layout.text.endswith(SOFT_HYPHEN_MARK):
            return line
        begun, fragment = text.encode()[:resume_at], text.encode()[resume_at:]
        before = begun.decode().rpartition(" ")[0]
        if len(fragment) > _FRAGMENT or b" " in fragment or not before.strip():
            return line
        layout, length, cut, *sizes = original(before, *others, **named)
        return line if cut is not None else (layout, length, len(f"{before} ".encode()), *sizes)

    return split_first_line


@contextmanager
def words_kept() -> Iterator[None]:
    """Keep words from being cut anywhere, but where a word is longer than a line (``overflow-wrap: break-word``).

    WeasyPrint takes all that stands in the first element of a line for the line's start, and cuts the first word that does
    not fit there after a letter or two. What is more than an em from the start can go to the next line.
    """
    starts: list[float] = []
    with (
        patched("weasyprint.layout.inline:split_inline_box", partial(_noting_start, starts)),
        patched("weasyprint.layout.inline:split_inline_level", partial(_keeping_words, starts)),
    ):
        yield


def _noting_start(starts: list[float], lay_line: Any) -> Any:
    @wraps(lay_line)
    def split_inline_box(context: Any, box: Any, position_x: float, *others: Any, **named: Any) -> Any:
        if not isinstance(box, boxes.LineBox):
            return lay_line(context, box, position_x, *others, **named)
        starts.append(position_x)
        try:
            return lay_line(context, box, position_x, *others, **named)
        finally:
            starts.pop()

    return split_inline_box


def _keeping_words(starts: list[float], lay_part: Any) -> Any:
    @wraps(lay_part)
    def split_inline_level(context: Any, box: Any, position_x: float, *others: Any) -> Any:
        if not isinstance(box, boxes.TextBox) or not starts or box.style["overflow_wrap"] != "break-word":
            return lay_part(context, box, position_x, *others)
        before, line_children, after = others[:-3], others[-3], others[-2:]
        if position_x - starts[-1] > box.style["font_size"]:
            line_children = line_children or [(0, box)]
        return lay_part(context, box, position_x, *before, line_children, *after)

    return split_inline_level
