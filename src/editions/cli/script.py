"""``editions script``: what a narration will say, before anybody says it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.cli import articles, options
from editions.cli.confined import printed
from editions.cli.exits import CLEAN
from editions.cli.terminal import put, tell, tell_json
from editions.findings import UsageError

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.narration.script import NarrationScript
    from editions.narration.spoken_forms import SpokenForms
    from editions.narration.timeline import Run, Utterance


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
    options.add_lexicon(what)
    options.add_detect(what)
    options.add_catalog(what)
    what.add_argument("--unknown", action="store_true", help="list instead the words that a lexicon may want, by frequency")
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
    if call.unknown:
        return _tell_unknown(wanted, call)
    scripts = [_Spoken.of(item, call) for item in wanted]
    if call.output_format == "json":
        tell_json([_facts(item) for item in scripts])
    elif not call.quiet:
        put("\n".join(line for item in scripts for line in _lines(item)))
    return CLEAN


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A script, the article that it is of, and how its words are said."""

    article: Article
    script: NarrationScript
    forms: SpokenForms

    @classmethod
    def of(cls, article: Article, call: argparse.Namespace) -> _Spoken:
        """Return the script that a call asks for."""
        from editions.narration.choices import DEFAULT_TABLES
        from editions.narration.script import script
        from editions.narration.speaking import spoken_forms
        from editions.narration.spoken_forms.lexicon import lexicons_of

        tables = call.tables or DEFAULT_TABLES
        made = script(article, call.script or "full", citations=call.citations or "auto", tables=tables)
        return cls(article, made, spoken_forms(made.utterances, lexicons_of(article, call.lexicon)))

    def said(self, run: Run) -> str:
        """Return what a voice says for the words of a run."""
        return self.forms.of(run.text, run.lang).text


def _tell_unknown(wanted: Sequence[Article], call: argparse.Namespace) -> int:
    """Print the words that a lexicon may want: how often, why, and how they are said without."""
    from editions.narration.spoken_forms.lexicon import lexicons_of
    from editions.narration.unknown_words import unknown_words

    found = [(item.lang, word) for item in wanted for word in unknown_words(item, lexicons_of(item, call.lexicon))]
    if call.output_format == "json":
        tell_json([{"edition": edition, **asdict(word)} for edition, word in found])
    elif not call.quiet:
        for edition, word in found:
            tell(f"{edition}: {word.count} × {word.word} ({word.kind}, {word.lang}): {word.said}")
    return CLEAN


# ------------------------------------------------------------------------------------------------------------ for people


def _lines(item: _Spoken) -> Iterator[str]:
    """Yield the lines of a script: chapters, and under each its utterances, what is spoken where it is not what is written."""
    article, script = item.article, item.script
    begins = script.estimated()
    heads = {start.index: start for start in script.chapters(begins)}
    yield f"{article.lang}: {article.label} ({_time(begins[-1])})"
    for index, (utterance, begin) in enumerate(zip(script.utterances, begins, strict=False)):
        if start := heads.get(index):
            yield f"\n== {start.title} ({start.id}) {_time(begin)}"
        yield f"{_time(begin):>8} {utterance.role:<10} {_place(utterance)}  {_length(utterance)}"
        yield f"         {written(utterance, article.lang)}"
        said = "".join(map(item.said, utterance.runs))
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


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


# ---------------------------------------------------------------------------------------------------------- for programs


def _facts(item: _Spoken) -> dict[str, Any]:
    article, script = item.article, item.script
    begins = script.estimated()
    starts = script.chapters(begins)
    passed_over: dict[str, list[str]] = {}
    for left_out in script.passed_over:
        passed_over.setdefault(left_out.kind, []).append(left_out.id)
    return {
        "language": article.lang,
        "title": article.label,
        "seconds": round(begins[-1], 1),
        "chapters": [{"id": start.id, "title": start.title, "begin": round(begins[start.index], 1)} for start in starts],
        "utterances": [_utterance(said, begin, item) for said, begin in zip(script.utterances, begins, strict=False)],
        "passed_over": passed_over,
    }


def _utterance(item: Utterance, begin: float, spoken: _Spoken) -> dict[str, Any]:
    from editions.narration import estimates

    return {
        "id": item.id,
        "role": str(item.role),
        "chapter": item.chapter,
        "language": item.runs[0].lang,
        "group": item.group,
        "begin": round(begin, 1),
        "seconds": round(estimates.seconds(item), 1),
        "pause": item.pause,
        "runs": [{"language": run.lang, "written": run.text, "spoken": spoken.said(run)} for run in item.runs],
    }
