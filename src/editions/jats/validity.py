"""Validity: an article against a DTD that the caller has (the project carries none)."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from editions.findings import Finding, Severity, UsageError, Where
from editions.jats.source import document


def invalid(source: Path, dtd: Path, data: bytes | None = None) -> tuple[Finding, ...]:
    """Return a finding for each place where a JATS file is not valid against a DTD, in the order of the source.

    ``data`` is looked at in the place of what the file holds.

    The DTD's own modules are read from beside it; nothing is fetched. Raises ``UsageError`` for a DTD that cannot be read.
    """
    if not dtd.is_file():
        raise UsageError(f"{dtd}: no such DTD. Give the path of your copy, such as JATS-journalpublishing1-3.dtd.")
    try:
        rules = etree.DTD(str(dtd))
    except etree.DTDParseError as error:
        raise UsageError(f"{dtd}: cannot be used as a DTD: {error}.") from None
    rules.validate(document(source, data))
    return tuple(_finding(source, error) for error in rules.error_log.filter_from_errors())


def _finding(source: Path, error: etree._LogEntry) -> Finding:
    return Finding(
        rule="jats.invalid",
        severity=Severity.ERROR,
        where=Where(file=str(source), line=error.line),
        message=f"Not valid: {error.message.strip()}.",
        hint="Mend the markup, or give the DTD of the version that the article is written in.",
    )
