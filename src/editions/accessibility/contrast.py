"""Colours as red, green and blue from 0 to 1, and the contrast of one with another."""

from __future__ import annotations

from typing import Final, TypeAlias

Colour: TypeAlias = tuple[float, float, float]

BLACK: Final[Colour] = (0.0, 0.0, 0.0)
WHITE: Final[Colour] = (1.0, 1.0, 1.0)

MIN_CONTRAST: Final = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""
MIN_CONTRAST_LARGE: Final = 3.0
"""That of large text."""
LARGE: Final = 18.0
"""Points from which text is large."""
LARGE_BOLD: Final = 14.0
"""Points from which bold text is large."""


def least(size: float, *, bold: bool) -> float:
    """Return the least contrast of text of a size in points."""
    return MIN_CONTRAST_LARGE if size >= (LARGE_BOLD if bold else LARGE) else MIN_CONTRAST


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
