"""Identifiers of publications: the addresses at which they are looked up, and the words that say what they are."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from editions.article.model import Inline, Link
from editions.jats.source import XLINK_HREF, name, texts
from editions.safety.sanitizer.addresses import LINKS

Element = etree._Element

RESOLVERS = {
    "doi": ("doi:", "https://doi.org/"),
    "pmid": ("PubMed ", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmcid": ("PubMed Central ", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    "pmc": ("PubMed Central ", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    "arxiv": ("arXiv:", "https://arxiv.org/abs/"),
}
"""``pub-id-type`` -> what is written before an identifier, and the address that it is looked up at."""

NAMES = {"isbn": "ISBN ", "issn": "ISSN "}
"""Elements and values of ``pub-id-type`` whose identifiers have a name, and no address."""

WRITTEN = re.compile(r"[^\W\d_]{3,20}\.?[:\s\u00a0]*\Z|[:/]\s*\Z")
"""The end of a text that says what follows it: ``doi:``, ``PMID``, ``https://doi.org/``."""


def is_safe(href: str) -> bool:
    """Whether a link may be followed: an absolute address of a scheme that runs nothing."""
    if any(ord(sign) < 33 for sign in href):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme.lower() in LINKS


def is_resolved(node: Element) -> bool:
    """Whether an element is an identifier with an address that it does not give itself."""
    if name(node) not in ("pub-id", "issue-id", "volume-id") or node.get(XLINK_HREF) or not texts(node):
        return False
    kind = node.get("pub-id-type", "")
    return kind in RESOLVERS and is_safe(address(kind, texts(node)))


def address(kind: str, text: str) -> str:
    """Return the address at which an identifier is looked up."""
    before, base = RESOLVERS[kind]
    bare = text[len(before) :].strip() if text.lower().startswith(before.lower()) else text
    if bare.startswith(("http://", "https://")):
        return bare
    return base + (f"PMC{bare}" if kind in ("pmc", "pmcid") and bare.isdigit() else bare)


def said(kind: str, text: str) -> str:
    """Return an identifier with the word that says what it is, unless it has one."""
    before = RESOLVERS[kind][0] if kind in RESOLVERS else NAMES.get(kind, "")
    return text if text.lower().startswith((before.strip().lower(), "http")) and before else f"{before}{text}"


def link(node: Element, content: tuple[Inline, ...], *, id: str, lang: str, line: int) -> list[Inline]:
    """Return an identifier within a text as a link; where no word before it says what it is, the link does."""
    kind, before = node.get("pub-id-type", ""), _before(node)[-40:]
    href = address(kind, texts(node))
    if WRITTEN.search(before):
        return [Link(id=id, lang=lang, line=line, href=href, content=content)]
    glued = before.strip() and not before[-1].isspace() and before[-1] not in "(["
    gap: list[Inline] = [" "] if glued else []
    return [*gap, Link(id=id, lang=lang, line=line, href=href, content=(said(kind, texts(node)),))]


def _before(node: Element) -> str:
    previous, parent = node.getprevious(), node.getparent()
    return (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
