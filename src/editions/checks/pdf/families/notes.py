"""Notes and their calls (ISO 14289-1, 7.9; ISO 32000-1, 14.8.4.4)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.blocks import Block, block_of
from editions.checks.pdf.view.tree import Box, Content, Destination, Element

NOTES = ("Note", "FENote")
_CALL = re.compile(r"\W?(\d{1,3}|[a-z*†‡§¶]{1,3})\W?")
# What a short link may well lead to that is no note.
_OTHERS = (*NOTES, "BibEntry", "L", "TOC", "Table", "Formula", "Figure", "Caption", "H1", "H2", "H3", "H4", "H5", "H6")
_TOLERANCE = 4.0  # points
_MANY = 100  # notes, or blocks, at one height that a call is held against
_SMALLER = 0.95  # of the size of the text around: raised calls, and notes at the foot
_EDGE = re.compile(r"\b")  # of a word
# After a word of three letters, perhaps with marks of notes: not initials, as in a list of names.
_SENTENCE = re.compile(r"[.!?](?:(?<=\w{3}.)|(?<=\w{3}[*†‡§].)|(?<=\w{3}[*†‡§]{2}.))[\d*†‡§]{0,9}(\s|$)")
_LABEL = re.compile(r"\W?(\d{1,3}|[*†‡§¶])[\s.)\]]")


def calls(document: PdfDocument) -> Iterator[Fault]:
    """Yield notes that nothing calls, and calls that lead to what is no note."""
    linked, called = _led_to(document), _called(document)
    by_head = {page: sorted(blocks, key=_head) for page, blocks in document.blocks_by_page.items()}
    for note in document.of(*NOTES):
        # In a list of notes there are also those that nothing calls: of the authors, of the publisher.
        if note not in linked and note not in called and not note.within("LI"):
            yield Fault(
                "pdf.note", f"Nothing refers to the note {quoted(note.text)}.", "Tag its call as a Reference.", note.page
            )
    for reference in document.of("Reference"):
        links = [link for link in reference.walk() if link.annotations]
        label = _CALL.fullmatch(reference.text.strip())
        if not links and not reference.within("Link", "TOC"):
            yield Fault(
                "pdf.note", f"The reference {quoted(reference.text)} has no link.", "Link it to its note.", reference.page
            )
        if label is None:
            continue
        for link in links:
            if (block := _untyped(by_head, link, label[1])) is not None:
                message = f"The reference {quoted(reference.text)} leads to a {block.element.role}: {quoted(block.text)}."
                yield Fault("pdf.note", message, "Tag the note as Note.", block.page)


def _links(document: PdfDocument) -> Iterator[Element]:
    """Yield the links that say they are calls: in a Reference, or the label of a place in a sentence."""
    return (link for link in document.of("Reference", "Link") if link.within("Reference", "Lbl") and _place(link))


def _place(link: Element) -> Destination | None:
    return next((each.place for each in link.annotations if each.place is not None and each.place.page), None)


def _led_to(document: PdfDocument) -> set[Element]:
    """Return the notes at which a call's destination is: of those near it the one whose head is nearest."""
    notes: dict[int, list[tuple[float, float, Element]]] = {}
    for note in document.of(*NOTES):
        for page, box in note.boxes.items():
            notes.setdefault(page, []).append((box[3], box[1], note))
    for found in notes.values():
        found.sort(key=itemgetter(0))
    places = {(place.page, place.top) for link in _links(document) if (place := _place(link)) is not None}
    return {led for page, top in places if (led := _nearest(notes.get(page, []), top)) is not None}


def _nearest(notes: list[tuple[float, float, Element]], top: float | None) -> Element | None:
    """Return the note, of those sorted by their heads, that holds a height; the highest where the height is not said."""
    if top is None:
        return notes[-1][2] if notes else None
    at = bisect_left(notes, top, key=itemgetter(0))
    over = next((each for each in notes[at : at + _MANY] if each[1] - _TOLERANCE <= top), None)
    under = next((each for each in notes[max(0, at - 1) : at] if top <= each[0] + 3 * _TOLERANCE), None)
    near = [each for each in (over, under) if each is not None]
    return min(near, key=lambda each: abs(each[0] - top))[2] if near else None


def _called(document: PdfDocument) -> set[Element]:
    """Return the notes that stand at their calls, or whose calls they name."""
    called = {note for note in document.of(*NOTES) if not note.related_roles.isdisjoint(("Reference", "Lbl"))}
    for parent in {note.parent for note in document.of(*NOTES) if note.parent}:
        is_call = False
        for kid in parent.kids:
            if isinstance(kid, Element) and kid.role in NOTES:
                called |= {kid} if is_call else set()
            elif isinstance(kid, Element):
                is_call = _ends_in_call(kid)
            elif isinstance(kid, Content) and kid.text.strip():
                is_call = False
    return called


def _ends_in_call(element: Element) -> bool:
    """Whether a call is in an element; of a paragraph or a heading, among its last elements."""
    found = list(element.walk())
    return any(each.role in ("Reference", "Lbl") for each in (found[-4:] if element.role[:1] in "HP" else found))


def _untyped(by_head: dict[int, list[Block]], link: Element, label: str) -> Block | None:
    """Return the block that a link leads to, where it begins with the link's label and is not tagged as a note."""
    place = _place(link)
    if place is None or place.top is None:
        return None
    blocks = by_head.get(place.page, [])
    at = bisect_left(blocks, place.top - 3 * _TOLERANCE, key=_head)
    for block in blocks[at : at + _MANY]:
        if _head(block) > place.top + _TOLERANCE:
            break
        if _begins(block.text, label) and not block.element.within(*_OTHERS):
            return block
    return None


def _begins(text: str, label: str) -> bool:
    """Whether a text begins with a label, perhaps after one bracket or sign."""
    at = 0 if text.startswith(label) and _EDGE.match(text, len(label)) else 1
    return text.startswith(label, at) and _EDGE.match(text, at + len(label)) is not None and (at == 0 or not _is_word(text[0]))


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def loose(document: PdfDocument) -> Iterator[Fault]:
    """Yield notes at the foot of a page that are tagged as no notes, where nothing links them to their calls.

    Such a note begins with the number that stands raised after a word of a sentence on the same page, is in smaller type than
    that sentence, and has nothing below it but others.
    """
    for page, found in document.blocks_by_page.items():
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


def _head(block: Block) -> float:
    return block.box[3] if block.box else 0.0


def _bottom(block: Block) -> float:
    return block.box[1] if block.box else 0.0


def _size(block: Block) -> float:
    return max((run.size for run in block.runs), default=0.0)


def ids(document: PdfDocument) -> Iterator[Fault]:
    """Yield notes without an ID, which ISO 14289-1 asks of ``Note`` alone."""
    for note in document.of("Note"):
        if not note.id:
            yield Fault("pdf.note-id", f"The note {quoted(note.text)} has no ID.", "Give it one.", block_of(note).page)
