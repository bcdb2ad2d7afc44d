"""Words that point at what only the eye finds: a colour (“the red line”), a place on the page (“the table above”).

Notes, and no more: whether the words make sense without the sight, a person must judge (WCAG 2.2, 1.3.3 and 1.4.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from editions.accessibility.vocabulary import WORDS, Words
from editions.article.model import Article, LongDescription, Node, Paragraph, Title, children, plain
from editions.findings import Finding
from editions.languages.detection.function_words import FUNCTION_WORDS
from editions.languages.tags import primary
from editions.rules import structure as rules
from editions.rules.finding import finding


def senses(article: Article) -> Iterator[Finding]:
    """Yield a note for each paragraph that points at something by its colour, and for each that points by its place."""
    for node in _sentences(article):
        text = plain(node.content).lower()
        if found := _colours(node.lang).search(text):
            hint = "Name it by its label too."
            yield finding(rules.BY_COLOUR, article, node, f"{found[0]!r} is found by its colour alone.", hint)
        if found := _places(node.lang).search(text):
            hint = "Name it by its label, with an <xref>."
            yield finding(rules.BY_POSITION, article, node, f"{found[0]!r} is found by its place on the page alone.", hint)


def _sentences(node: Node) -> Iterator[Paragraph | Title]:
    """Yield what is said in sentences; a long description is left out, since it says where things stand in a picture."""
    for part in children(node):
        if isinstance(part, Paragraph | Title):
            yield part
        if not isinstance(part, Article | LongDescription):
            yield from _sentences(part)


@cache
def _colours(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(_coloured(known) for known in _own(lang)) or r"(?!)")


def _coloured(known: Words) -> str:
    colour, thing = _any(known.colours), _any(known.things)
    first, second = (thing, colour) if known.adjective_last else (colour, thing)
    return rf"\b{first} {second}\b"


@cache
def _places(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{_any(known.places)}\b(?!-|\s+{_noun(lang)})" for known in _own(lang)) or r"(?!)")


def _noun(lang: str) -> str:
    """Return what matches a word that a place belongs to: “on the left hemisphere” points at no place on the page."""
    return rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS.get(primary(lang), ())))})\b)\w"


def _own(lang: str) -> tuple[Words, ...]:
    """Return the words of a language alone: sentences, unlike names of files, are in one language."""
    return (WORDS[key],) if (key := primary(lang)) in WORDS else ()


def _any(group: frozenset[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(group, key=len, reverse=True)))})"
