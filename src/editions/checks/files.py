"""Which check for which file: the audit for articles, ours for PDFs, sound and captions, validators for PDFs and EPUBs."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from editions.checks import container
from editions.checks.validation import Validation, validate_epub, validate_pdf
from editions.findings import Finding, SourceError, UsageError, packages_named

if TYPE_CHECKING:
    from editions.article.model import Article

_HEADER = 1024
"""Bytes in which a PDF must say that it is one (ISO 32000-2, 7.5.2 and annex I)."""


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class FileKind(StrEnum):
    """What can be checked."""

    ARTICLE = "article"
    PDF = "pdf"
    EPUB = "epub"
    SOUND = "sound"
    CAPTIONS = "captions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What checking one file gave: our own findings, and what each external validator said."""

    kind: FileKind
    findings: tuple[Finding, ...] = ()
    validations: tuple[Validation, ...] = ()


@packages_named()
def check(path: Path, dtd: Path | None = None, *, detect: bool = True, validate: bool = True) -> Checked:
    """Check one file, whatever it is; ``dtd`` validates an article too, ``detect`` works its languages out.

    ``validate`` asks the external validators of PDFs and EPUBs as well. Raises ``SourceError`` for a file that cannot be read,
    ``UsageError`` for one that is none of what can be checked.
    """
    match found := kind(path):
        case FileKind.ARTICLE:
            from editions.jats import read

            return check_article(read(path), dtd, detect=detect)
        case FileKind.PDF:
            from editions.checks.pdf import examine

            return Checked(kind=found, findings=examine(path), validations=validate_pdf(path) if validate else ())
        case FileKind.EPUB:
            container.examine(path)
            return Checked(kind=found, validations=validate_epub(path) if validate else ())
        case FileKind.SOUND:
            from editions.checks.sound import audio

            return Checked(kind=found, findings=audio.examine(path))
        case FileKind.CAPTIONS:
            from editions.checks.sound import captions

            return Checked(kind=found, findings=captions.examine(path))
        case _:
            assert_never(found)


def kind(path: Path) -> FileKind:
    """Return what a file is, by its suffix, or else by its first bytes.

    Raises ``SourceError`` where there is no file that can be read, and never waits for one, ``UsageError`` for any other.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(
                f"{path}: cannot be read: it is not a file. Give the path of an article, a PDF, an EPUB, sound or captions."
            )
        with path.open("rb") as file:
            start = file.read(_HEADER)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{path}: cannot be read: {reason}. Check the path.") from None
    if suffix := _SUFFIXES.get(path.suffix.lower()):
        return suffix
    if b"%PDF-" in start:
        return FileKind.PDF
    if start.startswith(b"PK") and container.is_epub(path):
        return FileKind.EPUB
    if start.startswith(_UTF_16) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return FileKind.ARTICLE
    raise UsageError(f"{path}: is not a JATS article (XML), a PDF, an EPUB, sound (M4B, MP3) or captions (VTT, SRT).")


_SUFFIXES: Final = {
    ".xml": FileKind.ARTICLE,
    ".pdf": FileKind.PDF,
    ".epub": FileKind.EPUB,
    **dict.fromkeys((".m4b", ".m4a", ".mp3"), FileKind.SOUND),
    **dict.fromkeys((".vtt", ".srt"), FileKind.CAPTIONS),
}


@packages_named()
def check_article(article: Article, dtd: Path | None = None, *, detect: bool = True) -> Checked:
    """Check an article, as ``check`` does its file."""
    from editions.accessibility.audit import all_findings
    from editions.jats.validity import invalid
    from editions.languages.survey import detected

    findings = all_findings(detected(article) if detect else article)
    faults = invalid(article.source, dtd, article.edited) if dtd else ()
    return Checked(kind=FileKind.ARTICLE, findings=(*findings, *faults))
