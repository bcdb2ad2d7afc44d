"""A table as it is told: row by row, each with what names it and with its values, under the words that head them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import dropwhile
from typing import TypeAlias

from editions.article import grid
from editions.article.model import Block, Cell, Paragraph, Row, Table, plain
from editions.languages.mathematics.vocabulary import sign_words
from editions.narration import spoken
from editions.narration.timeline import Run

Runs: TypeAlias = tuple[Run, ...]
Words: TypeAlias = Callable[[Block], list[Runs]]
"""What is said of a block inside a cell: the runs of each utterance."""

MAX_REPEATED_WORDS = 7
"""Words of a value or of a header that is said again: who hears more of them twice takes the second for a mistake."""

PLUS = frozenset("+±")
"""Signs beside which a dash is a minus, unless another cell has a true minus."""

MINUS = "\u2212"

SHORT_HEAD_WORDS = 5
"""Words that stand for a longer header."""


class RowKind(Enum):
    """What a row is: the heads of columns, a heading across, or values."""

    HEADS = "heads"
    GROUP = "group"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says, and the headers above it from the outermost to the innermost (several where it spans columns)."""

    runs: Runs
    columns: range
    heads: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row: ``keys`` name it (row headers, or else its first cell), ``values`` are its other filled cells."""

    id: str
    lang: str
    kind: RowKind
    keys: tuple[Runs, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTable:
    """A table as it is told.

    ``start`` is the id of its first row; ``rows`` are those that say something, without the headers at the top; ``width`` is
    the number of its columns; ``paths`` are the headers above each column that has some or holds something, by its number.
    """

    start: str
    rows: tuple[TableRow, ...]
    width: int
    paths: Mapping[int, tuple[Runs, ...]]

    @property
    def told(self) -> tuple[TableRow, ...]:
        """Its rows but those of headers."""
        return tuple(row for row in self.rows if row.kind is not RowKind.HEADS)

    @property
    def cells(self) -> int:
        """How many cells of these rows say something."""
        return sum(len(row.keys) + len(row.values) for row in self.told)


def spoken_table(item: Table, words: Words) -> SpokenTable:
    """Return a table as it is told; what spans several rows is said in each of them, as long as it is short."""
    reader = _Reader(item, words)
    rows = [made for group in _groups(item) for made in reader.group(group)]
    told = dropwhile(lambda row: row.kind is RowKind.HEADS, (row for row in rows if row.keys or row.values))
    return SpokenTable(start=rows[0].id if rows else "", rows=tuple(told), width=reader.width, paths=reader.paths())


def text_of(runs: Iterable[Run]) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in runs).strip()


def _groups(item: Table) -> Iterator[list[tuple[Row, tuple[grid.CellPlace, ...]]]]:
    """Yield the rows of each group (head, bodies, foot) with the cells that begin in them."""
    rows = list(grid.rows(item))
    for size in map(len, (item.head, *item.bodies, item.foot_rows)):
        yield rows[:size]
        del rows[:size]


class _Reader:
    """Goes through a table, and knows the headers above each column."""

    def __init__(self, item: Table, words: Words) -> None:
        self._words = words
        alone = {text for cell in _cells(item) if (text := written(cell).strip())}
        self._graded = any(map(PLUS.issuperset, alone)) and MINUS not in alone
        self._paths: dict[int, list[Cell]] = {}
        self._runs: dict[str, Runs] = {}
        self._filled: set[int] = set()
        self._top: dict[int, tuple[Runs, ...]] = {}
        self.width = 0

    def group(self, rows: list[tuple[Row, tuple[grid.CellPlace, ...]]]) -> Iterator[TableRow]:
        above: dict[int, tuple[grid.CellPlace, int]] = {}  # column -> the cell that reaches down, and the rows it has left
        for row, places in rows:
            yield self._row(row, places, [place for column, (place, _) in above.items() if column == place.column])
            above = {column: (place, left - 1) for column, (place, left) in above.items() if left > 1}
            above |= {
                place.column: (place, place.cell.rowspan - 1)
                for place in places
                if place.cell.rowspan > 1 and place.cell.content
            }

    def paths(self) -> dict[int, tuple[Runs, ...]]:
        """Return the headers at the top of each column that has one or holds something, from the left."""
        self._note_top()
        return {column: path for column, path in self._top.items() if path or column in self._filled}

    def _row(self, row: Row, places: tuple[grid.CellPlace, ...], carried: list[grid.CellPlace]) -> TableRow:
        self.width = max([self.width, *(place.column + place.cell.colspan for place in places)])
        if _is_head(places):
            keys = tuple(said for place in places if (said := self._said(place.cell)))
            self._note_heads(places)
            return TableRow(id=row.id, lang=row.spoken, kind=RowKind.HEADS, keys=keys)
        own = [place for place in places if self._said(place.cell)]
        if own:
            self._note_top()
        again = [place for place in carried if len(text_of(self._said(place.cell)).split()) <= MAX_REPEATED_WORDS]
        if self._is_heading(own) and not again:
            made = TableRow(id=row.id, lang=row.spoken, kind=RowKind.GROUP, keys=tuple(self._said(place.cell) for place in own))
        else:
            made = self._values(row, sorted([*own, *again], key=lambda place: place.column))
        self._note_heads(places)
        return made

    def _values(self, row: Row, places: list[grid.CellPlace]) -> TableRow:
        names = {id(place) for place in places if place.cell.scope in ("row", "rowgroup")}
        names = names or {id(place) for place in places if place.column == 0}
        self._filled |= {place.column for place in places}
        return TableRow(
            id=row.id,
            lang=row.spoken,
            kind=RowKind.VALUES,
            keys=tuple(self._said(place.cell) for place in places if id(place) in names),
            values=tuple(self._value(place) for place in places if id(place) not in names),
        )

    def _is_heading(self, own: list[grid.CellPlace]) -> bool:
        """Whether the one filled cell of a row is a heading across, or the name of the rows that follow."""
        return len(own) == 1 and own[0].column == 0 and self.width > 1

    def _value(self, place: grid.CellPlace) -> Value:
        columns = range(place.column, place.column + place.cell.colspan)
        paths = [self._path(column) for column in columns]
        if len(paths) == 1 or len(columns) == self.width:
            heads = paths[0] if len(paths) == 1 else ()
        else:
            heads = tuple(path[-1] for path in paths if path)
            heads = (tuple(spoken.listed([list(head) for head in dict.fromkeys(heads)], ", ", place.cell.spoken, end="")),)
        return Value(self._said(place.cell), columns, tuple(head for head in heads if head))

    def _path(self, column: int) -> tuple[Runs, ...]:
        return tuple(dict.fromkeys(said for cell in self._paths.get(column, ()) if (said := self._said(cell))))

    def _note_top(self) -> None:
        """Keep the headers above the first row that is none of headers."""
        self._top = self._top or {column: self._path(column) for column in range(self.width)}

    def _note_heads(self, places: tuple[grid.CellPlace, ...]) -> None:
        for place in places:
            if place.cell.scope in ("col", "colgroup"):
                for column in range(place.column, place.column + place.cell.colspan):
                    heads = self._paths.setdefault(column, [])
                    heads.append(place.cell)
                    del heads[: -grid.MAX_HEADERS]

    def _said(self, cell: Cell) -> Runs:
        """Return what a cell says: its words, or its signs in words; nothing for an empty one."""
        if cell.id not in self._runs:
            self._runs[cell.id] = self._of(cell)
        return self._runs[cell.id]

    def _of(self, cell: Cell) -> Runs:
        parts: list[Run] = []
        for runs in (runs for block in cell.content for runs in self._words(block)):
            parts += [*([Run(text=" ", lang=cell.spoken)] if parts else []), *runs]
        return spoken.stripped(spoken.join(parts)) or self._signs(cell)

    def _signs(self, cell: Cell) -> Runs:
        """Return the signs of a cell that has no words, in words."""
        words, lang = sign_words(written(cell), cell.spoken, graded=self._graded)
        return (Run(text=words, lang=lang),) if words else ()


def _is_head(places: tuple[grid.CellPlace, ...]) -> bool:
    """Whether a row holds nothing but heads of columns; its corner may be empty."""
    filled = [place.cell for place in places if place.cell.content]
    return bool(filled) and all(cell.scope in ("col", "colgroup") for cell in filled)


def _cells(item: Table) -> Iterator[Cell]:
    return (cell for group in (item.head, *item.bodies, item.foot_rows) for row in group for cell in row.cells)


def written(cell: Cell) -> str:
    """Return the words and signs of a cell's paragraphs, as they are printed."""
    return " ".join(plain(part.content) for part in cell.content if isinstance(part, Paragraph))


