"""Every input at its limit, and four times over it, ends within its budget: built, or refused in one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile import Budget, budgets, measure


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 4])
@pytest.mark.parametrize("budget", tuple(budgets()), ids=str)
def test_an_input_ends_within_its_budget(budget: Budget, size: int, tmp_path: Path) -> None:
    """The system stops a process that takes more: its exit code then is a signal's."""
    outcome = measure(budget, size, tmp_path)
    assert outcome.is_clean, f"exit code {outcome.code}: {outcome.err[-2000:]}"
