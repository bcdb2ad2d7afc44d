"""``editions apply``: a catalog's texts, put into the article where they belong."""

from __future__ import annotations

import argparse
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from editions.cli import articles, options
from editions.cli.confined import printed
from editions.cli.exits import CLEAN, INACCESSIBLE
from editions.cli.reports import show_for_programs, show_text
from editions.cli.terminal import put_bytes, tell, tell_json
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "apply",
        "put a filled catalog into its article",
        run=run,
        usage="ARTICLE.xml FILE.toml -o BETTER.xml [OPTION ...]",
        description="Put the texts of a catalog into the article where they belong; all else stays, byte for byte.",
        examples=("editions apply article.xml article.toml -o better.xml",),
    )
    what = command.group("What to apply")
    what.add_argument("article", metavar="ARTICLE.xml", help="a JATS file; -: standard input")
    what.add_argument("catalog", metavar="FILE.toml", help="its catalog, made by editions describe")
    where = command.group("Where things are")
    where.add_argument(
        "-o", "--output", required=True, metavar="BETTER.xml", help="where the better article goes; -: standard output"
    )
    command.limits()
    command.output(options.FOUND)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    call.article = articles.article(call.article)
    if call.output == articles.STANDARD:
        return _to_standard_output(call)
    return printed(call, call.article, Path(call.output).parent, partial(_work, call))


def _to_standard_output(call: argparse.Namespace) -> int:
    """Write the better article to standard output; what is found goes to standard error."""
    if call.output_format != "text":
        raise UsageError(f"-o - and --output-format {call.output_format} both print to standard output. Choose one of them.")
    with tempfile.TemporaryDirectory(prefix="editions-") as folder:
        call.output, call.one_file = str(Path(folder) / "article.xml"), True
        code = printed(call, call.article, Path(folder), partial(_work, call))
        if Path(call.output).is_file():
            put_bytes(Path(call.output).read_bytes())
    return code


def _work(call: argparse.Namespace) -> int:
    from editions.building.staging import write
    from editions.building.staging.alone import insist
    from editions.catalog.applying import apply
    from editions.catalog.reading import read
    from editions.findings import has_errors
    from editions.report import with_clauses

    output = Path(call.output)
    if output.exists() and output.samefile(call.catalog):
        raise UsageError(f"{output}: is the catalog itself. Give the better article a name of its own.")
    applied = apply(articles.read(call.article), read(Path(call.catalog)))
    insist()
    write(output, applied.edited.data)
    _show(call, len(applied.edited.changes), [with_clauses(finding) for finding in applied.findings])
    return INACCESSIBLE if has_errors(applied.findings) else CLEAN


def _show(call: argparse.Namespace, changes: int, findings: list[dict[str, Any]]) -> None:
    """Print how much was changed, and what of the catalog did not reach the article."""
    if call.output_format == "json":
        tell_json({"article": call.output, "changes": changes, "findings": findings})
    elif call.output_format != "text":
        show_for_programs(call, findings, ())
    elif not call.quiet:
        show_text(findings, to_errors=True)
        if not call.one_file:
            tell(f"{call.output}: {changes} change{'' if changes == 1 else 's'}.")
