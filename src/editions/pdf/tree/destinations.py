"""Structure destinations: in PDF 2.0, links and the outline lead to an element, not to a place on a page.

ISO 32000-2, 12.3.2.3 (structure destinations) and 12.6.4.2 (go-to actions); ISO 14289-2, 8.8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pydyf

from editions.pdf.tree.nodes import TagNode
from editions.pdf.tree.structure import Structure


def lead_to_elements(
    pdf: pydyf.PDF, structure: Structure, references: Mapping[TagNode, bytes], headings: Sequence[TagNode]
) -> None:
    """Let every link within the document, and every entry of its outline, lead to a structure element.

    ``references`` are the elements that were written, ``headings`` the nodes of the outline's entries, in its order.
    """
    targets = {element.get("id"): node for element, node in structure.nodes.items() if element.get("id")}
    places = dict(_places(pdf))
    for link in _dictionaries(pdf, "Subtype", "/Link"):
        if "Dest" in link:
            name = link["Dest"].string
            _lead(link, places[name], _written(targets.get(name, structure.document), references))
    for entry, heading in zip(_outline(pdf), headings, strict=True):
        _lead(entry, entry["Dest"], _written(heading, references))


def _places(pdf: pydyf.PDF) -> Iterator[tuple[str, Any]]:
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    for name, place in zip(names[::2], names[1::2], strict=True):
        yield name.string, place


def _dictionaries(pdf: pydyf.PDF, key: str, value: str) -> Iterable[Any]:
    return (each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and each.get(key) == value)


def _outline(pdf: pydyf.PDF) -> Iterable[Any]:
    return (each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and "Title" in each and "Dest" in each)


def _written(node: TagNode, references: Mapping[TagNode, bytes]) -> bytes:
    """Return the element of a node, or of the nearest one around it that was written."""
    while node not in references and node.parent is not None:
        node = node.parent
    return references[node]


def _lead(holder: Any, place: Any, element: bytes) -> None:
    """Put a go-to action in the place of a destination: readers of older versions take the page, others the element."""
    del holder["Dest"]
    _, *view = place
    action = {"Type": "/Action", "S": "/GoTo", "D": place, "SD": pydyf.Array([element, *view])}
    holder["A"] = pydyf.Dictionary(action)
