"""Page breaks: where the pages of the print edition begin, marked where XHTML allows a mark (EPUB Accessibility 1.1, 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from editions.article.pages import PageBreak
from editions.epub.markup import HEADINGS, ids, x
from editions.safety.xml import EPUB_TYPE, local

# A mark inside these would become part of a name (a heading, a caption, a link), or is not allowed there.
_CLOSED = HEADINGS | {"a", "caption", "figcaption", "figure", "math", "svg", "summary", "details", "thead", "pre"}
_HOSTS = frozenset(
    "body main article section header footer nav div p li dt dd td th blockquote aside span i b em strong".split()
)
_HOLDERS = frozenset({"li", "dt", "dd", "td", "th"})
_OTHER = re.compile(r"[^A-Za-z0-9]+")


def insert(root: etree._Element, breaks: Iterable[PageBreak]) -> tuple[tuple[PageBreak, ...], tuple[PageBreak, ...]]:
    """Mark the breaks in a document. Return the marks (label, id of the mark) and the breaks that found no place.

    A break is left out where its id is not in the document, or where it would stand before the page that precedes it: the
    list of pages must follow the reading order (EPUB 3.3 section 7.4.3).
    """
    known, order = ids(root), {element: index for index, element in enumerate(root.iter())}
    marks: list[PageBreak] = []
    lost: list[PageBreak] = []
    reached = -1
    for item in breaks:
        target = known.get(item.id)
        if target is None or order[target] < reached:
            lost.append(item)
            continue
        reached = order[target]
        marks.append(_mark(target, item.label, known))
    return tuple(marks), tuple(lost)


def _mark(target: etree._Element, label: str, known: dict[str, etree._Element]) -> PageBreak:
    """Put one mark before (or at the start of) the element that begins a page."""
    mark = etree.Element(x("span"))
    name = _free(f"page-{_OTHER.sub('-', label).strip('-')}", known)
    for key, value in ("id", name), ("role", "doc-pagebreak"), (EPUB_TYPE, "pagebreak"), ("aria-label", f"{label}."):
        mark.set(key, value)
    known[name] = mark
    _put(mark, target)
    return PageBreak(label=label, id=name)


def _free(name: str, known: dict[str, etree._Element]) -> str:
    """Return the name, with a number after it where an element of the article has it already."""
    number, free = 1, name
    while free in known:
        number += 1
        free = f"{name}-{number}"
    return free


def _put(mark: etree._Element, target: etree._Element) -> None:
    node = _open(target)
    holder = _holder(node)
    if holder is not None:
        _prepend(mark, holder)
        return
    parent = node.getparent()
    while parent is not None and local(parent) not in _HOSTS:
        node, parent = parent, parent.getparent()
    if parent is None:
        _prepend(mark, target)
    else:
        node.addprevious(mark)


def _open(target: etree._Element) -> etree._Element:
    """Return the outermost element around the target that must not hold a mark, or the target itself."""
    around = [element for element in (target, *target.iterancestors()) if local(element) in _CLOSED]
    node = around[-1] if around else target
    table = next(node.iterancestors(x("table")), None) if local(node) in {"caption", "thead"} else None
    return node if table is None else table


def _holder(node: etree._Element) -> etree._Element | None:
    """Return the element whose first child the mark becomes, None where it stands before the node."""
    name = local(node)
    if name in {"tbody", "tfoot"}:
        node = next(node.iter(x("tr")), node)
        name = local(node)
    if name == "tr":
        return _first(node, ("td", "th"))
    return node if name in _HOLDERS or name == "body" else None


def _first(row: etree._Element, names: Sequence[str]) -> etree._Element | None:
    """Return the row's first data cell, or its first cell: a mark in a header cell would be read with every cell under it."""
    return next((cell for name in names for cell in row.iterchildren(x(name))), None)


def _prepend(mark: etree._Element, holder: etree._Element) -> None:
    mark.tail, holder.text = holder.text, None
    holder.insert(0, mark)
    _after_earlier_marks(mark)


def _after_earlier_marks(mark: etree._Element) -> None:
    """Keep the order of pages that begin at the same place: a mark that is already there comes first."""
    follower = mark.getnext()
    while not mark.tail and follower is not None and follower.get("role") == "doc-pagebreak":
        tail, follower.tail = follower.tail, None
        follower.addnext(mark)
        mark.tail = tail
        follower = mark.getnext()
