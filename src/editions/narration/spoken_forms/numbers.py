"""Numbers as every voice reads them alike: decimals, thousands, minus, ranges, fractions, ordinals, years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from editions.languages.tags import primary
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
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212-"
MINUS: Final = re.compile(r"(?<![\w)\]%°.,/-])(?P<said>[\u2212\u2013-])(?=(?:[A-Z]{0,3}[$€£][ \u00a0]?)?[.,]?\d)")
BETWEEN: Final = re.compile(r"(?<=[\w)\]])[ \u00a0]?\u2212[ \u00a0]?(?=[\w(])")
RANGE: Final = re.compile(
    rf"(?<![^\W_])(?<!\d[.,])(?<![/{DASHES}])(?P<first>\d{{1,9}}(?:[.,]\d{{1,9}})?)(?:[{SPACE}]?%)?"
    rf"(?P<said>[{SPACE}]?[{DASHES}][{SPACE}]?)(?=(?P<last>\d{{1,9}}(?:[.,]\d{{1,9}})?)(?![\d{DASHES}]|[.,]\d|[^\W\d_]{{6}}))"
)
FRACTION: Final = re.compile(r"(?<![\w/.,])(?P<said>\d{1,4}/\d{1,4})(?![\w/]|[.,]\d)(?P<pressure>\s?mm ?Hg)?")
VULGAR: Final = re.compile(r"(?P<whole>(?<!\d)\d{1,6}\s?)?(?P<sign>[\u00bc-\u00be\u2150-\u215e])")
SLASH: Final = re.compile(r"(?<=\d)[ \u00a0]?/[ \u00a0]?(?=\d)")
ORDINAL: Final = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3})(?P<end>\.?[ºª°]|\.[oa]\b|\.?(?:er|ro|ra|do|da|to|ta)\b)(?![\w'′\u2019\d])"
)
DECADE: Final = re.compile(r"(?<![\w.,])(?P<year>(?:1[1-9]|20)\d0|[2-9]0)['\u2019]?s\b")
YEAR: Final = re.compile(r"(?<![\w.,/])(?P<year>1[5-9]\d\d)(?![\w/]|[.,]\d)")

_PARTS: Final = re.compile(r"[.,]")
_SPACES: Final = re.compile(rf"[{SPACE}]")
_BEFORE_YEARS: Final = frozenset(
    "in since from to until till by of between and before after during year years early late mid around".split()
)
_SECTION: Final = re.compile(r"\A\d{1,2}\.\d{1,2}\Z")
_HEADING: Final = re.compile(r"\.?[ \u00a0][A-ZÀ-Þ][a-zà-ÿ]{2}")
_THREE: Final = re.compile(r"\A[1-9]\d{0,2}[.,]\d{3}\Z")
_COUNTED: Final = re.compile(r"[ \u00a0]([a-zà-ÿ]{4,40})")
_TIMES: Final = frozenset(["times", "veces", "vezes", "millones", "milhões", "million"])
_NAMED: Final = frozenset("issn isbn tel tel. fone fax phone orcid process processo proceso grant cep".split())
"""Words before numbers that name something, and are no quantities."""

_SPAN: Final = re.compile(r"(?<!\w)\d{1,4}[ \u00a0][a-zà-ÿ]{3,10}[ \u00a0]\Z")
"""A number with its unit: a dash behind it, before another number, means "to" (``6 days -16 weeks``)."""

_DECADES: Final = re.compile(r"\d0s,? (?:and |or )?\Z")
BEFORE_DECADES: Final = frozenset("the and early late mid to or los años".split())
"""Words before the decades of a century: ``the 80s``."""

_DECIMALS: Final = re.compile(
    r"(?<![\d.,])\d{1,9}(?P<sign>[.,])(?:\d{1,2}|\d{4,9})(?![\d.,])|(?<![\d.,])0(?P<zero>[.,])\d{3}(?![\d.,])"
)


def decimal_sign(texts: Iterable[str], usual: str) -> str:
    """Return the sign of decimals that texts use: by the numbers that cannot be thousands; ``usual`` where they do not tell."""
    counts = {".": 0, ",": 0}
    for text in texts:
        for found in _DECIMALS.finditer(text):
            counts[found["sign"] or found["zero"]] += 1
    other = "," if usual == "." else "."
    return other if counts[other] > counts[usual] else usual


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
    if "," in written and reading.decimal == "." and _is_list(written):
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


def _minus(found: re.Match[str], reading: Reading) -> str | None:
    before = found.string[: found.start("said")][-8:].rstrip()
    if found["said"] != "\u2212" and _SPAN.search(found.string[max(0, found.start("said") - 20) : found.start("said")]):
        return reading.words.say("range")
    is_dash = found["said"] != "\u2212" and (before[-1:].isdigit() or before.endswith("%"))
    return None if is_dash else reading.words.say("minus")


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


def _fraction(found: re.Match[str], reading: Reading) -> str | None:
    first, last = found["said"].split("/")
    if found["pressure"]:
        over = reading.words.say("pressure")
        return f"{first} {over} {last}" if over else None
    return reading.words.table("fractions").get(found["said"])


def _vulgar(found: re.Match[str], reading: Reading) -> str | None:
    import unicodedata

    fractions = reading.words.table("fractions")
    said = fractions.get(unicodedata.normalize("NFKC", found["sign"]).replace("\u2044", "/"))
    if said and found["whole"] and "joined" in fractions:
        return f"{found['whole'].strip()} {fractions['joined']} {said}"
    return said


def _slash(_: re.Match[str], reading: Reading) -> str | None:
    said = reading.words.say("slash")
    return f" {said} " if said else None


def _outline(found: re.Match[str], reading: Reading) -> str | None:
    point = reading.words.say("point")
    if THOUSANDS.match(found[0]):
        return number(found[0], reading)
    return f" {point} ".join(found[0].split(".")) if point else None


def ordinal(value: int, lang: str, *, feminine: bool = False) -> str:
    """Return an ordinal in words: ``third``, ``tercero``, ``tercera``."""
    import num2words

    said = str(num2words.num2words(value, lang=primary(lang), to="ordinal"))
    return " ".join(f"{word[:-1]}a" if word.endswith("o") else word for word in said.split()) if feminine else said


def _ordinal(found: re.Match[str], reading: Reading) -> str | None:
    value, end = int(found["number"]), found["end"]
    gender = reading.words.table("ordinals").get(end)
    is_degree = "°" in end and (value > MAX_DEGREE_ORDINAL or not _precedes_word(found))
    if gender is None or is_degree or not 1 <= value <= 100:
        return None
    said = ordinal(value, reading.lang, feminine=gender == "f")
    return said[:-1] if end.endswith("er") and said.endswith("ero") else said


MAX_DEGREE_ORDINAL: Final = 10
"""The last number that a sign of degrees may make an ordinal, as typists of Portuguese write it: ``2° grau``."""


def _precedes_word(found: re.Match[str]) -> bool:
    after = found.string[found.end() : found.end() + 2]
    return len(after) == 2 and after[0] in SPACE and after[1].islower()


def _decade(found: re.Match[str], reading: Reading) -> str | None:
    if primary(reading.lang) != "en":
        return None
    before = found.string[max(0, found.start() - 8) : found.start()]
    if len(found["year"]) == 2 and word_before(found) not in BEFORE_DECADES and not _DECADES.search(before):
        return None
    said = _in_years(int(found["year"]))
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


def _year(found: re.Match[str], reading: Reading) -> str | None:
    """Say a year as English says years, where it is one: after a preposition, in brackets, in a range, in a citation."""
    if primary(reading.lang) != "en":
        return None
    before, after = found.string[: found.start()][-2:], found.string[found.end() :][:1]
    in_place = before[-1:] in tuple("(\u2013-") or before == ", " or after in tuple(")\u2013")
    return _in_years(int(found["year"])) if in_place or word_before(found) in _BEFORE_YEARS | _MONTHS else None


_MONTHS: Final = frozenset("january february march april may june july august september october november december".split())


def _in_years(year: int) -> str:
    import num2words

    return str(num2words.num2words(year, lang="en", to="year"))


FIRST: Final[FormRules] = (
    FormRule(ORDINAL, _ordinal),
    FormRule(DECADE, _decade),
    FormRule(YEAR, _year),
)

"""Numbers whose ending tells what they are: an ``s`` or a sign of degrees that is no unit."""

RULES: Final[FormRules] = (
    FormRule(RANGE, _range),
    FormRule(MINUS, _minus),
    FormRule(BETWEEN, _between),
    FormRule(VULGAR, _vulgar),
    FormRule(FRACTION, _fraction),
    FormRule(SLASH, _slash),
    FormRule(OUTLINE, _outline),
    FormRule(LONG, lambda found, _: " ".join(found[0])),
    FormRule(LISTED, lambda found, reading: ", ".join(number(each, reading) for each in found[0].split(","))),
    FormRule(INSIDE, lambda found, _: f"{found[0]} "),
    FormRule(ALONE, _number),
    FormRule(GLUED, _number),
)
