"""The structure tree of an article, made from its elements and not from its pages (ISO 32000-1, 14.8.4).

WeasyPrint tags what it draws, so that a paragraph over two pages becomes two, and a footnote stands at the end of its page.
Here each element of the page has one node, in reading order, before anything is drawn; the drawn content is put into the nodes
afterwards (``placing.py``). An element without meaning of its own shares the node of its parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from xml.etree.ElementTree import Element

from editions.pdf.tree.nodes import CellAttributes, TagNode
from editions.pdf.tree.roles import BLOCKS, is_heading, numbering_of, role_of
from editions.pdf.tree.tables import Grid
from editions.safety.xml import SVG

_SVG = f"{{{SVG}}}svg"


@dataclass(slots=True)
class Structure:
    """The tree, and where the content of each element belongs.

    ``nodes`` maps an element to the node that takes its text; ``labels`` a list item to the node of its generated mark;
    ``heads`` every element within a table's head to that head; ``decorative`` holds the elements that are artifacts.
    ``version`` is that of PDF.
    """

    document: TagNode
    version: str = "1.7"
    nodes: dict[Element, TagNode] = field(default_factory=dict)
    labels: dict[Element, TagNode] = field(default_factory=dict)
    heads: dict[Element, Element] = field(default_factory=dict)
    decorative: set[Element] = field(default_factory=set)


def build(root: Element, version: str = "1.7") -> Structure:
    """Return the structure of a page: ``root`` is its ``html`` element, its names without the XHTML namespace."""
    lang = root.get("lang", "")
    # Viewers that show the tree by itself know nothing of the language of the file (pdf.js takes that of its own menus).
    structure = Structure(TagNode(role="Document", lang="" if lang == "und" else lang), version)
    builder = _Builder(structure)
    builder.element(root, structure.document, lang)
    builder.relate()
    return structure


def text_of(element: Element) -> str:
    """Return the words of an element as they are read: notes within it are left out, pictures give their alternative."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "img" or element.get("role") == "math":
        yield element.get("alt") or element.get("aria-label") or ""
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not is_note(child):
            yield from _texts(child)
        yield child.tail or ""


def is_note(element: Element) -> bool:
    """Whether an element is a note that stands at its call."""
    return element.get("class") == "footnote"


def is_decorative(element: Element) -> bool:
    """Whether an element is to be seen only: an artifact (ISO 14289-1, 7.1 and 7.3)."""
    return (
        element.get("aria-hidden") == "true"
        or (element.tag == "img" and element.get("alt") == "")
        or (element.tag in ("img", _SVG) and element.get("role") in ("presentation", "none"))
    )


