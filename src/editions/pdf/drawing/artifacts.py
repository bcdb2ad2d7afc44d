"""What on a page is no content: running heads, page numbers, repeated table heads, decoration (ISO 32000-1, 14.8.2.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from editions.pdf.drawing.weasyprint_patches import DrawnBox, RawBox
from editions.pdf.tree.structure import Structure


def kinds(boxes: Iterable[tuple[int, DrawnBox]], structure: Structure) -> dict[RawBox, str]:
    """Return, for each box of a document, ``""`` where it is content, else the type of artifact, with its subtype."""
    heads: Counter[Element] = Counter()
    return {box.raw: _kind(box, structure, heads) for _, box in boxes}


def _kind(box: DrawnBox, structure: Structure, heads: Counter[Element]) -> str:
    """``heads`` counts how often the head of each table was drawn up to this box."""
    if box.margin:
        return "Pagination/Header" if box.margin.startswith("@top") else "Pagination/Footer"
    if box.element is None:
        return ""
    if box.element in structure.decorative:
        return "Layout"
    head = structure.heads.get(box.element)
    # The head of a table that goes on is drawn again on each page, and in each column: it is content the first time alone.
    if head is not None:
        heads[head] += box.is_head
        return "Pagination" if heads[head] > 1 else ""
    return ""


def last_texts(boxes: Iterable[tuple[int, DrawnBox]]) -> frozenset[RawBox]:
    """Return the boxes that end the text, or the notes, of a page: what is drawn after them does not go on with them."""
    last: dict[tuple[int, bool], RawBox] = {}
    for page, box in boxes:
        if box.is_content and not box.margin:
            last[page, box.noted] = box.raw
    return frozenset(last.values())


def silent_pictures(boxes: Iterable[tuple[int, DrawnBox]], structure: Structure) -> frozenset[RawBox]:
    """Return the boxes of the pictures whose letters are not to be read: those with an alternative, and decoration."""
    return frozenset(box.raw for _, box in boxes if box.is_picture and _is_silent(box, structure))


def _is_silent(box: DrawnBox, structure: Structure) -> bool:
    if box.element is None or box.element in structure.decorative:
        return True
    node = structure.nodes.get(box.element)
    return node is not None and node.alternative is not None
