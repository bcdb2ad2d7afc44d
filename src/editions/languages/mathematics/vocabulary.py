"""The words for signs, letters, functions and units: a file of TOML a language, which a linguist edits without the program."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from editions.article.model import UNDETERMINED
from editions.languages.phrases import FALLBACK, language_of

_FOLDER = Path(__file__).parent

LANGUAGES: Final = frozenset(path.stem for path in _FOLDER.glob("*.toml"))
"""The languages that have a file, by their primary subtags."""

MAX_SIGNS: Final = 4
"""Signs in a row of which each is said: ``++`` is a grade, ``-----`` is a line."""

_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


@cache
def vocabulary(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words of a language by section and key. Raises ``KeyError`` for a language without a file."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    return tomllib.loads((_FOLDER / f"{lang}.toml").read_text("utf-8"))


def own_language(lang: str) -> str:
    """Return the language of the file that speaks for a tag, ``""`` for none; what has no language is taken for English."""
    if lang == UNDETERMINED:
        return FALLBACK
    found = language_of(lang, LANGUAGES)
    return found if found == lang.partition("-")[0].lower() else ""


def sign_words(text: str, lang: str, *, graded: bool = False) -> tuple[str, str]:
    """Return signs without a letter or digit in words, with the language of these words; ``""`` for what is no sign.

    ``graded`` says that a dash is a minus, as in a table where others have a plus. A language without a file gets English
    words; a sign that the file does not know gets its name in Unicode, which is English.
    """
    signs = [sign for sign in text if not sign.isspace() and unicodedata.category(sign)[0] not in "CM"]
    if not signs or any(map(str.isalnum, signs)):
        return "", lang
    own = own_language(lang)
    names = [_name(sign, own or FALLBACK, graded=graded) for sign in (signs if len(signs) <= MAX_SIGNS else signs[:1])]
    if any(not name for name in names):
        return " ".join(unicodedata.name(sign, "").lower() or "?" for sign in signs[:MAX_SIGNS]), FALLBACK
    return ", ".join(names) if len(set(names)) > 1 else " ".join(names), lang if own and lang != UNDETERMINED else FALLBACK


def _name(sign: str, lang: str, *, graded: bool) -> str:
    words = vocabulary(lang)
    if graded and sign in _DASHES:
        return words["signs"]["\u2212"]
    return words["alone"].get(sign) or words["signs"].get(sign, "")
