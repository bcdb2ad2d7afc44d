"""``editions certify``: a person's word that one edition, as it is now, meets a standard."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from editions.accessibility.certification import STANDARDS, Certification
from editions.cli import articles, options
from editions.cli.confined import printed
from editions.cli.exits import CLEAN
from editions.cli.terminal import tell, tell_json
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "certify",
        "record who evaluated an edition, as it is now",
        run=run,
        usage="ARTICLE.xml --lang TAG --by NAME [OPTION ...]",
        description="Write into ARTICLE.certified.toml, beside the article, who evaluated one of its editions, as it is now.",
        examples=('editions certify article.xml --lang es --by "Accessibility Office"',),
    )
    what = command.group("What was evaluated")
    what.add_argument("article", metavar="ARTICLE.xml", help="a JATS file")
    what.add_argument("--lang", required=True, metavar="TAG", help="the language of the edition that was evaluated")
    options.add_detect(what)
    options.add_catalog(what)
    how = command.group("Who evaluated it")
    how.add_argument("--by", required=True, metavar="NAME", help="who evaluated it")
    how.add_argument("--on", default="", metavar="YYYY-MM-DD", help="when (default: today)")
    how.add_argument("--standard", choices=STANDARDS, default=STANDARDS[0], help="against what (default: %(default)s)")
    how.add_argument(
        "--report", default="", metavar="URL", help="where the report of the evaluation can be read (default: nowhere)"
    )
    command.limits()
    command.output(options.LISTED)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    call.article = articles.article(call.article)
    if call.article == articles.STANDARD:
        raise UsageError("-: a certification is written beside the article's file. Name the file.")
    return printed(call, call.article, Path(call.article).parent, partial(_work, call))


def _work(call: argparse.Namespace) -> int:
    from editions.building.certification import certify
    from editions.building.staging.alone import insist
    from editions.languages.survey import detected

    language = options.language(call.lang)
    article = articles.read(call.article, call.catalog)
    if call.detect:
        article = detected(article)
    said = Certification(by=call.by, on=call.on, standard=call.standard, report=call.report)
    insist()
    path = certify(article, language, said)
    if call.output_format == "json":
        tell_json({"file": str(path), "language": language, "by": call.by, "standard": call.standard})
    elif not call.quiet:
        _tell(call, path, language)
    return CLEAN


def _tell(call: argparse.Namespace, path: Path, language: str) -> None:
    """Say what was written, and who believes it."""
    tell(f"{path}: {call.by} certifies the edition in {language}, as it is now, against {call.standard}.")
    tell(f'A build believes it with --evaluator "{call.by}", or with evaluator = "{call.by}" in your editions.toml.')
