"""Which sentence or block begins first on each page: the page list of the EPUB points at them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from editions.pages import PageBreak
from editions.pdf.structure import is_note
from editions.pdf.weasy import Box

_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "figure", "img", "figcaption", "caption", "td", "th", "tr", "table")
    + ("pre", "blockquote", "aside", "section", "div", "header", "footer", "article", "ul", "ol", "dl")
)


def page_breaks(root: Element, boxes: Iterable[tuple[int, Box]], pages: int) -> tuple[PageBreak, ...]:
    """Return a break for every page: the id of what begins first on it, or of what goes on where nothing begins.

    Notes do not count: they stand at a page's foot, and elsewhere in the other editions.
    """
    owners = _owners(root)
    seen: set[str] = set()
    first: dict[int, str] = {}
    going_on: dict[int, str] = {}
    for page, box in boxes:
        owner = owners.get(box.element) if box.element is not None and not box.margin and not box.noted else None
        if owner is None or not box.is_content:
            continue
        going_on.setdefault(page, owner)
        if owner not in seen:
            first.setdefault(page, owner)
            seen.add(owner)
    ids = (first.get(page) or going_on.get(page, "") for page in range(pages))
    return tuple(PageBreak(label=str(number), id=id) for number, id in enumerate(ids, 1) if id)


def _owners(root: Element) -> dict[Element, str]:
    """Return, for each element outside of notes, the id of the nearest sentence or block around it."""
    owners: dict[Element, str] = {}

    def visit(element: Element, owner: str) -> None:
        if is_note(element):
            return
        if element.get("id") and (element.tag in _BLOCKS or element.get("class") == "s"):
            owner = element.get("id", "")
        if owner:
            owners[element] = owner
        for child in element:
            visit(child, owner)

    visit(root, "")
    return owners
