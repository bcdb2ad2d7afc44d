"""The report of a build: what was made of which source, what was found, what is claimed. Nothing in it depends on the clock.

Its JSON schema is ``docs/report.schema.json``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editions.findings import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One file of an edition. ``path`` is relative to the report's folder."""

    language: str
    format: str
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A standard that one file claims to meet."""

    language: str
    format: str
    standard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that ``report.json`` says. ``voices`` are the voices used, by language; ``engine`` is "" without speech."""

    source: str
    source_sha256: str
    version: str
    languages: tuple[str, ...]
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    engine: str = ""
    voices: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, in a fixed order."""
        return {
            "source": {"file": self.source, "sha256": self.source_sha256},
            "editions": self.version,
            "languages": list(self.languages),
            "outputs": [_plain(output) for output in self.outputs],
            "findings": [finding_dict(finding) for finding in self.findings],
            "claims": [_plain(claim) for claim in self.claims],
            "engine": self.engine or None,
            "voices": dict(sorted(self.voices.items())),
        }

    def as_json(self) -> str:
        """Return the report as JSON, ending in a line break."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2) + "\n"


def _plain(item: Output | Claim) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def finding_dict(finding: Finding) -> dict[str, Any]:
    """Return one finding as plain values."""
    where = finding.where
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "file": where.file,
        "line": where.line,
        "id": where.id,
        "message": finding.message,
        "hint": finding.hint,
    }


def output(language: str, format: str, file: Path, path: str) -> Output:
    """Return what the report says of a file that is there; it will stand at ``path``, relative to the report."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Output(language=language, format=format, path=path, size=file.stat().st_size, sha256=digest)


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings without repetitions, in the order of the source: by file, line, rule."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda item: (item.where.file, item.where.line, item.rule, item.where.id, item.message)))


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether any finding is an error: then nothing may claim to conform."""
    return any(finding.severity is Severity.ERROR for finding in findings)
