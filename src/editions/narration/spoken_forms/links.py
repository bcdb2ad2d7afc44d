"""Addresses, which nobody wants spelt, and hashtags."""

from __future__ import annotations

import re
from typing import Final

from editions.narration.spoken_forms.rule import FormRule, FormRules, Reading

ADDRESS: Final = re.compile(r"<?\b(?:https?://|www\.|doi:\s?(?=10\.))[^\s<>]*[^\s<>.,;:)\]»”\"'](?:>|\b)", re.IGNORECASE)
DOI: Final = re.compile(r"(?<![\w./])10\.\d{4,9}/[^\s<>]*[^\s<>.,;:)\]»”\"']")
DOMAIN: Final = re.compile(
    r"(?<![\w.@-])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,4}\.(?:com|org|net|edu|gov|gob|int|info|br|mx|io|eu|uk)\b(?:/[^\s<>()]*)?",
    re.IGNORECASE,
)
EMAIL: Final = re.compile(r"<?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}>?")
HASHTAG: Final = re.compile(r"(?<![\w&])#(?=[^\W\d_]{0,20}[a-zà-ÿ])([^\W\d_]\w{2,60})")
_HUMP: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|_")


def _hashtag(found: re.Match[str], reading: Reading) -> str | None:
    name = reading.words.say("hashtag")
    return f"{name} {_HUMP.sub(' ', found[1])}" if name else None


def _link(_: re.Match[str], reading: Reading) -> str | None:
    return reading.words.say("link") or None


def _email(_: re.Match[str], reading: Reading) -> str | None:
    return reading.words.say("email") or None


RULES: Final[FormRules] = (
    FormRule(EMAIL, _email),
    FormRule(ADDRESS, _link),
    FormRule(DOI, _link),
    FormRule(DOMAIN, _link),
    FormRule(HASHTAG, _hashtag),
)
