"""Findings in the form that a call asks for: text as they come; SARIF or GitHub's workflow commands for other programs."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Final

from editions.cli import github
from editions.cli.listing import Facts, listed
from editions.cli.terminal import tell, tell_json, tell_line, width
from editions.findings import Severity

MANY: Final = 10
"""Findings from which on it helps to know how many each rule found."""


def show_text(findings: Sequence[Facts], *, clauses: bool = False, to_errors: bool = False) -> None:
    """Print findings for a person."""
    columns = width(sys.stderr if to_errors else sys.stdout)
    for line in listed(findings, columns, clauses=clauses):
        tell_line(line, to_errors=to_errors)


def show_sum(findings: Sequence[Facts]) -> None:
    """Print which rules found most, where much was found, and how to learn more about the weightiest."""
    counts = Counter((list(Severity).index(finding["severity"]), finding["rule"]) for finding in findings)
    rules = [(rule, count) for (_, rule), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0]))]
    if len(findings) > MANY:
        tell(f"By rule: {', '.join(f'{rule} {count}' for rule, count in rules)}.")
    if rules:
        tell(f"More about a rule: editions explain {rules[0][0]}")


def show_for_programs(call: argparse.Namespace, findings: Sequence[Facts], failures: Sequence[str]) -> None:
    """Print findings as SARIF or as workflow commands, and the reasons why files came to nothing."""
    if call.output_format == "sarif":
        from editions.cli import sarif

        tell_json(sarif.log(findings, failures))
        return
    for finding in findings:
        tell(github.command(finding))
    for failure in failures:
        tell(github.failure(failure))
