"""Makes one page again with a block elsewhere, or smaller; ``flow.py`` decides which block, and when.

The boxes, and the state that is put back before a page is made again, are private parts of WeasyPrint (``press.py``).
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

from editions.pdf.undivided import undivide

RawBox: TypeAlias = Any
Resume: TypeAlias = "dict[int, Resume] | None"
Page: TypeAlias = tuple[RawBox, Resume]


class Run:
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

    def shrunk(self, figure: Element, blank: float, least: float) -> bool:
        """Make a figure's picture so small that it fits into the blank; say whether that could be done."""
        parent, at = _place(self._root, figure)
        laid = self._alone(parent.children[at])
        pictures = _pictures(laid)
        if len(pictures) != 1:
            return False
        height = pictures[0].height - (laid.margin_height() - blank) - 1
        if height < least * pictures[0].height:
            return False
        _pictures(parent.children[at])[0].style["max_height"] = Dimension(height, "px")
        self._again()
        return True

    def _alone(self, box: RawBox) -> RawBox:
        """Return a block as it would be on a page of its own."""
        before = _State.of(self._context)
        page = self.made[0]
        box.position_x, box.position_y = page.content_box_x(), page.content_box_y()
        self._context.create_block_formatting_context()
        laid = block_level_layout(self._context, box, float("-inf"), None, page)[0]
        self._context.finish_block_formatting_context()
        before.put_back(self._context)
        return laid

    def run_on(self, blocks: Sequence[Element], text: Sequence[Element]) -> float:
        """Draw blocks behind the text that ends the page, if there is such text; return how much stays blank.

        What a run before has moved is put back first.
        """
        for parent, children in reversed(self._moved):
            parent.children = children
        self._moved = []
        places = [_place(self._root, block) for block in blocks]
        groups = [[parent.children[at], *takewhile(_describes, parent.children[at + 1 :])] for parent, at in places]
        for (parent, _), group in zip(places, groups, strict=True):
            self._moved.append((parent, parent.children))
            _take_out(parent, group)
        self._again()
        shown = self._shown()
        last = max((number for number, element in enumerate(text) if element in shown), default=None)
        if last is None:
            return self.run_on((), ()) if blocks else self._blank
        while last + 1 < len(text) and "".join(text[last].itertext()).rstrip().endswith(":"):
            last += 1  # what announces a list is not parted from it
        parent, at = _place(self._root, text[last])
        self._moved.append((parent, parent.children))
        _put_in(parent, at + 1, [box for group in groups for box in group])
        if not self._is_ahead(parent, at + 1):
            self._again()
        return self._blank

    @property
    def _blank(self) -> float:
        return blank_height(self.made[0])

    def turned_behind(self, table: Element, apart: Element | None) -> Turned | None:
        """Let the text after a table fill the page, and turn to the table on the next one; None where it cannot fill it.

        ``apart``: the next thing that is set apart; nothing overtakes another. The rest of the text goes on behind the
        table, wherever it was cut: the table is put back to be drawn, and taken out again (``after``).
        """
        parent, at = _place(self._root, table)
        box = parent.children[at]
        _take_out(parent, [box])
        self._again()
        fills = self.made[1] is not None and (apart is None or apart not in self._shown())
        _put_in(parent, at, [box])
        if not fills:
            self._again()
            return None
        resume, following = self._next()
        undivide(self.made[0], resume, self._root)
        self._go_on(_path(self._root, box), {"break": "any", "page": "turned"})
        return Turned(box=box, parent=parent, resume=resume, following=following)

    def after(self, turned: Turned) -> Turned | None:
        """Return to the text after the last page of a turned table; until then, return the table."""
        if turned.box in _along(self._root, self.made[1]):
            return turned
        _take_out(turned.parent, [turned.box])
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

    def _shown(self) -> set[Element]:
        return {box.element for box in self.made[0].descendants()}

    def _is_ahead(self, parent: RawBox, at: int) -> bool:
        """Whether the next pages will come to a place."""
        box, resume = self._root, self.made[1]
        while resume:
            number, resume = next(iter(resume.items()))
            if box is parent:
                return number < at or (number == at and not resume)
            box = box.children[number] if isinstance(box, boxes.ParentBox) else None
        return False


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


def blank_height(page: RawBox) -> float:
    """Return how much of a page's text area (CSS pixels) is left blank at its foot, above the notes."""
    text, *areas = page.children
    tops = [area.position_y for area in areas if isinstance(area, boxes.FootnoteAreaBox) and area.children]
    drawn = [box for box in text.descendants() if isinstance(box, boxes.TextBox | boxes.ReplacedBox)]
    bottom = max((box.position_y + box.margin_height() for box in drawn), default=page.content_box_y())
    return float(min([page.content_box_y() + page.height, *tops]) - bottom)


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def is_description(element: Element) -> bool:
    """Whether an element holds the long description of a figure or a table."""
    return "long-description" in classes(element)


def _pictures(box: RawBox) -> list[RawBox]:
    return [child for child in box.descendants() if isinstance(child, boxes.ReplacedBox)]


def _describes(box: RawBox) -> bool:
    return box.element is not None and is_description(box.element)


def _take_out(parent: RawBox, group: Iterable[RawBox]) -> None:
    out = set(map(id, group))
    parent.children = [child for child in parent.children if id(child) not in out]


def _put_in(parent: RawBox, at: int, group: Iterable[RawBox]) -> None:
    parent.children = [*parent.children[:at], *group, *parent.children[at:]]


def _place(root: RawBox, element: Element) -> tuple[RawBox, int]:
    """Return the parent of the box that was made for an element, and its place among the children."""
    for parent in (root, *root.descendants()):
        for number, child in enumerate(getattr(parent, "children", ())):
            if child.element is element and "::" not in child.element_tag:
                return parent, number
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


def _along(root: RawBox, resume: Resume) -> list[RawBox]:
    """Return the boxes that a page begins in, outermost first."""
    along, box = [], root
    while resume and isinstance(box, boxes.ParentBox):
        number, resume = next(iter(resume.items()))
        box = box.children[number]
        along.append(box)
    return along
