"""Reads the structure tree (ISO 32000-1, 14.7): elements with what is drawn for them, and where the file says so twice.

Roles are those of ISO 32000-1 and 32000-2, after the role map and the namespaces; a map that runs in a circle maps to itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pikepdf

from editions.checks.pdf.reading.budget import ELEMENTS, OBJECTS, READ, Budget, BudgetSpent
from editions.checks.pdf.reading.trees import entries
from editions.checks.pdf.reading.values import dictionary, get, identity, items, name, plain, text
from editions.checks.pdf.view import PdfPage
from editions.checks.pdf.view.tree import Annotation, Element

MAX_DEPTH: Final = 100
"""Levels of elements within each other; a tree that is deeper is examined down to there."""

_MAPPINGS = 20
_ATTRIBUTE = 3  # entries that an attribute counts as, with its key and its value
_RUN = 8  # characters of text that a string, however short, counts as
Objects = Mapping[tuple[int, int], Annotation]


class TreeReading:
    """The structure tree of one file; ``faults`` says what is wrong with its making, each once.

    ``is_cut`` says that it is deeper than is read.
    """

    def __init__(self, pdf: pikepdf.Pdf, pages: list[PdfPage], annotations: Objects, budget: Budget) -> None:
        self._budget = budget
        self._root = dictionary(pdf.Root, "/StructTreeRoot")
        self._pages = pages
        self._numbers = {identity(page.obj): number for number, page in enumerate(pdf.pages, 1)}
        self._annotations = annotations
        self._roles = dictionary(self._root, "/RoleMap")
        self._classes = dictionary(self._root, "/ClassMap")
        self._relations: list[tuple[Element, list[Any]]] = []
        self.by_number: dict[tuple[int, int], Element] = {}
        self.faults: dict[str, None] = {}
        self.is_cut = False
        self._count = 0
        self.root = self._new_root()

    def _new_root(self) -> Element | None:
        return Element(role="StructTreeRoot", named="StructTreeRoot", number=0) if self._root.keys() else None

    def read(self) -> None:
        """Read the elements below ``root`` (None: there is no tree). What was read is kept when it raises ``BudgetSpent``."""
        if self.root is None:
            return
        self._kids(self._root, self.root, 0)
        for element, targets in self._relations:
            found = (self.by_number.get(identity(target)) for target in targets)
            element.related = [target for target in found if target is not None]
        if self.is_cut:
            raise BudgetSpent(f"it has more than {MAX_DEPTH} levels")

    def ids(self) -> dict[str, Element | None]:
        """Return what the IDTree names: None for what is in no place of the tree."""
        found = entries(get(self._root, "/IDTree"), "/Names", self._budget)
        return {text(key, self._budget) or "": self.by_number.get(identity(target)) for key, target in found}

    def owner(self, target: Any) -> Element | None:
        """Return the element that an object of the file is, None where it is none of the tree's."""
        return self.by_number.get(identity(target))

    def _element(self, found: Any, parent: Element, depth: int) -> None:
        number = identity(found)
        if number in self.by_number and number != (0, 0):
            self.faults[f"The element {name(get(found, '/S'))} is the kid of two elements."] = None
            return
        if depth > MAX_DEPTH:
            self.is_cut = True
            return
        self._budget.spend(ELEMENTS)
        self._count += 1
        element = self._made(found, parent)
        if number != (0, 0):
            self.by_number[number] = element
        parent.kids.append(element)
        if related := items(get(found, "/Ref"), self._budget):
            self._relations.append((element, related))
        self._kids(found, element, depth + 1)

    def _made(self, found: Any, parent: Element) -> Element:
        named = name(get(found, "/S"))
        return Element(
            role=self._role(named, get(found, "/NS")),
            named=named,
            number=self._count,
            parent=parent,
            page=self._numbers.get(identity(get(found, "/Pg")), parent.page),
            id=text(get(found, "/ID"), self._budget) or "",
            lang=text(get(found, "/Lang"), self._budget) or "",
            alternative=text(get(found, "/Alt"), self._budget),
            actual=text(get(found, "/ActualText"), self._budget),
            expansion=text(get(found, "/E"), self._budget),
            files=tuple(_kind_of(each) for each in items(get(found, "/AF"), self._budget)),
            attributes=self._attributes(found),
        )

    def _role(self, role: str, space: Any) -> str:
        for _ in range(_MAPPINGS):
            mapped = get(dictionary(space, "/RoleMapNS"), f"/{role}")
            if isinstance(mapped, pikepdf.Array) and len(mapped) == 2:
                role, space = name(mapped[0]), mapped[1]
            elif name(mapped):
                role = name(mapped)
            elif new := name(get(self._roles, f"/{role}")) if space is None else "":
                if new == role:
                    break
                role = new
            else:
                break
        return role

    def _attributes(self, found: Any) -> dict[str, Any]:
        budget = self._budget
        classes = items(get(found, "/C"), budget)
        given = [each for key in classes for each in items(get(self._classes, f"/{name(key)}"), budget)]
        attributes: dict[str, Any] = {}
        for each in (*given, *items(get(found, "/A"), budget)):
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                keys = [key for key in each.keys() if key != "/O"]  # noqa: SIM118 (the dictionary of a PDF)
                budget.spend(OBJECTS, _ATTRIBUTE * len(keys))
                attributes |= {key[1:]: plain(get(each, key), budget) for key in keys}
        return attributes

    def _kids(self, found: Any, element: Element, depth: int) -> None:
        for kid in items(get(found, "/K"), self._budget):
            if isinstance(kid, int):
                self._content(element, element.page, 0, kid, depth)
            elif get(kid, "/S") is not None:
                self._element(kid, element, depth)
            elif name(get(kid, "/Type")) == "OBJR":
                self._object(element, get(kid, "/Obj"))
            elif isinstance(mcid := get(kid, "/MCID"), int):
                page = self._numbers.get(identity(get(kid, "/Pg")), element.page)
                self._content(element, page, identity(get(kid, "/Stm"))[0], mcid, depth)

    def _content(self, element: Element, page: int, owner: int, mcid: int, depth: int) -> None:
        held = self._pages[page - 1] if 0 < page <= len(self._pages) else None
        content = held.marked.get((owner, mcid)) if held else None
        if content is None:
            element.dangling += not (held and held.unexamined)
            return
        self._budget.spend(READ, (depth + 1) * (_RUN + _RUN * len(content.runs) + content.length))
        content.elements.append(element)
        element.kids.append(content)

    def _object(self, element: Element, target: Any) -> None:
        annotation = self._annotations.get(identity(target))
        if annotation is None:
            if name(get(target, "/Subtype")) in ("", "Link", "Widget"):
                element.dangling += 1
            return
        annotation.elements.append(element)
        element.kids.append(annotation)


def _kind_of(file: Any) -> str:
    """Return the kind of an attached file: ``mathml`` of ``application/mathml+xml``, ``""`` where it does not say."""
    stream = get(get(file, "/EF"), "/F")
    return name(get(stream, "/Subtype")).rpartition("/")[2].partition("+")[0]
