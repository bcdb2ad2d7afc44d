"""Structure elements while the tag tree is being built (ISO 32000-1, 14.7.2).

A ``TagNode`` stands where its element stands in the document. Content arrives page by page: the first piece of a paragraph on
one page, the next on another, a footnote long after its call. Each node therefore keeps a cursor behind the last child that
content has reached, so that a piece of text lands between the right children, whatever page it was drawn on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeAlias

Scope: TypeAlias = Literal["", "Row", "Column"]
Rectangle: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MarkedSequence:
    """A marked-content sequence: the page (from 0) that it is drawn on, and its number there (MCID)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link's clickable rectangle: the page (from 0) and WeasyPrint's annotation dictionary."""

    page: int
    dictionary: object


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAttributes:
    """The attributes of a table cell (ISO 32000-1, table 349): ``headers`` are the IDs of its header cells."""

    scope: Scope = ""
    column_span: int = 1
    row_span: int = 1
    headers: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, repr=False, kw_only=True)  # an error that shows a node would go through all related ones
class TagNode:
    """One structure element.

    ``lang`` is set where it differs from the parent's. ``alternative`` (Alt) is None where the source gives none.
    ``rectangle`` is the bounding box in points, y upwards. ``source`` is the id of the element, for findings. ``mathml`` is a
    formula's markup, ``actual`` the text that the content stands for, ``related`` the nodes that this one refers to: a call
    and its note, each to the other.
    """

    role: str
    parent: TagNode | None = None
    source: str = ""
    lang: str = ""
    alternative: str | None = None
    expansion: str = ""
    id: str = ""
    numbering: str = ""
    cell: CellAttributes | None = None
    rectangle: Rectangle | None = None
    text: str = ""
    mathml: str = ""
    actual: str = ""
    related: tuple[TagNode, ...] = ()
    kids: list[TagNode | MarkedSequence | LinkArea] = field(default_factory=list)
    _cursor: int = 0

    def add(self, child: TagNode) -> TagNode:
        """Put a child behind the others and return it."""
        child.parent = self
        self.kids.append(child)
        return child

    def place(self, piece: TagNode | MarkedSequence | LinkArea) -> None:
        """Put drawn content, a link's annotation, or an element made for one of them, where reading has come to."""
        if isinstance(piece, TagNode):
            piece.parent = self
        self.kids.insert(self._cursor, piece)
        self._cursor += 1
        if self.parent is not None:
            self.parent._reach(self)

    def _reach(self, child: TagNode) -> None:
        """Move the cursor behind a child that content has come to, here and in every ancestor; never back."""
        if not self._cursor or self.kids[self._cursor - 1] is not child:  # most of it comes to where the last came to
            with suppress(ValueError):  # it stands before the cursor
                self._cursor = self.kids.index(child, self._cursor) + 1
        # A note is drawn later than the text that follows its call, and read before it.
        while self._cursor < len(self.kids) and getattr(self.kids[self._cursor], "role", "") == "Note":
            self._cursor += 1
        if self.parent is not None:
            self.parent._reach(self)

    def nodes(self) -> Iterator[TagNode]:
        """Yield this node and those below it, parents first, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, TagNode):
                yield from kid.nodes()

    def pieces(self) -> Iterator[MarkedSequence]:
        """Yield the marked content of this node and of those below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, TagNode):
                yield from kid.pieces()
            elif isinstance(kid, MarkedSequence):
                yield kid


# A row that lost its empty cells would be shorter than the others (ISO 14289-1, 7.5).
_KEPT_EMPTY = frozenset({"Document", "TD", "TH"})


def prune(node: TagNode) -> None:
    """Remove nodes that nothing was drawn for, and links that lead nowhere keep their words as a ``Span``."""
    for kid in node.kids:
        if isinstance(kid, TagNode):
            prune(kid)
    node.kids = [kid for kid in node.kids if not isinstance(kid, TagNode) or kid.kids or kid.role in _KEPT_EMPTY]
    if node.role == "Link" and not any(isinstance(kid, LinkArea) for kid in node.kids):
        node.role = "Span"


_GROUPS = frozenset({"Document", "Sect", "Div", "Aside"})
_IN_LINES = frozenset({"Span", "Link", "Reference", "Code", "Quote", "Em", "Strong"})


def settle(node: TagNode) -> None:
    """Put content that stands at once in a group, beside blocks, into paragraphs: no group holds text (ISO 32005, table 5)."""
    if node.role in _GROUPS and any(isinstance(kid, MarkedSequence) for kid in node.kids):
        kids = node.kids
        node.kids = []
        for in_line, run in groupby(kids, key=_is_in_line):
            if not in_line:
                node.kids.extend(run)
                continue
            paragraph = node.add(TagNode(role="P"))
            for kid in run:
                paragraph.kids.append(kid)
                if isinstance(kid, TagNode):
                    kid.parent = paragraph
    for kid in tuple(node.kids):
        if isinstance(kid, TagNode):
            settle(kid)


def _is_in_line(kid: TagNode | MarkedSequence | LinkArea) -> bool:
    return not isinstance(kid, TagNode) or kid.role in _IN_LINES
