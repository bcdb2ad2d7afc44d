"""Colours as red, green and blue, where they can be told without a colour engine (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editions.checks.pdf.content import Colour
from editions.checks.pdf.reading.values import dictionary, get, name, number, opening

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
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


def mixed(above: Colour, below: Colour | None, alpha: float) -> Colour | None:
    """Return what is seen of a colour over another, None where that is not known."""
    if alpha >= 1:
        return above
    if below is None:
        return None
    red, green, blue = (alpha * a + (1 - alpha) * b for a, b in zip(above, below, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(value: Colour) -> float:
    """Return the relative luminance of a colour in sRGB (WCAG 2.2)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in value)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
