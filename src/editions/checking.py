"""Which check for which file: the audit for an article, our checks and the validators for a PDF, the validators for an EPUB."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from editions.findings import Finding, SourceError, UsageError
from editions.validation import Validation, validate_epub, validate_pdf

_HEADER = 1024
"""Bytes in which a PDF must say that it is one (ISO 32000-2, 7.5.2 and annex I)."""


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Kind(StrEnum):
    """What can be checked."""

    ARTICLE = "article"
    PDF = "pdf"
    EPUB = "epub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What checking one file gave: our own findings, and what each external validator said."""

    kind: Kind
    findings: tuple[Finding, ...] = ()
    validations: tuple[Validation, ...] = ()


def check(path: Path, dtd: Path | None = None, *, detect: bool = True) -> Checked:
    """Check one file, whatever it is; ``dtd`` validates an article too, ``detect`` works its languages out.

    Raises ``SourceError`` for a file that cannot be read, ``UsageError`` for one that is none of what can be checked.
    """
    found = kind(path)
    if found is Kind.ARTICLE:
        return Checked(kind=found, findings=_article(path, dtd, detect=detect))
    return _CHECKS[found](path)


def kind(path: Path) -> Kind:
    """Return what a file is, by its suffix, or else by its first bytes."""
    if suffix := _SUFFIXES.get(path.suffix.lower()):
        return suffix
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}.") from None
    if b"%PDF-" in start:
        return Kind.PDF
    if start.startswith(b"PK") and _is_epub(path):
        return Kind.EPUB
    if start.startswith(_UTF_16) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Kind.ARTICLE
    raise UsageError(f"{path}: is no article (XML), no PDF and no EPUB.")


_SUFFIXES: Final = {".xml": Kind.ARTICLE, ".pdf": Kind.PDF, ".epub": Kind.EPUB}


def _is_epub(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as book, book.open("mimetype") as file:
            return file.read(64).strip() == b"application/epub+zip"
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        return False


def _article(path: Path, dtd: Path | None, *, detect: bool) -> tuple[Finding, ...]:
    from editions.access.languages import detected
    from editions.access.whole import all_findings
    from editions.jats import read
    from editions.jats.validity import invalid

    article = detected(read(path)) if detect else read(path)
    return (*all_findings(article), *(invalid(article.source, dtd) if dtd else ()))


def _pdf(path: Path) -> Checked:
    from editions.inspection.pdf import examine

    return Checked(kind=Kind.PDF, findings=examine(_there(path)), validations=validate_pdf(path))


def _epub(path: Path) -> Checked:
    return Checked(kind=Kind.EPUB, validations=validate_epub(_there(path)))


_CHECKS: Final[dict[Kind, Callable[[Path], Checked]]] = {Kind.PDF: _pdf, Kind.EPUB: _epub}


def _there(path: Path) -> Path:
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file.")
    return path
