"""What a reader should hear of an article's PDF: its words in order, what must be named as what, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from editions.article.model import Article
from editions.pdf.page.print_html import adapt
from editions.xhtml import render

H = "{http://www.w3.org/1999/xhtml}"
M = "{http://www.w3.org/1998/Math/MathML}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Chinese and Japanese are written without spaces: each sign counts, wherever a line divides them.
_ALONE = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")
_SILENT = frozenset({f"{H}head", f"{H}style", f"{H}script", f"{H}math", f"{M}math", "{http://www.w3.org/2000/svg}svg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is to be heard: the words of an article as printed, how many of each kind of thing there are, the words of each
    link's text and address (``names``), and the passages in another language, each after that language."""

    words: tuple[str, ...]
    counts: dict[str, int]
    names: frozenset[tuple[str, ...]]
    passages: tuple[tuple[str, str], ...]


def expected(article: Article) -> Expected:
    """Return what is to be heard of one edition."""
    root = adapt(article, render(article), edition_href=lambda lang: f"{lang}.pdf").root
    links = [node for node in root.iter(f"{H}a") if node.get("href")]
    names = [name for node in links for name in ("".join(node.itertext()), node.get("href", ""))]
    return Expected(
        words=tuple(words(" ".join(_texts(root)))),
        counts=_counts(root),
        names=frozenset(tuple(words(name)) for name in names),
        passages=tuple(_passages(root, article.lang)),
    )


def words(text: str) -> list[str]:
    """Return the words of a text, without regard to case."""
    return WORD.findall(text.replace("\u00ad", "").casefold())


def _texts(node: etree._Element) -> Iterator[str]:
    """Yield the texts in reading order: of a picture its alternative, of a formula its signs (or else its spoken form)."""
    if not isinstance(node.tag, str) or node.tag in _SILENT:
        return
    if node.get("role") == "math":
        signs = node.get("data-mathml")
        yield " ".join(etree.fromstring(signs).itertext()) if signs else node.get("aria-label", "")
        return
    if node.tag == f"{H}img":
        yield node.get("alt") or ""
    if node.tag == f"{H}li":
        yield _number(node)
    yield node.text or ""
    for child in node:
        yield from _texts(child)
        yield child.tail or ""


def _number(item: etree._Element) -> str:
    """Return the number that the page prints before an item, where the article has none of its own."""
    parent = item.getparent()
    if parent is None or parent.tag != f"{H}ol" or item.find(f"{H}span[@class='label']") is not None:
        return ""
    if {"simple", "references", "notes"} & set(parent.get("class", "").split()):
        return ""
    return str(int(parent.get("start", "1")) + parent.index(item)) if parent.get("type", "1") == "1" else ""


def _counts(root: etree._Element) -> dict[str, int]:
    headings = sum(1 for node in root.iter() if re.fullmatch(rf"{re.escape(H)}h[1-6]", str(node.tag)))
    math = sum(1 for node in root.iter() if isinstance(node.tag, str) and node.get("role") == "math")
    pictures = sum(1 for node in root.iter(f"{H}img") if node.get("alt"))
    tables = sum(1 for _ in root.iter(f"{H}table"))
    links = sum(1 for node in root.iter(f"{H}a") if node.get("href") and "".join(node.itertext()).strip())
    return {"heading": headings, "table": tables, "link": links, "image": pictures, "math": math}


def _passages(root: etree._Element, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the language and the first words of each passage whose language is not that around it."""
    for node in root.iter():
        own = node.get(LANG) if isinstance(node.tag, str) else None
        parent = node.getparent()
        around = (
            next((above.get(LANG) for above in node.iterancestors() if above.get(LANG)), lang) if parent is not None else lang
        )
        text = " ".join(" ".join(_texts(node)).split())
        if own and own != around and text:
            yield own, text
