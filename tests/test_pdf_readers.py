"""What the libraries behind readers make of our structure: PDFium (Chrome) and Poppler (Evince, Okular)."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pdf_samples import CONSTRUCTS, picture, printed, tags

TEXTS = {
    "/Alt": pdfium.FPDF_StructElement_GetAltText,
    "/Lang": pdfium.FPDF_StructElement_GetLang,
    "/ActualText": pdfium.FPDF_StructElement_GetActualText,
    "/E": pdfium.FPDF_StructElement_GetExpansion,
}
SHORT = '<p><abbr>UN</abbr> (<span class="expansion">United Nations</span>), UN, <abbr>UN</abbr></p>'
HYPHEN = f'<p style="width: 30mm; hyphens: auto">{"internationalization " * 3}</p>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    picture(tmp_path)
    return printed(tmp_path, SHORT + HYPHEN + CONSTRUCTS)[0]


def said(read: Any, element: Any) -> str | None:
    """What a function of PDFium says of an element."""
    length = read(element, None, 0)
    if length <= 2:
        return None
    buffer = ctypes.create_string_buffer(length)
    read(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")


def pdfium_elements(path: Path) -> list[tuple[str | None, ...]]:
    """Role, alternative, language, actual text and expansion of each element of a file's first page, in PDFium's order."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]  # the tree lives no longer than it
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)

    def walk(element: Any) -> Iterator[tuple[str | None, ...]]:
        yield (said(pdfium.FPDF_StructElement_GetType, element), *(said(read, element) for read in TEXTS.values()))
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                yield from walk(child)

    try:
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        return [each for index in roots for each in walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
        page.close()
        document.close()


def holds(element: Any) -> bool:
    """Whether anything was drawn for an element: an empty cell is on no page."""
    kids = [] if "/K" not in element else list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]
    return any(isinstance(kid, int) or "/MCID" in kid or ("/S" in kid and holds(kid)) for kid in kids)


def test_pdfium_agrees_on_roles_alternatives_languages_and_texts(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        ours = [(tag.role, *(tag.text(key) for key in TEXTS)) for tag in tags(pdf) if holds(tag.object)]
    theirs = pdfium_elements(path)
    assert theirs == ours
    assert {"A swift", "x is one"} <= {alternative for _, alternative, *_ in theirs}
    assert {"fr", "es"} <= {language for _, _, language, *_ in theirs}
    assert "\u00ad" in {actual for *_, actual, _ in theirs}
    assert [expansion for *_, expansion in theirs if expansion] == ["United Nations"]


def test_poppler_agrees_on_order_and_headers(path: Path) -> None:
    ran = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    roles = [role for role in re.findall(r"^ *([A-Z]\w*)", ran.stdout, re.M) if role != "Object"]
    with pikepdf.open(path) as pdf:
        assert roles == [tag.role for tag in tags(pdf)]
        headers = [str(header) for tag in tags(pdf) for header in tag.attribute("/Headers") or []]
    assert headers
    assert [header for header in headers if header not in ran.stdout] == []
