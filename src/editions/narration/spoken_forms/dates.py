"""Dates of every shape, in words, in the order of day and month that a language writes."""

from __future__ import annotations

import re
from typing import Final

from editions.article.model import Date
from editions.languages.phrases import written_date
from editions.languages.tags import primary
from editions.narration.spoken_forms.rule import FormRule, FormRules, Reading

SLASHED: Final = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|\.\d)")
ISO: Final = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
ROMAN_MONTH: Final = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])([IVX]{1,4})\2(\d{4})(?![\w/-])")
CLOCK: Final = re.compile(r"(?<![\w:])(\d{1,2})[ \u00a0]?h[ \u00a0]?([0-5]\d)(?:[ \u00a0]?min)?(?!\w)")

SHORT_MONTH: Final = re.compile(
    r"(?<=\d[ \u00a0])(?P<name>[^\W\d_]{3,4})\.?(?=[ \u00a0]\d{4}\b)|(?<!\w)(?P<dotted>[^\W\d_]{3,4})\.(?=[ \u00a0]\d{4}\b)"
)
RATIO: Final = re.compile(r"(?<![\w:.,])\d{1,6}(?P<said>:)\d{1,6}(?![\w:\u2013-]|[.,]\d)")

MAX_RATIO: Final = 20
"""The largest number of a ratio of which neither side is 1."""

MONTHS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LAST_CENTURY: Final = 50
"""The first year of two digits that is one of the last century: ``14/9/50`` is 1950."""

_MONTH_FIRST: Final = frozenset({"en-us"})


def _said(year: int, month: int, day: int, reading: Reading) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return written_date(Date(kind="", year=year, month=month, day=day), reading.lang)


def _slashed(found: re.Match[str], reading: Reading) -> str | None:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if found[2] == "." and len(found[4]) == 2:
        return None
    if primary(reading.lang) == "en" and reading.lang.lower() in ("en", *_MONTH_FIRST) and first <= 12:
        return _american(first, second, year, reading)
    return _said(year, second, first, reading)


def _american(first: int, second: int, year: int, reading: Reading) -> str | None:
    """Say a date with the month first; the bare numbers where nothing tells which of them is the month."""
    if reading.lang.lower() in _MONTH_FIRST or second > 12 or first == second:
        return _said(year, first, second, reading)
    return f"{first}, {second}, {year}"


def _year(digits: str) -> int:
    value = int(digits)
    if len(digits) == 4:
        return value
    return value + (1900 if value >= LAST_CENTURY else 2000)


def _iso(found: re.Match[str], reading: Reading) -> str | None:
    return _said(int(found[1]), int(found[2]), int(found[3]), reading)


def _roman_month(found: re.Match[str], reading: Reading) -> str | None:
    return _said(int(found[4]), MONTHS.index(found[3]) + 1, int(found[1]), reading) if found[3] in MONTHS else None


def _clock(found: re.Match[str], reading: Reading) -> str | None:
    form = reading.words.say("clock")
    hours = int(found[1])
    return form.format(h=hours, m=int(found[2])) if form and hours < 24 else None


def _short_month(found: re.Match[str], reading: Reading) -> str | None:
    return reading.words.table("months").get((found["name"] or found["dotted"]).lower())


def _ratio(found: re.Match[str], reading: Reading) -> str | None:
    """Say the colon of ``1:1000``; that of ``10:30`` may be a time, which voices read, that of ``15:236`` is a citation's."""
    first, last = found[0].split(":")
    is_time = int(first) < 24 and len(last) == 2 and int(last) < 60
    is_small = max(int(first), int(last)) <= MAX_RATIO
    return reading.words.say("ratio") if not is_time and (is_small or "1" in (first, last)) else None


RULES: Final[FormRules] = (
    FormRule(ISO, _iso),
    FormRule(SLASHED, _slashed),
    FormRule(ROMAN_MONTH, _roman_month),
    FormRule(CLOCK, _clock),
    FormRule(SHORT_MONTH, _short_month),
    FormRule(RATIO, _ratio),
)
