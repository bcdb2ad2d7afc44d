"""What belongs to an article itself, and what is a translation of it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from editions.jats.source import name

Element = etree._Element


def is_translation(node: Element) -> bool:
    """Whether an element is a whole translation of its article, which becomes an edition of its own."""
    return name(node) == "sub-article" and node.get("article-type") == "translation"


def own_elements(node: Element) -> Iterator[Element]:
    """Yield the elements below an article that are its own: those of its translations are left out."""
    for item in node:
        if not is_translation(item):
            yield from item.iter(etree.Element)
