"""Tables that are divided anywhere: a head that fills a page is dropped, and a row that fits nowhere ends the layout."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Final
from xml.etree.ElementTree import Element

from editions.safety.xml import classes

_DIVIDED: Final = "divided"
_REPEATED: Final = frozenset({"thead", "tfoot"})


def divide(root: Element, left_out: Container[Element]) -> bool:
    """Divide the tables whose heads or feet hold an element that was left out; say whether any was whole until now."""
    return _divide(table for table in root.iter("table") if _loses(table, left_out))


def divide_all(root: Element) -> bool:
    """Divide every table; say whether any was whole until now."""
    return _divide(root.iter("table"))


def _loses(table: Element, left_out: Container[Element]) -> bool:
    return any(each in left_out for part in table if part.tag in _REPEATED for each in part.iter())


def _divide(tables: Iterable[Element]) -> bool:
    whole = [table for table in tables if _DIVIDED not in classes(table)]
    for table in whole:
        table.set("class", " ".join([*classes(table), _DIVIDED]))
    return bool(whole)
