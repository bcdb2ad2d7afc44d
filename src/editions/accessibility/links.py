"""Where links lead, told from their words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editions.accessibility.vocabulary import words
from editions.article.model import Article, CrossReference, Link, Node, Paragraph, References, plain, walk
from editions.findings import Finding
from editions.rules import structure as rules
from editions.rules.finding import finding

ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)(?!(?:dx\.)?doi\.org/|orcid\.org/)\S+", re.IGNORECASE)
"""A bare address; those of DOIs and ORCID iDs are names as well, and both registries ask to show them so."""


def links(article: Article) -> Iterator[Finding]:
    """Yield a finding for each cross-reference without words, and each link whose words say nothing or are its bare address."""
    for node in _links(article):
        text = plain(node.content)
        if not text.strip():
            if isinstance(node, CrossReference) and not any(isinstance(part, Node) for part in node.content):
                hint = "Write what it points at between its tags; until then it is no link."
                yield finding(rules.LINK_SILENT, article, node, f"The cross-reference to {node.target!r} has no words.", hint)
        elif text.lower().strip(" .,:;!…>»→[]()") in _vague(node.lang):
            hint = "Say where it leads: words that make sense alone."
            yield finding(rules.LINK_AMBIGUOUS, article, node, f"The link {text!r} does not say where it leads.", hint)
        elif isinstance(node, Link) and ADDRESS.fullmatch(text):
            hint = "Put it around words that say where it leads."
            yield finding(rules.LINK_ADDRESS, article, node, f"The link {text[:60]!r} shows its bare address.", hint)


def _links(article: Article) -> Iterator[Link | CrossReference]:
    """Yield the links of an article; not those of its references and licences: an address is a part of what is cited."""
    cited = {part.id for node in walk(article) if _is_cited(node) for part in walk(node)}
    for node in walk(article):
        if isinstance(node, CrossReference) or (isinstance(node, Link) and node.id not in cited):
            yield node


def _vague(lang: str) -> frozenset[str]:
    return frozenset().union(*(known.vague for known in words(lang)))


def _is_cited(node: Node) -> bool:
    return isinstance(node, References) or (isinstance(node, Paragraph) and node.role in ("credit", "permissions"))
