"""One JATS article in, every accessible edition out.

``read`` an article, ``build`` its editions::

    import editions
    article = editions.read("content/migration/article.xml")
    built = editions.build(article, into="build", formats=("pdf", "epub", "audio"))
    built.findings, built.claims, built["es"].pdf, built["es"].epub, built["es"].timeline

The flow: ``JATS -> Article -> XHTML -> PDF, EPUB``; ``Article -> utterances -> speech -> timeline -> sound, captions,
overlays``; ``everything -> findings -> report``. What is slow to import is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editions.findings import (
    EditionsError,
    EngineUnavailable,
    Finding,
    OutputError,
    Severity,
    SourceError,
    SpeechError,
    UsageError,
    Where,
)

if TYPE_CHECKING:
    from editions.article.model import Article
    from editions.building.article import Built
    from editions.catalog.applying import Applied
    from editions.catalog.describing import Described

__version__ = "0.1.0"

__all__ = [
    "EditionsError",
    "EngineUnavailable",
    "Finding",
    "OutputError",
    "Severity",
    "SourceError",
    "SpeechError",
    "UsageError",
    "Where",
    "__version__",
    "apply",
    "audit",
    "build",
    "certify",
    "describe",
    "read",
]


def read(path: str | Path) -> Article:
    """Read a JATS file: ``article.language``, ``article.translations``, ``article.findings``.

    Raises ``SourceError`` for a file that is missing, not well-formed XML, or not JATS.
    """
    from editions.jats import read as read_jats

    return read_jats(path)


def audit(article: Article, *, detect: bool = True) -> tuple[Finding, ...]:
    """Return everything that a person should know of an article: what reading it found, and what its readers miss.

    ``detect`` works its languages out from its words, and says where they are not what the source says.
    """
    from editions.accessibility.whole import all_findings
    from editions.languages.survey import detected

    return all_findings(detected(article) if detect else article)


def describe(article: Article, catalog: str | Path | None = None, describer: str = "", *, detect: bool = True) -> Described:
    """Return what readers miss, for an editor to fill: ``.catalog.entries``, each with its facts and answers.

    ``catalog`` is an earlier one, whose answers are kept; ``describer`` names one that drafts (``data``, or one of your own).
    Languages are worked out and asked for where ``detect`` is true. Raises ``UsageError`` for a catalog that is not there or
    has faults, or an unknown describer.
    """
    from editions.catalog.describing import describe as describe_article
    from editions.catalog.reading import read_whole

    return describe_article(article, read_whole(Path(catalog)) if catalog else None, describer, detect=detect)


def apply(article: Article, catalog: str | Path) -> Applied:
    """Return the article's source with what a catalog has filled: ``.edited.data``; ``.findings`` say what did not reach it.

    Raises ``UsageError`` for a catalog that cannot be read, ``EditError`` for a source that cannot be edited.
    """
    from editions.catalog.applying import apply as apply_catalog
    from editions.catalog.reading import read as read_catalog

    return apply_catalog(article, read_catalog(Path(catalog)))


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
    formats: Sequence[str] = ("pdf", "epub", "audio"),
    languages: Sequence[str] = (),
    engine: str | None = None,
    voices: Mapping[str, str] | None = None,
    rate: int | None = None,
    narration: bool | None = None,
    strict: bool = False,
    validate: bool = False,
    detect: bool = True,
    pdf_variant: str | None = None,
    evaluator: str | None = None,
    publisher: str | None = None,
    style: str | None = None,
    paper: str | None = None,
    css: Sequence[str | Path] = (),
    config: str | Path | None = None,
    catalog: str | Path | None = None,
) -> Built:
    """Build an article's editions into ``into/NAME/LANG/``; ``built["es"].pdf`` is one of them.

    ``formats``: of ``pdf``, ``epub``, ``audio`` (M4B and WebVTT), ``mp3``. ``languages``: BCP 47 tags, all of the article's if
    empty. ``engine`` and ``voices`` (by language) speak at ``rate`` words a minute; ``narration`` narrates the EPUB also
    without sound files, or keeps it silent with them. ``strict`` writes nothing where an error of accessibility was found,
    ``validate`` asks the validators that are installed and withholds the claims of what they fail,
    ``detect`` works out the language of passages and titles that do not say it.
    ``pdf_variant`` is the kind of PDF: ``default`` (PDF/UA-1 and PDF/A-3a), ``ua2`` (PDF/UA-2, PDF/A-4f and WTPDF) or ``print``
    (with bleed and crop marks).
    ``evaluator`` names whose certifications are believed (those that ``certify`` wrote; a name alone certifies nothing),
    ``publisher`` the house of articles that name none. ``style`` is how the PDF looks (``default``, ``large-print``,
    ``compact``), ``paper`` ``A4`` or ``Letter``; ``css`` are the house's style sheets for it, which follow those of
    ``config``. ``config`` is an ``editions.toml`` that is trusted; by default, the user's own in the working folder or above
    it counts, and one beside the article sets looks alone (docs/security.md). What is said here overrides it. ``catalog`` is
    applied in memory: the article's file stays as it is.

    Nothing here limits its time and memory, as the command line does (``--time-limit``, ``--memory-limit``): a service that
    builds what strangers send starts a process for each article, and limits that.

    Raises ``UsageError``, ``SourceError``, ``OutputError`` or ``SpeechError``; then nothing was written.
    """
    from editions.article.model import Article
    from editions.building import article as building
    from editions.building.config import configured, overridden
    from editions.building.options import BuildOptions

    made = article if isinstance(article, Article) else read(article)
    if catalog is not None:
        from editions.catalog.applying import with_catalog

        made = with_catalog(made, Path(catalog))
    options = BuildOptions(
        formats=tuple(formats),
        languages=tuple(languages),
        engine=engine,
        voices=dict(voices or {}),
        rate=rate,
        narration=narration,
        strict=strict,
        style=style,
        paper=paper,
        stylesheets=tuple(map(Path, css)),
        validate=validate,
        detect=detect,
        pdf_variant=pdf_variant,
        config=overridden(configured(made.source, Path(config) if config else None), evaluator, publisher),
    )
    return building.build(made, Path(into), options)
