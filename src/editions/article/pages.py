"""Where the pages of the print edition begin: the one thing that the PDF hands to the EPUB."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """A page as printed (``label``), and the id of the first sentence or block that begins on it."""

    label: str
    id: str
