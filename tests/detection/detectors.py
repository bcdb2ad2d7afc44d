"""The detectors that are measured, each behind the seam of ``editions.languages.detection.detector``."""

from __future__ import annotations

from functools import cache
from typing import Any

from editions.languages.detection.detector import Detector, Lingua

NAMES = {"no": "nb"}
"""What py3langid calls a language, and lingua another."""


class Langid:
    """py3langid, which can be kept to some languages."""

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        """Return the likeliest language and its probability."""
        lang, share = _langid(among).classify(text)
        return NAMES.get(lang, lang), float(share)


@cache
def _langid(among: frozenset[str]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = {"no" if lang == "nb" else lang for lang in among} & set(made.nb_classes)
    made.set_languages(sorted(known))
    return made


DETECTORS: dict[str, Detector] = {"lingua": Lingua(), "py3langid": Langid()}
