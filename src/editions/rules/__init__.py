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
from editions.rules.pdf import PDF_RULES
from editions.rules.reading import READING
from editions.rules.rule import Rule
from editions.rules.structure import STRUCTURE

<<<<<<< HEAD
__all__ = ["ALTERNATIVES", "AUDIT", "CATALOG", "LANGUAGES", "MAKING", "READING", "RULES", "STRUCTURE", "Rule"]
=======
__all__ = ["ALTERNATIVES", "AUDIT", "LANGUAGES", "MAKING", "PDF_RULES", "READING", "RULES", "STRUCTURE", "Rule"]
>>>>>>> 9b53b65 (Mutants of a good PDF: one fault each, and the rule that finds it)

AUDIT: Final = (*ALTERNATIVES, *LANGUAGES, *STRUCTURE)
"""The rules of the audit."""

<<<<<<< HEAD
RULES: Final = {rule.id: rule for rule in (*AUDIT, *READING, *MAKING, *CATALOG)}
=======
RULES: Final = {rule.id: rule for rule in (*AUDIT, *READING, *MAKING, *PDF_RULES.values())}
>>>>>>> 9b53b65 (Mutants of a good PDF: one fault each, and the rule that finds it)
"""Every rule, by its id."""
