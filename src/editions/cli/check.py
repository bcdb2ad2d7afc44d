"""``editions check``: what the readers of a file will miss."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from editions.cli import articles as named
from editions.cli.exits import CLEAN, FAILED, INACCESSIBLE
from editions.findings import Finding


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    check = commands.add_parser("check", help="say what the readers of an article will miss", allow_abbrev=False)
    check.add_argument("files", nargs="+", metavar="FILE", help="JATS files")
    check.add_argument("--dtd", metavar="FILE", help="also validate against this DTD (your copy of JATS's)")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    import editions
    from editions.report import finding_dict, has_errors

    articles, problems = named.read(call.files)
    findings: list[Finding] = []
    for article in articles:
        findings += editions.audit(article)
        if call.dtd:
            from editions.jats.validity import invalid

            findings += invalid(article.source, Path(call.dtd))
    for problem in problems:
        print(f"editions: {problem}", file=sys.stderr)
    if call.json:
        shown = [finding_dict(finding) for finding in findings]
        print(json.dumps({"findings": shown, "errors": problems}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(finding)
        if articles:
            print(_verdict(len(articles), len(findings)))
    return FAILED if problems else INACCESSIBLE if has_errors(findings) else CLEAN


def _verdict(articles: int, findings: int) -> str:
    files = "1 article" if articles == 1 else f"{articles} articles"
    return f"{files} checked, {findings or 'no'} finding{'' if findings == 1 else 's'}."
