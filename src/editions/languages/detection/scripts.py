"""Words in a script that their language is not written in: Greek in English, Arabic in Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from editions.languages.tags import script

SCRIPTS: Final = {
    "Greek": (r"\u0370-\u03ff\u1f00-\u1fff", 3, {"Grek"}),
    "Cyrillic": (r"\u0400-\u052f", 2, {"Cyrl"}),
    "Armenian": (r"\u0530-\u058f", 2, {"Armn"}),
    "Hebrew": (r"\u0590-\u05ff", 2, {"Hebr"}),
    "Arabic": (r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", 2, {"Arab"}),
    "Devanagari": (r"\u0900-\u097f", 2, {"Deva"}),
    "Bengali": (r"\u0980-\u09ff", 2, {"Beng"}),
    "Tamil": (r"\u0b80-\u0bff", 2, {"Taml"}),
    "Thai": (r"\u0e00-\u0e7f", 2, {"Thai"}),
    "Georgian": (r"\u10a0-\u10ff\u1c90-\u1cbf", 2, {"Geor"}),
    "Ethiopic": (r"\u1200-\u137f", 2, {"Ethi"}),
    "kana": (r"\u3040-\u30ff\uff66-\uff9d", 1, {"Jpan", "Hrkt", "Hira", "Kana"}),
    "Han": (r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f", 1, {"Hans", "Hant", "Hani", "Jpan", "Kore"}),
    "Hangul": (r"\uac00-\ud7af\u1100-\u11ff", 1, {"Kore", "Hang"}),
}
"""Each script: its letters, how many in a row are a word (a Greek letter alone is a symbol), ISO 15924 codes that hold it."""


def foreign(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the first words in each script that a language is not written in, after the name of the script."""
    if text.isascii() or not script(lang):
        return
    own = script(lang)
    for name, (_, _, codes) in SCRIPTS.items():
        if own not in codes and (found := _run(name).search(text)):
            yield name, found[0]


@cache
def _run(name: str) -> re.Pattern[str]:
    letters, least, _ = SCRIPTS[name]
    return re.compile(rf"[{letters}]{{{least},}}+(?:[\s\u0300-\u036f·,.-]++[{letters}]++)*")
