"""The metadata of the file (ISO 32000-1, 14.3; ISO 14289-1, 7.1): from the article, never from the clock.

The facts stand in the head of the page, from which WeasyPrint writes the information dictionary, and in the XMP packet
(``xmp.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from lxml import etree

from editions.article.epoch import epoch
from editions.article.model import Article, Paragraph, plain, walk
from editions.pdf.page.markup import H, make

_SUBJECT = 300  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article; empty where nothing is. ``licence`` is an address, ``dated`` a date as W3C writes it."""

    title: str
    language: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    publisher: str
    rights: str
    licence: str
    doi: str
    dated: str
    generator: str
    producer: str


def facts_of(article: Article) -> Facts:
    """Return the facts of an article."""
    front = article.front
    keywords = [plain(item.content) for group in front.keywords for item in group.items]
    paragraphs = [node for block in front.permissions for node in walk(block) if isinstance(node, Paragraph)]
    return Facts(
        title=article.title,
        language=article.lang if article.lang != "und" else "",
        authors=tuple(contributor.name for contributor in front.authors),
        subject=_subject(article),
        keywords=tuple(keyword.replace(",", " ") for keyword in keywords),
        publisher=front.publisher,
        rights=" ".join(filter(None, (plain(paragraph.content) for paragraph in paragraphs))),
        licence=front.licence_href,
        doi=front.doi,
        dated=date_of(article),
        generator=f"editions {version('editions')}",
        producer=f"WeasyPrint {version('weasyprint')}",
    )


def describe(root: etree._Element, article: Article) -> None:
    """Write an article's title, authors, subject, keywords and date into the head of its page."""
    head = root.find(f"{H}head")
    if head is None:
        head = make("head")
        root.insert(0, head)
    title = head.find(f"{H}title")
    if title is None:
        title = make("title")
        head.append(title)
    title.text = article.title or None
    for name, content in _properties(facts_of(article)):
        if content:
            head.append(make("meta", {"name": name, "content": content}))


def _properties(facts: Facts) -> list[tuple[str, str]]:
    return [
        *(("author", author) for author in facts.authors),
        ("description", facts.subject),
        ("keywords", ", ".join(facts.keywords)),
        ("generator", facts.generator),
        ("dcterms.created", facts.dated),
        ("dcterms.modified", facts.dated),
    ]


def _subject(article: Article) -> str:
    for abstract in article.front.abstracts:
        text = next((plain(node.content) for node in walk(abstract) if isinstance(node, Paragraph)), "")
        if text:
            return text if len(text) <= _SUBJECT else text[:_SUBJECT].rpartition(" ")[0] + " …"
    return ""


def date_of(article: Article) -> str:
    """Return when the file counts as made: ``SOURCE_DATE_EPOCH``, or else the article's own date, ``""`` without one."""
    if given := epoch():
        return f"{given:%Y-%m-%dT%H:%M:%SZ}"
    return str(article.date) if article.date else ""
