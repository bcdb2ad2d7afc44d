"""Headings, and the outline that repeats them (ISO 14289-1, 7.4; WCAG technique PDF2)."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterator
from itertools import pairwise

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import OutlineItem, PdfDocument
from editions.checks.pdf.view.tree import Element

_LONG = 4  # pages from which a text needs headings and bookmarks
_SOME = 3  # headings from which it needs bookmarks


def headings(document: PdfDocument) -> list[tuple[int, Element]]:
    """Return the headings in reading order with their rank."""
    return [(element.rank, element) for element in document.elements if element.rank]


def ranks(document: PdfDocument) -> Iterator[Fault]:
    """Yield ranks that are left out, and headings that share the first with others."""
    found = headings(document)
    if found and found[0][0] != 1:
        message = f"The first heading is of rank {found[0][0]}: {quoted(found[0][1].text)}."
        yield Fault("pdf.heading-skipped", message, "Make it H1.", found[0][1].page)
    for (before, _), (rank, heading) in pairwise(found):
        if rank > before + 1:
            message = f"{quoted(heading.text)} is of rank {rank} and follows one of rank {before}."
            yield Fault("pdf.heading-skipped", message, f"Make it H{before + 1}.", heading.page)
    first = [heading for rank, heading in found if rank == 1]
    if len(first) > 1:
        message = f"{len(first)} headings are of the first rank; the second is {quoted(first[1].text)}."
        yield Fault("pdf.heading-rank", message, "Keep H1 for the title, if these are its parts.", first[1].page)


def empty(document: PdfDocument) -> Iterator[Fault]:
    """Yield headings without words."""
    for element in document.elements:
        if (element.role == "H" or element.rank) and not element.said.strip():
            yield Fault("pdf.heading-empty", "A heading has no words.", "Tag it as what it is, or give it words.", element.page)


def none(document: PdfDocument) -> Iterator[Fault]:
    """Yield a text of several pages without any heading."""
    if document.root is not None and len(document.pages) >= _LONG and not headings(document) and not any(document.of("H")):
        yield Fault("pdf.no-headings", f"A text of {len(document.pages)} pages has no headings.", "Tag its titles as headings.")


def outline(document: PdfDocument) -> Iterator[Fault]:
    """Yield bookmarks that are missing, stand in another order than the headings, or lead to another page.

    A file may have fewer bookmarks than headings (of the upper ranks alone), and others besides.
    """
    found = [heading for _, heading in headings(document) if heading.text.strip()]
    if not document.outline:
        if len(document.pages) >= _LONG and len(found) >= _SOME:
            yield Fault("pdf.outline", f"{len(found)} headings have no bookmarks.", "Add an outline.")
        return
    for item in document.outline:
        if not item.title.strip():
            yield Fault(
                "pdf.outline", "A bookmark has no words.", "Name it by its heading.", item.place.page if item.place else 0
            )
    yield from _against(document, found)


def _against(document: PdfDocument, found: list[Element]) -> Iterator[Fault]:
    names = {_key(item.title) for item in document.outline}
    ranks_used = {rank for rank, heading in headings(document) if _key(heading.text) in names}
    wanted = [heading for rank, heading in headings(document) if rank in ranks_used and not _heads_contents(heading)]
    missing = [heading for heading in wanted if heading.text.strip() and _key(heading.text) not in names]
    if missing and len(missing) < len(found):
        message = f"{len(missing)} headings have no bookmark of their words; the first is {quoted(missing[0].text)}."
        yield Fault("pdf.outline", message, "Name bookmarks by their headings.", missing[0].page)
    yield from _no_headings(document, found)
    last = -1
    for item, heading, at in _paired(document, found):
        if at < last:
            message = f"The bookmark {quoted(item.title)} stands out of the order of the headings."
            yield Fault("pdf.outline", message, "Put the bookmarks in reading order.", heading.page)
        last = max(last, at)
        pages = set(heading.boxes)
        if item.place is not None and item.place.page and pages and item.place.page not in pages:
            message = (
                f"The bookmark {quoted(item.title)} leads to page {item.place.page}, and its heading is on page {min(pages)}."
            )
            yield Fault("pdf.outline", message, "Mend its destination.", item.place.page)


def _no_headings(document: PdfDocument, found: list[Element]) -> Iterator[Fault]:
    """Yield bookmarks whose words stand on their page and are no heading."""
    names = {_key(heading.text) for heading in found}
    places = {(item.place.page, _key(item.title)): item for item in document.outline if item.place}
    for block in document.blocks:
        item = places.get((block.page, _key(block.text)))
        if item is not None and _key(item.title) not in names and not block.element.within("Figure", "Table", "Caption"):
            message = f"The bookmark {quoted(item.title)} leads to a {block.element.role} and to no heading."
            yield Fault("pdf.outline", message, "Tag it as a heading.", block.page)


def _heads_contents(heading: Element) -> bool:
    """Whether a heading stands over the list of contents, which needs no entry in itself."""
    following = heading.beside(1)
    return following is not None and following.role == "TOC"


def _paired(document: PdfDocument, found: list[Element]) -> Iterator[tuple[OutlineItem, Element, int]]:
    """Yield each bookmark with the heading of the same words that no other has, and the heading's number."""
    free: dict[str, deque[int]] = {}
    for at, heading in enumerate(found):
        free.setdefault(_key(heading.text), deque()).append(at)
    for item in document.outline:
        if places := free.get(_key(item.title)):
            at = places.popleft()
            yield item, found[at], at


def _key(text: str) -> str:
    """What two spellings of a heading share: letters and digits, without case and form."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalnum())


def targets(document: PdfDocument) -> Iterator[Fault]:
    """Yield bookmarks and links whose destination is not in the file."""
    for item in document.outline:
        if item.place is not None and not item.place.page:
            yield Fault("pdf.outline-target", f"The bookmark {quoted(item.title)} leads nowhere.", "Mend its destination.")
    for page in document.pages:
        for link in page.annotations:
            if link.dead:
                message = f"The link {quoted(link.contents or link.target)} leads nowhere."
                yield Fault("pdf.outline-target", message, "Mend its destination.", page.number)
