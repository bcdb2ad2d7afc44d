"""``editions build``: the editions of articles."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.cli import articles as named
from editions.cli.exits import CLEAN, FAILED, INACCESSIBLE
from editions.findings import EditionsError, UsageError
from editions.styles import PAPERS, STYLES

if TYPE_CHECKING:
    from editions.building import Built, Options
    from editions.config import Config
    from editions.model import Article


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    build = commands.add_parser("build", help="build the editions of articles", allow_abbrev=False)
    build.add_argument("articles", nargs="+", metavar="ARTICLE.xml", help="JATS files")
    build.add_argument("-o", "--output", required=True, metavar="DIR", help="where to: DIR/NAME/LANG/NAME.LANG.pdf and so on")
    build.add_argument(
        "--formats", default="pdf,epub,audio", metavar="LIST", help="of pdf,epub,audio,mp3 (default: %(default)s)"
    )
    build.add_argument("--lang", action="append", default=[], metavar="TAG", help="only this language (may be repeated)")
    build.add_argument("--engine", metavar="NAME", help="the voice engine: auto, espeak or gtts (online)")
    build.add_argument(
        "--voice", action="append", default=[], metavar="[LANG=]NAME", help="the voice, or the voice of a language"
    )
    build.add_argument("--rate", type=_rate, metavar="WPM", help="words a minute")
    build.add_argument(
        "--narration", action=argparse.BooleanOptionalAction, help="narrate the EPUB (default: if sound is built)"
    )
    build.add_argument("--style", choices=STYLES, help="how the PDF looks (default: default)")
    build.add_argument("--paper", choices=PAPERS, help="the PDF's paper (default: A4)")
    build.add_argument(
        "--css",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a style sheet of the house for the PDF (may be repeated)",
    )
    build.add_argument("--catalog", metavar="FILE.toml", help="apply the article's catalog, its file left as it is")
    named.add_detect(build)
    build.add_argument("--strict", action="store_true", help="write nothing where an error of accessibility was found")
    build.add_argument(
        "--validate",
        action="store_true",
        help="ask veraPDF, epubcheck and Ace, as far as installed; what they fail claims nothing",
    )
    build.add_argument("--pdf-variant", metavar="NAME", help="the kind of PDF: default, ua2 (PDF 2.0) or print (crop marks)")
    build.add_argument("--evaluator", metavar="NAME", help="who evaluated the editions: without, no EPUB claims to conform")
    build.add_argument("--publisher", metavar="NAME", help="the publisher of articles that name none")
    build.add_argument(
        "--config", metavar="FILE", help="an editions.toml to trust (default: that of the working folder or above)"
    )
    build.add_argument("--json", action="store_true", help="print the reports as JSON")
    build.add_argument("--quiet", action="store_true", help="print errors alone")
    build.add_argument("--verbose", action="store_true", help="log the seconds of each stage")
    build.set_defaults(run=run)


def _rate(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of words a minute, such as 170")
    return int(text)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    if call.verbose:
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
        logging.getLogger("editions").setLevel(logging.INFO)
    from editions.building import Options, check, chosen

    languages = tuple(_language(tag) for tag in call.lang)
    formats = tuple(dict.fromkeys(part.strip() for part in call.formats.split(",") if part.strip()))
    asked = Options(
        formats=formats,
        languages=languages,
        engine=call.engine,
        rate=call.rate,
        narration=call.narration,
        strict=call.strict,
        style=call.style,
        paper=call.paper,
        stylesheets=tuple(call.css),
        validate=call.validate,
        detect=call.detect,
        pdf_variant=call.pdf_variant,
    )
    check(asked)
    configs = {Path(source): _config(call, source) for source in call.articles}
    articles, problems = named.read(call.articles)
    if call.catalog:
        articles = _with_catalog(call, articles)
    articles = named.looked_at(articles, detect=call.detect)
    _check_names(articles)
    wanted = [article for article in articles if chosen(article, languages)]
    _check_languages(articles, wanted, languages)
    results: list[Built] = []
    for article in wanted:
        options = _options(call, asked, article, configs)
        try:
            with _progress(call, f"Building {article.name}"):
                results.append(_build_one(article, call.output, options))
        except UsageError:
            raise
        except EditionsError as error:
            problems.append(str(error))
    _show(call, results, problems)
    return _exit_code(results, problems)


def _with_catalog(call: argparse.Namespace, articles: list[Article]) -> list[Article]:
    from editions.catalog.applying import with_catalog

    if len(call.articles) > 1:
        raise UsageError("--catalog is for one article: its entries name what is in it. Build the articles one by one.")
    return [with_catalog(article, Path(call.catalog)) for article in articles]


def _build_one(article: Article, output: str, options: Options) -> Built:
    from editions.building import build

    return build(article, Path(output), options)


def _config(call: argparse.Namespace, source: str) -> Config:
    from editions.config import configured, overridden

    found = configured(Path(source), Path(call.config) if call.config else None)
    return overridden(found, call.evaluator, call.publisher)


def _options(call: argparse.Namespace, asked: Options, article: Article, configs: dict[Path, Config]) -> Options:
    from dataclasses import replace

    from editions.building import chosen

    langs = [item.lang for item in chosen(article, asked.languages)]
    return replace(asked, voices=_voices(call.voice, langs), config=configs[article.source])


def _voices(named: Sequence[str], langs: Sequence[str]) -> dict[str, str]:
    """Return the voices by language; a voice alone is that of the one language that is built."""
    voices: dict[str, str] = {}
    for text in named:
        tag, equals, name = text.partition("=")
        if not equals and len(set(langs)) > 1:
            raise UsageError(
                f"--voice {text} does not say of which language ({', '.join(langs)}). Write --voice {langs[0]}={text}."
            )
        voices[_language(tag) if equals else langs[0]] = name if equals else text
    return voices


def _language(tag: str) -> str:
    from editions.language import canonical

    found = canonical(tag)
    if found is None:
        raise UsageError(f"{tag!r} is no language tag. Use BCP 47, such as en, es or pt-BR.")
    return found


def _check_names(articles: Sequence[Article]) -> None:
    first: dict[str, Article] = {}
    for article in articles:
        other = first.setdefault(article.name, article)
        if other is not article:
            raise UsageError(
                f"{other.source} and {article.source} would both be built as {article.name!r}. Rename one of them."
            )


def _check_languages(articles: Sequence[Article], wanted: Sequence[Article], languages: Sequence[str]) -> None:
    if articles and not wanted:
        there = ", ".join(dict.fromkeys(item.lang for article in articles for item in article.editions()))
        raise UsageError(f"No article is in {', '.join(languages)}. There is: {there}.")


def _exit_code(results: Sequence[Built], problems: Sequence[str]) -> int:
    from editions.report import has_errors

    if problems:
        return FAILED
    return INACCESSIBLE if any(has_errors(built.findings) for built in results) else CLEAN


def _show(call: argparse.Namespace, results: Sequence[Built], problems: Sequence[str]) -> None:
    for problem in problems:
        print(f"editions: {problem}", file=sys.stderr)
    if call.json:
        shown = [{**built.report.as_dict(), "written": built.written, "seconds": _rounded(built)} for built in results]
        print(json.dumps({"articles": shown, "errors": list(problems)}, ensure_ascii=False, indent=2))
    elif not call.quiet:
        for built in results:
            _tell(built)


def _rounded(built: Built) -> dict[str, float]:
    return {stage: round(seconds, 3) for stage, seconds in built.seconds.items()}


def _tell(built: Built) -> None:
    for finding in built.findings:
        print(finding)
    if not built.written:
        print(f"{built.report.source}: not built, since errors of accessibility were found (--strict).")
    for output in built.report.outputs:
        print(f"{built.folder / output.path} ({_size(output.size)})")
    for validation in built.report.validations:
        print(validation)
    for claim in built.claims:
        evaluated = f" (evaluated by {claim.certified_by})" if claim.certified_by else ""
        print(f"{claim.language} {claim.format}: claims {claim.standard}{evaluated}")
    if built.written:
        print(f"{built.folder / 'report.html'} says what was checked, and what a person must still judge.")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"


@contextmanager
def _progress(call: argparse.Namespace, text: str) -> Iterator[None]:
    """Show on a terminal what is being done, and take it away again."""
    shown = sys.stderr.isatty() and not (call.quiet or call.json or call.verbose)
    if shown:
        print(f"{text} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
