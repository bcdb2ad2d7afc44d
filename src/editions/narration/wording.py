"""The narration's own words, in the language of an edition: the section ``narration`` of ``languages/translations``."""

from __future__ import annotations

from typing import Final

from editions.languages.phrases import language_of
from editions.languages.translations import Translations
from editions.narration.timeline import Run

WORDS: Final = Translations("narration")
"""Language -> key -> words."""


def wording(key: str, lang: str, **values: object) -> str:
    """Return words in a language, or in English where we have none in it. Raises ``KeyError`` for an unknown key."""
    return WORDS[language_of(lang)][key].format(**values)


def announcement(key: str, lang: str, **values: object) -> Run:
    """Return words as a run, in the language in which we have them."""
    own = language_of(lang)
    return Run(text=wording(key, lang, **values), lang=lang if lang.partition("-")[0].lower() == own else own)
