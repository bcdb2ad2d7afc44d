"""``editions build``: the editions of articles."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.article.styles import PAPERS, STYLES
from editions.cli import articles, limits, options
from editions.cli.confined import confined, tell_progress
from editions.cli.exits import CLEAN, INACCESSIBLE, USAGE, worst
from editions.cli.guard import Failure
from editions.cli.progress import display
from editions.cli.reports import show_for_programs, show_sum, show_text
from editions.cli.stopping import Stopped
from editions.cli.terminal import complained, listed, put_bytes, tell, tell_json
from editions.findings import UsageError
from editions.safety.file_names import article_name, printable

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.building.article import Built
    from editions.building.config import Config
    from editions.building.options import BuildOptions
    from editions.building.timings import Progress


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "build",
        "build the editions of articles",
        run=run,
        usage="ARTICLE.xml [MORE.xml ...] -o DIR [OPTION ...]",
        description="Build the editions of articles: in each language a PDF, an EPUB and sound, and a report on all of them.",
        examples=(
            "editions build article.xml -o build",
            "editions build articles/*.xml -o build --formats pdf,epub --lang es",
            "editions build article.xml -o build --voice en=en-gb --rate 160 --validate",
            "editions build - --formats epub --lang en -o - < article.xml > article.epub",
        ),
    )
    what = command.group("What to build")
    what.add_argument(
        "articles",
        nargs="+",
        metavar="ARTICLE.xml",
        help="JATS files, folders that have some, patterns such as 'articles/*.xml'; -: standard input",
    )
    what.add_argument(
        "--formats",
        default="pdf,epub,audio",
        metavar="LIST",
        help="of pdf, epub, audio (M4B and captions) and mp3, with commas (default: %(default)s)",
    )
    options.add_language(what, "build the edition in this language")
    options.add_detect(what)
    options.add_catalog(what)
    what.add_argument("--strict", action="store_true", help="write nothing if an accessibility error is found")
    what.add_argument(
        "--validate", action="store_true", help="run veraPDF, epubcheck and Ace if installed; a file that fails makes no claim"
    )
    what.add_argument("--evaluator", metavar="NAME", help="whose certifications to believe (see editions certify)")
    what.add_argument("--publisher", metavar="NAME", help="the publisher of articles that name none")
    looks = command.group("How it looks")
    looks.add_argument(
        "--style",
        choices=STYLES,
        type=options.one_of(STYLES),
        help="how the PDF looks (default: auto, by kind of article and length)",
    )
    looks.add_argument("--paper", choices=PAPERS, type=options.one_of(PAPERS), help="the PDF's paper (default: A4)")
    options.add_css(looks)
    looks.add_argument("--citation-style", metavar="FILE.csl", help="format element-citation references by this CSL style")
    looks.add_argument(
        "--pdf-variant",
        metavar="NAME",
        help="the kind of PDF: default, ua2 (PDF 2.0) or print (crop marks) (default: default)",
    )
    sound = command.group("Sound")
    sound.add_argument(
        "--engine", metavar="NAME", help="the voice engine: auto, espeak or gtts, which is online (default: auto)"
    )
    sound.add_argument(
        "--voice",
        action="append",
        default=[],
        metavar="[LANG=]NAME",
        help="the voice, or that of a language; may be repeated (editions voices lists them)",
    )
    options.add_lexicon(sound)
    sound.add_argument("--rate", type=_rate, metavar="WPM", help="words a minute (default: as the engine speaks)")
    sound.add_argument(
        "--narration",
        action=argparse.BooleanOptionalAction,
        help="whether the EPUB is narrated (default: if audio or mp3 is built)",
    )
    options.add_script(sound)
    where = command.group("Where things are")
    where.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="DIR",
        help="the folder for DIR/NAME/LANG/NAME.LANG.pdf and so on; -: standard output, where one file is built",
    )
    where.add_argument(
        "--config", metavar="FILE.toml", help="an editions.toml to trust (default: that of the working folder or above)"
    )
    command.limits()
    command.output(options.FOUND)


def _rate(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"must be 1 to 1000 words per minute, not {text!r}")
    return int(text)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    names = _names(articles.named(call.articles))
    if call.catalog and len(names) > 1:
        raise UsageError("--catalog is for one article: its entries name what is in it. Build the articles one by one.")
    if call.output == articles.STANDARD:
        return _to_standard_output(call, names)
    if len(names) > 1:
        _load(call)
    return _show_all(call, *_built(call, names))


def _built(call: argparse.Namespace, names: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[Failure]]:
    """Build articles one by one; return what came of them. What is for people is printed as it comes."""
    results: list[dict[str, Any]] = []
    problems: list[Failure] = []
    silent = call.quiet or call.verbose or call.output_format != "text"
    for number, (source, name) in enumerate(names.items(), 1):
        what = f"{name} ({number} of {len(names)})" if len(names) > 1 else name
        try:
            with display(what, silent=silent) as watcher:
                came = confined(
                    partial(_work, call, source),
                    limits.limits_for(call, source),
                    subject=source,
                    home=Path(call.output),
                    verbose=call.verbose,
                    watcher=watcher,
                )
        except Stopped as stop:
            stop.so_far = _so_far(list(names.values()), results, stop)
            raise
        if isinstance(came, Failure):
            if came.line not in {problem.line for problem in problems}:
                complained([came], verbose=call.verbose)
            problems.append(came)
        else:
            results.append({"name": name, **came.value})
            if call.output_format == "text" and not call.quiet:
                _show(results[-1], is_first=len(results) == 1)
    return results, problems


def _to_standard_output(call: argparse.Namespace, names: Mapping[str, str]) -> int:
    """Build one file and write it to standard output; what is found goes to standard error."""
    formats = options.formats(call.formats)
    if len(names) > 1 or len(formats) != 1 or formats[0] == "audio":
        raise UsageError("-o - takes one file: of one article, in one format of pdf, epub and mp3. Else name a folder.")
    if call.output_format != "text":
        raise UsageError(f"-o - and --output-format {call.output_format} both print to standard output. Choose one of them.")
    if sys.stdout.isatty():
        raise UsageError(f"Standard output is a terminal. Send it to a file: … -o - > article.{formats[0]}.")
    with tempfile.TemporaryDirectory(prefix="editions-") as folder:
        call.output, call.one_file = folder, True
        results, problems = _built(argparse.Namespace(**{**vars(call), "quiet": True}), names)
        problems += _refused(results, call.lang)
        built = [result for result in results if result["chosen"]]
        for result in built:
            show_text(() if call.quiet else result["findings"], to_errors=True)
            for file in result["files"]:
                put_bytes(Path(file).read_bytes())
    return worst([*(problem.code for problem in problems), *(result["code"] for result in built)])


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
    from editions.building.article import build
    from editions.building.options import check, chosen
    from editions.findings import has_errors
    from editions.report import with_clauses

    articles.refuse(source)
    asked = _asked(call)
    check(asked)
    config = _config(call, source)
    article = articles.read(source, call.catalog)
    if call.detect:
        article = _detected(article)
    wanted = [item.lang for item in chosen(article, asked.languages)]
    if not wanted:
        return {"chosen": [], "there": [item.lang for item in article.editions()], "written": False}
    if call.one_file and len(wanted) > 1:
        raise UsageError(f"-o - takes one file, and there are editions in {', '.join(wanted)}. Choose one: --lang {wanted[0]}.")
    given = replace(asked, voices=_voices(call.voice, wanted), config=config, alone=True)
    built = build(article, Path(call.output), given, _told)
    return {
        "chosen": wanted,
        "written": built.written,
        "code": INACCESSIBLE if has_errors(built.findings) else CLEAN,
        "findings": [with_clauses(finding) for finding in built.findings],
        "lines": list(_lines(built)),
        "files": [str(built.folder / output.path) for output in built.report.outputs],
        "report": _report(built) if call.output_format == "json" else None,
    }


def _report(built: Built) -> dict[str, Any]:
    """Return what ``--json`` says: the report, and how long each stage took."""
    seconds = {stage: round(spent, 3) for stage, spent in built.seconds.items()}
    return {**built.report.as_dict(), "written": built.written, "seconds": seconds}


def _told(progress: Progress) -> None:
    tell_progress(asdict(progress))


def _asked(call: argparse.Namespace) -> BuildOptions:
    """Return what a call asks of every article."""
    from editions.building.options import BuildOptions

    return BuildOptions(
        formats=options.formats(call.formats),
        languages=tuple(options.language(tag) for tag in call.lang),
        engine=call.engine,
        rate=call.rate,
        narration=call.narration,
        tables=call.tables,
        strict=call.strict,
        style=call.style,
        paper=call.paper,
        css=tuple(call.css),
        validate=call.validate,
        detect=call.detect,
        pdf_variant=call.pdf_variant,
        citation_style=call.citation_style,
        script=call.script,
        citations=call.citations,
        lexicons=tuple(call.lexicon),
    )


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
        voices[options.language(tag) if equals else langs[0]] = name if equals else text
    return voices


def _in_no_language(results: Sequence[dict[str, Any]], languages: Sequence[str]) -> list[Failure]:
    """Return what to say where no article is in a language that is asked for."""
    if not results or any(result["chosen"] for result in results):
        return []
    there = dict.fromkeys(lang for result in results for lang in result["there"])
    return [Failure(f"No article is in {', '.join(languages)}. There is: {', '.join(there)}.", USAGE)]


def _refused(results: Sequence[dict[str, Any]], languages: Sequence[str]) -> list[Failure]:
    """Say so where no article is in a language that is asked for; return what was said."""
    failures = _in_no_language(results, languages)
    complained(failures, verbose=False)
    return failures


def _show_all(call: argparse.Namespace, results: Sequence[dict[str, Any]], problems: list[Failure]) -> int:
    """Print what programs read, when all is built; return the exit code."""
    problems += _refused(results, call.lang)
    built = [result for result in results if result["chosen"]]
    code = worst([*(problem.code for problem in problems), *(result["code"] for result in built)])
    failures = list(dict.fromkeys(problem.line for problem in problems))
    if call.output_format == "json" and (built or code != USAGE):
        tell_json({"articles": [result["report"] for result in built], "errors": failures})
    elif call.output_format in ("sarif", "github"):
        show_for_programs(call, [finding for result in built for finding in result["findings"]], failures)
    return code


def _show(result: dict[str, Any], *, is_first: bool) -> None:
    """Print what came of an article."""
    if not result["chosen"]:
        return
    if not is_first:
        tell("")
    show_text(result["findings"])
    if result["findings"]:
        show_sum(result["findings"])
        tell("")
    for line in result["lines"]:
        tell(line)


def _lines(built: Built) -> Iterator[str]:
    """Yield what a build made, removed and claims."""
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
