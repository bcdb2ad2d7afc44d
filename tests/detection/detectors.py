"""The detectors that are measured, each behind the seam of ``editions.languages.detection.detector``."""

from __future__ import annotations

from functools import cache
from typing import Any

from editions.languages.detection.detector import Detector, Langid

LONG = 120
"""Characters from which on lingua looks at three letters at a time alone, and needs a tenth of its models."""


class Lingua:
    """lingua: large models for short texts, small ones for long texts."""

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        """Return the likeliest language and its share."""
        first = _lingua(among, len(text) >= LONG or not among).compute_language_confidence_values(text)[0]
        return (first.language.iso_code_639_1.name.lower(), first.value) if first.value else ("", 0.0)


@cache
def _lingua(among: frozenset[str], long: bool) -> Any:
    from lingua import Language, LanguageDetectorBuilder

    languages = [item for item in Language.all() if not among or item.iso_code_639_1.name.lower() in among]
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return (builder.with_low_accuracy_mode() if long else builder).build()


DETECTORS: dict[str, Detector] = {"py3langid": Langid(), "lingua": Lingua()}
