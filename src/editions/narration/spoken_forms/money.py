"""Money: an amount and its currency, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editions.narration.spoken_forms.numbers import number
from editions.narration.spoken_forms.rule import NUMBER, SPACE, FormRule, FormRules, Reading

MONEY: Final = re.compile(
    rf"(?<![\w$])(?P<sign>[A-Z]{{1,3}}\$S?|U\$S|[$€£¥]|S/\.?|[A-Z]{{3}}(?=[{SPACE}]?\d))[{SPACE}]?(?P<amount>{NUMBER})(?![\d])"
    rf"(?:[{SPACE}]?(?P<scale>[^\W\d_]{{1,9}})(?!\w))?"
)
MONEY_ALONE: Final = re.compile(MONEY.pattern.replace("?P<scale>", "?P<scale>(?!)"))
"""The same, the word that follows left out."""

MONEY_AFTER: Final = re.compile(
    rf"(?<![\w.,$])(?P<amount>{NUMBER})(?:[{SPACE}](?P<scale>[^\W\d_]{{2,9}}))?[{SPACE}]?(?P<sign>[€£¥]|(?:USD|EUR|GBP|BRL|MXN|COP|CLP|ARS)(?!\w))"
)
MONEY_SIGN: Final = re.compile(r"(?<![\w$])(?P<sign>[A-Z]{1,3}\$|[€£¥])(?![\w$]|[ \u00a0]?\d)")
"""A currency alone, such as the head of a column."""

_CENTS: Final = re.compile(r"[.,](\d\d)\Z")


def _money(found: re.Match[str], reading: Reading) -> str | None:
    names = reading.words.forms("currencies").get(found["sign"])
    if not names:
        return None
    scale = (found["scale"] or "").lower()
    scales = reading.words.table("scales")
    if scale in scales:
        return _scaled(found["amount"], scale, names[1], reading)
    return None if scale else _amount(found["amount"], names, reading)


def _currency(found: re.Match[str], reading: Reading) -> str | None:
    names = reading.words.forms("currencies").get(found["sign"])
    return names[1] if names else None


def _scaled(amount: str, scale: str, name: str, reading: Reading) -> str:
    """Say ``3.2 million US dollars``, ``8 millones de dólares``."""
    link = reading.words.table("scales")[scale]
    parts = (number(amount, reading), reading.words.table("scale-words").get(scale, scale), link, name)
    return " ".join(filter(None, parts))


def _amount(amount: str, names: Sequence[str], reading: Reading) -> str | None:
    cents = _CENTS.search(amount)
    if not cents:
        whole = number(amount, reading)
        return f"{whole} {names[0] if whole == '1' else names[1]}"
    whole = number(amount[: cents.start()], reading)
    units = f"{whole} {names[0] if whole == '1' else names[1]}"
    if not int(cents[1]):
        return units
    one = int(cents[1]) == 1
    return reading.words.filled("and-cents", units=units, cents=int(cents[1]), cent=names[2] if one else names[3])


RULES: Final[FormRules] = (
    FormRule(MONEY, _money),
    FormRule(MONEY_ALONE, _money),
    FormRule(MONEY_AFTER, _money),
    FormRule(MONEY_SIGN, _currency),
)
