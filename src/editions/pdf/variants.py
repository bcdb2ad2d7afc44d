"""The kinds of PDF that can be made, and the standards that each is made for.

``default`` is for everyone: accessible and fit for an archive at once. ``ua2`` is the same for readers of PDF 2.0. ``print``
is the default with bleed and crop marks, for a printing house; its colours stay sRGB, for it is no PDF/X.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

BLEED: Final = 3 / 25.4 * 72
"""How far the paper is printed beyond its edge, in points: three millimetres."""
_MARKS: Final = "@page { bleed: 10mm; marks: crop cross }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A kind of PDF.

    ``version`` is that of PDF (ISO 32000), ``accessible`` the part of PDF/UA (ISO 14289) and ``archive`` the part of PDF/A
    (ISO 19005) with its level of conformance. ``claims`` are the standards as people name them, ``declarations`` the
    addresses of those that a file claims by a PDF Declaration. ``css`` is added to our style sheet; with ``marked``, there
    are marks for cutting beyond the edge of the page.
    """

    version: Literal["1.7", "2.0"]
    accessible: int
    archive: tuple[int, str]
    claims: tuple[str, ...]
    declarations: tuple[str, ...] = ()
    css: str = ""
    marked: bool = False


_UA1 = ("PDF/UA-1", "PDF/A-3a")
VARIANTS: Final = {
    "default": Variant(version="1.7", accessible=1, archive=(3, "A"), claims=_UA1),
    "ua2": Variant(
        version="2.0",
        accessible=2,
        archive=(4, "F"),
        claims=("PDF/UA-2", "PDF/A-4f", "WTPDF 1.0 Accessibility", "WTPDF 1.0 Reuse"),
        # WTPDF 1.0, 6.1.2 and 6.1.3, as its errata write them: without a slash before the fragment.
        declarations=(
            "http://pdfa.org/declarations/wtpdf#accessibility1.0",
            "http://pdfa.org/declarations/wtpdf#reuse1.0",
        ),
    ),
    "print": Variant(version="1.7", accessible=1, archive=(3, "A"), claims=_UA1, css=_MARKS, marked=True),
}
