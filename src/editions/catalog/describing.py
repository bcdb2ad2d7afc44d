"""Article -> its catalog: what is wanted, with the answers of an earlier catalog and the drafts of a describer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editions.article.model import Article
from editions.catalog import describers
from editions.catalog.entries import AlternativeEntry, AnyEntry, Catalog
from editions.catalog.gathering import Describable, describables, source_of
from editions.catalog.merging import merged, with_originals
from editions.catalog.passages import passages
from editions.findings import Finding
from editions.jats.editing.document import Document
from editions.safety.file_names import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A catalog, and what went wrong with a describer.

    By ``LANGUAGE ID`` of their entry: the ``pictures`` that can be shown, and the ``rules`` for which something is asked.
    """

    catalog: Catalog
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, Path] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def describe(article: Article, earlier: Catalog | None = None, describer: str = "", *, detect: bool = True) -> Described:
    """Return what an editor is asked for. An ``earlier`` catalog's answers are kept; ``describer`` drafts what is not written,
    ``detect`` works out languages.

    Raises ``UsageError`` for an unknown describer, ``EditError`` for a source whose encoding cannot be edited.
    """
    document = Document.of(source_of(article), str(article.source))
    old = earlier.entries if earlier else ()
    found = [*describables(article, document), *passages(article, document, old, detect=detect)]
    entries = merged(old, [thing.entry for thing in found], [thing.entry for thing in found if thing.wanted])
    findings: tuple[Finding, ...] = ()
    by_key = {key(thing.entry): thing for thing in found}
    if describer:
        entries, findings = _drafted(entries, by_key, describer, str(article.source))
    entries = with_originals(entries, {what: thing.original for what, thing in by_key.items() if thing.original[1]})
    catalog = Catalog(
        article=printable(article.source.name),
        languages=tuple(dict.fromkeys(item.lang for item in article.editions())),
        entries=entries,
        file=earlier.file if earlier else "",
    )
    pictures = {" ".join(what): thing.file for what, thing in by_key.items() if thing.file}
    rules = {" ".join(what): thing.rules for what, thing in by_key.items() if thing.rules}
    return Described(catalog=catalog, findings=findings, pictures=pictures, rules=rules)


def key(entry: AnyEntry) -> tuple[str, str]:
    """Return what tells an alternative's entry from all others of an article: its language and its id."""
    return entry.language, entry.id


def _drafted(
    entries: tuple[AnyEntry, ...], by_key: Mapping[tuple[str, str], Describable], name: str, file: str
) -> tuple[tuple[AnyEntry, ...], tuple[Finding, ...]]:
    describer = describers.find(name)
    made: list[AnyEntry] = []
    findings: list[Finding] = []
    for entry in entries:
        thing = by_key.get(key(entry))
        if isinstance(entry, AlternativeEntry) and thing and not (entry.answered or entry.gone):
            drafted, failed = describers.drafted(entry, _request(entry, thing), describer, name, file)
            made.append(drafted)
            findings += failed
        else:
            made.append(entry)
    return tuple(made), tuple(findings)


def _request(entry: AlternativeEntry, thing: Describable) -> describers.DescriptionRequest:
    return describers.DescriptionRequest(
        form="alt",
        kind=entry.kind,
        language=entry.language,
        label=entry.label,
        caption=entry.caption,
        mentions=entry.mentions,
        file=thing.file,
        element=thing.element,
    )
