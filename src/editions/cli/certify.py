"""``editions certify``: a person's word that one edition, as it is now, meets a standard."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from editions.accessibility.certification import STANDARDS, Certification
from editions.cli import articles as named
from editions.cli import limits
from editions.cli.confined import printed
from editions.cli.exits import CLEAN
from editions.cli.terminal import tell
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    certify = commands.add_parser("certify", help="say who evaluated an edition, as it is now", allow_abbrev=False)
    certify.add_argument("article", metavar="ARTICLE.xml", help="a JATS file; ARTICLE.certified.toml is written beside it")
    certify.add_argument("--lang", required=True, metavar="TAG", help="the language of the edition that was evaluated")
    certify.add_argument("--by", required=True, metavar="NAME", help="who evaluated it")
    certify.add_argument("--on", default="", metavar="YYYY-MM-DD", help="when (default: today)")
    certify.add_argument("--standard", choices=STANDARDS, default=STANDARDS[0], help="against what (default: %(default)s)")
    certify.add_argument("--report", default="", metavar="URL", help="where the report of the evaluation can be read")
    certify.add_argument("--catalog", metavar="FILE.toml", help="the catalog that the edition was built with")
    named.add_detect(certify)
    limits.add(certify)
    certify.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    return printed(call, call.article, Path(call.article).parent, partial(_work, call))


def _work(call: argparse.Namespace) -> int:
    from editions import jats
    from editions.building.certification import certify
    from editions.building.staging.alone import insist
    from editions.catalog.applying import with_catalog
    from editions.languages.survey import detected
    from editions.languages.tags import canonical

    language = canonical(call.lang)
    if language is None:
        raise UsageError(f"{call.lang!r} is not a language tag. Use BCP 47, such as en, es or pt-BR.")
    article = jats.read(call.article)
    if call.catalog:
        article = with_catalog(article, Path(call.catalog))
    if call.detect:
        article = detected(article)
    said = Certification(by=call.by, on=call.on, standard=call.standard, report=call.report)
    insist()
    path = certify(article, language, said)
    tell(f"{path}: {call.by} certifies the edition in {language}, as it is now, against {call.standard}.")
    tell(f'A build believes it with --evaluator "{call.by}", or with evaluator = "{call.by}" in your editions.toml.')
    return CLEAN
