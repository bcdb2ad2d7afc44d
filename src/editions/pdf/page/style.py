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
_MAX_NOTES, _MAX_HEAD_ROWS = 40, 10  # in columns; of the articles of the corpus, the one with most notes has 29


def style_for(article: Article, page: etree._Element) -> str:
    """Return the style of an article: ``news`` for a short text, ``compact`` for research, ``default`` for others.

    Kinds are those that JATS suggests for ``article-type``. A page of two columns has no room for a table wider than the paper:
    an article with one has the ``default`` style, which turns it on its side. So has one with many notes, or with a table whose
    head has many rows: columns take too long over them.
    """
    length = _length(page)
    if length <= (_MAX_NEWS if article.kind in _NEWS_KINDS else _MAX_SHORT):
        wanted = "news"
    elif article.kind in _RESEARCH_KINDS:
        wanted = "compact"
    else:
        return "default"
    tables = elements_of_class(page, "table-wrap")
    fitting = not _is_slow_in_columns(page) and all(fits(wrapper, SETTINGS[wanted]) for wrapper in tables)
    return wanted if fitting else "default"


def _is_slow_in_columns(page: etree._Element) -> bool:
    """Whether columns would be balanced over and over: for each note at their feet, and for heads that fill them."""
    calls = sum(1 for _ in elements_of_class(page, "noteref"))
    return calls > _MAX_NOTES or any(len(head) > _MAX_HEAD_ROWS for head in page.iter(f"{H}thead"))


def _length(page: etree._Element) -> int:
    """Return how long a text is in letters and spaces; an ideograph counts for three."""
    body = page.find(f"{H}body")
    return sum(3 if east_asian_width(sign) in "WF" else 1 for sign in text_of(page if body is None else body))
