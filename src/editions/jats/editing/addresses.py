"""Addresses: how a person names an element, ``fig-1`` by its id or ``body/sec[2]/p[3]`` by its place."""

from __future__ import annotations

import re

from editions.jats.editing.document import Document, Element
from editions.jats.editing.edits import EditError
from editions.jats.source import name

_STEP = re.compile(r"\A([^\[\]/#]++)(?:\[([1-9]\d{0,6})\])?\Z")


def address(document: Document, number: int) -> str:
    """Return the address of an element: ``#`` and its id where no other has it, else its steps from one that has or the root.

    A step is the element's name, with its rank among the children of that name where there are several: ``#sec-2/p[3]``.
    """
    node: Element | None = document.nodes[number]
    steps: list[str] = []
    while node is not None:
        if document.ids.get(node.get("id", "")) is node:
            return "/".join([f"#{node.get('id')}", *reversed(steps)])
        steps.append(_step(node))
        node = node.getparent()
    return "/".join(reversed(steps))


def number(document: Document, wanted: str) -> int:
    """Return the number of the element that an address names. Raises ``EditError`` for one that names none, or several."""
    first, *steps = wanted.split("/")
    node = document.ids.get(first[1:]) if first.startswith("#") else _match([document.nodes[0]], first)
    for step in steps:
        node = _match(list(node), step) if node is not None else None
    if node is None:
        raise EditError(f"{document.file}: {wanted!r} names no element of it. Run editions describe again for its addresses.")
    return document.places[node]


def _step(node: Element) -> str:
    parent = node.getparent()
    same = [item for item in parent if name(item) == name(node)] if parent is not None else []
    return f"{name(node)}[{same.index(node) + 1}]" if len(same) > 1 else name(node)


def _match(nodes: list[Element], step: str) -> Element | None:
    match = _STEP.match(step)
    same = [node for node in nodes if match and name(node) == match[1]]
    rank = int(match[2]) if match and match[2] else 1 if len(same) == 1 else 0
    return same[rank - 1] if 0 < rank <= len(same) else None
