"""Entities: named characters of HTML, and the short texts that a file declares for itself. Nothing else is expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

MAX_CHARS = 1000
"""Characters of the longest text that an entity may stand for."""

_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})  # XML's own, which need no declaration
_USE = re.compile(rb"&([A-Za-z][A-Za-z0-9]{0,40});")
_DECLARED = re.compile(rb"<!ENTITY\s+([\w.:-]{1,100})")
_PROLOG = re.compile(rb"\A(?:\s++|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(rb"<!DOCTYPE(?:[^\[\"'<>]++|\"[^\"]*+\"|'[^']*+')*")
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")  # how files in UTF-16 and UTF-32 begin


def character(name: str) -> str | None:
    """Return what a named character of HTML (``eacute``) stands for, None where HTML has none of the name."""
    return html5.get(f"{name};")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A file with declarations added: the names, the place of the first use, and which columns of which line have moved."""

    data: bytes
    names: tuple[str, ...] = ()
    first: int = 0
    first_column: int = 0
    line: int = 0
    column: int = 0
    added: int = 0

    def original(self, line: int, column: int) -> tuple[int, int]:
        """Return the place in the file as it was, for a place in ``data``; both from 1."""
        moved = line == self.line and column > self.column
        return line, max(column - self.added, self.column) if moved else column


def declare(data: bytes) -> Declared:
    """Declare in a file each named character of HTML that it uses and does not declare.

    Without that, XML takes a name in a text for an error, and drops it from an attribute. No line is added. A file in UTF-16
    stays as it is.
    """
    if data.startswith(_WIDE):
        return Declared(data=data)
    own = {match[1] for match in _DECLARED.finditer(data)}
    uses: dict[bytes, int] = {}
    for match in _USE.finditer(data):
        if match[1] not in _OWN and match[1] not in own and character(match[1].decode("ascii")):
            uses.setdefault(match[1], match.start())
    if not uses:
        return Declared(data=data)
    names = tuple(sorted(name.decode("ascii") for name in uses))
    at, before, after = _place(data)
    lines = "".join(f'<!ENTITY {name} "{_references(character(name) or "")}">' for name in names).encode("ascii")
    added = before + lines + after
    return Declared(
        data=data[:at] + added + data[at:],
        names=names,
        first=data.count(b"\n", 0, min(uses.values())) + 1,
        first_column=_column(data, min(uses.values())) + 1,
        line=data.count(b"\n", 0, at) + 1,
        column=_column(data, at),
        added=len(added),
    )


def _column(data: bytes, at: int) -> int:
    """Return how many characters of its line stand before a place in a file."""
    return len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace"))


def _references(text: str) -> str:
    """Return text as references to its characters; twice escaped where XML would read the sign itself as markup."""
    return "".join(f"&#38;#{ord(sign)};" if sign in "&<" else f"&#{ord(sign)};" for sign in text)


def _place(data: bytes) -> tuple[int, bytes, bytes]:
    """Return where in a file a declaration may stand, and what has to stand before and after it."""
    start = len(_BOM) if data.startswith(_BOM) else 0
    prolog = _PROLOG.match(data[start:])
    at = start + (prolog.end() if prolog else 0)
    doctype = _DOCTYPE.match(data, at)
    if doctype is None:
        return at, b"<!DOCTYPE article [", b"]>"
    at = doctype.end()
    return (at + 1, b"", b"") if data[at : at + 1] == b"[" else (at, b" [", b"]")


def resolve(root: etree._Element) -> None:
    """Put text in the place of each reference to a named character, or to a short text that the file declares."""
    known = declared(root)
    parents = {parent: None for node in root.iter(etree.Entity) if (parent := node.getparent()) is not None}
    for parent in parents:
        _resolve_in(parent, known)


def _resolve_in(parent: etree._Element, known: dict[str, str]) -> None:
    """Do so among the children of one element, in one pass: a paragraph may hold a million of them."""
    before: etree._Element | None = None
    run = [parent.text or ""]
    for child in list(parent):
        text = _text(child.name, known) if isinstance(child, etree._Entity) else None
        if text is None:
            _set(parent, before, run)
            before, run = child, [child.tail or ""]
        else:
            run += [text, child.tail or ""]
            child.tail = None
            parent.remove(child)
    _set(parent, before, run)


def _text(name: str, known: dict[str, str]) -> str | None:
    return known.get(name, character(name))


def _set(parent: etree._Element, before: etree._Element | None, run: list[str]) -> None:
    text = "".join(run) or None
    if before is None:
        parent.text = text
    else:
        before.tail = text


def declared(root: etree._Element) -> dict[str, str]:
    """Return the entities that a file declares as plain short text; the first declaration of a name holds (XML 1.0, 4.2)."""
    found: dict[str, str] = {}
    for name, text in _declarations(root):
        if text is not None and len(text) <= MAX_CHARS and not set(text) & set("<&"):
            found.setdefault(name, text)
    return found


def external(root: etree._Element) -> Iterator[str]:
    """Yield the names of the entities that a file declares as other files."""
    for name, text in _declarations(root):
        if text is None:
            yield name


def _declarations(root: etree._Element) -> Iterator[tuple[str, str | None]]:
    """Yield the name and the text of each entity that a file declares; the text is None where it is another file's."""
    dtd = root.getroottree().docinfo.internalDTD
    for item in dtd.iterentities() if dtd is not None else ():
        yield item.name or "", item.content
