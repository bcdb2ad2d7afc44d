"""Shapes of the shared XHTML that the rules of an EPUB do not allow, put into ones that they do; words and ids stay."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from editions.epub.markup import HEADINGS, elements, ids, x
from editions.safety.xml import XML_LANG, local


def fit(root: etree._Element) -> None:
    """Fit a whole document."""
    _notes(root)
    _corners(root)
    _landmarks(root)


def _notes(root: etree._Element) -> None:
    """Put each note of a list into an element of its own: on ``li`` itself, HTML does not allow the role of a footnote."""
    for item in elements(root, "li"):
        if item.get("role") != "doc-footnote":
            continue
        note = etree.Element(x("div"))
        note.text, item.text = item.text, None
        note.extend(list(item))
        for name in "id", "role":
            if item.get(name):
                note.set(name, item.attrib.pop(name))
        item.append(note)


def _corners(root: etree._Element) -> None:
    """Make a header cell that says nothing a data cell: no other cell can be read under it."""
    for cell in elements(root, "th"):
        if not words(cell) and next(cell.iter(x("img")), None) is None:
            cell.tag = x("td")
            cell.attrib.pop("scope", None)


def _landmarks(root: etree._Element) -> None:
    """Name parts of the same role apart: "Notes: Methods" where several sections have notes, else by a number."""
    known, used = ids(root), Counter[tuple[str, str]]()
    parts = [node for node in elements(root, "section", "div", "aside") if node.get("role", "").startswith("doc-")]
    names = Counter((node.get("role", ""), _name(node, known)) for node in parts)
    for node in parts:
        role, name = node.get("role", ""), _name(node, known)
        if not name or names[role, name] == 1:
            continue
        around = _heading_around(node)
        distinct = f"{name}: {around}" if around and around != name else name
        used[role, distinct] += 1
        number = used[role, distinct]
        _rename(node, distinct if number == 1 else f"{distinct} ({number})")


def _name(node: etree._Element, known: dict[str, etree._Element]) -> str:
    own = node.get("aria-label", "")
    labels = [known[label] for label in node.get("aria-labelledby", "").split() if label in known]
    return own or " ".join(words(label) for label in labels)


def _rename(node: etree._Element, name: str) -> None:
    node.attrib.pop("aria-labelledby", None)
    node.set("aria-label", name)


def _heading_around(node: etree._Element) -> str:
    """Return the words of the heading of the section that a part belongs to, ``""`` at the end of the article."""
    section = next(node.iterancestors(x("section")), None)
    heading = None if section is None else next((child for child in section if local(child) in HEADINGS), None)
    same = heading is not None and heading.get(XML_LANG) in (None, node.get(XML_LANG))
    return words(heading) if heading is not None and same else ""


def words(element: etree._Element) -> str:
    """Return the words inside an element, without the marks of notes and pages."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if child.get("role") not in ("doc-noteref", "doc-pagebreak", "doc-backlink"):
            pieces += _pieces(child)
        pieces.append(child.tail or "")
    return pieces
