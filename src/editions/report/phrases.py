"""The words of the report, in the languages of the report (other languages get English ones)."""

from __future__ import annotations

from typing import Final

from editions.languages.phrases import language_of
from editions.languages.translations import Translations

PHRASES: Final = Translations("report")
"""The words of the report's page, by language and key."""
UNSAID: Final = Translations("unsaid")
"""What a narration passes over, by language and kind."""
ASKS: Final = Translations("rules")
"""What each rule asks, by language and the rule's id; in English the rule itself says it."""
TITLES: Final = Translations("clauses")
"""The titles of EN 301 549's clauses, by language and number."""
REMARKS: Final = Translations("remarks")
"""The remarks on those clauses, by language and key: what holds by construction, and what people must judge."""


def say(key: str, lang: str, **values: object) -> str:
    """Return a phrase of the page in a language, its values filled in."""
    return PHRASES[language_of(lang, PHRASES)][key].format(**values)


def asked(rule: str, lang: str) -> str:
    """Return what a rule asks in a language, ``""`` where it is not said in that language here."""
    return ASKS.get(lang, {}).get(rule, "")
