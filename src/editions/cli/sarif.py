"""Findings as SARIF 2.1.0 (OASIS Standard, 2020): what code hosts and editors show beside the lines of a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from editions import __version__
from editions.cli.listing import Facts
from editions.findings import Severity
from editions.rules import EVERY

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""The property ``level`` (3.27.10)."""


def log(findings: Sequence[Facts], failures: Sequence[str]) -> dict[str, Any]:
    """Return the log of one run; ``failures`` say why files came to nothing."""
    ids = sorted({finding["rule"] for finding in findings})
    numbers = {rule: number for number, rule in enumerate(ids)}
    driver = {"name": "editions", "version": __version__, "rules": [_rule(rule) for rule in ids]}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(failures)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, numbers) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(failures: Sequence[str]) -> dict[str, Any]:
    notes = [{"level": "error", "message": {"text": failure}} for failure in failures]
    return {"executionSuccessful": not failures, "toolExecutionNotifications": notes}


def _rule(id: str) -> dict[str, Any]:
    """Return what a rule asks for (3.49), as far as it is one of ours."""
    rule = EVERY.get(id)
    if rule is None:
        return {"id": id}
    clauses = f" Clauses: {'; '.join(rule.clauses)}." if rule.clauses else ""
    return {
        "id": id,
        "shortDescription": {"text": rule.asks},
        "help": {"text": f"{rule.asks}{clauses}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["accessibility", *rule.clauses]} if rule.clauses else {},
    }


def _result(finding: Facts, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": finding["rule"],
        "ruleIndex": numbers[finding["rule"]],
        "level": _LEVELS[Severity(finding["severity"])],
        "message": {"text": f"{finding['message']} {finding['hint']}".strip()},
        "locations": [_location(finding)],
    }


def _location(finding: Facts) -> dict[str, Any]:
    """Return where a finding is (3.28): file, line and column, and the element as a logical location."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding["file"])}}
    if finding.get("line"):
        column = finding.get("column")
        physical["region"] = {"startLine": finding["line"], **({"startColumn": column} if column else {})}
    element = [{"name": finding["id"], "kind": "element"}] if finding.get("id") else []
    return {"physicalLocation": physical, **({"logicalLocations": element} if element else {})}


def _uri(file: str) -> str:
    """Return a path as a URI reference (RFC 3986): a relative one stays relative to the working folder."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
