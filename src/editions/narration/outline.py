"""The outline of an article: its title, abstract and conclusions, its headings with their first sentence, its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from editions.article.model import Article, Figure, Picture, Section, plain, walk
from editions.narration.timeline import Role, Utterance

CONCLUSIONS: Final = re.compile(
    r"\b(?:conclu|consideraciones finales|considerações finais|fazit|schluss|summary and outlook|вывод|заключени)",
    re.IGNORECASE,
)
"""How the title of a conclusion begins, in the languages that we have words in."""


def outline(article: Article, said: Iterable[Utterance], whole: frozenset[str]) -> Iterator[Utterance]:
    """Yield of all that is said what belongs to an outline; ``whole`` are the chapters that are kept whole."""
    conclusions = whole | frozenset(_conclusions(article))
    shown = frozenset(_shown(article))
    is_first = True
    for item in said:
        if item.role is Role.HEADING and not item.group:
            is_first = True
            yield item
        elif item.chapter in conclusions or (item.role is Role.FIGURE and item.id in shown):
            yield item
        elif is_first and item.role is Role.TEXT and not item.group:
            is_first = False
            yield item


def _conclusions(article: Article) -> Iterator[str]:
    """Yield the ids of the sections that conclude, and of those in them."""
    for node in walk(article):
        if isinstance(node, Section) and _concludes(node):
            yield from (part.id for part in walk(node) if isinstance(part, Section))


def _concludes(section: Section) -> bool:
    if section.kind.startswith("conclusions"):
        return True
    return section.title is not None and bool(CONCLUSIONS.search(plain(section.title.content)))


def _shown(article: Article) -> Iterator[str]:
    """Yield the ids of pictures and of the titles of figures."""
    for node in walk(article):
        if isinstance(node, Picture):
            yield node.id
        elif isinstance(node, Figure) and node.title:
            yield node.title.id
