"""Signs in words: ``p < 0.05`` and ``p > 0.05`` are told apart by ear."""

from __future__ import annotations

import re
from typing import Final

from editions.narration.spoken_forms.rule import FormRule, FormRules, Reading

SIGN: Final = re.compile(
    r"\+[ ]?/[ ]?[-\u2212\u2013]|\+/\+|(?<!\w)-/-|[<>!=]=|=[<>]|<->"
    r"|(?<!-)->|<-(?=\s)|(?<![-=<>])[<>](?![-=<>])|(?<![=!<>])=(?![=>])|\+(?![ ]?/[ ]?[-\u2212\u2013])"
    r"|[≤≥⩽⩾≪≫≠≈≅≃∼~≡±∓×÷∝→⟶←↔⇒⇌↑↓∞√∑∏∫∂∇∈∉∩∪⊂⊆∀∃∅°′″%‰&§✓✔✗✘●○•†‡¶®™©\u2212\u2215]"
)
MORE_OR_LESS: Final = re.compile(r"\+[ ]?/[ ]?[-\u2212\u2013]\Z")
PRODUCT: Final = re.compile(r"(?<=\d)[ \u00a0]?[·⋅][ \u00a0]?(?=\d)")
LOOKALIKES: Final = {"\u00b4": "'", "\u2010": "-", "\u2011": "-"}
"""Characters that voices name or pass over -> those that they stand for."""

LOOKALIKE: Final = re.compile("[\u00b4\u2010\u2011]")
BY: Final = re.compile(r"(?<=[\d)])(?P<said>[ \u00a0]?[×x][ \u00a0]?)(?=\d)")
TIMES: Final = re.compile(r"(?<=\d)[ \u00a0]?×(?![ \u00a0]?\d)")
STARS: Final = re.compile(
    r"(?<=[\d)%])[ \u00a0]?(?<!\*)(\*{1,4})(?![*\w])|(?<![\w*])(\*{1,4})(?=[ \u00a0]?[pP]\b)|(?<![^\s(])(\*{1,4})(?![^\s,;)])"
)
MARK: Final = re.compile(r"(?<=[^\W\d_])\*{1,3}(?![*\w])|(?<![\w*])\*{1,3}(?=[^\W\d_]{2})")
"""Stars behind a word or before one: the mark of a note."""

SLASH: Final = re.compile(r"(?<=[^\W_])[ \u00a0]?/[ \u00a0]?(?=[^\W_])|[ \u00a0]/[ \u00a0]")
PAIR: Final = re.compile(r"(?<![\w/])[^\W\d_]{1,12}/[^\W\d_]{1,12}(?![\w/])")
PLAIN_POWER: Final = re.compile(r"[ \u00a0]?10(?:[⁰¹²³⁴-⁹⁻⁺]|\^)")


def _sign(found: re.Match[str], reading: Reading) -> str | None:
    if found[0] == "§" and found.string[found.end() : found.end() + 1].isalpha():
        return ""  # the mark of a note
    written = "+/-" if MORE_OR_LESS.match(found[0]) else found[0]
    return reading.words.table("signs").get(written)


def _by(found: re.Match[str], reading: Reading) -> str | None:
    """Say "by" between measures, "times" before a power of ten; the letter x stands for the sign, but not in ``0x20``."""
    if "x" in found["said"] and found.string.endswith("0", 0, found.start("said")) and found["said"] == "x":
        return None
    is_power = PLAIN_POWER.match(found.string, found.end("said"))
    said = reading.words.say("times" if is_power else "by")
    return f" {said} " if said else None


def _times(_: re.Match[str], reading: Reading) -> str | None:
    said = reading.words.say("times")
    return f" {said}" if said else None


def _stars(found: re.Match[str], reading: Reading) -> str | None:
    names = reading.words.listed("say", "stars")
    if not names:
        return None
    said = names[len(found[1] or found[2] or found[3]) - 1]
    return f", {said}" if found[1] else f"{said}, " if found[2] else said


def _pair(found: re.Match[str], reading: Reading) -> str | None:
    return reading.words.table("pairs").get(found[0].lower())


SHAPES: Final[FormRules] = (
    FormRule(PAIR, _pair),
    FormRule(STARS, _stars),
    FormRule(MARK, lambda _, __: ""),
    FormRule(BY, _by),
    FormRule(TIMES, _times),
    FormRule(PRODUCT, lambda _, reading: reading.words.say("times")),
    FormRule(LOOKALIKE, lambda found, _: LOOKALIKES[found[0]]),
)
"""Signs whose neighbours tell what they mean."""

SIGNS: Final[FormRules] = (
    FormRule(SIGN, _sign),
    FormRule(SLASH, lambda _, __: ", "),
)
"""Signs that are said alike wherever they stand."""
