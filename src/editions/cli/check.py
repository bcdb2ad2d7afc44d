"""``editions check``: what the readers of a file will miss."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.cli import articles as named
from editions.cli.exits import CLEAN, FAILED, INACCESSIBLE
from editions.findings import EditionsError, UsageError

if TYPE_CHECKING:
    from editions.checking import Checked


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    check = commands.add_parser("check", help="say what the readers of a file will miss", allow_abbrev=False)
    check.add_argument("files", nargs="+", metavar="FILE", help="JATS files, PDFs, EPUBs")
    check.add_argument("--dtd", metavar="FILE", help="also validate articles against this DTD (your copy of JATS's)")
    check.add_argument("--clauses", action="store_true", help="say which clauses of which standards each finding is about")
    named.add_detect(check)
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    results, problems = _checked(call)
    for problem in problems:
        print(f"editions: {problem}", file=sys.stderr)
    if call.json:
        print(json.dumps(_plain(results, problems), ensure_ascii=False, indent=2))
    else:
        for line in _lines(results, clauses=call.clauses):
            print(line)
    return FAILED if problems else INACCESSIBLE if any(_is_faulty(result) for result in results) else CLEAN


def _checked(call: argparse.Namespace) -> tuple[list[Checked], list[str]]:
    from editions.checking import check

    results, problems = [], []
    for file in dict.fromkeys(call.files):
        try:
            results.append(check(Path(file), Path(call.dtd) if call.dtd else None, detect=call.detect))
        except UsageError:
            raise
        except EditionsError as error:
            problems.append(str(error))
    return results, problems


def _is_faulty(result: Checked) -> bool:
    from editions.report import has_errors

    return has_errors(result.findings) or any(validation.passed is False for validation in result.validations)


def _plain(results: Sequence[Checked], problems: Sequence[str]) -> dict[str, Any]:
    from editions.report.data import finding_dict, plain

    return {
        "findings": [finding_dict(finding) for result in results for finding in result.findings],
        "validators": [plain(validation) for result in results for validation in result.validations],
        "errors": list(problems),
    }


def _lines(results: Sequence[Checked], *, clauses: bool) -> Iterable[str]:
    """Yield what was found and said, then what was checked."""
    from editions.report.data import clauses as clauses_of

    for result in results:
        for finding in result.findings:
            yield str(finding)
            if clauses and clauses_of(finding):
                yield f"  {'; '.join(clauses_of(finding))}"
        for validation in result.validations:
            yield str(validation)
            yield from (f"  {message}" for message in validation.messages)
    if results:
        yield _verdict(results)


def _verdict(results: Sequence[Checked]) -> str:
    """Say how many files were checked; what did not run is never counted as passed."""
    counts = Counter(_NAMES[result.kind] for result in results)
    files = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items())
    findings = sum(len(result.findings) for result in results)
    said = [validation for result in results for validation in result.validations]
    failed, silent = sum(item.passed is False for item in said), sum(item.passed is None for item in said)
    parts = [f"{files} checked", f"{findings or 'no'} finding{'' if findings == 1 else 's'}"]
    parts += [f"{failed} failed by a validator"] if failed else []
    parts += [f"{silent} validation{'' if silent == 1 else 's'} did not run"] if silent else []
    return f"{', '.join(parts)}."


_NAMES = {"article": "article", "pdf": "PDF", "epub": "EPUB"}
