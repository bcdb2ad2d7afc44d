"""The print edition: a tagged PDF whose structure tree is ours (``structure.py``), laid out and drawn by WeasyPrint.

The flow, a folder a step: ``page`` (what paper needs, from the shared XHTML) → ``tree`` (the structure tree, still empty) →
``layout`` (pages of boxes) → ``drawing`` (what stands in the file, whose marks fill the tree) → ``tree`` again (checked and
written) → ``finishing`` (metadata, attached files, claims). ``edition`` joins them. ``layout`` and ``drawing`` alone touch
private API of WeasyPrint and pydyf.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editions.article.model import Article, walk
from editions.article.pages import PageBreak
from editions.findings import EditionsError, Finding, OutputError, Severity, UsageError, Where
from editions.pdf import limits
from editions.pdf.layout.cpython_workarounds import gc_paused
from editions.pdf.layout.effort import TooMuch
from editions.pdf.limits import refused
from editions.pdf.options import PdfOptions
from editions.pdf.tree.check import PrintFault
from editions.safety.writing import atomic_write

__all__ = ["PdfOptions", "PrintResult", "limits", "withhold", "write"]

_MAX_CHARS = 200  # characters of an error that is not ours


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintResult:
    """What came of it: where the pages begin, what a person should know, and the standards that the file claims to meet.

    ``packet`` is the XMP metadata in the file, ``unclaimed`` the same without a claim: ``withhold`` replaces one by the other.
    """

    pages: tuple[PageBreak, ...]
    findings: tuple[Finding, ...] = ()
    claims: tuple[str, ...] = ()
    packet: bytes = b""
    unclaimed: bytes = b""


def write(article: Article, page: etree._Element, target: Path, *, options: PdfOptions) -> PrintResult:
    """Write an article's print edition to ``target``, from its shared XHTML, and tell what came of it.

    Raises ``Unprintable`` where no pages can be made, ``OutputError`` where the file cannot be written, ``UsageError`` where a
    style sheet of the house cannot be used; ``target`` is then as it was.
    """
    from editions.pdf.edition import make  # WeasyPrint takes half a second to import

    limits.check(article, page)
    try:
        with gc_paused():
            made = make(article, page, options)
    except EditionsError:
        raise
    except Exception as error:
        raise _not_laid_out(article, options, error) from error
    atomic_write(target, made.data)
    findings = (
        *made.faint,
        *_findings(article, made.faults, Severity.ERROR),
        *_findings(article, made.notices, Severity.WARNING),
    )
    return PrintResult(
        pages=made.pages,
        findings=findings,
        claims=options.variant.claims if made.claimed else (),
        packet=made.packet,
        unclaimed=made.unclaimed,
    )


def withhold(target: Path, made: PrintResult) -> None:
    """Take the claims out of a PDF that was written: blanks take their place, and no other byte changes.

    Raises ``OutputError`` where the file cannot be read or written, or is not the one that was made.
    """
    try:
        before, found, after = target.read_bytes().partition(made.packet)
    except OSError as error:
        raise OutputError(f"Cannot read {target}: {error.strerror}. Build the edition again.") from error
    if not found:
        raise OutputError(f"{target}: its metadata has changed since it was made. Build the edition again.")
    atomic_write(target, before + made.unclaimed + after)


def _not_laid_out(article: Article, options: PdfOptions, error: Exception) -> EditionsError:
    """Return what to say where the layout broke down: WeasyPrint documents no exceptions."""
    name = "" if isinstance(error, TooMuch) else f"{type(error).__name__}: "
    what = " ".join(f"{name}{error}".split()).removesuffix(":")
    what = what if len(what) <= _MAX_CHARS else f"{what[:_MAX_CHARS]}…"
    if options.stylesheets:
        sheets = ", ".join(map(str, options.stylesheets))
        return UsageError(f"{sheets}: the PDF cannot be laid out with this style ({what}). Take out the rules added last.")
    return refused(article.source.name, "", f"The pages cannot be laid out ({what}).", "Take out what was added to it last.")


def _findings(article: Article, faults: Sequence[PrintFault], severity: Severity) -> Iterator[Finding]:
    lines = {node.id: node.line for node in walk(article)} if faults else {}
    for fault in faults:
        where = Where(file=article.source.name, line=lines.get(fault.source, 0), id=fault.source)
        yield Finding(rule=fault.rule, severity=severity, where=where, message=fault.message, hint=fault.hint)
