"""What one file may cost to read: a budget for the whole of it, so that nothing that it shares or repeats multiplies the cost.

Whatever is read is paid for each time it is read, before it is kept. Who runs out of something raises ``BudgetSpent``: that
part of the file is then reported as examined in part, and nothing is guessed of the rest.
"""

from __future__ import annotations

from typing import Final

BYTES: Final = "bytes of unpacked streams"
WORDS: Final = "words of drawing"
OPERATORS: Final = "operators and strings of drawing"
GLYPHS: Final = "glyphs"
LETTERS: Final = "characters of text"
DRAWN: Final = "texts, areas and marks"
LOOKS: Final = "areas that may lie behind its text"
FORMS: Final = "drawings of forms"
FONTS: Final = "entries in the tables of its fonts"
OBJECTS: Final = "entries in its lists and trees"
ELEMENTS: Final = "structure elements"
READ: Final = "characters of tagged text, counted at each level that holds them"
ANNOTATIONS: Final = "annotations"
ITEMS: Final = "bookmarks"

LIMITS: Final = {
    BYTES: 256 << 20,
    WORDS: 10_000_000,
    OPERATORS: 3_000_000,
    GLYPHS: 10_000_000,
    LETTERS: 20_000_000,
    DRAWN: 1_000_000,
    LOOKS: 30_000_000,
    FORMS: 50_000,
    FONTS: 3_000_000,
    OBJECTS: 3_000_000,
    ELEMENTS: 200_000,
    READ: 80_000_000,
    ANNOTATIONS: 50_000,
    ITEMS: 20_000,
}
"""How much of each is read of one file: some ten times what long books hold. All of it together takes about a gigabyte."""


class BudgetSpent(Exception):
    """A file, or a part of it, has more of something than is read; ``str()`` says of what."""


class Budget:
    """What may still be read of one file."""

    def __init__(self) -> None:
        self._left = dict(LIMITS)

    def spend(self, what: str, amount: int = 1) -> None:
        """Pay for something that is about to be read or kept; raise ``BudgetSpent`` where there is not enough left."""
        left = self._left[what] - amount
        self._left[what] = left
        if left < 0:
            raise BudgetSpent(f"the file has more than {LIMITS[what]:,} {what}")
