"""What a caller may ask of the EPUB, and what it gets back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from editions.accessibility.certification import Certification
from editions.article.brand import Brand
from editions.findings import Finding

CONFORMANCE = "EPUB Accessibility 1.1 - {standard}"
"""The exact string that EPUB Accessibility 1.1 section 4.2.1 asks for in ``dcterms:conformsTo``."""


def nowhere(lang: str) -> str | None:
    """Say that the edition in a language has no public address (an EPUB cannot link to the file beside it)."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubOptions:
    """Choices for one book.

    ``certification`` says who evaluated it as it is and ``claim`` that the article is free of accessibility errors:
    conformance is claimed only with both. ``narrator`` is the name of the voice; ``voiced`` says that
    each language of the narration has a voice of its own. ``publisher`` overrides the article's, ``stylesheets`` follow our
    own, and the ``brand`` of the house. ``edition_href`` gives the absolute address of the edition in another language, None
    where it has none.
    """

    certification: Certification | None = None
    claim: bool = False
    narrator: str = ""
    voiced: bool = True
    publisher: str = ""
    stylesheets: tuple[Path, ...] = ()
    brand: Brand = field(default_factory=Brand)
    edition_href: Callable[[str], str | None] = nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """What a book says where its claims are withheld: its package document (OPF) and its accessibility summary."""

    package: bytes
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubResult:
    """A book that was written: its accessibility summary, the standards it claims, what came up, its size in bytes.

    ``unclaimed`` is what says nothing of conformance: the package document and the summary for a book without its claims.
    """

    summary: str
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]
    size: int
    unclaimed: Unclaimed
