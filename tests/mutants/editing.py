"""How mutants change a PDF: its elements, its content streams, its fonts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Name, Pdf

from editions.checks.pdf.reading.budget import Budget
from editions.checks.pdf.reading.cmaps import characters
from editions.checks.pdf.reading.fonts import Fonts
from editions.checks.pdf.reading.painting import Painter
from editions.checks.pdf.reading.streams import Streams
from editions.checks.pdf.view import PdfPage
from editions.checks.pdf.view.tree import Content
from pdf_samples import Tag, tags


def element(pdf: Pdf, role: str, at: int = 0, *, where: Callable[[Tag], bool] = lambda _: True) -> Any:
    """The element of a role that stands at a number among those that are wanted."""
    return [tag for tag in tags(pdf) if tag.role == role and where(tag)][at].object


def every(pdf: Pdf, *roles: str) -> list[Any]:
    """All elements of some roles."""
    return [tag.object for tag in tags(pdf) if tag.role in roles]


def kids(parent: Any) -> Any:
    """The kids of an element, as an array that may be changed."""
    if not isinstance(parent.get("/K"), Array):
        parent.K = Array([parent.K])
    return parent.K


def attributes(found: Any, key: str) -> Any:
    """The attribute dictionary of an element that has a key."""
    holders = found.A if isinstance(found.A, Array) else [found.A]
    return next(holder for holder in holders if key in holder)


def place(parent: Any, child: Any) -> int:
    """Which of the kids of an element another is."""
    return next(at for at, kid in enumerate(kids(parent)) if isinstance(kid, pikepdf.Dictionary) and kid.objgen == child.objgen)


def remove(child: Any) -> None:
    """Take an element out of the tree."""
    del kids(child.P)[place(child.P, child)]


def added(pdf: Pdf, parent: Any, role: str, at: int, content: list[Any]) -> Any:
    """Put a new element with these kids among those of another."""
    child = pdf.make_indirect(pikepdf.Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, K=Array(content)))
    if "/Pg" in parent:
        child.Pg = parent.Pg
    kids(parent).insert(at, child)
    return child


def drawing(pdf: Pdf, page: int) -> bytes:
    """What a page draws."""
    return bytes(pdf.pages[page].Contents.read_bytes())


def redraw(pdf: Pdf, page: int, pattern: bytes, new: bytes, count: int = 1) -> None:
    """Change what a page draws; fails where there is nothing to change."""
    text, changed = re.subn(pattern, new, drawing(pdf, page), count=count)
    assert changed, pattern
    pdf.pages[page].Contents = pdf.make_stream(text)


def mark(mcid: int) -> bytes:
    """A pattern for the operator that opens a numbered mark."""
    return rb"/\w+\s*<<[^<>]*/MCID %d\b[^<>]*>>\s*BDC" % mcid


def page_of(pdf: Pdf, found: Any) -> int:
    """The number of the page (from 0) that an element's first content is on."""
    return next(at for at, page in enumerate(pdf.pages) if page.objgen == found.Pg.objgen)


def mcids(found: Any) -> list[int]:
    """The numbers of the marks on an element's own page."""
    return [kid for kid in kids(found) if isinstance(kid, int)]


def texts_of(pdf: Pdf, number: int) -> dict[int, str]:
    """What each numbered mark of a page (from 0) shows."""
    page = PdfPage(number=number, box=(0, 0, 0, 0), label="", tabs="", loose=Content(page=number))
    drawing = pdf.pages[number]
    Painter(page, Fonts(Streams(Budget()))).draw(drawing, (), drawing.resources)
    return {mcid: content.text.strip() for (_, mcid), content in page.marked.items()}


def fonts(pdf: Pdf) -> Iterator[Any]:
    """The fonts of a file, each once."""
    seen = set()
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield font


def code(font: Any, character: str) -> bytes:
    """The code of a character in a font, as a content stream writes it."""
    return next(b"<%04x>" % code for code, text in characters(font.ToUnicode.read_bytes()).items() if text == character)
