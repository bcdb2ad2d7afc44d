"""Unpacking the streams of a file within its budget, and measuring a drawing before it is taken apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pikepdf

from editions.checks.pdf.reading.budget import BYTES, WORDS, Budget, BudgetSpent
from editions.checks.pdf.reading.values import get, identity, name, opening
from editions.checks.unpacking import FILTERS, UNPACKED

_PACKED_LZW: Final = 64 << 10
"""Bytes of LZW data that are unpacked, to 90 MB at most: qpdf has a limit for the other filters alone."""

_DRAWING = UNPACKED  # bytes of a page or a form
_DRAWING_WORDS = 2_000_000
_MAX_RATIO = 1032  # bytes that come of one, at most (DEFLATE)
_OVERHEAD = 1000  # bytes that opening a stream is charged with
_REPACKED: Final = 8 << 20  # bytes that a second packing is charged with, since what is between the two is not seen
_ASCII = frozenset(("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx"))
_LZW = frozenset(("LZWDecode", "LZW"))
_DELIMITERS = b" \t\r\n\f\0/[(<{"
"""What is before, or begins, each word (token) of a drawing (ISO 32000-1, 7.2.2)."""


class Streams:
    """The streams of one file."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._sizes: dict[tuple[int, int], tuple[int, int]] = {}

    def read(self, stream: pikepdf.Stream) -> bytes:
        """Return what a stream unpacks to."""
        data = self._unpacked(stream)
        self.budget.spend(BYTES, len(data))
        return data

    def weigh(self, parts: Iterable[pikepdf.Stream]) -> None:
        """Charge for a drawing that is about to be taken apart; raise ``BudgetSpent`` where it is longer than any that is."""
        length = words = 0
        for part in parts:
            more, more_words = self._size(part)
            length, words = length + more, words + more_words
            if length > _DRAWING or words > _DRAWING_WORDS:
                raise BudgetSpent("it draws more than is examined")
        self.budget.spend(WORDS, words)

    def _size(self, part: pikepdf.Stream) -> tuple[int, int]:
        """Return how many bytes a stream unpacks to, and how many words of a drawing these can be at most."""
        key = identity(part)
        if key not in self._sizes:
            data = self._unpacked(part)
            self._sizes[key] = len(data), 1 + len(data) - len(data.translate(None, _DELIMITERS))
        self.budget.spend(BYTES, _OVERHEAD + self._sizes[key][0])
        return self._sizes[key]

    def _unpacked(self, stream: pikepdf.Stream) -> bytes:
        filters = [name(each) for each in opening(get(stream, "/Filter"), FILTERS + 1)]
        packings = [each for each in filters if each not in _ASCII]
        self.budget.spend(BYTES, _REPACKED * max(0, len(packings) - 1))
        if any(each in _LZW for each in packings):
            is_small = packings[0] in _LZW and len(stream.read_raw_bytes()) <= _PACKED_LZW
            if not is_small or sum(each in _LZW for each in packings) > 1:
                raise BudgetSpent("a stream is packed so that it may unpack to more than is examined")
        try:
            return bytes(stream.read_bytes())
        except pikepdf.PdfError:  # perhaps after all that it may unpack to
            self.budget.spend(BYTES, min(UNPACKED, _OVERHEAD + _MAX_RATIO * len(stream.read_raw_bytes())))
            raise
