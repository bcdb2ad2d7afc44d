"""The words of a JATS article, read without the package: what its editions are measured against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

NotePlace = Literal["call", "section"]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WORD = re.compile(r"[^\W\d_]+|\d+")

# What is counted, wherever it stands in the article.
_PARTS = frozenset(
    "article-title subtitle trans-title trans-subtitle contrib-group aff kwd-group funding-statement abstract trans-abstract "
    "body ref-list fn-group ack app-group app floats-group glossary notes author-notes license-p copyright-statement".split()
)
# What is read in order.
_READ = frozenset({"abstract", "trans-abstract", "body"})
_OTHERS = frozenset({"sub-article", "response", "related-article", "journal-meta"})
# Shown as a picture or as a link, or for machines: not spelt.
_UNSPELT = frozenset(
    "tex-math math annotation annotation-xml private-char object-id alt-text contrib-id email uri graphic inline-graphic "
    "processing-meta".split()
)
_INLINE = frozenset(
    "sub sup italic bold sc xref ext-link styled-content named-content monospace underline sans-serif roman overline strike "
    "abbrev inline-formula email uri milestone-start milestone-end target".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """One article or translation: every word of it, and the words of abstracts and body in their order."""

    words: tuple[str, ...]
    in_order: dict[NotePlace, tuple[str, ...]]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, comparable: NFKC, case folded, letters and digits apart, soft hyphens left out."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return tuple(WORD.findall(text.casefold()))


def read(path: Path, lang: str) -> Source:
    """Return the words of an article, or of its translation into a language."""
    parser = etree.XMLParser(load_dtd=True, no_network=True, resolve_entities=True, recover=True, huge_tree=True)
    root = etree.parse(str(path), parser).getroot()
    article = _edition(root if _name(root) == "article" else next(root.iter("{*}article")), lang)
    spelt = [text for part in _parts(article, _PARTS) for text in _texts(part, "call")]
    read_parts = [*_parts(article, frozenset({"abstract"})), *_parts(article, frozenset({"trans-abstract"}))]
    read_parts += _parts(article, frozenset({"body"}))
    order: dict[NotePlace, tuple[str, ...]] = {
        "call": words("".join(text for part in read_parts for text in _texts(part, "call"))),
        "section": words("".join(text for part in read_parts for text in _texts(part, "section"))),
    }
    return Source(words("".join(spelt)), order)


def _edition(article: etree._Element, lang: str) -> etree._Element:
    translations = [part for part in article.iter("{*}sub-article") if part.get("article-type") == "translation"]
    same = [part for part in translations if (part.get(XML_LANG) or "").lower() == lang.lower()]
    alike = [part for part in translations if (part.get(XML_LANG) or "").lower()[:2] == lang.lower()[:2]]
    own = (article.get(XML_LANG) or lang).lower()[:2] == lang.lower()[:2]
    return article if own else next(iter(same or alike), article)


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _parts(node: etree._Element, names: frozenset[str]) -> Iterator[etree._Element]:
    """Yield the outermost elements of these names, without those of other articles inside."""
    for child in node:
        name = _name(child)
        if name in names:
            yield child
        elif name and name not in _OTHERS:
            yield from _parts(child, names)


def _texts(node: etree._Element, notes: NotePlace) -> list[str]:
    """Return the text below a node; spaces where blocks begin and end; notes where an edition shows them."""
    texts: list[str] = []
    waiting: list[etree._Element] = []

    def walk(node: etree._Element) -> None:
        name = _name(node)
        if not name or name in _UNSPELT or name in _OTHERS:
            return
        gap = "" if name in _INLINE else " "
        texts.append(gap + (node.text or ""))
        for child in node:
            if _name(child) == "fn" and notes == "section" and not _in_table(child):
                waiting.append(child)
                texts.append(" ")
            else:
                walk(child)
            texts.append(child.tail or "")
        texts.append(gap)
        if name in ("sec", "abstract", "body", "trans-abstract"):
            moved, waiting[:] = list(waiting), []
            for note in moved:
                walk(note)

    walk(node)
    return texts


def _in_table(note: etree._Element) -> bool:
    return any(_name(above) == "table-wrap-foot" for above in note.iterancestors())
