"""The audit: what is missing in an article for a reader who cannot see it, or reads another language.

Each finding says what, where and the next step; ``editions.rules`` says what must hold, and which clauses ask for it.
"""

from __future__ import annotations

from typing import Final

from editions.accessibility.abbreviations import abbreviations
from editions.accessibility.alternatives import alternatives, translated
from editions.accessibility.links import links
from editions.accessibility.scripts import scripts
from editions.accessibility.sensory import senses
from editions.accessibility.structure import drawn, headings, identity, tables
from editions.accessibility.translations import compared
from editions.article.model import Article
from editions.findings import Finding, in_order
from editions.rules.finding import Check

CHECKS: Final[tuple[Check, ...]] = (identity, headings, tables, drawn, links, abbreviations, senses, scripts)
"""The checks that look at one edition alone; alternatives are also held against those of the original."""


def audit(article: Article, original: Article | None = None) -> tuple[Finding, ...]:
    """Return what is missing in one edition of an article; its translations are audited one by one.

    ``original`` is the article that it is a translation of.
    """
    said = (*translated(article, original), *compared(article, original)) if original else alternatives(article)
    return (*said, *(finding for check in CHECKS for finding in check(article)))


def all_findings(article: Article) -> tuple[Finding, ...]:
    """Return what reading and audit found in an article and its translations, in the order of the source."""
    return in_order([finding for item in article.editions() for finding in own_findings(article, item)])


def own_findings(article: Article, item: Article) -> list[Finding]:
    """Return what reading and audit found in one edition of an article."""
    others = {finding for part in article.translations for finding in part.findings} if item is article else set()
    return [
        *(finding for finding in item.findings if finding not in others),
        *audit(item, None if item is article else article),
    ]
