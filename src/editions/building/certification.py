"""Which edition is certified: by whom the caller or the house believes, as long as its content is what was evaluated.

The file of certifications lies beside the article, so it may be a stranger's. Two things must agree: the file names who
evaluated the edition, and the caller (``evaluator=``, ``--evaluator``) or the house's ``editions.toml`` names the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from editions.accessibility.certification import Certification
from editions.article.epoch import epoch
from editions.article.model import Article
from editions.building.certified_file import fault, path_beside, read, write
from editions.building.content_hash import content_hash
from editions.building.ownership import is_own
from editions.findings import Finding, Severity, UsageError, Where


def certify(article: Article, edition: str, certification: Certification) -> Path:
    """Write that an edition was evaluated, as it is now, in the file beside its article; return the file.

    ``edition`` is its language, ``certification`` says all but the content; without a day it is that of
    ``SOURCE_DATE_EPOCH``, or today. An earlier certification of the edition is replaced. Raises ``UsageError`` for an edition
    that is not there, a certification or a file with a fault, ``OutputError`` where the file cannot be written.
    """
    found = _edition(article, edition)
    day = certification.on or f"{epoch() or datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
    made = replace(certification, on=day, content=content_hash(found))
    if why := fault(made):
        raise UsageError(f"{article.source}: not certified: {why}.")
    path = path_beside(article.source)
    write(path, article.source.name, {**read(path), found.lang: made})
    return path


def certifications(
    wanted: tuple[Article, ...], evaluator: str
) -> tuple[dict[str, Certification], dict[str, tuple[Finding, ...]]]:
    """Return which editions are certified, and what a person should know of those that are not; both by the article's id.

    ``evaluator`` is whose certifications the caller or the house believes.
    """
    if not wanted:
        return {}, {}
    path = path_beside(wanted[0].source)
    try:
        kept = read(path)
    except UsageError as error:
        return {}, {wanted[0].id: (_ignored(path, f"{error}", "Until then it certifies nothing."),)}
    doubts = {item.id: tuple(_doubts(item, path, kept, evaluator)) for item in wanted}
    return {item.id: kept[item.lang] for item in wanted if item.lang in kept and not doubts[item.id]}, doubts


def _edition(article: Article, language: str) -> Article:
    """Return the one edition in a language. Raises ``UsageError`` where there is none, or more than one."""
    there = article.editions()
    found = [item for item in there if item.lang == language]
    if not found:
        languages = ", ".join(dict.fromkeys(item.lang for item in there))
        raise UsageError(f"{article.source}: has no edition in {language}. It has: {languages}.")
    if len(found) > 1:
        raise UsageError(f"{article.source}: has {len(found)} editions in {language}. Give each a language tag of its own.")
    return found[0]


def _doubts(item: Article, path: Path, kept: Mapping[str, Certification], evaluator: str) -> list[Finding]:
    """Return why an edition is not certified: at most one reason; none also where nobody speaks of a certification."""
    certification = kept.get(item.lang)
    if certification is None:
        return [_missing(item, evaluator)] if evaluator else []
    said = f"{path.name} says that {certification.by} evaluated the edition in {item.lang} on {certification.on}. "
    if certification.by != evaluator:
        hint = f'If you trust it, say so: --evaluator "{certification.by}", or evaluator in your editions.toml.'
        return [_ignored(path, f"{said}It is not believed: nobody but this file names them as evaluator.", hint)]
    if not (is_own(path) and is_own(path.parent.resolve())):
        why = "It is not believed: the file or its folder belongs to another user, or others may write to it."
        return [_ignored(path, said + why, "Copy the article to a folder of your own.")]
    return [] if content_hash(item) == certification.content else [_lapsed(item, path, said)]


def _missing(item: Article, evaluator: str) -> Finding:
    return Finding(
        rule="certification.missing",
        severity=Severity.NOTE,
        where=Where(file=str(item.source)),
        message=(
            f"{evaluator} is named as evaluator and has not certified the edition in {item.lang}: "
            "the name alone certifies nothing."
        ),
        hint=f'After an evaluation: editions certify {item.source.name} --lang {item.lang} --by "{evaluator}".',
    )


def _lapsed(item: Article, path: Path, said: str) -> Finding:
    return Finding(
        rule="certification.lapsed",
        severity=Severity.WARNING,
        where=Where(file=str(path)),
        message=f"{said}Its content has changed since: the certification has lapsed.",
        hint=f"Have the edition evaluated again, then run editions certify {item.source.name} --lang {item.lang}.",
    )


def _ignored(path: Path, why: str, hint: str) -> Finding:
    return Finding(rule="certification.ignored", severity=Severity.WARNING, where=Where(file=str(path)), message=why, hint=hint)
