"""Which cases a run has: drawn by a counted random, the same ones for the same seed; or by Hypothesis, which shrinks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from hypothesis import strategies

from fuzz.case import Case
from fuzz.target import Target
from fuzz.targets import TARGETS

GENTLE = 0.85
"""The share of cases that only get mutations which leave the file readable, so that they reach what lies behind the parser."""

MAX_STEPS = 6
LARGEST = 1_000_000
"""Bytes of the largest file of a folder that is taken as a seed."""


def cases(
    count: int, targets: Sequence[Target], seed: int = 0, more: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Case]:
    """Yield as many cases of these targets; ``more`` are the paths of further seeds, by their suffix."""
    names = {target.name: _names(target, more or {}) for target in targets}
    for number in range(count):
        random = Random(f"{seed}/{number}")
        target = random.choices(targets, [target.weight for target in targets])[0]
        drawn = (target.gentle or tuple(target.mutations)) if random.random() < GENTLE else tuple(target.mutations)
        steps = tuple(
            (random.choice(drawn), random.randrange(2**32))
            for _ in range(min(random.randint(1, MAX_STEPS), random.randint(1, MAX_STEPS)))
        )
        yield Case(target.name, random.choice(names[target.name]), steps)


def _names(target: Target, more: Mapping[str, Sequence[str]]) -> list[str]:
    own = sorted(target.seeds())
    return own + [path for suffix in sorted({Path(name).suffix for name in own}) for path in more.get(suffix, ())]


def further_seeds(folder: Path) -> dict[str, list[str]]:
    """Return the paths of the files below a folder, by their suffix, which ``cases`` takes as ``more``."""
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in folder.rglob("*.*") if path.is_file() and path.stat().st_size <= LARGEST):
        found.setdefault(path.suffix.lower(), []).append(str(path))
    return found


def strategy(name: str) -> strategies.SearchStrategy[Case]:
    """Return the cases of a target as a strategy of Hypothesis, which shrinks one that fails to its fewest steps."""
    target = TARGETS[name]
    drawn = strategies.sampled_from(sorted(target.mutations))
    steps = strategies.lists(strategies.tuples(drawn, strategies.integers(0, 2**32 - 1)), min_size=1, max_size=MAX_STEPS)
    return strategies.builds(Case, strategies.just(name), strategies.sampled_from(sorted(target.seeds())), steps.map(tuple))
