"""Reading values out of a PDF that may be wrong in every place: a value of another type counts as none.

What a file can make long is paid for from its budget: lists and texts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import LETTERS, OBJECTS, Budget
from editions.checks.pdf.view.tree import Box, Value

_DEPTH = 4  # of arrays in the values of attributes
_NAME = 200  # characters of a name; ISO 32000-1 lets it have 127 bytes
_MAX_NUMBER = 1e9  # a number beyond it is taken for none: no page is so large
_NUMBERS = (int, float, Decimal)


def get(holder: Any, key: str) -> Any:
    """Return the value of a key of a dictionary or stream, None where there is none."""
    return holder.get(key) if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) else None


def dictionary(holder: Any, key: str) -> Any:
    """Return a dictionary (or stream) under a key, an empty one where there is none."""
    value = get(holder, key)
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else pikepdf.Dictionary()


def items(value: Any, budget: Budget) -> list[Any]:
    """Return the items of an array; anything else is one item, null none."""
    if isinstance(value, pikepdf.Array):
        budget.spend(OBJECTS, len(value))
        return list(value)
    return [] if value is None else [value]


def opening(value: Any, most: int = 1) -> list[Any]:
    """Return the first items of an array, so many at most; anything else is one item, null none."""
    if isinstance(value, pikepdf.Array):
        return [value[at] for at in range(min(len(value), most))]
    return [] if value is None else [value]


def name(value: Any) -> str:
    """Return a name without its slash, ``""`` for anything else."""
    return str(value)[1 : _NAME + 1] if isinstance(value, pikepdf.Name) else ""


def text(value: Any, budget: Budget) -> str | None:
    """Return a text string, None for anything else."""
    if not isinstance(value, pikepdf.String):
        return None
    found = str(value)
    budget.spend(LETTERS, len(found))
    return found


def number(value: Any, default: float = 0.0) -> float:
    """Return a number as a float, the default for anything else, and for what is too large to be meant."""
    if not isinstance(value, _NUMBERS):
        return default
    found = float(value)
    return found if -_MAX_NUMBER < found < _MAX_NUMBER else default


def numbers(value: Any, budget: Budget) -> tuple[float, ...]:
    """Return an array of numbers, an empty one where it is anything else."""
    found = items(value, budget) if isinstance(value, pikepdf.Array) else []
    return tuple(number(each) for each in found)


def box(value: Any) -> Box | None:
    """Return a rectangle in order, None where it is none."""
    corners = [number(each) for each in opening(value, 5)] if isinstance(value, pikepdf.Array) else []
    if len(corners) != 4:
        return None
    x, y = sorted(corners[::2]), sorted(corners[1::2])
    return x[0], y[0], x[1], y[1]


def plain(value: Any, budget: Budget, depth: int = 0) -> Value:
    """Return the value of an attribute as plain Python."""
    if isinstance(value, pikepdf.Array):
        return tuple(plain(each, budget, depth + 1) for each in items(value, budget)) if depth < _DEPTH else ()
    if isinstance(value, pikepdf.Name):
        return name(value)
    if isinstance(value, _NUMBERS):
        return number(value)
    return text(value, budget)


def identity(value: Any) -> tuple[int, int]:
    """Return what tells an object from others in its file; (0, 0) where it stands in another."""
    if not isinstance(value, pikepdf.Object):
        return (0, 0)
    number, generation = value.objgen
    return number, generation
