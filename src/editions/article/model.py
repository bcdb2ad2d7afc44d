"""The article: one frozen tree that every edition is made from.

Each node knows its language (a canonical BCP 47 tag, ``und`` where none is known), a stable id (a valid XML name, unique
within its article, the same in every build and every edition) and the line of the source where it began.

Text itself is ``str``: inside a node's ``content`` it has the language of that node. Content that is *inline* runs within a
line; a *block* stands alone. The unions ``Inline`` and ``Block`` are closed: a ``match`` over them ends in ``assert_never``,
so that the type checker names whatever a new kind of node leaves unrendered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from editions.findings import Finding, Where
from editions.safety.file_names import printable

UNDETERMINED = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has: a stable id, a language, the line of the source (0 where there is none).

    ``voice`` is the language of the voice that speaks it, where that is not ``lang``: a language that was worked out, but not
    surely enough to let another voice speak.
    """

    id: str
    lang: str
    line: int = 0
    voice: str = ""

    @property
    def spoken(self) -> str:
        """The language of the voice that speaks it."""
        return self.voice or self.lang


# ---------------------------------------------------------------------------------------------------------------- inline


class Style(StrEnum):
    """The looks that JATS marks up by name; the value is the element's name."""

    ITALIC = "italic"
    BOLD = "bold"
    SUB = "sub"
    SUP = "sup"
    SMALL_CAPS = "sc"
    MONOSPACE = "monospace"
    UNDERLINE = "underline"
    OVERLINE = "overline"
    STRIKE = "strike"
    ROMAN = "roman"
    SANS_SERIF = "sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled(Node):
    """Words set apart by their look."""

    style: Style
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Node):
    """Words set apart by what they are, or by their language (``named-content``, ``article-title`` in a reference …).

    ``role`` is the source's own word for it (``content-type`` or the element's name), as a CSS class.
    """

    content: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Node):
    """A link out of the article. ``href`` is ``http:``, ``https:``, ``mailto:`` … : never ``javascript:`` or ``file:``."""

    href: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference(Node):
    """A link within the article. ``target`` is the id of a node, ``""`` where the source points at nothing."""

    target: str
    kind: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall(Node):
    """The mark in the text that calls a ``Note``. ``target`` is the note's id; ``content`` the mark, as printed."""

    target: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation(Node):
    """A short form; ``expansion`` where this place of the text spells it out (shown in brackets after it)."""

    content: tuple[Inline, ...]
    expansion: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruby(Node):
    """Characters with their reading beside them (``reading``): East Asian text."""

    content: tuple[Inline, ...]
    reading: tuple[Inline, ...]


