"""The graphics of a page: its state, its colours, and the paths that it paints (ISO 32000-1, 8.4 to 8.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from editions.accessibility.contrast import BLACK
from editions.checks.pdf.reading.budget import DRAWN, Budget
from editions.checks.pdf.reading.colours import colour, components
from editions.checks.pdf.reading.marked_content import MarkedContent
from editions.checks.pdf.reading.state import Ground, Matrix, State, shared, times
from editions.checks.pdf.reading.values import dictionary, get, items, name, number, opening
from editions.checks.pdf.view import PdfPage
from editions.checks.pdf.view.tree import Box, around

_STATES = 500  # of q without Q
_HAIR = 0.1  # points: the width that a line is given


class Graphics:
    """The operators of graphics, by the names of what they do; each takes its operands."""

    def __init__(self, page: PdfPage, budget: Budget) -> None:
        self.page = page
        self.budget = budget
        self.marks = MarkedContent(page, budget)
        self.ground = Ground(budget)
        self.path = Path()
        self.state = State()
        self.saved: list[State] = []
        self.resources: Any = pikepdf.Dictionary()
        self.clipping = False

    def save(self, _: Sequence[Any]) -> None:
        """q: keep the state."""
        if len(self.saved) < _STATES:
            self.saved.append(self.state.copy())

    def restore(self, _: Sequence[Any]) -> None:
        """Q: put the state back."""
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        """cm: move what follows."""
        if (matrix := matrix_of(operands)) is not None:
            self.state.matrix = times(matrix, self.state.matrix)

    def use_state(self, operands: Sequence[Any]) -> None:
        """gs: transparency, and a font."""
        found = dictionary(dictionary(self.resources, "/ExtGState"), str(operands[0])) if operands else None
        self.state.alpha = number(get(found, "/ca"), self.state.alpha)
        blend, mask = get(found, "/BM"), get(found, "/SMask")
        if blend is not None or mask is not None:
            normal = all(name(each) in ("Normal", "Compatible") for each in items(blend, self.budget))
            self.state.plain = normal and (mask is None or name(mask) == "None")
        if font := opening(get(found, "/Font"), 2):
            self.state.size = number(font[-1])

    def device_colour(self, operands: Sequence[Any]) -> None:
        """g, rg, k: a colour for filling."""
        self.state.components = len(operands)
        self.state.colour = colour([number(each) for each in operands])

    def space(self, operands: Sequence[Any]) -> None:
        """cs: a colour space for filling."""
        self.state.components = components(operands[0], self.resources) if operands else 0
        self.state.colour = BLACK if self.state.components else None

    def space_colour(self, operands: Sequence[Any]) -> None:
        """sc, scn: a colour of that space."""
        known = self.state.components and len(operands) == self.state.components
        self.state.colour = colour([number(each) for each in operands]) if known else None

    def clip(self, _: Sequence[Any]) -> None:
        """W: the path bounds what follows."""
        self.clipping = True

    def end_path(self, _: Sequence[Any]) -> None:
        """n: end the path."""
        areas = self.path.areas()
        if self.clipping and (box := around(area for area, _ in areas)):
            self.state.clip = shared(box, self.state.clip) or (0, 0, 0, 0)
        self.clipping = False
        self.path.clear()

    def fill(self, operands: Sequence[Any]) -> None:
        """f, B and their like: paint the path."""
        state = self.state
        areas = self.path.areas()
        for box, filled in areas:
            seen = shared(box, state.clip)
            known = filled and state.plain
            self.ground.paint(seen, state.colour if known else None, state.alpha)
            self.picture(seen)
        self.end_path(operands)

    def stroke(self, operands: Sequence[Any]) -> None:
        """S: draw the path."""
        for box, _ in self.path.areas():
            self.picture(_stroked(box, self.state.clip))
        self.end_path(operands)

    def shade(self, _: Sequence[Any]) -> None:
        """sh: paint all that is not clipped away."""
        box = self.state.clip or self.page.box
        self.ground.paint(box, None)
        self.picture(box)

    def picture(self, box: Box | None) -> None:
        """Note where something is drawn that is no text; None is what is not seen."""
        if box is not None:
            self.budget.spend(DRAWN)
            self.marks.content.pictures.append(box)


def matrix_of(operands: Sequence[Any]) -> Matrix | None:
    """Return a matrix of six numbers, None of any other."""
    if len(operands) != 6:
        return None
    a, b, c, d, e, f = (number(each) for each in operands)
    return a, b, c, d, e, f


def _stroked(box: Box, clip: Box | None) -> Box | None:
    return shared((box[0] - _HAIR, box[1] - _HAIR, box[2] + _HAIR, box[3] + _HAIR), clip)


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
