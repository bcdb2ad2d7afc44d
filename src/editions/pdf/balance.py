"""Balances the lines of a title, so that no short word stands alone under a full line.

This is CSS's ``text-wrap: balance``, which WeasyPrint does not know.
"""

from __future__ import annotations

from copy import copy
from xml.etree.ElementTree import Element, SubElement

from editions.pdf.weasy import Press, line_count

_WIDEST, _NARROWEST = 150, 75  # mm: the width of a title in print.css, and half of it
_STEP = 5  # mm


def balance_title(root: Element, press: Press) -> None:
    """Make the title as narrow as it can be without another line."""
    title = root.find(".//h1")
    if title is None:
        return
    lines = _lines(root, title, press, _WIDEST)
    if lines < 2:
        return
    low, high = _NARROWEST // _STEP, _WIDEST // _STEP
    while low < high:
        middle = (low + high) // 2
        if _lines(root, title, press, middle * _STEP) > lines:
            low = middle + 1
        else:
            high = middle
    title.set("style", f"max-width: {high * _STEP}mm")


def _lines(root: Element, title: Element, press: Press, width: int) -> int:
    """Return the number of lines of the title alone on a page, at a width in mm."""
    page = Element("html", dict(root.attrib))
    shown = copy(title)
    shown.set("style", f"width: {width}mm")
    SubElement(page, "body").append(shown)
    return line_count(press.lay_out(page), shown)
