"""Compares the parent tree with the structure tree: both say which element has which content (ISO 32000-1, 14.7.4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import Budget
from editions.checks.pdf.reading.tree import TreeReading
from editions.checks.pdf.reading.trees import entries
from editions.checks.pdf.reading.values import dictionary, get
from editions.checks.pdf.view import PdfPage
from editions.checks.pdf.view.tree import Annotation


def compare(
    pdf: pikepdf.Pdf, tree: TreeReading, pages: list[PdfPage], keys: list[tuple[Annotation, int]], budget: Budget
) -> None:
    """Note on each page what its entries in the parent tree say otherwise than the structure tree.

    ``keys`` has the annotations of the file, each with its own key in the parent tree.
    """
    found = get(dictionary(pdf.Root, "/StructTreeRoot"), "/ParentTree")
    numbers = {key: value for key, value in entries(found, "/Nums", budget) if isinstance(key, int)}
    for page, raw in zip(pages, pdf.pages, strict=True):
        page.wrong_parents += _page(page, numbers.get(parent_key(raw.obj, "/StructParents")), tree)
    for annotation, key in keys:
        if annotation.elements:
            annotation.parent = tree.owner(numbers.get(key))


def _page(page: PdfPage, parents: Any, tree: TreeReading) -> Iterator[str]:
    known = len(parents) if isinstance(parents, pikepdf.Array) else 0
    for (owner, mcid), content in page.marked.items():
        if owner == 0 and content.elements:
            parent = tree.owner(parents[mcid]) if 0 <= mcid < known else None
            if parent not in content.elements:
                yield f"MCID {mcid}"


def parent_key(holder: Any, key: str) -> int:
    """Return the number under which the parent tree has a page, or an annotation; -1 where it says none."""
    value = get(holder, key)
    return value if isinstance(value, int) else -1
