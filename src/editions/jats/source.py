"""Safe parsing: a file from a stranger -> its XML tree, or one clear error.

No DTD is fetched, no entity is expanded, nothing but the file itself is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import TypeGuard

from lxml import etree

from editions.findings import SourceError

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest article that is read."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
MATHML = "http://www.w3.org/1998/Math/MathML"


def parse(path: Path) -> etree._Element:
    """Return the ``article`` element of a JATS file, wherever the file wraps it (``pmc-articleset``, OAI).

    Raises ``SourceError`` for a file that is missing, not well-formed XML, or not JATS.
    """
    root = document(path)
    if name(root) == "article":
        return root
    wrapped = next((node for node in root.iter(etree.Element) if name(node) == "article"), None)
    if wrapped is None:
        raise SourceError(f"{path}: not a JATS article: its root is <{name(root)}>. editions reads JATS XML (<article>).")
    return wrapped


def document(path: Path) -> etree._Element:
    """Return the root of a file, whatever it is. Raises ``SourceError`` for a file that is missing or not well-formed XML."""
    parser = etree.XMLParser(
        load_dtd=False, no_network=True, resolve_entities=False, attribute_defaults=False, huge_tree=False, remove_comments=True
    )
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(f"{path}: larger than {LARGEST // 2**20} MB. Split the article, or take out embedded data.")
        return etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{path}:{error.lineno or 1}: not well-formed XML: {_reason(error)}.") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}. Check the path.") from None


def _reason(error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    text = (error.msg or "the file is empty").split(", line ")[0].rstrip(".")
    return f"{text} (line {line}, column {column})" if line else text


def name(node: etree._Element) -> str:
    """Return an element's name without its namespace; ``""`` for a processing instruction or an entity."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def texts(node: etree._Element) -> str:
    """Return all text below a node, entities resolved, spaces collapsed."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: etree._Element) -> Iterator[str]:
    if is_entity(node):
        yield entity_text(node) or ""
    elif name(node):
        yield node.text or ""
        for child in node:
            yield from _texts(child)
            yield child.tail or ""


def is_entity(node: etree._Element) -> TypeGuard[etree._Entity]:
    """Whether a node is an entity reference that the parser left as it is."""
    return isinstance(node, etree._Entity)


def entity_text(node: etree._Entity) -> str | None:
    """Return the character of a named HTML entity (``&eacute;``), None for any other entity."""
    return html5.get(f"{node.name};")


def child(node: etree._Element, *names: str) -> etree._Element | None:
    """Return the first child of one of the names, None where there is none."""
    return next((item for item in node if name(item) in names), None)


def find_all(node: etree._Element, *path: str) -> list[etree._Element]:
    """Return the descendants reached by a path of names, in the source's order, whatever their namespace."""
    found = [node]
    for step in path:
        found = [item for parent in found for item in parent if name(item) == step]
    return found


def find(node: etree._Element, *path: str) -> etree._Element | None:
    """Return the first descendant reached by a path of names, None where there is none."""
    return next(iter(find_all(node, *path)), None)


def within(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements below an article (or any node) that are its own: those of its translations are left out."""
    for item in node:
        if name(item) and not is_translation(item):
            yield item
            yield from within(item)


def is_translation(node: etree._Element) -> bool:
    """Whether an element is a whole translation of its article, which becomes an edition of its own."""
    return name(node) == "sub-article" and node.get("article-type") == "translation"
