"""Articles: through the reader, the XHTML and the narration's script; as EPUB; as PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np

import editions
from editions.article.model import Article
from editions.findings import EditionsError
from editions.jats import read
from editions.narration.audio.captions import webvtt
from editions.narration.speaking import speak
from editions.narration.speech import Request, Samples
from editions.narration.timeline import Clip, Timeline, Utterance
from editions.narration.utterances import utterances
from editions.xhtml import render, serialize
from fuzz.mutations import BYTES, WELL_FORMED, XML
from fuzz.neighbours import lay_out
from fuzz.outputs import BAIT, check_book, check_error, check_findings, check_page, check_print
from fuzz.target import Broken, Target
from fuzz.watch import watched

ROOT = Path(__file__).parents[3]


@cache
def seeds() -> dict[str, bytes]:
    """Return the good articles: the golden cases and the canonical ones."""
    paths = [*(ROOT / "tests/cases").glob("*/article.xml"), *(ROOT / "content").glob("*/article.xml")]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(paths)}


@cache
def small() -> dict[str, bytes]:
    """Return those of them that are printed in a second."""
    return {name: data for name, data in seeds().items() if len(data) < 6000}


def attempt(action: Callable[[], object]) -> bool:
    """Do something; return False where it was refused, by an error that is one clear line."""
    try:
        action()
    except EditionsError as error:
        check_error(str(error))
        return False
    return True


# ----------------------------------------------------------------------------------------------------- read, shown, spoken


def read_through(file: Path) -> bool:
    """Read an article, audit it, render each of its editions and say it."""
    lay_out(file)
    with watched(file.parents[1], ARTICLES.seconds):
        return attempt(lambda: check(read(file)))


def check(article: Article) -> None:
    """Check what an article that was read comes to: findings, pages, what is said."""
    check_findings(editions.audit(article))
    for item in article.editions():
        check_page(serialize(render(item)))
        _check_script(utterances(item), item.lang)


class _Mute:
    """An engine that has one voice, and says each word in one sample."""

    name = "mute"
    sample_rate = 1000

    def __init__(self) -> None:
        self.said: list[str] = []

    def voice_for(self, lang: str) -> str | None:
        return "mute" if lang else None

    def speak(self, requests: Sequence[Request]) -> Iterator[Samples]:
        self.said += [request.text for request in requests]
        return (np.full(len(request.text.split()), 99, np.int16) for request in requests)


def _check_script(said: Sequence[Utterance], lang: str) -> None:
    engine = _Mute()
    lengths = [(spoken.utterance, len(spoken.samples)) for spoken in speak(said, engine)]
    if BAIT in "".join(engine.said):
        raise Broken("a file outside of the article's folder is spoken")
    if len({(utterance.id, utterance.text) for utterance in said}) != len(said):
        raise Broken("an element is said twice")
    clips: list[Clip] = []
    at = 0
    for utterance, length in lengths:
        clips.append(Clip(utterance=utterance, begin=at, end=at + length))
        at += length
    webvtt(Timeline(lang=lang, rate=engine.sample_rate, length=at, clips=tuple(clips)))


# ---------------------------------------------------------------------------------------------------------- as EPUB and PDF


def build(file: Path, kind: str, seconds: float) -> bool:
    """Build one kind of edition, without sound, and look through what came of it."""
    import weasyprint  # noqa: F401  which asks the system for its libraries

    lay_out(file)
    with watched(file.parents[1], seconds):
        return attempt(lambda: built(file, file.parents[1] / "out", kind))


def built(file: Path, into: Path, *formats: str, css: tuple[Path, ...] = (), config: Path | None = None) -> None:
    """Build editions and check them."""
    made = editions.build(file, into, formats=formats, narration=False, css=css, config=config)
    check_findings(made.findings)
    for edition in made.editions:
        if edition.epub:
            check_book(edition.epub)
        if edition.pdf:
            check_print(edition.pdf)


ARTICLES = Target(
    name="articles",
    says="articles, read, audited, rendered, their narration's script said",
    seeds=seeds,
    mutations=XML | BYTES,
    gentle=WELL_FORMED,
    run=read_through,
    weight=40,
)
BOOKS = Target(
    name="books",
    says="articles, built as EPUB",
    seeds=seeds,
    mutations=XML | BYTES,
    gentle=WELL_FORMED,
    run=partial(build, kind="epub", seconds=60),
    weight=4,
    seconds=60,
)
PRINTS = Target(
    name="prints",
    says="small articles, built as PDF",
    seeds=small,
    mutations=XML | BYTES,
    gentle=WELL_FORMED,
    run=partial(build, kind="pdf", seconds=60),
    weight=8,
    seconds=60,
    longest=20_000,
)
TARGETS = (ARTICLES, BOOKS, PRINTS)
