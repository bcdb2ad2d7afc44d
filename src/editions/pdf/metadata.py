"""What the file says of itself (ISO 32000-1, 14.3; ISO 14289-1, 5 and 7.1): from the article, never from the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.metadata import version

import pydyf
from lxml import etree
from weasyprint import Document

from editions.model import Article, plain
from editions.pdf.markup import H, make

_SUBJECT = 300  # characters


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
    for name, content in _properties(article):
        if content:
            head.append(make("meta", {"name": name, "content": content}))


def _properties(article: Article) -> list[tuple[str, str]]:
    authors = [("author", contributor.name) for contributor in article.front.contributors]
    keywords = [plain(item.content) for group in article.front.keywords for item in group.items]
    dated = date_of(article)
    return [
        *authors,
        ("description", _subject(article)),
        ("keywords", ", ".join(keyword.replace(",", " ") for keyword in keywords)),
        ("generator", f"editions {version('editions')}"),
        ("dcterms.created", dated),
        ("dcterms.modified", dated),
    ]


def _subject(article: Article) -> str:
    from editions.model import Paragraph, walk

    for abstract in article.front.abstracts:
        text = next((plain(node.content) for node in walk(abstract) if isinstance(node, Paragraph)), "")
        if text:
            return text if len(text) <= _SUBJECT else text[:_SUBJECT].rpartition(" ")[0] + " …"
    return ""


def date_of(article: Article) -> str:
    """Return when the file counts as made: ``SOURCE_DATE_EPOCH``, or else the article's own date, ``""`` without one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(article.date) if article.date else ""


def add_packet(pdf: pydyf.PDF, document: Document, *, claim: bool) -> None:
    """Add the XMP metadata; with a claim, it says that the file conforms to PDF/UA-1 (ISO 14289-1, 5)."""
    document.metadata.include_in_pdf(pdf, "ua", 1 if claim else None, conformance=None, compress=False)
