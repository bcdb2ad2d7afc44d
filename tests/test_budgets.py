"""Every input four times over its limit ends within its budget: built, or refused in one clear line.

``./dev security`` measures them at the limit too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile import Budget, budgets, measure

SLOW = {
    *("all formulas", "boxes within boxes", "breaks in one paragraph", "elements in one paragraph", "figures of one picture"),
    *("items of a list", "markers at each corner", "notes in one paragraph", "notes in paragraphs", "rows of a table"),
    *("sections", "stops of gradients", "thousands of formulas in TeX", "words in one paragraph"),
}
"""Inputs that take many seconds at four times their limit: ``./dev security`` alone tries them there."""
TRIED = [(each, size) for each in budgets() for size in ((1,) if each.name in SLOW else each.tested)]


@pytest.mark.slow
@pytest.mark.parametrize(("budget", "size"), TRIED, ids=str)
def test_an_input_ends_within_its_budget(budget: Budget, size: int, tmp_path: Path) -> None:
    """The system stops a process that takes more: its exit code then is a signal's."""
    outcome = measure(budget, size, tmp_path)
    assert outcome.is_clean, f"exit code {outcome.code}: {outcome.err[-2000:]}"
