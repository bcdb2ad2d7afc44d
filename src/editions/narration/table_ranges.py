"""Which columns of a table hold numbers, and between which two they lie: as written, and only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editions.narration.table_rows import RowKind, SpokenTable, text_of

NUMBER = re.compile(r"([-+\u2212]?)((?:\d[\d.,]{0,20})?\d)( ?[%‰])?[*†‡]{0,4}")
"""A number alone in its cell, with its sign, as a share, with stars of significance."""

MIN_SHARE = 0.75
"""The share of numbers among the filled cells from which a column is one of numbers."""

MIN_NUMBERS = 4
"""Fewer numbers have no range worth saying."""


@dataclass(frozen=True, slots=True)
class Range:
    """The column (its number from 0) and its least and greatest number, as they are written."""

    column: int
    low: str
    high: str


def ranges(table: SpokenTable) -> Iterator[Range]:
    """Yield the range of each column of numbers, from the left; a column whose numbers can be read in two ways has none."""
    for column, texts in sorted(_columns(table).items()):
        numbers = [text for text in texts if NUMBER.fullmatch(text)]
        if len(numbers) < MIN_NUMBERS or len(numbers) < MIN_SHARE * len(texts):
            continue
        ends = {(min(numbers, key=read), max(numbers, key=read)) for read in (_by_point, _by_comma)}
        if len(ends) == 1:
            low, high = ends.pop()
            yield from [Range(column, _bare(low), _bare(high))] if _by_point(low) != _by_point(high) else []


def _columns(table: SpokenTable) -> dict[int, list[str]]:
    """Return the words of the cells of each column that are no names of their rows."""
    found: dict[int, list[str]] = {}
    for row in table.rows:
        if row.kind is RowKind.VALUES:
            for value in row.values:
                if len(value.columns) == 1:
                    found.setdefault(value.columns.start, []).append(text_of(value.runs))
    return found


def _by_point(text: str) -> float:
    """Return the number that a text is where a point comes before its decimals."""
    return _number(text, ",", ".")


def _by_comma(text: str) -> float:
    """Return the number that a text is where a comma comes before its decimals."""
    return _number(text, ".", ",")


def _number(text: str, thousands: str, decimals: str) -> float:
    found = NUMBER.fullmatch(text)
    if found is None:
        return 0.0
    whole, _, rest = found[2].replace(thousands, "").partition(decimals)
    digits = "".join(filter(str.isdigit, rest))
    size = float(f"{whole or 0}.{digits or 0}")
    return -size if found[1] in ("-", "\u2212") else size


def _bare(text: str) -> str:
    return text.rstrip("*†‡")
