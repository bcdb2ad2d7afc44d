"""Article -> entries: one for each thing that readers miss, with what an editor needs to write it without opening the XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editions.accessibility.alternatives import Wanting, twins, wanting
from editions.accessibility.non_text import NonText, non_text_content, signs
from editions.accessibility.structure import headless
from editions.article.model import Article, Formula, Paragraph, Picture, Row, Table, plain, walk
from editions.catalog.entries import AlternativeEntry, AnyEntry, HeadersEntry
from editions.catalog.mentions import mentions, shortened
from editions.findings import SourceError
from editions.jats.editing.addresses import address
from editions.jats.editing.document import Document

GUESSED = "table.headers-guessed"

MAX_MENTIONS = 5
"""Sentences that refer to a picture, of those that are shown."""

MAX_ROWS = 4
"""Rows of a table that are shown."""

MAX_ROW_CHARS = 300
"""Characters of such a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Describable:
    """What an entry is about.

    ``number`` is its element's in the source. ``wanted`` says that its text is missing or doubtful, ``rules`` has the ids of
    the rules that say so. ``original`` has language and id of the same thing's entry in the original, where a translation
    shows it.
    """

    entry: AnyEntry
    number: int
    wanted: bool
    element: etree._Element
    file: Path | None = None
    rules: tuple[str, ...] = ()
    original: tuple[str, str] = ("", "")


def source_of(article: Article) -> bytes:
    """Return the bytes of an article's file. Raises ``SourceError`` where they can no longer be read."""
    try:
        return article.source_bytes()
    except OSError as error:
        raise SourceError(f"{article.source}: cannot be read: {error.strerror or error}. Check the path.") from None


def describables(article: Article, document: Document) -> list[Describable]:
    """Return everything in an article that an entry may be about, in the order of the source.

    What a translation takes over from its original is one thing, and stands in the language of the original.
    """
    found: dict[tuple[str, int], Describable] = {}
    for edition in article.editions():
        for thing in _things(edition, article, document):
            found.setdefault((type(thing.entry).__name__, thing.number), thing)
    return sorted(found.values(), key=lambda thing: thing.number)


def _things(edition: Article, article: Article, document: Document) -> Iterator[Describable]:
    wanted = {item.node.id: item for item in wanting(edition)}
    same = twins(edition, article) if edition is not article else {}
    said = mentions(edition)
    for item in non_text_content(edition):
        number = edition.places[item.node.id]
        twin = same.get(item.node.id)
        yield Describable(
            entry=_alternative(item, wanted.get(item.node.id), said, address(document, number)),
            number=number,
            wanted=item.node.id in wanted,
            element=document.nodes[edition.places.get(item.holder.id, number) if item.holder else number],
            file=next(iter(item.picture.files), None) if item.picture else None,
            rules=wanted[item.node.id].rules if item.node.id in wanted else (),
            original=(twin.node.lang, name(twin)) if twin else ("", ""),
        )
    for table in _unheaded(edition):
        number = edition.places[table.id]
        yield Describable(
            entry=_headers(table, address(document, number)), number=number, wanted=True, element=document.nodes[number]
        )


# ----------------------------------------------------------------------------------------------------------- alternatives


def _alternative(item: NonText, wanted: Wanting | None, said: Mapping[str, list[str]], place: str) -> AlternativeEntry:
    names = dict.fromkeys([item.node.id, *([item.holder.id] if item.holder else [])])
    return AlternativeEntry(
        id=name(item),
        language=item.node.lang,
        place=place,
        kind=str(item.kind),
        shown=_shown(item),
        label=item.label,
        caption=item.caption,
        mentions=tuple(dict.fromkeys(text for key in names for text in said.get(key, ())))[:MAX_MENTIONS],
        size=_size(item.picture),
        asks=wanted.reason if wanted else "",
        now=item.alternative.text if item.alternative else "",
        complex=bool(wanted and wanted.needs_long_description),
    )


def name(item: NonText) -> str:
    """Return the id by which an editor knows something: that of what it stands in, where nothing else does."""
    if item.holder is None or not is_numbered(item.node.id):
        return item.node.id
    companions = sum(isinstance(node, Picture | Formula) for node in walk(item.holder))
    return item.holder.id if companions == 1 else item.node.id


def is_numbered(node_id: str) -> bool:
    """Whether an id may be one that the reader counted (``picture-3``), which means another node once one is put before it."""
    return bool(_NUMBERED.fullmatch(node_id))


_NUMBERED = re.compile(r"\A[a-z]++(?:-[a-z]++)*-\d++\Z")


def _shown(item: NonText) -> str:
    """Return what is seen, by which it is known again: the picture's file, or the formula's TeX or characters."""
    if item.picture is not None:
        return item.picture.href
    return signs(item.node) if isinstance(item.node, Formula) else ""


def _size(picture: Picture | None) -> str:
    """Return how large a picture is: its pixels where it has any, and the size of its file."""
    if picture is None or not picture.files:
        return ""
    drawn = "{} × {} px".format(*picture.size) if picture.size[0] else "SVG"
    return f"{drawn}, {max(picture.files[0].stat().st_size // 1000, 1)} kB"


# ---------------------------------------------------------------------------------------------------------------- headers


def _unheaded(edition: Article) -> Iterator[Table]:
    """Yield the tables that mark no header cells: those without any, and those whose headers were told from the layout."""
    without = {table.id for table in headless(edition)}
    guessed = {finding.where.line for finding in edition.findings if finding.rule == GUESSED}
    for node in walk(edition):
        if isinstance(node, Table) and (node.id in without or node.line in guessed):
            yield node


def _headers(table: Table, place: str) -> HeadersEntry:
    rows = [row for group in (table.head, *table.bodies, table.foot_rows) for row in group]
    return HeadersEntry(
        id=table.id,
        language=table.lang,
        place=place,
        label=table.title.label if table.title else "",
        caption=plain(table.title.content) if table.title else "",
        shown=tuple(shortened(_row(row), MAX_ROW_CHARS) for row in rows[:MAX_ROWS]),
        header_rows=len(table.head),
        header_columns=int(any(row.cells[:1] and row.cells[0].is_header for body in table.bodies for row in body)),
    )


def _row(row: Row) -> str:
    """Return the words of a row, its cells divided by bars."""
    return " | ".join(
        " ".join(plain(part.content) for block in cell.content for part in walk(block) if isinstance(part, Paragraph))
        for cell in row.cells
    )
