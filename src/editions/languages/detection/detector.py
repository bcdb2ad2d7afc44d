"""The seam to a language detector: text in, the likeliest language out. ``Langid`` fulfils it.

A detector knows nothing of the article, and says something of every text: what is to be believed is decided in ``judging``.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

NAMES: Final[Mapping[str, str]] = {"no": "nb"}
"""What py3langid calls a language -> its primary tag here: Norwegian is Bokmål, and Nynorsk has a name of its own."""

NO_LANGUAGE: Final = "zxx"
"""What py3langid says of numbers and code."""


class Detector(Protocol):
    """Says which language a text is in."""

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        """Return the likeliest of some languages (primary tags), and its share of what speaks for any of them (0 to 1).

        Without languages: of all that the detector knows. ``("", 0.0)`` where nothing speaks for any.
        """


class Langid:
    """py3langid (BSD-3-Clause), offline. Its model is loaded when a text first needs it, once a process."""

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        """Return the likeliest language and its share."""
        lang, share = _identifier(among & known()).classify(text)
        return (NAMES.get(lang, lang), share) if lang != NO_LANGUAGE else ("", 0.0)


@cache
def _identifier(among: frozenset[str]) -> LanguageIdentifier:
    """Return the model kept to some languages, to all of them where none is named."""
    identifier = copy(_model())
    if among:
        identifier.set_languages(label for label in identifier.labels if NAMES.get(label, label) in among)
    return identifier


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def known() -> frozenset[str]:
    """Return the languages that ``Langid`` knows, as primary tags."""
    return frozenset(NAMES.get(label, label) for label in _model().labels) - {NO_LANGUAGE}
