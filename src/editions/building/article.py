"""Builds one article: all its editions, and the report on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from editions.accessibility.audit import own_findings
from editions.article.epoch import epoch
from editions.article.model import Article
from editions.building.branding import branded, usable
from editions.building.certification import certifications
from editions.building.claims import settled
from editions.building.edition import BuildContext, BuiltEdition, Edition, is_edition, make
from editions.building.options import BuildOptions, check, chosen
from editions.building.reporting import compose, write
from editions.building.sound import narrating
from editions.building.staging import transaction
from editions.building.staging.alone import insist, temporaries_in
from editions.building.timings import Progress, Steps, Timings
from editions.building.validating import failures, inspected, validated
from editions.checks.validation import Validation
from editions.findings import Finding, UsageError, has_errors, packages_named
from editions.jats.csl import restyled
from editions.languages.survey import detected
from editions.report import Claim, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: ``built["es"].pdf``, or each edition in a loop.

    ``written`` is False where ``strict`` withheld it; ``seconds`` are by stage. ``removed`` are files of earlier builds that
    the folder held: editions and formats that were not asked for this time.
    """

    folder: Path
    editions: tuple[Edition, ...]
    report: Report
    written: bool = True
    removed: tuple[Path, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, language: str) -> Edition:
        """Return the edition in a language. Raises ``KeyError``."""
        return {edition.language: edition for edition in self.editions}[language]

    def __iter__(self) -> Iterator[Edition]:
        """Yield the editions, in the order of the source."""
        return iter(self.editions)

    def __len__(self) -> int:
        """Return how many editions there are."""
        return len(self.editions)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the article and in its editions, in the order of the source."""
        return self.report.findings

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The standards that the files claim to meet."""
        return self.report.claims


@packages_named()
def build(article: Article, into: Path, options: BuildOptions, progress: Callable[[Progress], None] | None = None) -> Built:
    """Build an article's editions into ``into/NAME/LANG/``, all or none, with a report beside them.

    ``progress`` is told as each stage begins, and at the end.

    Raises ``PackageMissing`` where a format needs one, ``UsageError`` for options that make no sense, ``OutputError`` where a
    file cannot be written, ``SpeechError`` where an engine fails.
    """
    check(options)
    epoch()
    clock = Timings(steps=_steps(article, options, progress))
    if options.detect:
        with clock.stage("languages"):
            article = detected(article)
    if options.citation_style is not None:
        article = restyled(article, Path(options.citation_style))
    brand, doubts = usable(options.config.brand)
    options = replace(options, config=replace(options.config, brand=brand))
    wanted = chosen(article, options.languages)
    if not wanted:
        there = ", ".join(dict.fromkeys(item.lang for item in article.editions()))
        raise UsageError(f"{article.source}: has no edition in {', '.join(options.languages)}. There is: {there}.")
    target = into / article.name
    with clock.stage("audit"):
        found = {item.id: own_findings(article, item) for item in wanted}
        certified, uncertified = certifications(wanted, options.config.evaluator)
        found = {key: [*findings, *uncertified.get(key, ()), *doubts] for key, findings in found.items()}
    if options.strict and has_errors([finding for findings in found.values() for finding in findings]):
        return _withheld(article, target, options, [finding for findings in found.values() for finding in findings])
    with (
        transaction(target, lambda path: is_edition(path, article.name)) as place,
        temporaries_in(place.scratch) if options.alone else nullcontext(),
    ):
        engine = options.open_engine() if options.speaks else None
        folders = _folders(wanted)
        items = [branded(item, options.config) for item in wanted]
        scratch = {key: place.path(folder, "_").parent for key, folder in folders.items()}
        with narrating(items, options, engine, scratch) as narrations:
            desk = BuildContext(
                options=options, place=place, folders=folders, certified=certified, narrations=narrations, clock=clock
            )
            made, validations = _made(items, found, desk)
        report = compose(article, made, options, engine=engine.name if engine else "", validations=validations)
        if options.strict and has_errors(report.findings):
            return _withheld(article, target, options, report.findings)
        report = write(place, report)
        if options.alone:
            insist()
        removed = place.publish()
    clock.steps.done()
    return Built(
        folder=target,
        editions=tuple(item.at(target) for item in made),
        report=report,
        removed=tuple(target / path for path in removed),
        seconds=clock.seconds,
    )


def _steps(article: Article, options: BuildOptions, progress: Callable[[Progress], None] | None) -> Steps:
    whole, each = options.stages
    total = whole + each * len(chosen(article, options.languages))
    return Steps(article=article.name, total=total, listener=progress)


def _made(
    items: Sequence[Article], found: Mapping[str, list[Finding]], desk: BuildContext
) -> tuple[list[BuiltEdition], tuple[Validation, ...]]:
    """Make all editions, settle what their files claim, and validate them, if asked: what fails then claims nothing."""
    made = [settled(make(item, found[item.id], desk), desk.place) for item in items]
    if not desk.options.validate:
        return made, ()
    with desk.clock.stage("validate"):
        validations = validated(made, desk.place)
        seen = {edition.article.id: list(inspected(edition, desk.place)) for edition in made}
    failed = {edition.article.id: [*failures(validations, edition), *seen[edition.article.id]] for edition in made}
    return [settled(edition, desk.place, failed[edition.article.id]) for edition in made], validations


def _folders(wanted: Sequence[Article]) -> dict[str, str]:
    """Return the folder of each edition, by its article's id: its language, and a number where two have the same."""
    made: dict[str, str] = {}
    for item in wanted:
        number = sum(other.lang == item.lang for other in wanted[: len(made)]) + 1
        made[item.id] = item.lang if number == 1 else f"{item.lang}-{number}"
    return made


def _withheld(article: Article, target: Path, options: BuildOptions, findings: Sequence[Finding]) -> Built:
    return Built(folder=target, editions=(), report=compose(article, (), options, findings=findings), written=False)
