"""Compares the parent tree with the structure tree: both say which element has which content (ISO 32000-1, 14.7.4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.inspection.pdf.element import Annotation
from editions.inspection.pdf.reading.tree import Tree
from editions.inspection.pdf.reading.values import dictionary, get, identity, items
from editions.inspection.pdf.view import Page


def compare(pdf: pikepdf.Pdf, tree: Tree, pages: list[Page], annotations: dict[tuple[int, int], Annotation]) -> None:
    """Note on each page what its entries in the parent tree say otherwise than the structure tree."""
    found = get(dictionary(pdf.Root, "/StructTreeRoot"), "/ParentTree")
    numbers = dict(pikepdf.NumberTree(found).items()) if isinstance(found, pikepdf.Dictionary) else {}
    for page, raw in zip(pages, pdf.pages, strict=True):
        page.wrong_parents += _page(page, raw.obj, numbers, tree)
        for annotation in items(get(raw.obj, "/Annots")):
            known = annotations.get(identity(annotation))
            if known is not None and known.elements:
                known.parent = tree.owner(numbers.get(_key(annotation, "/StructParent")))


def _page(page: Page, raw: Any, numbers: dict[int, Any], tree: Tree) -> Iterator[str]:
    parents = items(numbers.get(_key(raw, "/StructParents")))
    for (owner, mcid), content in page.marked.items():
        if owner == 0 and content.elements:
            parent = tree.owner(parents[mcid]) if mcid < len(parents) else None
            if parent not in content.elements:
                yield f"MCID {mcid}"


def _key(holder: Any, key: str) -> int:
    value = get(holder, key)
    return value if isinstance(value, int) else -1
