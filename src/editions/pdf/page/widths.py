"""Gives each table the room that its longest words need, so that no word and no number is divided between two lines.

The widths are estimates, on the safe side, from the advance widths of Source Sans 3; the layout engine divides the room
among the columns itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import category, east_asian_width
from xml.etree.ElementTree import Element

from lxml import etree

from editions.pdf.page.markup import H, add_class, elements, elements_of_class, text_of
from editions.pdf.tree.tables import Grid, HtmlCell

_ALIGNED = frozenset({"number", "centre"})
_BREAKS = re.compile(r"\s+|(?<=[-\u2010\u2013\u2014/])(?=\w)")
_SAFETY = 1.06
_BRIEF = 14  # characters
_SPARE = 0.8  # of the room: the rest is left to longer cells
_BLOCKS = (f"{H}ul", f"{H}ol", f"{H}img", f"{H}br")
_PICTURE = "0000"  # pictures shrink with their cell, to no less than can be seen


@dataclass(frozen=True, slots=True)
class Setting:
    """A way to set a table: its classes in the style sheet, the room there (mm), its type size and the gap of a cell (pt).

    ``columns``: how many a table may have at most. The rooms are those of the narrower paper, for each way to lay it.
    """

    classes: str
    room: float
    size: float
    gap: float
    columns: int = 1000


# In the order of preference. A page of its own, turned, is the last; pages of two columns have none.
SETTINGS = {
    "default": (
        Setting("", 130, 8.5, 8, columns=4),  # a table with more uses the free margin too
        Setting("wide", 165, 8.5, 8),
        Setting("wide dense", 165, 7, 5),
        Setting("turned", 234, 8.5, 8),
        Setting("turned dense", 234, 7, 5),
    ),
    "large-print": (
        Setting("", 170, 18, 10, columns=6),
        Setting("turned", 234, 18, 10),
        Setting("turned dense", 234, 16, 7),
    ),
    "compact": (
        Setting("", 84, 8, 6, columns=5),
        Setting("wide", 174, 8, 6),
        Setting("wide dense", 174, 7, 4),
    ),
    "news": (
        Setting("", 81, 8.25, 6, columns=5),
        Setting("wide", 170, 8.25, 6),
        Setting("wide dense", 170, 7, 4),
    ),
}


def fit_tables(root: etree._Element, settings: Sequence[Setting]) -> None:
    """Choose the setting of each table; one that is too wide for all of them may divide words (class ``tight``)."""
    for wrapper in elements_of_class(root, "table-wrap"):
        grids = {table: Grid(elements(table)) for table in wrapper.iter(f"{H}table")}
        for table, grid in grids.items():
            _align_heads(table, grid)
        if grids:
            setting = choose([_columns(grid) for grid in grids.values()], settings)
            add_class(wrapper, setting.classes if setting else f"{settings[-1].classes} tight")
            if setting and all(_fits(_columns(grid, brief=_BRIEF), setting, share=_SPARE) for grid in grids.values()):
                _keep_brief(wrapper)


def fits(wrapper: etree._Element, settings: Sequence[Setting]) -> bool:
    """Return whether a table, or each of those of a group, fits one of the settings without a divided word."""
    grids = [Grid(elements(table)) for table in wrapper.iter(f"{H}table")]
    return choose([_columns(grid) for grid in grids], settings) is not None


def _keep_brief(wrapper: etree._Element) -> None:
    """Let brief cells stand on one line each, as a year or a name does."""
    for cell in wrapper.iter(f"{H}td", f"{H}th"):
        if len(text_of(cell)) <= _BRIEF and next(cell.iter(*_BLOCKS), None) is None:
            add_class(cell, "brief")


def choose(tables: list[list[float]], settings: Sequence[Setting]) -> Setting | None:
    """Return the first setting in which tables fit, each given as its columns' longest words in em; None for none."""
    return next((setting for setting in settings if all(_fits(columns, setting) for columns in tables)), None)


def _fits(columns: list[float], setting: Setting, *, share: float = 1.0) -> bool:
    if len(columns) > setting.columns:
        return False
    points = sum(width * setting.size * _SAFETY + setting.gap for width in columns)
    return points <= setting.room * share * 72 / 25.4


def _columns(grid: Grid, *, brief: int = 0) -> list[float]:
    """Return the longest word of each column in em, cells of at most ``brief`` characters taken as one word.

    A cell over several columns asks nothing of each.
    """
    widths = [0.0] * grid.width
    for cell in grid.cells:
        if cell.width == 1:
            text = " ".join("".join(_pieces(cell.element)).split())
            whole = sum(map(_width, text)) if len(text) <= brief else 0.0
            widths[cell.x] = max([widths[cell.x], whole, *map(_word_width, _words(cell.element))])
    return widths


def _words(cell: Element) -> Iterator[str]:
    yield from filter(None, _BREAKS.split("".join(_pieces(cell))))
    yield from (_PICTURE for _ in cell.iter("img"))


def _pieces(element: Element) -> Iterator[str]:
    gap = " " if element.tag in ("p", "li", "br") else ""
    yield gap + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield gap


@cache
def _word_width(word: str) -> float:
    """Return the width of a word in em; ideographs may stand on a line each."""
    widths = [_width(character) for character in word]
    return max(widths, default=0.0) if any(east_asian_width(sign) in "WF" for sign in word) else sum(widths)


def _width(character: str) -> float:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(character) in "WF":
        return 1.0
    if character in "iljtfrI.,;:'|!()[]":
        return 0.34
    if character in "mwMW%@—…‰":
        return 0.86
    return 0.62 if character.isupper() else 0.54


def _align_heads(table: etree._Element, grid: Grid) -> None:
    """Mark the heads of one column of numbers as numbers, which are set flush right. ``grid`` is that of ``table``."""
    columns: dict[int, list[HtmlCell]] = {}
    for cell in grid.cells:
        if not cell.is_header:
            columns.setdefault(cell.x, []).append(cell)
    numbers = {x: min(cell.y for cell in column) for x, column in columns.items() if all(map(_is_number, column))}
    by_id = {cell.element.get("id"): cell for cell in grid.cells if cell.is_header}
    for element in table.iter(f"{H}th"):
        head = by_id.get(element.get("id"))
        if head is not None and head.width == 1 and head.y < numbers.get(head.x, 0) and not _aligned(head):
            add_class(element, "number")


def _aligned(cell: HtmlCell) -> frozenset[str]:
    return _ALIGNED & set(cell.element.get("class", "").split())


def _is_number(cell: HtmlCell) -> bool:
    return cell.is_empty or "number" in _aligned(cell)
