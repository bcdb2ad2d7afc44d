"""``./dev security [FUZZ.json]``: measures what every input at a limit costs, and writes the tables of docs/security.md.

``FUZZ.json`` is what ``./dev fuzz --json`` wrote; without it, the figures of the last run stay.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hostile import Budget, Outcome, budgets, measure

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
SIZES = (1, 4)
_ENDS = {0: "done", 1: "refused", 2: "refused", 3: "done, with findings"}


def main() -> int:
    """Write the tables; 1 where an input did not end within its budget."""
    rows = [(budget, [_measured(budget, size) for size in SIZES]) for budget in budgets()]
    text = replaced(PAGE.read_text("utf-8"), "budgets", "\n".join(_budget_table(rows)))
    if len(sys.argv) > 1:
        text = replaced(text, "fuzz", "\n".join(_fuzz_table(json.loads(Path(sys.argv[1]).read_text("utf-8")))))
    PAGE.write_text(text, "utf-8")
    return 0 if all(outcome.is_clean for _, outcomes in rows for outcome in outcomes) else 1


def _measured(budget: Budget, size: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        outcome = measure(budget, size, Path(folder))
    print(f"{budget.name} × {size}: {_told(outcome)}", file=sys.stderr)
    return outcome


def replaced(page: str, name: str, table: str) -> str:
    """Return a page with the table between the marks of a name written anew."""
    mark = re.compile(rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- end {name} -->)", re.DOTALL)
    found = mark.search(page)
    if found is None:
        raise ValueError(f"docs/security.md has no place for {name}")
    return f"{page[: found.start()]}{found[1]}{table}\n{found[2]}{page[found.end() :]}"


def _budget_table(rows: list[tuple[Budget, list[Outcome]]]) -> Iterator[str]:
    yield "| Input | Limit | Budget | At the limit | Four times over |"
    yield "|---|---|--:|--:|--:|"
    for budget, outcomes in rows:
        told = " | ".join(_told(outcome) for outcome in outcomes)
        yield f"| {budget.name} | {budget.limit} | {budget.seconds} s, {budget.megabytes} MB | {told} |"


def _told(outcome: Outcome) -> str:
    end = _ENDS.get(outcome.code, f"failed ({outcome.code})") if outcome.is_clean else f"failed ({outcome.code})"
    return f"{end}: {outcome.seconds:.1f} s, {outcome.megabytes} MB"


def _fuzz_table(figures: list[dict[str, Any]]) -> Iterator[str]:
    columns = list(figures[0])
    yield f"| {' | '.join(columns)} |"
    yield f"|---|{'--:|' * (len(columns) - 1)}"
    for row in figures:
        yield f"| {' | '.join(f'{value:,}' if isinstance(value, int) else str(value) for value in row.values())} |"


if __name__ == "__main__":
    sys.exit(main())