class Origin(StrEnum):
    """Who wrote a text in place of what is seen."""

    AUTHOR = "author"
    EDITOR = "editor"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a text comes from: who wrote it, who reviewed it and when (``YYYY-MM-DD``); ``""`` where nobody has."""

    origin: Origin
    reviewed_by: str = ""
    reviewed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative(Node):
    """A text in place of what is seen: an alt text, or the spoken form of a formula.

    ``provenance`` is None where the source does not say where the text comes from.
    """

    text: str
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongDescription(Node):
    """A description too long for an alt text; a visible block beside its picture. ``provenance`` as for ``Alternative``."""

    content: tuple[Block, ...]
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Node):
    """A picture, alone in the text or inside a figure.

    ``files`` are the same picture in several formats, the best for print first; all inside the article's folder and all
    existing (empty where the source names a file that is not there: ``href`` keeps the name); ``size`` is the width and
    height of the first, in pixels (0 where it has no pixels). ``alternative`` is None where the source gives none;
    ``decorative`` where it says that none is needed.
    """

    href: str
    files: tuple[Path, ...] = ()
    size: tuple[int, int] = (0, 0)
    alternative: Alternative | None = None
    description: LongDescription | None = None
    decorative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Node):
    """A formula within a line, or the body of a ``DisplayFormula``.

    ``mathml`` is one serialized ``math`` element in the MathML namespace, ``tex`` its TeX, ``picture`` its picture: at least
    one is there. ``alternative`` is its spoken form, where the source gives one.
    """

    mathml: str = ""
    tex: str = ""
    picture: Picture | None = None
    alternative: Alternative | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak(Node):
    """A forced new line."""


Inline: TypeAlias = (
    str | Styled | Passage | Link | CrossReference | NoteCall | Abbreviation | Ruby | Picture | Formula | LineBreak
)


# ---------------------------------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    """Running text. ``role`` is a CSS class where the paragraph is of a special kind (``attribution``, ``credit`` …)."""

    content: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Node):
    """The title of an article, section, figure, table … : ``label`` is its number or mark as printed."""

    content: tuple[Inline, ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """A section of the text. ``level`` is the rank of its heading: 2 for the sections of an article, at most 6."""

    title: Title | None = None
    level: int
    content: tuple[Block, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Node):
    """One item; a single ``Paragraph`` in ``content`` is shown without paragraph breaks."""

    content: tuple[Block, ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Node):
    """A list. ``kind`` is JATS's ``list-type``: ``bullet``, ``order``, ``alpha-lower``, ``roman-upper``, ``simple`` …"""

    title: Title | None = None
    kind: str
    items: tuple[ListItem, ...]
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Node):
    """One term (or several) with what it means."""

    terms: tuple[Paragraph, ...]
    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Node):
    """A list of terms and their definitions."""

    title: Title | None = None
    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Node):
    """Words of somebody else, set apart; the attribution is a ``Paragraph`` of role ``attribution`` at its end."""

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Node):
    """A block beside or within the text that keeps its own title: boxed text, a statement, a verse, an unknown element.

    ``kind`` is the JATS element's name. A film or a sound (``media``) has its alternative among its content: a ``Paragraph`` of
    role ``alternative``; ``decorative`` where the source says that it needs none.
    """

    title: Title | None = None
    kind: str
    content: tuple[Block, ...]
    decorative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """Pictures with a title and a caption; nested figures of a group are blocks of ``content``.

    ``kind`` is the JATS element's name where it is not ``fig``: ``chem-struct-wrap``, ``fig-group``.
    """

    title: Title | None = None
    kind: str = ""
    caption: tuple[Block, ...] = ()
    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """One cell of a table; a single ``Paragraph`` in ``content`` is shown without paragraph breaks.

    ``scope`` is ``col``, ``row``, ``colgroup``, ``rowgroup`` for a header cell, ``""`` for a data cell.
    """

    content: tuple[Block, ...]
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1
    align: str = ""

    @property
    def is_header(self) -> bool:
        """Whether other cells are read under this one."""
        return bool(self.scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Node):
    """One row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table: header rows, bodies (groups of rows), footer rows; ``foot`` holds its notes and credits."""

    title: Title | None = None
    caption: tuple[Block, ...] = ()
    head: tuple[Row, ...]
    bodies: tuple[tuple[Row, ...], ...]
    foot_rows: tuple[Row, ...] = ()
    foot: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    alternative: Alternative | None = None
    description: LongDescription | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayFormula(Node):
    """A formula on a line of its own, with its number."""

    formula: Formula
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Node):
    """Text whose line ends and spaces count; ``language`` is a programming language, where it is one."""

    content: tuple[Inline, ...]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """A footnote. ``label`` is its mark as printed."""

    content: tuple[Block, ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes(Node):
    """The notes called in a section, at its end, in the order of their calls."""

    title: Title | None = None
    items: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Node):
    """One entry of a list of references, its words as they are to be read; a citation in parts is set by then."""

    content: tuple[Inline, ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class References(Node):
    """A list of references. ``level`` as for ``Section``."""

    title: Title | None = None
    level: int
    items: tuple[Reference, ...]


Block: TypeAlias = (
    Paragraph
    | Section
    | List
    | DefinitionList
    | Quotation
    | Box
    | Figure
    | Picture
    | Table
    | DisplayFormula
    | Code
    | Notes
    | References
)


# --------------------------------------------------------------------------------------------------------------- article


AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor(Node):
    """Somebody who made the article: a person, or a group with its ``members``.

    ``role`` is ``author``, ``editor``, ``reviewer``, ``translator`` … ; ``title`` is that role in the source's own words.
    ``details`` stand beside the name (marks are a ``Passage`` of role ``marks``), ``contacts`` and ``contributions`` elsewhere.
    ``corresponding``, ``equal`` and ``deceased`` are true where an attribute alone says so, and no mark leads to words of the
    source that say it.
    """

    name: str
    sort_name: str = ""
    role: str = AUTHOR
    title: tuple[Inline, ...] = ()
    details: tuple[Inline, ...] = ()
    contacts: tuple[Passage | Link, ...] = ()
    contributions: tuple[Passage, ...] = ()
    members: tuple[Contributor, ...] = ()
    orcid: str = ""
    corresponding: bool = False
    equal: bool = False
    deceased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as far as it is known: month and day are 0 where the source gives none. ``kind`` is ``pub``, ``received`` …"""

    kind: str
    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """ISO 8601, as short as what is known: ``2013-10-01``, ``2013-10``, ``2013``."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.month and self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords(Node):
    """A group of keywords in one language, each a paragraph; ``kind`` is that of JATS: ``author``, ``hashtags``."""

    title: Title | None = None
    kind: str = ""
    items: tuple[Paragraph, ...]


OPENING = frozenset({"abstract", "teaser", "summary", "executive-summary", "short", "web-summary", "toc"})
"""Kinds of an abstract (JATS's ``abstract-type``) that may open an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the house adds to the names above an article: its logo, and words beside it.

    ``name`` is what the logo stands for, ``""`` where it is decoration beside the name in words. ``name_lang`` and
    ``text_lang`` are the languages of these words, ``""`` for the article's own.
    """

    logo: Path | None = None
    name: str = ""
    name_lang: str = ""
    text: str = ""
    text_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands before the text: who, what, when, under which licence.

    ``subjects`` are the few that stand above the title, ``topics`` the others. ``author_notes`` stand below the authors,
    ``contributor_notes`` at the end of the article. ``pages`` are those of the printed journal, ``number`` is the article's.
    ``embargo`` and ``release_number`` are those of a press release. ``journal_lang`` and ``publisher_lang`` are the languages
    of these names, ``""`` for the article's own. ``publisher_place`` is where the publisher is, in the source's words.
    ``masthead`` is the house's, not the source's.
    """

    title: Title | None = None
    subtitles: tuple[Title, ...] = ()
    journal: str = ""
    journal_lang: str = ""
    publisher: str = ""
    publisher_lang: str = ""
    publisher_place: str = ""
    subjects: tuple[Paragraph, ...] = ()
    topics: tuple[Paragraph, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    embargo: Paragraph | None = None
    release_number: Paragraph | None = None
    contributors: tuple[Contributor, ...] = ()
    affiliations: tuple[Paragraph, ...] = ()
    author_notes: tuple[Block, ...] = ()
    contributor_notes: tuple[Block, ...] = ()
    dates: tuple[Date, ...] = ()
    abstracts: tuple[Section, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    funding: tuple[Block, ...] = ()
    permissions: tuple[Block, ...] = ()
    licence_href: str = ""
    identifier: str = ""
    doi: str = ""
    other: tuple[Block, ...] = ()
    masthead: Masthead = Masthead()

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors whom a citation names."""
        return tuple(one for one in self.contributors if one.role == AUTHOR)

    @property
    def others(self) -> tuple[Contributor, ...]:
        """Editors, reviewers, translators, and all others who are not its authors."""
        return tuple(one for one in self.contributors if one.role != AUTHOR)

    @property
    def printed_in(self) -> str:
        """Volume, issue, and pages or article number, in the form of a citation: ``24(1), 74–101``."""
        volume = self.volume + (f"({self.issue})" if self.issue else "")
        return ", ".join(part for part in (volume, self.pages, self.number) if part)

    def names(self, lang: str) -> dict[str, str]:
        """Return the names of journal and publisher, each once, with the language of each; ``lang`` is the article's."""
        named = {self.publisher: self.publisher_lang or lang, self.journal: self.journal_lang or lang}
        return {name: named[name] for name in (self.journal, self.publisher) if name}

    def written_names(self, lang: str) -> dict[str, str]:
        """Return those that stand in words above an article: without what the logo stands for, or the house's words say."""
        said = {self.masthead.name, self.masthead.text}
        return {name: own for name, own in self.names(lang).items() if name not in said}

    def standfirst(self, lang: str) -> Section | None:
        """Return the abstract that opens the article: in its language, short of kind, without a title of its own."""
        return next(
            (item for item in self.abstracts if item.title is None and item.kind in OPENING and item.lang == lang), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """The same article in another language: how its reader would look for it."""

    lang: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """A tag that the source does not have: the language of a node that was worked out from its words.

    ``confidence`` is the detector's, from 0 to 1; ``voice`` says whether it was enough to let another voice speak.
    """

    id: str
    line: int
    lang: str
    confidence: float
    voice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Node):
    """One article in one language.

    ``name`` is the stem of its files (the source's stem, or its folder's name). ``siblings`` are the same article in other
    languages, by language and title; the original alone holds them whole, in ``translations``. ``findings`` are what
    reading it brought up; the original has those of its translations too. ``places`` are the elements of the source that
    its nodes come from: by a node's id, the number of its start tag in the file, from 0; ``start_tags`` are the line and the
    column of each. ``detected`` are the languages that were worked out; None where nobody has looked. ``edited`` is what was
    read in place of what the file holds (the same, with a catalog applied); None where it was the file.
    """

    name: str
    source: Path
    kind: str
    front: Front
    body: tuple[Block, ...]
    back: tuple[Block, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    translations: tuple[Article, ...] = ()
    findings: tuple[Finding, ...] = ()
    detected: tuple[Detection, ...] | None = None
    places: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)
    start_tags: Sequence[tuple[int, int]] = field(default=(), repr=False, compare=False)
    edited: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def language(self) -> str:
        """The article's language: a canonical BCP 47 tag, ``und`` where the source gives none."""
        return self.lang

    @property
    def title(self) -> str:
        """The title as plain text, ``""`` where there is none."""
        return plain(self.front.title.content) if self.front.title else ""

    @property
    def label(self) -> str:
        """What the article is called: its title, or else the name of its files, as text."""
        return self.title or printable(self.name)

    @property
    def date(self) -> Date | None:
        """When the article was published: its first ``pub`` date, to the day where another of that year has it; or any date."""
        published = [date for date in self.front.dates if date.kind.startswith("pub") or date.kind == "epub"]
        same_year = [date for date in published if date.year == published[0].year]
        return max(same_year, key=lambda date: len(str(date)), default=next(iter(self.front.dates), None))

    @property
    def other_dates(self) -> tuple[Date, ...]:
        """All its dates but the one it was published on, and those of a journal's issue of the same year."""
        rest = [date for date in dict.fromkeys(self.front.dates) if date != self.date]
        return tuple(date for date in rest if not self._says_no_more(date))

    def _says_no_more(self, other: Date) -> bool:
        """Whether a date adds nothing to the day on which the article was published."""
        if self.date is None or other.year != self.date.year:
            return False
        is_issue = any(part in other.kind for part in ("collection", "cover", "issue", "hwp-"))  # HighWire's own processing
        return is_issue or (other.kind.startswith(("pub", "epub", "ppub")) and str(self.date).startswith(str(other)))

    @property
    def history(self) -> tuple[Date, ...]:
        """All its dates, from the first to the last."""
        return tuple(sorted((*self.other_dates, *([self.date] if self.date else [])), key=str))

    def editions(self) -> tuple[Article, ...]:
        """The article and its translations, in the source's order."""
        return (self, *self.translations)

    def where(self, id: str, line: int = 0) -> Where:
        """Return the place of a node of the article by its id; ``line`` counts where the id is not that of an element."""
        number = self.places.get(id)
        known = number is not None and number < len(self.start_tags)
        line, column = self.start_tags[number] if known and number is not None else (line, 0)
        return Where(file=str(self.source), line=line, column=column, id=id)

    def source_bytes(self) -> bytes:
        """Return the JATS that the article was read from. Raises ``OSError`` where its file can no longer be read."""
        return self.source.read_bytes() if self.edited is None else self.edited


# --------------------------------------------------------------------------------------------------------------- walking


def children(node: object) -> Iterator[Node]:
    """Yield the nodes directly inside a node (or inside ``Front``), in reading order."""
    if isinstance(node, Node | Front):
        for name in _holders(node):
            yield from _nodes(getattr(node, name))


DATA = frozenset({"str", "int", "bool", "Path", "Style", "Masthead", "Origin", "Provenance | None"}) | frozenset(
    {"Mapping[str, int]", "tuple[Path, ...]", "tuple[int, int]", "tuple[Detection, ...] | None", "bytes | None"}
)
"""Types of fields, as they are written, that hold no node."""


def _holders(node: Node | Front) -> tuple[str, ...]:
    """Return the fields of a node that may hold nodes."""
    return _fields(cast("Hashable", type(node)))


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.type not in DATA)


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, str):
        return
    if isinstance(value, Node):
        yield value
    elif isinstance(value, Front):
        yield from children(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


_Kept = TypeVar("_Kept", bound=Node)


def rebuilt(node: _Kept, change: Callable[[Node], Node]) -> _Kept:
    """Return a node with each node directly inside it changed; strings and other values stay."""
    return replace(node, **_changes(node, change))


def _changes(node: Node | Front, change: Callable[[Node], Node]) -> dict[str, Any]:
    return {name: _changed(getattr(node, name), change) for name in _holders(node)}


def _changed(value: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, Front):
        return replace(value, **_changes(value, change))
    return tuple(_changed(item, change) for item in value) if isinstance(value, tuple) else value


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything inside it, parents first; an article's translations are left out."""
    yield node
    for child in children(node):
        if not isinstance(child, Article):
            yield from walk(child)


def plain(content: tuple[Inline, ...]) -> str:
    """Return the words of inline content without markup; marks of notes are left out, formulas give their spoken form."""
    return " ".join("".join(_plain(item) for item in content).split())


def _plain(item: Inline) -> str:
    match item:
        case str():
            return item
        case NoteCall():
            return ""
        case LineBreak():
            return " "
        case Picture() | Formula():
            return item.alternative.text if item.alternative else ""
        case Abbreviation():
            expansion = plain(item.expansion)
            return plain_keep(item.content) + (f" ({expansion})" if expansion else "")
        case Ruby():
            return f"{plain_keep(item.content)} ({plain(item.reading)})"
        case _:
            return plain_keep(item.content)


def plain_keep(content: tuple[Inline, ...]) -> str:
    """Like ``plain``, with the spaces at either end kept."""
    return "".join(_plain(item) for item in content)
