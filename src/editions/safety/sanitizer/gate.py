"""The gate: a finished document, whatever made it, loses what no edition may hold. It trusts no filter before it.

An element that is not of the lists gives up its name and attributes and keeps its words; one whose content nobody reads
(``script``, ``style``) goes whole. An attribute, an address or CSS that is not of the lists goes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from editions.safety.sanitizer import css, mathml, svg, xhtml
from editions.safety.sanitizer.policy import Policy
from editions.safety.sanitizer.removed import Removed, named
from editions.safety.xml import MATHML, SVG, XHTML

Keeps = Callable[[str, str, str, Policy], bool]

_WORDS = "{urn:editions}words"
"""The name of an element of which only its words and its children stay, until the end of ``clean``."""
_NOTHING = "{urn:editions}nothing"
"""The name of one that goes whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    """What a namespace has: its elements, the one by which it stands in XHTML, and which attributes stay."""

    elements: frozenset[str]
    root: str
    keeps: Keeps


VOCABULARIES = {
    XHTML: Namespace(elements=xhtml.ELEMENTS, root="html", keeps=xhtml.keeps),
    MATHML: Namespace(elements=mathml.ELEMENTS, root="math", keeps=mathml.keeps),
    SVG: Namespace(elements=svg.ELEMENTS, root="svg", keeps=svg.keeps),
}


def clean(root: etree._Element, policy: Policy) -> tuple[Removed, ...]:
    """Take out of a document, in place, what it may not hold; return what was taken out, in its order.

    Elements without a namespace count as XHTML: those of a page that is written as HTML.
    """
    removed = [item for node in list(root.iter()) for item in _passed(node, policy)]
    if removed:
        etree.strip_elements(root, _NOTHING, with_tail=False)
        etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, etree.Entity, with_tail=False)
        etree.strip_tags(root, _WORDS)
        etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    return tuple(removed)


def _passed(node: etree._Element, policy: Policy) -> Iterator[Removed]:
    """Yield what a node loses."""
    if not isinstance(node.tag, str):
        yield Removed(what=_kind(node), id=_nearest_id(node))
        return
    space, name = _name(node)
    if not _has_place(node, space, name, policy):
        yield Removed(what=f"the element {named(name)}", id=_nearest_id(node))
        _reduce(node, space, name)
        return
    keeps = VOCABULARIES[space].keeps
    for attribute, value in node.attrib.items():
        if not keeps(name, str(attribute), str(value), policy):
            yield Removed(what=_attribute(str(attribute), str(value), name), id=_nearest_id(node))
            del node.attrib[attribute]
    if name == "style" and space == SVG:
        yield from _styled(node)


def _name(node: etree._Element) -> tuple[str, str]:
    name = etree.QName(node)
    return name.namespace or XHTML, name.localname


def _has_place(node: etree._Element, space: str, name: str, policy: Policy) -> bool:
    """Whether an element is one of the lists, and stands where those of its namespace may."""
    known = VOCABULARIES.get(space)
    if known is None or not (name in known.elements or (space == XHTML and name in policy.elements)):
        return False
    around = next((_name(each)[0] for each in node.iterancestors() if each.tag != _WORDS), None)
    if around != space and not (name == known.root and around in (None, XHTML)):
        return False
    attributes = {str(key): str(value) for key, value in node.attrib.items()} if name == "meta" else {}
    return space != XHTML or xhtml.is_own(name, node.text or "", attributes, policy)


def _reduce(node: etree._Element, space: str, name: str) -> None:
    """Mark an element for what stays of it: nothing, a plain row of a formula, or its words."""
    parent = node.getparent()
    if parent is None:
        node.tag = f"{{{XHTML}}}div"
    elif name.lower() in xhtml.RUNNING or (space == XHTML and name == "meta"):
        node.tag = _NOTHING
    elif space == MATHML and _name(parent)[0] == MATHML:
        node.tag = f"{{{MATHML}}}mrow"
    else:
        node.tag = _WORDS
    node.attrib.clear()


def _styled(node: etree._Element) -> Iterator[Removed]:
    """Clean the style sheet of a picture."""
    made = css.sheet("".join(str(text) for text in node.itertext()), local=True)
    if made.removed or len(node):
        for child in list(node):
            node.remove(child)
        node.text = made.text
    yield from made.removed


def _attribute(attribute: str, value: str, element: str) -> str:
    local = attribute.rpartition("}")[2]
    address = f" ({named(value)})" if local in ("href", "src") else ""
    return f"the attribute {named(local)} of {named(element)}{address}"


def _kind(node: etree._Element) -> str:
    if isinstance(node, etree._ProcessingInstruction):
        return "a processing instruction"
    return "a comment" if isinstance(node, etree._Comment) else "an entity"


def _nearest_id(node: etree._Element) -> str:
    around = (str(each.get("id") or "") for each in (node, *node.iterancestors()) if isinstance(each.tag, str))
    return next((id for id in around if id), "")
