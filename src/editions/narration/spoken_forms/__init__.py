"""Spoken forms: what is written -> what is said, with the map between them.

``p < 0.05`` is said "p less than 0.05", ``2 623`` "2623", ``10⁶`` "10 to the power of 6". Each rule is a shape of the written
text and what is said for it; rules read the written text alone, and the first that claims a stretch has it. Their words stand
in ``words/LANG.toml``. Figures that voices read well stay figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from editions.languages.tags import primary
from editions.narration.spoken_forms import (
    abbreviations,
    dates,
    fractions,
    letters,
    links,
    money,
    numbers,
    ordinals,
    powers,
    ranges,
    signs,
    units,
)
from editions.narration.spoken_forms.forms import Claims, Form, Spoken, SpokenPiece
from editions.narration.spoken_forms.lexicon import NO_LEXICON, Lexicon
from editions.narration.spoken_forms.rule import FormRules, Habits, Reading
from editions.narration.spoken_forms.words import words

__all__ = ["Form", "Habits", "Lexicon", "Spoken", "SpokenForms", "SpokenPiece", "spoken"]

NO_HABITS: Final = Habits()

RULES: Final[FormRules] = (
    *links.RULES,
    *dates.RULES,
    *ordinals.RULES,
    *money.RULES,
    *units.RULES,
    *abbreviations.RULES,
    *letters.RULES,
    *powers.RULES,
    *letters.SINGLE,
    *signs.SHAPES,
    *ranges.RULES,
    *fractions.RULES,
    *numbers.RULES,
    *signs.SIGNS,
)
"""All rules; those before have the first claim."""


def spoken(text: str, lang: str, *, habits: Habits = NO_HABITS, lexicon: Lexicon = NO_LEXICON) -> Spoken:
    """Return what is said for a text in a language (BCP 47); in one that we have no forms in, the lexicon's alone."""
    claims = Claims(text)
    for form in lexicon.forms(text):
        claims.add(form)
    if known := words(lang):
        reading = Reading(lang=lang, words=known, usual=usual_decimal(lang), habits=habits)
        for rule in RULES:
            for form in rule.forms(text, reading):
                claims.add(form)
    return Spoken(written=text, forms=claims.forms)


def usual_decimal(lang: str) -> str:
    """Return the sign of decimals that a language uses."""
    known = words(lang)
    return (known and known.say("decimal")) or ","


def habits(texts: Sequence[str], lang: str) -> Habits:
    """Return how the author of texts in one language writes, as far as they tell."""
    return Habits(
        decimal=numbers.decimal_sign(texts, usual_decimal(lang)),
        acronyms=frozenset(name for text in texts for name in abbreviations.defined(text)),
        capitals=letters.emphasized(texts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenForms:
    """How the texts of one article are said: its author's habits and its lexicons, by language (primary subtags)."""

    habits: Mapping[str, Habits] = field(default_factory=dict)
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)

    @classmethod
    def learnt(cls, texts: Iterable[tuple[str, str]], lexicons: Mapping[str, Lexicon]) -> SpokenForms:
        """Return the spoken forms for texts, each a pair of text and language: their author's habits are learnt from them."""
        by_language: dict[str, list[str]] = {}
        for text, lang in texts:
            by_language.setdefault(primary(lang), []).append(text)
        return cls(habits={lang: habits(found, lang) for lang, found in by_language.items()}, lexicons=lexicons)

    def of(self, text: str, lang: str) -> Spoken:
        """Return what is said for one of the texts."""
        name = primary(lang)
        return spoken(text, lang, habits=self.habits.get(name, NO_HABITS), lexicon=self.lexicons.get(name, NO_LEXICON))
