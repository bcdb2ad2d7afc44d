"""Loads WeasyPrint's libraries by their names on Linux; to be imported before anything of WeasyPrint.

WeasyPrint asks for each library by the names of every system. For one that Linux does not know, ``ctypes.util`` starts
``ldconfig``, a compiler and a linker: fifty processes, and a third of a second. The name that the loader knows is asked for
too, so nobody needs to search.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _unsearched() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


if sys.platform == "linux":
    with _unsearched():
        import weasyprint.text.ffi  # noqa: F401
