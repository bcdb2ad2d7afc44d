"""What a machine can hold against a structure tree before PDF/UA-1 is claimed for it (ISO 14289-1, clause 7).

A fault has the id of the rule that the check of a finished PDF (``checks/pdf``) reports it by.

These are the conditions that depend on an article; those that every file of ours fulfils (fonts embedded, everything tagged,
a title shown) are proved by veraPDF in the tests. What needs a reader's judgement is the audit of the article's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from editions.pdf.tree.nodes import LinkArea, TagNode


@dataclass(frozen=True, slots=True)
class PrintFault:
    """Why a file does not conform: the rule's name, the id of the element, what is wrong, and the next step."""

    rule: str
    source: str
    message: str
    hint: str


_NO_ALTERNATIVE: Final = {
    "Figure": ("pdf.figure-no-alternative", "picture"),
    "Formula": ("pdf.formula-no-alternative", "formula"),
}
"""Role of what needs an alternative -> the rule that it breaks without one, and what readers call it."""


def faults(document: TagNode, lang: str, title: str) -> tuple[PrintFault, ...]:
    """Return everything that keeps a tree, of a document with this language and title, from PDF/UA-1."""
    nodes = tuple(document.nodes())
    return (*_document(lang, title), *_alternatives(nodes), *_headings(nodes), *_ids(nodes), *_links(nodes), *_tables(nodes))


def _document(lang: str, title: str) -> Iterator[PrintFault]:
    if not title.strip():
        yield PrintFault("pdf.no-title", "", "The article has no title.", "Add an article-title.")
    if not lang or lang == "und":
        yield PrintFault("pdf.no-language", "", "The article has no language.", "Add xml:lang to the article.")


def _alternatives(nodes: tuple[TagNode, ...]) -> Iterator[PrintFault]:
    for node in nodes:
        if node.role in _NO_ALTERNATIVE and not (node.alternative or "").strip():
            rule, what = _NO_ALTERNATIVE[node.role]
            yield PrintFault(rule, node.source, f"The {what} has no alternative text.", "Add alt-text to its source.")


def _headings(nodes: tuple[TagNode, ...]) -> Iterator[PrintFault]:
    last = 0
    for node in nodes:
        if node.role[:1] == "H" and node.role[1:].isdecimal():
            level = int(node.role[1:])
            if level > last + 1:
                message = f"A heading of level {level} follows one of level {last}."
                yield PrintFault("pdf.heading-skipped", node.source, message, "Give the sections between them titles.")
            last = level


def _ids(nodes: tuple[TagNode, ...]) -> Iterator[PrintFault]:
    counts = Counter(node.id for node in nodes if node.id)
    for node in nodes:
        if counts[node.id] > 1 or (node.role == "Note" and not node.id):
            message = f"The id {node.id!r} is not that of one element alone."
            rule = "pdf.note-id" if node.role == "Note" else "pdf.id"
            yield PrintFault(rule, node.source, message, "Give notes and header cells ids of their own.")


def _links(nodes: tuple[TagNode, ...]) -> Iterator[PrintFault]:
    for node in nodes:
        linked = any(isinstance(kid, LinkArea) for kid in node.kids)
        if linked and (node.role != "Link" or not node.text.strip()):
            yield PrintFault("pdf.link-empty", node.source, "A link has no words.", "Write what it leads to between its tags.")


def _tables(nodes: tuple[TagNode, ...]) -> Iterator[PrintFault]:
    for table in nodes:
        if table.role == "Table" and not _is_regular(table):
            message = "The rows of the table do not cover the same columns."
            yield PrintFault("pdf.table-structure", table.source, message, "Mend its rowspan and colspan attributes.")


def _is_regular(table: TagNode) -> bool:
    """Whether no slot of a table is covered twice, and all its rows end at the same column."""
    taken: set[tuple[int, int]] = set()
    rows = [node for node in table.nodes() if node.role == "TR"]
    for y, row in enumerate(rows):
        x = 0
        for cell in (kid.cell for kid in row.kids if isinstance(kid, TagNode) and kid.cell):
            while (x, y) in taken:
                x += 1
            slots = {(x + dx, y + dy) for dx in range(cell.column_span) for dy in range(cell.row_span)}
            if slots & taken:
                return False
            taken |= slots
    widths = Counter(y for _, y in taken)
    return len({widths[y] for y in range(len(rows))}) <= 1 and all(y < len(rows) for y in widths)
