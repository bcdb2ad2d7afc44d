"""The navigation document: contents, landmarks, list of pages (EPUB 3.3 section 7), in the article's language."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from editions.article.pages import PageBreak
from editions.epub.content import ContentDocument
from editions.epub.fitting import words
from editions.epub.markup import HEADINGS, add, document, elements, say, x
from editions.safety.xml import EPUB_TYPE, local
from editions.xhtml.headings import copy_words

CONTENTS = "contents"


def build(content: ContentDocument, text: str, cover: str, name: str, stylesheets: Iterable[str]) -> etree._Element:
    """Return the navigation document ``name``, beside the article's document ``text`` and the page ``cover``."""
    lang = content.root.get("lang", "")
    root = document(lang, content.root.get("dir", "ltr"), "", stylesheets)
    title = root.find(f"{x('head')}/{x('title')}")
    if title is not None:
        say(title, "contents", lang)
    _contents(root[-1], content.root, text, lang)
    _landmarks(root[-1], content.root, {"text": text, "cover": cover, "name": name}, lang)
    if content.marks:
        _pages(root[-1], content.marks, text, lang)
    return root


def _nav(body: etree._Element, kind: str, key: str, lang: str) -> etree._Element:
    """Append one ``nav`` with its heading and an empty list; only the contents are shown to everybody."""
    nav = add(body, "nav", epub_type=kind, id=key, aria_labelledby=f"{key}-title")
    say(add(nav, "h1" if kind == "toc" else "h2", id=f"{key}-title"), key, lang)
    if kind != "toc":
        nav.set("hidden", "hidden")
    return add(nav, "ol")


def _contents(body: etree._Element, root: etree._Element, text: str, lang: str) -> None:
    """List the headings in reading order, nested by their ranks."""
    listing = _nav(body, "toc", CONTENTS, lang)
    listing.getparent().set("role", "doc-toc")  # type: ignore[union-attr]  # _nav has just put it there
    path: list[tuple[int, etree._Element]] = []
    for heading in elements(root, *HEADINGS):
        if not words(heading) or not heading.get("id"):
            continue
        rank = int(local(heading)[1])
        while path and path[-1][0] >= rank:
            path.pop()
        item = add(_list(path[-1][1]) if path else listing, "li")
        path.append((rank, item))
        copy_words(heading, add(item, "a", href=f"{text}#{heading.get('id')}"))
    if not len(listing):
        say(add(add(listing, "li"), "a", href=text), "start", lang)


def _list(item: etree._Element) -> etree._Element:
    nested = item.find(x("ol"))
    return add(item, "ol") if nested is None else nested


def _landmarks(body: etree._Element, root: etree._Element, files: dict[str, str], lang: str) -> None:
    listing = _nav(body, "landmarks", "landmarks", lang)
    places = [("cover", "cover", files["cover"]), ("toc", "contents", f"{files['name']}#{CONTENTS}")]
    places.append(("bodymatter", "start", files["text"]))
    for kind, key in ("bibliography", "references"), ("endnotes", "notes"):
        first = next((node for node in root.iter(etree.Element) if node.get(EPUB_TYPE) == kind and node.get("id")), None)
        if first is not None:
            places.append((kind, key, f"{files['text']}#{first.get('id')}"))
    for kind, key, href in places:
        say(add(add(listing, "li"), "a", epub_type=kind, href=href), key, lang)


def _pages(body: etree._Element, marks: Iterable[PageBreak], text: str, lang: str) -> None:
    listing = _nav(body, "page-list", "pages", lang)
    listing.getparent().set("role", "doc-pagelist")  # type: ignore[union-attr]  # _nav has just put it there
    for mark in marks:
        add(add(listing, "li"), "a", mark.label, href=f"{text}#{mark.id}")
