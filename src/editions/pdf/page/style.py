"""Chooses how a page looks by the kind and the length of its article: what ``--style auto`` stands for."""

from __future__ import annotations

from unicodedata import east_asian_width

from lxml import etree

from editions.article.model import Article
from editions.pdf.page.markup import H, elements_of_class, text_of
from editions.pdf.page.widths import SETTINGS, fits

_NEWS_KINDS = frozenset(
    {
        "announcement",
        "article-commentary",
        "book-received",
        "calendar",
        "correction",
        "discussion",
        "editorial",
        "expression-of-concern",
        "in-brief",
        "introduction",
        "letter",
        "news",
        "obituary",
        "press-release",
        "reply",
        "retraction",
    }
)
_RESEARCH_KINDS = frozenset(
    {
        "brief-report",
        "case-report",
        "data-paper",
        "methods-article",
        "rapid-communication",
        "research-article",
        "review-article",
        "systematic-review",
    }
)
_MAX_NEWS = 14_000  # letters and spaces: four pages at most
_MAX_SHORT = 4_000  # whatever its kind


def style_for(article: Article, page: etree._Element) -> str:
    """Return the style of an article: ``news`` for a short text, ``compact`` for research, ``default`` for others.

    Kinds are those that JATS suggests for ``article-type``. A page of two columns has no room for a table wider than the paper:
    an article with one has the ``default`` style, which turns it on its side.
    """
    length = _length(page)
    if length <= (_MAX_NEWS if article.kind in _NEWS_KINDS else _MAX_SHORT):
        wanted = "news"
    elif article.kind in _RESEARCH_KINDS:
        wanted = "compact"
    else:
        return "default"
    tables = elements_of_class(page, "table-wrap")
    return wanted if all(fits(wrapper, SETTINGS[wanted]) for wrapper in tables) else "default"


def _length(page: etree._Element) -> int:
    """Return how long a text is in letters and spaces; an ideograph counts for three."""
    body = page.find(f"{H}body")
    return sum(3 if east_asian_width(sign) in "WF" else 1 for sign in text_of(page if body is None else body))
