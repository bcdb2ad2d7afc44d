"""The state that drawing keeps: matrices, colours, text (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from editions.accessibility.contrast import BLACK, WHITE, Colour, mixed
from editions.checks.pdf.reading.budget import LOOKS, Budget
from editions.checks.pdf.reading.fonts import Font
from editions.checks.pdf.view.tree import Box

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MAX_SQUARES = 1e30  # the sum of the squares of a matrix: what is beyond it is on no page, and soon no number
_AREAS = 4000  # painted areas that are remembered on a page


@dataclass(slots=True, kw_only=True)
class State:
    """The graphics state. ``components`` is that of the colour space; ``plain`` whether colours are simply put on."""

    matrix: Matrix = IDENTITY
    clip: Box | None = None
    components: int = 1
    colour: Colour | None = BLACK
    alpha: float = 1.0
    plain: bool = True
    font: Font | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> State:
        """Return a state of the same values."""
        return replace(self)


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies the first, then the second; the second alone where that is beyond all bounds."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    n, o, p, q, r, s = a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
    return (n, o, p, q, r, s) if n * n + o * o + p * p + q * q + r * r + s * s < _MAX_SQUARES else second


def placed(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """Return the box around a rectangle that a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def shared(one: Box, other: Box | None) -> Box | None:
    """Return what two boxes share; all of the first where the other is None, and None where they share nothing."""
    if other is None:
        return one
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


class Ground:
    """What has been painted so far, so that the background of text is known where it is of one colour."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._areas: list[tuple[Box, Colour | None]] = []

    def paint(self, box: Box | None, colour: Colour | None, alpha: float = 1.0) -> None:
        """Paint an area; a colour of None stands for many, or for one that is not known."""
        if box is None:
            return
        seen = colour if colour is None or alpha >= 1 else mixed(colour, self.under(box), alpha)
        self._areas.append((box, seen) if len(self._areas) < _AREAS else ((-1e9, -1e9, 1e9, 1e9), None))
        del self._areas[_AREAS + 1 :]

    def under(self, box: Box) -> Colour | None:
        """Return the colour behind a box, None where it is not one, or not known."""
        left, bottom, right, top = box
        for looks, ((x0, y0, x1, y1), colour) in enumerate(reversed(self._areas), 1):
            if x0 < right and x1 > left and y0 < top and y1 > bottom:
                self._budget.spend(LOOKS, looks)
                whole = x0 <= left and x1 >= right and y0 <= bottom and y1 >= top
                return colour if whole else None
        self._budget.spend(LOOKS, len(self._areas))
        return WHITE
