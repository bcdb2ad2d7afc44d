"""Links of the book: what a reader can follow stays a link, everything else keeps its words.

An EPUB cannot link to the files beside it (EPUB 3.3 section 3.5: such a link would be a resource that is not in the book).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit, urlunsplit

from lxml import etree

from editions.epub.fitting import words
from editions.epub.markup import elements, ids, x
from editions.safety.sanitizer.addresses import LINKS
from editions.safety.xml import MATHML

_HOST = re.compile(r"(?:[^\s\x00-\x2c/:-@\[-\]^`{-\x7f]+|\[[0-9A-Fa-f:.]+\])", re.ASCII)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ONLY_LINKS = ("href", "hreflang", "rel", "target", "type", "role", "download", "data-edition")


def settle(root: etree._Element, edition_href: Callable[[str], str | None]) -> list[etree._Element]:
    """Settle every link of a document; return the elements whose link was lost though the author meant one."""
    known, lost = ids(root), []
    for anchor in elements(root, "a"):
        language = anchor.attrib.pop("data-edition", None)
        if language is not None:
            _aim(anchor, edition_href(str(language)))
            continue
        href = anchor.get("href", "") if _has_name(anchor) else ""
        address = absolute(href) if not href.startswith("#") else href if href[1:] in known else None
        if href and address is None:
            lost.append(anchor)
        _aim(anchor, address)
    return lost


def _has_name(anchor: etree._Element) -> bool:
    """Whether a link says anything: one that does not can be neither seen nor heard, yet stops everybody who tabs."""
    seen = next(anchor.iter(x("img"), f"{{{MATHML}}}math"), None) is not None
    return seen or bool(anchor.get("aria-label") or words(anchor))


def absolute(href: str) -> str | None:
    """Return an absolute address as a valid URL string, None where it is none or could never be followed."""
    try:
        parts = urlsplit(href.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in LINKS:
        return None
    if parts.scheme in {"mailto", "tel"}:
        return urlunsplit(parts._replace(path=_quoted(parts.path), query=_quoted(parts.query))) if parts.path else None
    if not _HOST.fullmatch(host) or ".." in host or host.startswith("."):
        return None
    place = host + (f":{port}" if port else "")
    path, query, fragment = _quoted(parts.path), _quoted(parts.query, "?"), _quoted(parts.fragment, "?")
    return urlunsplit((parts.scheme, place, path, query, fragment))


def _quoted(part: str, also: str = "") -> str:
    """Percent-encode what a URL string must not hold, and a percent sign that begins no escape."""
    part = _LONE_PERCENT.sub("%25", part)
    return quote(part, safe="%/:@!$&'()*+,;=~-._" + also)


def _aim(anchor: etree._Element, address: str | None) -> None:
    """Give a link its address, or make it plain words."""
    if address is not None:
        anchor.set("href", address)
        return
    anchor.tag = x("span")
    for name in _ONLY_LINKS:
        anchor.attrib.pop(name, None)
