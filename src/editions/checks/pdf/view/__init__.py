"""A finished PDF as the checks see it: pages with what is drawn on them, and the structure tree over it.

``reading`` makes it, once, from the file; the checks only look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from editions.checks.pdf.view.blocks import Block, blocks_of
from editions.checks.pdf.view.grid import Spans, TaggedGrid, grid
from editions.checks.pdf.view.tree import Annotation, Box, Content, Destination, Element


@dataclass(slots=True, eq=False, kw_only=True)
class PdfPage:
    """A page: what is drawn on it by mark, its annotations, and its own entries.

    ``conflicts`` has, for each artifact within tagged content and each tagged content within an artifact, which it is.
    ``unexamined`` says why its drawing could not be read, ``""`` where it could.
    """

    number: int
    box: Box
    label: str
    tabs: str
    marked: dict[tuple[int, int], Content] = field(default_factory=dict)
    artifacts: list[Content] = field(default_factory=list)
    loose: Content
    annotations: list[Annotation] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    wrong_parents: list[str] = field(default_factory=list)
    unexamined: str = ""

    def contents(self) -> Iterator[Content]:
        """Yield everything that is drawn."""
        yield from self.marked.values()
        yield from self.artifacts
        yield self.loose


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineItem:
    """An entry of the outline (the bookmarks): ``level`` counts from 1; ``target`` is the element it names, if any."""

    title: str
    level: int
    place: Destination | None
    target: Element | None = None


@dataclass(eq=False, kw_only=True)
class PdfDocument:
    """A PDF. ``claims`` are the parts of ISO 14289 that it says it conforms to; ``ids`` is what its IDTree names.

    ``unexamined`` says which parts of the file were not, or not wholly, read, and why.
    """

    name: str
    pages: list[PdfPage]
    root: Element | None
    lang: str = ""
    title: str = ""
    shows_title: bool = False
    marked: bool = False
    suspects: bool = False
    claims: tuple[int, ...] = ()
    outline: tuple[OutlineItem, ...] = ()
    ids: dict[str, Element | None] = field(default_factory=dict)
    label_faults: tuple[str, ...] = ()
    loose_files: tuple[str, ...] = ()
    tree_faults: tuple[str, ...] = ()
    unexamined: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of it was examined: what is not found may then be called missing."""
        return not self.unexamined and not any(page.unexamined for page in self.pages)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every structure element in reading order."""
        return tuple(self.root.walk()) if self.root is not None else ()

    @cached_property
    def blocks_by_page(self) -> dict[int, list[Block]]:
        """The blocks of each page, in reading order."""
        found: dict[int, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(block.page, []).append(block)
        return found

    @cached_property
    def grids(self) -> dict[Element, TaggedGrid]:
        """The grid of each table."""
        spans = Spans()
        return {table: grid(table, spans) for table in self.of("Table")}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in reading order; those of tables and notes too. One over two pages comes twice."""
        return tuple(blocks_of(self.root)) if self.root is not None else ()

    def of(self, *roles: str) -> Iterator[Element]:
        """Yield the elements of these roles in reading order."""
        return (element for element in self.elements if element.role in roles)

    def language(self, element: Element) -> str:
        """Return the language that holds for an element."""
        return element.language or self.lang
