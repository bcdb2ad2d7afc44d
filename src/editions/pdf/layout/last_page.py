"""Lets an article end well: it is set a little tighter where that saves a last page of a few lines.

The style sheets say what ``html.condensed`` changes. A colophon that would stand on a page of its own follows the text in its
columns. The boxes are private parts of WeasyPrint (``engine.py``).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from editions.pdf.layout.columns import with_colophon
from editions.pdf.layout.engine import LayoutEngine
from editions.pdf.layout.page_ends import blank_height

_MAX_BLANK = {6: 0.6, 30: 0.9}
"""How much of the last page may be blank, by the most pages of an article: what is set tighter is laid out twice."""


def lay_out(engine: LayoutEngine, root: Element) -> Document:
    """Return the pages of a document, none of them with the colophon alone where that can be helped."""
    document = _fewest_pages(engine, root)
    alone = len(document.pages) > 1 and _has_colophon_alone(document, root)
    return _fewest_pages(engine, root) if alone and with_colophon(root) else document


def _has_colophon_alone(document: Document, root: Element) -> bool:
    """Whether the last page shows words of the colophon, and no other."""
    colophon = {
        node for footer in root.iter("footer") if "colophon" in footer.get("class", "").split() for node in footer.iter()
    }
    text = document.pages[-1]._page_box.children[0]
    shown = {box.element for box in text.descendants() if isinstance(box, boxes.TextBox)}
    return bool(shown) and shown <= colophon


def _fewest_pages(engine: LayoutEngine, root: Element) -> Document:
    """Return the pages of a document: the looser of two settings, unless the tighter one has fewer pages."""
    loose = engine.lay_out(root)
    if len(loose.pages) == 1 or _blank(loose) <= _most_blank(len(loose.pages)):
        return loose
    before = root.get("class")
    root.set("class", f"{before or ''} condensed".strip())
    tight = engine.lay_out(root)
    if len(tight.pages) < len(loose.pages):
        return tight
    root.attrib.pop("class") if before is None else root.set("class", before)
    return loose


def _most_blank(pages: int) -> float:
    return next((blank for most, blank in _MAX_BLANK.items() if pages <= most), 1.0)


def _blank(document: Document) -> float:
    """Return the share of the last page that is blank."""
    page = document.pages[-1]._page_box
    return blank_height(page) / float(page.height)
