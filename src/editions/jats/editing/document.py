"""A source as it is edited: its tree, and where each of its tags stands in its text."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editions.jats import entities
from editions.jats.editing.edits import EditError
from editions.jats.source import MATHML, document, name

Element = etree._Element

_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)
      | <!DOCTYPE (?: [^\[\]"'<>]++ | "[^"]*+"? | '[^']*+'?
                    | \[ (?: <!--.*?(?:-->|\Z) | <\?.*?(?:\?>|\Z) | "[^"]*+"? | '[^']*+'? | [^\]"'] )* \]? )* >?
      | (?P<cdata> <!\[CDATA\[ (?P<held>.*?) (?:\]\]>|\Z) )
      | </ (?P<closed>[^\s>]++) [^>]*+ >?
      | < (?P<opened>[^\s/>]++) (?: [^"'>]++ | "[^"]*+"? | '[^']*+'? )* >?
      | & (?P<entity>[^;]++) ;?
      | (?P<line>\r\n?)
      | (?P<text>[^<&\r]+)""",
    re.DOTALL | re.VERBOSE,
)
"""The parts of a well-formed document, one after the other (R. D. Cameron, REX: XML shallow parsing, 1998).

A part that does not end takes all the rest, so that nothing is looked at twice.
"""

_OWN = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Where an element stands in the text, in characters.

    ``start`` is the first of its start tag, ``named`` behind the name in it, ``opened`` behind that tag; ``closing`` is the
    first of its end tag, ``end`` behind that. An empty tag (``<graphic/>``) has ``opened``, ``closing`` and ``end`` in one.
    """

    start: int
    named: int
    opened: int
    closing: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether one tag is the whole element."""
        return self.opened == self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that reads ``text``: letter by letter, or as a whole (a reference, a CDATA section, a line's end)."""

    start: int
    end: int
    text: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file's text and encoding, its elements in their order, and the tags of each.

    ``ids`` has the elements by each id that no other has, ``named`` the texts of the entities that the file declares.
    """

    file: str
    text: str
    encoding: str
    nodes: tuple[Element, ...]
    tags: tuple[Tag, ...]
    places: dict[Element, int]
    ids: dict[str, Element]
    named: dict[str, str]

    @classmethod
    def of(cls, data: bytes, file: str = "article.xml") -> Document:
        """Return a file as it is edited. Raises ``SourceError`` for one that cannot be read, ``EditError`` for an encoding."""
        root = document(Path(file), data).getroottree().getroot()
        text, encoding = _decoded(data, root, file)
        nodes, tags = tuple(root.iter(etree.Element)), _tags(text)
        if len(nodes) != len(tags):  # the two ways of reading must agree before anything is written
            raise EditError(f"{file}: its {len(nodes)} elements do not match its {len(tags)} tags. Save it as plain XML.")
        places = {node: number for number, node in enumerate(nodes)}
        return cls(
            file=file,
            text=text,
            encoding=encoding,
            nodes=nodes,
            tags=tags,
            places=places,
            ids=_ids(nodes),
            named=entities.declared(root),
        )

    def tag(self, node: Element) -> Tag:
        """Return where an element stands."""
        return self.tags[self.places[node]]

    def content(self, node: Element) -> Iterator[Piece | Element]:
        """Yield what an element holds: its stretches of text and its children, in order."""
        at = self.tag(node).opened
        for item in node:
            if isinstance(item.tag, str):
                yield from self._pieces(at, self.tag(item).start)
                yield item
                at = self.tag(item).end
        yield from self._pieces(at, self.tag(node).closing)

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        for match in _TOKEN.finditer(self.text, start, end):
            if match["text"] is not None:
                yield Piece(start=match.start(), end=match.end(), text=match["text"])
            elif (text := self._read(match)) is not None:
                yield Piece(start=match.start(), end=match.end(), text=text, is_whole=True)

    def _read(self, match: re.Match[str]) -> str | None:
        """Return what a reference, a CDATA section or the end of a line reads; None for what is no text."""
        if match["line"] is not None:
            return "\n"
        if (entity := match["entity"]) is None:
            return match["held"]
        if entity.startswith("#"):
            return chr(int(entity[2:], 16) if entity[1] == "x" else int(entity[1:]))
        return _OWN.get(entity) or self.named.get(entity) or entities.character(entity) or ""


def kind(node: Element | None) -> str:
    """Return an element's name in JATS, ``""`` for one of MathML (which has a ``list`` and a ``sec`` too) and for None."""
    return "" if node is None or str(node.tag).startswith(f"{{{MATHML}}}") else name(node)


def _decoded(data: bytes, root: Element, file: str) -> tuple[str, str]:
    """Return a file's text and its encoding, where the one gives the other back byte for byte."""
    declared = root.getroottree().docinfo.encoding or "utf-8"
    encoding = next((found for mark, found in (*_MARKS, *_WIDE) if data.startswith(mark)), declared)
    try:
        text = data.decode(encoding)
        if text.encode(encoding) == data:
            return text, encoding
    except (LookupError, ValueError):
        pass
    raise EditError(f"{file}: its encoding, {declared}, cannot be edited byte by byte. Save it as UTF-8, and say so in it.")


def _ids(nodes: tuple[Element, ...]) -> dict[str, Element]:
    times = Counter(node.get("id") for node in nodes)
    return {node.attrib["id"]: node for node in nodes if times[node.get("id")] == 1 and "id" in node.attrib}


def _tags(text: str) -> tuple[Tag, ...]:
    """Return where each element stands, in the order of their start tags."""
    found: list[Tag | None] = []
    open_: list[tuple[int, int, int, int]] = []
    for match in _TOKEN.finditer(text):
        if match["opened"]:
            start, named, end = match.start(), match.end("opened"), match.end()
            is_empty = text[end - 2] == "/"
            found.append(Tag(start=start, named=named, opened=end, closing=end, end=end) if is_empty else None)
            if not is_empty:
                open_.append((len(found) - 1, start, named, end))
        elif match["closed"]:
            number, start, named, opened = open_.pop()
            found[number] = Tag(start=start, named=named, opened=opened, closing=match.start(), end=match.end())
    return tuple(tag for tag in found if tag is not None)
