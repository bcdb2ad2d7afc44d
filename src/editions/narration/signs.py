"""Signs that engines pass over, in words: ``p < 0.05`` and ``p > 0.05`` are told apart by ear."""

from __future__ import annotations

import re

from editions.languages.phrases import language_of, phrase
from editions.languages.tags import primary

COMPARISON = re.compile(r"(?<![-=<>])[<>](?![-=<>])")
"""A sign that compares: no part of an arrow, of ``<=`` or of ``<<``."""

KEYS = {"<": "less-than", ">": "greater-than"}


def in_words(text: str, lang: str) -> str:
    """Return a text for an engine, its signs of comparison in the words of a language; as it is, where we have none in it."""
    if primary(lang) != language_of(lang):
        return text
    return COMPARISON.sub(lambda found: f" {phrase(KEYS[found[0]], lang)} ", text)
