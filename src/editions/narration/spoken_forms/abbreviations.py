"""Abbreviations in full, and Roman numerals as the numbers that they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from editions.languages.tags import primary
from editions.narration.spoken_forms.ordinals import ordinal
from editions.narration.spoken_forms.rule import FormRule, FormRules, Reading, word_before

SPACED: Final = re.compile(r"(?<![\w.@/-])[^\W\d_]{1,8}\.[ \u00a0][^\W\d_]{1,5}\.(?![\w@])")
"""An abbreviation of two words with a space between them: ``p. ex.``, ``EE. UU.``."""

SHORT: Final = re.compile(r"(?<![\w.@/-])[^\W\d_]{1,8}\.(?:[^\W\d_]{1,5}\.){0,3}(?![^\W\d]|@)")
PLAIN: Final = re.compile(r"(?<![\w.@/-])[^\W\d_]{2,8}(?![\w.@/])")
ET_AL: Final = re.compile(r"\bet[ \u00a0]al\b\.?")
NUMBER_SIGN: Final = re.compile(r"(?<!\w)(?:[Nn](?:\.?[º°]s?\.?(?!\w)|\.os?\.?(?=[ \u00a0]?\d))|(?:№|#)(?=[ \u00a0]?\d))")
ROMAN: Final = re.compile(r"(?<![\w.'\u2019])(?<!\d-)[IVXLCDM]{1,12}(?![\w'\u2019]|\.[^\W\d_])")
ROMAN_SIGN: Final = re.compile("[\u2160-\u217f]")
"""A Roman numeral as one character: ``Ⅵ``."""

CANONICAL: Final = re.compile(r"\A(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")

_AFTER_ACRONYM: Final = re.compile(r"(?<!\w)[A-Z]{2,8} \Z")
_DEFINED: Final = re.compile(r" \(([IVXLCDM]{2,4})\)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
MAX_EXPLAINED: Final = 80
"""Characters before an acronym in brackets in which it is explained."""

SMALL_WORD: Final = 3
"""Letters of the longest word (``de``, ``the``) that gives an acronym no letter."""

_ENDS: Final = re.compile(r"[)\]»”\"'\s]{0,10}\Z")
_NUMBER_FOLLOWS: Final = re.compile(r"(?:[ \u00a0]?[1-9]|[ \u00a0]0|[ \u00a0]?[IVXL]{1,12}\b)")
_SENTENCE: Final = re.compile(r"[ \u00a0][A-ZÀ-Þ][a-zà-ÿ]")
LAST: Final = frozenset(["etc.", "ltd.", "ltda.", "inc."])
"""Abbreviations whose full stop ends the sentence where a capital follows."""

_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
MAX_PLAIN: Final = 39
"""The largest Roman numeral that is one wherever it stands; larger ones look like acronyms (CI, MD), and need a word before."""


def _short(found: re.Match[str], reading: Reading) -> str | None:
    """Say an abbreviation of one word or several; a full stop that also ends the sentence stays."""
    written = "".join(found[0].split())
    before_number = _NUMBER_FOLLOWS.match(found.string, found.end())
    said = _full(written, reading, numbered=bool(before_number))
    if said is None:
        return None
    is_last = written.lower() in LAST and _SENTENCE.match(found.string, found.end())
    return f"{said}." if is_last or _ENDS.match(found.string, found.end()) else said


def _full(written: str, reading: Reading, *, numbered: bool) -> str | None:
    if numbered and (said := reading.words.table("abbreviations-before-number").get(written.lower())):
        return said
    table = reading.words.table("abbreviations")
    return table.get(written, table.get(written[:1].lower() + written[1:]))


def _plain(found: re.Match[str], reading: Reading) -> str | None:
    return reading.words.table("words").get(found[0])


def _et_al(found: re.Match[str], reading: Reading) -> str | None:
    said = reading.words.say("et-al")
    after = found.string, found.end()
    is_end = found[0].endswith(".") and (_ENDS.match(*after) or _SENTENCE.match(*after))
    return f"{said}." if said and is_end else said or None


def _number_sign(_: re.Match[str], reading: Reading) -> str | None:
    return reading.words.say("number") or None


def roman(numeral: str) -> int | None:
    """Return the value of a Roman numeral, None where it is none as we write them today."""
    if not CANONICAL.match(numeral):
        return None
    values = [_VALUES[sign] for sign in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _roman(found: re.Match[str], reading: Reading) -> str | None:
    """Say a Roman numeral as a number, or as an ordinal after a name or a century; never a letter or an acronym."""
    value = roman(found[0]) if found[0] not in reading.habits.acronyms else None
    if value is None or not reading.words.table("roman"):
        return None
    before = word_before(found)
    if _is_century(found, before, reading):
        is_one = len(before) < 3 or not before.rstrip(".").endswith("s")
        return _century(value, reading) if is_one else str(value)
    if before in reading.words.listed("roman", "names"):
        return _of_name(value, reading) if value <= MAX_PLAIN and not _is_initial(found) else None
    return str(value) if _is_number(found, value, before, reading) else None


def _is_initial(found: re.Match[str]) -> bool:
    """Whether a numeral of one letter is that of a name: ``William C. Roe``."""
    return len(found[0]) == 1 and found.string.startswith(".", found.end())


def _is_century(found: re.Match[str], before: str, reading: Reading) -> bool:
    after = found.string[found.end() : found.end() + 12].strip().lower()
    is_before = before in reading.words.listed("roman", "centuries-before")
    return is_before or after.startswith(tuple(reading.words.listed("roman", "centuries-after")))


def _century(value: int, reading: Reading) -> str:
    return ordinal(value, reading.words) if value <= reading.words.count("roman", "ordinals-to") else str(value)


def _of_name(value: int, reading: Reading) -> str | None:
    if value > reading.words.count("roman", "ordinals-to"):
        return str(value)
    return reading.words.filled("ordinal-after-name", ordinal=ordinal(value, reading.words))


def _is_number(found: re.Match[str], value: int, before: str, reading: Reading) -> bool:
    """Whether a numeral counts: after a word that is counted, or where its letters alone tell."""
    if before in reading.words.listed("roman", "before"):
        is_pronoun = found[0] == "I" and primary(reading.lang) == "en"
        return not is_pronoun or _starts_with_capital(found, before)
    is_ambiguous = found[0] in AMBIGUOUS and not _AFTER_ACRONYM.search(found.string[max(0, found.start() - 9) : found.start()])
    return len(found[0]) > 1 and value <= MAX_PLAIN and not is_ambiguous


def defined(text: str) -> Iterator[str]:
    """Yield the acronyms of Roman letters that a text explains: "valor de importância (VI)"."""
    for found in _DEFINED.finditer(text):
        words = _LETTERS.findall(text[max(0, found.start() - MAX_EXPLAINED) : found.start()])
        initials = "".join(word[0] for word in words if len(word) > SMALL_WORD).upper()
        if initials.endswith(found[1]):
            yield found[1]


AMBIGUOUS: Final = frozenset({"IV"})
"""Numerals that are also acronyms: IV is "intravenous"."""


def _starts_with_capital(found: re.Match[str], before: str) -> bool:
    at = found.string.lower().rfind(before, 0, found.start())
    return found.string[at].isupper() or before in ("type", "phase", "class", "grade", "stage")


RULES: Final[FormRules] = (
    FormRule(ET_AL, _et_al),
    FormRule(NUMBER_SIGN, _number_sign),
    FormRule(SPACED, _short),
    FormRule(SHORT, _short),
    FormRule(PLAIN, _plain),
    FormRule(ROMAN, _roman),
    FormRule(ROMAN_SIGN, lambda found, _: str(int(unicodedata.numeric(found[0])))),
)
