"""``Article`` -> utterances, in the order of a narrator: every id is that of an element of the shared XHTML.

First what it is and by whom, then its abstract, its text, and what it says of itself; ``matter`` chooses what of that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from editions.article.model import (
    Article,
    Block,
    Box,
    Code,
    DefinitionList,
    DisplayFormula,
    Figure,
    Inline,
    List,
    Note,
    NoteCall,
    Notes,
    Paragraph,
    Picture,
    Quotation,
    References,
    Section,
    Table,
    Title,
    plain,
    plain_keep,
    walk,
)
from editions.languages import release_lines
from editions.languages.how_to_cite import is_how_to_cite
from editions.languages.phrases import phrase
from editions.languages.sentences import sentences, split
from editions.narration import figures, formulas, matter, pace, references, spoken
from editions.narration.choices import DEFAULT, DEFAULT_TABLES, Choices
from editions.narration.figures import Said
from editions.narration.outline import outline
from editions.narration.tables import Telling, fitting, table, tellings
from editions.narration.timeline import Role, Run, Utterance
from editions.narration.wording import announcement, wording

PAUSES = {Role.TITLE: 1.0, Role.HEADING: 0.8}
"""Seconds of silence after a title and a heading."""

ASIDE = frozenset({Role.FRONT, Role.REFERENCE, Role.TABLE})
"""Roles of what does not count as the text that tables are a share of."""

SENTENCE_PAUSE, BLOCK_PAUSE = 0.35, 0.65
"""Seconds of silence after a sentence, and after the last sentence of a block."""

PAIR_PAUSE = 0.2
"""Seconds of silence between a term and what it means, and between a speaker and the words."""

MAX_CHAPTER_LEVEL = 3
"""Rank of the headings that begin a chapter: those of sections and subsections."""

MAX_MARK_CHARS = 3
"""Characters of a mark before a note on authors that is not said."""

MIN_REPEATED = 40
"""Characters of a caption that is not said after an alternative with the same words."""

MAX_NOTE_WORDS = 20
"""Words of a note that is said where it is called; a longer one is said at the end of its section."""


@dataclass(slots=True)
class _NotesAtCalls:
    """The notes that are said where they are called: those to come, by their ids, and those that were said."""

    short: dict[str, Note] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def take(self, call: NoteCall) -> Note | None:
        """Return the note that is called, the first time that it is."""
        note = self.short.get(call.target)
        return note if note and note.id not in self.said else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the narration is: in which chapter and group, and as what its sentences are spoken.

    ``lang`` is the article's language, ``divides`` whether sections begin chapters there, ``calls`` whether short notes are
    said where they are called, ``notes`` which of them were, ``tables`` how much is said of each table, and ``numbers``
    the numbers within titles, both by id.
    """

    chapter: str
    group: str = ""
    role: Role = Role.TEXT
    choices: Choices = DEFAULT
    lang: str = ""
    divides: bool = False
    calls: bool = False
    notes: _NotesAtCalls = field(default_factory=_NotesAtCalls)
    tables: Mapping[str, Telling] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def utterances(
    article: Article, choices: Choices = DEFAULT, told: Mapping[str, Telling] | None = None
) -> tuple[Utterance, ...]:
    """Return everything that the narration of an article says, in order; ``told`` is what ``tellings_of`` returns."""
    said = list(_article(article, choices, tellings_of(article, choices) if told is None else told))
    if choices.preset == "brief":
        whole = {_front_id(article), *(item.id for item in matter.abstracts(article))}
        said = list(outline(article, said, frozenset(whole)))
    place = _Place(said[-1].chapter if said else _front_id(article), role=Role.FRONT)
    lists = [node for node in walk(article) if isinstance(node, References) and node.items]
    anchor = lists[-1].id if lists else said[-1].id if said else article.id
    last = matter.end(article, with_references=choices.preset != "complete")
    return tuple(_in_chapters(article, [*_once(said), *_said(anchor, [last], place)])) if said else ()


