"""Writes the structure tree into the PDF's objects (ISO 32000-1, 14.7): elements, parent tree, ID tree, link annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from editions.pdf.nodes import Annotation, CellAttributes, Content, Node

_PRINTED = 4  # annotation flag "Print" (ISO 32000-1, table 165)


def emit(pdf: pydyf.PDF, document: Node, pages: int) -> None:
    """Add a structure tree to a PDF of so many pages, and say in its catalog that it is tagged."""
    writer = _Writer(pdf)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    root["K"] = pydyf.Array([writer.element(document, root.reference)])
    root["ParentTree"] = writer.parent_tree(pages)
    root["ParentTreeNextKey"] = pages + len(writer.annotated)
    if writer.named:
        root["IDTree"] = writer.id_tree()
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true", "Suspects": "false"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


class _Writer:
    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.page_references: Sequence[bytes] = pdf.page_references
        self.parents: dict[Content, bytes] = {}
        self.annotated: list[tuple[Any, bytes]] = []
        self.named: dict[str, bytes] = {}

    def element(self, node: Node, parent: bytes) -> bytes:
        """Write a node and those below it; return its reference."""
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self.pdf.add_object(element)
        element.update(_texts(node))
        attributes = _attributes(node)
        if attributes:
            element["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        if node.id:
            self.named[node.id] = element.reference
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            element["Pg"] = self.page_references[page]
        element["K"] = pydyf.Array([self._kid(kid, node, element, page) for kid in node.kids])
        return bytes(element.reference)

    def _kid(self, kid: Node | Content | Annotation, node: Node, element: pydyf.Dictionary, page: int | None) -> object:
        if isinstance(kid, Node):
            return self.element(kid, element.reference)
        reference = self.page_references[kid.page]
        if isinstance(kid, Annotation):
            return self._annotation(kid, node, element)
        self.parents[kid] = element.reference
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": kid.mcid})

    def _annotation(self, kid: Annotation, node: Node, element: pydyf.Dictionary) -> object:
        dictionary: Any = kid.dictionary
        dictionary["Contents"] = pydyf.String(node.text)
        dictionary["F"] = _PRINTED
        self.annotated.append((dictionary, element.reference))
        page = self.page_references[kid.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": dictionary.reference, "Pg": page})

    def parent_tree(self, pages: int) -> bytes:
        """Write which element holds each marked content and each annotation (ISO 32000-1, 14.7.4.4)."""
        rows: list[list[tuple[int, bytes]]] = [[] for _ in range(pages)]
        for content, reference in self.parents.items():
            rows[content.page].append((content.mcid, reference))
        numbers = pydyf.Array()
        for page, row in enumerate(rows):
            numbers.extend([page, pydyf.Array([reference for _, reference in sorted(row)])])
        for key, (dictionary, reference) in enumerate(self.annotated, pages):
            dictionary["StructParent"] = key
            numbers.extend([key, reference])
        return self._add(pydyf.Dictionary({"Nums": numbers}))

    def id_tree(self) -> bytes:
        """Write where to find each element that has an ID, in the order of the IDs' bytes."""
        names = sorted(self.named.items(), key=lambda item: item[0].encode())
        return self._add(pydyf.Dictionary({"Names": pydyf.Array([x for k, v in names for x in (pydyf.String(k), v)])}))

    def _add(self, dictionary: pydyf.Dictionary) -> bytes:
        self.pdf.add_object(dictionary)
        return bytes(dictionary.reference)


def _texts(node: Node) -> dict[str, pydyf.String]:
    texts = {"Lang": node.lang or None, "Alt": node.alternative, "E": node.expansion or None, "ID": node.id or None}
    return {key: pydyf.String(text) for key, text in texts.items() if text is not None}


def _attributes(node: Node) -> list[pydyf.Dictionary]:
    attributes = []
    if node.numbering:
        attributes.append(pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.numbering}"}))
    if node.rectangle is not None:
        placement = "/Block" if node.role == "Figure" else "/Inline"
        attributes.append(pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(node.rectangle), "Placement": placement}))
    if node.cell is not None:
        attributes.append(_cell(node.cell))
    return attributes


def _cell(cell: CellAttributes) -> pydyf.Dictionary:
    table = pydyf.Dictionary({"O": "/Table"})
    if cell.scope:
        table["Scope"] = f"/{cell.scope}"
    if cell.column_span > 1:
        table["ColSpan"] = cell.column_span
    if cell.row_span > 1:
        table["RowSpan"] = cell.row_span
    if cell.headers:
        table["Headers"] = pydyf.Array([pydyf.String(header) for header in cell.headers])
    return table
