"""``editions script``: what a narration will say, before anybody says it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.cli import articles, options
from editions.cli.confined import printed
from editions.cli.exits import CLEAN
from editions.cli.terminal import put, tell_json
from editions.findings import UsageError

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.narration.script import NarrationScript
    from editions.narration.timeline import Utterance


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "script",
        "print what the narration will say",
        run=run,
        usage="ARTICLE.xml [OPTION ...]",
        description="Print what the narration of an article will say, utterance by utterance; times are estimated.",
        examples=("editions script article.xml --lang es", "editions script article.xml --json > script.json"),
    )
    what = command.group("What to print")
    what.add_argument("article", metavar="ARTICLE.xml", help="a JATS file; -: standard input")
    options.add_language(what, "print the script of the edition in this language")
    options.add_script(what)
    options.add_detect(what)
    options.add_catalog(what)
    command.limits()
    command.output(options.LISTED)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    call.article = articles.article(call.article)
    return printed(call, call.article, Path(call.article).parent, partial(_work, call))


def _work(call: argparse.Namespace) -> int:
    from editions.building.options import chosen
    from editions.languages.survey import detected

    article = articles.read(call.article, call.catalog)
    if call.detect:
        article = detected(article)
    wanted = chosen(article, [options.language(tag) for tag in call.lang])
    if not wanted:
        there = ", ".join(item.lang for item in article.editions())
        raise UsageError(f"{call.article}: no edition is in {', '.join(call.lang)}. There is: {there}.")
    scripts = [(item, _script(item, call)) for item in wanted]
    if call.output_format == "json":
        tell_json([_facts(item, script) for item, script in scripts])
    elif not call.quiet:
        put("\n".join(line for item, script in scripts for line in _lines(item, script)))
    return CLEAN


def _script(article: Article, call: argparse.Namespace) -> NarrationScript:
    from editions.narration.script import script

    return script(article, call.script or "full", citations=call.citations or "auto")


# ------------------------------------------------------------------------------------------------------------ for people


def _lines(article: Article, script: NarrationScript) -> Iterator[str]:
    """Yield the lines of a script: chapters, and under each its utterances, what is spoken where it is not what is written."""
    begins = script.estimated()
    heads = {start.index: start for start in script.chapters(begins)}
    yield f"{article.lang}: {article.label} ({_time(begins[-1])})"
    for index, (utterance, begin) in enumerate(zip(script.utterances, begins, strict=False)):
        if start := heads.get(index):
            yield f"\n== {start.title} ({start.id}) {_time(begin)}"
        yield f"{_time(begin):>8} {utterance.role:<10} {_place(utterance)}  {_length(utterance)}"
        yield f"         {written(utterance, article.lang)}"
        said = _spoken(utterance)
        if said != utterance.text:
            yield f"         → {said}"
    yield from _left_out(script)
    yield ""


def _place(utterance: Utterance) -> str:
    return f"{utterance.id} [{utterance.group}]" if utterance.group else utterance.id


def _length(utterance: Utterance) -> str:
    from editions.narration import estimates

    return f"{estimates.seconds(utterance):.1f} s + {utterance.pause:.2f} s"


def _left_out(script: NarrationScript) -> Iterator[str]:
    counts: dict[str, int] = {}
    for item in script.passed_over:
        counts[item.kind] = counts.get(item.kind, 0) + 1
    if counts:
        yield f"\nNot said: {', '.join(f'{kind} {count}' for kind, count in counts.items())}."


def written(utterance: Utterance, lang: str) -> str:
    """Return the words of an utterance, those in other languages in brackets with their language."""
    return "".join(run.text if run.lang == lang else f"[{run.lang}: {run.text}]" for run in utterance.runs)


def _spoken(utterance: Utterance) -> str:
    from editions.narration.speaking import as_spoken

    return "".join(as_spoken(run) for run in utterance.runs)


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


# ---------------------------------------------------------------------------------------------------------- for programs


def _facts(article: Article, script: NarrationScript) -> dict[str, Any]:
    begins = script.estimated()
    starts = script.chapters(begins)
    passed_over: dict[str, list[str]] = {}
    for item in script.passed_over:
        passed_over.setdefault(item.kind, []).append(item.id)
    return {
        "language": article.lang,
        "title": article.label,
        "seconds": round(begins[-1], 1),
        "chapters": [{"id": start.id, "title": start.title, "begin": round(begins[start.index], 1)} for start in starts],
        "utterances": [_utterance(item, begin) for item, begin in zip(script.utterances, begins, strict=False)],
        "passed_over": passed_over,
    }


def _utterance(item: Utterance, begin: float) -> dict[str, Any]:
    from editions.narration import estimates
    from editions.narration.speaking import as_spoken

    return {
        "id": item.id,
        "role": str(item.role),
        "chapter": item.chapter,
        "language": item.runs[0].lang,
        "group": item.group,
        "begin": round(begin, 1),
        "seconds": round(estimates.seconds(item), 1),
        "pause": item.pause,
        "runs": [{"language": run.lang, "written": run.text, "spoken": as_spoken(run)} for run in item.runs],
    }
