"""Loads WeasyPrint's libraries by their names on Linux; to be imported before anything of WeasyPrint.

WeasyPrint asks for each library by the names of every system. For one that Linux does not know, ``ctypes.util`` starts
``ldconfig``, a compiler and a linker: fifty processes, and a third of a second. The name that the loader knows is asked for
too, so nobody needs to search.

WeasyPrint has Pillow fill up pictures that end too early, in the whole process: Pillow is set back to what it was.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext

from editions.safety.patching import patched

_unsearched = patched("ctypes.util:find_library", lambda _: lambda name: None)
_unchanged = patched("PIL.ImageFile:LOAD_TRUNCATED_IMAGES", lambda before: before)
with _unchanged, _unsearched if sys.platform == "linux" else nullcontext():
    import weasyprint.text.ffi  # noqa: F401 (loaded for what loading it does)
