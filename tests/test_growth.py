"""Nothing of ours takes more than its share of time on a text that a stranger makes long."""

from __future__ import annotations

import re
from collections import deque

import pytest

from growth import LEAST, STEP, growth, quiet, took
from growth.inputs import Long, Nested, inputs
from growth.patterns import patterns, unnamed

SIZES = (250, 2_000, 8_000, 32_000, 128_000)
"""Characters of the texts that a pattern is tried on, one after the other until one takes ``LEAST``."""

LOOKED_AT = 8_000
"""Characters after which a pattern is known to be good that takes no more than ``EASY`` for each."""

EASY = 0.1e-6
"""Seconds: what each character costs where it is looked at a few times. Each pair would cost eight thousand times as much."""

PATTERNS = patterns()


def test_every_pattern_can_be_found() -> None:
    """A pattern is a constant of its module, or made by a function that this test knows."""
    assert list(unnamed()) == []


def test_there_are_patterns_of_every_part() -> None:
    parts = {name.removeprefix("editions.").replace("/", ".").split(".")[0] for name in PATTERNS}
    assert parts >= {"access", "catalog", "detection", "epub", "inspection", "jats", "narration", "pdf", "speech"}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion(name: str) -> None:
    """Twice the text takes twice the time, four times the text four times, whatever the text is."""
    pattern = PATTERNS[name]
    with quiet():
        slow = next(((item, found) for item in inputs(pattern) if (found := _growth(pattern, item))), None)
    assert slow is None


def _growth(pattern: re.Pattern[str], item: Long | Nested) -> float | None:
    """Return how the time grows, where it does so more than in proportion."""
    for size in SIZES:
        seconds = took(_work(pattern, item, size))
        if size == LOOKED_AT and seconds < EASY * size:
            return None
        if seconds >= LEAST:
            found = growth(lambda length: _work(pattern, item, length), size // 4)
            return found if found > STEP else None
    return None


def _work(pattern: re.Pattern[str], item: Long | Nested, size: int) -> _Work:
    text = item.text(size)
    return _Work(pattern, text if isinstance(pattern.pattern, str) else text.encode())


class _Work:
    """Everything that is done with a pattern: found all over a text, at its beginning, and as the whole of it."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern, self._text = pattern, text

    def __call__(self) -> None:
        deque(self._pattern.finditer(self._text), maxlen=0)
        self._pattern.match(self._text)
        self._pattern.fullmatch(self._text)
