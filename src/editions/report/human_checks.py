"""What only a person can judge in an article, with the places to look at; and what people have judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from editions.article.model import (
    Alternative,
    Article,
    Formula,
    LongDescription,
    Node,
    Paragraph,
    Picture,
    Table,
    children,
    plain,
    walk,
)
from editions.report.data import Judgement, Place, Review

_MAX_CHARS = 300
"""Characters shown of a long description or a passage: enough to know which one it is."""


def to_judge(article: Article) -> tuple[Judgement, ...]:
    """Return what a person must judge in one edition: the wording of alternatives, tags of languages, order, plain language."""
    found = {matter: tuple(places(article)) for matter, places in _PLACES.items()}
    return (
        *(Judgement(matter=matter, language=article.lang, places=places) for matter, places in found.items() if places),
        *(Judgement(matter=matter, language=article.lang) for matter in _WHOLE),
    )


def reviewed(article: Article) -> Iterator[Review]:
    """Yield the alternatives and long descriptions of one edition that somebody reviewed, as the source says it."""
    for node in walk(article):
        if isinstance(node, Alternative | LongDescription) and node.provenance and node.provenance.reviewed_by:
            said = node.provenance
            place = _place(node, node.text if isinstance(node, Alternative) else words_of(node), node.lang)
            yield Review(language=article.lang, by=said.reviewed_by, on=said.reviewed_on, origin=str(said.origin), place=place)


def _place(node: Node, text: str, lang: str) -> Place:
    shown = text if len(text) <= _MAX_CHARS else f"{text[:_MAX_CHARS].rpartition(' ')[0]} …"
    return Place(id=node.id, line=node.line, lang=lang, text=shown)


def _spoken(node: Node, alternative: Alternative | None) -> Iterator[Place]:
    if alternative:
        yield Place(id=node.id, line=node.line, lang=alternative.lang, text=alternative.text)


def _alternatives(article: Article) -> Iterator[Place]:
    for node in walk(article):
        if isinstance(node, Picture | Table) and not (isinstance(node, Picture) and node.decorative):
            yield from _spoken(node, node.alternative)


def _formulas(article: Article) -> Iterator[Place]:
    for node in walk(article):
        if isinstance(node, Formula):
            yield from _spoken(node, node.alternative)


def _decorative(article: Article) -> Iterator[Place]:
    for node in walk(article):
        if isinstance(node, Picture) and node.decorative:
            yield Place(id=node.id, line=node.line, lang="", text=node.href)


def _descriptions(article: Article) -> Iterator[Place]:
    for node in walk(article):
        if isinstance(node, LongDescription):
            yield _place(node, words_of(node), node.lang)


def _passages(article: Article) -> Iterator[Place]:
    """Yield each outermost node that is in another language than what is around it, but for alternatives."""
    yield from _foreign(article, article.lang)


def _foreign(node: Node, around: str) -> Iterator[Place]:
    for child in children(node):
        if isinstance(child, Article | Alternative):
            continue
        text = words_of(child) if child.lang != around else ""
        if text:
            yield _place(child, text, child.lang)
        else:
            yield from _foreign(child, child.lang)


def words_of(node: Node) -> str:
    """Return the words of a node without its markup."""
    content = getattr(node, "content", ())
    if isinstance(node, Paragraph) or any(isinstance(item, str) for item in content):
        return plain(content)
    return " ".join(filter(None, map(words_of, children(node))))


_PLACES: Final[dict[str, Callable[[Article], Iterable[Place]]]] = {
    "alternatives": _alternatives,
    "descriptions": _descriptions,
    "decorative": _decorative,
    "formulas": _formulas,
    "languages": _passages,
}
_WHOLE: Final = ("order", "plain-language")
"""Matters of the whole text."""
MATTERS: Final = (*_PLACES, *_WHOLE)
"""Every matter, in the order in which it is told."""
