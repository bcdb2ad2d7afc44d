"""What the tool has to say about an article: findings, and the exceptions that end a build.

Nothing vanishes silently: every stage hands on its result and the findings made on the way.

The exception tree (only ``cli`` turns it into exit codes)::

    EditionsError
    ├── SourceError         the article cannot be read: no file, not XML, not JATS
    ├── UsageError          the call asks for something that is not there: a format, a language, two equal names
    ├── OutputError         an edition cannot be written: no folder, no space, no right
    │   └── Unprintable         an article cannot be made into pages: too much of it, or nothing that the layout understands
    ├── SpeechError         a voice engine did not deliver
    │   └── EngineUnavailable   the engine is not installed, or its service cannot be reached
    ├── PackageMissing      a Python package that is needed is not installed
    └── ValidatorUnavailable    an external validator is not installed, or came to no verdict (``validators.py``)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Severity(StrEnum):
    """How much a finding weighs: an ``error`` withholds every claim of conformance."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a source file: its line and column in characters (from 1, 0 where unknown), and the id of the element."""

    file: str
    line: int = 0
    column: int = 0
    id: str = ""

    def __str__(self) -> str:
        """``article.xml:118:7``, the form that editors and terminals make clickable."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.line and self.column) if number)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a person should know: which rule, where, what, and the next step."""

    rule: str
    severity: Severity
    where: Where
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """One line: place, severity, rule, message, hint."""
        return f"{self.where}: {self.severity} [{self.rule}] {self.message}" + (f" {self.hint}" if self.hint else "")

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as values that JSON knows: rule, severity, file, line, column, id, message and hint."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "file": self.where.file,
            "line": self.where.line,
            "column": self.where.column,
            "id": self.where.id,
            "message": self.message,
            "hint": self.hint,
        }


class EditionsError(Exception):
    """Something was not built. ``str()`` says what, where and the next step, in one line."""


class SourceError(EditionsError):
    """The article cannot be read."""


class UsageError(EditionsError):
    """The call asks for something that does not exist."""


class OutputError(EditionsError):
    """An edition cannot be written."""


class Unprintable(OutputError):
    """An article cannot be made into pages, but into other editions. ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.where}: {finding.message} {finding.hint}".strip())
        self.finding = finding


class SpeechError(EditionsError):
    """A voice engine did not deliver."""


class EngineUnavailable(SpeechError):
    """A voice engine is not installed, or its service cannot be reached."""


class PackageMissing(EditionsError):
    """A Python package that is needed for what was asked is not installed."""


_PACKAGES: Final = {"citeproc": "citeproc-py", "PIL": "pillow", "fontTools": "fonttools", "yaml": "pyyaml"}
"""The packages whose modules have other names than they."""


@contextmanager
def packages_named() -> Iterator[None]:
    """Raise ``PackageMissing``, with the line that installs it, where a module of another package is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = missing_package(error)
        message = f"The Python package {package} is not installed. Install it: pip install {package}"
        raise PackageMissing(message) from error


def missing_package(error: ModuleNotFoundError) -> str:
    """Return the package that brings the module which an import did not find. Raises the error again for a module of ours."""
    module = (error.name or "").partition(".")[0]
    if module in ("", "editions"):
        raise error
    return _PACKAGES.get(module, module.replace("_", "-"))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without repetitions, in the order of the source: by file, line, column, rule."""
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _place(finding: Finding) -> tuple[str, int, int, str, str, str]:
    where = finding.where
    return where.file, where.line, where.column, finding.rule, where.id, finding.message


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error: then nothing may claim to conform."""
    return any(finding.severity is Severity.ERROR for finding in findings)
