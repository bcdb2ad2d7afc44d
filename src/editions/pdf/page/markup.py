"""Small steps on the elements of a page."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from lxml import etree

from editions.safety.xml import XHTML, classes

H = f"{{{XHTML}}}"


def make(name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> etree._Element:
    """Return a new XHTML element."""
    element = etree.Element(f"{H}{name}", dict(attributes or {}))
    element.text = text or None
    return element


def detach(element: etree._Element) -> None:
    """Take an element out of its page; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def replace(old: etree._Element, new: etree._Element) -> None:
    """Put an element in the place of another; the text behind it stays."""
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


def elements_of_class(root: etree._Element, name: str) -> list[etree._Element]:
    """Return the elements below (and including) ``root`` that have a class, in document order."""
    return [element for element in root.iter(f"{H}*") if name in classes(element)]


def add_class(element: etree._Element, name: str) -> None:
    """Give an element one more class."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def language_of(element: etree._Element) -> str:
    """Return the language that an element is in, ``und`` where nothing says."""
    for each in (element, *element.iterancestors()):
        if each.get("lang"):
            return str(each.get("lang"))
    return "und"


def text_of(element: etree._Element) -> str:
    """Return the words of an element, spaces folded."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def elements(page: etree._Element) -> Element:
    """Return a page as elements of the standard library, XHTML's names without their namespace, comments left out."""
    copy = Element(str(page.tag).removeprefix(H), {str(name): str(value) for name, value in page.attrib.items()})
    copy.text = page.text
    for child in page:
        if isinstance(child.tag, str):
            copy.append(elements(child))
            copy[-1].tail = child.tail
        elif len(copy):
            copy[-1].tail = (copy[-1].tail or "") + (child.tail or "")
        else:
            copy.text = (copy.text or "") + (child.tail or "")
    return copy
