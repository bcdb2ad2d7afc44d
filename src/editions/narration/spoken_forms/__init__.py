"""Spoken forms: what is written -> what is said, with the map between them.

``p < 0.05`` is said "p less than 0.05", ``2 623`` "2623", ``10⁶`` "10 to the power of 6". Each rule is a shape of the written
text and what is said for it; rules read the written text alone, and the first that claims a stretch has it. Their words stand
in ``words/LANG.toml``. Figures that voices read well stay figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from editions.languages.tags import primary
from editions.narration.spoken_forms import abbreviations, dates, letters, links, measures, numbers, powers, signs
from editions.narration.spoken_forms.forms import Claims, Form, Spoken, SpokenPiece
from editions.narration.spoken_forms.lexicon import NO_LEXICON, Lexicon
from editions.narration.spoken_forms.rule import FormRules, Reading
from editions.narration.spoken_forms.words import words

__all__ = ["Form", "Lexicon", "Spoken", "SpokenForms", "SpokenPiece", "spoken"]

RULES: Final[FormRules] = (
    *links.RULES,
    *dates.RULES,
    *numbers.FIRST,
    *measures.RULES,
    *abbreviations.RULES,
    *letters.RULES,
    *powers.RULES,
    *signs.SHAPES,
    *numbers.RULES,
    *signs.SIGNS,
)
"""All rules; those before have the first claim."""


def spoken(
    text: str, lang: str, *, decimal: str = "", acronyms: frozenset[str] = frozenset(), lexicon: Lexicon = NO_LEXICON
) -> Spoken:
    """Return what is said for a text in a language (BCP 47); in one that we have no forms in, the lexicon's alone.

    ``decimal`` is the sign of decimals that the text's author writes (``""``: the language's), ``acronyms`` are the author's
    that look like Roman numerals.
    """
    claims = Claims(text)
    for form in lexicon.forms(text):
        claims.add(form)
    if known := words(lang):
        usual = usual_decimal(lang)
        reading = Reading(lang=lang, words=known, decimal=decimal or usual, usual=usual, acronyms=acronyms)
        for rule in RULES:
            for form in rule.forms(text, reading):
                claims.add(form)
    return Spoken(written=text, forms=claims.forms)


def usual_decimal(lang: str) -> str:
    """Return the sign of decimals that a language uses."""
    known = words(lang)
    return (known and known.say("decimal")) or ","


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenForms:
    """How the texts of one article are said: its decimals and lexicons by language (primary subtags), its acronyms."""

    decimals: Mapping[str, str] = field(default_factory=dict)
    acronyms: frozenset[str] = frozenset()
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)

    @classmethod
    def learnt(cls, texts: Iterable[tuple[str, str]], lexicons: Mapping[str, Lexicon]) -> SpokenForms:
        """Return the spoken forms for texts, each a pair of text and language: their authors' decimals are learnt from them."""
        by_language: dict[str, list[str]] = {}
        for text, lang in texts:
            by_language.setdefault(primary(lang), []).append(text)
        decimals = {lang: numbers.decimal_sign(found, usual_decimal(lang)) for lang, found in by_language.items()}
        acronyms = frozenset(name for found in by_language.values() for text in found for name in abbreviations.defined(text))
        return cls(decimals=decimals, acronyms=acronyms, lexicons=lexicons)

    def of(self, text: str, lang: str) -> Spoken:
        """Return what is said for one of the texts."""
        name = primary(lang)
        lexicon = self.lexicons.get(name, NO_LEXICON)
        return spoken(text, lang, decimal=self.decimals.get(name, ""), acronyms=self.acronyms, lexicon=lexicon)
