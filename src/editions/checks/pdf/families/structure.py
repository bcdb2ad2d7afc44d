"""Whether the structure tree holds together (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from editions.checks.pdf.families.fault import Fault, quoted, spelled
from editions.checks.pdf.view import PdfDocument

_HINT = "Build the structure tree anew."
# ISO 32000-1, 14.8.4, ISO 32000-2, 14.8.4, and what MathML adds to them (ISO 32000-2, 14.8.6.3).
_STANDARD = frozenset(
    (
        "Document DocumentFragment Part Art Sect Div Aside BlockQuote Caption TOC TOCI Index NonStruct Private "
        "Title P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note FENote "
        "Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form Em Strong Sub Artifact "
        "math mi mn mo ms mspace mtext menclose merror mfenced mfrac mpadded mphantom mroot mrow msqrt mstyle "
        "mmultiscripts mover mprescripts msub msubsup msup munder munderover none mtable mtd mtr mlabeledtr "
        "maction semantics "
    ).split()
)


_BLOCKS = (
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Table",
    "TR",
    "Sect",
    "Part",
    "Art",
    "Div",
    "BlockQuote",
    "TOC",
)


def roles(document: PdfDocument) -> Iterator[Fault]:
    """Yield the roles that no reader knows."""
    unknown = Counter(element.role for element in document.elements if not _is_standard(element.role))
    del unknown["StructTreeRoot"]
    for role, count in unknown.items():
        yield Fault(
            "pdf.role", f"{count} elements have the role {spelled(role)}, which is no standard one.", "Map it in the RoleMap."
        )


def _is_standard(role: str) -> bool:
    return role in _STANDARD or (role[:1] == "H" and role[1:].isdecimal())


def nesting(document: PdfDocument) -> Iterator[Fault]:
    """Yield paragraphs and headings that hold blocks, and a tree that does not begin with its document."""
    for element in document.of("P", "H1", "H2", "H3", "H4", "H5", "H6"):
        inner = next((kid for kid in element.elements if kid.role in _BLOCKS), None)
        if inner is not None:
            message = f"A {element.role} holds a {inner.role}: {quoted(inner.text)}."
            yield Fault("pdf.nesting", message, "Keep to text in it, and put blocks beside it.", element.page)
    tops = [kid.role for kid in document.root.elements] if document.root is not None else []
    if tops and "Document" not in tops:
        yield Fault("pdf.no-document", f"The structure begins with a {tops[0]}.", "Begin it with one Document.")


def contents(document: PdfDocument) -> Iterator[Fault]:
    """Yield what elements name that is not there, and what two of them name."""
    for element in document.elements:
        if element.dangling:
            message = f"A {element.role} names content that is nowhere: {quoted(element.text)}."
            yield Fault("pdf.content-nowhere", message, _HINT, element.page)
    for page in document.pages:
        for content in page.marked.values():
            if len(content.elements) > 1:
                yield Fault("pdf.content-twice", f"Two elements have the words {quoted(content.text)}.", _HINT, page.number)
        for mcid in page.repeated:
            yield Fault("pdf.content-twice", f"The number {mcid} marks two pieces of content.", _HINT, page.number)
        for annotation in page.annotations:
            if len(annotation.elements) > 1:
                message = f"An annotation stands in two elements: {quoted(annotation.contents or annotation.kind)}."
                yield Fault("pdf.link-twice", message, _HINT, page.number)


def parents(document: PdfDocument) -> Iterator[Fault]:
    """Yield what the parent tree says otherwise than the structure tree."""
    for page in document.pages:
        wrong = [
            *page.wrong_parents,
            *(
                f"the link {spelled(each.contents)}"
                for each in page.annotations
                if each.elements and each.parent not in each.elements
            ),
        ]
        if wrong:
            message = f"The parent tree does not find what holds {wrong[0]}" + (
                f" and {len(wrong) - 1} more." if wrong[1:] else "."
            )
            yield Fault("pdf.parent-tree", message, "Write the parent tree anew.", page.number)


def ids(document: PdfDocument) -> Iterator[Fault]:
    """Yield IDs that two elements have, and those that the ID tree does not lead to."""
    holders = [element for element in document.elements if element.id]
    counts = Counter(element.id for element in holders)
    for element in holders:
        if counts[element.id] > 1:
            rule = "pdf.note-id" if element.role in ("Note", "FENote") else "pdf.id"
            yield Fault(rule, f"Two elements have the ID {spelled(element.id)}.", "Give each its own.", element.page)
        elif document.ids.get(element.id) is not element:
            yield Fault(
                "pdf.id", f"The ID tree does not lead to {spelled(element.id)}.", "Write the ID tree anew.", element.page
            )
    for id, target in document.ids.items():
        if target is None:
            yield Fault("pdf.id", f"The ID tree has {spelled(id)}, which is no element.", "Write the ID tree anew.")
