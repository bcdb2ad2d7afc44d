"""Where the text of a page ends: at the page's foot, or at the foot of each of its columns.

The boxes are private parts of WeasyPrint (``engine.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

RawBox: TypeAlias = Any
Resume: TypeAlias = "dict[int, Resume] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEnd:
    """The foot of a page or of a column, ``area``: how much above it is blank (CSS pixels), and what begins behind it.

    ``follows`` is None where something goes on that began above the foot, or where nothing follows.
    """

    area: RawBox
    blank: float
    follows: Element | None


def ends(page: RawBox, resume: Resume, root: RawBox) -> tuple[PageEnd, ...]:
    """Return where a page ends: once, or once a column where its columns go on on the next page.

    ``resume`` is the way in ``root``, the box of the whole document, to where the next page begins.
    """
    begun = along(root, resume)
    last = begun[-1].element if begun and isinstance(begun[-1], boxes.BlockLevelBox) else None
    columns = _columns(page) if any(_has_columns(box) for box in begun) else []
    if not columns:
        return (PageEnd(area=page, blank=_mean_blank(page), follows=last),)
    following = [*map(_first, columns[1:]), last]
    return tuple(
        PageEnd(area=column, blank=_blank(page, column), follows=None if follows in _elements(column) else follows)
        for column, follows in zip(columns, following, strict=True)
    )


def blank_height(page: RawBox) -> float:
    """Return how much of a page's text area (CSS pixels) is left blank at its foot, above the notes."""
    return _blank(page, page.children[0])


def shown(page: RawBox, end: PageEnd) -> set[Element]:
    """Return the elements that a page shows above one of its ends."""
    found: set[Element] = set()
    for box in page.descendants():
        if box.element is not None:
            found.add(box.element)
        if box is end.area:
            return found | _elements(box)
    return found


def _blank(page: RawBox, area: RawBox) -> float:
    notes = [box.position_y for box in page.children if isinstance(box, boxes.FootnoteAreaBox) and box.children]
    drawn = [box for box in area.descendants() if isinstance(box, boxes.TextBox | boxes.ReplacedBox)]
    bottom = max((box.position_y + box.margin_height() for box in drawn), default=area.content_box_y())
    return float(min([page.content_box_y() + page.height, *notes]) - bottom)


def _mean_blank(page: RawBox) -> float:
    """Return how much is left blank at the foot of a page that may end with columns of unlike heights."""
    blank, columns = blank_height(page), [_blank(page, column) for column in _columns(page)]
    return mean(columns) if columns and min(columns) <= blank else blank


def _columns(page: RawBox) -> list[RawBox]:
    """Return the columns that end a page, those above a block across them left aside."""
    columns = [box for box in page.descendants() if isinstance(box, boxes.BlockBox) and box.is_column]
    return [box for box in columns if box.position_y == columns[-1].position_y]


def _has_columns(box: RawBox) -> bool:
    return isinstance(box, boxes.BlockBox) and box.style["column_count"] != "auto"


def _first(area: RawBox) -> Element | None:
    return area.children[0].element if area.children else None


def _elements(area: RawBox) -> set[Element]:
    return {box.element for box in area.descendants() if box.element is not None}


def along(root: RawBox, resume: Resume) -> list[RawBox]:
    """Return the boxes that a page begins in, outermost first."""
    found, box = [], root
    while resume and isinstance(box, boxes.ParentBox):
        number, resume = next(iter(resume.items()))
        box = box.children[number]
        found.append(box)
    return found
