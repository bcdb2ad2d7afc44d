"""Makes one page again with a block elsewhere, or smaller; ``float_placement.py`` decides which block, and when.

The boxes, and the state that is put back before a page is made again, are private parts of WeasyPrint (``engine.py``).
Where a block stands across columns, ``columns.py`` joins the columns above it with those below it, and parts them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from weasyprint.css.tokens import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_layout

from editions.pdf.layout.columns import is_columns, joined, parted, stands_across
from editions.pdf.layout.page_end_hyphenation import keep_word_whole
from editions.pdf.layout.page_ends import PageEnd, along, ends, shown
from editions.safety.xml import classes

RawBox: TypeAlias = Any
Resume: TypeAlias = "dict[int, Resume] | None"
Page: TypeAlias = tuple[RawBox, Resume]


class PageRelayout:
    """One page, made again with a block elsewhere or smaller. ``made`` is the page as it stands."""

    def __init__(self, make: Callable[[], Page], index: int, context: Any, root: RawBox) -> None:
        self._make, self._index, self._context, self._root = make, index, context, root
        self._state = _State.of(context)
        self._moved: list[tuple[RawBox, Sequence[RawBox]]] = []
        self.made = make()

    def _again(self) -> None:
        self._state.put_back(self._context)
        self._context.page_maker[self._index][-1].update(anchors=[], content_lookups=[])
        self.made = self._make()

    def ends(self) -> tuple[PageEnd, ...]:
        """Return where the page ends: once, or once a column."""
        return ends(*self.made, self._root)

    @property
    def height(self) -> float:
        """The height of the page's text area (CSS pixels)."""
        return float(self.made[0].height)

    def end(self, number: int) -> PageEnd:
        """Return an end by its number, from the last one, -1; where the page has fewer by now, the first."""
        found = self.ends()
        return found[max(number, -len(found))]

    def shrunk(self, figure: Element, end: PageEnd, least: float) -> bool:
        """Make a figure's picture so small that it fits above an end; say whether that could be done."""
        parent, at = _place(self._root, figure)
        area = _column(self.made[0], parent) if is_columns(parent) else self.made[0]
        laid = self._alone(parent.children[at], area)
        pictures = _pictures(laid)
        if len(pictures) != 1:
            return False
        height = pictures[0].height - (laid.margin_height() - end.blank) - 1
        if height < least * pictures[0].height:
            return False
        style = _pictures(parent.children[at])[0].style
        before, style["max_height"] = style["max_height"], Dimension(height, "px")
        self._again()
        fits = figure in shown(self.made[0], self.end(-1))
        if not fits:
            style["max_height"] = before
        return fits

    def _alone(self, box: RawBox, area: RawBox) -> RawBox:
        """Return a block as it would be on a page, or in a column, of its own."""
        before = _State.of(self._context)
        box.position_x, box.position_y = area.content_box_x(), area.content_box_y()
        self._context.create_block_formatting_context()
        laid = block_level_layout(self._context, box, float("-inf"), None, area)[0]
        self._context.finish_block_formatting_context()
        before.put_back(self._context)
        return laid

    def run_on(self, blocks: Sequence[Element], text: Sequence[Element], number: int) -> float:
        """Draw blocks behind the text at an end of the page, if there is such text; return how much stays blank there.

        What a run before has moved is put back first.
        """
        self._put_back()
        group = [box for block in blocks for box in self._taken(block)]
        self._again()
        seen = shown(self.made[0], self.end(number))
        last = max((place for place, element in enumerate(text) if element in seen), default=None)
        if last is None or not group:
            return self.run_on((), (), number) if group else self.end(number).blank
        while last + 1 < len(text) and "".join(text[last].itertext()).rstrip().endswith(":"):
            last += 1  # what announces a list is not parted from it
        if self._put_behind(text[last], group) or not self._is_ahead(group[0]):
            self._again()
        return self.end(number).blank

    def _taken(self, block: Element) -> list[RawBox]:
        """Take a block, with what describes it, out of the document; nothing where a style sheet shows no such block."""
        try:
            parent, at = _place(self._root, block)
        except LookupError:
            return []
        group = [parent.children[at], *takewhile(_describes, parent.children[at + 1 :])]
        self._set(parent, joined(_without(parent.children, group)))
        return group

    def _put_behind(self, element: Element, group: Sequence[RawBox]) -> bool:
        """Put boxes behind an element and the formulas that follow it; columns end above a box that stands across them.

        Say whether columns were parted.
        """
        parent, at = _place(self._root, element)
        at += sum(1 for _ in takewhile(_is_formula, parent.children[at + 1 :]))
        children = [*parent.children[: at + 1], *group, *parent.children[at + 1 :]]
        parts = is_columns(parent) and any(map(stands_across, group))
        if parts:
            around = next(box for box in self._root.descendants() if parent in getattr(box, "children", ()))
            at = around.children.index(parent)
            self._set(around, [*around.children[:at], *parted(parent, children), *around.children[at + 1 :]])
        else:
            self._set(parent, children)
        return parts

    def _put_back(self) -> None:
        for parent, children in reversed(self._moved):
            parent.children = children
        self._moved = []

    def _set(self, parent: RawBox, children: Sequence[RawBox]) -> None:
        self._moved.append((parent, parent.children))
        parent.children = children

    def turned_behind(
        self, table: Element, others: Sequence[Element], text: Sequence[Element], apart: Element | None
    ) -> Turned | None:
        """Let the text after a table fill the page, and turn to the table on the next one; None where it cannot fill it.

        ``others``, blocks close behind it, are drawn behind the text that ends the page; ``apart`` is the next thing after
        them that is set apart: nothing overtakes another. The rest of the text goes on behind the table, wherever it was
        cut: the table is put back to be drawn, and taken out again (``after``).
        """
        parent, at = _place(self._root, table)
        box, children = parent.children[at], parent.children
        parent.children = _without(children, [box])
        self.run_on(others, text, -1)
        if self.made[1] is None or not shown(self.made[0], self.end(-1)).isdisjoint({*others, apart}):
            self._put_back()
            parent.children = children
            self._again()
            return None
        parent.children = [*parent.children[:at], box, *parent.children[at:]]
        resume, following = self._next()
        keep_word_whole(self.made[0].children[0], resume, self._root)
        self._go_on(_path(self._root, box), {"break": "any", "page": "turned"})
        return Turned(box=box, parent=parent, resume=resume, following=following)

    def after(self, turned: Turned) -> Turned | None:
        """Return to the text after the last page of a turned table; until then, return the table."""
        if turned.box in along(self._root, self.made[1]):
            return turned
        turned.parent.children = _without(turned.parent.children, [turned.box])
        self._go_on(turned.resume, turned.following)
        return None

    def _next(self) -> tuple[Resume, Any]:
        resume, following, *_ = self._context.page_maker[self._index + 1]
        return resume, following

    def _go_on(self, resume: Resume, following: Any) -> None:
        """Let the next page begin elsewhere."""
        *_, side, state, remake = self._context.page_maker[self._index + 1]
        self._context.page_maker[self._index + 1] = (resume, following, side, state, remake | {"content_changed": True})
        self.made = self.made[0], resume

    def _is_ahead(self, box: RawBox) -> bool:
        """Whether the next pages will come to a box."""
        resume = self.made[1]
        return resume is not None and _steps(_path(self._root, box)) >= _steps(resume)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A table that is drawn on pages of its own, and how the text goes on behind them: place and kind of its next page."""

    box: RawBox
    parent: RawBox
    resume: Resume
    following: Any


@dataclass(frozen=True, slots=True)
class _State:
    """What WeasyPrint hands from page to page beside the place where the next one begins."""

    footnotes: list[RawBox]
    reported_footnotes: list[RawBox]
    current_page_footnotes: list[RawBox]
    broken_out_of_flow: dict[RawBox, Any]
    page_bottom: float
    forced_break: bool

    @classmethod
    def of(cls, context: Any) -> _State:
        values = {name: getattr(context, name) for name in cls.__dataclass_fields__}
        return cls(**{name: value.copy() if hasattr(value, "copy") else value for name, value in values.items()})

    def put_back(self, context: Any) -> None:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            setattr(context, name, value.copy() if hasattr(value, "copy") else value)


def is_description(element: Element) -> bool:
    """Whether an element holds the long description of a figure or a table."""
    return "long-description" in classes(element)


def _column(page: RawBox, columns: RawBox) -> RawBox:
    """Return an area as wide as one of the columns of a page."""
    area, style = page.copy(), columns.style
    count = 1 if style["column_count"] == "auto" else style["column_count"]
    gap = style["font_size"] if style["column_gap"] == "normal" else style["column_gap"].value
    area.width = (page.width - (count - 1) * gap) / count
    return area


def _pictures(box: RawBox) -> list[RawBox]:
    return [child for child in box.descendants() if isinstance(child, boxes.ReplacedBox)]


def _is_formula(box: RawBox) -> bool:
    return box.element is not None and "formula" in classes(box.element)


def _describes(box: RawBox) -> bool:
    return box.element is not None and is_description(box.element)


def _without(children: Iterable[RawBox], group: Iterable[RawBox]) -> list[RawBox]:
    out = set(map(id, group))
    return [child for child in children if id(child) not in out]


def _place(root: RawBox, element: Element) -> tuple[RawBox, int]:
    """Return the parent of the box that was made for an element, and its place among the children."""
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        children = getattr(parent, "children", ())
        for number, child in enumerate(children):
            if child.element is element and "::" not in child.element_tag:
                return parent, number
        waiting.extend(reversed(children))
    raise LookupError(element.tag)


def _path(root: RawBox, wanted: RawBox) -> Resume:
    """Return a box as the place where a page begins."""
    for number, child in enumerate(getattr(root, "children", ())):
        if child is wanted:
            return {number: None}
        inner = _path(child, wanted)
        if inner:
            return {number: inner}
    return None


def _steps(resume: Resume) -> list[int]:
    """Return the way to where a page begins as the number of the child at each step: ways compare as their places do."""
    steps = []
    while resume:
        number, resume = next(iter(resume.items()))
        steps.append(number)
    return steps
