"""Everything that a person should know of an article: what reading it found, and what its readers miss."""

from __future__ import annotations

from editions.accessibility.audit import audit
from editions.article.model import Article
from editions.findings import Finding, in_order


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