def leaves(row: TableRow, paths: Mapping[int, tuple[Runs, ...]]) -> Iterator[tuple[list[Run], Runs]]:
    """Yield each value of a row after the headers that tell it from its neighbours (nothing where no header does).

    The innermost header that differs is enough where no other column has the same; else those around it are said where they
    change.
    """
    first = row.values[0].columns.start if row.values else 0
    filled = [path for column, path in paths.items() if path and column >= first]
    shared = _shared(filled)
    names = Counter(text_of(path[-1 - shared]) for path in filled if len(path) > shared)
    before: tuple[Runs, ...] = ()
    for value in row.values:
        heads = value.heads[: len(value.heads) - shared] if shared else value.heads
        is_clear = bool(heads) and names[text_of(heads[-1])] < 2
        needed = heads[-1:] if is_clear else _changed(heads, before)
        before = heads
        yield spoken.listed([list(_short(head)) for head in needed], ", ", row.lang, end=""), value.runs


def _shared(paths: Sequence[tuple[Runs, ...]]) -> int:
    """Return how many of the innermost headers all columns have in common: they tell none from another."""
    count = 0
    while len(paths) > 1 and all(len(path) > count for path in paths) and len({path[-1 - count] for path in paths}) == 1:
        count += 1
    return count


def _changed(heads: tuple[Runs, ...], before: tuple[Runs, ...]) -> tuple[Runs, ...]:
    same = 0
    while same < len(heads) - 1 and same < len(before) and heads[same] == before[same]:
        same += 1
    return heads[same:]


def _short(head: Runs) -> Runs:
    """Return a header as it is said in each row: its first words, where it is long."""
    if len(text_of(head).split()) <= MAX_REPEATED_WORDS:
        return head
    return (Run(text=" ".join(text_of(head).split()[:SHORT_HEAD_WORDS]), lang=head[0].lang),)
