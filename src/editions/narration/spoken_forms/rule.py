"""What a rule of spoken forms is: a shape of written text, and what is said for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from editions.narration.spoken_forms.forms import Form
from editions.narration.spoken_forms.words import SpokenWords

SPACE: Final = " \u00a0\u2009\u202f"
"""Spaces that stand between a number and what belongs to it, as the inside of a class of a regular expression."""

NUMBER: Final = rf"(?:\d{{1,3}}(?:[{SPACE}.,]\d{{3}}(?!\d)){{1,6}}|\d{{1,20}})(?:[.,]\d{{1,20}})?"
"""A number as it is written: thousands apart or not, decimals or not."""

LOOK_BACK: Final = 40
"""Characters in which the word before a shape is looked for."""

_LAST_WORD: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,40}\.?)[^\w.]{1,3}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How the author of a text writes in one language: the sign of decimals (``""``: as the language does).

    ``acronyms`` are those that could be taken for Roman numerals, ``capitals`` the words in capitals that are no acronyms.
    """

    decimal: str = ""
    acronyms: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """In what a text is read: language (BCP 47), its words, its usual sign of decimals, its author's habits."""

    lang: str
    words: SpokenWords
    usual: str
    habits: Habits

    @property
    def decimal(self) -> str:
        """The sign of decimals: ``.`` or ``,``."""
        return self.habits.decimal or self.usual


Say: TypeAlias = Callable[[re.Match[str], Reading], str | None]


@dataclass(frozen=True, slots=True)
class FormRule:
    """A shape and what is said for it: for the group ``said`` of the pattern, else for all of it. None: it is left alone."""

    pattern: re.Pattern[str]
    say: Say

    def forms(self, text: str, reading: Reading) -> Iterator[Form]:
        """Yield what the rule would say in a text, in order."""
        group: str | int = "said" if "said" in self.pattern.groupindex else 0
        for found in self.pattern.finditer(text):
            said = self.say(found, reading)
            if said is not None:
                begin, end = found.span(group)
                yield Form(begin=begin, end=end, said=said)


FormRules: TypeAlias = Sequence[FormRule]


def word_before(found: re.Match[str], at: int | None = None) -> str:
    """Return the word before a shape (or before an offset of the text), with its full stop, in small letters."""
    end = found.start() if at is None else at
    last = _LAST_WORD.search(found.string[max(0, end - LOOK_BACK) : end])
    return last[1].lower() if last else ""
