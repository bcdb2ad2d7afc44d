"""A citation in parts as CSL data: ``element-citation`` -> the item that a citation style sets (CSL-JSON 1.0)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from editions.jats.citation_style import AUTHORS, ROLES
from editions.jats.source import XLINK_HREF, child, name, texts

Element = etree._Element

TYPES = {
    "journal": "article-journal",
    "article-journal": "article-journal",
    "book": "book",
    "book-chapter": "chapter",
    "chapter": "chapter",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "paper-conference": "paper-conference",
    "data": "dataset",
    "newspaper": "article-newspaper",
    "patent": "patent",
    "report": "report",
    "thesis": "thesis",
    "web": "webpage",
    "webpage": "webpage",
    "website": "webpage",
}
"""``publication-type`` -> the type of CSL; all others are articles."""

TEXTS = {
    "volume": "volume",
    "issue": "issue",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "edition": "edition",
    "series": "collection-title",
    "conf-name": "event",
    "conf-loc": "event-place",
    "version": "version",
    "isbn": "ISBN",
    "issn": "ISSN",
    "comment": "note",
    "patent": "number",
}
"""Elements whose words are a variable of CSL."""

IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN"}
TITLES = ("article-title", "chapter-title", "part-title", "data-title")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl_item(node: Element) -> dict[str, Any]:
    """Return a citation as an item of CSL-JSON whose id is ``item``."""
    title, source = child(node, *TITLES), child(node, "source")
    kind = TYPES.get((node.get("publication-type") or "").lower(), "article")
    if title is not None and name(title) == "chapter-title":
        kind = "chapter"
    item: dict[str, Any] = {"id": "item", "type": kind}
    item |= {key: text for part, key in TEXTS.items() if (text := _text(node, part))}
    item |= {IDENTIFIERS[kind]: texts(part) for part in node if (kind := part.get("pub-id-type", "")) in IDENTIFIERS}
    item |= {"title": texts(title)} if title is not None else {}
    item |= {"container-title" if "title" in item else "title": texts(source)} if source is not None else {}
    item |= {role: names for role in ("author", "editor", "translator") if (names := list(_names(node, role)))}
    item |= {key: made for key, holder in _dates(node) if (made := _date(holder))}
    item |= {"page": pages} if (pages := _pages(node)) else {}
    item |= {"URL": address} if (address := _address(node)) else {}
    return item


def words_of_parts(node: Element) -> str:
    """Return all words of a citation in parts, a space between them."""
    return " ".join(part.strip() for part in node.itertext() if part.strip())


def _text(node: Element, part: str) -> str:
    found = child(node, part)
    return texts(found) if found is not None else ""


def _names(node: Element, role: str) -> Iterator[dict[str, str]]:
    for item in node:
        kind = item.get("person-group-type", "")
        own = "author" if kind in AUTHORS else ROLES.get(kind, "")
        if own == role:
            for one in item if name(item) == "person-group" else (item,):
                yield from _name(one)


def _name(node: Element) -> Iterator[dict[str, str]]:
    if name(node) == "name":
        parts = {"family": _text(node, "surname"), "given": _text(node, "given-names"), "suffix": _text(node, "suffix")}
        yield {key: text for key, text in parts.items() if text}
    elif name(node) in ("collab", "string-name") and texts(node):
        yield {"literal": texts(node)}
    elif name(node) == "etal":
        yield {"literal": texts(node) or "et al."}


def _dates(node: Element) -> Iterator[tuple[str, Element]]:
    yield "issued", node
    accessed = child(node, "date-in-citation", "access-date")
    if accessed is not None:
        yield "accessed", accessed


def _date(holder: Element) -> dict[str, Any]:
    parts: list[int] = []
    for part in ("year", "month", "day"):
        text = _text(holder, part).lower()
        number = int(text[:4]) if text[:4].isdecimal() else _month(text) if part == "month" else 0
        if not number:
            break
        parts.append(number)
    return {"date-parts": [parts]} if parts else {}


def _month(text: str) -> int:
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else 0


def _pages(node: Element) -> str:
    first, last = _text(node, "fpage"), _text(node, "lpage")
    return _text(node, "page-range") or (f"{first}-{last}" if first and last else first) or _text(node, "elocation-id")


def _address(node: Element) -> str:
    found = child(node, "ext-link", "uri")
    return (found.get(XLINK_HREF) or texts(found)) if found is not None else ""
