"""Dashes beside numbers: minus, or "to"."""

from __future__ import annotations

import re
from typing import Final

from editions.narration.spoken_forms.rule import LOOK_BACK, SPACE, FormRule, FormRules, Reading, word_before

DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212-"
MINUS: Final = re.compile(r"(?<![\w)\]%°.,/-])(?P<said>[\u2212\u2013-])(?=(?:[A-Z]{0,3}[$€£][ \u00a0]?)?[.,]?\d)")
BETWEEN: Final = re.compile(r"(?<=[\w)\]])[ \u00a0]?\u2212[ \u00a0]?(?=[\w(])")
RANGE: Final = re.compile(
    rf"(?<![^\W_])(?<!\d[.,])(?<![/{DASHES}])(?P<first>\d{{1,9}}(?:[.,]\d{{1,9}})?)(?:[{SPACE}]?%)?"
    rf"(?P<said>[{SPACE}]?[{DASHES}][{SPACE}]?)(?=(?P<last>\d{{1,9}}(?:[.,]\d{{1,9}})?)(?![\d{DASHES}]|[.,]\d|[^\W\d_]{{6}}))"
)
_NAMED: Final = frozenset("issn isbn tel tel. fone fax phone orcid process processo proceso grant cep".split())
"""Words before numbers that name something, and are no quantities."""

_SPAN: Final = re.compile(r"(?<!\w)\d{1,4}[ \u00a0][a-zà-ÿ]{3,10}[ \u00a0]\Z")
"""A number with its unit: a dash behind it, before another number, means "to" (``6 days -16 weeks``)."""


def _minus(found: re.Match[str], reading: Reading) -> str | None:
    """Say a minus; a hyphen or a dash behind a number is none, and means "to" behind its unit."""
    before = found.string[max(0, found.start("said") - LOOK_BACK) : found.start("said")]
    if found["said"] == "\u2212":
        return reading.words.say("minus")
    if _SPAN.search(before):
        return reading.words.say("range")
    return None if before.rstrip()[-1:] in tuple("0123456789%") else reading.words.say("minus")


def _between(_: re.Match[str], reading: Reading) -> str | None:
    minus = reading.words.say("minus")
    return f" {minus} " if minus else None


def _range(found: re.Match[str], reading: Reading) -> str | None:
    if word_before(found, found.start("first")) in _NAMED or not _is_range(found):
        return None
    between = word_before(found, found.start("first")) in reading.words.listed("say", "range-after")
    return reading.words.say("range-and" if between else "range")


def _is_range(found: re.Match[str]) -> bool:
    """Whether a dash between numbers means "to": any but a hyphen or a minus does; these may also join what names a thing."""
    first, last, dash = found["first"], found["last"], found["said"].strip(SPACE)
    if dash not in "-\u2010\u2011\u2212" or "%" in found[0]:
        return True
    if found["said"] != dash and dash == "\u2212":
        return False
    low, high = (float(each.replace(",", ".")) for each in (first, last))
    if len(first) == 4 and len(last) == 2 and first.isdigit():
        return int(first[2:]) < high
    return low < high and not (len(last) > 1 and last.startswith("0") and last.isdigit()) and max(len(first), len(last)) <= 6


RULES: Final[FormRules] = (
    FormRule(RANGE, _range),
    FormRule(MINUS, _minus),
    FormRule(BETWEEN, _between),
)
