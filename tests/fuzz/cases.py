"""Which cases a run has: chosen by Hypothesis's strategies where a test shrinks them, by a counted random elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from hypothesis import strategies

from fuzz.case import Case
from fuzz.mutations import BYTES, MUTATIONS, WELL_FORMED

ROOT = Path(__file__).parents[2]
EPUB_EACH, PDF_EACH = 20, 200
"""Every so many cases are built as an EPUB without sound, and as a PDF."""


def seeds(more: Path | None = None) -> list[Path]:
    """Return the good articles that hostile ones are made of."""
    own = [*(ROOT / "tests/cases").glob("*/article.xml"), *(ROOT / "content").glob("*/article.xml")]
    others = [path for path in more.rglob("article.xml") if _is_text(path)] if more else []
    return sorted(own) + sorted(others)


def _is_text(path: Path) -> bool:
    try:
        path.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def cases(count: int, articles: Sequence[Path], seed: int = 0) -> Iterator[Case]:
    """Yield as many cases, the same ones for the same seed: most stay well formed, so that they reach the reader."""
    for number in range(count):
        random = Random(f"{seed}/{number}")
        names = WELL_FORMED if random.random() < 0.85 else (*MUTATIONS, *BYTES)
        steps = tuple((random.choice(names), random.randrange(2**32)) for _ in range(random.randint(1, 6)))
        formats = ("pdf",) if number % PDF_EACH == 0 else ("epub",) if number % EPUB_EACH == 0 else ()
        yield Case(random.choice(list(articles)), steps, formats)


def strategy(articles: Sequence[Path]) -> strategies.SearchStrategy[Case]:
    """Return the same cases as a strategy of Hypothesis, which shrinks one that fails to its fewest steps."""
    names = strategies.sampled_from((*WELL_FORMED, *MUTATIONS, *BYTES))
    steps = strategies.lists(strategies.tuples(names, strategies.integers(0, 2**32 - 1)), min_size=1, max_size=6).map(tuple)
    return strategies.builds(Case, strategies.sampled_from(list(articles)), steps)
