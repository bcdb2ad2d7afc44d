"""``Article`` -> utterances, in the order of the page: every id is that of an element of the shared XHTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from editions.article.model import (
    Article,
    Block,
    Box,
    Code,
    CrossReference,
    DefinitionList,
    DisplayFormula,
    Figure,
    Front,
    Inline,
    Keywords,
    List,
    Note,
    Notes,
    Paragraph,
    Passage,
    Picture,
    Quotation,
    References,
    Section,
    Table,
    Title,
    plain,
    walk,
)
from editions.languages import contributor_lines as lines
from editions.languages import release_lines
from editions.languages.phrases import date_label, phrase, spoken_printed_in, written_date
from editions.languages.sentences import sentences
from editions.narration import figures, spoken, tables
from editions.narration.figures import Said
from editions.narration.timeline import Role, Run, Utterance

PAUSES = {Role.TITLE: 1.0, Role.HEADING: 0.8}
"""Seconds of silence after a title and a heading."""

SENTENCE_PAUSE, BLOCK_PAUSE = 0.35, 0.65
"""Seconds of silence after a sentence, and after the last sentence of a block."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the narration is: in which chapter and group, and as what its sentences are spoken."""

    chapter: str
    group: str = ""
    role: Role = Role.TEXT


def utterances(article: Article) -> tuple[Utterance, ...]:
    """Return everything that the narration of an article says, in order."""
    return tuple(_article(article))


def titles(article: Article) -> dict[str, str]:
    """Return the titles of the chapters of a narration, by id."""
    found = {_front_id(article): article.label}
    for item in (*article.body, *article.back):
        if isinstance(item, Section | References) and item.title:
            label = f"{item.title.label} " if item.title.label else ""
            found[item.id] = label + plain(item.title.content)
    return {**found, _colophon_id(article): phrase("colophon", article.lang)}


def _front_id(article: Article) -> str:
    return f"{article.id}-front"


def _colophon_id(article: Article) -> str:
    return f"{article.id}-colophon"


def _article(article: Article) -> Iterator[Utterance]:
    place = _Place(_front_id(article))
    yield from _front(article, replace(place, role=Role.FRONT))
    for item in (*article.body, *article.back):
        if isinstance(item, Section | References) and item.title:
            place = _Place(item.id)
        yield from _block(item, place)
    yield from _colophon(article, _Place(_colophon_id(article), _colophon_id(article), Role.FRONT))


# ------------------------------------------------------------------------------------------------------- front, colophon


def _front(article: Article, place: _Place) -> Iterator[Utterance]:
    matter, lang = article.front, article.lang
    names = [[Run(text=name, lang=own)] for name, own in matter.names(lang).items()]
    if where := spoken_printed_in(article):
        names.insert(1 if matter.journal else 0, [Run(text=where, lang=spoken.own_language(lang))])
    subjects = [spoken.runs(item.content, item.spoken) for item in matter.subjects]
    yield from _said(f"{article.id}-masthead", spoken.listed([*names, *subjects], ". ", lang), place)
    yield from _blocks(release_lines.opening(matter, article.id, lang), place)
    if matter.title:
        yield from _title(matter.title, place, Role.TITLE)
    for subtitle in matter.subtitles:
        yield from _title(subtitle, place, Role.FRONT)
    people = [[Run(text=one.name, lang=one.spoken), *spoken.runs(one.details, one.spoken)] for one in matter.authors]
    yield from _said(f"{article.id}-byline", spoken.listed(people, ", ", lang), place)
    for item in matter.affiliations:
        yield from _said(item.id, spoken.runs(item.content, item.spoken), place)
    owners = _owners(matter)
    for note in matter.author_notes:
        yield from _author_note(note, owners.get(note.id, []), place)
    yield from _blocks(lines.opening(matter, article.id, lang), place)
    yield from _said(f"{article.id}-dates", _dates(article), place)
    standfirst = matter.standfirst(lang)
    if standfirst:
        yield from _blocks(standfirst.content, place)
    for abstract in matter.abstracts:
        if abstract is not standfirst:
            yield from _block(abstract, place)


