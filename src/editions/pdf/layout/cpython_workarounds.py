"""Keeps Python's collector of reference cycles from slowing down what makes pages; what is made is the same.

It walks over every living object whenever their number has grown by a quarter. Pages are hundreds of thousands of objects,
nearly all of which live until the file is written, or die by themselves.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
