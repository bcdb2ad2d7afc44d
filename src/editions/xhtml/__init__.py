"""The one XHTML rendering that PDF, EPUB and the web page share (its shapes: ``docs/xhtml.md``)."""

from __future__ import annotations

from lxml import etree

from editions.article.model import Article
from editions.xhtml.blocks import blocks
from editions.xhtml.inlines import Page
from editions.xhtml.markup import XHTML, Element, add
from editions.xhtml.matter import colophon, front, root_language

NAMELESS = "Untitled"


def render(article: Article) -> Element:
    """Return the article as one XHTML tree (an ``html`` element); every internal link in it resolves."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML})
    root_language(root, article.lang)
    if article.kind:
        root.set("class", "".join(sign if sign.isalnum() else "-" for sign in article.kind.lower()))
    add(add(root, "head"), "title", article.label or NAMELESS)
    page = Page.of(article)
    body = add(add(root, "body"), "article", id=article.id)
    front(page, body)
    blocks(page, body, article.body, article.lang)
    blocks(page, body, article.back, article.lang)
    colophon(page, body)
    _close_ranks(root)
    _resolve(root)
    return root


def _close_ranks(root: Element) -> None:
    """Let no heading be more than one rank below the one that it stands under (WCAG 2.2, technique G141).

    Sections in a section without a heading, as in most structured abstracts, would leave a rank out.
    """
    above: list[int] = []
    for heading in root.iter(*(f"{{{XHTML}}}h{rank}" for rank in range(1, 7))):
        rank = int(str(heading.tag)[-1])
        above = [*(other for other in above if other < rank), rank]
        heading.tag = f"{{{XHTML}}}h{len(above)}"


def _resolve(root: Element) -> None:
    """Take away what points at nothing: links to ids that no element has, and details that are not there."""
    ids = {node.get("id") for node in root.iter(etree.Element)}
    for link in root.iter(f"{{{XHTML}}}a"):
        href = link.get("href", "")
        if href.startswith("#") and len(href) > 1 and href[1:] not in ids:
            del link.attrib["href"]
    for node in root.iter(f"{{{XHTML}}}img"):
        if node.get("aria-details") and node.get("aria-details") not in ids:
            del node.attrib["aria-details"]


def serialize(root: Element) -> bytes:
    """Return a page as bytes of XHTML, UTF-8."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
