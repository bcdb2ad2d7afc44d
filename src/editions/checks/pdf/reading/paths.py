"""Paths: the area that the current path covers, as far as the background of text asks for it (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Sequence

from editions.checks.pdf.reading.state import Matrix
from editions.checks.pdf.view.tree import Box


class Path:
    """The path being made. Only rectangles with upright sides have a known area; any other has the box around it."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self._parts: list[list[tuple[float, float]]] = []
        self._curved = False

    def add(self, operator: str, values: Sequence[float], matrix: Matrix) -> None:
        """Add one of the operators ``m l c v y re`` with its operands."""
        a, b, c, d, e, f = matrix
        points = list(zip(values[::2], values[1::2], strict=False))
        if operator == "re" and len(points) == 2:
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self._curved = self._curved or operator in ("c", "v", "y")
        if operator in ("m", "re") or not self._parts:
            self._parts.append([])
        self._parts[-1] += [(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def areas(self) -> list[tuple[Box, bool]]:
        """Return the box of each part, and whether the part fills it."""
        return [(_box(points), not self._curved and _is_upright(points)) for points in self._parts if len(points) > 1]


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_upright(points: list[tuple[float, float]]) -> bool:
    """Whether points are the corners of a rectangle whose sides are level and upright."""
    corners = points[:-1] if len(points) == 5 and points[0] == points[-1] else points
    xs, ys = {round(x, 2) for x, _ in corners}, {round(y, 2) for _, y in corners}
    return len(corners) == 4 and len(xs) == len(ys) == 2
