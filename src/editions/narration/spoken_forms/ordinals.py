"""Ordinals, years and decades: figures whose ending or place tells how they are read."""

from __future__ import annotations

import re
from typing import Final

from editions.languages.tags import primary
from editions.narration.spoken_forms.rule import SPACE, FormRule, FormRules, Reading, word_before
from editions.narration.spoken_forms.words import SpokenWords

ORDINAL: Final = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3})(?P<end>\.?[ºª°]|\.[oa]\b|\.?(?:er|ro|ra|do|da|to|ta)\b)(?![\w'′\u2019\d])"
)
DECADE: Final = re.compile(r"(?<![\w.,])(?P<year>(?:1[1-9]|20)\d0|[2-9]0)['\u2019]?s\b")
YEAR: Final = re.compile(r"(?<![\w.,/])(?P<year>1[5-9]\d\d)(?![\w/]|[.,]\d)")
MAX_DEGREE_ORDINAL: Final = 10
"""The last number that a sign of degrees may make an ordinal, as typists of Portuguese write it: ``2° grau``."""

BEFORE_DECADES: Final = frozenset("the and early late mid to or los años".split())
"""Words before the decades of a century: ``the 80s``."""

_BEFORE_YEARS: Final = frozenset(
    "in since from to until till by of between and before after during year years early late mid around".split()
)
_MONTHS: Final = frozenset("january february march april may june july august september october november december".split())
_DECADES: Final = re.compile(r"\d0s,? (?:and |or )?\Z")


def ordinal(value: int, words: SpokenWords, *, feminine: bool = False) -> str:
    """Return an ordinal from 1 to 100 in words: ``third``, ``tercero``, ``tercera``."""
    first, tens, before = (words.listed("ordinal-words", key) for key in ("first", "tens", "before"))
    ten, one = divmod(value, 10)
    if value < 20:
        said = first[value - 1]
    elif value < 100:
        said = before[ten - 2] + first[one - 1] if one else tens[ten - 2]
    else:
        said = words.listed("ordinal-words", "hundredth")[0]
    return " ".join(f"{word[:-1]}a" if word.endswith("o") else word for word in said.split()) if feminine else said


def _ordinal(found: re.Match[str], reading: Reading) -> str | None:
    value, end = int(found["number"]), found["end"]
    gender = reading.words.table("ordinals").get(end)
    is_degree = "°" in end and (value > MAX_DEGREE_ORDINAL or not _precedes_word(found))
    if gender is None or is_degree or not 1 <= value <= 100:
        return None
    said = ordinal(value, reading.words, feminine=gender == "f")
    return said[:-1] if end.endswith("er") and said.endswith("ero") else said


def _precedes_word(found: re.Match[str]) -> bool:
    after = found.string[found.end() : found.end() + 2]
    return len(after) == 2 and after[0] in SPACE and after[1].islower()


def _decade(found: re.Match[str], reading: Reading) -> str | None:
    if primary(reading.lang) != "en":
        return None
    before = found.string[max(0, found.start() - 8) : found.start()]
    if len(found["year"]) == 2 and word_before(found) not in BEFORE_DECADES and not _DECADES.search(before):
        return None
    said = _in_years(int(found["year"]), reading.words)
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def _year(found: re.Match[str], reading: Reading) -> str | None:
    """Say a year as English says years, where it is one: after a preposition, in brackets, in a range, in a citation."""
    if primary(reading.lang) != "en":
        return None
    before, after = found.string[max(0, found.start() - 2) : found.start()], found.string[found.end() : found.end() + 1]
    in_place = before[-1:] in tuple("(\u2013-") or before == ", " or after in tuple(")\u2013")
    return _in_years(int(found["year"]), reading.words) if in_place or word_before(found) in _BEFORE_YEARS | _MONTHS else None


def _in_years(year: int, words: SpokenWords) -> str:
    """Say a number as English says years: ``nineteen oh-five``, ``nineteen hundred``, ``two thousand``, ``eighty``."""
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return f"two thousand {_cardinal(rest, words)}" if rest else "two thousand"
    after = f"oh-{_cardinal(rest, words)}" if 0 < rest < 10 else _cardinal(rest, words) if rest else "hundred"
    return f"{_cardinal(century, words)} {after}" if century else after


def _cardinal(value: int, words: SpokenWords) -> str:
    """Return a number below a hundred in words."""
    first, tens = words.listed("cardinals", "first"), words.listed("cardinals", "tens")
    ten, one = divmod(value, 10)
    return first[value] if value < 20 else f"{tens[ten - 2]}-{first[one]}" if one else tens[ten - 2]


RULES: Final[FormRules] = (
    FormRule(ORDINAL, _ordinal),
    FormRule(DECADE, _decade),
    FormRule(YEAR, _year),
)
"""They claim before units do: an ``s`` or a sign of degrees may be no unit."""
