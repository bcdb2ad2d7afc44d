"""Keeps two habits of Python from slowing down what makes pages; what is made is the same.

Python's collector of reference cycles walks over every living object whenever their number has grown by a quarter. Pages are
hundreds of thousands of objects, nearly all of which live until the file is written, or die by themselves.

Python up to 3.14 keeps the frames of functions in pieces of 16 kB (CPython, gh-142183). Where the end of a piece falls within
a loop, each call in it takes memory from the system and gives it back. Which loop that is depends on how deeply the caller's
own functions are nested.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
_SLOTS = 70_000  # values of 8 bytes: the frame gets a piece of 1 MB, and half of it is left for the frames within


@contextmanager
def gc_paused() -> Iterator[None]:
    """Let reference cycles wait; collect them by hand (``gc.collect``) where many have come together."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def big_stack_frame(work: Callable[[], T]) -> T:
    """Do some work with room for the frames of all its functions."""
    return work()


big_stack_frame.__code__ = big_stack_frame.__code__.replace(co_stacksize=_SLOTS)
