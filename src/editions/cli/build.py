"""``editions build``: the editions of articles."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.article.styles import PAPERS, STYLES
from editions.cli import articles, limits
from editions.cli.confined import confined
from editions.cli.exits import CLEAN, INACCESSIBLE, USAGE, worst
from editions.cli.guard import Failure
from editions.cli.stopping import Stopped
from editions.cli.terminal import complained, listed, tell, tell_json
from editions.findings import UsageError
from editions.safety.file_names import article_name, one_line, printable

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.building.article import Built
    from editions.building.config import Config
    from editions.building.options import BuildOptions


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
    build.add_argument("--style", choices=STYLES, help="how the PDF looks (default: auto, by kind and length)")
    build.add_argument("--paper", choices=PAPERS, help="the PDF's paper (default: A4)")
    build.add_argument(
        "--css",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a style sheet of the house for the PDF (may be repeated)",
    )
    build.add_argument("--citation-style", metavar="FILE.csl", help="set references in parts by this CSL style")
    build.add_argument("--catalog", metavar="FILE.toml", help="build with this catalog applied; the source file is not changed")
    articles.add_detect(build)
    build.add_argument("--strict", action="store_true", help="write nothing if an accessibility error is found")
    build.add_argument(
        "--validate",
        action="store_true",
        help="run veraPDF, epubcheck and Ace if installed; a file that fails makes no claim",
    )
    build.add_argument("--pdf-variant", metavar="NAME", help="the kind of PDF: default, ua2 (PDF 2.0) or print (crop marks)")
    build.add_argument("--evaluator", metavar="NAME", help="whose certifications to believe (see editions certify)")
    build.add_argument("--publisher", metavar="NAME", help="the publisher of articles that name none")
    build.add_argument(
        "--config", metavar="FILE", help="an editions.toml to trust (default: that of the working folder or above)"
    )
    build.add_argument("--json", action="store_true", help="print the reports as JSON")
    build.add_argument("--quiet", action="store_true", help="print errors only")
    limits.add(build)
    build.set_defaults(run=run)


def _rate(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"must be 1 to 1000 words per minute, not {text!r}")
    return int(text)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    names = _names(articles.named(call.articles))
    if call.catalog and len(names) > 1:
        raise UsageError("--catalog is for one article: its entries name what is in it. Build the articles one by one.")
    if len(names) > 1:
        _load(call)
    results: list[dict[str, Any]] = []
    problems: list[Failure] = []
    for source, name in names.items():
        try:
            with _progress(call, f"Building {name}"):
                came = confined(
                    partial(_work, call, source),
                    limits.limits_for(call, source),
                    subject=source,
                    home=Path(call.output),
                    verbose=call.verbose,
                )
        except Stopped as stop:
            stop.so_far = _so_far(list(names.values()), results, stop)
            raise
        if isinstance(came, Failure):
            problems.append(came)
        else:
            results.append({"name": name, **came.value})
    problems += _in_no_language(results, call.lang)
    return _show(call, [result for result in results if result["chosen"]], problems)


def _names(sources: Iterable[str]) -> dict[str, str]:
    """Return the name of each article by its file."""
    names: dict[str, str] = {}
    for source in sources:
        name = article_name(Path(source))
        other = next((each for each, taken in names.items() if taken == name), None)
        if other is not None:
            raise UsageError(f"{other} and {source} would both be built as {printable(name)!r}. Rename one of them.")
        names[source] = name
    return names


_NEEDED = {"pdf": ("building.article", "jats", "pdf.edition"), "epub": ("building.article", "jats", "images.cover", "epub")}
"""What the processes of all articles import, by format."""


def _load(call: argparse.Namespace) -> None:
    """Import once what the processes of several articles need; numpy comes later, which may start threads."""
    for module in dict.fromkeys(
        module for kind in call.formats.split(",") for module in _NEEDED.get(kind, ("building.article", "jats"))
    ):
        importlib.import_module(f"editions.{module}")


def _so_far(names: Sequence[str], results: Sequence[dict[str, Any]], stop: Stopped) -> str:
    """Say what a call has built by the time it is stopped, and what it has not changed."""
    built = [result["name"] for result in results if result["written"]]
    if stop.answer.get("value", {}).get("written"):
        built.append(names[len(results)])
    left = [name for name in names if name not in built]
    unchanged = f"nothing of {listed(left)} was changed" if left else ""
    return "; ".join(
        filter(None, [unchanged, f"{listed(built)} {'was' if len(built) == 1 else 'were'} built" if built else ""])
    )


# What the process of an article does.


def _work(call: argparse.Namespace, source: str) -> dict[str, Any]:
    """Build an article; return what is to be said of it, as plain values."""
    if call.verbose:
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s", force=True)
        logging.getLogger("editions").setLevel(logging.INFO)
    from editions import jats
    from editions.building.article import build
    from editions.building.options import check, chosen
    from editions.findings import has_errors

    articles.refuse(source)
    asked = _asked(call)
    check(asked)
    config = _config(call, source)
    article = jats.read(source)
    if call.catalog:
        article = _with_catalog(article, call.catalog)
    if call.detect:
        article = _detected(article)
    wanted = [item.lang for item in chosen(article, asked.languages)]
    if not wanted:
        return {"chosen": [], "there": [item.lang for item in article.editions()], "written": False}
    voices = _voices(call.voice, wanted)
    built = build(article, Path(call.output), replace(asked, voices=voices, config=config, alone=True))
    return {
        "chosen": wanted,
        "written": built.written,
        "code": INACCESSIBLE if has_errors(built.findings) else CLEAN,
        "lines": list(_lines(built)),
        "report": {**built.report.as_dict(), "written": built.written, "seconds": _rounded(built)} if call.json else None,
    }


def _asked(call: argparse.Namespace) -> BuildOptions:
    """Return what a call asks of every article."""
    from editions.building.options import BuildOptions

    return BuildOptions(
        formats=tuple(dict.fromkeys(_format(part) for part in call.formats.split(",") if part.strip())),
        languages=tuple(_language(tag) for tag in call.lang),
        engine=call.engine,
        rate=call.rate,
        narration=call.narration,
        strict=call.strict,
        style=call.style,
        paper=call.paper,
        css=tuple(call.css),
        validate=call.validate,
        detect=call.detect,
        pdf_variant=call.pdf_variant,
        citation_style=call.citation_style,
    )


def _format(word: str) -> str:
    """Return the name of a format, however it is written: ``EPUB3`` is ``epub``."""
    name = word.strip().lower()
    return {"epub3": "epub", "m4b": "audio"}.get(name, name)


def _with_catalog(article: Article, catalog: str) -> Article:
    from editions.catalog.applying import with_catalog

    return with_catalog(article, Path(catalog))


def _detected(article: Article) -> Article:
    from editions.languages.survey import detected

    return detected(article)


def _config(call: argparse.Namespace, source: str) -> Config:
    from editions.building.config import configured, overridden

    found = configured(Path(source), Path(call.config) if call.config else None)
    return overridden(found, call.evaluator, call.publisher)


def _voices(named: Sequence[str], langs: Sequence[str]) -> dict[str, str]:
    """Return the voices by language; a voice alone is that of the one language that is built."""
    voices: dict[str, str] = {}
    for text in named:
        tag, equals, name = text.partition("=")
        if not equals and len(set(langs)) > 1:
            raise UsageError(
                f"--voice {text} does not say which language it is for ({', '.join(langs)}). Write --voice LANG={text}; "
                f"editions voices --lang {langs[0]} lists what speaks {langs[0]}."
            )
        voices[_language(tag) if equals else langs[0]] = name if equals else text
    return voices


def _language(tag: str) -> str:
    from editions.languages.tags import canonical

    found = canonical(tag)
    if found is None:
        raise UsageError(f"{tag!r} is not a BCP 47 language tag. Use one such as en, es or pt-BR.")
    return found


def _in_no_language(results: Sequence[dict[str, Any]], languages: Sequence[str]) -> list[Failure]:
    """Return what to say where no article is in a language that is asked for."""
    if not results or any(result["chosen"] for result in results):
        return []
    there = dict.fromkeys(lang for result in results for lang in result["there"])
    return [Failure(f"No article is in {', '.join(languages)}. There is: {', '.join(there)}.", USAGE)]


def _show(call: argparse.Namespace, results: Sequence[dict[str, Any]], problems: Sequence[Failure]) -> int:
    """Print what came of it; return the exit code."""
    errors = complained(problems, verbose=call.verbose)
    code = worst([*(problem.code for problem in problems), *(result["code"] for result in results)])
    if call.json:
        if results or code != USAGE:
            said = {"articles": [result["report"] for result in results], "errors": errors}
            tell_json(said)
    elif not call.quiet:
        for result in results:
            for line in result["lines"]:
                tell(line)
    return code


def _rounded(built: Built) -> dict[str, float]:
    return {stage: round(seconds, 3) for stage, seconds in built.seconds.items()}


def _lines(built: Built) -> Iterator[str]:
    yield from map(str, built.findings)
    if not built.written:
        yield f"{built.report.source}: not built: accessibility errors found (--strict)."
    for output in built.report.outputs:
        yield f"{built.folder / output.path} ({_size(output.size)})"
    for path in built.removed:
        yield f"{path}: removed, since an earlier build made it and this one did not."
    yield from map(str, built.report.validations)
    for claim in built.claims:
        evaluated = f" (evaluated by {claim.certified_by})" if claim.certified_by else ""
        yield f"{claim.language} {claim.format}: claims {claim.standard}{evaluated}"
    for language, said in built.report.certified_editions.items():
        yield f"{language}: {said.by} evaluated it on {said.on} against {said.standard}, says {said.file}"
    if built.written:
        yield f"{built.folder / 'report.html'} has the results, and the checks that are left to a person."


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"


@contextmanager
def _progress(call: argparse.Namespace, text: str) -> Iterator[None]:
    """Show on a terminal what is being done, and take it away again."""
    shown = sys.stderr.isatty() and not (call.quiet or call.json or call.verbose)
    if shown:
        print(f"{one_line(text)} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
