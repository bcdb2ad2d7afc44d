"""``editions check``: what the readers of a file will miss."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.building.staging.alone import temporaries_in
from editions.building.staging.opening import openable
from editions.cli import articles, limits
from editions.cli.confined import confined
from editions.cli.exits import CLEAN, INACCESSIBLE, USAGE, worst
from editions.cli.guard import Failure
from editions.cli.terminal import complained, tell, tell_json
from editions.safety.file_names import printable

if TYPE_CHECKING:
    from editions.checks.files import Checked


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    check = commands.add_parser("check", help="say what the readers of a file will miss", allow_abbrev=False)
    check.add_argument("files", nargs="+", metavar="FILE", help="JATS files, PDFs, EPUBs")
    check.add_argument("--dtd", metavar="FILE", help="also validate articles against this DTD (your copy of JATS's)")
    check.add_argument("--clauses", action="store_true", help="say which clauses of which standards each finding is about")
    articles.add_detect(check)
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    limits.add(check)
    check.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    results: list[dict[str, Any]] = []
    problems: list[Failure] = []
    for file in articles.named(call.files):
        home = Path(tempfile.gettempdir())
        bounds = limits.limits_for(call, file)
        came = confined(partial(_work, call, file, home), bounds, subject=file, home=home, verbose=call.verbose)
        if isinstance(came, Failure):
            problems.append(came)
        else:
            results.append(came.value)
    return _show(call, results, problems)


def _work(call: argparse.Namespace, file: str, home: Path) -> dict[str, Any]:
    """Check a file; return what is to be said of it, as plain values."""
    from editions.building.staging import scratch
    from editions.checks.files import Kind, check, kind

    path = Path(file)
    with scratch(home, "check") as folder, temporaries_in(folder), ExitStack() as stack:
        opened = path if kind(path) is Kind.ARTICLE else stack.enter_context(openable(path))
        result = check(opened, Path(call.dtd) if call.dtd else None, detect=call.detect)
    came = {
        "kind": result.kind,
        "code": INACCESSIBLE if _is_faulty(result) else CLEAN,
        "lines": list(_lines(result, clauses=call.clauses)),
        "passed": [validation.passed for validation in result.validations],
        **_plain(result),
    }
    return came if opened == path else _renamed(came, str(opened), printable(file))


def _renamed(came: dict[str, Any], opened: str, file: str) -> dict[str, Any]:
    """Return what came of a file that was opened under another name, under its own."""
    renamed: dict[str, Any] = json.loads(json.dumps(came).replace(json.dumps(opened)[1:-1], json.dumps(file)[1:-1]))
    return renamed


def _is_faulty(result: Checked) -> bool:
    from editions.findings import has_errors

    return has_errors(result.findings) or any(validation.passed is False for validation in result.validations)


def _plain(result: Checked) -> dict[str, Any]:
    from editions.report.data import plain, with_clauses

    return {
        "findings": [with_clauses(finding) for finding in result.findings],
        "validators": [plain(validation) for validation in result.validations],
    }


def _lines(result: Checked, *, clauses: bool) -> Iterable[str]:
    """Yield what was found and said of a file."""
    from editions.report.data import clauses as clauses_of

    for finding in result.findings:
        yield str(finding)
        if clauses and clauses_of(finding):
            yield f"  {'; '.join(clauses_of(finding))}"
    for validation in result.validations:
        yield str(validation)
        yield from (f"  {message}" for message in validation.messages)


def _show(call: argparse.Namespace, results: Sequence[dict[str, Any]], problems: Sequence[Failure]) -> int:
    """Print what came of it; return the exit code."""
    errors = complained(problems, verbose=call.verbose)
    code = worst([*(problem.code for problem in problems), *(result["code"] for result in results)])
    if call.json:
        if results or code != USAGE:
            said = {name: [item for result in results for item in result[name]] for name in ("findings", "validators")}
            tell_json({**said, "errors": errors})
        return code
    for result in results:
        for line in result["lines"]:
            tell(line)
    if results:
        tell(_verdict(results))
    return code


def _verdict(results: Sequence[dict[str, Any]]) -> str:
    """Say how many files were checked, and how many in part; what did not run is never counted as passed."""
    from editions.rules.pdf import UNEXAMINED

    counts = Counter(_NAMES[result["kind"]] for result in results)
    files = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items())
    findings = sum(len(result["findings"]) for result in results)
    in_part = sum(any(finding["rule"] == UNEXAMINED for finding in result["findings"]) for result in results)
    said = [passed for result in results for passed in result["passed"]]
    failed, silent = said.count(False), said.count(None)
    parts = [f"{files} checked", f"{findings or 'no'} finding{'' if findings == 1 else 's'}"]
    parts += [f"{in_part} examined in part"] if in_part else []
    parts += [f"{failed} failed by a validator"] if failed else []
    parts += [f"{silent} validation{'' if silent == 1 else 's'} did not run"] if silent else []
    return f"{', '.join(parts)}."


_NAMES = {"article": "article", "pdf": "PDF", "epub": "EPUB"}
