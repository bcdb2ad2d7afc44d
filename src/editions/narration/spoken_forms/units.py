"""Units behind numbers, in words, one or many; places on the globe."""

from __future__ import annotations

import re
from typing import Final

from editions.narration.spoken_forms.numbers import number
from editions.narration.spoken_forms.ordinals import BEFORE_DECADES
from editions.narration.spoken_forms.rule import SPACE, FormRule, FormRules, Reading, word_before

_WORD: Final = r"[A-Za-zµ\u03bcÅΩ\u2126]{1,5}"
_NUMBER_END: Final = r"[\d\u00bc-\u00be]"

UNIT: Final = re.compile(
    rf"(?<=[\d\u00bc-\u00be⁰¹²³⁴-⁹])[{SPACE}]?"
    rf"(?P<said>[°º˚\u030a][{SPACE}]?[CFNSEWO](?![^\W\d_])|mm[{SPACE}]Hg(?!\w)|[°˚]|{_WORD}[²³23]?)"
    r"(?!\w)"
)
PLACE: Final = re.compile(
    r"(?<![\w.,])(\d{1,3})\s?[°º˚]\s?(\d{1,2})\s?['\u2019\u2032]"
    r"(?:\s?(\d{1,2}(?:[.,]\d{1,4})?)\s?(?:[\"\u201d\u2033]|['\u2019\u2032]{2}))?"
    r"(?:\s?([NSEWO])\b)?"
)
"""A place on the globe: ``23°25′53″ S``."""

COUNT: Final = re.compile(rf"(?<![\w.,/\u2013-])(?P<said>[12])[{SPACE}]?(?P<noun>°C|[^\W\d_]{{1,12}}[²³]?)(?![\w/])")
"""One or two of something, whose gender some languages tell: ``1 h``, ``2 horas``."""

ALONE: Final = re.compile(rf"(?<=[(\[])(?:{_WORD}[²³]?)(?=[)\]]|[{SPACE}/·][A-Za-zµ]{{1,3}}(?:⁻|[)\]]))")
"""A unit in brackets: "weight (kg)"."""

MICRO: Final = re.compile(r"(?<![^\W_])(?<![\u0370-\u03ff])[µ\u03bc](?:g|l|L|m|M|s|mol)[²³]?(?![^\W_])")
"""A unit that nothing else is written like, wherever it stands."""

PER: Final = re.compile(rf"(?P<said>[{SPACE}]?/[{SPACE}]?(?P<unit>[^\W\d_]{{1,12}}[²³23]?))(?![\w/])")
PER_POWER: Final = re.compile(rf"(?P<said>[{SPACE}·⋅.]?(?P<unit>{_WORD})(?:[⁻\u2212-]1|⁻¹))(?![\w/⁰¹²³⁴-⁹])")
PER_SQUARE: Final = re.compile(rf"(?P<said>[{SPACE}·⋅.]?(?P<unit>{_WORD})⁻(?P<power>[²³]))(?![\w/⁰¹²³⁴-⁹])")

_START: Final = r"(?<!\w)(?<![^\W\d_]-)[\d.,]{0,20}"
"""Where a number begins that belongs to no name: not in ``COVID-19``."""

_ONE: Final = re.compile(r"(?<![\d.,])1[^\d]?\Z")
_COUNTED: Final = re.compile(
    rf"(?<!\w)(?<![^\W\d_]-)[\d.,{SPACE}]{{0,20}}{_NUMBER_END}[{SPACE}]?\Z"  # 1 234.5
    rf"|[\d)]\s?[x×\u2013-]\s?[\d.,]{{0,20}}\d[{SPACE}]?\Z"  # 3 × 4, 3–4
    rf"|\d[⁻]?[⁰¹²³⁴-⁹]{{1,3}}[{SPACE}]?\Z"  # 10⁶
)
"""A number that a unit may follow, at the end of what stands before it."""

_MEASURED: Final = re.compile(
    rf"(?:{_START}{_NUMBER_END}[{SPACE}]?|[(\[])(?P<unit>{_WORD}[²³23]?)(?:[{SPACE}·⋅./]{_WORD}(?:⁻?[¹²³]|-1)?){{0,2}}\Z"
)
"""A number and a unit, or a unit in brackets, and two more words at most."""

_COUNTED_WORD: Final = re.compile(
    rf"{_START}\d[ \u00a0](?:[^\W\d_]{{1,5}}[ \u00a0])?[^\W\d_]{{1,12}}\.?\Z|[(\[][^\W\d_]{{1,5}}\Z"
)
"""A number and what it counts: ``35 frames``, ``21,4 mg EAG``."""

_LABEL: Final = re.compile(r"(?:fig|tab|eq|ec|cuad|quadr|panel|sec)[^\W\d_]{0,5}\.?\W?\d{1,3}\W?\Z", re.IGNORECASE)
_TENS: Final = re.compile(r" of\b")
_DECADES: Final = re.compile(r"\d0s,? (?:and |or )?\d{2,4}\Z")
_DECIMAL: Final = re.compile(r"\d[.,]\d{1,9}[ \u00a0]\Z")
_DECADE: Final = re.compile(r"(?<!\d)[1-9]0\Z|\d{3}0\Z")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[^\d]\Z")

