"""Draws our tags: WeasyPrint offers no hook for them, so parts of its drawing are replaced (``safety/patching.py`` lists them).

They are replaced while one document is drawn, under a lock, and put back whatever happens. A document of somebody else
that is drawn in another thread meanwhile is handed on to the originals. ``layout/engine.py`` does the same for the layout.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from editions.pdf.drawing import glyphs, runs
from editions.pdf.drawing.combining_marks import CombiningMarks
from editions.pdf.drawing.outlines import Letters, outlined
from editions.safety.patching import patched

POINTS_A_PIXEL = 0.75
# Subsetting a font writes the time into it: seconds since 1904, here those of 1970.
FONT_TIME = 2_082_844_800
_LOCK = threading.RLock()
RawBox: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """What the tagger sees of one of WeasyPrint's boxes.

    ``part`` is the pseudo-element (``marker``, ``before`` …) that the box was generated for, ``margin`` the page-margin box
    (``@bottom-left``) it lies in, ``noted`` whether it lies in the footnote area. ``rectangle`` is in points, y upwards.
    """

    raw: RawBox
    element: Element | None
    part: str
    margin: str
    noted: bool
    rectangle: tuple[float, float, float, float]

    @property
    def is_picture(self) -> bool:
        """Whether the box is drawn as one picture."""
        return isinstance(self.raw, boxes.ReplacedBox)

    @property
    def is_content(self) -> bool:
        """Whether the box itself is drawn as text or as a picture."""
        return isinstance(self.raw, boxes.TextBox | boxes.ReplacedBox)

    @property
    def text(self) -> str:
        """The words that the box itself shows."""
        return str(self.raw.text) if isinstance(self.raw, boxes.TextBox) else ""

    @property
    def is_head(self) -> bool:
        """Whether the box is the head of a table, as it is drawn above the rows of a page or a column."""
        return isinstance(self.raw, boxes.TableRowGroupBox) and bool(self.raw.is_header)

    @property
    def is_outlined(self) -> bool:
        """Whether the outline has an entry for the box."""
        return bool(self.raw.bookmark_label and self.raw.style["bookmark_level"] != "none")

    @property
    def annotation(self) -> pydyf.Dictionary | None:
        """The link annotation that WeasyPrint made for the box."""
        return self.raw.link_annotation


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is wanted while one document is drawn.

    ``kinds`` names every box of the document: ``""`` where it is content, else the kind of artifact that it is
    (``Pagination/Footer``, ``Layout``). ``last`` holds the boxes that end the text or the notes of a page, ``silent`` the
    pictures whose letters are not to be read. ``tag`` is called once, with the marked content's number of each page's boxes; a
    hyphen's own stands under ``hyphen_of`` its box.
    """

    document: Document
    kinds: Mapping[RawBox, str]
    last: Container[RawBox]
    silent: Container[RawBox]
    tag: Callable[[pydyf.PDF, Sequence[Mapping[RawBox, int]]], None]


def page_boxes(document: Document) -> Iterator[tuple[int, DrawnBox]]:
    """Yield the boxes of all pages, each with the number of its page (from 0), in the order of the document."""
    for number, page in enumerate(document.pages):
        for box in _walk(page._page_box, page.height, "", False):
            yield number, box


def _walk(raw: RawBox, height: float, margin: str, noted: bool) -> Iterator[DrawnBox]:
    raw = getattr(raw, "_box", raw)  # a placeholder of something positioned
    if isinstance(raw, boxes.MarginBox):
        margin = raw.at_keyword
    noted = noted or isinstance(raw, boxes.FootnoteAreaBox)
    yield DrawnBox(raw, raw.element, (raw.element_tag or "").partition("::")[2], margin, noted, _rectangle(raw, height))
    for child in getattr(raw, "children", ()):
        yield from _walk(child, height, margin, noted)


def _rectangle(raw: RawBox, height: float) -> tuple[float, float, float, float]:
    if not isinstance(raw, boxes.ReplacedBox):
        return (0, 0, 0, 0)
    left, top = raw.content_box_x(), height - raw.content_box_y()
    corners = (left, top - raw.height, left + raw.width, top)
    a, b, c, d = (round(value * POINTS_A_PIXEL, 3) for value in corners)
    return (a, b, c, d)


@contextmanager
def drawn_as(drawing: Drawing) -> Iterator[None]:
    """Let one document be drawn with our tags, artifacts and links in place of WeasyPrint's."""
    marks = CombiningMarks()
    with (
        _LOCK,
        patched("weasyprint.pdf:add_tags", partial(_add_tags, drawing)),
        patched("weasyprint.pdf:add_links", partial(_add_links, drawing)),
        patched("weasyprint.pdf:build_fonts_dictionary", partial(_build_fonts, drawing, marks)),
        patched("weasyprint.draw.text:draw_first_line", partial(_draw_line, drawing, marks)),
        patched("weasyprint.pdf.stream:Stream.marked", partial(_marked, drawing)),
        patched("fontTools.ttLib.tables._h_e_a_d:timestampNow", lambda _: lambda: FONT_TIME),
        patched("fontTools.varLib.instancer:_instantiateGvarGlyph", _empty_glyphs_passed_over),
    ):
        yield


