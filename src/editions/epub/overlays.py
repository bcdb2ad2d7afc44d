"""Media Overlays: the SMIL that says which element is highlighted while which part of the sound is heard.

EPUB 3.3 section 9 and SMIL 3.0. Times come from the timeline's samples by one function, so that the end of a clip is the
very beginning of the next and nothing drifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from editions.epub.markup import ids
from editions.narration.timeline import Clip, Timeline
from editions.safety.xml import EPUB_TYPE, OPS, SMIL, TEXTREF, classes, local

ACTIVE = "narration-active"
"""The class that a reading system puts on the element that is heard."""
PLAYING = "narration-playing"
"""The class that it puts on the document while the narration plays."""

_SECOND = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """One SMIL document and how long it lasts, in microseconds: the sum of its clips. ``strays`` had no element left."""

    content: bytes
    duration: int
    strays: tuple[str, ...]


def build(timeline: Timeline, root: etree._Element, text: str, sound: str) -> Overlay:
    """Return the overlay of the document ``text`` with the sound ``sound`` (both relative to the SMIL's folder).

    A sentence stays highlighted through the silence after it. An utterance without an element of its own (``strays``) is
    heard while the one before it stays highlighted: the sound is never cut.
    """
    smil = etree.Element(f"{{{SMIL}}}smil", nsmap={None: SMIL, "epub": OPS}, version="3.0")
    body = etree.SubElement(smil, f"{{{SMIL}}}body")
    body.set(TEXTREF, text)
    known, strays, total = ids(root), [], 0
    tree = _Groups(body, text)
    element = next(iter(known.values()), root)
    for number, (clip, until) in enumerate(_audible(timeline), 1):
        if clip.utterance.id not in known:
            strays.append(clip.utterance.id)
        element = known.get(clip.utterance.id, element)
        begin, end = microseconds(clip.begin, timeline.rate), microseconds(until, timeline.rate)
        parent = tree.parent_of(element, known.get(clip.utterance.group))
        par = _par(parent, number, _target(text, element), sound, begin, end)
        if local(element) in _PARTS and not _kind(element):
            par.set(EPUB_TYPE, _PARTS[local(element)])
        total += end - begin
    return Overlay(content=_bytes(smil), duration=total, strays=tuple(strays))


def microseconds(sample: int, rate: int) -> int:
    """Return the time of a sample, rounded down: the last clip never ends after the sound."""
    return sample * _SECOND // rate


def clock(time: int) -> str:
    """Return microseconds as a SMIL full clock value: ``0:01:02.345``, with as many digits as it needs, three at least."""
    seconds, fraction = divmod(time, _SECOND)
    digits = f"{fraction:06}".rstrip("0").ljust(3, "0")
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{digits}"


def _target(text: str, element: etree._Element) -> str:
    return f"{text}#{element.get('id')}" if element.get("id") else text


def _audible(timeline: Timeline) -> Iterator[tuple[Clip, int]]:
    """Yield the clips that last: ``clipEnd`` must be after ``clipBegin`` (EPUB 3.3 section 9.2.2.5)."""
    for clip, until in timeline.heard():
        if microseconds(until, timeline.rate) > microseconds(clip.begin, timeline.rate):
            yield clip, until


def _par(parent: etree._Element, number: int, target: str, sound: str, begin: int, end: int) -> etree._Element:
    par = etree.SubElement(parent, f"{{{SMIL}}}par", id=f"par-{number}")
    etree.SubElement(par, f"{{{SMIL}}}text", src=target)
    etree.SubElement(par, f"{{{SMIL}}}audio", src=sound, clipBegin=clock(begin), clipEnd=clock(end))
    return par


def _bytes(smil: etree._Element) -> bytes:
    etree.indent(smil)
    return etree.tostring(smil, encoding="utf-8", xml_declaration=True)


# ----------------------------------------------------------------------------------------- what a reader may skip or leave


class _Groups:
    """The ``seq`` elements that are open: the document's figures, tables, lists and notes, nested as they are there."""

    def __init__(self, body: etree._Element, text: str) -> None:
        self._body, self._text = body, text
        self._open: list[tuple[etree._Element, etree._Element]] = []

    def parent_of(self, element: etree._Element, owner: etree._Element | None) -> etree._Element:
        """Return the innermost ``seq`` for an element: those it has left are closed, those it enters opened.

        ``owner`` is the group that the utterance belongs to: a long description is skipped alone, or with its figure.
        """
        wanted = list(_around(element))
        if owner is not None and owner not in wanted and _kind(owner):
            wanted = [*_around(owner), *(group for group in wanted if group not in list(_around(owner)))]
        kept = sum(1 for _ in _common(wanted, (group for group, _ in self._open)))
        del self._open[kept:]
        for group in wanted[kept:]:
            self._open.append((group, self._seq(group)))
        return self._parent()

    def _parent(self) -> etree._Element:
        return self._open[-1][1] if self._open else self._body

    def _seq(self, group: etree._Element) -> etree._Element:
        seq = etree.SubElement(self._parent(), f"{{{SMIL}}}seq")
        seq.set(TEXTREF, f"{self._text}#{group.get('id')}")
        seq.set(EPUB_TYPE, _kind(group))
        return seq


def _common(wanted: Iterable[etree._Element], opened: Iterable[etree._Element]) -> Iterator[None]:
    for one, other in zip(wanted, opened, strict=False):
        if one is not other:
            return
        yield


def _around(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the groups around an element and itself, the outermost first."""
    for node in (*reversed(list(element.iterancestors())), element):
        if node.get("id") and _kind(node):
            yield node


_NAMES = {"figure": "figure", "table": "table", "ul": "list", "ol": "list", "dl": "list"}
_TYPED = frozenset({"endnotes", "footnote", "bibliography"})

_WRAPPERS = frozenset({"table", "endnotes", "bibliography"})
_PARTS = {"tr": "table-row", "li": "list-item"}


def _kind(element: etree._Element) -> str:
    """Return the structural semantics of a group (EPUB 3.3 section 9.3.3), ``""`` for what is none."""
    if element.get(EPUB_TYPE) in _TYPED:
        return element.get(EPUB_TYPE, "")
    if "table-wrap" in classes(element):
        return "table"
    if "long-description" in classes(element):
        return "figure"  # of its own, so that it can be left alone; the vocabulary has no better word
    parent = element.getparent()
    if parent is not None and local(parent) != "li" and parent.get("id") and _kind(parent) in _WRAPPERS:
        return ""  # the table in its wrapper, the list that a section of notes consists of: said once
    return _NAMES.get(local(element), "")
