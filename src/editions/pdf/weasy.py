"""Draws our tags: the module that touches WeasyPrint's drawing (70.*, private) and the operators of pydyf (0.13.*).

``press.py`` touches its layout.

What is used, and why nothing public does: WeasyPrint calls ``add_tags``, ``add_links``, ``build_fonts_dictionary`` and
``Stream.marked`` by their names in its modules and offers no hook for them; ``finisher`` runs after the tags are gone.
``tests/test_pdf_weasy.py`` fails where a new version moves any of it.

They are replaced while one document is drawn, under a lock, and put back whatever happens. A document of somebody else
that is drawn in another thread meanwhile is handed on to the originals. The clock that fontTools writes into a subset is
stopped for as long, so that the same article gives the same bytes.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias
from unicodedata import bidirectional, category
from xml.etree.ElementTree import Element

import pydyf
import weasyprint.pdf as pdf_module
from fontTools.ttLib.tables import _h_e_a_d as font_head  # type: ignore[import-untyped]
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

POINTS_A_PIXEL = 0.75
# A hyphen of ours at the end of a line is told from one of the author's by a word joiner, which is invisible.
SOFT_HYPHEN_MARK = "-\u2060"
# Subsetting a font writes the time into it: seconds since 1904, here those of 1970.
FONT_TIME = 2_082_844_800
# Scripts whose signs are reordered or divided: those of India to Myanmar, Khmer, and of Southeast Asia's islands.
_SHAPED = (("\u0900", "\u109f"), ("\u1780", "\u17ff"), ("\u1950", "\u1aff"), ("\u1b00", "\u1c4f"))
_MARKS = frozenset({"Mn", "Mc"})
_LOCK = threading.RLock()
RawBox: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Box:
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
    def annotation(self) -> pydyf.Dictionary | None:
        """The link annotation that WeasyPrint made for the box."""
        return self.raw.link_annotation


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is wanted while one document is drawn.

    ``kinds`` names every box of the document: ``""`` where it is content, else the kind of artifact that it is
    (``Pagination/Footer``, ``Layout``). ``tag`` is called once, with the marked content's number of each page's boxes.
    """

    document: Document
    kinds: Mapping[RawBox, str]
    tag: Callable[[pydyf.PDF, Sequence[Mapping[RawBox, int]]], None]


def page_boxes(document: Document) -> Iterator[tuple[int, Box]]:
    """Yield the boxes of all pages, each with the number of its page (from 0), in the order of the document."""
    for number, page in enumerate(document.pages):
        for box in _walk(page._page_box, page.height, "", False):
            yield number, box


def _walk(raw: RawBox, height: float, margin: str, noted: bool) -> Iterator[Box]:
    raw = getattr(raw, "_box", raw)  # a placeholder of something positioned
    if isinstance(raw, boxes.MarginBox):
        margin = raw.at_keyword
    noted = noted or isinstance(raw, boxes.FootnoteAreaBox)
    yield Box(raw, raw.element, (raw.element_tag or "").partition("::")[2], margin, noted, _rectangle(raw, height))
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
    with _LOCK:
        add_tags, add_links, marked, now = pdf_module.add_tags, pdf_module.add_links, Stream.marked, font_head.timestampNow
        build_fonts = pdf_module.build_fonts_dictionary
        pdf_module.add_tags = _add_tags(drawing, add_tags)
        pdf_module.add_links = _add_links(drawing, add_links)
        pdf_module.build_fonts_dictionary = _build_fonts(drawing, build_fonts)
        Stream.marked = _marked(drawing, marked)
        font_head.timestampNow = lambda: FONT_TIME
        try:
            yield
        finally:
            pdf_module.add_tags, pdf_module.add_links, Stream.marked, font_head.timestampNow = add_tags, add_links, marked, now
            pdf_module.build_fonts_dictionary = build_fonts


def _build_fonts(drawing: Drawing, original: Callable[..., Any]) -> Callable[..., Any]:
    def build_fonts_dictionary(pdf: pydyf.PDF, fonts: Mapping[Any, Any], *others: Any) -> Any:
        if fonts is drawing.document.fonts:
            for font in fonts.values():
                font.to_unicode = {glyph: as_seen(meaning) for glyph, meaning in font.to_unicode.items()}
        return original(pdf, fonts, *others)

    return build_fonts_dictionary


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


def _marked(drawing: Drawing, original: Callable[..., Any]) -> Callable[..., Any]:
    @contextmanager
    def marked(self: Stream, box: RawBox, tag: str) -> Iterator[None]:
        kind = drawing.kinds.get(box, "")
        with _artifact(self, kind) if kind and self._tags is not None else original(self, box, tag):
            first = len(self.stream)
            yield
            text = getattr(box, "text", "") if box in drawing.kinds and not kind else ""
            if needs_words(text):
                self.stream[first:] = name_all_glyphs(self.stream[first:], text)
            elif hyphen := _last_hyphen(text):
                self.stream[first:] = name_last_glyph(self.stream[first:], hyphen)

    return marked


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


_LAST_GLYPH = re.compile(rb"^\[(.*<[0-9a-f]*?)([0-9a-f]{4})>([-\d.]*(?:<>|[-\d.])*)\] TJ$", re.DOTALL)


def _last_hyphen(text: str) -> str:
    """Return what the hyphen that ends a text stands for, ``""`` where none does.

    A hyphen of ours is a soft one. One of the author's is followed by an invisible place to break, so that whoever joins
    the halves of words at the ends of lines leaves it where it is.
    """
    if text.endswith(SOFT_HYPHEN_MARK):
        return "\u00ad"
    return f"{text[-1]}\u200b" if text.endswith(("-", "\u2010")) else ""


def needs_words(text: str) -> bool:
    """Whether a text cannot be read from its glyphs: whether its script reorders, merges or divides signs.

    A glyph has one meaning in a font's ToUnicode map (ISO 32000-1, 9.10.3), whatever it stands for in a word of Hindi or
    Thai. Text from right to left is left alone: its glyphs are drawn in the order that is seen, which every reader of PDFs
    turns round, and the readers in use turn an actual text round as well.
    """
    return not text.isascii() and any(map(_is_shaped, text)) and not any(map(_runs_leftwards, text))


@cache
def _is_shaped(character: str) -> bool:
    return category(character) in _MARKS or any(first <= character <= last for first, last in _SHAPED)


@cache
def _runs_leftwards(character: str) -> bool:
    return bidirectional(character) in ("R", "AL")


def as_seen(meaning: str) -> str:
    """Return what a glyph means in the order that is seen: readers turn text from right to left round, ligatures too."""
    return meaning[::-1] if len(meaning) > 1 and all(map(_runs_leftwards, meaning)) else meaning


def name_all_glyphs(operators: list[Any], text: str) -> list[Any]:
    """Give all that was drawn for a text its words as actual text (ISO 32000-1, 14.9.4); what was drawn stays the same."""
    return [_span(text.replace(SOFT_HYPHEN_MARK, "\u00ad")), *operators, b"EMC"]


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
