"""Fractions, and the other slashes between numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from editions.narration.spoken_forms.rule import FormRule, FormRules, Reading

FRACTION: Final = re.compile(r"(?<![\w/.,])(?P<said>\d{1,4}/\d{1,4})(?![\w/]|[.,]\d)(?P<pressure>\s?mm ?Hg)?")
VULGAR: Final = re.compile(r"(?P<whole>(?<!\d)\d{1,6}\s?)?(?P<sign>[\u00bc-\u00be\u2150-\u215e])")
SLASH: Final = re.compile(r"(?<=\d)[ \u00a0]?/[ \u00a0]?(?=\d)")


def _fraction(found: re.Match[str], reading: Reading) -> str | None:
    first, last = found["said"].split("/")
    if found["pressure"]:
        over = reading.words.say("pressure")
        return f"{first} {over} {last}" if over else None
    return reading.words.table("fractions").get(found["said"])


def _vulgar(found: re.Match[str], reading: Reading) -> str | None:
    fractions = reading.words.table("fractions")
    said = fractions.get(unicodedata.normalize("NFKC", found["sign"]).replace("\u2044", "/"))
    if said and found["whole"] and "joined" in fractions:
        return f"{found['whole'].strip()} {fractions['joined']} {said}"
    return said


def _slash(_: re.Match[str], reading: Reading) -> str | None:
    said = reading.words.say("slash")
    return f" {said} " if said else None


RULES: Final[FormRules] = (
    FormRule(VULGAR, _vulgar),
    FormRule(FRACTION, _fraction),
    FormRule(SLASH, _slash),
)
