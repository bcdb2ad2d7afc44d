"""What belongs together and is tagged apart: captions, notes and their calls, descriptions (ISO 32000-2, 14.7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.families.notes import NOTES
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.tree import Element
from editions.languages.phrases import PHRASES, phrase

_CAPTIONED = ("Figure", "Table", "Formula", "L", "TOC", "Code")
_GROUPS = ("Div", "Aside", "NonStruct")  # of a caption and what stands in the place of a figure
_LABELLED = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}+)\.?\s++\d+")
_NEAR = 2  # elements between a call's block and its note, at most
_FAR = 1000  # elements after which nothing is near, whatever they are
_CALLS = ("Reference", "Lbl")


@cache
def _labels() -> frozenset[str]:
    """The words for figure and table in every language of ours."""
    return frozenset(phrase(key, lang) for key in ("figure", "table") for lang in PHRASES)


def captions(document: PdfDocument) -> Iterator[Fault]:
    """Yield captions away from what they name, and what looks like the others and is none."""
    found = list(document.of("Caption"))
    for caption in found:
        holder = caption.parent
        if holder is None or not (holder.role in _GROUPS or _is_captioned(holder) or any(map(_is_captioned, _beside(caption)))):
            message = f"A caption stands by nothing that it could name: {quoted(caption.text)}."
            yield Fault("pdf.caption", message, "Put it into its figure or table, or beside it.", caption.page)
    words = _labels() | {label[1] for caption in found if (label := _LABELLED.match(caption.text))}
    for figure in document.of("Figure"):
        beside = _beside(figure)
        if "Caption" in figure.kid_roles or any(each.role == "Caption" for each in (*beside, *figure.line())):
            continue
        for each in beside[:2]:
            label = _LABELLED.match(each.text)
            if each.role in ("P", "Div", "Span", "NonStruct") and label and label[1] in words:
                yield Fault("pdf.caption", f"A caption is tagged as {each.role}: {quoted(each.text)}.", "Tag it.", figure.page)


def _is_captioned(element: Element) -> bool:
    return element.role in _CAPTIONED or not element.kid_roles.isdisjoint(_CAPTIONED)


def _beside(element: Element) -> list[Element]:
    """Return the elements behind and before another among those of its parent, the nearest first."""
    return [found for step in (1, -1) if (found := element.beside(step)) is not None]


def references(document: PdfDocument) -> Iterator[Fault]:
    """Yield what refers to a note, a call, a picture or a description that does not refer back."""
    for element in document.elements:
        for other in element.related:
            if element not in other.related_to and not element.within("TOC", "TOCI") and _is_pair(element, other):
                message = f"A {element.role} refers to a {other.role}, which does not refer back: {quoted(element.said)}."
                yield Fault("pdf.one-way", message, "Let each name the other in its Ref.", element.page)


def _is_pair(element: Element, other: Element) -> bool:
    return any(one.role in (*NOTES, "Figure") for one in (element, other))


def places(document: PdfDocument) -> Iterator[Fault]:
    """Yield notes that are read far from their calls, where they are no list, and those whose number is no label."""
    for note in document.of(*NOTES):
        called = [other for other in note.related if other.role in _CALLS]
        if called and not note.within("LI") and not any(_is_near(call, note) for call in called) and not _is_among_notes(note):
            message = f"The note {quoted(note.text)} is read far from its call."
            yield Fault("pdf.note-place", message, "Put it behind its call, or into a list of notes.", note.page)
        labels = {call.text.strip() for call in called}
        if labels and not any(kid.role == "Lbl" for kid in note.walk()) and note.text.split(" ")[0] in labels:
            yield Fault(
                "pdf.note-label", f"The number of a note is no label: {quoted(note.text)}.", "Tag it as Lbl.", note.page
            )


def _is_near(call: Element, note: Element) -> bool:
    """Whether a note stands in the block of its call, or a few elements behind it."""
    above = list(call.line())
    if note.parent is None or note.parent not in above:
        return False
    inner = next((each for each in above if each.parent is note.parent), note)
    ends = sorted(note.parent.places[each] for each in (inner, note))
    between = (note.parent.elements[at] for at in range(ends[0] + 1, min(ends[1], ends[0] + _FAR)))
    return ends[1] - ends[0] < _FAR and sum(kid.role not in (*NOTES, "Span", "Reference", "Link") for kid in between) <= _NEAR


def _is_among_notes(note: Element) -> bool:
    """Whether a note stands among others, in a group of their own."""
    parent = note.parent
    return parent is not None and parent.role != "Document" and parent.kid_roles <= {*NOTES, "H2", "H3"}
