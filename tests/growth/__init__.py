"""How the time that something takes grows with its input: ``patterns`` finds ours, ``inputs`` what could slow one down."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

STEP = 2.4
"""How many times longer something may take on an input of twice the length."""

LEAST = 0.008
"""Seconds from which on a time is measured well enough to be compared."""


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


def growth(run: Callable[[int], Callable[[], object]], size: int, *, tries: int = 15) -> float:
    """Return how many times longer work takes on twice the input: the mean of two steps, from a size to four times the size.

    ``run`` makes the work of a size. A ratio that is too high is measured anew, since another program may have disturbed it.
    """
    works = [run(size * times) for times in (1, 2, 4)]
    best = [took(work) for work in works]
    for _ in range(tries):
        if best[2] <= STEP**2 * best[0]:
            break
        best = [min(known, took(work)) for known, work in zip(best, works, strict=True)]
    return float((best[2] / best[0]) ** 0.5)
