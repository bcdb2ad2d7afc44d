"""Language tags (BCP 47): which are valid, how they are written, which way their script runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from editions.article.model import UNDETERMINED

T = TypeVar("T")

RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})


@cache
def canonical(tag: str) -> str | None:
    """Return a tag in its canonical form (``en_us`` -> ``en-US``), None where it is ill-formed or not registered.

    BCP 47 (RFC 5646) section 4.5 and the IANA registry, by ``langcodes``.
    """
    import langcodes

    tag = tag.strip().replace("_", "-")
    if not tag or len(tag) > 60 or not langcodes.tag_is_valid(tag):
        return None
    return langcodes.standardize_tag(tag)


def primary(tag: str) -> str:
    """Return the language alone: ``pt`` of ``pt-BR``."""
    return tag.partition("-")[0].lower()


def in_language(by_language: Mapping[str, T], lang: str) -> tuple[T, str] | None:
    """Return the value for a language, and the tag that it is under; None where there is none.

    One for ``pt`` also serves ``pt-BR``, one for ``""`` every language.
    """
    own = next((tag for tag in (lang, primary(lang), "") if tag in by_language), None)
    return None if own is None else (by_language[own], own)


@cache
def script(tag: str) -> str:
    """Return the script that a language is written in: its tag's own, or the likely one (ISO 15924); ``""`` if unknown."""
    import langcodes

    if tag == UNDETERMINED:
        return ""
    try:
        language = langcodes.Language.get(tag)
    except ValueError:  # the first part of a private tag (x-…) is none on its own
        return ""
    return language.script or language.maximize().script or ""


def direction(tag: str) -> str:
    """Return ``rtl`` where a language is written from right to left, ``ltr`` otherwise."""
    return "rtl" if script(tag) in RIGHT_TO_LEFT else "ltr"
