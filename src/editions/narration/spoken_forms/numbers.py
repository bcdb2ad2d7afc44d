"""Numbers as every voice reads them alike: decimals and thousands, as their author writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from editions.narration.spoken_forms.rule import NUMBER, SPACE, FormRule, FormRules, Reading, word_before

MAX_DIGITS: Final = 18
"""Digits of the longest number; longer ones name something, and are left alone."""

LONG: Final = re.compile(r"(?<![\w.,/])\d{9,60}(?![\w/]|[.,]\d)")
"""Figures that name something: a permit, an account."""

ALONE: Final = re.compile(rf"(?<![\w.,/]){NUMBER}(?!\w|[.,]\d)|(?<![\w.,/])[.,]\d+(?![\w.,/])")
GLUED: Final = re.compile(rf"(?<![\w.,/]){NUMBER}(?=[^\W\d_]{{1,5}}(?!\w))")
LISTED: Final = re.compile(r"(?<![\w.,])\d{1,9}\.\d{1,9}(?:,\d{1,9}\.\d{1,9}){1,9}(?![\w]|[.,]\d)")
"""Numbers with a comma between them and no space: ``0.4,1.1``."""

INSIDE: Final = re.compile(r"(?<=[A-Za-z\d][\[(])\d{1,3},(?=\d{1,4}[\])])")
"""The comma between two degrees of freedom: ``F(1,229)``."""

OUTLINE: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){2,5}(?![\w]|\.\d)")
"""A number of a section: ``4.1.2``."""

THOUSANDS: Final = re.compile(r"\A[1-9]\d{0,2}(?:\.\d{3})+\Z")
_PARTS: Final = re.compile(r"[.,]")
_SPACES: Final = re.compile(rf"[{SPACE}]")
_SECTION: Final = re.compile(r"\A\d{1,2}\.\d{1,2}\Z")
_HEADING: Final = re.compile(r"\.?[ \u00a0][A-ZÀ-Þ][a-zà-ÿ]{2}")
_THREE: Final = re.compile(r"\A[1-9]\d{0,2}[.,]\d{3}\Z")
_COUNTED: Final = re.compile(r"[ \u00a0]([a-zà-ÿ]{4,40})")
_TIMES: Final = frozenset(["times", "veces", "vezes", "millones", "milhões", "million"])
_DECIMALS: Final = re.compile(
    r"(?<![\d.,])\d{1,9}(?P<sign>[.,])(?:\d{1,2}|\d{4,9})(?![\w/]|[.,]\d)|(?<![\d.,])0(?P<zero>[.,])\d{3}(?![\w/]|[.,]\d)"
)


def decimal_sign(texts: Iterable[str], usual: str) -> str:
    """Return the sign of decimals that texts use: by the numbers that cannot be thousands; ``usual`` where they do not tell."""
    counts = {".": 0, ",": 0}
    for text in texts:
        for found in _DECIMALS.finditer(text):
            counts[found["sign"] or found["zero"]] += 1
    other = "," if usual == "." else "."
    return other if counts[other] > max(counts[usual], 1) else usual


def number(written: str, reading: Reading) -> str:
    """Return a number in the form that voices of a language read as meant: no signs of thousands, its own sign of decimals."""
    digits = _SPACES.sub("", written)
    whole, decimals, sign = _split(digits, reading.decimal)
    if not sign:
        return whole
    return f"{whole or '0'}{reading.words.table('decimals').get(sign, sign)}{decimals}"


def _split(digits: str, decimal: str) -> tuple[str, str, str]:
    """Return the whole part, the decimals and the sign between them (``""``: there are none)."""
    signs = _PARTS.findall(digits)
    if not signs:
        return digits, "", ""
    last = signs[-1]
    whole, _, decimals = digits.rpartition(last)
    if _are_thousands(signs, whole, decimals, decimal):
        return _PARTS.sub("", digits), "", ""
    return _PARTS.sub("", whole), decimals, last


def _are_thousands(signs: list[str], whole: str, decimals: str, decimal: str) -> bool:
    """Whether all signs of a number stand between thousands."""
    if len(decimals) != 3 or len(set(signs)) > 1:
        return False
    return len(signs) > 1 or (0 < len(whole) <= 3 and not whole.startswith("0") and signs[0] != decimal)


def _number(found: re.Match[str], reading: Reading) -> str | None:
    written = found[0]
    if sum(map(str.isdigit, written)) > MAX_DIGITS:
        return None
    if "," in written and reading.usual == reading.decimal == "." and _is_list(written):
        return written.replace(",", ", ")
    said = _section(found, reading) or (_thousands(found, reading) and _PARTS.sub("", written)) or number(written, reading)
    return said if said != written else None


def _section(found: re.Match[str], reading: Reading) -> str | None:
    """Say the number of a section or a figure (``2.1``) as such, not as a decimal."""
    point = reading.words.say("point")
    if not point or reading.words.table("decimals").get(".") == "." or not _SECTION.match(found[0]):
        return None
    is_heading = found.start() == 0 and _HEADING.match(found.string, found.end())
    is_named = word_before(found) in reading.words.listed("roman", "before")
    return found[0].replace(".", f" {point} ") if is_heading or is_named else None


def _thousands(found: re.Match[str], reading: Reading) -> bool:
    """Whether a number counts things although its sign would stand for decimals: an author may write both alike."""
    other = "." if reading.usual == "," else ","
    if reading.decimal == reading.usual or not _THREE.match(found[0]) or other not in found[0]:
        return False
    counted = _COUNTED.match(found.string, found.end())
    units = reading.words.forms("units").values()
    return counted is not None and counted[1] not in _TIMES and not any(counted[1] in names for names in units)


def _is_list(written: str) -> bool:
    """Whether commas stand between numbers of their own: ``1,2`` where a comma is between thousands."""
    groups = written.split(",")
    return (
        "." not in written
        and any(len(group) != 3 for group in groups[1:])
        and len(groups[0]) < 3
        and (groups[0] != "0" or groups == ["0", "0"])
    )


def _outline(found: re.Match[str], reading: Reading) -> str | None:
    point = reading.words.say("point")
    if THOUSANDS.match(found[0]):
        return number(found[0], reading)
    return f" {point} ".join(found[0].split(".")) if point else None


RULES: Final[FormRules] = (
    FormRule(OUTLINE, _outline),
    FormRule(LONG, lambda found, _: " ".join(found[0])),
    FormRule(LISTED, lambda found, reading: ", ".join(number(each, reading) for each in found[0].split(","))),
    FormRule(INSIDE, lambda found, _: f"{found[0]} "),
    FormRule(ALONE, _number),
    FormRule(GLUED, _number),
)
