"""``editions explain``: what a rule asks for, and why."""

from __future__ import annotations

import argparse
from typing import Any

from editions.cli import options
from editions.cli.exits import CLEAN
from editions.cli.near import near
from editions.cli.terminal import tell, tell_json
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "explain",
        "explain a rule",
        run=run,
        usage="[RULE ...] [OPTION ...]",
        description="Say what a rule asks for, how much it weighs, and which clauses of which standards ask for it.",
        examples=("editions explain picture.no-alternative",),
    )
    what = command.group("What to explain")
    what.add_argument("rules", nargs="*", metavar="RULE", help="the id of a rule (default: all)")
    command.output(options.LISTED, file=False)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises ``UsageError`` for a rule that does not exist."""
    from editions.rules import EVERY

    for name in call.rules:
        if name not in EVERY:
            raise UsageError(f"There is no rule {name!r}.{near(name, EVERY)} editions explain lists all.")
    chosen = [EVERY[name] for name in dict.fromkeys(call.rules or sorted(EVERY))]
    if call.output_format == "json":
        keys = ("id", "severity", "asks", "clauses")
        tell_json([{key: getattr(rule, key) for key in keys} for rule in chosen])
        return CLEAN
    for rule in chosen:
        tell(f"{rule.id} ({rule.severity}): {rule.asks}")
        for clause in rule.clauses if call.rules else ():
            tell(f"  {clause}")
    return CLEAN
