"""What the libraries behind viewers make of a PDF's structure, and what they should: PDFium (Chrome), Poppler (Okular)."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Element = tuple[str | None, ...]
"""An element's role, alternative, language, actual text and expansion."""

_TEXTS = {
    "/Alt": pdfium.FPDF_StructElement_GetAltText,
    "/Lang": pdfium.FPDF_StructElement_GetLang,
    "/ActualText": pdfium.FPDF_StructElement_GetActualText,
    "/E": pdfium.FPDF_StructElement_GetExpansion,
}


def elements(path: Path) -> list[list[Element]]:
    """Return the elements of each page: those of which something is drawn there, in the order of the tree."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found: list[list[Element]] = [[] for _ in pdf.pages]
        for element in _kids(pdf.Root.StructTreeRoot):
            _gather(element, None, numbers, found)
        return found


def _gather(element: Any, page: int | None, numbers: dict[Any, int], found: list[list[Element]]) -> set[int | None]:
    """Put an element and those below it into the pages that show them; return these pages."""
    page = numbers[element.Pg.objgen] if "/Pg" in element else page
    lengths = [len(each) for each in found]
    for each in found:
        each.append((str(element.S)[1:], *((str(element[key]) or None) if key in element else None for key in _TEXTS)))
    shown: set[int | None] = set()
    for kid in _kids(element):
        if isinstance(kid, int) or "/MCID" in kid:
            shown.add(page if isinstance(kid, int) or "/Pg" not in kid else numbers[kid.Pg.objgen])
        elif "/S" in kid:
            shown |= _gather(kid, page, numbers, found)
    for number, length in enumerate(lengths):
        if number not in shown:
            del found[number][length:]
    return shown


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def pdfium_elements(path: Path) -> list[list[Element]]:
    """Return the elements of each page, in PDFium's order."""
    with pypdfium2.PdfDocument(path) as document:
        return [_of_page(document[number]) for number in range(len(document))]


def _of_page(page: pypdfium2.PdfPage) -> list[Element]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)  # it lives no longer than its page
    try:
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        return [each for index in roots for each in _below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
        page.close()


def _below(element: Any) -> Iterator[Element]:
    yield (_said(pdfium.FPDF_StructElement_GetType, element), *(_said(read, element) for read in _TEXTS.values()))
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _below(child)


def _said(read: Any, element: Any) -> str | None:
    """Return what a function of PDFium says of an element."""
    length = read(element, None, 0)
    if length <= 2:
        return None
    buffer = ctypes.create_string_buffer(length)
    read(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What ``pdfinfo -struct-text`` shows: roles and header ids in its order, pieces of text, and what it complains of."""

    roles: list[str]
    headers: list[str]
    texts: list[str]
    complaints: str


def poppler(path: Path) -> Shown:
    """Return what Poppler makes of a file."""
    ran = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True)
    lists = re.findall(r"/Headers \[(.*?)\]$", ran.stdout, re.M)
    return Shown(
        roles=[role for role in re.findall(r"^ *([A-Z]\w*)", ran.stdout, re.M) if role != "Object"],
        headers=[header for each in lists for header in re.findall(r"\(([^()]*)\)", each)],
        texts=re.findall(r'^ *"(.*)"$', ran.stdout, re.M),
        complaints=ran.stderr,
    )
