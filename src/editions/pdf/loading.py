"""Loads WeasyPrint's libraries by their names on Linux; to be imported before anything of WeasyPrint.

WeasyPrint asks for each library by the names of every system. For one that Linux does not know, ``ctypes.util`` starts
``ldconfig``, a compiler and a linker: fifty processes, and a third of a second. The name that the loader knows is asked for
too, so nobody needs to search.

WeasyPrint has Pillow fill up pictures that end too early, in the whole process: Pillow is set back to what it was.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from PIL import ImageFile


@contextmanager
def _unsearched() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


_before = ImageFile.LOAD_TRUNCATED_IMAGES
with _unsearched() if sys.platform == "linux" else nullcontext():
    import weasyprint.text.ffi  # noqa: F401
ImageFile.LOAD_TRUNCATED_IMAGES = _before