class _Builder:
    """Walks the elements of one page; every method puts an element into the node ``parent``, whose language is ``lang``."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.referred: dict[str, TagNode] = {}
        self.calls: dict[str, list[TagNode]] = {}
        self.headings: dict[str, TagNode] = {}
        self.entries: dict[str, TagNode] = {}
        self.expansions: dict[str, str] = {}
        self.spelt_out: dict[Element, str] = {}

    def element(self, element: Element, parent: TagNode, lang: str) -> None:
        if is_decorative(element):
            self.structure.decorative.update(element.iter())
        node = self._node(element, parent)
        own = element.get("lang", "") or lang
        if node is parent and own != lang:
            node = parent.add(TagNode(role="Div" if element.tag in BLOCKS else "Span"))
        if own != lang:
            # The item of a list holds its label too, which has the same language.
            (_ancestor(node, "LI") if element.tag == "li" else node).lang = own
        if node is not parent and not node.source:
            node.source = element.get("id", "")
        self.structure.nodes[element] = node
        if element.tag == "table":
            self._table(element, node, own)
        else:
            self._children(element, node, own)

    def _children(self, element: Element, node: TagNode, lang: str) -> None:
        children = [child for child in element if isinstance(child.tag, str)]
        for child, after in zip_longest(children, children[1:]):
            if child.tag == "abbr" and after is not None and after.get("class") == "expansion":
                self.spelt_out[child] = text_of(after)
            self.element(child, node, lang)

    def _node(self, element: Element, parent: TagNode) -> TagNode:
        tag, kind = element.tag, element.get("class", "")
        if element.get("role") == "math" or kind == "tex":
            mathml = element.get("data-mathml", "")
            return parent.add(TagNode(role="Formula", alternative=element.get("aria-label"), mathml=mathml))
        if is_note(element):
            return self._note(element, parent)
        if kind == "note-label":
            label = _first(_ancestor(parent, "Note"), TagNode(role="Lbl"))
            return self._link(element, label) if element.get("href") else label
        if kind == "label" and parent.role in ("LBody", "Note") and (item := _ancestor(parent, "LI")).role == "LI":
            return _first(item, TagNode(role="Lbl"))
        if tag == "a" and element.get("href"):
            return self._link(element, parent)
        if tag == "img" or (tag == _SVG and parent.role != "Formula"):
            return self._picture(element, parent)
        if tag == "abbr" and (expansion := self._expansion(element)):
            return parent.add(TagNode(role="Span", expansion=expansion))
        if tag in ("li", "dt", "dd"):
            return self._item(element, parent)
        if tag in ("ol", "ul") and parent.role in ("TOC", "TOCI"):
            return parent if parent.role == "TOC" else parent.add(TagNode(role="TOC"))
        if tag == "nav" and element.get("role") == "doc-toc":
            return parent.add(TagNode(role="TOC"))
        role = role_of(element, self.structure.version)
        node = parent.add(TagNode(role=role, numbering=numbering_of(element))) if role else parent
        if is_heading(role):
            self.headings[element.get("id", "")] = node
        if kind == "long-description" and role:
            self.referred[element.get("id", "")] = node
        return node

    def relate(self) -> None:
        """Let each call know its note and each picture its long description, and these what they belong to.

        An entry of a list of contents knows its heading (ISO 14289-2, 8.2.5.8).
        """
        for target, entry in self.entries.items():
            if heading := self.headings.get(target):
                entry.related = (heading,)
        for target, referring in self.calls.items():
            if node := self.referred.get(target):
                node.related = tuple(referring)
                for other in referring:
                    other.related = (node,)

    def _picture(self, element: Element, parent: TagNode) -> TagNode:
        # No alt attribute: the source has no alternative, and none is made up (ISO 14289-1, 7.3, then fails: wanted).
        figure = parent.add(TagNode(role="Figure", alternative=element.get("alt") or element.get("aria-label")))
        if described := element.get("aria-details"):
            self.calls.setdefault(described, []).append(figure)
        return figure

    def _link(self, element: Element, parent: TagNode) -> TagNode:
        target = element.get("href", "").removeprefix("#")
        if element.get("role") == "doc-noteref":
            parent = parent.add(TagNode(role="Reference"))
            self.calls.setdefault(target, []).append(parent)
        elif parent.role == "TOCI":
            parent = self.entries[target] = parent.add(TagNode(role="Reference"))
        return parent.add(TagNode(role="Link", text=element.get("aria-label") or text_of(element)))

    def _note(self, element: Element, parent: TagNode) -> TagNode:
        note = self.referred[element.get("id", "")] = TagNode(role="Note", id=element.get("id", ""))
        # A note called in a heading would be read as a part of it: it stands behind the heading.
        heading = next((node for node in _line(parent) if is_heading(node.role)), None)
        if heading is None or heading.parent is None:
            return parent.add(note)
        note.parent = heading.parent
        heading.parent.kids.insert(heading.parent.kids.index(heading) + 1, note)
        return note

    def _expansion(self, abbreviation: Element) -> str:
        """Return what a short form is expanded to; nothing where its place spells it out: it would be read twice."""
        short = text_of(abbreviation)
        if abbreviation in self.spelt_out:
            self.expansions.setdefault(short, self.spelt_out[abbreviation])
            return ""
        return abbreviation.get("title") or self.expansions.get(short, "")

    def _item(self, element: Element, parent: TagNode) -> TagNode:
        if element.tag == "li":
            if parent.role == "TOC":
                return parent.add(TagNode(role="TOCI"))
            item = parent.add(TagNode(role="LI", source=element.get("id", "")))
            self.structure.labels[element] = item.add(TagNode(role="Lbl"))
            body = item.add(TagNode(role="LBody"))
            return self._note(element, body) if element.get("role") == "doc-footnote" else body
        last = parent.kids[-1] if parent.kids else None
        item = last if isinstance(last, TagNode) and last.role == "LI" else parent.add(TagNode(role="LI"))
        bodies = any(isinstance(kid, TagNode) and kid.role == "LBody" for kid in item.kids)
        if element.tag == "dt":
            return (parent.add(TagNode(role="LI")) if bodies else item).add(TagNode(role="Lbl"))
        return item.add(TagNode(role="LBody"))

    def _table(self, table: Element, node: TagNode, lang: str) -> None:
        self._children(table, node, lang)
        nodes, grid = self.structure.nodes, Grid(table)
        for head in table.iter("thead"):
            self.structure.heads.update(dict.fromkeys(head.iter(), head))
        for number, cell in enumerate(grid.cells):
            if cell.is_header:
                nodes[cell.element].id = cell.element.get("id") or f"{table.get('id', 'table')}-th-{number}"
        for cell in grid.cells:
            nodes[cell.element].cell = CellAttributes(
                scope=grid.scope(cell),
                column_span=cell.width,
                row_span=cell.height,
                headers=tuple(nodes[header.element].id for header in grid.headers(cell)),
            )
        for number, row in enumerate(grid.rows):
            for _ in range(grid.missing(number)):
                nodes[row].add(TagNode(role="TD", cell=CellAttributes()))


def _first(parent: TagNode, child: TagNode) -> TagNode:
    """Put a label before everything else in its parent, in place of an unused one."""
    child.parent = parent
    parent.kids.insert(0, child)
    return child


def _line(node: TagNode) -> Iterator[TagNode]:
    """Yield a node and its ancestors, the nearest first."""
    yield node
    if node.parent is not None:
        yield from _line(node.parent)


def _ancestor(node: TagNode, role: str) -> TagNode:
    return next((above for above in _line(node) if above.role == role), node)
