"""The seam to a language detector: text in, the likeliest language out. ``Lingua`` fulfils it.

A detector knows nothing of the article, and says something of every text: what is to be believed is decided in ``judging``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from lingua import Language, LanguageDetector

LONG: Final = 120
"""Characters from which on lingua looks at three letters at a time alone, and needs a tenth of its models."""


class Detector(Protocol):
    """Says which language a text is in."""

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        """Return the likeliest of some languages (primary tags), and its share of what speaks for any of them (0 to 1).

        Without languages: of all that the detector knows. ``("", 0.0)`` where nothing speaks for any.
        """


class Lingua:
    """lingua (Apache-2.0), offline. Its models are loaded when a text first needs them, once a process."""

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        """Return the likeliest language and its share."""
        first = _lingua(among, len(text) >= LONG or not among).compute_language_confidence_values(text)[0]
        return (first.language.iso_code_639_1.name.lower(), first.value) if first.value else ("", 0.0)


@cache
def _lingua(among: frozenset[str], long: bool) -> LanguageDetector:
    from lingua import LanguageDetectorBuilder

    languages = [language for code, language in _languages().items() if code in among or not among]
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return (builder.with_low_accuracy_mode() if long else builder).build()


@cache
def _languages() -> dict[str, Language]:
    from lingua import Language

    return {language.iso_code_639_1.name.lower(): language for language in Language.all()}


def known() -> frozenset[str]:
    """Return the languages that ``Lingua`` knows, as primary tags."""
    return frozenset(_languages())
