"""Which sentence or block begins first on each page: the page list of the EPUB points at them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from editions.article.pages import PageBreak
from editions.pdf.drawing.weasyprint_patches import DrawnBox
from editions.pdf.tree.structure import is_note

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd figure img figcaption caption td th tr table pre blockquote aside section div header "
    "footer article ul ol dl".split()
)


def page_breaks(owners: dict[Element, str], boxes: Iterable[tuple[int, DrawnBox]], pages: int) -> tuple[PageBreak, ...]:
    """Return a break for every page: the id of what begins first on it, or of what goes on where nothing begins.

    ``owners`` are those of the page before figures were moved (``float_placement.py``): the breaks are in the order of
    the article, as a page list has to be. Notes do not count: they are at a page's foot, and elsewhere in the other editions.
    """
    order = {id: number for number, id in enumerate(dict.fromkeys(owners.values()))}
    shown: list[list[str]] = [[] for _ in range(pages)]
    for page, box in boxes:
        if box.is_content and box.element in owners and not box.margin and not box.noted:
            shown[page].append(owners[box.element])
    breaks: list[PageBreak] = []
    last = next(iter(order), "")
    for number, ids in enumerate(shown, 1):
        # What begins here comes after all that the pages before show; a figure moved to this page does not.
        first = next((id for id in ids if number == 1 or order[id] > order[last]), last)
        breaks.append(PageBreak(label=str(number), id=first))
        last = max((last, *ids), key=order.__getitem__, default=last)
    return tuple(breaks) if order else ()


def owners_of(root: Element) -> dict[Element, str]:
    """Return, for each element outside of notes, the id of the nearest sentence or block around it, in document order."""
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
