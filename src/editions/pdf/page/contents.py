"""The list of contents of a long print edition: its headings of the two highest ranks, with their pages.

A reader of a short one has the outline and the pages at hand. No dots lead to the numbers: they would be spoken one by one.
"""

from __future__ import annotations

from lxml import etree

from editions.article.model import Article
from editions.languages.phrases import language_of, phrase
from editions.pdf.page.markup import H, make, text_of
from editions.safety.xml import XML_LANG
from editions.xhtml.headings import copy_words

_LONG = (100_000, 6)  # characters, some forty pages; and headings of the highest rank


def add_to_long(page: etree._Element, article: Article) -> None:
    """Put the list behind the front matter of a page that is long enough to need one."""
    front = page.find(f".//{H}header")
    if front is None or not _is_long(page):
        return
    lang = language_of(article.lang)
    tag = {} if lang == article.lang.partition("-")[0] else {"lang": lang, XML_LANG: lang, "dir": "ltr"}
    section, listing = make("section"), make("nav", {"class": "contents", "role": "doc-toc"})
    section.append(make("h2", tag, phrase("contents", lang)))
    section.append(listing)
    headings = [heading for heading in page.iter(f"{H}h2", f"{H}h3") if _leads(heading)]
    front.addnext(section)
    _fill(listing, headings)


def _is_long(page: etree._Element) -> bool:
    characters, headings = _LONG
    return sum(map(_leads, page.iter(f"{H}h2"))) >= headings and len(text_of(page)) >= characters


def _leads(heading: etree._Element) -> bool:
    """Whether a heading can be led to; those of the front matter stand before the list."""
    return bool(heading.get("id") and text_of(heading)) and next(heading.iterancestors(f"{H}header"), None) is None


def _fill(listing: etree._Element, headings: list[etree._Element]) -> None:
    chapters = _list_in(listing)
    for heading in headings:
        inner = heading.tag == f"{H}h3" and len(chapters)
        item = etree.SubElement(_list_in(chapters[-1]) if inner else chapters, f"{H}li")
        link = etree.SubElement(item, f"{H}a", {"href": f"#{heading.get('id')}"})
        copy_words(heading, link)


def _list_in(parent: etree._Element) -> etree._Element:
    nested = parent.find(f"{H}ol")
    return etree.SubElement(parent, f"{H}ol") if nested is None else nested
