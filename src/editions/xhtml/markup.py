"""Building XHTML elements: names, languages, text that follows an element."""

from __future__ import annotations

from lxml import etree

from editions.languages.tags import direction
from editions.safety.characters import legal
from editions.safety.xml import MATHML as MATHML
from editions.safety.xml import XHTML as XHTML
from editions.safety.xml import XML_LANG as XML_LANG
from editions.safety.xml import local as local

Element = etree._Element


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Add an XHTML element at the end of its parent: ``class_`` is ``class``, ``_`` is ``-``; empty values are left out."""
    made = etree.SubElement(parent, f"{{{XHTML}}}{tag}")
    for key, value in attributes.items():
        if value:
            made.set(key.rstrip("_").replace("_", "-"), value)
    if text:
        made.text = text
    return made


def add_text(parent: Element, text: str) -> None:
    """Add text at the end of an element, after its last child."""
    text = legal(text)
    last = next(parent.iterchildren(reversed=True), None)  # to count the children takes longer, the more there are
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def tag_language(node: Element, lang: str, around: str) -> None:
    """Set ``lang``, ``xml:lang`` and, where it changes, ``dir`` on an element whose language is not the one around it."""
    if lang == around:
        return
    node.set("lang", lang if lang != "und" else "")
    node.set(XML_LANG, lang if lang != "und" else "")
    if direction(lang) != direction(around):
        node.set("dir", direction(lang))
