"""Spares ziamath (0.13.*) what it does over and over while it sets the rows of a formula; what is drawn stays the same.

It sets each row twice, first for the height to which the signs in it may grow: a row within a row four times, one within that
eight times. Where no sign can grow nobody asks for that height. And at each sign it copies the style of the row, which it
only reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from ziamath import operators, styles
from ziamath.nodes.mrow import Mrow
from ziamath.nodes.nodetools import elementtext

_GROWING = frozenset(name for (name, _), given in operators.operators.items() if given.get("stretchy", "false") != "false")
_ROW: Any = Mrow
_STYLES: Any = styles
_measured_height = _ROW._get_height_nostretch


def spare() -> None:
    """Let ziamath measure only the rows that hold what can grow, and read styles where they are."""
    _ROW._get_height_nostretch, _STYLES.asdict = _height, vars


def _height(row: Mrow, line: Sequence[Element], **named: Any) -> tuple[float, float]:
    if any(_may_grow(part) for child in line for part in child.iter()):
        found: tuple[float, float] = _measured_height(row, line, **named)
        return found
    return 0.0, 0.0


def _may_grow(part: Element) -> bool:
    if part.tag in ("mo", "mi"):  # some identifiers become operators
        return elementtext(part) in _GROWING or part.get("stretchy", "false") != "false"
    return part.tag == "mfenced"
