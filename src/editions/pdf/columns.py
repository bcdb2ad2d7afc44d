"""Lays the body of an article in columns: what is too wide for one then stands across them.

CSS lets a block span the columns that it is a child of, and WeasyPrint only those. So the sections of the layout are opened:
their blocks become children of the article. The structure tree was made before, and keeps them (``structure.py``).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element


def spread(root: Element) -> None:
    """Put the blocks of the body's sections, in their order, into the article itself."""
    article = root.find(".//article")
    if article is not None:
        article[:] = [block for child in article for block in _opened(child)]


def _opened(block: Element) -> list[Element]:
    """Return the blocks of a section: first the section, empty, since links lead to it; other blocks stay whole."""
    if block.tag != "section" or block.get("class") != "section":
        return [block]
    inner = [each for child in block for each in _opened(child)]
    block[:] = []
    return [block, *inner]
