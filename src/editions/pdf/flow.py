"""Keeps pages from staying half blank above a figure that does not fit: while pages are made, each page once.

A figure that nearly fits is made a little smaller. Else the text runs on, and the figure is drawn behind the paragraph that
ends the page; it is read where it stands in the article, for the structure tree is made from the article's elements
(``structure.py``). Either costs one or two more runs of the page in question, and none of the others.

The boxes, and the state that is put back before a page is made again, are private parts of WeasyPrint (``press.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from weasyprint.css.tokens import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_layout

RawBox: TypeAlias = Any
Resume: TypeAlias = "dict[int, Resume] | None"
Page: TypeAlias = tuple[RawBox, Resume]

_BLANK = 0.22  # share of a page's text area that may stay blank above a figure
_NEARLY = 0.82  # a figure is made smaller to this share of its picture's height before any text is moved
_SMALLEST = 0.6  # and to this one where no text follows that could fill the page
_RUNNING = frozenset({"p", "ul", "ol", "dl", "blockquote"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_APART = frozenset({"figure", "table", "aside", "footer"})
_APART_CLASSES = frozenset({"table-wrap", "references", "notes", "picture"})


class Flow:
    """Makes the pages of one document. ``make`` is WeasyPrint's function that makes one."""

    def __init__(self, make: Callable[..., Page], root: Element) -> None:
        self._make = make
        self._root = root
        self._seen: set[Element] = set()

    @cached_property
    def _order(self) -> list[Element]:
        return list(self._root.iter())

    def page(self, index: int, context: Any, root: RawBox, html: object) -> Page:
        """Return a page and where the next one begins."""
        run = _Run(lambda: self._make(index, context, root, html), index, context, root)
        page, resume = run.made
        figure = self._first_of(resume, root)
        blank = _blank_height(page)
        if figure is None or figure in self._seen or blank < _BLANK * page.height:
            return page, resume
        self._seen.add(figure)
        if not run.shrunk(figure, blank, _NEARLY) and not run.run_on(figure, list(self._text_after(figure))):
            run.shrunk(figure, blank, _SMALLEST)
        return run.made

    def _first_of(self, resume: Resume, root: RawBox) -> Element | None:
        """Return the figure that the next page begins with, headings before it left aside; None for anything else."""
        box = root
        while resume and isinstance(box, boxes.ParentBox):
            at, resume = next(iter(resume.items()))
            box = box.children[at]
        if not resume and box.element in self._openings:
            return self._openings[box.element]
        return None

    @cached_property
    def _openings(self) -> dict[Element, Element]:
        """Each element with which a figure begins -> the figure: its own parts, and sections and headings before it."""
        openings: dict[Element, Element] = {}
        waiting: list[Element] = []
        inside: set[Element] = set()
        for element in self._order:
            if element in inside:
                continue
            if _is_figure(element):
                openings |= dict.fromkeys([*waiting, *_first_parts(element)], element)
            elif element.tag == "section" or element.tag in _HEADINGS:
                waiting.append(element)
                inside.update(element.iter() if element.tag in _HEADINGS else ())
                continue
            waiting = []
            inside.update(element.iter() if _is_figure(element) or element.tag in _RUNNING else ())
        return openings

    def _text_after(self, figure: Element) -> Iterator[Element]:
        """Yield the blocks of running text after a figure, up to the next thing that is set apart."""
        inside = set(figure.iter())
        for element in self._order[self._order.index(figure) :]:
            if element in inside:
                continue
            if _is_description(element):
                inside.update(element.iter())
            elif element.tag in _APART or _APART_CLASSES & set(_classes(element)):
                return
            elif element.tag in _RUNNING:
                inside.update(element.iter())
                yield element


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _is_description(element: Element) -> bool:
    return "long-description" in _classes(element)


def _is_figure(element: Element) -> bool:
    return element.tag == "figure" or "picture" in _classes(element)


def _first_parts(element: Element) -> Iterator[Element]:
    yield element
    if len(element):
        yield from _first_parts(element[0])


class _Run:
    """One page, made again with a figure elsewhere or smaller. ``made`` is the page as it stands."""

    def __init__(self, make: Callable[[], Page], index: int, context: Any, root: RawBox) -> None:
        self._make, self._index, self._context, self._root = make, index, context, root
        self._state = _State.of(context)
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

    def run_on(self, figure: Element, text: list[Element]) -> bool:
        """Draw a figure behind the text that ends the page; say whether there is such text."""
        if not text:
            return False
        parent, at = _place(self._root, figure)
        group = [parent.children[at], *takewhile(_describes, parent.children[at + 1 :])]
        parent.children = [*parent.children[:at], *parent.children[at + len(group) :]]
        self._again()
        shown = {box.element for box in self.made[0].descendants()}
        behind = next((element for element in reversed(text) if element in shown), None)
        if behind is not None:
            parent, at = _place(self._root, behind)
            at += 1
        parent.children = [*parent.children[:at], *group, *parent.children[at:]]
        if not self._is_ahead(parent, at):
            self._again()
        return behind is not None

    def _is_ahead(self, parent: RawBox, at: int) -> bool:
        """Whether the next pages will come to a place."""
        box, resume = self._root, self.made[1]
        while resume:
            number, resume = next(iter(resume.items()))
            if box is parent:
                return number < at or (number == at and not resume)
            box = box.children[number] if isinstance(box, boxes.ParentBox) else None
        return False


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


def _pictures(box: RawBox) -> list[RawBox]:
    return [child for child in box.descendants() if isinstance(child, boxes.ReplacedBox)]


def _describes(box: RawBox) -> bool:
    return box.element is not None and _is_description(box.element)


def _place(root: RawBox, element: Element) -> tuple[RawBox, int]:
    """Return the parent of the box that was made for an element, and its place among the children."""
    for parent in (root, *root.descendants()):
        for number, child in enumerate(getattr(parent, "children", ())):
            if child.element is element and "::" not in child.element_tag:
                return parent, number
    raise LookupError(element.tag)


def _blank_height(page: RawBox) -> float:
    """Return how much of a page's text area (CSS pixels) is left blank at its foot, above the notes."""
    text, *areas = page.children
    tops = [area.position_y for area in areas if isinstance(area, boxes.FootnoteAreaBox) and area.children]
    drawn = [box for box in text.descendants() if isinstance(box, boxes.TextBox | boxes.ReplacedBox)]
    bottom = max((box.position_y + box.margin_height() for box in drawn), default=page.content_box_y())
    return float(min([page.content_box_y() + page.height, *tops]) - bottom)
