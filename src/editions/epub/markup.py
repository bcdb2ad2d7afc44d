"""XHTML and SMIL as trees: names, making elements, and the one place where they become bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from editions.languages.phrases import language_of, phrase
from editions.safety.xml import EPUB_TYPE, MATHML, OPS, SVG, XHTML, XML_LANG, local

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def x(name: str) -> str:
    """Return the name of an XHTML element as lxml writes it."""
    return f"{{{XHTML}}}{name}"


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the XHTML elements of these names, in document order; a list, so that the tree may change meanwhile."""
    yield from list(root.iter(*(x(name) for name in names)))


def ids(root: etree._Element) -> dict[str, etree._Element]:
    """Return every element that has an id, by its id."""
    return {element.get("id", ""): element for element in root.iter(etree.Element) if element.get("id")}


def add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Append an XHTML element. ``epub_type`` becomes ``epub:type``; other underscores become hyphens (``class_``: class)."""
    child = etree.SubElement(parent, x(name))
    for key, value in attributes.items():
        child.set(EPUB_TYPE if key == "epub_type" else key.rstrip("_").replace("_", "-"), value)
    child.text = text or None
    return child


def speak(element: etree._Element, lang: str) -> None:
    """Set an element's language: ``lang`` and ``xml:lang``, equal."""
    element.set("lang", lang)
    element.set(XML_LANG, lang)


def say(element: etree._Element, key: str, lang: str) -> etree._Element:
    """Fill an element with one of our phrases, tagged where it is not in the article's language."""
    element.text = phrase(key, lang)
    if language_of(lang) != lang.partition("-")[0].lower():
        speak(element, language_of(lang))
    return element


def document(lang: str, direction: str, title: str, stylesheets: Iterable[str]) -> etree._Element:
    """Return an XHTML document with its head and an empty body (the last child)."""
    root = etree.Element(x("html"), nsmap={None: XHTML, "epub": OPS})
    speak(root, lang)
    if direction == "rtl":
        root.set("dir", direction)
    head = add(root, "head")
    add(head, "title", title)
    for href in stylesheets:
        add(head, "link", rel="stylesheet", type="text/css", href=href)
    add(root, "body")
    return root


def has_mathml(root: etree._Element) -> bool:
    """Whether the manifest must say ``mathml`` of a document (EPUB 3.3 section 5.6.2.1)."""
    return next(root.iter(f"{{{MATHML}}}math"), None) is not None


def has_svg(root: etree._Element) -> bool:
    """Whether the manifest must say ``svg`` of a document: it holds SVG itself, not only pictures that are SVG files."""
    return next(root.iter(f"{{{SVG}}}svg"), None) is not None


def serialize(root: etree._Element) -> bytes:
    """Return an XHTML document as bytes, with HTML's doctype.

    Empty elements that HTML would not close (``<span/>``) get an end tag: some readers parse XHTML as HTML, and everything
    after such an element would become its content.
    """
    for element in root.iter(f"{{{XHTML}}}*"):
        if len(element) == 0 and not element.text and local(element) not in VOID:
            element.text = ""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
