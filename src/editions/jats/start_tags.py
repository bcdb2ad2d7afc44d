"""Where the start tags of a file are: line and column. libxml2 keeps no column, and of a long start tag the last line."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import overload
from xml.parsers import expat

from editions.jats.entities import Declared

Position = tuple[int, int]
"""A line and a column, in characters; both from 1."""

STYLESHEET = "xml-stylesheet"


class StartTags(Sequence[Position]):
    """The positions of the start tags of a file, in its order; the file is gone through when the first one is asked for.

    Entities are left as references, so that no text of a stranger grows. Where the file cannot be gone through to its end,
    the positions end with what was read.
    """

    def __init__(self, declared: Declared) -> None:
        self._declared = declared

    def __len__(self) -> int:
        """Return how many start tags there are."""
        return len(self._read.lines)

    @overload
    def __getitem__(self, number: int) -> Position: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Position]: ...
    def __getitem__(self, number: int | slice) -> Position | Sequence[Position]:
        """Return the position of a start tag, by its number from 0. Raises ``IndexError``."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        return self._declared.original(self._read.lines[number], self._read.columns[number])

    @property
    def style_sheets(self) -> list[Position]:
        """The positions of the instructions ``<?xml-stylesheet?>``."""
        return [self._declared.original(*position) for position in self._read.style_sheets]

    @cached_property
    def _read(self) -> _Reader:
        return _Reader(self._declared.data)


class _Reader:
    """Goes through a file once with expat, which keeps the place of every event."""

    def __init__(self, data: bytes) -> None:
        self.lines, self.columns = array("L"), array("L")
        self.style_sheets: list[Position] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.DefaultHandler = lambda _: None  # with one, expat expands no entity in a text
        with suppress(expat.ExpatError, ValueError, LookupError):  # what libxml2 reads and expat does not: a rare encoding
            self._parser.Parse(data, True)
        del self._parser

    def _start(self, _name: str, _attributes: object) -> None:
        self.lines.append(self._parser.CurrentLineNumber)
        self.columns.append(self._parser.CurrentColumnNumber + 1)

    def _instruction(self, target: str, _data: str) -> None:
        if target == STYLESHEET:
            self.style_sheets.append((self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1))
