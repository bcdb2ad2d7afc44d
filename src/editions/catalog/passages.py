"""Passages whose language is asked for: what was worked out, and what an entry of a catalog names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from editions.article.model import UNDETERMINED, Article
from editions.catalog.entries import AnyEntry, LanguageEntry
from editions.catalog.gathering import Describable
from editions.catalog.mentions import shortened
from editions.jats.editing.addresses import address, number
from editions.jats.editing.document import Document
from editions.jats.editing.edits import EditError
from editions.jats.source import texts
from editions.languages.survey import guesses
from editions.languages.survey.survey import TITLE

MAX_START_CHARS = 80
"""Characters of a passage that remind an editor of it."""


def passages(article: Article, document: Document, entries: Iterable[AnyEntry], *, detect: bool) -> Iterator[Describable]:
    """Yield what entries may ask the language of: what was worked out (``detect``), and what ``entries`` name already."""
    seen: set[int] = set()
    starts: dict[int, str] = {}
    if detect:
        for edition in article.editions():
            for thing in _guessed(edition, document):
                if thing.number not in seen:  # else taken over from the original
                    yield thing
                seen.add(thing.number)
    for entry in entries:
        if (
            isinstance(entry, LanguageEntry)
            and (place := _located(entry, article, document, starts)) is not None
            and place not in seen
        ):
            yield _thing(replace(entry, place=address(document, place)), place, document, wanted=False)


def _guessed(edition: Article, document: Document) -> Iterator[Describable]:
    """Yield what was worked out of one edition; titles of references that are tagged by themselves cost nobody's time."""
    asked = {guess.id: guess for guess in guesses(edition)}
    if edition.lang == UNDETERMINED and edition.id not in asked:
        yield _passage(edition, edition.id, "", edition.lang, document)
    for guess in asked.values():
        if guess.id in edition.places and not (guess.kind == TITLE and guess.applied):
            yield _passage(edition, guess.id, guess.lang, guess.declared, document)


def _passage(edition: Article, node_id: str, tag: str, tagged: str, document: Document) -> Describable:
    place = edition.places[node_id]
    starts = edition.title if node_id == edition.id else _start(document, place)
    where = address(document, place)
    entry = LanguageEntry(id=node_id, language=edition.lang, place=where, starts=starts, tagged=tagged, tag=tag)
    return _thing(entry, place, document, wanted=True)


def _thing(entry: LanguageEntry, place: int, document: Document, *, wanted: bool) -> Describable:
    return Describable(entry=entry, number=place, wanted=wanted, element=document.nodes[place])


def _start(document: Document, place: int) -> str:
    return shortened(texts(document.nodes[place]), MAX_START_CHARS)


def _located(entry: LanguageEntry, article: Article, document: Document, starts: dict[int, str]) -> int | None:
    """Return the number of an entry's element, None where the article has it no more.

    It is known again by its address or its id, as long as it begins as it did. ``starts`` keeps how elements begin.
    """
    for edition in (item for item in article.editions() if item.lang == entry.language):
        for place in (_numbered(entry, document), edition.places.get(entry.id)):
            if place is None:
                continue
            if place not in starts:
                starts[place] = _start(document, place)
            if entry.starts in ("", starts[place], edition.title):
                return place
    return None


def _numbered(entry: LanguageEntry, document: Document) -> int | None:
    try:
        return number(document, entry.place)
    except EditError:
        return None
