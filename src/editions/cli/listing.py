"""Findings as text: by file, then by what they are about, so that each place is named once.

A place begins in the first column, as ``FILE:LINE:COLUMN: ID``, which editors and terminals make clickable. What was found
there follows, a line each: the weight in a word, the rule, the message, the next step.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from editions.cli.terminal import Line, TextStyle
from editions.findings import Severity

Facts = Mapping[str, Any]
"""A finding as ``Finding.as_dict`` gives it; ``clauses`` too, where they are asked for."""

_STYLES: Final = {Severity.ERROR: TextStyle.ERROR, Severity.WARNING: TextStyle.WARNING, Severity.NOTE: TextStyle.NOTE}
_INDENT: Final = "  "


def listed(findings: Sequence[Facts], columns: int | None = None, *, clauses: bool = False) -> Iterator[Line]:
    """Yield the lines about findings. Lines are broken at ``columns``; ``clauses`` adds what each goes against."""
    for number, (file, about_file) in enumerate(_grouped(findings, ("file",)).items()):
        if number:
            yield []
        yield [(f"{file[0]}: {counted(about_file)}", TextStyle.HEADING)]
        for about_place in _grouped(about_file, ("line", "column", "id")).values():
            if about_place[0].get("line") or about_place[0].get("id"):
                yield [(place(about_place[0]), TextStyle.PLAIN)]
            for finding in about_place:
                yield from _finding(finding, columns)
                if clauses and finding.get("clauses"):
                    yield from _broken(f"{_INDENT}{_INDENT}Clauses: {'; '.join(finding['clauses'])}", columns)


def place(finding: Facts) -> str:
    """Return where a finding is: ``article.xml:118:5: fig-2``, as far as it is known."""
    parts = (finding["file"], finding.get("line"), finding.get("column") if finding.get("line") else None)
    where = ":".join(str(part) for part in parts if part)
    return f"{where}: {finding['id']}" if finding.get("id") else where


def counted(findings: Iterable[Facts]) -> str:
    """Return how many findings of each weight there are: ``2 errors, 1 note``."""
    counts = Counter(finding["severity"] for finding in findings)
    return ", ".join(f"{count} {severity}{'s' * (count > 1)}" for severity in Severity if (count := counts[severity]))


def _grouped(findings: Iterable[Facts], keys: Sequence[str]) -> dict[tuple[Any, ...], list[Facts]]:
    """Return findings by what they have in common, in the order in which each comes first."""
    groups: dict[tuple[Any, ...], list[Facts]] = {}
    for finding in findings:
        groups.setdefault(tuple(finding.get(key) for key in keys), []).append(finding)
    return groups


def _finding(finding: Facts, columns: int | None) -> Iterator[Line]:
    severity = Severity(finding["severity"])
    text = " ".join(filter(None, [f"[{finding['rule']}]", finding["message"], finding["hint"]]))
    (first, *rest) = _broken(f"{_INDENT}{severity} {text}", columns)
    begin = f"{_INDENT}{severity}"
    yield [(_INDENT, TextStyle.PLAIN), (severity, _STYLES[severity]), (first[0][0].removeprefix(begin), TextStyle.PLAIN)]
    yield from rest


def _broken(text: str, columns: int | None) -> Iterator[Line]:
    """Yield the lines that a text takes: words stay whole, what follows the first line is indented further."""
    if columns is None:
        yield [(text, TextStyle.PLAIN)]
        return
    indent = _INDENT + " " * (len(text) - len(text.lstrip()))
    for line in textwrap.wrap(text, columns - 1, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False):
        yield [(line, TextStyle.PLAIN)]
