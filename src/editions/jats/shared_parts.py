"""What a translation shares with its original: references, notes, figures that stand once for both, at the original."""

from __future__ import annotations

from lxml import etree

from editions.jats.parts import own_elements
from editions.jats.source import child, name, texts

Element = etree._Element

UNITS = frozenset({"ref-list", "fig", "fig-group", "table-wrap", "boxed-text", "supplementary-material", "app", "disp-formula"})
"""Elements that a translation takes over whole, where it points at them or at something in them."""


def borrowed(translation: Element, original: Element) -> list[Element]:
    """Return what a translation points at and does not hold, in the original's order: notes, affiliations, and whole units.

    A translation that has references of its own does not take over the original's.
    """
    own = {node.get("id") for node in own_elements(translation)}
    listed = bool(_references(translation))
    wanted = {rid for node in own_elements(translation) if name(node) == "xref" for rid in node.get("rid", "").split()} - own
    found: dict[Element, None] = {}
    for node in own_elements(original) if wanted else ():
        if node.get("id") in wanted:
            unit = _unit(node)
            if unit is not None and not (listed and name(unit) == "ref-list"):
                found[unit] = None
    return list(found)


def _unit(node: Element) -> Element | None:
    if name(node) in ("fn", "aff"):
        return node
    return next((item for item in (node, *node.iterancestors()) if name(item) in UNITS), None)


def same_references(translation: Element, original: Element) -> dict[str, str]:
    """Return the ids of the original's references with those of the same ones in a translation: by label, or else by place."""
    theirs, ours = _references(original), _references(translation)
    by_label = {label: node.get("id", "") for node in ours if (label := _label(node)) and node.get("id")}
    pairs = [(node.get("id", ""), by_label.get(_label(node), "")) for node in theirs]
    if not by_label and len(theirs) == len(ours):
        pairs = [(one.get("id", ""), other.get("id", "")) for one, other in zip(theirs, ours, strict=True)]
    return {one: other for one, other in pairs if one and other}


def _references(article: Element) -> list[Element]:
    return [node for node in own_elements(article) if name(node) == "ref"]


def _label(node: Element) -> str:
    label = child(node, "label")
    return texts(label).strip("[](). ") if label is not None else ""
