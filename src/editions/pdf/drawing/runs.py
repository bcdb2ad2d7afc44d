"""Draws the runs of a line in the order in which they are read (ISO 32000-1, 14.8.2.3: page content order).

WeasyPrint draws a line from left to right, as it is seen. A viewer turns text from right to left round, but each run by itself:
a number or a name in another font would be read before the words that it follows. ``draw_first_line`` is what draws a line
(``safety/patching.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from weasyprint.matrix import Matrix
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from editions.pdf.drawing.combining_marks import CombiningMarks, may_carry
from editions.pdf.drawing.glyphs import runs_leftwards
from editions.pdf.drawing.to_unicode import ClusterGlyph, meanings

RawBox: TypeAlias = Any
# Of the signs of a piece of text; pdf.js takes one with fewer for text from left to right.
_LEFTWARDS = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphRun:
    """A part of a line in one font and direction: bytes ``start`` to ``end`` of its text, ``left`` pixels from its left end."""

    raw: Any
    start: int
    end: int
    left: float
    font: int


def draw_in_reading_order(
    original: Callable[..., list[Any]], marks: CombiningMarks, stream: Any, box: RawBox, *others: Any
) -> list[Any]:
    """Draw the line of a text, by WeasyPrint's function; return the pictures of signs in it, as that does."""
    overflow, ellipsis, matrix = others
    if box.text.isascii() or not any(map(runs_leftwards, box.text)) or overflow == "ellipsis" or ellipsis != "none":
        return original(stream, box, *others)
    first, pictures, text = len(stream.stream), [], box.pango_layout.text.encode()
    parts = in_reading_order(list(_runs(box)), text)
    for part in parts:
        left = part[0].left
        for picture in original(stream, _Part(box, part), overflow, ellipsis, Matrix(e=left) @ matrix):
            picture[4] += left / box.style["font_size"]
            pictures.append(picture)
    runs = [run for part in parts for run in part]
    if all(may_carry(stream.add_font(run.raw.item.analysis.font)[0]) for run in runs):
        marks.join(stream, first, [meaning for run in runs for meaning in meanings(_glyphs(run, text))])
    return pictures


def _runs(box: RawBox) -> Iterator[GlyphRun]:
    """Yield the runs of a line from left to right."""
    # It is set for drawing anyway; set later, it would make the line anew, and the runs would be gone.
    pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
    line, _ = box.pango_layout.get_first_line()
    link, left = line.runs[0], 0.0
    while link != ffi.NULL:
        raw, link = link.data, link.next
        item, glyphs = raw.item, raw.glyphs
        font = int(ffi.cast("uintptr_t", item.analysis.font))
        yield GlyphRun(raw=raw, start=item.offset, end=item.offset + item.length, left=left, font=font)
        left += sum(glyph.geometry.width for glyph in glyphs.glyphs[0 : glyphs.num_glyphs]) * FROM_UNITS


def in_reading_order(runs: Sequence[GlyphRun], text: bytes) -> list[list[GlyphRun]]:
    """Return the runs of a line as parts to be drawn one after the other.

    Runs of one font are one part where a viewer will turn them round together: it then keeps the spaces between them.
    """
    parts = [part for joined in _joined(runs) for part in ([joined] if _is_turned(joined, text) else [[run] for run in joined])]
    return sorted(parts, key=lambda part: min(run.start for run in part))


def _joined(runs: Sequence[GlyphRun]) -> Iterator[list[GlyphRun]]:
    """Yield neighbours of one font that follow each other in the text too, in either direction."""
    joined: list[GlyphRun] = []
    for run in runs:
        if joined and (run.font != joined[-1].font or not _touches(joined, run)):
            yield joined
            joined = []
        joined.append(run)
    yield joined


def _touches(joined: Sequence[GlyphRun], run: GlyphRun) -> bool:
    return run.end == min(each.start for each in joined) or run.start == max(each.end for each in joined)


def _is_turned(runs: Sequence[GlyphRun], text: bytes) -> bool:
    signs = "".join(text[run.start : run.end].decode() for run in runs)
    return sum(map(runs_leftwards, signs)) >= _LEFTWARDS * len(signs)


def _glyphs(run: GlyphRun, text: bytes) -> list[ClusterGlyph]:
    """Return the glyphs of a run that are shown, from left to right."""
    item, string = run.raw.item, run.raw.glyphs
    clusters = [int(string.log_clusters[index]) for index in range(string.num_glyphs)]
    ends = dict(pairwise([*sorted(set(clusters)), run.end - run.start]))
    return [
        ClusterGlyph(
            cluster=run.start + cluster,
            text=text[run.start + cluster : run.start + ends[cluster]].decode(),
            wide=glyph.geometry.width != 0,
            turned=bool(item.analysis.level % 2),
        )
        for cluster, glyph in zip(clusters, string.glyphs[0 : string.num_glyphs], strict=True)
        if glyph.glyph != pango.PANGO_GLYPH_EMPTY
    ]


class _Part:
    """A text box, and its layout, of whose line some runs are drawn."""

    def __init__(self, box: RawBox, runs: Sequence[GlyphRun]) -> None:
        self.text, self.style, self.baseline = box.text, box.style, box.baseline
        self.pango_layout = self
        self.layout = box.pango_layout.layout
        self.runs = [_Link([run.raw for run in runs])]

    def get_first_line(self) -> tuple[_Part, None]:
        return self, None


class _Link:
    """A linked list of runs, as Pango has it."""

    def __init__(self, raws: Sequence[Any]) -> None:
        self.data = raws[0]
        self.next = _Link(raws[1:]) if len(raws) > 1 else ffi.NULL