_LOOK_BACK: Final = 40
_POWERS: Final = str.maketrans(
    {"2": "²", "3": "³", "\u03bc": "\u00b5", "\u2126": "Ω", "˚": "°", "\u030a": "°"} | dict.fromkeys(SPACE, "")
)


def _unit(found: re.Match[str], reading: Reading) -> str | None:
    written, before = found["said"], found.string[max(0, found.start("said") - _LOOK_BACK) : found.start("said")]
    if not _COUNTED.search(before) or (len(written) == 1 and _is_label(written, before)):
        return None
    if (written == "s" and _is_decade(found, before)) or (written == "ha" and _YEAR.search(before)):
        return None
    one, many = _names(written, reading)
    return one if _ONE.search(before) else many


def _is_label(letter: str, before: str) -> bool:
    """Whether a letter belongs to a name or a part of a figure: ``Figure 6 K``, ``C57BL/6J``, ``3d``, ``25K``."""
    is_glued = before[-1:].isdigit() and letter in "dJKNVW"
    return is_glued or (letter == "d" and _DECIMAL.search(before) is not None) or _LABEL.search(before) is not None


def _is_decade(found: re.Match[str], before: str) -> bool:
    """Whether an ``s`` belongs to a decade of a century: ``the 80s``."""
    decade = _DECADE.search(before)
    if decade and (_TENS.match(found.string, found.end()) or _DECADES.search(before)):
        return True
    return decade is not None and word_before(found, found.start("said") - len(before) + decade.start()) in BEFORE_DECADES


def _place(found: re.Match[str], reading: Reading) -> str | None:
    """Say degrees, minutes and seconds, then the point of the compass."""
    compass = _names(f"°{found[4] or ''}", reading)[1]
    if not compass:
        return None
    degrees, _, point = compass.partition(" ")
    parts = [f"{found[1]} {degrees}", f"{found[2]} {_names('min', reading)[1]}"]
    seconds = [f"{number(found[3], reading)} {_names('s', reading)[1]}"] if found[3] else []
    return " ".join([*parts, *seconds, point]).strip()


def _alone(found: re.Match[str], reading: Reading) -> str | None:
    return _names(found[0], reading)[1] if len(found[0]) > 1 and not found[0].isupper() else None


def _count(found: re.Match[str], reading: Reading) -> str | None:
    """Say a number in the gender of the unit or noun behind it: "una hora", "duas semanas"."""
    noun = _names(found["noun"], reading)[0] or found["noun"]
    is_feminine = noun in reading.words.listed("counted", "feminine")
    is_known = is_feminine or noun != found["noun"] or noun in reading.words.listed("counted", "masculine")
    forms = reading.words.listed("counted", "one" if found["said"] == "1" else "two")
    return forms[is_feminine] if forms and is_known else None


def _names(written: str, reading: Reading) -> tuple[str | None, str | None]:
    """Return what one and many of a unit are called, None where it is not known."""
    units = reading.words.forms("units")
    found = units.get(written) or units.get(written.translate(_POWERS))
    return (found[0], found[1]) if found else (None, None)


def _per(found: re.Match[str], reading: Reading) -> str | None:
    """Say ``/s`` as "per second" behind a number and what it counts, where either is a unit: ``5 mg/dose``, ``5 frames/s``."""
    before = found.string[max(0, found.start() - _LOOK_BACK) : found.start()]
    name = _names(found["unit"], reading)[0] or _raised(found["unit"], reading)
    counted = _COUNTED_WORD.search(before) if name else None
    if not counted and not _is_unit_last(before, reading):
        return None
    return f" {reading.words.say('per')} {name or found['unit']}"


def _raised(unit: str, reading: Reading) -> str | None:
    """Return the name of a unit with a power that has no name of its own: "second squared"."""
    name, power = _names(unit[:-1], reading)[0], {"²": "squared", "³": "cubed"}.get(unit[-1:])
    return f"{name} {reading.words.say(power)}" if name and power else None


def _is_unit_last(before: str, reading: Reading) -> bool:
    """Whether a text ends with a number and a unit, and no other word."""
    last = _MEASURED.search(before)
    return last is not None and last.end("unit") == len(before) and _names(last["unit"], reading)[0] is not None


def _is_measured(found: re.Match[str], reading: Reading) -> bool:
    """Whether a number with a unit stands before a shape."""
    before = _MEASURED.search(found.string[max(0, found.start() - _LOOK_BACK) : found.start()])
    return before is not None and _names(before["unit"], reading)[0] is not None


def _per_power(found: re.Match[str], reading: Reading) -> str | None:
    name = _names(found["unit"], reading)[0]
    is_plain = "⁻" not in found["said"] and not _is_measured(found, reading)
    return f" {reading.words.say('per')} {name}" if name and not is_plain else None


def _per_square(found: re.Match[str], reading: Reading) -> str | None:
    name = _names(found["unit"] + found["power"], reading)[0]
    return f" {reading.words.say('per')} {name}" if name else None


RULES: Final[FormRules] = (
    FormRule(PLACE, _place),
    FormRule(PER_SQUARE, _per_square),
    FormRule(PER_POWER, _per_power),
    FormRule(UNIT, _unit),
    FormRule(COUNT, _count),
    FormRule(PER, _per),
    FormRule(ALONE, _alone),
    FormRule(MICRO, lambda found, reading: _names(found[0], reading)[1]),
)
