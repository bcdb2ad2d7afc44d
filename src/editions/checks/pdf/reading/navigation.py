"""Reads where links and the outline lead, and how pages are labelled (ISO 32000-1, 12.3, 12.4.2, 12.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import ITEMS, Budget, BudgetSpent
from editions.checks.pdf.reading.tree import TreeReading
from editions.checks.pdf.reading.trees import entries
from editions.checks.pdf.reading.values import dictionary, get, identity, name, number, opening, text
from editions.checks.pdf.view import OutlineItem
from editions.checks.pdf.view.tree import Destination, Element

_LEVELS = 30
_STEPS = 4  # from a name by way of others to a place: a name stands for a place, or for a dictionary that has it
_COORDINATES = 6  # of a place: its page, its kind, four sides
_TOPS = {"XYZ": 3, "FitH": 2, "FitBH": 2, "FitR": 5}
_LEFTS = {"XYZ": 2, "FitR": 2}


class Places:
    """The places of one file, by destination."""

    def __init__(self, pdf: pikepdf.Pdf, budget: Budget) -> None:
        self.budget = budget
        self._pages = {identity(page.obj): number for number, page in enumerate(pdf.pages, 1)}
        self._old = dictionary(pdf.Root, "/Dests")
        self._tree = get(dictionary(pdf.Root, "/Names"), "/Dests")
        self._names: dict[str, Any] = {}
        self._is_whole = False

    def read(self) -> None:
        """Read the names of the destinations. Raises ``BudgetSpent``, and knows those that it has read."""
        for key, value in entries(self._tree, "/Names", self.budget):
            self._names[text(key, self.budget) or ""] = value
        self._is_whole = True

    def find(self, destination: Any) -> Destination | None:
        """Return where a destination is: page 0 where it is named and not there; None where there is none to follow.

        Names that name each other lead nowhere.
        """
        named = False
        for _ in range(_STEPS):
            if isinstance(destination, pikepdf.String):
                named, destination = True, self._names.get(text(destination, self.budget) or "")
            elif isinstance(destination, pikepdf.Name):
                named, destination = True, get(self._old, f"/{name(destination)}")
            elif isinstance(destination, pikepdf.Dictionary):
                destination = get(destination, "/D")
            else:
                return self._place(destination) or (self._nowhere() if named else None)
        return self._nowhere()

    def _nowhere(self) -> Destination | None:
        return Destination(page=0) if self._is_whole else None

    def _place(self, destination: Any) -> Destination | None:
        parts = opening(destination, _COORDINATES)
        if not parts:
            return None
        kind = name(parts[1]) if len(parts) > 1 else ""
        page = self._pages.get(identity(parts[0]), 0) if isinstance(parts[0], pikepdf.Object) else 0
        return Destination(page=page, top=_coordinate(parts, _TOPS.get(kind)), left=_coordinate(parts, _LEFTS.get(kind)))


def _coordinate(parts: list[Any], at: int | None) -> float | None:
    value = parts[at] if at is not None and at < len(parts) else None
    return None if value is None else number(value)


def target(holder: Any, places: Places, tree: TreeReading | None = None) -> tuple[str, Destination | None, Element | None]:
    """Return what a link or an outline entry opens: its address or the destination's name, its place, its element."""
    action = dictionary(holder, "/A")
    kind = name(get(action, "/S"))
    if kind == "URI":
        return text(get(action, "/URI"), places.budget) or "", None, None
    if kind not in ("", "GoTo"):
        return kind, None, None
    structure = get(action, "/SD") or get(holder, "/SE")
    destination = get(holder, "/Dest") if kind == "" else get(action, "/D")
    element = tree.owner(opening(structure)[0]) if tree and opening(structure) else None
    named = text(destination, places.budget) or name(destination)
    return named.lstrip("/"), places.find(destination), element


def outline(pdf: pikepdf.Pdf, places: Places, tree: TreeReading) -> Iterator[OutlineItem]:
    """Yield the entries of the outline in reading order. Raises ``BudgetSpent`` where there are more than are read."""
    seen: set[tuple[int, int]] = set()
    pending = [(get(dictionary(pdf.Root, "/Outlines"), "/First"), 1)]
    while pending:
        item, level = pending.pop()
        if not isinstance(item, pikepdf.Dictionary) or identity(item) in seen:
            continue
        if level > _LEVELS:
            raise BudgetSpent(f"it has more than {_LEVELS} levels")
        places.budget.spend(ITEMS)
        seen.add(identity(item))
        _, place, element = target(item, places, tree)
        yield OutlineItem(title=text(get(item, "/Title"), places.budget) or "", level=level, place=place, target=element)
        pending += [(get(item, "/Next"), level), (get(item, "/First"), level + 1)]
