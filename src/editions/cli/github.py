"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from editions.cli.listing import Facts
from editions.findings import Severity

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
"""What a message must not hold as it is."""
_PROPERTY: Final = {**_DATA, ":": "%3A", ",": "%2C"}
"""What the value of a property must not hold as it is."""


def command(finding: Facts) -> str:
    """Return the command for a finding: ``::error file=article.xml,line=118,col=5,title=RULE::MESSAGE``."""
    line = finding.get("line") or None
    column = (finding.get("column") or None) if line else None
    properties = {"file": finding["file"], "line": line, "col": column, "title": finding["rule"]}
    return _command(_COMMANDS[Severity(finding["severity"])], properties, f"{finding['message']} {finding['hint']}".strip())


def failure(line: str) -> str:
    """Return the command for a file that came to nothing."""
    return _command("error", {"title": "editions"}, line)


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    said = ",".join(f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items() if value is not None)
    return f"::{name} {said}::{_escaped(message, _DATA)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(sign, sign) for sign in text)
