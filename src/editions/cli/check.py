"""``editions check``: what the readers of a file will miss."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.building.staging.alone import temporaries_in
from editions.building.staging.opening import openable
from editions.cli import articles, limits, options
from editions.cli.confined import confined
from editions.cli.exits import CLEAN, INACCESSIBLE, USAGE, worst
from editions.cli.guard import Failure
from editions.cli.listing import counted
from editions.cli.reports import show_for_programs, show_sum, show_text
from editions.cli.terminal import complained, tell, tell_json
from editions.findings import SourceError, UsageError
from editions.safety.file_names import printable

if TYPE_CHECKING:
    from editions.checks.files import Checked


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "check",
        "report what is inaccessible in a file",
        run=run,
        usage="FILE [MORE ...] [OPTION ...]",
        description="Report the accessibility problems of articles, PDFs, EPUBs, sound and captions, each with place and fix.",
        examples=(
            "editions check article.xml",
            "editions check article.xml --dtd JATS-journalpublishing1-3.dtd --clauses",
            "editions check build/*/*/*.pdf --output-format github",
            "editions check - < article.xml",
        ),
    )
    what = command.group("What to check")
    what.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="JATS files, PDFs, EPUBs, sound (.m4b, .mp3), captions (.vtt, .srt), folders with articles, patterns such as "
        "'build/*/*/*.pdf'; -: standard input",
    )
    what.add_argument("--dtd", metavar="FILE", help="also validate articles against this DTD (your copy of that of JATS)")
    options.add_detect(what)
    options.add_catalog(what)
    command.limits()
    command.output(options.FOUND, clauses=True)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. What is for people is printed as it comes."""
    files = articles.named(call.files)
    if call.catalog and len(files) > 1:
        raise UsageError("--catalog is for one article: its entries name what is in it. Check the articles one by one.")
    results: list[dict[str, Any]] = []
    problems: list[Failure] = []
    for file in files:
        home = Path(tempfile.gettempdir())
        bounds = limits.limits_for(call, file)
        came = confined(partial(_work, call, file, home), bounds, subject=file, home=home, verbose=call.verbose)
        if isinstance(came, Failure):
            if came.line not in {problem.line for problem in problems}:
                complained([came], verbose=call.verbose)
            problems.append(came)
        else:
            results.append(came.value)
            if call.output_format == "text" and not call.quiet:
                _show(call, came.value)
    return _show_all(call, results, problems)


def _work(call: argparse.Namespace, file: str, home: Path) -> dict[str, Any]:
    """Check a file; return what is to be said of it, as plain values."""
    from editions.building.staging import scratch
    from editions.checks.files import FileKind, check, check_article, kind

    dtd = Path(call.dtd) if call.dtd else None
    with scratch(home, "check") as folder, temporaries_in(folder), ExitStack() as stack:
        path = _arrived(folder) if file == articles.STANDARD else Path(file)
        if kind(path) is FileKind.ARTICLE:
            data = path.read_bytes() if file == articles.STANDARD else None
            return _came(check_article(articles.read(file, call.catalog, data), dtd, detect=call.detect))
        if call.catalog:
            raise UsageError(f"{file}: is not an article, and --catalog is for one. Leave it out.")
        opened = stack.enter_context(openable(path))
        try:
            came = _came(check(opened))
        except SourceError as error:
            raise SourceError(str(error).replace(str(opened), printable(file))) from error
    return came if str(opened) == file else _renamed(came, str(opened), printable(file))


def _arrived(folder: Path) -> Path:
    """Return a file that holds what standard input brings."""
    path = folder / "standard-input"
    path.write_bytes(articles.standard_input())
    return path


def _came(result: Checked) -> dict[str, Any]:
    """Return what came of checking a file, as plain values."""
    from editions.checks.validation import failure
    from editions.report.data import plain, with_clauses

    return {
        "kind": result.kind,
        "code": INACCESSIBLE if _is_faulty(result) else CLEAN,
        "findings": [with_clauses(finding) for finding in result.findings],
        "validators": [plain(validation) for validation in result.validations],
        "failed": [with_clauses(failure(item)) for item in result.validations if item.passed is False],
        "said": [[str(item), *item.messages] for item in result.validations],
    }


def _renamed(came: dict[str, Any], opened: str, file: str) -> dict[str, Any]:
    """Return what came of a file that was opened under another name, under its own."""
    renamed: dict[str, Any] = json.loads(json.dumps(came).replace(json.dumps(opened)[1:-1], json.dumps(file)[1:-1]))
    return renamed


def _is_faulty(result: Checked) -> bool:
    from editions.findings import has_errors

    return has_errors(result.findings) or any(validation.passed is False for validation in result.validations)


def _show(call: argparse.Namespace, result: dict[str, Any]) -> None:
    """Print what was found in a file, and what validators say of it."""
    show_text(result["findings"], clauses=call.clauses)
    for line, *messages in result["said"]:
        tell(line)
        for message in messages:
            tell(f"  {message}")
    if result["findings"]:
        tell("")


def _show_all(call: argparse.Namespace, results: Sequence[dict[str, Any]], problems: Sequence[Failure]) -> int:
    """Print what programs read, or the sum; return the exit code."""
    failures = list(dict.fromkeys(problem.line for problem in problems))
    code = worst([*(problem.code for problem in problems), *(result["code"] for result in results)])
    findings = [finding for result in results for finding in result["findings"]]
    if call.output_format == "json" and (results or code != USAGE):
        validators = [item for result in results for item in result["validators"]]
        tell_json({"findings": findings, "validators": validators, "errors": failures})
    elif call.output_format in ("sarif", "github"):
        show_for_programs(call, [*findings, *(item for result in results for item in result["failed"])], failures)
    elif call.output_format == "text" and results and not call.quiet:
        show_sum(findings)
        tell(_verdict(results))
    return code


def _verdict(results: Sequence[dict[str, Any]]) -> str:
    """Say how many files were checked, and how many in part; what did not run is never counted as passed."""
    from editions.rules.pdf import UNEXAMINED

    counts = Counter(_NAMES[result["kind"]] for result in results)
    files = ", ".join(f"{count} {_several(name) if count > 1 else name}" for name, count in counts.items())
    findings = [finding for result in results for finding in result["findings"]]
    in_part = sum(any(finding["rule"] == UNEXAMINED for finding in result["findings"]) for result in results)
    said = [item["passed"] for result in results for item in result["validators"]]
    failed, silent = said.count(False), said.count(None)
    parts = [f"{files} checked", f"{len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}"]
    parts += [f"{in_part} examined in part"] if in_part else []
    parts += [f"{failed} failed by a validator"] if failed else []
    parts += [f"{silent} validation{'' if silent == 1 else 's'} did not run"] if silent else []
    weights = f" ({counted(findings)})" if len({finding["severity"] for finding in findings}) > 1 else ""
    parts[1] += weights
    return f"{', '.join(parts)}."


_NAMES = {"article": "article", "pdf": "PDF", "epub": "EPUB", "sound": "sound file", "captions": "file of captions"}


def _several(name: str) -> str:
    """Return the plural of a name."""
    return name.replace("file", "files") if "file" in name else f"{name}s"