def _draw_line(drawing: Drawing, marks: CombiningMarks, original: Callable[..., Any]) -> Callable[..., Any]:
    def draw_first_line(stream: Stream, box: RawBox, *others: Any) -> Any:
        if box not in drawing.kinds:
            return original(stream, box, *others)
        return runs.draw_in_reading_order(original, marks, stream, box, *others)

    return draw_first_line


def _build_fonts(drawing: Drawing, marks: CombiningMarks, original: Callable[..., Any]) -> Callable[..., Any]:
    def build_fonts_dictionary(pdf: pydyf.PDF, fonts: Mapping[Any, Any], *others: Any) -> Any:
        if fonts is not drawing.document.fonts:
            return original(pdf, fonts, *others)
        for font in fonts.values():
            font.to_unicode = {glyph: glyphs.as_seen(meaning) for glyph, meaning in font.to_unicode.items()}
        made = original(pdf, fonts, *others)
        marks.encode(pdf, made, fonts)
        return made

    return build_fonts_dictionary


def _empty_glyphs_passed_over(original: Callable[..., None]) -> Callable[..., None]:
    """Leave glyphs alone that have neither an outline nor a variation: a subset keeps the numbers of those it left out.

    What ``original`` would set of them is what they have. The file stays the same, byte by byte, and takes half the time.
    """

    def instantiate(name: str, glyf: Any, gvar: Any, *others: Any, **named: Any) -> None:
        if glyf[name].numberOfContours == 0 and not gvar.variations.get(name):
            gvar.variations.pop(name, None)
        else:
            original(name, glyf, gvar, *others, **named)

    return instantiate


def _add_tags(drawing: Drawing, original: Callable[..., None]) -> Callable[..., None]:
    def add_tags(pdf: pydyf.PDF, document: Document, pdf_version: str, page_streams: Sequence[Stream]) -> None:
        if document is not drawing.document:
            original(pdf, document, pdf_version, page_streams)
            return
        drawing.tag(pdf, [{box: kid["mcid"] for box, kid in stream._tags.items()} for stream in page_streams])

    return add_tags


def _add_links(drawing: Drawing, original: Callable[..., None]) -> Callable[..., None]:
    def add_links(links_and_anchors: tuple[list[Any], list[Any]], *others: object) -> None:
        links, anchors = links_and_anchors
        kept = [link for link in links if link[3] not in drawing.kinds or _is_anchor(link[3])]
        original((kept, anchors), *others)

    return add_links


def _is_anchor(raw: RawBox) -> bool:
    """Whether a box is that of an ``a`` element: WeasyPrint makes a link of every box within one as well."""
    return str(raw.element_tag) == "a"


def hyphen_of(raw: RawBox) -> Hashable:
    """Return what the hyphen that ends a box of text is called among the marked content of its page."""
    return raw, "hyphen"


def _marked(drawing: Drawing, original: Callable[..., Any]) -> Callable[..., Any]:
    letters = Letters()

    @contextmanager
    def marked(self: Stream, box: RawBox, tag: str) -> Iterator[None]:
        kind, first = drawing.kinds.get(box, ""), len(self.stream)
        with _artifact(self, kind) if kind and self._tags is not None else original(self, box, tag):
            begun = self.stream[first:]
            with outlined(self, letters) if box in drawing.silent else nullcontext():
                yield
        text = getattr(box, "text", "")
        if text and self._tags is not None and box in drawing.kinds and not kind:
            _spell(self, first, begun, box, text, parted=box not in drawing.last)

    return marked


def _spell(stream: Stream, first: int, begun: list[Any], box: RawBox, text: str, *, parted: bool) -> None:
    """Say what the glyphs stand for that were drawn since an operator, after the marked content was ``begun``."""
    *drawn, end = stream.stream[first + len(begun) :]
    number = len(stream._tags)
    hyphenated = glyphs.part_hyphen(begun, drawn, end, number) if parted and glyphs.is_hyphenated(text) else None
    if hyphenated:
        stream._tags[hyphen_of(box)] = {"tag": "Span", "mcid": number}
    stream.stream[first:] = hyphenated or [*begun, *glyphs.spelt(drawn, text), end]


@contextmanager
def _artifact(stream: Stream, kind: str) -> Iterator[None]:
    kind, _, subtype = kind.partition("/")
    properties = pydyf.Dictionary({"Type": f"/{kind}"})
    if subtype:
        properties["Subtype"] = f"/{subtype}"
    pydyf.Stream.begin_marked_content(stream, "Artifact", properties)
    try:
        yield
    finally:
        pydyf.Stream.end_marked_content(stream)
