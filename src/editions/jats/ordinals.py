"""The marks of numbered lists, by ``list-type``."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"))
_SMALL_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

NUMBERED = frozenset({"order", "ordered", "arabic", "number"})


def ordinal(kind: str, number: int) -> str:
    """Return the mark of an item of a list with its full stop, such as ``3.`` or ``iv.``; ``""`` in a list without numbers."""
    if kind in NUMBERED:
        return f"{number}."
    marks = {"alpha": _letters, "roman": _roman}
    style, _, case = kind.partition("-")
    if style not in marks:
        return ""
    mark = marks[style](number)
    return f"{mark.upper() if case == 'upper' else mark}."


def _letters(number: int) -> str:
    """Return ``a`` to ``z``, then ``aa``, ``ab`` …, as HTML counts (``lower-alpha``)."""
    mark = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        mark = chr(ord("a") + rest) + mark
    return mark


def _roman(number: int) -> str:
    mark = ""
    for value, letters in (*_ROMAN, *_SMALL_ROMAN):
        times, number = divmod(number, value)
        mark += letters * times
    return mark
