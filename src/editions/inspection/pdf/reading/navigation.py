"""Reads where links and the outline lead, and how pages are labelled (ISO 32000-1, 12.3, 12.4.2, 12.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.inspection.pdf.element import Element, Place
from editions.inspection.pdf.reading.tree import Tree
from editions.inspection.pdf.reading.values import dictionary, get, identity, items, name, number, text
from editions.inspection.pdf.view import OutlineItem

_ITEMS = 20_000
_LEVELS = 30
_TOPS = {"XYZ": 3, "FitH": 2, "FitBH": 2, "FitR": 5}
_LEFTS = {"XYZ": 2, "FitR": 2}


class Places:
    """The places of one file, by destination."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {identity(page.obj): number for number, page in enumerate(pdf.pages, 1)}
        self._old = dictionary(pdf.Root, "/Dests")
        names = get(dictionary(pdf.Root, "/Names"), "/Dests")
        self._names = dict(pikepdf.NameTree(names).items()) if isinstance(names, pikepdf.Dictionary) else {}

    def find(self, destination: Any) -> Place | None:
        """Return where a destination is: page 0 where it is named and not there; None where there is none to follow."""
        if isinstance(destination, pikepdf.String):
            return self.find(self._names[str(destination)]) if str(destination) in self._names else Place(page=0)
        if isinstance(destination, pikepdf.Name):
            return self.find(get(self._old, str(destination))) or Place(page=0)
        if isinstance(destination, pikepdf.Dictionary):
            return self.find(get(destination, "/D"))
        parts = items(destination)
        if not parts:
            return None
        kind = name(parts[1]) if len(parts) > 1 else ""
        page = self._pages.get(identity(parts[0]), 0) if isinstance(parts[0], pikepdf.Object) else 0
        return Place(page=page, top=_coordinate(parts, _TOPS.get(kind)), left=_coordinate(parts, _LEFTS.get(kind)))


def _coordinate(parts: list[Any], at: int | None) -> float | None:
    value = parts[at] if at is not None and at < len(parts) else None
    return None if value is None else number(value)


def target(holder: Any, places: Places, tree: Tree | None = None) -> tuple[str, Place | None, Element | None]:
    """Return what a link or an outline entry opens: its address or the destination's name, its place, its element."""
    action = dictionary(holder, "/A")
    kind = name(get(action, "/S"))
    if kind == "URI":
        return text(get(action, "/URI")) or "", None, None
    if kind not in ("", "GoTo"):
        return kind, None, None
    structure = get(action, "/SD") or get(holder, "/SE")
    destination = get(holder, "/Dest") if kind == "" else get(action, "/D")
    element = tree.owner(items(structure)[0]) if tree and items(structure) else None
    named = str(destination) if isinstance(destination, pikepdf.String | pikepdf.Name) else ""
    return named.lstrip("/"), places.find(destination), element


def outline(pdf: pikepdf.Pdf, places: Places, tree: Tree) -> tuple[OutlineItem, ...]:
    """Return the entries of the outline in reading order, of 20,000 at most."""
    found: list[OutlineItem] = []
    seen: set[tuple[int, int]] = set()
    pending = [(get(dictionary(pdf.Root, "/Outlines"), "/First"), 1)]
    while pending and len(found) < _ITEMS:
        item, level = pending.pop()
        if not isinstance(item, pikepdf.Dictionary) or identity(item) in seen or level > _LEVELS:
            continue
        seen.add(identity(item))
        _, place, element = target(item, places, tree)
        found.append(OutlineItem(title=text(get(item, "/Title")) or "", level=level, place=place, target=element))
        pending += [(get(item, "/Next"), level), (get(item, "/First"), level + 1)]
    return tuple(found)


def labels(pdf: pikepdf.Pdf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the label of each page, and what is wrong with the tree of labels."""
    plain = tuple(str(at) for at in range(1, len(pdf.pages) + 1))
    tree = get(pdf.Root, "/PageLabels")
    if tree is None:
        return plain, ()
    try:
        keys = sorted(int(key) for key in pikepdf.NumberTree(tree))
        found = tuple(page.label for page in pdf.pages)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, AttributeError):
        return plain, ("The page labels cannot be read.",)
    return found, tuple(_label_faults(keys, found))


def _label_faults(keys: list[int], found: tuple[str, ...]) -> Iterator[str]:
    if not keys or keys[0] != 0:
        yield "The page labels do not begin with the first page."
    if any(key >= len(found) for key in keys):
        yield "A page label is given to a page that is not there."
    if any(not label.strip() for label in found):
        yield "A page has an empty label."
    elif len(set(found)) < len(found):
        yield "Two pages have the same label."
