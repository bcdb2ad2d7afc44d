"""What is said of tables: title, size, headers, then the rows, or a summary where nobody could follow them by ear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby
from typing import Final

from editions.article.model import Article, Block, Table, walk
from editions.languages.phrases import phrase
from editions.narration import pace, spoken
from editions.narration.figures import Said, description, pictures
from editions.narration.table_ranges import ranges
from editions.narration.table_rows import RowKind, Runs, SpokenTable, TableRow, Words, leaves, spoken_table
from editions.narration.timeline import PassedOver, Run

MAX_CELLS: Final = 30
"""Cells of a table that is told row by row."""

MAX_SECONDS: Final = 90.0
"""Seconds that its rows take, about."""

MAX_ROW_SECONDS: Final = 12.0
"""Seconds of one utterance, about: a longer row is several."""

MAX_RANGES: Final = 4
"""Columns whose range a summary says."""

MAX_SHARE: Final = 0.15
"""The share of tables in what is said of an article: beyond it, the longest are summed up."""

MIN_SECONDS: Final = 60.0
"""Seconds of a table that is told row by row whatever its share, about."""


class Telling(StrEnum):
    """How much is said of a table."""

    ROWS = "rows"
    SUMMARY = "summary"
    TITLE = "title"


def tellings(article: Article, words: Words, asked: str) -> dict[str, Telling]:
    """Return how much is said of each table of an article, by its id; ``asked`` is one of ``choices.TABLES``."""
    found = [item for item in walk(article) if isinstance(item, Table)]
    return {item.id: _telling(item, words, asked) for item in found}


def _telling(item: Table, words: Words, asked: str) -> Telling:
    if asked == "none":
        return Telling.TITLE
    if asked == "all":
        return Telling.ROWS
    made = spoken_table(item, words)
    if made.cells > MAX_CELLS:
        return Telling.SUMMARY
    length = sum(pace.seconds(runs) for row in made.told for runs in _row(row, made))
    return Telling.ROWS if length <= MAX_SECONDS else Telling.SUMMARY


def fitting(told: Mapping[str, Telling], seconds: Callable[[str, Telling], float], rest: float) -> dict[str, Telling]:
    """Return how much is said of each table, the longest summed up until all take no more than ``MAX_SHARE``.

    ``seconds`` tells how long a table lasts, by its id; ``rest`` is how long the rest of the article does.
    """
    found = dict(told)
    lengths = {key: seconds(key, telling) for key, telling in told.items()}
    longest = sorted((key for key in told if told[key] is Telling.ROWS), key=lengths.__getitem__, reverse=True)
    for key in longest:
        if sum(lengths.values()) * (1 - MAX_SHARE) <= rest * MAX_SHARE or lengths[key] < MIN_SECONDS:
            break
        found[key] = Telling.SUMMARY
        lengths[key] = seconds(key, Telling.SUMMARY)
    return found


def passed_over(told: Mapping[str, Telling]) -> tuple[PassedOver, ...]:
    """Return the tables whose rows are not said."""
    return tuple(PassedOver(kind="table-rows", id=key) for key, telling in told.items() if telling is not Telling.ROWS)


def table(item: Table, words: Words, telling: Telling = Telling.ROWS) -> Iterator[Said | Block]:
    """Yield what is said of a table, in order: announcements, rows, and blocks that are said like any others."""
    label = spoken.numbered("table", item.title.label if item.title else "", item.spoken)
    has_rows = bool(item.head or item.bodies or item.foot_rows)
    title = spoken.runs(item.title.content, item.title.spoken) if item.title else ()
    place = item.title.id if item.title else f"{item.id}-table" if has_rows else item.id
    yield Said(id=place, runs=(label, *title))
    if telling is Telling.TITLE:
        yield Said(id=place, runs=(spoken.said("table-in-text", item.lang),))
        return
    yield from item.caption
    yield from pictures(item.pictures)
    made = spoken_table(item, words)
    if made.width:
        yield from _rows(item, made) if telling is Telling.ROWS else _summary(item, made)
    if telling is Telling.ROWS:
        yield from item.foot
    name = item.title.label if item.title and item.title.label else phrase("table", item.lang)
    yield from description(item.description, name)


# ------------------------------------------------------------------------------------------------------------------ rows


def _rows(item: Table, made: SpokenTable) -> Iterator[Said]:
    yield from _shape(item, made)
    for row in made.rows:
        yield from (Said(id=row.id, runs=runs) for runs in _row(row, made))


def _shape(item: Table, made: SpokenTable, *, briefly: bool = False) -> Iterator[Said]:
    """Yield how many rows and columns a table has, and what its columns are called; a single column is no table to the ear.

    ``briefly``: of many headers those at the top alone.
    """
    heads = list(_headers(made.paths.values(), item.spoken))
    if briefly and sum(map(pace.seconds, heads)) > MAX_ROW_SECONDS:
        heads = list(_headers([path[:1] for path in made.paths.values()], item.spoken))
    parts = [*([_size(made, item.lang, ":" if heads else "")] if made.width > 1 else []), *heads]
    for runs in _breaths(parts, item.spoken, after=" "):
        yield Said(id=made.start, runs=runs)


def _size(made: SpokenTable, lang: str, end: str) -> list[Run]:
    rows, columns = len(made.told), made.width
    parts = (phrase("row" if rows == 1 else "rows", lang), phrase("columns", lang))
    text = ", ".join(part.format(count=count) for part, count in zip(parts, (rows, columns), strict=True))
    return [Run(text=text + end, lang=spoken.own_language(lang))]


def _headers(paths: Iterable[tuple[Runs, ...]], lang: str) -> Iterator[list[Run]]:
    """Yield the headers of the columns; those below a common one follow it, and what several have in common is said once."""
    filled = filter(None, paths)
    groups = [(head, [path[1:] for path in inside]) for head, inside in groupby(filled, key=lambda path: path[0])]
    for inner, alike in groupby(groups, key=lambda group: group[1]):
        heads = [list(head) for head, _ in alike]
        below = [spoken.listed([list(part) for part in path], " ", lang, end="") for path in inner if path]
        if not below:
            yield from heads
        else:
            each = [Run(text=" ", lang=lang), spoken.said("each-with", lang)] if len(heads) > 1 else []
            yield [
                *spoken.listed(heads, ", ", lang, end=""),
                *each,
                Run(text=": ", lang=lang),
                *spoken.listed(below, ", ", lang, end=""),
            ]


def _row(row: TableRow, made: SpokenTable) -> list[Runs]:
    """Return what is said of a row, in utterances."""
    keys = spoken.listed([list(key) for key in row.keys], ", " if row.kind is not RowKind.HEADS else "; ", row.lang, end="")
    if row.kind is RowKind.HEADS:
        return _breaths([[spoken.said("column-heads", row.lang), Run(text=": ", lang=row.lang), *keys]], row.lang)
    named = made.width > 2
    values = [_value(head if named else [], runs, row.lang) for head, runs in leaves(row, made.paths)]
    return _breaths([keys, *values] if keys else values, row.lang, after=(". " if named else ": ") if keys else "; ")


def _value(head: list[Run], runs: Runs, lang: str) -> list[Run]:
    return [*head, Run(text=": ", lang=lang), *runs] if head else list(runs)


def _breaths(parts: list[list[Run]], lang: str, after: str = "; ") -> list[Runs]:
    """Return parts as utterances of ``MAX_ROW_SECONDS`` at most, a semicolon between them, ``after`` the first one."""
    made: list[list[Run]] = []
    for number, part in enumerate(parts):
        for piece in pace.pieces(part, MAX_ROW_SECONDS - pace.STOP):
            between = Run(text=spoken.separator(made[-1], after if number == 1 else "; ") if made else "", lang=lang)
            if made and pace.seconds([*made[-1], between, *piece]) <= MAX_ROW_SECONDS - pace.STOP:
                made[-1] += [between, *piece]
            else:
                made.append(list(piece))
    return [(*runs, Run(text=spoken.separator(runs, "."), lang=lang)) for runs in made]


# --------------------------------------------------------------------------------------------------------------- summary


def _summary(item: Table, made: SpokenTable) -> Iterator[Said]:
    """Yield what a long table is about: its own summary where it has one, else its size, its headers and its ranges."""
    yield from _shape(item, made, briefly=True)
    if item.alternative:
        yield Said(id=made.start, runs=(Run(text=item.alternative.text, lang=item.alternative.spoken),))
    elif not item.description:
        for runs in _breaths(list(_ranges(made, item.spoken)), item.spoken):
            yield Said(id=made.start, runs=runs)
    yield Said(id=made.start, runs=(spoken.said("rows-and-notes-in-text" if item.foot else "rows-in-text", item.lang),))


def _ranges(made: SpokenTable, lang: str) -> Iterator[list[Run]]:
    """Yield the range of the first columns of numbers, each after its headers, which no other column has."""
    paths = list(made.paths.values())
    named = [found for found in ranges(made) if (path := made.paths.get(found.column)) and paths.count(path) == 1]
    for found in named[:MAX_RANGES]:
        head = spoken.listed([list(part) for part in made.paths[found.column]], ", ", lang, end="")
        words = phrase("range", lang).format(low=found.low, high=found.high)
        yield [*head, Run(text=": ", lang=lang), Run(text=words, lang=spoken.own_language(lang))]