def _owners(matter: Front) -> dict[str, list[str]]:
    """Return the names of the authors whose marks lead to something, by its id."""
    found: dict[str, list[str]] = {}
    for one in lines.everybody(matter.authors):
        for item in (part for detail in one.details if not isinstance(detail, str) for part in walk(detail)):
            if isinstance(item, CrossReference):
                found.setdefault(item.target, []).append(one.name)
    return found


def _author_note(note: Block, owners: list[str], place: _Place) -> Iterator[Utterance]:
    """Yield a note on some authors after their names: who listens has not heard the marks that lead to it."""
    if isinstance(note, Paragraph) and owners and not all(name in plain(note.content) for name in owners):
        yield from _sentences(
            replace(note, content=_unmarked(note.content)), place, (Run(text=f"{', '.join(owners)}: ", lang=note.spoken),)
        )
    else:
        yield from _block(note, place)


def _unmarked(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the words of a note without the mark before them."""
    first = content[0] if content else None
    is_mark = isinstance(first, Passage) and first.role == "label" and not plain(first.content).endswith(":")
    return content[1:] if is_mark else content


def _dates(article: Article) -> list[Run]:
    lang, dated = article.lang, article.history
    if dated == (article.date,):
        return [Run(text=written_date(dated[0], lang), lang=lang)]
    said = []
    for date in dated:
        label, own = date_label(date.kind, lang)
        head = Run(text=label, lang=lang if own == lang.partition("-")[0].lower() else own)
        said.append([head, Run(text=f": {written_date(date, lang)}", lang=lang)])
    return spoken.listed(said, "; ", lang)


def _colophon(article: Article, place: _Place) -> Iterator[Utterance]:
    matter, lang = article.front, article.lang
    for group in matter.keywords:
        head = _heading(group.title) if group.title else [spoken.said(_label_of(group), group.lang)]
        words = [spoken.runs(item.content, item.spoken) for item in group.items]
        yield from _said(group.id, [*head, Run(text=": ", lang=group.spoken), *spoken.listed(words, "; ", group.spoken)], place)
    if matter.topics:
        topics = [spoken.runs(item.content, item.spoken) for item in matter.topics]
        head = [spoken.said("subjects", lang), Run(text=": ", lang=lang)]
        yield from _said(f"{article.id}-subjects", [*head, *spoken.listed(topics, "; ", lang)], place)
    yield from _blocks(lines.closing(matter, article.id, lang), place)
    yield from _blocks(matter.contributor_notes, place)
    yield from _blocks(matter.funding, place)
    yield from _blocks(matter.other, place)
    yield from _blocks(matter.permissions, place)


def _label_of(group: Keywords) -> str:
    return "hashtags" if group.kind == "hashtags" else "keywords"


# ---------------------------------------------------------------------------------------------------------------- blocks


def _blocks(items: Iterable[Block], place: _Place) -> Iterator[Utterance]:
    for item in items:
        yield from _block(item, place)


def _block(item: Block, place: _Place) -> Iterator[Utterance]:
    match item:
        case Paragraph():
            yield from _sentences(item, place)
        case Section():
            if item.title:
                yield from _title(item.title, place, Role.HEADING)
            yield from _blocks(item.content, place)
        case List():
            yield from _list(item, place)
        case DefinitionList():
            yield from _definitions(item, place)
        case Quotation():
            yield from _blocks(item.content, replace(place, role=Role.QUOTATION))
        case Box():
            if item.title:
                yield from _title(item.title, place, Role.HEADING)
            yield from _blocks(item.content, place)
        case Figure():
            yield from _parts(figures.figure(item), replace(place, group=item.id, role=Role.FIGURE))
        case Picture():
            yield from _parts(figures.picture(item), replace(place, role=Role.FIGURE))
        case Table():
            yield from _parts(tables.table(item, _words), replace(place, group=item.id, role=Role.TABLE))
        case DisplayFormula():
            runs = [spoken.numbered("formula", item.label, item.spoken), *spoken.formula(item.formula)]
            yield from _said(item.id, runs, replace(place, role=Role.FORMULA))
        case Code():
            yield from _said(item.id, spoken.runs(item.content, item.spoken), place)
        case Notes():
            for note in item.items:
                yield from _note(note, place)
        case References():
            yield from _references(item, place)
        case _:
            assert_never(item)


def _parts(items: Iterable[Said | Block], place: _Place) -> Iterator[Utterance]:
    """Yield what is said of a figure or a table: its announcements, and the blocks in it."""
    for item in items:
        if isinstance(item, Said):
            yield from _said(item.id, item.runs, place)
        else:
            yield from _block(item, place)


def _words(item: Block) -> list[tuple[Run, ...]]:
    """Return what is said of a block, wherever it stands: the runs of each of its utterances."""
    return [utterance.runs for utterance in _block(item, _Place(""))]


def _said(element: str, runs: Iterable[Run], place: _Place, pause: float = BLOCK_PAUSE) -> Iterator[Utterance]:
    """Yield one utterance, unless there is not one word to say."""
    if words := spoken.stripped(spoken.join(runs)):
        yield Utterance(
            id=element,
            runs=words,
            role=place.role,
            chapter=place.chapter,
            group=place.group,
            pause=PAUSES.get(place.role, pause),
        )


def _title(item: Title, place: _Place, role: Role) -> Iterator[Utterance]:
    yield from _said(item.id, _heading(item), replace(place, role=role))


def _heading(item: Title) -> list[Run]:
    label = [Run(text=f"{item.label} ", lang=item.spoken)] if item.label else []
    return [*label, *spoken.runs(item.content, item.spoken)]


def _sentences(item: Paragraph, place: _Place, before: tuple[Run, ...] = ()) -> Iterator[Utterance]:
    """Yield the sentences of a paragraph, cut as on the page; ``before`` is said with the first one."""
    cut = sentences(item.id, item.content, item.lang)
    for index, sentence in enumerate(cut):
        runs = [*(before if index == 0 else ()), *spoken.runs(sentence.content, item.spoken)]
        yield from _said(sentence.id, runs, place, SENTENCE_PAUSE if index + 1 < len(cut) else BLOCK_PAUSE)


# ----------------------------------------------------------------------------------------------------------------- lists


def _list(item: List, place: _Place) -> Iterator[Utterance]:
    if item.title:
        yield from _title(item.title, place, Role.HEADING)
    inside = replace(place, group=place.group or item.id, role=Role.LIST_ITEM)
    for index, entry in enumerate(item.items):
        mark = entry.label or _ordinal(item, index)
        before = (Run(text=f"{mark.strip('()[]. ')}. ", lang=entry.spoken),) if any(sign.isalnum() for sign in mark) else ()
        yield from _with_mark(entry.id, entry.content, inside, before)


def _ordinal(item: List, index: int) -> str:
    number = index + item.start
    if item.kind.startswith("alpha") and number <= 26:
        return chr(ord("a") + number - 1)
    return (
        str(number) if item.kind in ("order", "ordered", "arabic", "number") or item.kind.startswith(("alpha", "roman")) else ""
    )


def _with_mark(element: str, content: tuple[Block, ...], place: _Place, before: tuple[Run, ...]) -> Iterator[Utterance]:
    """Yield blocks, a mark said with the first sentence (or alone, where they do not begin with one)."""
    first = content[0] if content else None
    if isinstance(first, Paragraph):
        yield from _sentences(first, place, before)
        content = content[1:]
    elif before:
        yield from _said(element, before, place, SENTENCE_PAUSE)
    yield from _blocks(content, place)


def _definitions(item: DefinitionList, place: _Place) -> Iterator[Utterance]:
    if item.title:
        yield from _title(item.title, place, Role.HEADING)
    inside = replace(place, group=place.group or item.id, role=Role.LIST_ITEM)
    for entry in item.items:
        yield from _blocks(entry.terms, inside)
        yield from _blocks(entry.content, inside)


def _note(item: Note, place: _Place) -> Iterator[Utterance]:
    inside = replace(place, group=item.id, role=Role.NOTE)
    yield from _with_mark(item.id, item.content, inside, (spoken.numbered("note", item.label, item.spoken),))


def _references(item: References, place: _Place) -> Iterator[Utterance]:
    if item.title:
        yield from _title(item.title, place, Role.HEADING)
    inside = replace(place, group=item.id, role=Role.REFERENCE)
    for entry in item.items:
        mark = [Run(text=f"{entry.label.rstrip('.')}. ", lang=entry.spoken)] if entry.label else []
        yield from _said(entry.id, [*mark, *spoken.runs(entry.content, entry.spoken)], inside)
