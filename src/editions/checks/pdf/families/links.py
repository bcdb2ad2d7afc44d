"""Links: their annotations, their words, their names (ISO 14289-1, 7.18.5; WCAG 2.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.tree import Annotation, Box, Destination, Element

_SAME = 0.8  # of the smaller area: two annotations at one place
_MANY = 200  # annotations of a page that are compared with each other
_IDENTIFIER = re.compile(r"\A(?:(?=\D*+\d)[A-Za-z]++[-.]?+\w*+|[A-Za-z]++(?:[-_.]\w++)+)\Z")
_COMPARED = 1000  # characters of the words of a link
_UNSEEN = re.compile(r"[\s\u00ad\u200b\u2060]")
_ADDRESS = re.compile(r"^(https?://|mailto:|www\.)|^#", re.I)


def tags(document: PdfDocument) -> Iterator[Fault]:
    """Yield link annotations outside a Link, and Links without an annotation."""
    if document.root is None:
        return
    for page in document.pages:
        for link in _links(page.annotations):
            if not any(element.within("Link") for element in link.elements):
                message = f"A link stands in no Link: {quoted(link.contents or link.target)}."
                yield Fault("pdf.link-untagged", message, "Tag it as Link, with an OBJR.", page.number)
    for element in document.of("Link"):
        if not any(each.annotations for each in element.walk()) and not element.dangling:
            message = f"A Link has no annotation: {quoted(element.said)}."
            yield Fault("pdf.link-no-annotation", message, "Give it an OBJR, or tag it as Span.", element.page)


def _links(annotations: list[Annotation]) -> list[Annotation]:
    return [each for each in annotations if each.kind == "Link" and not each.hidden]


def words(document: PdfDocument) -> Iterator[Fault]:
    """Yield Links in which nothing is to be read."""
    for element in document.of("Link"):
        if element.annotations and not element.said.strip():
            message = f"A link to {quoted(element.annotations[0].target) or 'a place'} has no words."
            yield Fault("pdf.link-empty", message, "Tag its words, or give its picture an alternative.", element.page)


def names(document: PdfDocument) -> Iterator[Fault]:
    """Yield links without Contents, and those whose Contents are their target where their words are not."""
    for page in document.pages:
        for link in _links(page.annotations):
            contents = (link.contents or "").strip()[:_COMPARED]
            said = " ".join(element.said[:_COMPARED] for element in link.elements[:_COMPARED]).strip()
            if not contents:
                yield Fault(
                    "pdf.link-name",
                    f"The link {quoted(said or link.target)} has no Contents.",
                    "Put its words there.",
                    page.number,
                )
            elif said and _plain(contents) != _plain(said) and (contents == link.target or _ADDRESS.match(contents)):
                message = f"The link {quoted(said)} is read as its target {quoted(contents)}."
                yield Fault("pdf.link-name", message, "Put its words into its Contents.", page.number)
            elif said and _IDENTIFIER.fullmatch(contents) and _plain(contents).casefold() not in _plain(said).casefold():
                message = f"The link {quoted(said)} is read as {quoted(contents)}, which is no word."
                yield Fault("pdf.link-name", message, "Put its words into its Contents.", page.number)


def _plain(text: str) -> str:
    """Return a text without the spaces and hyphens that lines bring in."""
    return _UNSEEN.sub("", text)


def twice(document: PdfDocument) -> Iterator[Fault]:
    """Yield two annotations that open the same at one place, and Links within Links."""
    for page in document.pages:
        same: dict[tuple[str, Destination | None], list[Annotation]] = {}
        for link in _links(page.annotations)[:_MANY]:
            same.setdefault((link.target, link.place), []).append(link)
        for one, others in ((one, links[at:]) for links in same.values() for at, one in enumerate(links, 1)):
            if any(_overlap(one.box, other.box) for other in others):
                message = f"Two links open the same at one place: {quoted(one.contents or one.target)}."
                yield Fault("pdf.link-twice", message, "Keep one of them.", page.number)
    for element in document.of("Link"):
        if _is_inner(element):
            yield Fault("pdf.link-twice", f"A Link stands in a Link: {quoted(element.said)}.", "Make them one.", element.page)


def _overlap(one: Box, other: Box) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width > 0 and height > 0 and width * height >= _SAME * smaller


def _is_inner(element: Element) -> bool:
    """Whether a Link stands in another; one in a note within a link is the note's."""
    for above in islice(element.line(), 1, None):
        if above.role in ("Note", "FENote"):
            return False
        if above.role == "Link":
            return True
    return False
