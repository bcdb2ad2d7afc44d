"""What a report says, as values. What was *checked*, *reviewed* and *certified* stays apart."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from editions.accessibility.certification import Certification
from editions.checks.validation import Validation
from editions.findings import Finding, Severity
from editions.rules import EVERY
from editions.safety.file_names import printable


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
    """A standard that one file claims to meet; ``certified_by`` names who evaluated it, where the claim rests on a person."""

    language: str
    format: str
    standard: str
    certified_by: str = ""


class Result(StrEnum):
    """What applying a rule gave: nothing found; errors; or only what a person should look at."""

    PASSED = "passed"
    FAILED = "failed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule that was applied: what it asks, by which clauses, and how often it found something."""

    rule: str
    severity: Severity
    asks: str
    clauses: tuple[str, ...]
    findings: int
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something in the source that a person should look at: its text, the language of the text, where it stands."""

    id: str
    line: int
    lang: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A matter that only a person can judge (a key of ``page``'s phrases), in one edition, and what it is about."""

    matter: str
    language: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An alternative or a long description that somebody reviewed: who, when (``YYYY-MM-DD``), and who had written it."""

    language: str
    by: str
    on: str
    origin: str
    place: Place


class Status(StrEnum):
    """How a clause of EN 301 549 is met, as far as a tool can know."""

    SUPPORTED = "supported"
    WHERE_CHECKED = "supported-where-checked"
    TO_JUDGE = "needs-human-evaluation"
    NOT_APPLICABLE = "not-applicable"
    NOT_SUPPORTED = "not-supported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One clause of EN 301 549, with the rules that checked it, what they found, and a remark in English."""

    clause: str
    title: str
    status: Status
    rules: tuple[str, ...]
    findings: int
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """A language that was worked out, not read: in which edition, of which element, how sure (0 to 1, to two places).

    ``text`` are the first words of the element, in quotes.
    """

    edition: str
    id: str
    line: int
    language: str
    confidence: float
    voice: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that ``report.json`` says, and what its page shows beside it.

    ``language`` and ``title`` are the original's, ``date`` is when the report counts as made (``""`` where nothing says so).
    ``summaries`` are the accessibility summaries, by edition; ``certifications`` those that are valid, by edition: what rests
    on them is said only where a claim does. ``voices`` are the voices used, by language; ``engine`` is "" without speech.
    ``passed_over`` are the ids of what each narration does not say, by edition and kind.
    The page alone shows ``passages``, the first words of what findings are about, and ``thumbnails``, small pictures (``data:``
    URIs), both by the ids of their elements.
    """

    source: str
    source_sha256: str
    version: str
    languages: tuple[str, ...]
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    language: str
    title: str
    date: str = ""
    publisher: str = ""
    contact: str = ""
    certifications: Mapping[str, Certification] = field(default_factory=dict)
    detected: tuple[Detected, ...] = ()
    checks: tuple[Check, ...] = ()
    reviews: tuple[Review, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    validations: tuple[Validation, ...] = ()
    summaries: Mapping[str, str] = field(default_factory=dict)
    assessments: tuple[Assessment, ...] = ()
    engine: str = ""
    voices: Mapping[str, str] = field(default_factory=dict)
    passed_over: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    passages: Mapping[str, Place] = field(default_factory=dict)
    thumbnails: Mapping[str, str] = field(default_factory=dict)

    @property
    def certified(self) -> tuple[Claim, ...]:
        """The claims that rest on a person's evaluation."""
        return tuple(claim for claim in self.claims if claim.certified_by)

    @property
    def certified_editions(self) -> dict[str, Certification]:
        """The certifications that a claim rests on, by edition."""
        claimed = {(claim.language, claim.certified_by) for claim in self.certified}
        return {name: item for name, item in self.certifications.items() if (name, item.by) in claimed}

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, in a fixed order."""
        return {
            "source": {"file": self.source, "sha256": self.source_sha256},
            "title": self.title,
            "language": self.language,
            "date": self.date or None,
            "publisher": self.publisher or None,
            "editions": self.version,
            "languages": list(self.languages),
            "outputs": [plain(item) for item in self.outputs],
            "findings": [with_clauses(item) for item in self.findings],
            "claims": [plain(item) for item in self.claims],
            "detected": [plain(item) for item in self.detected],
            "checked": {"by": f"editions {self.version}", "rules": [plain(item) for item in self.checks]},
            "reviewed": [plain(item) for item in self.reviews],
            "certified": [{"language": name, **plain(item)} for name, item in self.certified_editions.items()],
            "to_judge": [plain(item) for item in self.judgements],
            "validators": [plain(item) for item in self.validations],
            "summaries": dict(self.summaries),
            "en_301_549": [plain(item) for item in self.assessments],
            "engine": self.engine or None,
            "voices": dict(sorted(self.voices.items())),
            "passed_over": {
                edition: {kind: {"count": len(ids), "ids": list(ids)} for kind, ids in kinds.items()}
                for edition, kinds in self.passed_over.items()
            },
        }

    def as_json(self) -> str:
        """Return the report as JSON, ending in a line break."""
        return printable(json.dumps(self.as_dict(), ensure_ascii=False, indent=2)) + "\n"


def plain(item: Any) -> Any:
    """Return a value of the report as what JSON knows."""
    if dataclasses.is_dataclass(item):
        return {part.name: plain(getattr(item, part.name)) for part in dataclasses.fields(item)}
    if isinstance(item, tuple):
        return [plain(part) for part in item]
    return str(item) if isinstance(item, StrEnum) else item


def with_clauses(finding: Finding) -> dict[str, Any]:
    """Return a finding as values that JSON knows, with the clauses of standards that its rule stands for."""
    facts = finding.as_dict()
    return {"rule": facts.pop("rule"), "severity": facts.pop("severity"), "clauses": list(clauses(finding)), **facts}


def clauses(finding: Finding) -> tuple[str, ...]:
    """Return the clauses of standards that a finding goes against, as its rule names them."""
    rule = EVERY.get(finding.rule)
    return rule.clauses if rule else ()


def output(language: str, format: str, file: Path, path: str) -> Output:
    """Return what the report says of a file that is there; it will stand at ``path``, relative to the report."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Output(language=language, format=format, path=path, size=file.stat().st_size, sha256=digest)
