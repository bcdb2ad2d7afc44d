"""What a translation shares with its original: references, notes, figures that stand once for both, at the original."""

from __future__ import annotations

from lxml import etree

from editions.jats.parts import own_elements
from editions.jats.source import name

Element = etree._Element

UNITS = frozenset({"ref-list", "fig", "fig-group", "table-wrap", "boxed-text", "supplementary-material", "app", "disp-formula"})
"""Elements that a translation takes over whole, where it points at them or at something in them."""


def borrowed(translation: Element, original: Element) -> list[Element]:
    """Return what a translation points at and does not hold, in the original's order: notes, affiliations, and whole units."""
    own = {node.get("id") for node in own_elements(translation)}
    wanted = {rid for node in own_elements(translation) if name(node) == "xref" for rid in node.get("rid", "").split()} - own
    found: dict[Element, None] = {}
    for node in own_elements(original) if wanted else ():
        if node.get("id") in wanted:
            unit = _unit(node)
            if unit is not None:
                found[unit] = None
    return list(found)


def _unit(node: Element) -> Element | None:
    if name(node) in ("fn", "aff"):
        return node
    return next((item for item in (node, *node.iterancestors()) if name(item) in UNITS), None)
