"""``editions explain``: what a rule asks for, and why."""

from __future__ import annotations

import argparse
from typing import Any

from editions.cli.articles import near
from editions.cli.exits import CLEAN
from editions.cli.terminal import tell, tell_json
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    explain = commands.add_parser(
        "explain",
        help="explain a rule",
        description="Say what a rule asks for, how much it weighs, and which clauses of which standards ask for it.",
        epilog="Example: editions explain picture.no-alternative",
        allow_abbrev=False,
    )
    explain.add_argument("rules", nargs="*", metavar="RULE", help="the id of a rule; without one, all are listed")
    explain.add_argument("--json", action="store_true", help="print as JSON")
    explain.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises ``UsageError`` for a rule that does not exist."""
    from editions.rules import EVERY

    for name in call.rules:
        if name not in EVERY:
            raise UsageError(f"There is no rule {name!r}.{near(name, EVERY)} editions explain lists all.")
    chosen = [EVERY[name] for name in dict.fromkeys(call.rules or sorted(EVERY))]
    if call.json:
        keys = ("id", "severity", "asks", "clauses")
        tell_json([{key: getattr(rule, key) for key in keys} for rule in chosen])
        return CLEAN
    for rule in chosen:
        tell(f"{rule.id} ({rule.severity}): {rule.asks}")
        for clause in rule.clauses if call.rules else ():
            tell(f"  {clause}")
    return CLEAN
