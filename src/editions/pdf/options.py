"""How a PDF is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from editions.article.brand import Brand
from editions.pdf.variants import VARIANTS, Variant


def _no_edition(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfOptions:
    """How a PDF is made.

    ``style`` and ``paper`` are of ``styles.STYLES`` and ``styles.PAPERS``, ``variant`` is the kind of PDF. ``claim``: the
    article is free of accessibility errors, so conformance may be claimed. ``stylesheets``: CSS files that follow ours; they
    may use files of their own folders, or of the one of ``folders`` that they lie in. ``logo``: a picture for the masthead of
    an article whose house has none of its own. ``brand``: the house's colours and fonts.
    ``contact``: where readers report barriers, by mail or web. ``edition_href``: the address of the edition in a language,
    relative to this file, None where there is none.
    """

    claim: bool = False
    variant: Variant = VARIANTS["default"]
    style: str = "auto"
    paper: str = "A4"
    stylesheets: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    logo: Path | None = None
    brand: Brand = field(default_factory=Brand)
    contact: str = ""
    edition_href: Callable[[str], str | None] = _no_edition
