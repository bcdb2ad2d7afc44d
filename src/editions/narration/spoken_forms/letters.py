"""Letters that are not read as words: acronyms, formulas of chemistry, Greek and mathematical letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from editions.languages.tags import primary
from editions.narration.spoken_forms.rule import FormRule, FormRules, Reading

_VOWELS: Final = "AEIOU"
_ONSET: Final = "(?:[BCDFGHJKLMNPQRSTVWXYZ]|[BCFGP][LR]|[DT]R|S[CHKLMNPTW]|S[CPT][LR]|[CPT]H|TW|QU)"
_CODA: Final = "(?:[BCDFGHJKLMNPQRSTVWXYZ]|C[KTHS]|FT|L[DKLMPTFS]|M[PS]|N[CDGKTSX]|[PB][TS]|R[DKLMNPTSXG]|S[KPTHS]|T[HS]|X)"

ACRONYM: Final = re.compile(
    r"(?<![\w'\u2019])(?<![A-Za-z]\.)(?P<said>(?P<small>[a-z]?)(?P<capitals>[A-Z]{2,8})(?P<plural>s?))(?![^\W\d]|['\u2019.][^\W\d])"
)
CODE: Final = re.compile(r"(?<![\w.])(?P<said>(?=[A-Z\d]{0,7}\d)[A-Z]{1,5}\d{1,4}(?:[A-Z]{1,3}\d{0,3}){0,3})(?!\w)")
"""Capitals and digits: ``CO2``, ``H2SO4``, ``DM2``."""

PRONOUNCEABLE: Final = re.compile(
    rf"\A(?=[A-Z]{{2,8}}\Z){_ONSET}?[{_VOWELS}]{{1,2}}(?:(?:{_CODA}{_ONSET}|{_ONSET})[{_VOWELS}]{{1,2}})*{_CODA}?S?\Z"
)
"""Capitals that could be a word of English, Portuguese or Spanish: syllables with usual beginnings and ends."""

BEFORE: Final = re.compile(r"(?<!\w)([A-ZÀ-Þ]{3,20})[ \u00a0]\Z")
AFTER: Final = re.compile(r"[ \u00a0]([A-ZÀ-Þ]{3,20})(?!\w)")
VALUE: Final = re.compile(r"[ \u00a0]?[=<>≤≥±]")
"""What follows the name of a quantity: ``DE = 5,40`` is no Spanish "de"."""

NUMBERED: Final = re.compile(r"\A([A-Z]{2,6}?)(III?)\Z")
"""An acronym with a Roman numeral: ``ECII``."""

DOUBLED: Final = re.compile(rf"([{_VOWELS}])\1")
"""A vowel twice: acronyms have it (``IEEE``), short words hardly."""

SURNAME: Final = re.compile(r",\s[A-Z]\.")
"""What follows a surname in capitals: the initials of first names."""

ION: Final = re.compile(
    r"(?<![\w])(?P<said>(?=[A-Za-z₀-₉]{1,40}[₀-₉⁺⁻]|[A-Z][a-z]?[²³][⁺⁻])(?:[A-Z][a-z]?[₀-₉]{0,3}){1,12}(?:[⁰¹²³⁴-⁹]?[⁺⁻]|(?<=[₀-₉])-(?!\w))?)(?![\w²³])"
)
"""A formula of chemistry with figures or a charge: ``H₂O``, ``Ca²⁺``."""

ISOTOPE: Final = re.compile(r"(?<![\w⁰¹²³⁴-⁹])(?P<said>(?P<mass>[⁰¹²³⁴-⁹]{1,3})(?P<element>[A-Z][a-z]?))(?![a-z])")
MATHEMATICAL: Final = re.compile("[\U0001d400-\U0001d7ffℂℊℋℍℓℕℙℚℝℤℯ]+")
GREEK: Final = re.compile(
    r"(?<![\u0370-\u03ff\u1f00-\u1fff])[\u0391-\u03c9\u00b5\u2206\u03d1\u03d5\u03f5](?![\u0370-\u03ff\u1f00-\u1fff])"
)

_ELEMENT: Final = re.compile(r"[A-Z][a-z]?|[₀-₉]+|[⁰¹²³⁴-⁹]?[⁺⁻]|-")
_GROUPS: Final = re.compile(r"[A-Z]+|\d+")
SMALL: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-0123456789+-")
"""Raised and lowered characters -> what they are."""

MOST_CAPITALS: Final = 0.6
"""The share of capitals in a text from which on it is set in capitals, and they name nothing."""

MIN_TITLE: Final = 20
"""Letters of a text whose capitals are counted."""

MAX_TITLE: Final = 400
"""Characters of a text that are looked at."""

LONGEST_SHORT: Final = 4
"""Letters of a word that may be an acronym in a text that is set in capitals."""

_WORD: Final = re.compile(r"[^\W\d_]+")

SHORTEST_WORD: Final = 6
"""Letters from which on a word in capitals that has vowels is a word, however hard it looks: ``RESULTS``."""

LONGEST_SPELT: Final = 3
"""Letters of the longest acronym that is always spelt, unless it is known to be a word."""


def spelt(letters: str, reading: Reading) -> str:
    """Return letters by their names: ``D-C-V``, ``de ce uve``."""
    names = reading.words.table("letters")
    return _between(reading).join(names.get(letter, letter) for letter in letters.upper())


def _between(reading: Reading) -> str:
    return reading.words.say("letters-between") or " "


def is_spelt(acronym: str, reading: Reading) -> bool:
    """Whether an acronym is read by its letters, as far as its shape tells."""
    if acronym in reading.words.listed("spelt", "words") or len(acronym) <= LONGEST_SPELT:
        return True
    is_long = len(acronym) >= SHORTEST_WORD and sum(letter in _VOWELS for letter in acronym) > 1
    return not is_long and (not PRONOUNCEABLE.match(acronym) or bool(DOUBLED.search(acronym)))


def acronym(capitals: str, reading: Reading, *, plural: bool = False) -> str:
    """Return an acronym as it is said: a word of its own, by its letters, or as a word."""
    known = reading.words.table("acronyms").get(capitals)
    if known:
        return f"{known}s" if plural else known
    if is_spelt(capitals, reading):
        return spelt(capitals, reading) + (reading.words.say("plural") or "" if plural else "")
    return capitals.capitalize() + ("s" if plural else "")


def _acronym(found: re.Match[str], reading: Reading) -> str | None:
    if not reading.words.say("letters-between") or _is_in_capitals(found, reading):
        return None
    numbered = NUMBERED.match(found["capitals"])
    if numbered:
        return f"{acronym(numbered[1], reading)} {len(numbered[2])}"
    said = acronym(found["capitals"], reading, plural=bool(found["plural"]))
    return f"{spelt(found['small'], reading)}{_between(reading)}{said}" if found["small"] else said


def _is_in_capitals(found: re.Match[str], reading: Reading) -> bool:
    """Whether a word is merely set in capitals: emphasis, a surname in a reference, a title."""
    if found["capitals"] in reading.habits.capitals:
        return True
    if found["capitals"] in reading.words.listed("capitals", "words") and not found["small"]:
        return not VALUE.match(found.string, found.end())
    return bool(SURNAME.match(found.string, found.end())) or _is_beside_capitals(found) or _is_title(found.string)


def emphasized(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that texts write in capitals and in small letters too: emphasis and headings, no acronyms."""
    written = {word for text in texts for word in _WORD.findall(text) if len(word) > LONGEST_SPELT}
    return frozenset(word for word in written if word.isupper() and word.lower() in written)


