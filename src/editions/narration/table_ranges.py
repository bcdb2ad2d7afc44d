"""Which columns of a table hold numbers, and between which two they lie: as written, and only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.narration.table_rows import RowKind, SpokenTable, text_of

NUMBER = re.compile(r"([-+\u2212]?)((?:\d[\d.,]{0,20})?\d)( ?[%‰])?[*†‡]{0,4}")
"""A number alone in its cell, with its sign, as a share, with stars of significance."""

MIN_SHARE = 0.75
"""The share of numbers among the filled cells from which a column is one of numbers."""

MIN_NUMBERS = 4
"""Fewer numbers have no range worth saying."""


READINGS = ((",", "."), (".", ","))
"""What stands between thousands, and what before decimals: as in English, and as in most other languages."""


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
        found = {ends for separators in READINGS if (ends := _ends(numbers, *separators))}
        if len(found) == 1:
            low, high = found.pop()
            yield from [Range(column, low, high)] if low != high else []


def _ends(numbers: Sequence[str], thousands: str, decimals: str) -> tuple[str, str] | None:
    """Return the least and the greatest number, without stars, None where one of them cannot be read so."""
    read = {text.rstrip("*†‡"): _number(text, thousands, decimals) for text in numbers}
    known = {text: number for text, number in read.items() if number is not None}
    return (min(known, key=known.__getitem__), max(known, key=known.__getitem__)) if len(known) == len(read) else None


def _columns(table: SpokenTable) -> dict[int, list[str]]:
    """Return the words of the cells of each column that are no names of their rows."""
    found: dict[int, list[str]] = {}
    for row in table.rows:
        if row.kind is RowKind.VALUES:
            for value in row.values:
                if len(value.columns) == 1:
                    found.setdefault(value.columns.start, []).append(text_of(value.runs))
    return found


def _number(text: str, thousands: str, decimals: str) -> float | None:
    """Return the number that a text is with these separators, None where one stands where it cannot."""
    found = NUMBER.fullmatch(text)
    whole, _, rest = found[2].partition(decimals) if found else ("", "", "")
    first, *groups = whole.split(thousands)
    if not found or not all(map(str.isdecimal, (first, *groups, rest or "0"))) or any(len(group) != 3 for group in groups):
        return None
    size = float(f"{first}{''.join(groups)}.{rest or 0}")
    return -size if found[1] in ("-", "\u2212") else size
