"""What of an article is prose, in a language: its words without names, addresses, marks and formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from editions.article.model import (
    Article,
    Formula,
    Inline,
    LineBreak,
    Node,
    NoteCall,
    Paragraph,
    Passage,
    Picture,
    Reference,
    Style,
    Styled,
    children,
    walk,
)

TITLES: Final = frozenset("article-title source chapter-title part-title data-title trans-title trans-source".split())
"""Roles of the passages of a reference that are titles."""


def parts(article: Article) -> Iterator[Node]:
    """Yield the parts of an article that are prose: without people, affiliations, and translations."""
    names = {item.id for item in (*article.front.contributors, *article.front.affiliations)}
    return (part for part in children(article) if part.id not in names and not isinstance(part, Article))


def prose(article: Article, most: int) -> str:
    """Return the first characters of an article's paragraphs, ``most`` at most, that are tagged as the article is.

    Those of its body, where it has one: abstracts may be translations that nobody tagged.
    """
    found: list[str] = []
    for node in (node for part in article.body or parts(article) for node in walk(part)):
        if isinstance(node, Paragraph) and node.lang == article.lang:
            found.append(own_words(node.content, node.lang))
            most -= len(found[-1])
        if most <= 0:
            break
    return " ".join(found)


def titles(reference: Reference) -> Iterator[Passage | Styled]:
    """Yield the titles in a reference: those marked as such, or in italics where none is."""
    marked = [node for node in walk(reference) if isinstance(node, Passage) and node.role in TITLES]
    italics = [node for node in walk(reference) if isinstance(node, Styled) and node.style is Style.ITALIC]
    yield from marked or italics


def own_words(content: tuple[Inline, ...], lang: str) -> str:
    """Return the words of inline content that are in its language, on one line."""
    return " ".join("".join(_own(content, lang)).split())


def _own(content: tuple[Inline, ...], lang: str) -> Iterator[str]:
    for item in content:
        if isinstance(item, str):
            yield item
        elif isinstance(item, NoteCall | Formula | Picture | LineBreak) or item.lang != lang:
            yield " "
        else:
            yield from _own(item.content, lang)
