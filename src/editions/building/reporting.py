"""The report of a build, beside the editions: as JSON, as a page, and as OpenACR."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from editions import __version__
from editions.article.epoch import epoch
from editions.article.model import Article, walk
from editions.building.duplicates import is_said
from editions.building.edition import BuiltEdition
from editions.building.options import BuildOptions
from editions.building.sound import Sound
from editions.building.staging import Stage
from editions.checks.validation import Validation
from editions.findings import Finding, in_order
from editions.languages.survey.findings import start
from editions.report import Detected, Report
from editions.report.checks import checked
from editions.report.en301549 import assess
from editions.report.human_checks import reviewed, to_judge
from editions.report.open_places import passages, thumbnails
from editions.report.openacr import openacr
from editions.report.page import OUTPUT, gated
from editions.safety.sanitizer import findings as findings_of
from editions.safety.writing import atomic_write


def compose(
    article: Article,
    made: Sequence[BuiltEdition],
    options: BuildOptions,
    *,
    engine: str = "",
    findings: Sequence[Finding] = (),
    validations: Sequence[Validation] = (),
) -> Report:
    """Return the report of what was made of an article; ``findings`` are those that belong to no edition."""
    found = in_order([*findings, *options.config.ignored, *(finding for item in made for finding in item.findings)])
    kinds = _made(made, engine, validations)
    broken = {finding.rule for finding in found}
    checks = tuple(check for check in checked(found, kinds) if check.findings or not is_said(check.rule, broken))
    day, articles = epoch(), [item.article for item in made]
    return Report(
        source=article.source.as_posix(),
        source_sha256=hashlib.sha256(article.source_bytes()).hexdigest(),
        version=__version__,
        languages=tuple(item.language for item in made),
        outputs=tuple(output for item in made for output in item.outputs),
        findings=found,
        claims=tuple(claim for item in made for claim in item.claims),
        language=article.lang,
        title=article.label,
        date=f"{day:%Y-%m-%d}" if day else str(article.date or ""),
        publisher=article.front.publisher or options.config.publisher_in(article.lang)[0],
        contact=options.config.contact,
        certifications={item.language: item.certification for item in made if item.certification},
        detected=tuple(tag for item in made for tag in _detected(item)),
        checks=checks,
        reviews=tuple(review for item in made for review in reviewed(item.article)),
        judgements=tuple(judgement for item in made for judgement in to_judge(item.article)),
        validations=tuple(validations),
        summaries={item.language: item.summary for item in made},
        assessments=assess(checks, kinds),
        engine=engine,
        voices={lang: voice for item in made if item.sound for lang, voice in item.sound.voices.items()},
        passed_over={item.language: _passed_over(item.sound) for item in made if item.sound},
        passages=passages(articles, found),
        thumbnails=thumbnails(articles, found),
    )


def _passed_over(sound: Sound) -> dict[str, list[str]]:
    """Return the ids of what a narration does not say, by kind."""
    found: dict[str, list[str]] = {}
    for item in sound.timeline.passed_over:
        found.setdefault(item.kind, []).append(item.id)
    return found


def _detected(edition: BuiltEdition) -> Iterator[Detected]:
    """Yield the languages of an edition that were worked out."""
    nodes = {node.id: node for node in walk(edition.article)} if edition.article.detected else {}
    for tag in edition.article.detected or ():
        yield Detected(
            edition=edition.language,
            id=tag.id,
            line=tag.line,
            language=tag.lang,
            confidence=round(tag.confidence, 2),
            voice=tag.voice,
            text=start(nodes[tag.id]) if tag.id in nodes else "",
        )


def _made(made: Sequence[BuiltEdition], engine: str, validations: Sequence[Validation]) -> frozenset[str]:
    """Return what rules can be about, besides the source."""
    formats = {output.format for item in made for output in item.outputs}
    return frozenset(formats | ({"narration"} if engine else set()) | ({"validation"} if validations else set()))


def write(place: Stage, report: Report) -> Report:
    """Write the report beside the editions; return it as written. Raises ``OutputError``."""
    page, removed = gated(report)
    if removed:
        said = in_order([*report.findings, *findings_of(removed, report.source, OUTPUT)])
        report = replace(report, findings=said)
        page, _ = gated(report)
    files = {"report.json": report.as_json(), "report.html": page, "openacr.yaml": openacr(report)}
    for name, text in files.items():
        atomic_write(place.path(name), text.encode())
    return report