def _once(said: Iterable[Utterance]) -> Iterator[Utterance]:
    """Yield utterances without a caption that the alternative of its figure has said already, word for word."""
    told: dict[str, str] = {}
    for item in said:
        if item.role is Role.FIGURE and item.group:
            before = told.get(item.group, "")
            if len(item.text) > MIN_REPEATED and item.text.casefold() in before:
                continue
            told[item.group] = f"{before} {item.text.casefold()}"
        yield item


def tellings_of(article: Article, choices: Choices) -> dict[str, Telling]:
    """Return how much is said of each table, by its id: where nothing else was asked for, no more than their share."""
    place = _Place("", choices=choices, lang=article.lang)
    told = tellings(article, lambda block: _words(block, place), choices.tables)
    if choices.tables != DEFAULT_TABLES or Telling.ROWS not in told.values():
        return told
    found = {item.id: item for item in walk(article) if isinstance(item, Table)}
    rest = [one for one in _article(article, choices, dict.fromkeys(told, Telling.TITLE)) if one.role not in ASIDE]

    def lasting(key: str, telling: Telling) -> float:
        return _lasting(_block(found[key], replace(place, tables={key: telling})))

    return fitting(told, lasting, _lasting(rest))


def _lasting(said: Iterable[Utterance]) -> float:
    """Return about how long utterances last, in seconds."""
    return sum(pace.seconds(one.runs) + one.pause for one in said)


def _in_chapters(article: Article, said: Iterable[Utterance]) -> Iterator[Utterance]:
    """Yield the utterances of each figure and each table as a chapter of its own."""
    owners = {node.id: item.id for item in _floats(article) for node in walk(item)}
    for item in said:
        owner = owners.get(item.group) if item.group else None
        yield replace(item, chapter=owner) if owner else item


def _floats(article: Article) -> Iterator[Figure | Table]:
    """Yield the figures and tables that have a name, the outermost of each group."""
    inside: set[str] = set()
    for node in walk(article):
        if isinstance(node, Figure | Table) and node.id not in inside and node.title:
            inside |= {part.id for part in walk(node)}
            yield node


def titles(article: Article) -> dict[str, str]:
    """Return the titles of the chapters of a narration, by id."""
    named = _words_of(article.front.title) if article.front.title else ""
    found = {_front_id(article): named or article.label}
    found |= {item.id: name for item in matter.abstracts(article) if (name := matter.abstract_title(item, article))}
    found |= {_text_id(article): wording("text", article.lang)} if _begins_text(article) else {}
    for item in walk(article):
        match item:
            case Section() | References() if item.title and item.level <= MAX_CHAPTER_LEVEL:
                found.setdefault(item.id, _name(item.title, " "))
    found |= {item.id: _name(item.title, ". ") for item in _floats(article) if item.title}
    return {**found, _colophon_id(article): phrase("colophon", article.lang)}


def _begins_text(article: Article) -> bool:
    """Whether there is text before the first heading that would else belong to the abstract."""
    first = next(iter(article.body), None)
    is_after = any(matter.abstract_title(item, article) for item in matter.abstracts(article))
    return is_after and first is not None and not (isinstance(first, Section) and first.title)


def _name(title: Title, between: str) -> str:
    words = _words_of(title)
    label = title.label.strip().rstrip(".:") if between != " " else title.label.strip()
    return (between.join(part for part in (label, words) if part)).rstrip(":. ")


def _words_of(title: Title) -> str:
    """Return the words of a title as they are said, without marks of notes."""
    return "".join(run.text for run in spoken.stripped(spoken.runs(title.content, title.spoken)))


def _front_id(article: Article) -> str:
    return f"{article.id}-front"


def _text_id(article: Article) -> str:
    return article.body[0].id


def _colophon_id(article: Article) -> str:
    return f"{article.id}-colophon"


