"""Whether every word of a page was laid out: what a layout leaves out, no check of the finished file misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from editions.pdf.drawing.weasyprint_patches import DrawnBox
from editions.pdf.tree.check import PrintFault

_WRITTEN: Final = frozenset({"", "first-letter", "first-line"})
"""The parts of an element that show its own words; those of others (``before``, ``marker``) come from a style sheet."""

_SHOWN: Final = 60
"""Characters of the words that a message shows."""


def left_out(root: Element, boxes: Iterable[DrawnBox]) -> tuple[Element, ...]:
    """Return the elements of a page's body of which fewer letters were laid out than are written.

    Words are compared by the letters of each element, since a line cuts them and a style sheet changes their case.
    """
    laid_out: Counter[Element] = Counter()
    for box in boxes:
        if box.element is not None and box.part in _WRITTEN:
            laid_out[box.element] += _letters(box.text)
    return tuple(element for element in _body(root).iter() if laid_out[element] < _letters(_own_text(element)))


def faults(root: Element, elements: Iterable[Element]) -> Iterator[PrintFault]:
    """Yield what is wrong where words of elements are on none of the pages."""
    wanted, source = set(elements), ""
    for element in _body(root).iter():
        source = element.get("id", source)
        if element in wanted:
            yield PrintFault("pdf.words", source, f"Words are on none of the pages, in “{_start(element)}”.", _HINT)


_HINT: Final = "Divide what is taller than a page, such as a row of a table. A style sheet of the house may hide them, too."


def _body(root: Element) -> Element:
    body = root.find("body")
    return root if body is None else body


def _own_text(element: Element) -> str:
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _start(element: Element) -> str:
    text = " ".join(_own_text(element).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
