"""Spares ziamath what it does over and over while it sets the rows of a formula; what is drawn stays the same.

Only while our formulas are drawn (``spared``): to everyone else in the process, ziamath is as it was.

It sets each row twice, first for the height to which the signs in it may grow: a row within a row four times, one within that
eight times. Where no sign can grow nobody asks for that height. It writes each part out and reads it again for that, copies
the style of a row for each sign, which only reads it, and works out the same few widths of spaces thousands of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from functools import lru_cache
from typing import Any, cast
from xml.etree.ElementTree import Element

from ziamath import operators
from ziamath.nodes.mnode import Mnode
from ziamath.nodes.mrow import Mrow
from ziamath.nodes.nodetools import elementtext

from editions.safety.patching import patched

_GROWING = frozenset(name for (name, _), given in operators.operators.items() if given.get("stretchy", "false") != "false")
_FAR = 9999.0  # beyond any formula
_measured_size = Mnode.size_px


@contextmanager
def spared() -> Iterator[None]:
    """Have ziamath do no work twice in the block, and draw for our pages: without symbols that have the ids of others."""
    with (
        patched("ziamath.nodes.mrow:Mrow._get_height_nostretch", lambda _: _height),
        patched("ziamath.nodes.mnode:Mnode.size_px", lambda _: _size),
        patched("ziamath.styles:asdict", lambda _: vars),
        patched("ziamath.config:config.svg2", lambda _: False),
    ):
        yield


def _height(row: Mrow, line: Sequence[Element], **named: Any) -> tuple[float, float]:
    """Return how far a line of a row reaches down and up without what can grow; anything where nothing can."""
    if not any(_may_grow(part) for child in line for part in child.iter()):
        return 0.0, 0.0
    named["nostretch"] = True
    shown = (child for child in line if child.tag != "mo" or elementtext(child))
    boxes = [Mnode.fromelement(deepcopy(child), parent=row, **named).bbox for child in shown]
    return min([_FAR, *(box.ymin for box in boxes)]), max([-_FAR, *(box.ymax for box in boxes)])


def _may_grow(part: Element) -> bool:
    if part.tag in ("mo", "mi"):  # some identifiers become operators
        return elementtext(part) in _GROWING or part.get("stretchy", "false") != "false"
    return part.tag == "mfenced"


def _size(node: Mnode, size: str, fontsize: float | None = None) -> float:
    return _size_at(size, node.glyphsize if fontsize is None else fontsize)


@lru_cache(maxsize=1024)
def _size_at(size: str, fontsize: float) -> float:
    return float(_measured_size(cast(Any, None), size, fontsize))
