"""Which of an engine's languages is meant by a tag: the same rule for every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

import langcodes
from langcodes.tag_parser import LanguageTagError

Offer = TypeVar("Offer")

SAME_LANGUAGE: Final = 9
"""CLDR's distance up to which two tags are one language (a region apart 4, Swiss German and German 8, two languages 20)."""

MEANT: Final = {"en": "en-us", "en-ca": "en-us", "pt": "pt-br", "zh-hk": "yue", "zh-mo": "yue"}
"""Tags that name more than one voice, or none. A language alone means its most likely region (CLDR's likely subtags)."""

NEAREST: Final = {"no": "nb", "nn": "nb"}
"""Languages that another one's voice reads well, further apart than ``SAME_LANGUAGE``."""


def closest(lang: str, offered: Mapping[str, Offer]) -> Offer | None:
    """Return what is offered for a language: for its tag, else for the nearest region of it, else for the language alone.

    ``offered`` is keyed by lower-case BCP 47 tags. Old, three-letter and macro codes count as what they mean now (``iw``,
    ``por``, ``cmn``). None for tags that name no language (``und``, ``mul``, ``zxx``), are not well formed, or are not offered.
    """
    return next((offered[tag] for tag in _candidates(lang, offered) if tag in offered), None)


def _candidates(lang: str, offered: Mapping[str, object]) -> Iterator[str]:
    standard = _standard(lang)
    if standard and not standard.startswith("und"):
        yield from (MEANT.get(lang.lower(), ""), lang.lower(), MEANT.get(standard, ""), standard)
        yield langcodes.closest_match(standard, _regions(offered), max_distance=SAME_LANGUAGE)[0]
        primary = standard.partition("-")[0]
        yield from (MEANT.get(primary, ""), primary, NEAREST.get(primary, ""))


def _standard(lang: str) -> str:
    try:
        return langcodes.standardize_tag(lang).lower()
    except LanguageTagError:
        return ""


def _regions(offered: Mapping[str, object]) -> list[str]:
    """Only tags that CLDR compares and that name one voice; a private one (``en-gb-x-rp``) must be asked for as such."""
    return sorted(tag for tag in offered if _standard(tag) and "-x-" not in tag and tag not in MEANT)
