"""Drops findings about an output file that repeat one about the source: an editor reads each error once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from editions.findings import Finding, Severity
from editions.rules import alternatives, languages, structure

_NO_ALTERNATIVE = frozenset({alternatives.ALT_MISSING.id, alternatives.FORMULA_SILENT.id, alternatives.TRANSLATION_SILENT.id})
_LOST: Final = frozenset({"picture.missing", "picture.refused", "picture.broken"})

SAID: Final = {
    "pdf.figure-no-alternative": _NO_ALTERNATIVE,
    "pdf.formula-no-alternative": _NO_ALTERNATIVE,
    "pdf.no-title": frozenset({structure.NO_TITLE.id}),
    "pdf.no-language": frozenset({languages.NO_LANGUAGE.id}),
    "pdf.picture": _LOST,
    "epub.picture": _LOST,
}
"""Rules of finished files, and those of the source that name the same fault where it can be corrected."""


def without_duplicates(findings: Iterable[Finding], known: Iterable[Finding]) -> list[Finding]:
    """Return the findings about a file without those that an error about the same element of the source has said already.

    The elements are the same where their ids are, or where they stand in one line (a formula and the picture that it is).
    """
    errors = [finding for finding in known if finding.severity is Severity.ERROR]
    return [finding for finding in findings if not any(_is_same(finding, error) for error in errors)]


def is_said(rule: str, found: Collection[str]) -> bool:
    """Whether findings of a rule about a file may have been left out, given the rules of all findings: it proves nothing."""
    return bool(SAID.get(rule, frozenset()) & set(found))


def _is_same(finding: Finding, error: Finding) -> bool:
    if error.rule not in SAID.get(finding.rule, ()):
        return False
    here, there = finding.where, error.where
    return not here.id or here.id == there.id or (here.line > 0 and here.line == there.line)
