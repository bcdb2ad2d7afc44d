"""The words of a JATS article, read without the package (but for the form of a language tag): what editions are measured by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from editions.languages.tags import canonical

NotePlace = Literal["call", "section"]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WORD = re.compile(r"[^\W\d_]+|\d+")
TOKEN = re.compile(r"\w+")
_CITATIONS = frozenset({"mixed-citation", "nlm-citation", "citation"})
_AFFILIATED = frozenset({"institution", "institution-wrap", "addr-line", "country", "city", "state", "postal-code"})

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


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are divided on the page: letters and digits that touch are one."""
    return tuple(TOKEN.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()))


def whole(path: Path, lang: str) -> str:
    """Return all text of an article in its order, without its translations and without what is data.

    A translation without references of its own has those of the original.
    """
    article = tree(path, lang)
    shared = [] if next(article.iter("{*}ref"), None) is not None else article.getroottree().iter("{*}ref-list")
    return "".join(text for part in (article, *shared) for text in _texts(part, "call", translations=False))


def titles(path: Path, lang: str) -> list[tuple[str, ...]]:
    """Return the words of each title of an article: what tables of contents and citations say again."""
    return [words("".join(_texts(node, "call"))) for node in tree(path, lang).iter("{*}article-title", "{*}title")]


def alternatives(path: Path, lang: str) -> list[str]:
    """Return the texts of an article's alternatives and long descriptions."""
    return ["".join(map(str, node.itertext())) for node in tree(path, lang).iter("{*}alt-text", "{*}long-desc")]


def is_data(node: etree._Element) -> bool:
    """Whether an element says again, in parts, what stands beside it as readers are to see it."""
    kind, parent = name(node), node.getparent()
    if parent is None:
        return False
    if kind == "element-citation":
        return any(name(item) in _CITATIONS and "".join(item.itertext()).strip() for item in parent)
    if kind in _AFFILIATED and name(parent) == "aff":
        originals = [one for one in parent.iter("{*}institution") if one.get("content-type") == "original"]
        return bool(originals) and not any(one in originals for one in node.iter())
    return kind == "institution-id"


def _text_of_citation(node: etree._Element) -> str:
    """Return the first text of a citation, without the label of its reference that it repeats."""
    text, parent = node.text or "", node.getparent()
    label = parent.find("{*}label") if name(node) in _CITATIONS and parent is not None else None
    mark = "".join(label.itertext()).strip(" []().") if label is not None else ""
    repeated = re.match(rf"\s*(?:[\[(]?{re.escape(mark)}[\]).:]+|{re.escape(mark)}(?=\s+[^\W\d_a-z]))", text) if mark else None
    return text[repeated.end() :] if repeated else text


def read(path: Path, lang: str) -> Source:
    """Return the words of an article, or of its translation into a language."""
    article = tree(path, lang)
    spelt = [text for part in _parts(article, _PARTS) for text in _texts(part, "call")]
    read_parts = [*_parts(article, frozenset({"abstract"})), *_parts(article, frozenset({"trans-abstract"}))]
    read_parts += _parts(article, frozenset({"body"}))
    order: dict[NotePlace, tuple[str, ...]] = {
        "call": words("".join(text for part in read_parts for text in _texts(part, "call"))),
        "section": words("".join(text for part in read_parts for text in _texts(part, "section"))),
    }
    return Source(words("".join(spelt)), order)


def by_language(path: Path, lang: str) -> dict[str, tuple[str, ...]]:
    """Return the words of an article by the language that ``xml:lang`` says they are in, as far as it is not the article's."""
    article = tree(path, lang)
    own = canonical(article.get(XML_LANG) or "") or "und"
    found: dict[str, list[str]] = {}
    for part in _parts(article, _PARTS):
        for language, text in _runs(part, _language(part)):
            found.setdefault(canonical(language) or "und", []).append(text)
    return {language: words("".join(texts)) for language, texts in found.items() if language not in (own, "und")}


