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
from editions.version import VERSION

if TYPE_CHECKING:
    from editions.building import Built
    from editions.model import Article

__version__ = VERSION

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
    "audit",
    "build",
    "read",
]


def read(path: str | Path) -> Article:
    """Read a JATS file: ``article.language``, ``article.translations``, ``article.findings``.

    Raises ``SourceError`` for a file that is missing, not well-formed XML, or not JATS.
    """
    from editions.jats import read as read_jats

    return read_jats(path)


def audit(article: Article) -> tuple[Finding, ...]:
    """Return everything that a person should know of an article: what reading it found, and what its readers miss."""
    from editions.access.whole import all_findings

    return all_findings(article)


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
    evaluator: str | None = None,
    publisher: str | None = None,
    style: str | None = None,
    paper: str | None = None,
    css: Sequence[str | Path] = (),
    config: str | Path | None = None,
) -> Built:
    """Build an article's editions into ``into/NAME/LANG/``; ``built["es"].pdf`` is one of them.

    ``formats``: of ``pdf``, ``epub``, ``audio`` (M4B and WebVTT), ``mp3``. ``languages``: BCP 47 tags, all of the article's if
    empty. ``engine`` and ``voices`` (by language) speak at ``rate`` words a minute; ``narration`` narrates the EPUB also
    without sound files, or keeps it silent with them. ``strict`` writes nothing where an error of accessibility was found,
    ``validate`` asks the validators that are installed and withholds the claims of what they fail.
    ``evaluator`` names who evaluated the editions (without, no EPUB claims to conform), ``publisher`` the house of articles
    that name none. ``style`` is how the PDF looks (``default``, ``large-print``, ``compact``), ``paper`` ``A4`` or ``Letter``;
    ``css`` are the house's style sheets for it, which follow those of ``config``. ``config`` is an ``editions.toml``, by
    default the nearest one beside the article or above it; what is said here overrides it.

    Raises ``UsageError``, ``SourceError``, ``OutputError`` or ``SpeechError``; then nothing was written.
    """
    from editions import building
    from editions.config import find, load, overridden
    from editions.model import Article

    made = article if isinstance(article, Article) else read(article)
    options = building.Options(
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
        config=overridden(load(Path(config) if config else find(made.source.parent)), evaluator, publisher),
    )
    return building.build(made, Path(into), options)
