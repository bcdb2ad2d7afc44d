"""Draws the letters of a picture as outlines, where its alternative, or nothing, is to be heard in their place.

A viewer reads every letter that is drawn as text aloud, those of a vector drawing too, before the drawing's alternative. Like
``weasyprint_patches.py`` this module touches private parts of WeasyPrint 70.*: its stream, its fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]  # fontTools has no types
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]  # fontTools has no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no types
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import get_pango_font_key

_SHOWN = re.compile(r"<([0-9a-f]*)>|([-+.\de]+)")
_THOUSANDTHS = 1000
_DIGITS = 4  # of a stroked outline, in the units of the drawing
_FILLED, _STROKED = 0, (1, 2)  # text rendering modes (ISO 32000-1, table 106)


@dataclass(slots=True)
class Letters:
    """The fonts of the letters of one document's pictures, and how the next letter will be drawn (ISO 32000-1, 9.3)."""

    fonts: dict[Any, Font] = field(default_factory=dict)
    outlines: dict[Font, tuple[list[str], Any]] = field(default_factory=dict)
    font: Font = None
    size: float = 0
    rise: float = 0
    mode: int = 0
    matrix: Matrix = field(default_factory=Matrix)

    def of(self, font: Font, number: int) -> tuple[Any, Any]:
        """Return the outline of a glyph, at the weight and the optical size that its font is used in, and those of all."""
        if font not in self.outlines:
            file = TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True)
            place = {"wght": font.weight, "opsz": font.font_size, "ital": int(font.style == 2), **font.variations}
            self.outlines[font] = (file.getGlyphOrder(), file.getGlyphSet(location=place if "fvar" in file else None))
        names, outlines = self.outlines[font]
        return outlines[names[number if number < len(names) else 0]], outlines


@contextmanager
def outlined(stream: Stream, letters: Letters) -> Iterator[None]:
    """Let what is drawn on a stream, and on the streams made from it, have outlines in place of letters."""
    stream.__class__, stream.letters = _Outlined, letters
    try:
        yield
    finally:
        stream.__class__ = Stream


class _Outlined(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """A stream whose text operators draw paths."""

    letters: Letters

    def clone(self, **named: Any) -> Stream:
        made = super().clone(**named)
        made.__class__, made.letters = _Outlined, self.letters
        return made

    def begin_text(self) -> None:
        pass

    def end_text(self) -> None:
        pass

    def add_font(self, pango_font: Any) -> tuple[Font, float]:
        key, description, size = get_pango_font_key(pango_font)
        if key not in self.letters.fonts:
            self.letters.fonts[key] = Font(pango_font, description, size)
        self.letters.font = self.letters.fonts[key]
        return self.letters.font, size

    def set_font_size(self, font: str, size: float) -> None:
        self.letters.size = size

    def set_text_rendering(self, mode: int) -> None:
        self.letters.mode = mode

    def set_text_rise(self, height: float) -> None:
        self.letters.rise = height

    def set_text_matrix(self, *values: float) -> None:
        self.letters.matrix = Matrix(*values)

    def show_text(self, text: str) -> None:
        letters = self.letters
        for glyphs, moved in _SHOWN.findall(text):
            for number in (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)):
                self._draw(number)
                letters.matrix = Matrix(e=letters.font.widths[number] * letters.size / _THOUSANDTHS) @ letters.matrix
            if moved:
                letters.matrix = Matrix(e=-float(moved) * letters.size / _THOUSANDTHS) @ letters.matrix

    def _draw(self, number: int) -> None:
        letters = self.letters
        scale = letters.size / letters.font.upem
        place = Matrix(a=scale, d=scale, f=letters.rise) @ letters.matrix
        if letters.mode == _FILLED:
            fill(self, letters, letters.font, number, place)
        elif letters.mode in _STROKED:  # a line is as wide as the drawing wants it, not the font
            outline, outlines = letters.of(letters.font, number)
            outline.draw(TransformPen(_Pen(outlines, self, _DIGITS), place.values))
            (self.stroke if letters.mode == min(_STROKED) else self.fill_and_stroke)()


def fill(stream: Stream, letters: Letters, font: Font, number: int, place: Matrix) -> None:
    """Fill the outline of a glyph of a font; ``place`` leads from the units of the font to those of the stream.

    In whole units of the font, the same letter is the same bytes each time, which takes a third of the room.
    """
    outline, outlines = letters.of(font, number)
    with stream.stacked():
        stream.transform(*place.values)
        outline.draw(_Pen(outlines, stream, None))
        stream.fill()


class _Pen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Writes an outline as the operators of a path, its numbers with so many digits behind the point."""

    def __init__(self, outlines: Any, stream: Stream, digits: int | None) -> None:
        super().__init__(outlines)
        self._stream, self._digits = stream, digits

    def _rounded(self, *points: tuple[float, float]) -> list[float]:
        return [round(number, self._digits) for point in points for number in point]

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 (names of fontTools)
        self._stream.move_to(*self._rounded(point))

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 (fontTools calls it so)
        self._stream.line_to(*self._rounded(point))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 (fontTools calls it so)
        self._stream.curve_to(*self._rounded(*points))

    def _closePath(self) -> None:  # noqa: N802 (fontTools calls it so)
        self._stream.close()