def _language(node: etree._Element) -> str:
    return next((str(each.get(XML_LANG)) for each in (node, *node.iterancestors()) if each.get(XML_LANG)), "")


def _runs(node: etree._Element, language: str) -> Iterator[tuple[str, str]]:
    kind = name(node)
    if not kind or kind in _UNSPELT or kind in _OTHERS or is_data(node):
        return
    gap = "" if kind in _INLINE or _is_extension(node) else " "
    own = str(node.get(XML_LANG) or language)
    yield own, gap + _text_of_citation(node)
    for child in node:
        yield from _runs(child, own)
        yield own, child.tail or ""
    yield own, gap


def tree(path: Path, lang: str) -> etree._Element:
    """Return an article, or its translation into a language, as XML."""
    parser = etree.XMLParser(load_dtd=True, no_network=True, resolve_entities=True, recover=True, huge_tree=True)
    root = etree.parse(str(path), parser).getroot()
    return _edition(root if name(root) == "article" else next(root.iter("{*}article")), lang)


def _edition(article: etree._Element, lang: str) -> etree._Element:
    translations = [part for part in article.iter("{*}sub-article") if part.get("article-type") == "translation"]
    same = [part for part in translations if (part.get(XML_LANG) or "").lower() == lang.lower()]
    alike = [part for part in translations if (part.get(XML_LANG) or "").lower()[:2] == lang.lower()[:2]]
    own = (article.get(XML_LANG) or lang).lower()[:2] == lang.lower()[:2]
    return article if own else next(iter(same or alike), article)


def name(node: etree._Element) -> str:
    """Return an element's name without its namespace, empty for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _parts(node: etree._Element, names: frozenset[str]) -> Iterator[etree._Element]:
    """Yield the outermost elements of these names, without those of other articles inside."""
    for child in node:
        kind = name(child)
        if kind in names:
            yield child
        elif kind and kind not in _OTHERS:
            yield from _parts(child, names)


_MARKUP = re.compile(r"<!--.*?-->|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?>", re.DOTALL)
_WITHIN_WORDS = re.compile(r"</?(?:sup|sub|i|b|em|strong|a|font)[ >]")


def _is_extension(node: etree._Element) -> bool:
    """Whether an element of another namespace is within a line: it holds words alone, and stands among words."""
    previous, parent = node.getprevious(), node.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    return str(node.tag).startswith("{") and not len(node) and bool((before or "").strip())


def _without_html(text: str) -> str:
    """Return the words of a text that is HTML (``&lt;p&gt;`` in the file); another text as it is."""
    if len(_MARKUP.findall(text)) < 8:
        return text
    words = _MARKUP.sub(lambda tag: "" if _WITHIN_WORDS.match(tag[0]) else " ", text)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _texts(node: etree._Element, notes: NotePlace, *, translations: bool = True) -> list[str]:
    """Return the text below a node; spaces where blocks begin and end; notes where an edition shows them.

    Of an article inside it, only what is no translation is read, and only where ``translations`` is false.
    """
    texts: list[str] = []
    waiting: list[etree._Element] = []
    root = node

    def walk(node: etree._Element) -> None:
        kind = name(node)
        answers = not translations and kind in ("response", "sub-article") and node.get("article-type") != "translation"
        is_other = node is not root and kind in _OTHERS and not answers
        if not kind or kind in _UNSPELT or is_other or is_data(node):
            return
        gap = "" if kind in _INLINE or _is_extension(node) else " "
        texts.append(gap + _without_html(_text_of_citation(node)))
        for child in node:
            if name(child) == "fn" and notes == "section" and not _in_table(child):
                waiting.append(child)
                texts.append(" ")
            else:
                walk(child)
            texts.append(child.tail or "")
        texts.append(gap)
        if kind in ("sec", "abstract", "body", "trans-abstract"):
            moved, waiting[:] = list(waiting), []
            for note in moved:
                walk(note)

    walk(node)
    return texts


def _in_table(note: etree._Element) -> bool:
    return any(name(above) == "table-wrap-foot" for above in note.iterancestors())
