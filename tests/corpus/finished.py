"""The words of finished editions, in the order in which they are read: an EPUB's spine, a PDF's structure tree."""

from __future__ import annotations

import posixpath
import re
import subprocess
import zipfile
from pathlib import Path

from lxml import etree

_INLINE = frozenset("a abbr b bdi bdo cite code em i mark q s samp small span strong sub sup time u var".split())


def epub_text(path: Path) -> str:
    """Return the text of an EPUB's documents in the order of its spine; formulas, which are shown, are left out."""
    with zipfile.ZipFile(path) as book:
        container = etree.fromstring(book.read("META-INF/container.xml"))
        opf_name = next(container.iter("{*}rootfile")).get("full-path", "")
        opf = etree.fromstring(book.read(opf_name))
        hrefs = {item.get("id"): item.get("href", "") for item in opf.iter("{*}item")}
        names = [posixpath.join(posixpath.dirname(opf_name), hrefs[ref.get("idref")]) for ref in opf.iter("{*}itemref")]
        return "\n".join(text(etree.fromstring(book.read(name)).find("{*}body")) for name in names)


def text(node: etree._Element | None) -> str:
    """Return the text of an element of XHTML; spaces where blocks begin and end, formulas left out."""
    if node is None or not isinstance(node.tag, str) or etree.QName(node).localname == "math":
        return ""
    gap = "" if etree.QName(node).localname in _INLINE else " "
    inner = "".join(text(child) + (child.tail or "") for child in node)
    return f"{gap}{node.text or ''}{inner}{gap}"


def pdf_text(path: Path) -> str:
    """Return the text of a PDF as poppler extracts it, page by page."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def pdf_pages(path: Path) -> int:
    """Return how many pages a PDF has."""
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, text=True)
    found = re.search(r"^Pages:\s+(\d+)", done.stdout, re.M)
    return int(found[1]) if found else 0
