"""Lists and lists of contents (ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3 and 14.8.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.families.headings import headings
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.tree import Content, Element

_ENTRIES = 3  # links to headings that make a list of contents
_RUNS = (("1", "2"), ("a", "b"), ("A", "B"), ("i", "ii"), ("I", "II"))
_IN_LIST = ("L", "LI", "Caption", "Artifact", "NonStruct", "Div")
_IN_ITEM = ("Lbl", "LBody", "NonStruct", "Artifact", "Div")


def lists(document: PdfDocument) -> Iterator[Fault]:
    """Yield lists whose kids are no items, and items whose kids are neither label nor body."""
    for element in document.of("L", "LI"):
        allowed = _IN_LIST if element.role == "L" else _IN_ITEM
        wrong = [kid for kid in element.elements if kid.role not in allowed]
        loose = [kid for kid in element.kids if isinstance(kid, Content) and kid.text.strip()]
        what = "a list" if element.role == "L" else "an item of a list"
        if wrong or loose:
            kid = f"A {wrong[0].role}" if wrong else "Text"
            message = f"{kid} stands at once in {what}: {quoted(element.text)}."
            yield Fault("pdf.list", message, "Put it into an LBody of an LI.", element.page)
        elif element.role == "LI" and element.text and not _has_body(element) and not _is_term(element):
            yield Fault("pdf.list", f"An item has no body: {quoted(element.text)}.", "Put it into an LBody.", element.page)
    for element in document.of("LI", "Lbl", "LBody"):
        holders = {"LI": ("L",), "LBody": ("LI",), "Lbl": ()}[element.role]
        outer = _outer(element)
        if holders and outer not in holders:
            yield Fault("pdf.list", f"A {element.role} stands in a {outer}.", f"Put it into a {holders[0]}.", element.page)


def _outer(element: Element) -> str:
    """Return the role of what an element stands in; groups without meaning do not count."""
    return next((each.role for each in list(element.line())[1:] if each.role not in ("NonStruct", "Div")), "")


def _has_body(item: Element) -> bool:
    return any(kid.role == "LBody" for kid in item.elements)


def _is_term(item: Element) -> bool:
    """Whether an item has a label alone; ``definitions`` then speaks of it."""
    return [kid.role for kid in item.elements] == ["Lbl"]


def numbering(document: PdfDocument) -> Iterator[Fault]:
    """Yield lists whose items have numbers or letters that count, and that do not say how (ISO 14289-1, 7.6)."""
    for found in document.of("L"):
        labels = [_label(item) for item in found.elements if item.role == "LI"]
        said = str(found.attributes.get("ListNumbering") or "None")
        if len(labels) > 1 and said == "None" and any(labels[: len(run)] == list(run) for run in _RUNS):
            message = f"A list is counted {quoted(', '.join(labels[:3]))} and does not say so."
            yield Fault("pdf.list-numbering", message, "Give it its ListNumbering.", found.page)


def _label(item: Element) -> str:
    return next((kid.text for kid in item.elements if kid.role == "Lbl"), "").strip("[(.) ]")


def definitions(document: PdfDocument) -> Iterator[Fault]:
    """Yield lists that have their terms and what they mean as items of their own."""
    for found in document.of("L"):
        items = [[kid.role for kid in item.elements] for item in found.elements if item.role == "LI"]
        if any(first == ["Lbl"] and second == ["LBody"] for first, second in pairwise(items)):
            message = f"A term and what it means are two items: {quoted(found.text)}."
            yield Fault("pdf.definition", message, "Put Lbl and LBody into one LI.", found.page)
        elif len(items) > 1 and all(each == ["LBody"] for each in items) and _alternates(found):
            message = f"Items have no labels, and look like terms and what they mean: {quoted(found.text)}."
            yield Fault("pdf.definition", message, "Make the terms labels.", found.page)


def _alternates(found: Element) -> bool:
    """Whether every second item is set in: so are the meanings of terms."""
    lefts = [min((box[0] for box in item.boxes.values()), default=0.0) for item in found.elements]
    terms, meanings = lefts[::2], lefts[1::2]
    return (
        len(lefts) % 2 == 0 and max(terms) - min(terms) < 1 and max(meanings) - min(meanings) < 1 and meanings[0] - terms[0] > 5
    )


def contents(document: PdfDocument) -> Iterator[Fault]:
    """Yield lists of contents that are not tagged as such, and entries of one without a link."""
    for toc in document.of("TOC"):
        for kid in toc.elements:
            if kid.role not in ("TOCI", "TOC", "Caption", "NonStruct", "Artifact"):
                yield Fault("pdf.contents-list", f"A {kid.role} stands at once in a TOC.", "Put it into a TOCI.", kid.page)
    entries = list(document.of("TOCI"))
    for entry in entries:
        if not any(link.annotations for link in entry.walk() if link.role == "Link"):
            message = f"An entry of the list of contents has no link: {quoted(entry.text)}."
            yield Fault("pdf.contents-list", message, "Link it to its heading.", entry.page)
        if not entry.parent or entry.parent.role != "TOC":
            yield Fault(
                "pdf.contents-list", f"The entry {quoted(entry.text)} stands in no TOC.", "Put it into one.", entry.page
            )
    names = {heading.text.casefold() for _, heading in headings(document) if heading.text}
    for found in document.of("L"):
        linked = [link for link in found.walk() if link.role == "Link" and _first_words(link) in names and link.annotations]
        items = [item for item in found.walk() if item.role == "LI"]
        if not found.within("TOC") and len(linked) >= _ENTRIES and 2 * len(linked) > len(items) and _is_outer(found):
            message = f"A list of contents is tagged as a list: {quoted(found.text)}."
            yield Fault("pdf.contents-list", message, "Tag it as TOC and TOCI.", found.page)


def _first_words(link: Element) -> str:
    own = [kid for kid in link.kids if isinstance(kid, Content) or (isinstance(kid, Element) and kid.role != "Link")]
    return " ".join(" ".join(kid.text for kid in own).split()).casefold()


def _is_outer(found: Element) -> bool:
    return not any(above.role == "L" for above in list(found.line())[1:])
