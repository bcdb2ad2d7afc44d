"""Our style sheet for the direction in which an article is written.

``print.css`` is written for text from left to right, in words (``left``, ``right``) that every version of CSS for print
knows; the page of an article from right to left is its mirror image.
"""

from __future__ import annotations

import re
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIDES = re.compile(r"\b(left|right)\b")
# Top, right, bottom, left: the second and the fourth change places.
_FOUR = re.compile(r"\b((?:margin|padding|border-width):\s*+)" + r"\s++".join([r"([^\s;:}]++)"] * 4))
_OTHER = {"left": "right", "right": "left"}


def for_direction(sheet: Path, direction: str) -> str | Path:
    """Return a style sheet as it is, or its mirrored text where the direction is ``rtl``."""
    return mirrored(sheet.read_text("utf-8")) if direction == "rtl" else sheet


def mirrored(css: str) -> str:
    """Return CSS with left and right exchanged, its comments dropped."""
    turned = _SIDES.sub(lambda side: _OTHER[side[0]], _COMMENT.sub("", css))
    return _FOUR.sub(r"\1\2 \5 \4 \3", turned)
