"""Reads how pages are labelled (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import Budget
from editions.checks.pdf.reading.trees import entries
from editions.checks.pdf.reading.values import get, name, text

_MAX_NUMBER = 10_000  # a number that is spelled in letters or as a Roman one, whose length grows with it
_PREFIX = 200  # characters
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True)
)


def labels(pdf: pikepdf.Pdf, pages: int, budget: Budget) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the label of each page, and what is wrong with the tree of labels."""
    tree = get(pdf.Root, "/PageLabels")
    if tree is None:
        return plain(pages), ()
    ranges = {int(key): value for key, value in entries(tree, "/Nums", budget) if isinstance(key, int)}
    if not all(isinstance(value, pikepdf.Dictionary) for value in ranges.values()):
        return plain(pages), ("The page labels cannot be read.",)
    keys = sorted(ranges)
    found = tuple(_label(ranges, keys, at, budget) for at in range(pages))
    return found, tuple(_faults(keys, found))


def plain(pages: int) -> tuple[str, ...]:
    """Return the labels of pages that have none: their numbers."""
    return tuple(str(at) for at in range(1, pages + 1))


def _label(ranges: dict[int, Any], keys: list[int], page: int, budget: Budget) -> str:
    at = bisect_right(keys, page) - 1
    if at < 0:
        return str(page + 1)
    found = ranges[keys[at]]
    start = get(found, "/St")
    number = (start if isinstance(start, int) else 1) + page - keys[at]
    return (text(get(found, "/P"), budget) or "")[:_PREFIX] + _numeral(name(get(found, "/S")), number)


def _numeral(style: str, number: int) -> str:
    if style in ("", "D") or not 0 < number <= _MAX_NUMBER:
        return str(number) if style else ""
    if style.upper() == "A":
        letter = chr(ord("A") + (number - 1) % 26)
        written = letter * ((number - 1) // 26 + 1)
    else:
        written = _roman(number)
    return written.lower() if style.islower() else written


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _faults(keys: list[int], found: tuple[str, ...]) -> Iterator[str]:
    if not keys or keys[0] != 0:
        yield "The page labels do not begin with the first page."
    if any(key >= len(found) for key in keys):
        yield "A page label is given to a page that is not there."
    if any(not label.strip() for label in found):
        yield "A page has an empty label."
    elif len(set(found)) < len(found):
        yield "Two pages have the same label."