def _article(article: Article, choices: Choices, told: Mapping[str, Telling]) -> Iterator[Utterance]:
    notes = _NotesAtCalls(_short_notes(article))
    place = _Place(_front_id(article), choices=choices, lang=article.lang, calls=True, notes=notes, tables=told)
    place = replace(place, numbers=matter.numbered(article))
    yield from _opening(article, replace(place, role=Role.FRONT))
    yield from _abstracts(article, replace(place, role=Role.FRONT))
    text, statements = matter.divided(article)
    yield from _text(article, text, replace(place, divides=True))
    yield from _lists(article, place)
    about = replace(place, chapter=_colophon_id(article), group=_colophon_id(article), role=Role.FRONT)
    yield from _closing(article, statements, about)


def _short_notes(article: Article) -> dict[str, Note]:
    """Return the notes of one short paragraph, by id."""
    notes = (node for node in walk(article) if isinstance(node, Note))
    return {note.id: note for note in notes if _is_short(note)}


def _is_short(note: Note) -> bool:
    match note.content:
        case [Paragraph() as only]:
            return len(plain(only.content).split()) <= MAX_NOTE_WORDS
    return False


# ------------------------------------------------------------------------------------------------------ opening, closing


def _opening(article: Article, place: _Place) -> Iterator[Utterance]:
    """Yield what it is and by whom: within seconds, who listens knows whether to go on."""
    front = article.front
    if front.title:
        yield from _title(front.title, place, Role.TITLE)
    for subtitle in matter.subtitles(article):
        yield from _title(subtitle, place, Role.FRONT)
    yield from _blocks(release_lines.opening(front, article.id, article.lang), place)
    yield from _said(f"{article.id}-byline", matter.byline(article), place)
    is_named = bool(front.names(article.lang))
    yield from _said(f"{article.id}-{'masthead' if is_named else 'dates'}", matter.journal(article), place)


def _abstracts(article: Article, place: _Place) -> Iterator[Utterance]:
    for item in matter.abstracts(article):
        name = matter.abstract_title(item, article)
        inside = replace(place, chapter=item.id if name else place.chapter)
        if item.title:
            yield from _title(item.title, inside, Role.HEADING)
        elif name:
            yield from _said(item.id, [announcement("abstract", article.lang)], replace(inside, role=Role.HEADING))
        yield from _blocks(item.content, inside)


def _text(article: Article, more: tuple[Block, ...], place: _Place) -> Iterator[Utterance]:
    if _begins_text(article):
        place = replace(place, chapter=_text_id(article))
    for item in (*article.body, *more):
        if isinstance(item, Section) and item.title:
            place = replace(place, chapter=item.id)
        yield from _block(item, place)


def _lists(article: Article, place: _Place) -> Iterator[Utterance]:
    """Yield the lists of references that follow the text, where they are said."""
    for item in article.back if place.choices.preset == "complete" else ():
        if matter.is_list(item):
            yield from _block(item, replace(place, chapter=item.id))


def _closing(article: Article, statements: tuple[Block, ...], place: _Place) -> Iterator[Utterance]:
    """Yield what an article says of itself, after its name: the name shares the element of what follows it."""
    if place.choices.preset == "brief":
        return
    said = list(_about(article, statements, place))
    if said:
        heading = spoken.said("colophon", article.lang)
        yield from _said(said[0].id, [heading], replace(place, role=Role.HEADING))
    yield from said


def _about(article: Article, statements: tuple[Block, ...], place: _Place) -> Iterator[Utterance]:
    front = article.front
    for note, owners in matter.author_notes(front, article.id, article.lang):
        yield from _author_note(note, owners, place)
    own_words = () if matter.licence(article) else front.permissions
    without_heading = (*front.contributor_notes, *front.funding, *front.other)
    for item in (*without_heading, *statements, *own_words):
        if not is_how_to_cite(item):
            yield from _block(item, place)
    yield from _said(f"{article.id}-dates", matter.dates(article), place)
    if own := matter.licence(article):
        yield from _said(_near_licence(article), [own], place)


