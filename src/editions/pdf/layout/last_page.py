"""Lets a short article end well: it is set a little tighter where that saves a last page of a few lines.

The style sheets say what ``html.condensed`` changes. The boxes are private parts of WeasyPrint (``engine.py``).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from weasyprint import Document

from editions.pdf.layout.engine import LayoutEngine
from editions.pdf.layout.page_ends import blank_height

_MAX_PAGES = 6  # of a short article: each of its pages is laid out twice
_MAX_BLANK = 0.6  # of the last page


def lay_out(engine: LayoutEngine, root: Element) -> Document:
    """Return the pages of a document: the looser of two settings, unless the tighter one has fewer pages."""
    loose = engine.lay_out(root)
    if not 1 < len(loose.pages) <= _MAX_PAGES or _blank(loose) <= _MAX_BLANK:
        return loose
    before = root.get("class")
    root.set("class", f"{before or ''} condensed".strip())
    tight = engine.lay_out(root)
    if len(tight.pages) < len(loose.pages):
        return tight
    root.attrib.pop("class") if before is None else root.set("class", before)
    return loose


def _blank(document: Document) -> float:
    """Return the share of the last page that is blank."""
    page = document.pages[-1]._page_box
    return blank_height(page) / float(page.height)
