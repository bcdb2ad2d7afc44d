"""The build: the only place that joins the stages.

``Article -> XHTML -> PDF, EPUB``; ``Article -> utterances -> speech -> timeline -> sound, captions, overlays``;
``everything -> findings -> report``. ``options`` is what may be asked, ``edition`` makes one language's files, ``sound`` its
narration.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from editions.access.audit import audit
from editions.building.clock import Clock
from editions.building.edition import Desk, Edition, Made, make
from editions.building.options import DEFAULT_FORMATS, FORMATS, Options, check, chosen
from editions.findings import Finding, UsageError
from editions.model import Article
from editions.report import Claim, Report, has_errors, in_order
from editions.staging import Stage, stage, unwritable
from editions.version import VERSION

__all__ = ["DEFAULT_FORMATS", "FORMATS", "Built", "Edition", "Options", "build", "check", "chosen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: ``built["es"].pdf``. ``written`` is False where ``strict`` withheld it; ``seconds`` are by stage."""

    folder: Path
    editions: tuple[Edition, ...]
    report: Report
    written: bool = True
    seconds: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, language: str) -> Edition:
        """Return the edition in a language. Raises ``KeyError``."""
        return {edition.language: edition for edition in self.editions}[language]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the article and in its editions, in the order of the source."""
        return self.report.findings

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The standards that the files claim to meet."""
        return self.report.claims


def build(article: Article, into: Path, options: Options) -> Built:
    """Build an article's editions into ``into/NAME/LANG/``, all or none, with ``into/NAME/report.json``.

    Raises ``UsageError`` for options that make no sense, ``OutputError`` where a file cannot be written, ``SpeechError`` where
    an engine fails.
    """
    check(options)
    wanted = chosen(article, options.languages)
    if not wanted:
        raise UsageError(f"{article.source}: has no edition in {', '.join(options.languages)}.")
    target, clock = into / article.name, Clock()
    with clock.stage("audit"):
        found = {item.id: own_findings(article, item) for item in wanted}
    if options.strict and has_errors([finding for findings in found.values() for finding in findings]):
        return _withheld(article, target, [finding for findings in found.values() for finding in findings])
    with stage(target) as place:
        engine = options.open_engine() if options.speaks else None
        desk = Desk(options=options, place=place, folders=_folders(wanted), engine=engine, clock=clock)
        made = [make(_published(item, options), found[item.id], desk) for item in wanted]
        summary = _report(article, made, engine.name if engine else "")
        if options.strict and has_errors(summary.findings):
            return _withheld(article, target, list(summary.findings))
        _write(place, summary)
        place.publish()
    return Built(folder=target, editions=tuple(item.at(target) for item in made), report=summary, seconds=clock.seconds)


def _published(article: Article, options: Options) -> Article:
    """Return the article with the house's name as its publisher, where it names none itself."""
    if article.front.publisher or not options.config.publisher:
        return article
    return replace(article, front=replace(article.front, publisher=options.config.publisher))


def own_findings(article: Article, item: Article) -> list[Finding]:
    """Return what reading and audit found in one edition of an article."""
    others = {finding for part in article.translations for finding in part.findings} if item is article else set()
    return [
        *(finding for finding in item.findings if finding not in others),
        *audit(item, None if item is article else article),
    ]


def _folders(wanted: Sequence[Article]) -> dict[str, str]:
    """Return the folder of each edition, by its article's id: its language, and a number where two have the same."""
    made: dict[str, str] = {}
    for item in wanted:
        number = sum(other.lang == item.lang for other in wanted[: len(made)]) + 1
        made[item.id] = item.lang if number == 1 else f"{item.lang}-{number}"
    return made


def _withheld(article: Article, target: Path, findings: list[Finding]) -> Built:
    return Built(folder=target, editions=(), report=_report(article, (), "", findings), written=False)


def _report(article: Article, made: Sequence[Made], engine: str, findings: Sequence[Finding] = ()) -> Report:
    return Report(
        source=article.source.as_posix(),
        source_sha256=hashlib.sha256(article.source.read_bytes()).hexdigest(),
        version=VERSION,
        languages=tuple(item.language for item in made),
        outputs=tuple(output for item in made for output in item.outputs),
        findings=in_order([*findings, *(finding for item in made for finding in item.findings)]),
        claims=tuple(claim for item in made for claim in item.claims),
        engine=engine,
        voices={lang: voice for item in made if item.sound for lang, voice in item.sound.voices.items()},
    )


def _write(place: Stage, summary: Report) -> None:
    target = place.path("report.json")
    try:
        target.write_text(summary.as_json(), "utf-8")
    except OSError as error:
        raise unwritable(target, error) from None
