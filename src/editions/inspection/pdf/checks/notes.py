"""Notes and their calls (ISO 14289-1, 7.9; ISO 32000-1, 14.8.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from editions.inspection.pdf.blocks import Block, block_of
from editions.inspection.pdf.checks.fault import Fault, quoted
from editions.inspection.pdf.content import Box, Content
from editions.inspection.pdf.element import Element, Place
from editions.inspection.pdf.view import Document

NOTES = ("Note", "FENote")
_CALL = re.compile(r"\W?(\d{1,3}|[a-z*†‡§¶]{1,3})\W?")
# What a short link may well lead to that is no note.
_OTHERS = (*NOTES, "BibEntry", "L", "TOC", "Table", "Formula", "Figure", "Caption", "H1", "H2", "H3", "H4", "H5", "H6")
_TOLERANCE = 4.0  # points
_SMALLER = 0.95  # of the size of the text around: raised calls, and notes at the foot
_EDGE = re.compile(r"\b")  # of a word
_SENTENCE = re.compile(r"\w{3}[\w*†‡§]{0,20}[.!?][\d*†‡§]*(\s|$)")  # not initials, as in a list of names
_LABEL = re.compile(r"\W?(\d{1,3}|[*†‡§¶])[\s.)\]]")


def calls(document: Document) -> Iterator[Fault]:
    """Yield notes that nothing calls, and calls that lead to what is no note."""
    linked = _led_to(document)
    for note in document.of(*NOTES):
        # In a list of notes there are also those that nothing calls: of the authors, of the publisher.
        if id(note) not in linked and not _is_called(note) and not note.within("LI"):
            yield Fault(
                "pdf.note", f"Nothing refers to the note {quoted(note.text)}.", "Tag its call as a Reference.", note.page
            )
    for reference in document.of("Reference"):
        links = [link for link in reference.walk() if link.annotations()]
        label = _CALL.fullmatch(reference.text.strip())
        if not links and not reference.within("Link", "TOC"):
            yield Fault(
                "pdf.note", f"The reference {quoted(reference.text)} has no link.", "Link it to its note.", reference.page
            )
        if label is None:
            continue
        for link in links:
            if (block := _untyped(document, link, label[1])) is not None:
                message = f"The reference {quoted(reference.text)} leads to a {block.element.role}: {quoted(block.text)}."
                yield Fault("pdf.note", message, "Tag the note as Note.", block.page)


def _links(document: Document) -> Iterator[Element]:
    """Yield the links that say they are calls: in a Reference, or the label of a place in a sentence."""
    return (link for link in document.of("Reference", "Link") if link.within("Reference", "Lbl") and _place(link))


def _place(link: Element) -> Place | None:
    return next((each.place for each in link.annotations() if each.place is not None and each.place.page), None)


def _led_to(document: Document) -> set[int]:
    """Return (by identity) the notes at which a call's destination is: of those near it the one whose head is nearest."""
    notes = [(note, page, box) for note in document.of(*NOTES) for page, box in note.boxes().items()]
    found = set()
    for place in filter(None, map(_place, _links(document))):
        top = place.top if place.top is not None else float("inf")
        near = [(abs(box[3] - top), id(note)) for note, page, box in notes if page == place.page and _holds(box, place.top)]
        found |= {min(near)[1]} if near else set()
    return found


def _holds(box: Box, top: float | None) -> bool:
    return top is None or box[1] - _TOLERANCE <= top <= box[3] + 3 * _TOLERANCE


def _is_called(note: Element) -> bool:
    """Whether a note stands at its call, or one of the two names the other."""
    if any(related.role in ("Reference", "Lbl") for related in note.related):
        return True
    kids = note.parent.kids if note.parent else []
    at = next(at for at, kid in enumerate(kids) if kid is note)
    for before in reversed(kids[:at]):
        if isinstance(before, Element) and before.role not in NOTES:
            found = list(before.walk())[-4:] if before.role[:1] in "HP" else list(before.walk())
            return any(each.role in ("Reference", "Lbl") for each in found)
        if isinstance(before, Content) and before.text.strip():
            return False
    return False


def _untyped(document: Document, link: Element, label: str) -> Block | None:
    """Return the block that a link leads to, where it begins with the link's label and is not tagged as a note."""
    place = _place(link)
    if place is None or place.top is None:
        return None
    for block in document.blocks:
        box = block.box
        near = block.page == place.page and box and box[3] - _TOLERANCE <= place.top <= box[3] + 3 * _TOLERANCE
        if near and _begins(block.text, label) and not block.element.within(*_OTHERS):
            return block
    return None


def _begins(text: str, label: str) -> bool:
    """Whether a text begins with a label, perhaps after one bracket or sign."""
    at = 0 if text.startswith(label) and _EDGE.match(text, len(label)) else 1
    return text.startswith(label, at) and _EDGE.match(text, at + len(label)) is not None and (at == 0 or not _is_word(text[0]))


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def loose(document: Document) -> Iterator[Fault]:
    """Yield notes at the foot of a page that are tagged as no notes, where nothing links them to their calls.

    Such a note begins with the number that stands raised after a word of a sentence on the same page, is in smaller type than
    that sentence, and has nothing below it but others.
    """
    by_page: dict[int, list[Block]] = {}
    for block in document.blocks:
        by_page.setdefault(block.page, []).append(block)
    for page, found in by_page.items():
        for block in _at_foot(found, document.pages[page - 1].box):
            message = f"A note at the foot of the page is tagged as {block.element.role}: {quoted(block.text)}."
            yield Fault("pdf.note", message, "Tag it as Note, at its call.", page)


def _at_foot(page: list[Block], area: Box) -> Iterator[Block]:
    sizes = {label: _size(block) for block in page for label in _raised(block)}
    middle = (area[1] + area[3]) / 2
    for block in sorted(page, key=_bottom) if sizes else []:
        label = _LABEL.match(block.text + " ")
        if (
            block.element.within(*_OTHERS, "LI")
            or not label
            or label[1] not in sizes
            or _size(block) >= _SMALLER * sizes[label[1]]
        ):
            return
        if block.box is not None and block.box[3] < middle:
            yield block


def _raised(block: Block) -> Iterator[str]:
    """Yield the numbers and signs that stand raised and small after words of a sentence."""
    if not _SENTENCE.search(block.text):
        return
    for before, run in pairwise(block.runs):
        is_raised = run.size < _SMALLER * before.size and run.box[1] > before.box[1] + 0.1 * before.size
        if is_raised and (found := _CALL.fullmatch(run.text.strip())):
            yield found[1]


def _bottom(block: Block) -> float:
    return block.box[1] if block.box else 0.0


def _size(block: Block) -> float:
    return max((run.size for run in block.runs), default=0.0)


def ids(document: Document) -> Iterator[Fault]:
    """Yield notes without an ID, which ISO 14289-1 asks of ``Note`` alone."""
    for note in document.of("Note"):
        if not note.id:
            yield Fault("pdf.note-id", f"The note {quoted(note.text)} has no ID.", "Give it one.", block_of(note).page)
