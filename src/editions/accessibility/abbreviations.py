"""Short forms that the text never spells out (WCAG 2.2, 3.1.4: a note, since it is of level AAA)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editions.accessibility.vocabulary import KNOWN
from editions.article.model import (
    Abbreviation,
    Article,
    Contributor,
    DefinitionList,
    DisplayFormula,
    Formula,
    Node,
    Paragraph,
    References,
    Table,
    children,
    plain,
    walk,
)
from editions.findings import Finding
from editions.rules import structure as rules
from editions.rules.finding import finding

SHORT = re.compile(r"(?<![\w@/.#-])[A-ZÀ-ÖØ-Þ]{2,6}s?(?![\w@/-])")
ROMAN = re.compile(r"[IVXLCDM]+")
NAMES = re.compile(
    r"(?<![\w-])(?:[A-ZÀ-ÖØ-Þ]{3,}+(?:\s++[A-ZÀ-ÖØ-Þ]++){0,30}\s++[A-ZÀ-ÖØ-Þ]{3,}+"
    r"|(?:[A-ZÀ-ÖØ-Þ][a-zß-ÿ]++\s++){2,30}+[A-ZÀ-ÖØ-Þ]{2,}+)(?![\w-])"
)
"""Capitals in a row (``PLOS ONE``), and surnames after names (``Maria Clara SOUZA``): no short forms. Each has some words."""
SMALL = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ]?[a-zß-ÿ]{2,6}(?!\w)")
MIN_CAPITALS = 3
"""Letters of the shortest capitals in plain text that are taken for a short form; a marked ``abbrev`` may have fewer."""


def abbreviations(article: Article) -> Iterator[Finding]:
    """Yield a note for each short form that the article never spells out, where it stands first."""
    known = _spelled_out(article)
    for node, short in _used(article):
        if short not in known:
            known.add(short)
            hint = "Spell it out there: <abbrev>…<def><p>…</p></def></abbrev>."
            yield finding(rules.SHORT_FORM, article, node, f"{short!r} is never spelled out.", hint)


def _used(article: Article) -> Iterator[tuple[Node, str]]:
    """Yield the short forms of the running text, each where it stands: those marked, and words in capitals."""
    for node in _running(article):
        if isinstance(node, Abbreviation):
            yield node, _single(plain(node.content))
        elif isinstance(node, Paragraph):
            text = plain(node.content)
            if not text.isupper():
                found = (_single(match[0]) for match in SHORT.finditer(NAMES.sub("", text)))
                yield from ((node, short) for short in found if len(short) >= MIN_CAPITALS and not ROMAN.fullmatch(short))


def _running(node: Node) -> Iterator[Node]:
    """Yield the nodes of the running text of an article: not those of contributors, references, tables and formulas."""
    for part in children(node):
        if not isinstance(part, Article | Contributor | References | Table | Formula | DisplayFormula):
            yield part
            yield from _running(part)


def _spelled_out(article: Article) -> set[str]:
    """Return the short forms that need no more: common words, those expanded, those beside a bracket, terms of a list.

    Names and words that only stand in capitals here (SILVA, AFTER) are told by the same word in small letters elsewhere.
    """
    found = set(KNOWN)
    for node in walk(article):
        match node:
            case Abbreviation(expansion=expansion) if expansion:
                found.add(_single(plain(node.content)))
            case DefinitionList():
                terms = (plain(term.content) for item in node.items for term in item.terms)
                found.update(_single(match[0]) for term in terms for match in SHORT.finditer(term))
            case Paragraph():
                found.update(_explained(plain(node.content)))
                found.update(word.upper() for word in SMALL.findall(plain(node.content)))
    return found


BRACKET = re.compile(r"([()])")
WORD = re.compile(r"\w")
BETWEEN = re.compile(r"(?<![^\s,;“\"'])([A-ZÀ-ÖØ-Þ]{2,6}s?)(?![^\s,;”\"'])")
"""A short form that stands alone between brackets, or between commas and quotation marks."""

EXPLAINED = (
    re.compile(r"(?<!\w)([A-ZÀ-ÖØ-Þ]{2,6}s?) \([^()]*[a-zß-ÿ]{3}"),
    re.compile(r"(?<!\w)([A-ZÀ-ÖØ-Þ]{2,6}s?)\s?[:=,–—] ?(?=[A-Za-zß-ÿ]{3})"),
)
"""Ways to explain: ``EC (Economic Commission)``, ``EC: Economic Commission``."""


def _explained(text: str) -> Iterator[str]:
    yield from map(_single, _bracketed(text))
    for pattern in EXPLAINED:
        yield from (_single(match[1]) for match in pattern.finditer(text))


def _bracketed(text: str) -> Iterator[str]:
    """Yield the last short form in each pair of brackets that has words before it: ``Economic Commission (EC)``."""
    parts = BRACKET.split(text)
    for before, opening, inside, closing in zip(parts[::2], parts[1::2], parts[2::2], parts[3::2], strict=False):
        if opening == "(" and closing == ")" and (found := BETWEEN.findall(inside)) and WORD.search(before):
            yield found[-1]


def _single(short: str) -> str:
    """Return a short form in its singular: ``NGO`` of ``NGOs``."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short
