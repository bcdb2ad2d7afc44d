"""The EPUB edition: EPUB 3.3 with Media Overlays and EPUB Accessibility 1.1.

``content`` adapts the shared XHTML (``links``, ``pictures``, ``pagebreaks``), ``navigation``, ``cover`` and ``overlays`` are
made beside it, ``facts`` counts what is in it, ``metadata`` and ``summary`` say so, ``book`` puts the parts together and
``package`` makes them one file.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from editions.article.model import Article
from editions.article.pages import PageBreak
from editions.epub.book import Narration, assemble, withheld
from editions.epub.options import CONFORMANCE, EpubOptions, EpubResult, Unclaimed
from editions.epub.package import pack, package_document, with_package_document
from editions.findings import OutputError, UsageError
from editions.narration.timeline import Timeline
from editions.safety.writing import atomic_write

__all__ = ["CONFORMANCE", "EpubOptions", "EpubResult", "withheld", "withhold", "write"]


def write(
    article: Article,
    page: etree._Element,
    target: Path,
    *,
    cover: bytes,
    timeline: Timeline | None,
    sound: Path | None,
    pages: tuple[PageBreak, ...],
    options: EpubOptions,
) -> EpubResult:
    """Write the article as an EPUB: all of it, or no file at all.

    ``page`` is the shared XHTML (left as it is), ``cover`` a PNG, ``pages`` where the pages of the PDF begin. With a
    ``timeline`` and its ``sound`` (AAC in MP4, kept byte for byte) the book is narrated. Raises ``OutputError`` where a file
    cannot be read or written, ``UsageError`` where one of ``timeline`` and ``sound`` comes without the other.
    """
    if (timeline is None) != (sound is None):
        raise UsageError("A narrated EPUB needs both a timeline and its sound.")
    narration = Narration(timeline=timeline, sound=sound) if timeline and sound else None
    book = assemble(article, page, cover, narration, pages, options)
    content = pack(book.package)
    atomic_write(target, content)
    return EpubResult(
        summary=book.summary,
        claims=book.claims,
        findings=book.findings,
        size=len(content),
        unclaimed=Unclaimed(package=package_document(book.unclaimed), summary=book.unclaimed_summary),
    )


def withhold(target: Path, made: EpubResult) -> None:
    """Take the claims out of an EPUB that was written: it becomes what it would have been without them.

    Raises ``OutputError`` where the file cannot be read or written.
    """
    try:
        content = target.read_bytes()
    except OSError as error:
        raise OutputError(f"The EPUB {target} cannot be read: {error.strerror or error}. Build the edition again.") from error
    atomic_write(target, with_package_document(content, made.unclaimed.package))
