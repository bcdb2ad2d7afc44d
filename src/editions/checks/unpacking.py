"""What a PDF may unpack to: the limits of qpdf while one is read.

qpdf has none for LZW, and none for the memory of the objects themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

UNPACKED: Final = 16 << 20
"""Bytes that one stream may unpack to. Objects that are packed together take some hundred times as much memory."""

FILTERS: Final = 8
"""Filters of one stream."""

_WARNINGS = 100_000  # of qpdf about one file: each is kept


@contextmanager
def bounded() -> Iterator[None]:
    """Keep what a small file unpacks to within bounds; the limits are the process's, so they are put back."""
    import pikepdf

    change = pikepdf.settings.set_qpdf_limits
    before: dict[str, Any] = change(
        flate_max_memory=UNPACKED,
        run_length_max_memory=UNPACKED,
        png_max_memory=UNPACKED,
        tiff_max_memory=UNPACKED,
        dct_max_memory=UNPACKED,
        max_stream_filters=FILTERS,
        doc_max_warnings=_WARNINGS,
    )
    try:
        yield
    finally:
        change(**before)
