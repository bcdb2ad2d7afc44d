"""The blocks of a document in reading order: each element that holds words or pictures of its own, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from editions.checks.pdf.view.tree import INLINE, Box, Content, Element, ShownRun, around, joined

_GROUPS = frozenset(
    "StructTreeRoot Document DocumentFragment Part Art Sect Div BlockQuote TOC Index L Table THead TBody TFoot TR".split()
)


@dataclass(eq=False, kw_only=True)
class Block:
    """A stretch of the contents of one element on one page."""

    element: Element
    page: int
    contents: list[Content] = field(default_factory=list)

    @cached_property
    def runs(self) -> list[ShownRun]:
        """The text as it is shown, run by run."""
        return [run for content in self.contents for run in content.read if run.text.strip()]

    @cached_property
    def text(self) -> str:
        """The words as they are read."""
        return " ".join(joined(run for content in self.contents for run in content.read).split())

    @cached_property
    def box(self) -> Box | None:
        """Where it stands."""
        return around(box for content in self.contents if (box := content.box))


def blocks_of(root: Element) -> list[Block]:
    """Return the blocks of a structure in reading order; a block over two pages comes twice."""
    found: list[Block] = []
    for content, parent in _contents(root):
        element = block_of(parent)
        last = found[-1] if found else None
        if last is None or last.element is not element or last.page != content.page:
            last = Block(element=element, page=content.page)
            found.append(last)
        last.contents.append(content)
    return [block for block in found if block.box is not None]


def block_of(element: Element) -> Element:
    """Return the block that an element stands in or is: the nearest that is not in the flow of a line."""
    line = list(element.line())
    for at, each in enumerate(line):
        if each.role not in INLINE:
            return line[at - 1] if each.role in _GROUPS and at else each
    return line[-1]


def _contents(element: Element) -> Iterator[tuple[Content, Element]]:
    for kid in element.kids:
        if isinstance(kid, Content):
            yield kid, element
        elif isinstance(kid, Element):
            yield from _contents(kid)
