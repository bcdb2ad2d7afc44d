"""XML as all parts of the package read and write it: namespaces, names, bounds of parsing."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from lxml import etree

XHTML: Final = "http://www.w3.org/1999/xhtml"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
SVG: Final = "http://www.w3.org/2000/svg"
SMIL: Final = "http://www.w3.org/ns/SMIL"
OPS: Final = "http://www.idpf.org/2007/ops"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XLINK: Final = "http://www.w3.org/1999/xlink"

XML_LANG: Final = f"{{{XML}}}lang"
XML_SPACE: Final = f"{{{XML}}}space"
EPUB_TYPE: Final = f"{{{OPS}}}type"
TEXTREF: Final = f"{{{OPS}}}textref"
XLINK_HREF: Final = f"{{{XLINK}}}href"


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, ``""`` for a comment or a processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def classes(element: etree._Element | ElementTree.Element) -> list[str]:
    """Return the classes of an element of XHTML."""
    return (element.get("class") or "").split()


def parse(content: bytes | str, *, huge_tree: bool = False, elements_only: bool = False) -> etree._Element:
    """Return the root of a document. Nothing is fetched and no entity is expanded.

    lxml's limits of size and depth hold, but in a ``huge_tree``. ``elements_only`` leaves out comments and processing
    instructions. Raises ``etree.XMLSyntaxError``, ``ValueError``.
    """
    parser: etree.XMLParser[etree._Element] = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=huge_tree,
        remove_comments=elements_only,
        remove_pis=elements_only,
    )
    root: etree._Element = etree.fromstring(content, parser)
    return root
