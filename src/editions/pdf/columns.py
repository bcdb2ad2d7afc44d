"""Lays the body of an article in columns: what is too wide for one then stands across them.

CSS lets a block span the columns around it. WeasyPrint then forgets the notes that are called above the block, and sets the
text below it over them. So the columns end before each such block, and others begin behind it; the sections of the layout are
opened for that. The structure tree was made before, and keeps them (``structure.py``).
"""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element

_ACROSS = frozenset({"front", "wide", "colophon"})
_WHOLE = frozenset({"notes", "references"})  # they are set as one; any other class names a kind of section


def spread(root: Element) -> None:
    """Put the blocks of the body's sections into the article itself, in their order, those between two wide ones in columns."""
    article = root.find(".//article")
    if article is None:
        return
    blocks = [block for child in article for block in _opened(child)]
    article[:] = []
    for across, run in groupby(blocks, key=_stands_across):
        (article if across else _columns(article)).extend(run)


def _opened(block: Element) -> list[Element]:
    """Return the blocks of a section: first the section, empty, since links lead to it; other blocks stay whole."""
    if block.tag != "section" or block.get("class") in _WHOLE:
        return [block]
    inner = [each for child in block for each in _opened(child)]
    block[:] = []
    return [block, *inner]


def _stands_across(block: Element) -> bool:
    return not _ACROSS.isdisjoint(block.get("class", "").split())


def _columns(article: Element) -> Element:
    columns = Element("section", {"class": "columns"})
    article.append(columns)
    return columns
