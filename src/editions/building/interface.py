"""The Python interface: what ``import editions`` offers to call. ``docs/python.md`` shows each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Unpack

from editions.accessibility.audit import all_findings
from editions.article.model import Article
from editions.building import article as building
from editions.building.article import Built
from editions.building.config import Config, configured, overridden
from editions.building.options import Asked, BuildOptions
from editions.building.timings import Progress
from editions.catalog import applying, describing
from editions.catalog.applying import Applied
from editions.catalog.describing import Described
from editions.catalog.reading import read as read_catalog
from editions.catalog.reading import read_whole
from editions.checks import files
from editions.checks.validation import failure
from editions.findings import Finding, SourceError, has_errors
from editions.jats import read as read_jats
from editions.jats.source import MAX_BYTES
from editions.languages.survey import detected
from editions.xhtml import render, serialize

_NAME = "article.xml"


def read(source: str | Path | bytes | BinaryIO, *, folder: str | Path | None = None, name: str = "") -> Article:
    """Read a JATS article: ``article.language``, ``article.translations``, ``article.findings``.

    ``source`` is a path, the bytes of a file, or a file that is open for reading bytes. ``folder`` is where its pictures are:
    by default that of the path, or the working folder. ``name`` names its files, by default after the path, or the folder.

    Raises ``SourceError`` for what is missing, not well-formed XML, or not JATS.
    """
    data = _bytes(source)
    path = Path(_NAME) if data is not None else Path(source)  # type: ignore[arg-type]  # a path, where there are no bytes
    if folder is not None:
        data = _bytes_of(path) if data is None else data
        path = Path(folder) / path.name
    made = read_jats(path, data)
    return _renamed(made, name) if name else made


def _bytes(source: object) -> bytes | None:
    """Return the bytes that a source is or holds; None for a path."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source)
    if not hasattr(source, "read"):
        return None
    data = source.read(MAX_BYTES + 1)
    if not isinstance(data, bytes):
        raise SourceError("The article's file is open as text. Open it for reading bytes: open(path, 'rb').")
    return data


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}. Check the path.") from None


def _renamed(article: Article, name: str) -> Article:
    """Return an article whose files, and those of its translations, have another name."""
    return replace(article, name=name, translations=tuple(_renamed(item, name) for item in article.translations))


def audit(article: Article, *, detect: bool = True) -> tuple[Finding, ...]:
    """Return everything that a person should know of an article: what reading it found, and what its readers miss.

    ``detect`` works its languages out from its words, and says where they are not what the source says.
    """
    return all_findings(detected(article) if detect else article)


def check(
    path: str | Path, *, dtd: str | Path | None = None, detect: bool = True, validate: bool = True
) -> tuple[Finding, ...]:
    """Return what is wrong with a file: an article, a PDF, an EPUB, sound or captions. One that a validator fails has an error.

    ``dtd`` validates an article too; ``detect`` works its languages out; ``validate`` asks the validators that are installed.
    Raises ``SourceError`` for a file that cannot be read, ``UsageError`` for one of another kind.
    """
    checked = files.check(Path(path), Path(dtd) if dtd else None, detect=detect, validate=validate)
    return (*checked.findings, *(failure(item) for item in checked.validations if item.passed is False))


def describe(article: Article, catalog: str | Path | None = None, describer: str = "", *, detect: bool = True) -> Described:
    """Return what readers miss, for an editor to fill: ``.catalog.entries``, each with its facts and answers.

    ``catalog`` is an earlier one, whose answers are kept; ``describer`` names one that drafts (``data``, or one of your own).
    Languages are worked out and asked for where ``detect`` is true. Raises ``UsageError`` for a catalog that is not there or
    has faults, or an unknown describer.
    """
    return describing.describe(article, read_whole(Path(catalog)) if catalog else None, describer, detect=detect)


def apply(article: Article, catalog: str | Path) -> Applied:
    """Return the article's source with what a catalog has filled: ``.edited.data``; ``.findings`` say what did not reach it.

    Raises ``UsageError`` for a catalog that cannot be read, ``EditError`` for a source that cannot be edited.
    """
    return applying.apply(article, read_catalog(Path(catalog)))


