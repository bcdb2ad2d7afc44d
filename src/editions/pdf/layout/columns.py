"""Lays the body of an article in columns: what is too wide for one then stands across them.

CSS lets a block span the columns around it. WeasyPrint then forgets the notes that are called above the block, and sets the
text below it over them. So the columns end before each such block, and others begin behind it; the sections of the layout are
opened for that. The structure tree was made before, and keeps them (``structure.py``).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any, Final, TypeAlias
from xml.etree.ElementTree import Element

from editions.safety.xml import classes

RawBox: TypeAlias = Any
_ACROSS = frozenset({"front", "wide", "colophon"})
_OPENINGS = frozenset({"section", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"notes", "references"})  # they are set as one; any other class names a kind of section
_FOR_EDITORS = frozenset({"contact", "about", "notes-to-editors"})  # set as one where nothing in them stands across

MAX_TRIES: Final = 400
"""How often the columns of one page are set to make them level: ten are enough for most; the corpus needs up to 392."""


class NotLevel(Exception):
    """Columns are not level after ``MAX_TRIES``. ``columns`` is what is set in them."""

    def __init__(self, columns: Element) -> None:
        super().__init__(f"not level after {MAX_TRIES} tries")
        self.columns = columns


@dataclass(slots=True)
class Tries:
    """Counts how often the columns of one page are set: a layout that adds one pixel each time would go on for minutes."""

    ours: Container[Element]
    _made: dict[Element, int] = field(default_factory=dict)

    def count(self, box: RawBox) -> None:
        """Count a box that is going to be laid out: columns, or one of them. Raises ``NotLevel``."""
        if box.element in self.ours and (box.is_column or box.element in self._made):
            self._made[box.element] = self._made.get(box.element, 0) + 1 if box.is_column else 0
            if self._made[box.element] > MAX_TRIES:
                raise NotLevel(box.element)


def simplify(columns: Element) -> None:
    """Let columns end where they end, on the last page; where they do already, set their blocks across the page."""
    names = classes(columns)
    kept = [name for name in names if name not in ("columns", "uneven")] if "uneven" in names else names
    columns.set("class", " ".join([*kept, "undivided" if "uneven" in names else "uneven"]))


def spread(root: Element) -> None:
    """Put the blocks of the body's sections into the article itself, in their order, those between two wide ones in columns."""
    article = root.find(".//article")
    if article is None:
        return
    blocks = [block for child in article for block in _opened(child)]
    article[:] = []
    for across, run in groupby(_headed(blocks), key=_is_across):
        (article if across else _columns(article)).extend(run)


def with_colophon(root: Element) -> bool:
    """Let the colophon follow the text in its last columns; return whether it does. The caller lays the pages out anew."""
    article = root.find(".//article")
    if article is None or len(article) < 2 or "colophon" not in article[-1].get("class", "").split():
        return False
    columns, colophon = article[-2], article[-1]
    if columns.get("class") != "columns":
        return False
    article.remove(colophon)
    columns.append(colophon)
    return True


def _opened(block: Element) -> list[Element]:
    """Return the blocks of a section: first the section, empty, since links lead to it; other blocks stay whole."""
    if block.tag != "section" or _is_whole(block):
        return [block]
    inner = [each for child in block for each in _opened(child)]
    block[:] = []
    block.set("class", f"{block.get('class', '')} opening".strip())
    return [block, *inner]


def _is_whole(section: Element) -> bool:
    kind = section.get("class")
    return kind in _WHOLE or (kind in _FOR_EDITORS and not any(map(_is_across, section.iter())))


def _headed(blocks: list[Element]) -> list[Element]:
    """Let headings stand across the columns where what stands across follows: the columns would end with them."""
    for block, following in reversed(list(pairwise(blocks))):
        if _is_opening(block) and _is_across(following):
            block.set("class", f"{block.get('class', '')} wide".strip())
    return blocks


def _is_opening(block: Element) -> bool:
    return block.tag in _OPENINGS and not (block.tag == "section" and _is_whole(block))


def _is_across(block: Element) -> bool:
    return not _ACROSS.isdisjoint(block.get("class", "").split())


def _columns(article: Element) -> Element:
    columns = Element("section", {"class": "columns"})
    article.append(columns)
    return columns


def is_columns(box: RawBox) -> bool:
    """Whether a box, before it is laid out, is a part of an article that is set in columns."""
    return box.element is not None and "columns" in classes(box.element)


def stands_across(box: RawBox) -> bool:
    """Whether a box stands across the columns around it."""
    return box.element is not None and _is_across(box.element)


def joined(children: Sequence[RawBox]) -> list[RawBox]:
    """Return the boxes of an article with neighbouring columns as one."""
    found: list[RawBox] = []
    for box in children:
        if found and is_columns(found[-1]) and is_columns(box):
            found[-1] = found[-1].copy_with_children([*found[-1].children, *box.children])
        else:
            found.append(box)
    return found


def parted(columns: RawBox, children: Sequence[RawBox]) -> list[RawBox]:
    """Return columns anew with other boxes in them, as several where some of the boxes stand across."""
    parts = [(across, list(run)) for across, run in groupby(children, key=stands_across)]
    return [box for across, run in parts for box in (run if across else [columns.copy_with_children(run)])]
