"""Puts what was drawn into the structure tree: marked content, pictures' bounding boxes, links' annotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from editions.pdf.drawing.glyphs import SOFT_HYPHEN
from editions.pdf.drawing.weasyprint_patches import DrawnBox, RawBox, hyphen_of
from editions.pdf.tree.nodes import LinkArea, MarkedSequence, TagNode, prune, settle
from editions.pdf.tree.structure import Structure


class Misplaced(RuntimeError):
    """Drawn content that no element asked for: a mistake of ours."""


def place(structure: Structure, boxes: Iterable[tuple[int, DrawnBox]], marks: Sequence[Mapping[RawBox, int]]) -> None:
    """Put the marked content of each page (``marks``: the number of each box) into the nodes, then drop empty nodes
    and put loose text into paragraphs.

    Raises ``Misplaced`` where something was drawn and marked that has no place, so that no word is ever left out.
    """
    placed = 0
    for page, box in boxes:
        node = _node(structure, box)
        if box.annotation is not None and node is not None:
            node.place(LinkArea(page, box.annotation))
        if box.raw not in marks[page]:
            continue
        if node is None:
            raise Misplaced(f"Page {page + 1} shows something without an element.")
        node.place(MarkedSequence(page, marks[page][box.raw]))
        placed += 1
        hyphen = marks[page].get(hyphen_of(box.raw))
        if hyphen is not None:
            _place_hyphen(node, MarkedSequence(page, hyphen))
            placed += 1
        if box.is_picture:
            _bound(node, box)
    if placed != sum(map(len, marks)):
        raise Misplaced("Marked content was drawn that is in no box of its page.")
    prune(structure.document)
    settle(structure.document)


def _node(structure: Structure, box: DrawnBox) -> TagNode | None:
    if box.element is None:
        return None
    if box.part == "marker" and box.element in structure.labels:
        return structure.labels[box.element]
    return structure.nodes.get(box.element)


def _place_hyphen(node: TagNode, content: MarkedSequence) -> None:
    """Let an element of its own say that a hyphen at the end of a line is none of the word's (ISO 32000-1, 14.8.2.2.3)."""
    span = TagNode(role="Span", actual=SOFT_HYPHEN)
    node.place(span)
    span.place(content)


def _bound(node: TagNode, box: DrawnBox) -> None:
    """Give a figure or a formula its bounding box (ISO 32000-1, 14.8.5.4.3); the picture of a longer link has none."""
    if node.role in ("Figure", "Formula"):
        node.rectangle = box.rectangle
