"""The rules: each says what must hold, how much it weighs, and which clauses of which standards ask for it.

One rule, one id. Whatever finds something names it by a rule's id; its clauses are looked up in ``EVERY``.
``AUDIT`` are those of the audit (``access/``); each has a broken and a kept sample in the tests.
"""

from __future__ import annotations

from typing import Final

from editions.rules.alternatives import ALTERNATIVES
from editions.rules.catalog import CATALOG
from editions.rules.languages import DETECTING, LANGUAGES
from editions.rules.output import MAKING
from editions.rules.pdf import PDF_RULES
from editions.rules.rule import Rule
from editions.rules.sound import SOUND_RULES
from editions.rules.source import READING
from editions.rules.structure import STRUCTURE

__all__ = [
    "ALTERNATIVES",
    "AUDIT",
    "CATALOG",
    "DETECTING",
    "EVERY",
    "LANGUAGES",
    "MAKING",
    "PDF_RULES",
    "READING",
    "RULES",
    "SOUND_RULES",
    "STRUCTURE",
    "Rule",
]

AUDIT: Final = (*ALTERNATIVES, *LANGUAGES, *STRUCTURE)
"""The rules of the audit."""

RULES: Final = {rule.id: rule for rule in (*AUDIT, *DETECTING, *READING, *MAKING, *CATALOG)}
"""Every rule of articles and of builds, by its id."""

EVERY: Final = {**RULES, **PDF_RULES, **SOUND_RULES}
"""Every rule, those of finished files too."""
