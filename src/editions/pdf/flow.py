"""Lets text run on where a figure does not fit on the rest of a page, so that no page stays half blank.

The figure is drawn behind the next paragraphs; it is read where it stands in the article, for the structure tree is made
from the article's order before this (``structure.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from xml.etree.ElementTree import Element

from weasyprint import Document

from editions.pdf import weasy

_BLANK = 0.22  # share of a page's text area that may stay blank above a figure
_LAYOUTS = 3  # each one moves every figure that is stranded then, and the pages after it change
_RUNNING = frozenset({"p", "ul", "ol", "dl", "blockquote"})
_APART = frozenset({"figure", "table", "aside", "footer", "table-wrap", "references", "notes", "picture"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def lay_out(root: Element, press: weasy.Press) -> Document:
    """Return the laid-out document; figures of ``root`` are moved where that fills a page."""
    document = press.lay_out(root)
    for _ in range(_LAYOUTS - 1):
        moved = [_postpone(root, document, figure, blank) for figure, blank in _stranded(root, document)]
        if not any(moved):
            break
        document = press.lay_out(root)
    return document


def _stranded(root: Element, document: Document) -> list[tuple[Element, float]]:
    """Return the figures that begin a page because they did not fit on the one before, and the height left blank there."""
    figures = {inner: figure for figure in root.iter("figure") for inner in figure.iter()}
    first: dict[int, Element] = {}
    for page, box in weasy.page_boxes(document):
        if box.is_content and box.element is not None and not box.margin and not box.noted:
            first.setdefault(page, box.element)
    found: dict[Element, float] = {}
    for page, element in first.items():
        blank = weasy.blank_height(document, page - 1) if page else 0.0
        if element in figures and blank > _BLANK * weasy.text_height(document, page - 1):
            found.setdefault(figures[element], blank)
    return list(found.items())


def _postpone(root: Element, document: Document, figure: Element, blank: float) -> bool:
    """Move a figure behind the next text that is as high as the blank, or as much of it as there is."""
    heights = _heights(document)
    behind: Element | None = None
    height = 0.0
    for block in _text_after(root, figure):
        height += heights.get(block, 0.0)
        if block.tag in _RUNNING:
            behind = block
        if height >= blank and behind is block:
            break
    if behind is None:
        return False
    parents = {child: parent for parent in root.iter() for child in parent}
    group = _with_descriptions(parents[figure], figure)
    for part in group:
        parents[figure].remove(part)
    holder = parents[behind]
    place = list(holder).index(behind) + 1
    holder[place:place] = group
    return True


def _with_descriptions(parent: Element, figure: Element) -> list[Element]:
    """Return a figure and the long descriptions that follow it."""
    after = list(parent)[list(parent).index(figure) + 1 :]
    return [figure, *takewhile(lambda element: element.get("class") == "long-description", after)]


def _text_after(root: Element, figure: Element) -> Iterator[Element]:
    """Yield the headings and blocks of running text after a figure, up to the next thing that is set apart."""
    inside = set(figure.iter())
    for description in root.iterfind(".//*[@class='long-description']"):
        inside.update(description.iter())
    elements = iter(root.iter())
    for element in elements:
        if element is figure:
            break
    for element in elements:
        kind = element.get("class", "").split()
        if element in inside:
            continue
        if element.tag in ("figure", "table", "aside", "footer") or {"table-wrap", "references", "notes", "picture"} & set(
            kind
        ):
            return
        if element.tag in _RUNNING | _HEADINGS:
            inside.update(element.iter())
            yield element


def _heights(document: Document) -> dict[Element, float]:
    """Return the height of each block over all its pages; of the boxes made for one element, the outermost counts."""
    heights: dict[tuple[int, Element], float] = {}
    for page, box in weasy.page_boxes(document):
        if box.block_height and box.element is not None:
            heights.setdefault((page, box.element), box.block_height)
    totals: dict[Element, float] = {}
    for (_, element), height in heights.items():
        totals[element] = totals.get(element, 0.0) + height
    return totals
