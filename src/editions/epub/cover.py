"""The cover's page: a picture that says the title and the authors, reachable as the first thing in the reading order."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from editions.article.model import Article
from editions.epub.markup import add, document
from editions.languages.phrases import phrase


def build(article: Article, lang: str, direction: str, image: str, stylesheets: Iterable[str]) -> etree._Element:
    """Return the cover's page with the picture ``image``."""
    title = article.label
    root = document(lang, direction, title, stylesheets)
    section = add(root[-1], "section", epub_type="cover", class_="cover")
    add(section, "img", src=image, alt=alternative(article, lang), role="doc-cover")
    return root


def alternative(article: Article, lang: str) -> str:
    """Return what the cover says to who does not see it: ``Cover: Title. A. Author``, and whose logo it has."""
    title = article.label
    names = ", ".join(person.name for person in article.front.authors if person.name)
    return f"{phrase('cover', lang)}: {_sentences(title, names, article.front.masthead.name)}"


def _sentences(*parts: str) -> str:
    """Return texts one after another, each ended by a stop but the last."""
    *ended, last = [part for part in parts if part] or [""]
    stopped = [part if part.endswith((".", "?", "!", "…", "。")) else f"{part}." for part in ended]
    return " ".join([*stopped, last])
