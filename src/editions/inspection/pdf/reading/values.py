"""Reading values out of a PDF that may be wrong in every place: a value of another type counts as none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pikepdf

from editions.inspection.pdf.content import Box
from editions.inspection.pdf.element import Value

_DEPTH = 4  # of arrays in the values of attributes


def get(holder: Any, key: str) -> Any:
    """Return the value of a key of a dictionary or stream, None where there is none."""
    return holder.get(key) if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) else None


def dictionary(holder: Any, key: str) -> Any:
    """Return a dictionary (or stream) under a key, an empty one where there is none."""
    value = get(holder, key)
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else pikepdf.Dictionary()


def items(value: Any) -> list[Any]:
    """Return the items of an array; anything else is one item, null none."""
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]


def name(value: Any) -> str:
    """Return a name without its slash, ``""`` for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str | None:
    """Return a text string, None for anything else."""
    return str(value) if isinstance(value, pikepdf.String) else None


def number(value: Any, default: float = 0.0) -> float:
    """Return a number as a float, the default for anything else."""
    return float(value) if isinstance(value, int | float | Decimal) else default


def numbers(value: Any) -> tuple[float, ...]:
    """Return an array of numbers, an empty one where it is anything else."""
    found = items(value) if isinstance(value, pikepdf.Array) else []
    return tuple(number(each) for each in found)


def box(value: Any) -> Box | None:
    """Return a rectangle in order, None where it is none."""
    corners = numbers(value)
    if len(corners) != 4:
        return None
    x, y = sorted(corners[::2]), sorted(corners[1::2])
    return x[0], y[0], x[1], y[1]


def plain(value: Any, depth: int = 0) -> Value:
    """Return the value of an attribute as plain Python."""
    if isinstance(value, pikepdf.Array):
        return tuple(plain(each, depth + 1) for each in value) if depth < _DEPTH else ()
    if isinstance(value, pikepdf.Name):
        return name(value)
    if isinstance(value, bool | int | float | Decimal):
        return float(value)
    return text(value)


def identity(value: Any) -> tuple[int, int]:
    """Return what tells an object from others in its file; (0, 0) where it stands in another."""
    if not isinstance(value, pikepdf.Object):
        return (0, 0)
    number, generation = value.objgen
    return number, generation
