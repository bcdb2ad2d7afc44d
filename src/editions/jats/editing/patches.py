"""Patches of a source's text, gathered from all edits and then made at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from editions.jats.editing.changes import Change, Edited
from editions.jats.editing.document import Document, Element
from editions.jats.editing.edits import EditError
from editions.jats.editing.markup import escaped, listed
from editions.jats.source import name

_ATTRIBUTE = re.compile(
    r"""\s(?P<whole>(?P<key>[^\s=<>"'/]++)\s*+=\s*+(?P<quote>["'])(?P<value>(?:(?!(?P=quote)).)*)(?P=quote)?)""", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Text for a stretch of the source (an insertion where that is empty).

    ``rank`` orders the patches of one place: wrappings end there, then something stands there, then wrappings begin.
    """

    start: int
    end: int
    text: str
    rank: tuple[int, int] = (0, 0)

    @property
    def order(self) -> tuple[int, tuple[int, int]]:
        """Where it comes among the patches of a file."""
        return self.start, self.rank


@dataclass(slots=True)
class Patches:
    """The patches of one document."""

    document: Document
    _made: list[Patch] = field(default_factory=list)
    _filled: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _wraps: list[tuple[int, int]] = field(default_factory=list)
    _earlier: int = 0
    _claimed: set[tuple[Element, str]] = field(default_factory=set)

    def begin(self) -> None:
        """Begin the next edit: what is wrapped from here on may cross nothing that an earlier edit has wrapped."""
        self._earlier = len(self._wraps)

    def claim(self, node: Element, what: str) -> None:
        """Note that an edit gives an element something. Raises ``EditError`` where another has done so."""
        if (node, what) in self._claimed:
            raise EditError(f"Two edits give <{name(node)}> (line {node.sourceline}) its {what}. Leave one of them out.")
        self._claimed.add((node, what))

    def insert(self, at: int, text: str) -> None:
        """Put markup at a place of the text."""
        self._made.append(Patch(start=at, end=at, text=text))

    def replace(self, start: int, end: int, text: str) -> None:
        """Put text in the place of what stands from ``start`` to ``end``."""
        self._made.append(Patch(start=start, end=end, text=text))

    def put(self, holder: Element, text: str, after: Element | None = None) -> None:
        """Put markup into an element, behind one of its children; at its beginning where there is none."""
        tag = self.document.tag(holder)
        if tag.is_empty:
            self._filled[self.document.places[holder]].append(text)
        else:
            self.insert(tag.opened if after is None else self.document.tag(after).end, text)

    def wrap(self, start: int, end: int, wrapper: str, attributes: Mapping[str, str], last: str = "") -> None:
        """Put an element around a stretch of text, with ``last`` as markup at its end.

        Raises ``EditError`` where one of an earlier edit crosses it.
        """
        earlier = self._wraps[: self._earlier]
        if any(s < start < e < end or start < s < end < e or (s, e) == (start, end) for s, e in earlier):
            raise EditError("Two edits say the language of the same words. Leave one of them out.")
        self._wraps.append((start, end))
        self._made.append(Patch(start=start, end=start, text=f"<{wrapper}{listed(attributes)}>", rank=(1, -end)))
        self._made.append(Patch(start=end, end=end, text=f"{last}</{wrapper}>", rank=(-1, -start)))

    def set(self, node: Element, attributes: Mapping[str, str]) -> None:
        """Give an element attributes; the value of one that it has already is replaced."""
        tag = self.document.tag(node)
        for key, value in attributes.items():
            self.claim(node, key)
            if match := self._attribute(node, key):
                self.replace(*match.span("value"), escaped(value))
            else:
                self.insert(tag.named, listed({key: value}))

    def unset(self, node: Element, key: str) -> None:
        """Take an attribute from an element, if it has it."""
        if match := self._attribute(node, key):
            self.replace(*match.span("whole"), "")

    def _attribute(self, node: Element, key: str) -> re.Match[str] | None:
        tag = self.document.tag(node)
        found = _ATTRIBUTE.finditer(self.document.text, tag.named, tag.opened)
        return next((match for match in found if match["key"] == key), None)

    def made(self) -> Edited:
        """Return the file with all patches made. Raises ``EditError`` where one lies within another."""
        data, changes = bytearray(), []
        at = 0
        for patch in sorted([*self._made, *self._fillings()], key=attrgetter("order")):
            if patch.start < at:
                raise EditError("Two edits change the same words. Leave one of them out.")
            data += self._encoded(self.document.text[at : patch.start])
            inserted = self._encoded(patch.text)
            removed = self._encoded(self.document.text[patch.start : patch.end])
            changes.append(Change(offset=len(data), inserted=inserted, removed=removed))
            data += inserted
            at = patch.end
        return Edited(data=bytes(data + self._encoded(self.document.text[at:])), changes=tuple(changes))

    def _fillings(self) -> list[Patch]:
        """Return what empty tags hold now: their ``/`` goes, and an end tag comes."""
        found = []
        for number, parts in self._filled.items():
            tag = self.document.tags[number]
            named = self.document.text[tag.start + 1 : tag.named]
            found.append(Patch(start=tag.opened - 2, end=tag.opened - 1, text=f">{''.join(parts)}</{named}"))
        return found

    def _encoded(self, text: str) -> bytes:
        """Return text in the file's encoding; a letter that it lacks becomes a reference."""
        return text.encode(self.document.encoding, "xmlcharrefreplace")
