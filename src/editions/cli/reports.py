"""Findings in the form that a call asks for: text as they come; SARIF or GitHub's workflow commands for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from editions.cli import github, sarif
from editions.cli.listing import Facts, listed
from editions.cli.terminal import Line, Style, tell, tell_json, tell_line, width


def show_text(findings: Sequence[Facts], *, clauses: bool = False, to_errors: bool = False) -> None:
    """Print findings for a person, with the command that says more about the first rule."""
    columns = width(sys.stderr if to_errors else sys.stdout)
    for line in listed(findings, columns, clauses=clauses):
        tell_line(line, to_errors=to_errors)


def explained(findings: Sequence[Facts]) -> Line:
    """Return the line that says how to learn more about a rule."""
    weights = {"error": 0, "warning": 1, "note": 2}
    first = min(findings, key=lambda finding: weights[finding["severity"]])
    return [(f"More about a rule: editions explain {first['rule']}", Style.PLAIN)]


def show_for_programs(call: argparse.Namespace, findings: Sequence[Facts], failures: Sequence[str]) -> None:
    """Print findings as SARIF or as workflow commands, and the reasons why files came to nothing."""
    if call.output_format == "sarif":
        tell_json(sarif.log(findings, failures))
        return
    for finding in findings:
        tell(github.command(finding))
    for failure in failures:
        tell(github.failure(failure))