def _near_licence(article: Article) -> str:
    """Return the id of an element to show while the licence is named: its text, or a line that is there in its place."""
    if article.front.permissions:
        return article.front.permissions[-1].id
    return f"{article.id}-dates" if article.history else f"{article.id}-byline" if article.front.authors else article.id


def _author_note(note: Block, owners: list[str], place: _Place) -> Iterator[Utterance]:
    """Yield a note on some authors after their names: who listens has not heard the marks that lead to it."""
    if isinstance(note, Paragraph) and owners and not all(name in plain(note.content) for name in owners):
        names = Run(text=f"{', '.join(owners)}: ", lang=note.spoken)
        yield from _sentences(replace(note, content=matter.unmarked(note.content)), place, (names,))
    elif isinstance(note, Paragraph):
        yield from _block(replace(note, content=matter.unmarked(note.content, MAX_MARK_CHARS)), place)
    else:
        yield from _block(note, place)


# ---------------------------------------------------------------------------------------------------------------- blocks


def _blocks(items: Iterable[Block], place: _Place) -> Iterator[Utterance]:
    for item in items:
        yield from _block(item, place)


def _block(item: Block, place: _Place) -> Iterator[Utterance]:
    match item:
        case Paragraph():
            yield from _paragraph(item, place)
        case Section():
            yield from _section(item, place)
        case List():
            yield from _list(item, place)
        case DefinitionList():
            yield from _definitions(item, place)
        case Quotation():
            yield from _announced("quotation", item, replace(place, role=Role.QUOTATION))
        case Box():
            yield from _box(item, place)
        case Figure():
            yield from _parts(figures.figure(item), replace(place, group=item.id, role=Role.FIGURE))
        case Picture():
            yield from _parts(figures.picture(item), replace(place, role=Role.FIGURE))
        case Table():
            said = table(item, lambda block: _words(block, place), place.tables.get(item.id, Telling.ROWS))
            yield from _parts(said, replace(place, group=item.id, role=Role.TABLE))
        case DisplayFormula():
            yield from _parts(formulas.display(item), replace(place, role=Role.FORMULA))
        case Code():
            yield from _said(item.id, [_code(item, place.lang)], place)
        case Notes():
            for note in item.items:
                if note.id not in place.notes.said:
                    yield from _note(note, place)
        case References():
            if place.choices.preset == "complete":
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


def _words(item: Block, place: _Place) -> list[tuple[Run, ...]]:
    """Return what is said of a block inside a cell: the runs of each of its utterances."""
    return [utterance.runs for utterance in _block(item, replace(place, calls=False))]


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


def _section(item: Section, place: _Place) -> Iterator[Utterance]:
    if place.choices.preset != "complete" and matter.holds_references_alone(item):
        return
    if item.title:
        place = replace(place, chapter=item.id) if place.divides and item.level <= MAX_CHAPTER_LEVEL else place
        words = _section_heading(item.title, place.numbers.get(item.title.id))
        yield from _said(item.title.id, words, replace(place, role=Role.HEADING))
    yield from _blocks(item.content, place)


def _section_heading(title: Title, within: tuple[str, int] | None) -> list[Run]:
    """Return the words of a heading after its number, which is its label or stands ``within`` it (``matter.numbered``)."""
    if label := matter.section_number(title):
        return [label, *spoken.runs(title.content, title.spoken)]
    if within is None or plain_keep(title.content)[: within[1]].strip() != plain(title.content)[: within[1]].strip():
        return _heading(title)
    number, length = within
    return [announcement("section", title.spoken, number=number), *spoken.runs(split(title.content, length)[1], title.spoken)]


def _paragraph(item: Paragraph, place: _Place) -> Iterator[Utterance]:
    if matter.rule_of(item, place.lang or item.lang):
        return
    if item.role == "speaker":
        for utterance in _sentences(item, place):
            yield replace(_with_colon(utterance), pause=PAIR_PAUSE)
    else:
        yield from _sentences(item, place)


