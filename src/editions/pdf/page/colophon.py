"""The end of a print edition: how to cite the article, how this edition is accessible, where to report a barrier."""

from __future__ import annotations

import re

from lxml import etree

from editions.accessibility.summary import of_print
from editions.article.model import Article
from editions.languages.how_to_cite import is_how_to_cite
from editions.languages.phrases import language_of, phrase, printed_in
from editions.pdf.page.markup import H, elements_of_class, make
from editions.safety.sanitizer.addresses import is_link
from editions.safety.xml import XML_LANG

_MAIL = re.compile(r"\A[^\s@:/?#&<>\"',;%]++@[^\s@:/?#&<>\"',;%]++\Z")


def complete(page: etree._Element, article: Article, contact: str) -> None:
    """Add the last paragraphs to the colophon of a page.

    ``contact`` is an address of mail or of the web, ``""`` for none; any other text is shown, and leads nowhere. The words are
    English where we have none in the article's language, and tagged so.
    """
    body = page.find(f".//{H}article")
    if body is None:
        return
    footer = next(iter(elements_of_class(page, "colophon")), None)
    if footer is None:
        footer = make("footer", {"class": "colophon"})
        body.append(footer)
    lang = language_of(article.lang)
    tag = {} if lang == article.lang.partition("-")[0] else {"lang": lang, XML_LANG: lang, "dir": "ltr"}
    if article.title and not any(map(is_how_to_cite, article.back)):
        footer.append(_labelled("citation", phrase("cite", lang), tag))
        footer[-1][0].tail = f" {cited(article)}"
    footer.append(make("p", {"class": "accessible", **tag}, of_print(article)))
    if contact:
        footer.append(_labelled("barrier", phrase("barrier", lang), tag))
        footer[-1][0].tail = " "
        footer[-1].append(_contact(contact))


def _contact(contact: str) -> etree._Element:
    """Return a contact as a link: of the web, of mail, of the telephone; as plain words where it is none of these."""
    href = contact if is_link(contact) else f"mailto:{contact}" if _MAIL.match(contact) else ""
    return make("a", {"class": "address", "href": href}, contact) if href else make("span", {}, contact)


def cited(article: Article) -> str:
    """Return an article as a reader would cite it: authors, title, journal with volume and pages, year, DOI."""
    front = article.front
    names = ", ".join(person.name for person in front.authors)
    parts = [names, article.title, _printed(article)]
    ended = " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts if part)
    return f"{ended} https://doi.org/{front.doi}" if front.doi else ended


def _printed(article: Article) -> str:
    """Return ``Journal 24(1), 74–101 (2020)``; without a place in a journal ``Journal, Publisher, 2020``."""
    front = article.front
    if front.journal and front.printed_in:
        return f"{front.journal} {printed_in(article)}"
    house = dict.fromkeys(name for name in (front.journal, front.publisher) if name)
    return ", ".join([*house, *([str(article.date.year)] if article.date else [])])


def _labelled(name: str, label: str, tag: dict[str, str]) -> etree._Element:
    made = make("p", {"class": name})
    made.append(make("span", {"class": "label", **tag}, f"{label}:"))
    return made