def _is_beside_capitals(found: re.Match[str]) -> bool:
    """Whether the word before or after is set in capitals too, and one of both is too long for an acronym: ``KEY WORDS``."""
    beside = (BEFORE.search(found.string[max(0, found.start() - 20) : found.start()]), AFTER.match(found.string, found.end()))
    words = [word[1] for word in beside if word]
    return any(_is_long(word) or _is_long(found["capitals"]) for word in words)


def _is_long(word: str) -> bool:
    return len(word) > LONGEST_SHORT and any(letter in _VOWELS for letter in word)


def _is_title(text: str) -> bool:
    words = [word for word in _WORD.findall(text[:MAX_TITLE]) if len(word) > 1]
    capitals = [len(word) for word in words if word.isupper()]
    long = sum(length for length in capitals if length > LONGEST_SHORT)
    letters = sum(map(len, words))
    return letters >= MIN_TITLE and sum(capitals) > MOST_CAPITALS * letters and 2 * long > sum(capitals)


def _code(found: re.Match[str], reading: Reading) -> str | None:
    if not reading.words.say("letters-between") or len(found["said"]) == 2:
        return None
    groups = _GROUPS.findall(found["said"])
    return " ".join(
        group if group.isdigit() else acronym(group, reading) if len(group) > 1 else spelt(group, reading) for group in groups
    )


def _ion(found: re.Match[str], reading: Reading) -> str | None:
    if not reading.words.say("letters-between"):
        return None
    parts = _ELEMENT.findall(found["said"])
    return _joined([_symbol(part, reading) for part in parts], parts, reading)


def _symbol(part: str, reading: Reading) -> str:
    if part[0].isalpha():
        return spelt(part, reading)
    digits = part.translate(SMALL)
    charge = {"+": "charge-plus", "-": "charge-minus"}.get(digits[-1])
    return f"{digits[:-1]} {reading.words.say(charge)}".strip() if charge else digits


def _joined(said: list[str], parts: list[str], reading: Reading) -> str:
    """Join symbols as letters are joined, and figures with a space."""
    text = said[0]
    for before, part, word in zip(parts, parts[1:], said[1:], strict=False):
        both = before[0].isalpha() and part[0].isalpha()
        text += (_between(reading) if both else " ") + word
    return text


def _isotope(found: re.Match[str], reading: Reading) -> str | None:
    name = reading.words.table("isotopes").get(found["element"])
    return f"{name} {found['mass'].translate(SMALL)}" if name else None


def _mathematical(found: re.Match[str], reading: Reading) -> str | None:
    plain = unicodedata.normalize("NFKC", found[0])
    return " ".join(_greek_name(letter, reading) or letter for letter in plain)


def _greek(found: re.Match[str], reading: Reading) -> str | None:
    return None if primary(reading.lang) == "el" else _greek_name(found[0], reading)


def _greek_name(letter: str, reading: Reading) -> str | None:
    return reading.words.table("greek").get("δ" if letter == "\u2206" else letter.lower())


RULES: Final[FormRules] = (
    FormRule(ISOTOPE, _isotope),
    FormRule(ION, _ion),
    FormRule(CODE, _code),
    FormRule(ACRONYM, _acronym),
)

SINGLE: Final[FormRules] = (
    FormRule(MATHEMATICAL, _mathematical),
    FormRule(GREEK, _greek),
)
"""Letters that stand for themselves; what they are part of claims them first."""
