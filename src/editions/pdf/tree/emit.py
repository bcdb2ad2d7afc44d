"""Writes the structure tree into the PDF's objects: elements, parent tree, ID tree, link annotations, attached MathML.

ISO 32000-1, 14.7 for PDF 1.7; ISO 32000-2, 14.7 and 14.8, for PDF 2.0, where an element names the namespace of its type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from editions.pdf.attachments import attach, formula
from editions.pdf.tree.nodes import CellAttributes, LinkArea, MarkedSequence, TagNode

_PRINTED = 4  # annotation flag "Print" (ISO 32000-1, table 165)
_PDF2 = "http://iso.org/pdf2/ssn"
# The names of PDF 2.0 that PDF 1.7 has others for, and the types that PDF 2.0 took over without a namespace.
_NAMES = {"1.7": {"Description": "None", "Unordered": "None"}, "2.0": {"Note": "FENote"}}
_ONLY_IN_1 = frozenset({"BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"})


def emit(pdf: pydyf.PDF, document: TagNode, pages: int, version: str = "1.7") -> dict[TagNode, bytes]:
    """Add a structure tree to a PDF of so many pages, and say in its catalog that it is tagged.

    Return the reference of each element's object.
    """
    writer = _Writer(pdf, version)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    if writer.namespace:
        root["Namespaces"] = pydyf.Array([writer.namespace])
    root["K"] = pydyf.Array([writer.element(document, root.reference)])
    writer.relate()
    root["ParentTree"] = writer.parent_tree(pages)
    root["ParentTreeNextKey"] = pages + len(writer.annotated)
    if writer.named:
        root["IDTree"] = writer.id_tree()
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    return {node: bytes(element.reference) for node, element in writer.elements.items()}


class _Writer:
    def __init__(self, pdf: pydyf.PDF, version: str) -> None:
        self.pdf = pdf
        self.page_references: Sequence[bytes] = pdf.page_references
        self.elements: dict[TagNode, pydyf.Dictionary] = {}
        self.parents: dict[MarkedSequence, bytes] = {}
        self.annotated: list[tuple[Any, bytes]] = []
        self.named: dict[str, bytes] = {}
        self.mathml: dict[str, bytes] = {}
        self.names = _NAMES[version]
        self.namespace = b""
        if version == "2.0":
            self.namespace = self._add(pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_PDF2)}))

    def element(self, node: TagNode, parent: bytes) -> bytes:
        """Write a node and those below it; return its reference."""
        role = self.names.get(node.role, node.role)
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{role}", "P": parent})
        self.pdf.add_object(element)
        self.elements[node] = element
        if self.namespace and role not in _ONLY_IN_1:
            element["NS"] = self.namespace
        element.update(_texts(node))
        if attributes := _attributes(node, self.names):
            element["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        if node.id:
            self.named[node.id] = element.reference
        if node.mathml:
            element["AF"] = pydyf.Array([self._attached(node.mathml)])
        page = next((kid.page for kid in node.kids if isinstance(kid, MarkedSequence)), None)
        if page is not None:
            element["Pg"] = self.page_references[page]
        element["K"] = pydyf.Array([self._kid(kid, node, element, page) for kid in node.kids])
        return bytes(element.reference)

    def _attached(self, mathml: str) -> bytes:
        """Embed a formula's markup, each formula once: some readers take it, others the alternative."""
        if mathml not in self.mathml:
            name = f"formula-{len(self.mathml) + 1}.mml"
            self.mathml[mathml] = attach(self.pdf, formula(name, mathml))
        return self.mathml[mathml]

    def _kid(
        self, kid: TagNode | MarkedSequence | LinkArea, node: TagNode, element: pydyf.Dictionary, page: int | None
    ) -> object:
        if isinstance(kid, TagNode):
            return self.element(kid, element.reference)
        reference = self.page_references[kid.page]
        if isinstance(kid, LinkArea):
            return self._annotation(kid, node, element)
        self.parents[kid] = element.reference
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": kid.mcid})

    def _annotation(self, kid: LinkArea, node: TagNode, element: pydyf.Dictionary) -> object:
        dictionary: Any = kid.dictionary
        dictionary["Contents"] = pydyf.String(node.text)
        dictionary["F"] = _PRINTED
        self.annotated.append((dictionary, element.reference))
        page = self.page_references[kid.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": dictionary.reference, "Pg": page})

    def relate(self) -> None:
        """Write what refers to what (``Ref``; ISO 32000-2, table 355), where both were written."""
        for node, element in self.elements.items():
            if related := [self.elements[other].reference for other in node.related if other in self.elements]:
                element["Ref"] = pydyf.Array(related)

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


def _texts(node: TagNode) -> dict[str, pydyf.String]:
    texts = {"Lang": node.lang, "E": node.expansion, "ActualText": node.actual, "ID": node.id}
    said = {key: pydyf.String(text) for key, text in texts.items() if text}
    # An empty alternative says that there is nothing to say; none at all, that nobody has said it.
    return said if node.alternative is None else {**said, "Alt": pydyf.String(node.alternative)}


def _attributes(node: TagNode, names: Mapping[str, str]) -> list[pydyf.Dictionary]:
    attributes = []
    if node.numbering:
        numbering = names.get(node.numbering, node.numbering)
        attributes.append(pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"}))
    if names.get(node.role) == "FENote":
        attributes.append(pydyf.Dictionary({"O": "/FENote", "NoteType": "/Footnote"}))
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
