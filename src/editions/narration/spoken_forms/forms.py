"""A text as written and as spoken, and the map between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is said for the characters ``begin`` to ``end`` of a written text; ``""``: nothing."""

    begin: int
    end: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPiece:
    """A stretch of a spoken text, ``said``, and the characters ``begin`` to ``end`` of the written text that it stands for."""

    begin: int
    end: int
    said: str
    replaced: bool


@dataclass(frozen=True)
class Spoken:
    """A written text and what is said for it. ``forms`` follow each other in the order of the text, without overlap."""

    written: str
    forms: tuple[Form, ...] = ()

    @cached_property
    def text(self) -> str:
        """The text as spoken."""
        return "".join(piece.said for piece in self.pieces)

    @cached_property
    def pieces(self) -> tuple[SpokenPiece, ...]:
        """The spoken text in stretches, in order: those that are replaced, and those that are said as they are written."""
        return tuple(self._pieces())

    def written_at(self, offset: int) -> tuple[int, int]:
        """Return which characters of the written text a character of the spoken text stands for: first, and one after the last.

        A character of a replaced stretch stands for all of it. Raises ``IndexError`` outside the spoken text.
        """
        if not 0 <= offset < len(self.text):
            raise IndexError(offset)
        number = bisect_right(self._starts, offset) - 1
        piece = self.pieces[number]
        if piece.replaced:
            return piece.begin, piece.end
        at = piece.begin + offset - self._starts[number]
        return at, at + 1

    @cached_property
    def _starts(self) -> list[int]:
        """Where each piece begins in the spoken text."""
        starts, at = [], 0
        for piece in self.pieces:
            starts.append(at)
            at += len(piece.said)
        return starts

    def _pieces(self) -> Iterator[SpokenPiece]:
        at, before = 0, ""
        for number, form in enumerate(self.forms):
            kept = self.written[at : form.begin]
            if kept:
                yield SpokenPiece(begin=at, end=form.begin, said=kept, replaced=False)
                before = kept
            touching = number + 1 < len(self.forms) and self.forms[number + 1].begin == form.end
            said = self._apart(before, form, touching=touching)
            if said:
                yield SpokenPiece(begin=form.begin, end=form.end, said=said, replaced=True)
                before = said
            at = form.end
        if at < len(self.written):
            yield SpokenPiece(begin=at, end=len(self.written), said=self.written[at:], replaced=False)

    def _apart(self, before: str, form: Form, *, touching: bool) -> str:
        """Return a form with spaces where it would run into the words beside it."""
        after = self.written[form.end : form.end + 1]
        if not form.said:
            return " " if before[-1:].isalnum() and after.isalnum() and not touching else ""
        left = " " if _is_word(before[-1:]) and _is_word(form.said[0]) else ""
        right = " " if not touching and _is_word(form.said[-1]) and _is_opening(after) else ""
        return f"{left}{form.said}{right}"


class Claims:
    """Which characters of a text have a form: the first that claims them has them."""

    def __init__(self, text: str) -> None:
        self._taken = bytearray(len(text))
        self._forms: list[Form] = []

    def add(self, form: Form) -> None:
        """Take a form, unless some of its characters have one."""
        if any(self._taken[form.begin : form.end]):
            return
        self._taken[form.begin : form.end] = b"\1" * (form.end - form.begin)
        self._forms.append(form)

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms, in the order of the text."""
        return tuple(sorted(self._forms, key=lambda form: form.begin))


def _is_word(character: str) -> bool:
    return character.isalnum() or character in tuple("%)]")


def _is_opening(character: str) -> bool:
    return character.isalnum() or character in tuple("([−$€£<>=±~")
