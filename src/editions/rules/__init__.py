"""The rules: each says what must hold, how much it weighs, and which clauses of which standards ask for it.

One rule, one id. Whatever finds something names it by a rule's id; the report looks the clauses up in ``RULES``.
``AUDIT`` are those of the audit (``access/``); each has a broken and a kept sample in the tests.
"""

from __future__ import annotations

from typing import Final

from editions.rules.alternatives import ALTERNATIVES
from editions.rules.catalog import CATALOG
from editions.rules.languages import LANGUAGES
from editions.rules.making import MAKING
from editions.rules.reading import READING
from editions.rules.rule import Rule
from editions.rules.structure import STRUCTURE

__all__ = ["ALTERNATIVES", "AUDIT", "CATALOG", "LANGUAGES", "MAKING", "READING", "RULES", "STRUCTURE", "Rule"]

AUDIT: Final = (*ALTERNATIVES, *LANGUAGES, *STRUCTURE)
"""The rules of the audit."""

RULES: Final = {rule.id: rule for rule in (*AUDIT, *READING, *MAKING, *CATALOG)}
"""Every rule, by its id."""
