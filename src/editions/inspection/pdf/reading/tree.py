"""Reads the structure tree (ISO 32000-1, 14.7): elements with what is drawn for them, and where the file says so twice.

Roles are those of ISO 32000-1 and 32000-2, after the role map and the namespaces; a map that runs in a circle maps to itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from editions.inspection.pdf.content import Content
from editions.inspection.pdf.element import Annotation, Element
from editions.inspection.pdf.reading.values import dictionary, get, identity, items, name, plain, text
from editions.inspection.pdf.view import Page

_DEPTH = 150
_ELEMENTS = 500_000
_MAPPINGS = 20
Objects = Mapping[tuple[int, int], Annotation]


class Tree:
    """The structure tree of one file; ``faults`` says what is wrong with its making."""

    def __init__(self, pdf: pikepdf.Pdf, pages: list[Page], annotations: Objects) -> None:
        self._root = dictionary(pdf.Root, "/StructTreeRoot")
        self._pages = pages
        self._numbers = {identity(page.obj): number for number, page in enumerate(pdf.pages, 1)}
        self._annotations = annotations
        self._roles = dictionary(self._root, "/RoleMap")
        self._classes = dictionary(self._root, "/ClassMap")
        self._relations: list[tuple[Element, list[Any]]] = []
        self.by_number: dict[tuple[int, int], Element] = {}
        self.faults: list[str] = []
        self._count = 0

    def read(self) -> Element | None:
        """Return the root of the tree, an element of the role ``StructTreeRoot``; None where there is none."""
        if not self._root.keys():
            return None
        root = Element(role="StructTreeRoot", named="StructTreeRoot", number=0)
        self._kids(self._root, root, 0)
        for element, targets in self._relations:
            found = (self.by_number.get(identity(target)) for target in targets)
            element.related = [target for target in found if target is not None]
        return root

    def ids(self) -> dict[str, Element | None]:
        """Return what the IDTree names: None for what is in no place of the tree."""
        found: dict[str, Element | None] = {}
        tree = get(self._root, "/IDTree")
        if isinstance(tree, pikepdf.Dictionary):
            for key, target in pikepdf.NameTree(tree).items():
                found[str(key)] = self.by_number.get(identity(target))
        return found

    def owner(self, target: Any) -> Element | None:
        """Return the element that an object of the file is, None where it is none of the tree's."""
        return self.by_number.get(identity(target))

    def _element(self, found: Any, parent: Element, depth: int) -> None:
        number = identity(found)
        if number in self.by_number and number != (0, 0):
            self.faults.append(f"The element {name(get(found, '/S'))} is the kid of two elements.")
            return
        self._count += 1
        if depth > _DEPTH or self._count > _ELEMENTS:
            self.faults.append("The structure tree is deeper or larger than is examined.")
            return
        element = self._made(found, parent)
        if number != (0, 0):
            self.by_number[number] = element
        parent.kids.append(element)
        if related := items(get(found, "/Ref")):
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
            id=text(get(found, "/ID")) or "",
            lang=text(get(found, "/Lang")) or "",
            alternative=text(get(found, "/Alt")),
            actual=text(get(found, "/ActualText")),
            expansion=text(get(found, "/E")),
            files=tuple(_kind_of(each) for each in items(get(found, "/AF"))),
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
        classes = [each for key in items(get(found, "/C")) for each in items(get(self._classes, f"/{name(key)}"))]
        attributes: dict[str, Any] = {}
        for each in (*classes, *items(get(found, "/A"))):
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                attributes |= {key[1:]: plain(value) for key, value in each.items() if key != "/O"}
        return attributes

    def _kids(self, found: Any, element: Element, depth: int) -> None:
        for kid in items(get(found, "/K")):
            if isinstance(kid, int):
                self._content(element, element.page, 0, kid)
            elif get(kid, "/S") is not None:
                self._element(kid, element, depth)
            elif name(get(kid, "/Type")) == "OBJR":
                self._object(element, get(kid, "/Obj"))
            elif isinstance(mcid := get(kid, "/MCID"), int):
                page = self._numbers.get(identity(get(kid, "/Pg")), element.page)
                self._content(element, page, identity(get(kid, "/Stm"))[0], mcid)

    def _content(self, element: Element, page: int, owner: int, mcid: int) -> None:
        content = self._find(page, owner, mcid)
        if content is None:
            element.dangling += 1
            return
        content.elements.append(element)
        element.kids.append(content)

    def _find(self, page: int, owner: int, mcid: int) -> Content | None:
        return self._pages[page - 1].marked.get((owner, mcid)) if 0 < page <= len(self._pages) else None

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
