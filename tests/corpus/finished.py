"""The words of finished editions, in the order in which they are read: an EPUB's spine, a PDF's structure tree."""

from __future__ import annotations

import posixpath
import re
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pypdfium2
from lxml import etree

BLANK = 1 / 3
"""How much of a page without words or pictures is too much."""
_TOP, _BOTTOM = 0.08, 0.88
"""The part of a page that is looked at: without its margins, its number and the title at its foot."""
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


def blank_pages(path: Path) -> list[int]:
    """Return the numbers of pages, from 1 and but for the last, that are blank over more than a third of their height.

    A page that is turned has a wide table to itself, and ends with it.
    """
    with pypdfium2.PdfDocument(path) as document:
        pages = [document[index] for index in range(len(document) - 1)]
        return [
            number for number, page in enumerate(pages, 1) if page.get_width() <= page.get_height() and _blank(page) > BLANK
        ]


def _blank(page: pypdfium2.PdfPage) -> float:
    """Return the height of the largest band of a page across which nothing is drawn, as a share of the page's height."""
    rows = np.asarray(page.render(scale=0.5, grayscale=True).to_pil()).min(axis=1) < 250
    body = rows[round(_TOP * len(rows)) : round(_BOTTOM * len(rows))]
    drawn = np.flatnonzero(np.concatenate(([True], body, [True])))
    return float((np.diff(drawn) - 1).max() / len(rows))
