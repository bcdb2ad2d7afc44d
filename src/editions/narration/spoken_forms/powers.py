"""Raised and lowered figures: powers, indices, marks of notes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from editions.narration.spoken_forms.letters import SMALL
from editions.narration.spoken_forms.rule import FormRule, FormRules, Reading

RAISED: Final = re.compile(r"[⁺⁻]?[⁰¹²³⁴-⁹ⁿ]+(?:[,;\u2013-][ ]?[⁰¹²³⁴-⁹]+)*|[⁺⁻]")
CARET: Final = re.compile(r"(?<=[\w)\]])\^(?:\(([^\s()]{1,20})\)|\{([^\s{}]{1,20})\}|([\u2212-]?\w{1,6}))")
SCIENTIFIC: Final = re.compile(r"(?<=\d)[eE]([-+\u2212]?\d{1,3})(?![\w.,])")
LOWERED: Final = re.compile(r"[₀-₉₊₋]+")
UNDERSCORE: Final = re.compile(r"(?<=\w)_\{?(?=\w)|(?<=\w)\}")

MAX_POWER_DIGITS: Final = 3
"""Figures of the longest power; longer ones name something."""

LETTERS: Final = re.compile("[ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+")
"""Raised letters: groups that a test of differences tells apart, powers of a formula, marks of notes."""

_MARK: Final = re.compile(r"(?:[^\W\d_⁰¹²³⁴-⁹⁺⁻ⁿ₀-₉]{3}|[^\W\d_]{4}[)\]]|[.,;:!?»”\"'%]|(?<![\d.,])(?:1[5-9]|20)\d\d)\Z")
"""What stands before the mark of a note or the number of a reference, and never before a power."""


def _raised(found: re.Match[str], reading: Reading) -> str | None:
    before = found.string[max(0, found.start() - 6) : found.start()]
    figures = found[0].translate(SMALL)
    if not before.strip() or before[-1:].isspace():
        return _words(figures, reading)
    is_plain = figures.isdigit() or figures in ("+", "-")
    if (is_plain and _MARK.search(before)) or any(sign in found[0] for sign in ",;\u2013"):
        return ""
    if before.endswith(("(", "[")) or (figures.isdigit() and len(figures) > MAX_POWER_DIGITS):
        return figures
    if figures in ("+", "-"):
        return reading.words.say("charge-plus" if figures == "+" else "charge-minus")
    return _power(figures, reading)


def _power(exponent: str, reading: Reading) -> str | None:
    """Say a power: "squared", "to the power of minus 6"."""
    known = {"2": "squared", "3": "cubed"}.get(exponent)
    if known:
        return reading.words.say(known)
    return reading.words.filled("power", n=_words(exponent.removeprefix("+"), reading))


def _words(exponent: str, reading: Reading) -> str:
    """Return figures with their signs in words."""
    signs = {**reading.words.table("greek"), **{sign: reading.words.table("signs").get(sign, sign) for sign in "+\u2212"}}
    plain = exponent.replace("ⁿ", "n").replace("-", "\u2212")
    words = [f" {signs[sign.lower()]} " if sign.lower() in signs else sign for sign in plain]
    return " ".join("".join(words).split())


def _caret(found: re.Match[str], reading: Reading) -> str | None:
    return _power(found[1] or found[2] or found[3], reading)


def _scientific(found: re.Match[str], reading: Reading) -> str | None:
    """Say ``1e-5`` as a power of ten."""
    times, power = reading.words.say("times"), _power(str(int(found[1].replace("\u2212", "-"))), reading)
    return f"{times} 10 {power}" if times and power else None


def _lowered(found: re.Match[str], _: Reading) -> str | None:
    return found[0].translate(SMALL)


def _letters(found: re.Match[str], _: Reading) -> str | None:
    if _MARK.search(found.string[max(0, found.start() - 6) : found.start()]):
        return ""
    return " ".join(unicodedata.normalize("NFKC", found[0]))


RULES: Final[FormRules] = (
    FormRule(LETTERS, _letters),
    FormRule(SCIENTIFIC, _scientific),
    FormRule(RAISED, _raised),
    FormRule(CARET, _caret),
    FormRule(LOWERED, _lowered),
    FormRule(UNDERSCORE, lambda _, __: ""),
)
