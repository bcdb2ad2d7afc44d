"""Language tags (BCP 47): which are valid, how they are written, which way their script runs."""

from __future__ import annotations

from functools import cache

from editions.article.model import UNDETERMINED

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
