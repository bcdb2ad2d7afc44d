"""The catalog: what an article's readers miss, an entry each, with what an editor needs to write it and what was written.

Each field of an entry is a key of its table in the TOML file. Some are *facts*, which ``describe`` writes anew at each run; the
others are *answers* (``ANSWERS``), which an editor fills.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, TypeAlias

ANSWERS: Final = frozenset(
    "alt long decorative source reviewer reviewed draft tag confirmed header_rows header_columns".split()
)
"""The fields that an editor fills."""

SOURCES: Final = ("author", "editor", "machine")
"""Where a text may come from."""

MAX_ALT_CHARS: Final = 120
"""Characters that an alt text should not exceed (SciELO SPS 1.10); longer text belongs into the long description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has.

    ``id`` is that of the node in the model, ``place`` its element's address in the source, ``language`` that of the node.
    ``gone`` marks an entry whose element is no longer in the article. ``line`` is where the entry stands in its file (0: none).
    """

    id: str
    language: str
    place: str = ""
    gone: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeEntry(Entry):
    """A text in place of a picture, a table that is one, a formula or a film.

    ``shown`` is what is seen: the picture's file, or the formula's characters. ``asks`` says why the entry is here, ``now``
    is the text that the article has, ``original`` what the article says in its own language (of a translation's entry),
    ``complex`` whether a long description is wanted.
    """

    kind: str = "picture"
    shown: str = ""
    label: str = ""
    caption: str = ""
    mentions: tuple[str, ...] = ()
    size: str = ""
    asks: str = ""
    now: str = ""
    original: str = ""
    complex: bool = False
    alt: str = ""
    long: str = ""
    decorative: bool = False
    source: str = "editor"
    reviewer: str = ""
    reviewed: str = ""
    draft: bool = False

    @property
    def answered(self) -> bool:
        """Whether anything is written, by a person or a machine."""
        return self.decorative or bool(self.alt.strip() or self.long.strip())

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody has confirmed the text: a draft, or a machine's that names no reviewer."""
        return self.draft or (self.source == "machine" and not self.reviewer.strip())

    @property
    def filled(self) -> bool:
        """Whether readers may have it: an alt text, or a long description beside the one that is there, or no need of any."""
        said = self.decorative or bool(self.alt.strip()) or bool(self.long.strip() and self.now)
        return said and not self.unconfirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageEntry(Entry):
    """A language that a passage seems to be in: ``tag``, to be confirmed.

    ``words`` are a few words inside the element, ``""`` where it is the whole of it; ``starts`` reminds of how it begins,
    ``tagged`` is its language as the article has it.
    """

    words: str = ""
    starts: str = ""
    tagged: str = ""
    tag: str = ""
    confirmed: bool = False

    @property
    def answered(self) -> bool:
        """Whether an editor has decided."""
        return self.confirmed

    @property
    def unconfirmed(self) -> bool:
        """Whether a guess waits for an editor: it is applied by nobody, and asked for by ``describe`` alone."""
        return False

    @property
    def filled(self) -> bool:
        """Whether the tag may be written."""
        return self.confirmed and bool(self.tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadersEntry(Entry):
    """The header cells of a table that marks none: how many rows at its top, and columns at its start, head the others.

    ``shown`` are its first rows.
    """

    label: str = ""
    caption: str = ""
    shown: tuple[str, ...] = ()
    header_rows: int = 0
    header_columns: int = 0
    confirmed: bool = False

    @property
    def answered(self) -> bool:
        """Whether an editor has decided."""
        return self.confirmed

    @property
    def unconfirmed(self) -> bool:
        """Whether a guess waits for an editor, as in ``LanguageEntry``."""
        return False

    @property
    def filled(self) -> bool:
        """Whether header cells may be marked."""
        return self.confirmed and bool(self.header_rows or self.header_columns)


AnyEntry: TypeAlias = AlternativeEntry | LanguageEntry | HeadersEntry

TABLES: Final[dict[str, type[AnyEntry]]] = {
    "alternative": AlternativeEntry,
    "language": LanguageEntry,
    "headers": HeadersEntry,
}
"""The tables of a catalog's file, by their names."""


def table_of(entry: AnyEntry) -> str:
    """Return the name of an entry's table."""
    return next(name for name, kind in TABLES.items() if isinstance(entry, kind))


def written_fields(kind: type[AnyEntry]) -> tuple[tuple[str, str], ...]:
    """Return the fields of an entry that its file has, each with its type as it is written, facts before answers."""
    found = [(field.name, str(field.type)) for field in fields(kind) if field.name != "line"]
    return tuple(sorted(found, key=lambda item: item[0] in ANSWERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All entries for one article: the name of its file, the languages of its editions, and the catalog's own file."""

    article: str
    languages: tuple[str, ...]
    entries: tuple[AnyEntry, ...] = ()
    file: str = ""

    @property
    def filled(self) -> int:
        """How many entries are filled."""
        return sum(entry.filled for entry in self.entries)
