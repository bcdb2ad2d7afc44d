"""Nothing of ours takes more than its share of time on a text that a stranger makes long."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

import articles
from editions.accessibility.audit import audit
from editions.article.model import Article
from editions.jats import read
from editions.languages.sentences import cut
from editions.languages.survey import detected
from editions.narration.speech.text import pieces
from editions.narration.spoken_forms import spoken
from editions.narration.utterances import utterances
from editions.xhtml import render
from growth import LEAST, STEP, growth, quiet, took
from growth.bodies import BODIES
from growth.inputs import Long, Nested, inputs
from growth.patterns import Pattern, patterns, unnamed

SIZES = (250, 2_000, 8_000, 32_000, 128_000)
"""Characters of the texts that a pattern is tried on, one after the other until one takes ``LEAST``."""

LOOKED_AT = 8_000
"""Characters after which a pattern is known to be good that takes no more than ``EASY`` for each."""

EASY = 0.2e-6
"""Seconds: what each character costs where it is looked at a few times. Each pair would cost thousands of times as much."""

PATTERNS = patterns()


def test_every_pattern_can_be_found() -> None:
    """A pattern is a constant of its module, or made by a function that this test knows."""
    assert list(unnamed()) == []


def test_there_are_patterns_of_every_part() -> None:
    parts = {name.removeprefix("editions.").replace("/", ".").split(".")[0] for name in PATTERNS}
    assert parts >= {"accessibility", "catalog", "checks", "epub", "jats", "languages", "narration", "pdf"}


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion(name: str) -> None:
    """Twice the text takes twice the time, four times the text four times, whatever the text is."""
    pattern = PATTERNS[name]
    with quiet():
        slow = next(((item, found) for item in inputs(pattern) if (found := _growth(pattern, item))), None)
    assert slow is None


def _growth(pattern: Pattern, item: Long | Nested) -> float | None:
    """Return how the time grows, where it does so more than in proportion."""
    for size in SIZES:
        seconds = took(_work(pattern, item, size))
        if size == LOOKED_AT and seconds < EASY * size:
            return None
        if seconds >= LEAST:
            found = growth(lambda length: _work(pattern, item, length), size // 4)
            return found if found > STEP else None
    return None


def _work(pattern: Pattern, item: Long | Nested, size: int) -> _Work:
    text = item.text(size)
    return _Work(pattern, text if isinstance(pattern.pattern, str) else text.encode())


class _Work:
    """Everything that is done with a pattern: found all over a text, at its beginning, and as the whole of it."""

    def __init__(self, pattern: Pattern, text: str | bytes) -> None:
        self._pattern, self._text = pattern, text

    def __call__(self) -> None:
        deque(self._pattern.finditer(self._text), maxlen=0)
        self._pattern.match(self._text)
        self._pattern.fullmatch(self._text)


# ---------------------------------------------------------------------------------------------------------------- passes

PASSES: dict[str, Callable[[Article], object]] = {
    "read": lambda article: read(article.source),
    "audit": audit,
    "languages": detected,
    "page": render,
    "narration": utterances,
    "spoken": lambda article: [spoken(said.text, lang) for said in utterances(article) for lang in ("en", "es")],
    "pieces": lambda article: [pieces(said.text, 200) for said in utterances(article)],
}
"""What is done with every article."""

LONG = 10_000
"""Characters of the shorter body; the longer one has four times as many."""

SLOW = 0.05
"""Seconds on the longer body from which on a pass is looked at."""


@pytest.mark.slow
@pytest.mark.parametrize("name", BODIES)
def test_an_article_takes_time_in_proportion(name: str, tmp_path: Path) -> None:
    """Four times the body takes four times the time, in everything that is done with the article."""
    short, long = (read(articles.write(tmp_path / str(size), body=BODIES[name](size))) for size in (LONG, 4 * LONG))
    detected(short)  # the detector's models are loaded once
    with quiet():
        grown = {key: _grown(work, short, long) for key, work in PASSES.items()}
    assert {key: ratio for key, ratio in grown.items() if ratio > STEP} == {}


def _grown(work: Callable[[Article], object], short: Article, long: Article) -> float:
    """Return how much longer a pass takes at twice the length, by what it takes at four times the length."""

    def timed(article: Article) -> float:
        cut.cache_clear()
        return took(lambda: work(article))

    first, last = timed(short), timed(long)
    for _ in range(30):
        if last < SLOW or last <= STEP**2 * first:
            break
        first, last = min(first, timed(short)), min(last, timed(long))
    return 1.0 if last < SLOW else float((last / first) ** 0.5)
