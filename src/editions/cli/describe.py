"""``editions describe``: what an article's readers miss, as a catalog that an editor fills."""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.cli import articles, options
from editions.cli.confined import printed
from editions.cli.exits import CLEAN
from editions.cli.reports import show_for_programs, show_text
from editions.cli.terminal import put, tell, tell_json

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.catalog.describing import Described
    from editions.catalog.entries import Catalog


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "describe",
        "list what readers miss, for an editor to fill",
        run=run,
        usage="ARTICLE.xml [-o FILE.toml] [OPTION ...]",
        description="List what the readers of an article miss, as a catalog that an editor fills (docs/catalog.md).",
        examples=(
            "editions describe article.xml -o article.toml --html article.html",
            "editions describe article.xml --describer data",
        ),
    )
    what = command.group("What to describe")
    what.add_argument("article", metavar="ARTICLE.xml", help="a JATS file; -: standard input")
    what.add_argument(
        "--describer", default="", metavar="NAME", help="drafts from a describer, such as data (default: no drafts)"
    )
    options.add_detect(what)
    where = command.group("Where things are")
    where.add_argument(
        "-o",
        "--output",
        metavar="FILE.toml",
        help="the catalog; what it already holds is kept (default, and -: standard output)",
    )
    where.add_argument("--html", metavar="FILE.html", help="also a page with pictures and fields, which saves the catalog")
    command.limits()
    command.output(options.FOUND)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    call.article = articles.article(call.article)
    call.output = None if call.output == articles.STANDARD else call.output
    return printed(call, call.article, Path(call.output or call.html or call.article).parent, partial(_work, call))


def _work(call: argparse.Namespace) -> int:
    from editions.building.staging import write
    from editions.building.staging.alone import insist
    from editions.catalog.describing import describe
    from editions.catalog.reading import read_whole
    from editions.catalog.writing import written
    from editions.report import with_clauses

    article = articles.read(call.article)
    earlier = read_whole(Path(call.output)) if call.output and Path(call.output).is_file() else None
    made = describe(article, earlier, call.describer, detect=call.detect)
    page, made = _page(article, made, Path(call.output or f"{article.name}.toml").name) if call.html else ("", made)
    findings = [with_clauses(finding) for finding in made.findings]
    if call.output_format == "text" and not call.quiet:
        show_text(findings, to_errors=True)
    text = written(made.catalog)
    insist()
    if call.output:
        write(Path(call.output), text.encode("utf-8"))
    if call.html:
        write(Path(call.html), page.encode("utf-8"))
    if call.output_format == "json":
        tell_json(_facts(call, made))
    elif call.output_format != "text":
        show_for_programs(call, findings, ())
    elif call.quiet and (call.output or call.html):
        return CLEAN
    elif call.output or call.html:
        tell(_summary(call, made.catalog))
    else:
        put(text)
    return CLEAN


def _page(article: Article, made: Described, file: str) -> tuple[str, Described]:
    """Return the page, and the catalog with a finding for whatever could not stand in it."""
    from editions.catalog.page import OUTPUT, gated
    from editions.safety.sanitizer import findings

    page, removed = gated(made, article.label, article.lang, file)
    return page, replace(made, findings=(*made.findings, *findings(removed, str(article.source), OUTPUT)))


def _facts(call: argparse.Namespace, made: Described) -> dict[str, Any]:
    from editions.report import with_clauses

    catalog = made.catalog
    return {
        "catalog": call.output,
        "page": call.html,
        "entries": len(catalog.entries),
        "filled": catalog.filled,
        "drafts": sum(entry.answered and entry.unconfirmed for entry in catalog.entries),
        "gone": sum(entry.gone for entry in catalog.entries),
        "findings": [with_clauses(finding) for finding in made.findings],
    }


def _summary(call: argparse.Namespace, catalog: Catalog) -> str:
    drafts = sum(entry.answered and entry.unconfirmed for entry in catalog.entries)
    gone = sum(entry.gone for entry in catalog.entries)
    more = [f"{drafts} with a draft to confirm"] * bool(drafts) + [f"{gone} no longer in the article"] * bool(gone)
    entries = f"{len(catalog.entries)} entr{'y' if len(catalog.entries) == 1 else 'ies'}"
    where = " and ".join(filter(None, [call.output, call.html]))
    return f"{where}: " + ", ".join([f"{entries}, {catalog.filled} filled", *more]) + "."
