"""The words of a heading, for a list of contents that links to it."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from editions.xhtml.markup import XML_LANG, Element, add, add_text, local

_KEPT = frozenset({"i", "b", "em", "strong", "sub", "sup", "code", "abbr", "bdi", "bdo", "u", "s", "cite", "q"})
_SILENT = frozenset({"doc-noteref", "doc-pagebreak", "doc-backlink"})


def copy_words(heading: Element, link: Element) -> None:
    """Fill a link with the words of a heading: languages, italics and formulas stay; marks of notes, ids and links do not."""
    own = next((node.get(XML_LANG) for node in (heading, *heading.iterancestors()) if node.get(XML_LANG)), None)
    around = next((node.get(XML_LANG) for node in link.iterancestors() if node.get(XML_LANG)), None)
    if own and own != around:
        _speak(link, own, heading.get("dir"))
    add_text(link, heading.text or "")
    for child in heading:
        _copy(link, child)


def _copy(parent: Element, source: Element) -> None:
    name = local(source)
    if name == "math":
        parent.append(_formula(source))
    elif name == "img":
        add_text(parent, source.get("alt", ""))
    elif name == "br":
        add_text(parent, " ")
    elif name and source.get("role") not in _SILENT:
        _copy_inline(parent, source, name)
    add_text(parent, source.tail or "")


def _formula(source: Element) -> Element:
    formula = deepcopy(source)
    formula.tail = None
    for node in formula.iter(etree.Element):
        node.attrib.pop("id", None)
    return formula


def _copy_inline(parent: Element, source: Element, name: str) -> None:
    language, small = source.get(XML_LANG), "sc" in source.get("class", "").split()
    if name in _KEPT or language or small:
        parent = add(parent, name if name in _KEPT else "span", class_="sc" if small else "")
        if language:
            _speak(parent, language, source.get("dir"))
    add_text(parent, source.text or "")
    for child in source:
        _copy(parent, child)


def _speak(element: Element, language: str, direction: str | None) -> None:
    element.set("lang", language)
    element.set(XML_LANG, language)
    if direction:
        element.set("dir", direction)
