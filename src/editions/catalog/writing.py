"""Catalog -> TOML: stable, with comments for the editor, and safe whatever the article's words hold.

The file is made of pieces: text that stands, and *slots* for the answers. The page of ``describe --html`` gets the same pieces
and fills the slots in the browser, so that what it saves is what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editions.catalog.entries import ANSWERS, AlternativeEntry, AnyEntry, Catalog, HeadersEntry, table_of, written_fields

HEAD = """\
# What the readers of {article} miss, and what an editor writes for them. docs/catalog.md says more.
# Write below "To be written"; the rest is for you to read, and is written anew by each `editions describe`.
#   alt        what the picture says, in one breath, in the language of the entry
#   long       everything that a reader would take from it, where one breath is not enough
#   decorative true where the picture says nothing
#   source     who wrote it: "author", "editor" or "machine"; reviewer and reviewed ("2026-11-24"): who read it, and when
#   draft      true until an editor confirms; a draft reaches no reader
# Then: editions apply {article} THIS_FILE -o better.xml, or editions build {article} --catalog THIS_FILE.
"""

PROMPTS = {
    "alternative": "To be written",
    "language": "To be confirmed: the tag of the language these words are in (BCP 47)",
    "headers": "To be confirmed: how many rows at the top, and columns at the start, are headers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where an answer goes: the number of its entry in the catalog, its key, its value so far."""

    entry: int
    key: str
    value: str | bool | int

    def __str__(self) -> str:
        """The line as it is written, with its line break."""
        return line(self.key, self.value)


def written(catalog: Catalog) -> str:
    """Return a catalog as TOML."""
    return "".join(str(piece) for piece in pieces(catalog))


def pieces(catalog: Catalog) -> Iterator[str | Slot]:
    """Yield the parts of a catalog's file in their order."""
    yield HEAD.format(article=_comment(catalog.article))
    yield line("article", catalog.article)
    yield line("languages", catalog.languages)
    for number, entry in enumerate(catalog.entries):
        yield from _entry(entry, number)


def _entry(entry: AnyEntry, number: int) -> Iterator[str | Slot]:
    table = table_of(entry)
    known = [(name, getattr(entry, name)) for name, _ in written_fields(type(entry))]
    yield f"\n[[{table}]]\n"
    yield from (line(name, value) for name, value in known if name not in ANSWERS and (value or name in ("id", "language")))
    yield f"# {PROMPTS[table]}{_advice(entry)}.\n"
    for name, value in known:
        if name in ANSWERS:
            yield Slot(entry=number, key=name, value=value)


def _advice(entry: AnyEntry) -> str:
    match entry:
        case AlternativeEntry(complex=True):
            return ". It is complex: long takes what it shows, and stands as text beside it in every edition"
        case HeadersEntry() | AlternativeEntry() | _:
            return ""


def _comment(text: str) -> str:
    """Return text that may stand in a comment: no control characters."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def line(key: str, value: str | bool | int | tuple[str, ...]) -> str:
    """Return a key with its value as a line of TOML; text that has line breaks keeps them (TOML 1.0)."""
    return f"{key} = {_value(value)}\n"


def _value(value: str | bool | int | tuple[str, ...]) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _text(value)
        case _:
            return "[" + ", ".join(_text(item) for item in value) + "]"


def _text(value: str) -> str:
    safe = "".join(_escaped(sign) for sign in value)
    return f'"""\n{safe}"""' if "\n" in value else f'"{safe}"'


def _escaped(sign: str) -> str:
    """Return a character as it may stand in any basic string; half of a pair of surrogates becomes U+FFFD."""
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n" or (sign >= " " and sign != "\x7f"):
        return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign
    return f"\\u{ord(sign):04x}"