def _with_colon(utterance: Utterance) -> Utterance:
    """Return an utterance that announces the next one: it ends in a colon, unless in a mark of its own."""
    if utterance.text.endswith(tuple(".:;!?")):
        return utterance
    last = utterance.runs[-1]
    return replace(utterance, runs=(*utterance.runs[:-1], replace(last, text=f"{last.text}:")))


def _sentences(item: Paragraph, place: _Place, before: tuple[Run, ...] = ()) -> Iterator[Utterance]:
    """Yield the sentences of a paragraph, cut as on the page, each with the short notes that it calls.

    ``before`` is said with the first one.
    """
    cut = sentences(item.id, item.content, item.lang)
    for index, sentence in enumerate(cut):
        runs = [*(before if index == 0 else ()), *spoken.runs(sentence.content, item.spoken, place.choices.citations)]
        yield from _said(sentence.id, runs, place, SENTENCE_PAUSE if index + 1 < len(cut) else BLOCK_PAUSE)
        for call in _calls(sentence.content) if place.calls else ():
            if note := place.notes.take(call):
                yield from _note(note, place)


def _calls(content: tuple[Inline, ...]) -> Iterator[NoteCall]:
    nodes = (node for part in content if not isinstance(part, str) for node in walk(part))
    return (node for node in nodes if isinstance(node, NoteCall))


def _announced(key: str, item: Quotation | Box, place: _Place) -> Iterator[Utterance]:
    """Yield blocks after the word for what they are and, where they are more than a sentence, before the word for its end."""
    start = announcement(key, place.lang)
    said = list(_with_mark(item.id, item.content, place, (start, Run(text=" ", lang=start.lang))))
    yield from said
    if len(said) > 1:
        yield from _said(item.id, [announcement(f"{key}-end", place.lang)], place)


_ANNOUNCED = {"boxed-text": "box", "verse-group": "verse"}
"""Kinds of boxes that are announced -> the words for them."""


def _box(item: Box, place: _Place) -> Iterator[Utterance]:
    key = _ANNOUNCED.get(item.kind, "")
    if key and not item.title:
        yield from _announced(key, item, place)
        return
    if item.title:
        words = _heading(item.title)
        start = announcement(key, place.lang) if key else Run(text="", lang=place.lang)
        is_named = plain((item.title.label, *item.title.content)).casefold().startswith(start.text.rstrip(".:").casefold())
        before = [] if is_named else [start, Run(text=" ", lang=start.lang)]
        yield from _said(item.title.id, [*before, *words], replace(place, role=Role.HEADING))
    yield from _blocks(item.content, place)
    if key:
        yield from _said(item.id, [announcement(f"{key}-end", place.lang)], place)


def _code(item: Code, lang: str) -> Run:
    """Return how many lines of code there are: code is for the eye."""
    lines = plain_keep(item.content).strip("\n").count("\n") + 1
    return announcement("code-line" if lines == 1 else "code-lines", lang, count=lines)


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
        for utterance in _blocks(entry.terms, inside):
            yield replace(_with_colon(utterance), pause=PAIR_PAUSE)
        yield from _blocks(entry.content, inside)


def _note(item: Note, place: _Place) -> Iterator[Utterance]:
    place.notes.said.add(item.id)
    inside = replace(place, group=item.id, role=Role.NOTE, calls=False)
    yield from _with_mark(item.id, item.content, inside, (spoken.numbered("note", item.label, item.spoken),))


def _references(item: References, place: _Place) -> Iterator[Utterance]:
    if item.title:
        yield from _title(item.title, place, Role.HEADING)
    inside = replace(place, group=item.id, role=Role.REFERENCE)
    for entry in item.items:
        mark = [Run(text=f"{entry.label.rstrip('.')}. ", lang=entry.spoken)] if entry.label else []
        yield from _said(entry.id, [*mark, *spoken.runs(references.heard(entry), entry.spoken)], inside)
