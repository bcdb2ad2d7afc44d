"""Which pictures need a long description: judged by their kind, their parts, their caption, their file.

A guess, made for an editor who then looks: the finding is a warning, and a picture that needs no more than its alternative
may stay without a long description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from editions.accessibility.non_text import NonText, NonTextKind, is_drawn
from editions.accessibility.vocabulary import words
from editions.article.model import Figure, Picture

LARGE = 2_000_000
"""Pixels from which on a drawing (anything but a JPEG photograph) is taken to hold much."""

PHOTOGRAPHS = frozenset({".jpg", ".jpeg"})

PARTS = re.compile(r"(?:\(|\b)([A-Ha-h])(?:\)|(?=[:,]\s))")
"""Letters with which captions name the parts of a picture: ``(A)``, ``B:``, ``c,``."""


def why_complex(item: NonText) -> str:
    """Return why a picture needs a long description, ``""`` where nothing says that it does."""
    if item.kind not in (NonTextKind.FIGURE, NonTextKind.PICTURE, NonTextKind.TABLE) or item.decorative:
        return ""
    return next(_reasons(item), "")


def _reasons(item: NonText) -> Iterator[str]:
    if item.kind is NonTextKind.TABLE:
        yield "it is a picture of a table"
    if isinstance(item.holder, Figure) and sum(isinstance(part, Picture) for part in item.holder.content) > 1:
        yield "its figure has several pictures"
    caption = item.caption
    if found := named(caption, item.node.lang, "complex"):
        yield f"its caption speaks of {found!r}"
    if len({letter.lower() for letter in PARTS.findall(caption)}) > 1:
        yield "its caption names several parts"
    if item.kind is NonTextKind.FIGURE and item.picture and item.picture.files:
        yield from _of_file(item.picture)


def _of_file(picture: Picture) -> Iterator[str]:
    suffix = picture.files[0].suffix.lower()
    if suffix == ".svg":
        yield "it is a drawing (SVG)"
    elif picture.size[0] * picture.size[1] >= LARGE and suffix not in PHOTOGRAPHS:
        yield f"it is a drawing of {picture.size[0]} × {picture.size[1]} pixels"


def why_writing(item: NonText) -> str:
    """Return what says that a picture shows text: its box, or a word of its caption; ``""`` where nothing does."""
    if is_drawn(item.holder):
        return "a boxed text"
    return "" if item.kind is NonTextKind.FORMULA else named(item.caption, item.node.lang, "writing")


def named(text: str, lang: str, group: str) -> str:
    """Return the first word of a group of ``words`` that stands in a text of a language."""
    found = _pattern(lang, group).search(text.lower())
    return found[0] if found else ""


@cache
def _pattern(lang: str, group: str) -> re.Pattern[str]:
    known = {word for item in words(lang) for word in getattr(item, group)}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?!\w)")
