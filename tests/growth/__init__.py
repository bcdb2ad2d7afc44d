"""How the time that something takes grows with its input: ``patterns`` finds ours, ``inputs`` what could slow one down."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import process_time

STEP = 2.4
"""How many times longer something may take on an input of twice the length."""

LEAST = 0.008
"""Seconds from which on a time is measured well enough to be compared."""


TRIES = 12
"""How often a time is taken anew that seems to grow too fast."""

LONGER = (1, 2, 4)
"""By how much the inputs are made longer, one after the other, while the time still seems to grow too fast."""


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the collector of memory from adding to what is measured."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def took(work: Callable[[], object], times: int = 1) -> float:
    """Return the seconds of the processor that some work takes, the best of a number of times."""
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def growth(run: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times longer work takes on twice the input: the mean of two steps, from a size to four times the size.

    ``run`` makes the work of a size. A ratio that is too high is measured anew, and then on inputs twice as long, again and
    again: what other programs of the machine add to a time passes, and weighs less in a longer one; work that grows more than
    in proportion stays so.
    """
    ratio = STEP
    for longer in LONGER:
        works = [run(size * longer * times) for times in (1, 2, 4)]
        ratio = ratio_of(works)
        if ratio <= STEP:
            break
    return ratio


def ratio_of(works: Sequence[Callable[[], object]]) -> float:
    """Return how many times longer the work at double the size takes, of works at 1, 2 and 4 times a size.

    Each time is the least of some tries, which end when the ratio is low enough.
    """
    best = [took(work) for work in works]
    for _ in range(TRIES):
        if best[-1] <= STEP**2 * best[0]:
            break
        best = [min(known, took(work)) for known, work in zip(best, works, strict=True)]
    return float((best[-1] / best[0]) ** 0.5)
