"""``editions describe``: what an article's readers miss, as a catalog that an editor fills."""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.cli import articles, limits
from editions.cli.confined import printed
from editions.cli.exits import CLEAN
from editions.cli.terminal import complain, put, tell, tell_json

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.catalog.describing import Described
    from editions.catalog.entries import Catalog


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    describe = commands.add_parser("describe", help="list what readers miss, for an editor to fill", allow_abbrev=False)
    describe.add_argument("article", metavar="ARTICLE.xml", help="a JATS file")
    describe.add_argument("-o", "--output", metavar="FILE.toml", help="the catalog; what it already holds is kept")
    describe.add_argument("--html", metavar="FILE.html", help="also a page with pictures and fields, which saves the catalog")
    describe.add_argument("--describer", default="", metavar="NAME", help="drafts from a describer, such as data")
    describe.add_argument("--no-detect", dest="detect", action="store_false", help="do not work out languages")
    describe.add_argument("--json", action="store_true", help="print as JSON how much is wanted and filled")
    limits.add(describe)
    describe.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    call.article = articles.article(call.article)
    return printed(call, call.article, Path(call.output or call.html or call.article).parent, partial(_work, call))


def _work(call: argparse.Namespace) -> int:
    from editions import jats
    from editions.building.staging import write
    from editions.building.staging.alone import insist
    from editions.catalog.describing import describe
    from editions.catalog.reading import read_whole
    from editions.catalog.writing import written

    article = jats.read(call.article)
    earlier = read_whole(Path(call.output)) if call.output and Path(call.output).is_file() else None
    made = describe(article, earlier, call.describer, detect=call.detect)
    page, made = _page(article, made, Path(call.output or f"{article.name}.toml").name) if call.html else ("", made)
    for finding in made.findings:
        complain(str(finding))
    text = written(made.catalog)
    insist()
    if call.output:
        write(Path(call.output), text.encode("utf-8"))
    if call.html:
        write(Path(call.html), page.encode("utf-8"))
    if call.json:
        tell_json(_facts(call, made))
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
    where = " and ".join(filter(None, [call.output, call.html]))
    return f"{where}: " + ", ".join([f"{len(catalog.entries)} entries, {catalog.filled} filled", *more]) + "."
