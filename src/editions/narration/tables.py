"""What is said of tables: label, title, caption, rows, notes, long description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from editions.article import grid
from editions.article.model import Block, Cell, Table
from editions.languages.phrases import phrase
from editions.narration import spoken
from editions.narration.figures import Said, description
from editions.narration.timeline import Run

Words: TypeAlias = Callable[[Block], list[tuple[Run, ...]]]
"""What is said of a block inside a cell: the runs of each utterance."""


def table(item: Table, words: Words) -> Iterator[Said | Block]:
    """Yield what is said of a table, in order: announcements, rows, and blocks that are said like any others."""
    label = spoken.numbered("table", item.title.label if item.title else "", item.spoken)
    if item.title:
        yield Said(id=item.title.id, runs=(label, *spoken.runs(item.title.content, item.title.spoken)))
    yield from item.caption
    for shot in item.pictures:
        yield Said(id=shot.id, runs=tuple(spoken.picture(shot)))
    for row, places in grid.rows(item):
        runs = _heads(places, item.spoken, words) if _is_head(places) else _cells(places, row.spoken, words)
        yield Said(id=row.id, runs=tuple(runs))
    yield from item.foot
    name = item.title.label if item.title and item.title.label else phrase("table", item.lang)
    yield from description(item.description, name)


def _is_head(places: tuple[grid.CellPlace, ...]) -> bool:
    """Whether a row holds nothing but heads of columns; its corner may be empty."""
    filled = [spot.cell for spot in places if spot.cell.content]
    return bool(filled) and all(cell.scope in ("col", "colgroup") for cell in filled)


def _heads(places: tuple[grid.CellPlace, ...], lang: str, words: Words) -> list[Run]:
    heads = [said for spot in places if (said := _cell(spot.cell, words))]
    return [spoken.said("column-heads", lang), Run(text=": ", lang=lang), *spoken.listed(heads, "; ", lang)] if heads else []


def _cells(places: tuple[grid.CellPlace, ...], lang: str, words: Words) -> list[Run]:
    """Return a row's cells, each after the header cells above it."""
    parts = []
    for spot in places:
        if cell := _cell(spot.cell, words):
            above = spoken.listed([said for head in spot.above if (said := _cell(head, words))], ", ", lang, end="")
            parts.append(spoken.listed([above, cell] if above else [cell], ": ", lang, end=""))
    return spoken.listed(parts, "; ", lang)


def _cell(cell: Cell, words: Words) -> list[Run]:
    parts: list[Run] = []
    for block in cell.content:
        for runs in words(block):
            parts += [*([Run(text=" ", lang=cell.spoken)] if parts else []), *runs]
    return spoken.join(parts)
