"""What an SVG draws: each element as often as it is drawn, with all that is drawn along its lines. No more than a limit."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote

from lxml import etree

from editions.images.limits import Unusable
from editions.images.sheets import Properties, SvgSheet, declared, parts
from editions.safety.sanitizer.svg import HREFS
from editions.safety.xml import SVG, local

MAX_DRAWN = 200_000
"""Elements of the largest SVG, those counted again that it draws again (``use``, patterns, markers, masks)."""

MAX_DEPTH = 60
"""Levels of elements within each other."""

MAX_WIDTH = 20_000
"""Pixels of the widest or tallest SVG, and of what a filter covers."""

BLURRED = 500
"""Pixels that a filter takes in around each of its own, at most."""

LETTERS = 64
"""Characters of attributes (a path's ``d``) that count as one more element."""

STYLED = 16
"""Properties of an element, those of style sheets among them, that count as one more."""

DASHES = 50
"""Dashes of a line that count as one more element."""

FILTERED = 100
"""Elements that each step of a filter counts as: it looks at every pixel."""

_SHAPES = frozenset("path rect circle ellipse line polyline polygon text tspan textPath".split())
_WRITING = frozenset({"text", "tspan", "textPath", "a"})
_ONCE = frozenset({"clip-path", "mask", "href"})
_COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*+)")
_NUMBER = re.compile(r"[-+]?(?:\d++\.?\d*+|\.\d++)(?:[eE][-+]?\d++)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn: the cost in elements, how many shapes, their corners at most, the length of lines without dashes."""

    cost: int = 1
    shapes: int = 0
    corners: int = 0
    length: float = 0.0

    def __add__(self, other: Drawn) -> Drawn:
        """Return both."""
        return Drawn(
            cost=self.cost + other.cost,
            shapes=self.shapes + other.shapes,
            corners=self.corners + other.corners,
            length=self.length + other.length,
        )


def bound(root: etree._Element) -> None:
    """Refuse a picture that draws itself, or so much that few elements become many. Raises ``Unusable``."""
    sheets = "\n".join(str(item.text or "") for item in root.iter(f"{{{SVG}}}style"))
    dashed = any("dasharray" in str(value) or "dasharray" in str(key) for item in root.iter() for key, value in item.items())
    named: dict[str, list[etree._Element]] = {}
    for element in root.iter(etree.Element):
        if identifier := element.get("id"):
            named.setdefault(identifier, []).append(element)
    _Costs(named, SvgSheet.of(sheets), dashed or "dasharray" in sheets).of(root)


@dataclass(slots=True)
class _Costs:
    """Counts what an element draws, with all that it refers to; each element is looked at once."""

    named: dict[str, list[etree._Element]]
    sheet: SvgSheet
    dashed: bool
    known: dict[etree._Element, Drawn] = field(default_factory=dict)
    around: set[etree._Element] = field(default_factory=set)

    def of(self, element: etree._Element) -> Drawn:
        """Return what is drawn. Raises ``Unusable``."""
        if element in self.known:
            return self.known[element]
        if element in self.around or len(self.around) > 4 * MAX_DEPTH:
            raise Unusable("it draws itself within itself")
        self.around.add(element)
        drawn = _own(element, self.dashed)
        for part in element.iterchildren(etree.Element):
            drawn = self._checked(drawn + self.of(part))
        given = self._given(element)
        drawn = self._checked(drawn + Drawn(cost=len(given) // STYLED))
        for name, value in given:
            drawn = self._checked(self._with_parts(drawn, name, value))
        drawn = self._checked(_with_dashes(drawn, given))
        self.around.discard(element)
        self.known[element] = drawn
        return drawn

    def _checked(self, drawn: Drawn) -> Drawn:
        if drawn.cost > MAX_DRAWN:
            raise Unusable(f"it draws more than {MAX_DRAWN} elements")
        return drawn

    def _given(self, element: etree._Element) -> list[tuple[str, str]]:
        """Return the properties of an element, links among them, wherever they are given."""
        found: list[tuple[str, str]] = []
        for key, text in element.attrib.items():
            value = str(text)
            if key in HREFS:
                found += [("href", f"url({value})")] if value.startswith("#") else []
            else:
                found += declared(value) if key == "style" else [(str(key), value)]
        for name in (*element.get("class", "").split(), element.get("id", "")):
            found += self.sheet.named.get(name, ())
        return [*found, *self.sheet.dashes]

    def _with_parts(self, drawn: Drawn, name: str, value: str) -> Drawn:
        """Return what is drawn with the parts that a property names, as often as it draws them."""
        written = [value[5:-1]] if name == "href" else parts(value)
        ids = dict.fromkeys(form for item in written for form in (item, unquote(item)))
        for part in (self._dearest(item) for item in ids if item in self.named):
            if name == "href":
                drawn += part
            else:
                drawn += Drawn(cost=part.cost * _times(name, drawn))
        return drawn

    def _dearest(self, identifier: str) -> Drawn:
        """Return what the part of a name draws; of several with the same name, the one that draws most."""
        return max((self.of(element) for element in self.named[identifier]), key=lambda drawn: drawn.cost)


def _times(name: str, drawn: Drawn) -> int:
    """Return how often a property draws the part that it names."""
    if name in _ONCE:
        return 1
    if name == "filter":
        return FILTERED
    return max(drawn.shapes if name in ("fill", "stroke") else drawn.corners, 1)


# -------------------------------------------------------------------------------------------------------------- elements


def _own(element: etree._Element, dashed: bool) -> Drawn:
    """Return what an element draws by itself. Raises ``Unusable`` for a filter that takes in too much."""
    name = local(element)
    _check_filter(element, name)
    letters = sum(len(value) for key, value in element.attrib.items() if key not in HREFS)
    written = sum(map(len, _words(element))) if name in _WRITING else 0
    corners = len(element.get("d", "")) // 2 + len(element.get("points", "")) // 4
    return Drawn(
        cost=1 + letters // LETTERS + written,
        shapes=int(name in _SHAPES),
        corners=corners + 4 * (name in _SHAPES),
        length=_length(element, name) if dashed else 0.0,
    )


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    yield from (part.tail or "" for part in element)


def _with_dashes(drawn: Drawn, given: list[tuple[str, str]] | Properties) -> Drawn:
    """Return what is drawn where lines have dashes; a line that has its own does not take those of its group."""
    arrays = [_numbers(value) for name, value in given if name == "stroke-dasharray"]
    dashes = [len(array) * drawn.length / sum(array) for array in arrays if array and sum(array) > 0]
    if not dashes:
        return drawn
    more = min(max(dashes) / DASHES, 2.0 * MAX_DRAWN)
    return Drawn(cost=drawn.cost + int(more), shapes=drawn.shapes, corners=drawn.corners)


def _check_filter(element: etree._Element, name: str) -> None:
    if name in ("feGaussianBlur", "feDropShadow", "feMorphology"):
        reach = _numbers(f"{element.get('stdDeviation', '')} {element.get('radius', '')}")
    elif name == "feConvolveMatrix":
        reach = [number**2 for number in _numbers(element.get("order", ""))]
    else:
        reach = []
    if any(number > BLURRED for number in reach):
        raise Unusable(f"a filter of it takes in more than {BLURRED} pixels")
    if name == "filter" or name.startswith("fe"):
        relative = name == "filter" and element.get("filterUnits") != "userSpaceOnUse"
        for key in ("x", "y", "width", "height"):
            value = element.get(key, "")
            most = 1000 if "%" in value else 10 if relative else MAX_WIDTH
            if any(abs(number) > most for number in _numbers(value)):
                raise Unusable(f"a filter of it covers more than {MAX_WIDTH} pixels")


# --------------------------------------------------------------------------------------------------------------- lengths


def _numbers(text: str) -> list[float]:
    return [float(found) for found in _NUMBER.findall(text)]


def _length(element: etree._Element, name: str) -> float:
    """Return the length of a shape's outline in its own units, at least."""
    match name:
        case "path":
            return _along(element.get("d", ""))
        case "polyline" | "polygon":
            return _between(_pairs(_numbers(element.get("points", "")))) * (1 + (name == "polygon"))
        case "line":
            return math.hypot(_size(element, "x2") - _size(element, "x1"), _size(element, "y2") - _size(element, "y1"))
        case "rect":
            return 2 * (_size(element, "width") + _size(element, "height"))
        case "circle" | "ellipse":
            return 2 * math.pi * max(_size(element, "r"), _size(element, "rx"), _size(element, "ry"))
        case "text" | "tspan" | "textPath":
            return 100.0 * sum(map(len, _words(element)))  # the outlines of letters
    return 0.0


def _size(element: etree._Element, key: str) -> float:
    value = element.get(key, "")
    number = next(iter(_numbers(value)), 0.0)
    return number * MAX_WIDTH / 100 if "%" in value else number


def _pairs(numbers: list[float]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _between(points: list[tuple[float, float]]) -> float:
    return sum(math.dist(first, second) for first, second in pairwise(points))


def _along(path: str) -> float:
    """Return the length of a path, that of a curve by its control points."""
    length, at = 0.0, (0.0, 0.0)
    for command, text in _COMMAND.findall(path):
        numbers = _numbers(text)
        lower = command.lower()
        if lower in "hv":
            points = [(number, at[1]) if lower == "h" else (at[0], number) for number in numbers]
        elif lower == "a":
            points = _pairs([number for first in range(0, len(numbers), 7) for number in numbers[first + 5 : first + 7]])
            length += sum(2 * math.pi * max(map(abs, numbers[first : first + 2])) for first in range(0, len(numbers), 7))
        else:
            points = _pairs(numbers)
        if command == lower:
            length += sum(abs(x) + abs(y) for x, y in points)
        else:
            length += _between([at, *points])
            at = points[-1] if points else at
    return length
