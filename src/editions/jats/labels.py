"""Labels that an article leaves to us: of what an empty cross-reference points at, and the words of that cross-reference.

An ``xref`` without content asks for text to be generated (JATS 1.3, ``<xref>``). Where its target has a label, that is the
text; figures, tables, formulas, references and notes without one are numbered in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from editions.jats.source import child, find, name, texts
from editions.languages.phrases import phrase

Element = etree._Element

MAX_TOGETHER = 50
"""Cross-references that are read together, at most."""

NUMBERED = frozenset({"fig", "table-wrap", "disp-formula", "ref", "fn"})
"""Elements that get a number where they have no label and an empty cross-reference points at them."""

KINDS = {"fig": "figure", "table-wrap": "table"}
"""Those of them whose label begins with a word of ours."""

NAMED = frozenset({"contrib", "collab", "person-group"})
"""Parents of cross-references that are marks of a name: they show the label of what they lead to, where it has one."""

CONNECTING = frozenset(["", *"and or y e o et ou und oder to a à bis".split()])
"""What stands between cross-references that are read together: ``Figs. 1 and 2``."""

BEFORE = re.compile(r"([^\W\d_]{2,30})\.?[\s\u00a0]*[\[(]?[\s\u00a0]*\Z")
"""The last word before a cross-reference."""

DIGITS = re.compile(r"\d+")


def numbers(nodes: Iterable[Element]) -> dict[Element, int]:
    """Return the numbers of elements without a label that an empty cross-reference of theirs points at, and of their kind."""
    own = [node for node in nodes if name(node) in NUMBERED or is_empty_xref(node)]
    found: dict[Element, int] = {}
    for kind in sorted(NUMBERED):
        same = [node for node in own if name(node) == kind]
        wanted = {rid for node in own if is_empty_xref(node) and not _marks(node) for rid in _rids(node)}
        if any(node.get("id") in wanted and not label_of(node) for node in same):
            found.update(_counted(kind, same, wanted))
    return found


def _marks(xref: Element) -> bool:
    """Whether a cross-reference stands beside a name, where it may lead to a mark alone."""
    parent = xref.getparent()
    return parent is not None and name(parent) in NAMED


def _counted(kind: str, nodes: list[Element], wanted: set[str]) -> Iterator[tuple[Element, int]]:
    number = 0
    for node in nodes:
        label = label_of(node)
        if label:
            given = DIGITS.findall(label)
            number = int(given[-1]) if given and len(given[-1]) < 6 else number
        elif kind not in ("disp-formula", "fn") or node.get("id") in wanted or node.get("content-type") == "numbered":
            number += 1
            yield node, number


def is_empty_xref(node: Element) -> bool:
    """Whether an element is a cross-reference whose text is to be generated."""
    return _is_bare(node) and not _is_inside_range(node)


def _is_bare(node: Element) -> bool:
    return name(node) == "xref" and not texts(node) and not any(name(item) for item in node)


def _is_inside_range(node: Element) -> bool:
    """Whether a cross-reference touches one that has words: ``1<xref/>–3``, where it is one of those that nobody writes."""
    before, after = node.getprevious(), node.getnext()
    for _ in range(MAX_TOGETHER):
        if before is None or not _is_bare(before) or before.tail:
            break
        before = before.getprevious()
    touches = before is not None and not before.tail and name(before) == "xref" and not _is_bare(before)
    return touches or (after is not None and not node.tail and name(after) == "xref" and not _is_bare(after))


def label_of(node: Element) -> str:
    """Return an element's label as printed; the mark at the start of an affiliation or a note is one."""
    label = child(node, "label")
    if label is None and name(node) in ("aff", "corresp") and not (node.text or "").strip() and len(node):
        label = node[0] if name(node[0]) in ("sup", "bold") else None
    return texts(label) if label is not None else ""


def label(node: Element, number: int, lang: str) -> str:
    """Return the label of an element that has none: ``Figure 2``, ``(2)`` for a formula, else the number."""
    kind = name(node)
    if kind == "disp-formula":
        return f"({number})"
    return f"{phrase(KINDS[kind], lang)} {number}" if kind in KINDS else str(number)


def generated(node: Element, targets: Mapping[str, Element], marks: Mapping[str, str]) -> str:
    """Return the text of an empty cross-reference: the labels of what it points at, as they fit what stands before it.

    ``marks`` are the labels by the ids of the source. ``""`` where no target has a label, nor a title.
    """
    before = _before(node)
    found = [_fitting(targets[rid], marks.get(rid, ""), before, node) for rid in _rids(node) if rid in targets]
    return ", ".join(text for text in found if text)


def _rids(node: Element) -> list[str]:
    return node.get("rid", "").split()


def _fitting(target: Element, mark: str, before: str, node: Element) -> str:
    """Return a label as it is written after the words before it: ``1`` after ``Fig.``, ``[1]`` where nothing encloses it."""
    kind = name(target)
    if not mark:
        heading = child(target, "title")
        heading = heading if heading is not None else find(target, "caption", "title")
        return f"\u201c{texts(heading)}\u201d" if heading is not None and texts(heading) and not _marks(node) else ""
    bare = mark.strip().rstrip(".:").strip()
    if kind == "ref":
        core = bare.strip("[]()")
        raised = any(name(above) == "sup" for above in node.iterancestors())
        return core if raised or before.rstrip()[-1:] in ("[", "(") or not DIGITS.fullmatch(core) else f"[{core}]"
    if kind == "disp-formula" and before.rstrip()[-1:] in ("[", "("):
        return bare.strip("[]()")
    word, _, rest = bare.partition(" ")
    said = BEFORE.search(before[-60:])
    return rest.strip() if rest and said and said[1][:2].casefold() == word[:2].casefold() else bare


def _before(node: Element) -> str:
    """Return the text before a cross-reference, or before the first of those that it is read together with."""
    text = ""
    for _ in range(MAX_TOGETHER):
        previous, parent = node.getprevious(), node.getparent()
        text = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
        same = previous is not None and is_empty_xref(previous) and previous.get("ref-type") == node.get("ref-type")
        if previous is None or not same or text.strip(" \t\r\n\u00a0,;/\u2013-") not in CONNECTING:
            break
        node = previous
    return text
