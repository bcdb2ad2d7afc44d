"""Colours as red, green and blue, where they can be told without a colour engine (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editions.accessibility.contrast import Colour
from editions.checks.pdf.reading.values import dictionary, get, name, number, opening

_COMPONENTS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4, "G": 1, "RGB": 3, "CMYK": 4}


def colour(values: Sequence[float]) -> Colour | None:
    """Return a colour of one component (grey), three (RGB) or four (CMYK), None of any other."""
    match [min(1.0, max(0.0, value)) for value in values]:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def components(space: Any, resources: Any) -> int:
    """Return how many components a colour space has, 0 where its colours cannot be told (spot colours, patterns, Lab)."""
    key = name(space)
    if key and key not in _COMPONENTS:
        space = get(dictionary(resources, "/ColorSpace"), f"/{key}")
        key = name(space)
    if key:
        return _COMPONENTS.get(key, 0)
    family = opening(space, 2)
    if len(family) < 2:
        return _COMPONENTS.get(name(family[0]), 0) if family else 0
    if name(family[0]) == "ICCBased":
        return int(number(get(family[1], "/N")))
    return _COMPONENTS.get(name(family[0]), 0)
