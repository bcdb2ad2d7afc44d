"""``editions apply``: a catalog's texts, put into the article where they belong."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from editions.cli import articles, limits
from editions.cli.confined import printed
from editions.cli.exits import CLEAN, INACCESSIBLE
from editions.cli.terminal import complain, tell, tell_json
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    apply = commands.add_parser("apply", help="put a filled catalog into its article", allow_abbrev=False)
    apply.add_argument("article", metavar="ARTICLE.xml", help="a JATS file")
    apply.add_argument("catalog", metavar="FILE.toml", help="its catalog, made by editions describe")
    apply.add_argument("-o", "--output", required=True, metavar="BETTER.xml", help="where the better article goes")
    apply.add_argument("--json", action="store_true", help="print the changes and what was left out as JSON")
    limits.add(apply)
    apply.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    call.article = articles.article(call.article)
    return printed(call, call.article, Path(call.output).parent, partial(_work, call))


def _work(call: argparse.Namespace) -> int:
    from editions import jats
    from editions.building.staging import write
    from editions.building.staging.alone import insist
    from editions.catalog.applying import apply
    from editions.catalog.reading import read
    from editions.findings import has_errors
    from editions.report import with_clauses

    output = Path(call.output)
    if output.exists() and output.samefile(call.catalog):
        raise UsageError(f"{output}: is the catalog itself. Give the better article a name of its own.")
    applied = apply(jats.read(call.article), read(Path(call.catalog)))
    insist()
    write(output, applied.edited.data)
    changes = len(applied.edited.changes)
    if call.json:
        findings = [with_clauses(finding) for finding in applied.findings]
        tell_json({"article": call.output, "changes": changes, "findings": findings})
    else:
        for finding in applied.findings:
            complain(str(finding))
        tell(f"{output}: {changes} changes.")
    return INACCESSIBLE if has_errors(applied.findings) else CLEAN