def certify(
    article: Article,
    language: str,
    *,
    by: str,
    on: str = "",
    standard: str = "WCAG 2.2 Level AA",
    report: str = "",
    catalog: str | Path | None = None,
    detect: bool = True,
) -> Path:
    """Write beside an article that somebody evaluated its edition in a language, as it is now; return the file.

    ``by`` evaluated it ``on`` a day (``YYYY-MM-DD``; ``""``: today) against a ``standard``; ``report`` is the address of their
    report. ``catalog`` and ``detect`` are those that the edition is built with: the content that they make is certified, and
    when it changes, the certification lapses. ``build`` believes it where its ``evaluator`` is the same name.

    Raises ``UsageError`` for an edition that is not there or a certification with a fault, ``OutputError``.
    """
    from editions.accessibility.certification import Certification
    from editions.building.certification import certify as certify_edition
    from editions.catalog.applying import with_catalog
    from editions.languages.survey import detected

    made = with_catalog(article, Path(catalog)) if catalog is not None else article
    said = Certification(by=by, on=on, standard=standard, report=report)
    return certify_edition(detected(made) if detect else made, language, said)


def build(
    article: Article | str | Path,
    into: str | Path,
    *,
    options: BuildOptions | None = None,
    progress: Callable[[Progress], None] | None = None,
    config: str | Path | None = None,
    catalog: str | Path | None = None,
    evaluator: str | None = None,
    publisher: str | None = None,
    **asked: Unpack[Asked],
) -> Built:
    """Build an article's editions into ``into/NAME/LANG/``; ``built["es"].pdf`` is one of them.

    ``options`` is how to build; each of its fields may be given by keyword as well, which then counts (``BuildOptions`` says
    what each means). ``progress`` is called with a ``Progress`` as each stage begins, and at the end.

    ``config`` is an ``editions.toml`` that is trusted; by default, the user's own in the working folder or above it counts, and
    one beside the article sets looks alone (docs/security.md). What is said here overrides it. ``catalog`` is applied in
    memory: the article's file stays as it is. ``evaluator`` names who evaluated the editions (without, no EPUB claims to
    conform), ``publisher`` the house of articles that name none.

    Nothing here limits its time and memory, as the command line does (``--time-limit``, ``--memory-limit``): a service that
    builds what strangers send starts a process for each article, and limits that.

    Raises ``UsageError``, ``SourceError``, ``OutputError``, ``SpeechError`` or ``PackageMissing``; then nothing was written.
    """
    made = article if isinstance(article, Article) else read(article)
    if catalog is not None:
        made = applying.with_catalog(made, Path(catalog))
    given = replace(options or BuildOptions(), **asked)
    found = configured(made.source, Path(config) if config else None) if config or given.config == Config() else given.config
    given = replace(given, config=overridden(found, evaluator, publisher))
    return building.build(made, Path(into), given, progress)


def to_xhtml(article: Article) -> bytes:
    """Return an article in its own language as XHTML, UTF-8: what PDF and EPUB are made from. Pictures stay links."""
    return serialize(render(article))


def to_pdf(article: Article, *, options: BuildOptions | None = None, **asked: Unpack[Asked]) -> bytes:
    """Return an article in its own language as a PDF, with the options of ``build``.

    A translation is an article of its own (``article.translations``). No file is left. Raises what ``build`` raises, and
    ``SourceError`` where ``strict`` withholds the PDF.
    """
    return _file(article, "pdf", options, asked)


def to_epub(article: Article, *, options: BuildOptions | None = None, **asked: Unpack[Asked]) -> bytes:
    """Return an article in its own language as an EPUB, narrated where ``narration=True``, with the options of ``build``.

    A translation is an article of its own (``article.translations``). No file is left. Raises what ``build`` raises, and
    ``SourceError`` where ``strict`` withholds the EPUB.
    """
    return _file(article, "epub", options, asked)


def _file(article: Article, kind: str, options: BuildOptions | None, asked: Asked) -> bytes:
    """Return the bytes of an article's one edition in one format."""
    alone = replace(article, translations=())
    given = replace(options or BuildOptions(), **asked)
    with tempfile.TemporaryDirectory(prefix="editions-") as folder:
        built = build(alone, folder, options=replace(given, formats=(kind,), languages=()))
        if not built.written:
            first = next(finding for finding in built.findings if has_errors([finding]))
            raise SourceError(f"{first.where}: strict withholds the {kind.upper()}. {first.message} {first.hint}".strip())
        made: Path = getattr(built.editions[0], kind)
        return made.read_bytes()
