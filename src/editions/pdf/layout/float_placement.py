"""Keeps pages and columns from staying half blank above figures, tables and boxes that do not fit, while they are made.

A figure that nearly fits is made a little smaller. Else the text runs on, and the figure, or a table or box that cannot break,
is drawn behind the paragraph that ends the page or the column; a table turned on its side is drawn behind the page
(``page_relayout.py``). Each is read where it stands in the article, for the structure tree is made from the article's elements
(``structure.py``). This costs a few more runs of the page in question, and none of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from editions.pdf.layout.page_ends import RawBox
from editions.pdf.layout.page_relayout import Page, PageRelayout, Turned, is_description
from editions.safety.xml import classes

_BLANK = 0.15  # share of a page's text area that may stay blank above a figure or a table
_PREFERRED_SCALE = 0.82  # a figure is made smaller to this share of its picture's height before any text is moved
_MIN_SCALE = 0.6  # and to this one where no text follows that could fill the page
_TRIES = 3  # a paragraph that goes on behind a page may leave too little room again for what stands behind it
_MAX_TRIES = 300  # of one document: for each its boxes are walked over
_FILLS = 3  # ends of one page that are filled: text that runs on may leave another blank
_TOGETHER = 5  # figures that stand close behind one another move together
_RUNNING = frozenset({"p", "ul", "ol", "dl", "blockquote"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_APART = frozenset({"figure", "table", "aside", "footer"})
_APART_CLASSES = frozenset({"table-wrap", "references", "notes", "picture"})


class FloatPlacer:
    """Makes the pages of one document. ``make`` is WeasyPrint's function that makes one."""

    def __init__(self, make: Callable[..., Page], root: Element) -> None:
        self._make = make
        self._root = root
        self._tries: Counter[Element] = Counter()
        self._turned: Turned | None = None

    @cached_property
    def _order(self) -> list[Element]:
        return list(self._root.iter())

    def page(self, index: int, context: Any, root: RawBox, html: object) -> Page:
        """Return a page and where the next one begins."""
        run = PageRelayout(lambda: self._make(index, context, root, html), index, context, root)
        if self._turned:
            self._turned = run.after(self._turned)
            return run.made
        if self._tries.total() >= _MAX_TRIES:
            return run.made
        tried: list[Element] = []
        while not self._turned and len(tried) < _FILLS and (blank := self._blank(run, tried)):
            block, number = blank
            tried.append(block)
            self._tries[block] += 1
            self._fill(run, block, number)
        return run.made

    def _blank(self, run: PageRelayout, tried: Container[Element]) -> tuple[Element, int] | None:
        """Return the first block that left a page or a column blank above it, and the number of that end."""
        ends = run.ends()
        for number, end in enumerate(ends, -len(ends)):
            block = self._openings.get(end.follows) if end.follows is not None else None
            if block is not None and end.blank >= _BLANK * run.height and block not in tried and self._tries[block] < _TRIES:
                return block, number
        return None

    def _fill(self, run: PageRelayout, block: Element, number: int) -> None:
        """Make a page again, with less blank at one of its ends, above a block that did not fit."""
        end = run.end(number)
        if _is_figure(block) and run.shrunk(block, end, _PREFERRED_SCALE):
            return
        if "turned" in classes(block):
            for blocks, text in self._groups(block):
                self._turned = run.turned_behind(block, blocks[1:], text, self._next_apart(blocks[-1]))
                if self._turned:
                    return
        if not self._let_run_on(run, block, number) and _is_figure(block):
            run.shrunk(block, end, _MIN_SCALE)

    def _let_run_on(self, run: PageRelayout, block: Element, number: int) -> bool:
        """Let the text behind a block run on; where it does not fill the page, that behind the next figures, too."""
        best: tuple[float, list[Element], list[Element]] = (run.end(number).blank, [], [])
        for blocks, text in self._groups(block):
            left = run.run_on(blocks, text, number)
            best = min(best, (left, blocks, text), key=lambda way: way[0])
            if left < _BLANK * run.height:
                return True
        left, blocks, text = best
        run.run_on(blocks, text, number)
        return bool(blocks)

    def _groups(self, block: Element) -> Iterator[tuple[list[Element], list[Element]]]:
        """Yield blocks that may be moved together, in their order, with the text behind the first of them."""
        blocks: list[Element] = [block]
        text: list[Element] = []
        for element in self._after(block):
            if not _is_apart(element):
                text.append(element)
                continue
            if text:
                yield [*blocks], [*text]
            if not _may_move(element) or len(blocks) == _TOGETHER:
                return
            blocks.append(element)
        if text:
            yield blocks, text

    @cached_property
    def _openings(self) -> dict[Element, Element]:
        """Each element with which a block that may move begins -> the block: its parts, sections and headings before it."""
        openings: dict[Element, Element] = {}
        waiting: list[Element] = []
        inside: set[Element] = set()
        for element in self._order:
            if element in inside:
                continue
            if _may_move(element):
                openings |= dict.fromkeys([*waiting, *_first_parts(element)], element)
            elif element.tag == "section" or element.tag in _HEADINGS or _is_group(element):
                waiting.append(element)
                inside.update(element.iter() if element.tag in _HEADINGS else ())
                continue
            waiting = []
            inside.update(element.iter() if _may_move(element) or element.tag in _RUNNING else ())
        return openings

    def _next_apart(self, block: Element) -> Element | None:
        """Return the next thing after a block that is set apart."""
        return next(filter(_is_apart, self._after(block)), None)

    def _after(self, block: Element) -> Iterator[Element]:
        """Yield the running text after a block and what is set apart from it, descriptions and captions left out."""
        inside = set(block.iter())
        for element in self._order[self._order.index(block) :]:
            if element in inside:
                continue
            if is_description(element) or element.tag == "figcaption":
                inside.update(element.iter())
            elif element.tag in _RUNNING or _is_apart(element):
                inside.update(element.iter())
                yield element


def _is_group(element: Element) -> bool:
    return element.tag == "figure" and element.find(".//figure") is not None


def _is_figure(element: Element) -> bool:
    return (element.tag == "figure" and not _is_group(element)) or "picture" in classes(element)


def _may_move(element: Element) -> bool:
    return _is_figure(element) or _is_box(element) or ("table-wrap" in classes(element) and not _can_break(element))


def _is_box(element: Element) -> bool:
    """Whether an element is a short box with a title: like a figure, it is understood by itself."""
    return element.tag == "aside" and "short" in classes(element) and element.find("p[@class='box-title']") is not None


def _can_break(table: Element) -> bool:
    """Whether a table may end on another page: not a short one, a picture of one, nor one that is turned on its side."""
    return {"short", "turned"}.isdisjoint(classes(table)) and table.find(".//table") is not None


def _is_apart(element: Element) -> bool:
    return (element.tag in _APART and not _is_group(element)) or not _APART_CLASSES.isdisjoint(classes(element))


def _first_parts(element: Element) -> Iterator[Element]:
    yield element
    if len(element):
        yield from _first_parts(element[0])
