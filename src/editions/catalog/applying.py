"""Catalog -> edits of the source: what is filled goes into the JATS, and each entry that cannot is named with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from editions.article.model import Article, Origin, Provenance
from editions.catalog.entries import AlternativeEntry, AnyEntry, Catalog, HeadersEntry, LanguageEntry
from editions.catalog.gathering import Describable, describables, source_of
from editions.catalog.merging import match
from editions.catalog.metadata import metadata
from editions.catalog.passages import passages
from editions.catalog.reading import Read
from editions.catalog.reading import read as read_catalog
from editions.findings import Finding, Where
from editions.jats import editing
from editions.jats import read as read_article
from editions.jats.editing.changes import Edited
from editions.jats.editing.document import Document
from editions.jats.editing.edits import (
    Edit,
    EditError,
    SetAlternative,
    SetDecorative,
    SetDescription,
    SetHeaders,
    SetLanguage,
    SetWordsLanguage,
)
from editions.rules.catalog import DRAFT, TWICE, UNKNOWN_ID, UNWRITABLE, WRONG_LANGUAGE
from editions.rules.rule import Rule
from editions.safety.toml import quoted, shortened

MAX_REFUSED = 100
"""Entries that cannot be written, of one catalog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The edited source, and what of the catalog did not reach it."""

    edited: Edited
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """An edit, and the entry that asks for it."""

    edit: Edit
    entry: AnyEntry


def apply(article: Article, read: Read) -> Applied:
    """Return an article's source with what a catalog has filled, byte for byte the same elsewhere.

    Drafts and entries that are marked as gone are left out. Raises ``EditError`` for a source that cannot be edited at all.
    """
    catalog, data = read.catalog, source_of(article)
    document = Document.of(data, str(article.source))
    found = [*describables(article, document), *passages(article, document, catalog.entries, detect=False)]
    matched = match([entry for entry in catalog.entries if not entry.gone], [thing.entry for thing in found])
    by_entry = {id(thing.entry): thing for thing in found}
    findings = [*read.findings, *_unmatched([entry for entry in matched.unmatched if entry.answered], catalog, article, found)]
    findings += [_draft(entry, catalog) for entry, _ in matched.pairs if entry.answered and entry.unconfirmed]
    asks = [
        _Ask(edit=edit, entry=entry)
        for entry, known in matched.pairs
        if entry.filled
        for edit in _edits(entry, by_entry[id(known)])
    ]
    made, refused = _edited(data, asks, str(article.source))
    kept = [ask.edit for ask in asks if ask not in refused]
    unwritable = [_finding(UNWRITABLE, ask.entry, catalog, why, "Its text is left out.") for ask, why in refused.items()]
    return Applied(edited=_with_metadata(article, data, kept, made), findings=(*findings, *unwritable))


def _with_metadata(article: Article, data: bytes, edits: Sequence[Edit], made: Edited) -> Edited:
    """Return the edited source, with what it may now say of its accessibility, where its DTD has a place for that."""
    file = str(article.source)
    said = metadata(read_article(file, made.data), Document.of(made.data, file)) if edits else None
    try:
        return editing.apply(data, [*edits, said], file) if said else made
    except EditError:
        return made


def with_catalog(article: Article, path: Path) -> Article:
    """Return an article as it is once a catalog is applied, nothing written: read anew from the edited bytes.

    So a build with a catalog and one of the applied article cannot differ. What of the catalog did not reach the article is
    among its findings. Raises ``UsageError`` for a catalog that cannot be read, ``EditError`` as ``apply`` does.
    """
    applied = apply(article, read_catalog(path))
    better = read_article(article.source, applied.edited.data)
    return replace(better, findings=(*better.findings, *applied.findings))


def _edited(data: bytes, asks: Sequence[_Ask], file: str) -> tuple[Edited, dict[_Ask, str]]:
    """Make the edits; return also those that cannot be made, and why: the others are made without them.

    Raises ``EditError`` where there are too many: each is found by making all of them anew.
    """
    refused: dict[_Ask, str] = {}
    while True:
        if len(refused) > MAX_REFUSED:
            raise EditError(f"{next(iter(refused.values()))} More than {MAX_REFUSED} entries cannot be put into the article.")
        waiting = [ask for ask in asks if ask not in refused]
        try:
            return editing.apply(data, [ask.edit for ask in waiting], file), refused
        except EditError as error:
            culprit = next((ask for ask in waiting if ask.edit is error.edit), None)
            if culprit is None:
                raise
            refused[culprit] = str(error)


# ------------------------------------------------------------------------------------------------------------------ edits


def _edits(entry: AnyEntry, thing: Describable) -> Iterator[Edit]:
    match entry:
        case AlternativeEntry():
            yield from _alternative(entry, thing)
        case LanguageEntry() if entry.words:
            yield SetWordsLanguage(place=thing.number, words=entry.words, tag=entry.tag)
        case LanguageEntry():
            yield SetLanguage(place=thing.number, tag=entry.tag, replace=True)
        case HeadersEntry():
            yield SetHeaders(place=thing.number, rows=entry.header_rows, columns=entry.header_columns)


def _alternative(entry: AlternativeEntry, thing: Describable) -> Iterator[Edit]:
    whence = Provenance(origin=Origin(entry.source), reviewed_by=entry.reviewer, reviewed_on=entry.reviewed)
    if entry.decorative:
        yield SetDecorative(place=thing.number, provenance=whence, replace=True)
        return
    if entry.alt:
        yield SetAlternative(place=thing.number, text=" ".join(entry.alt.split()), provenance=whence, replace=True)
    if entry.long:
        yield SetDescription(place=thing.number, text=entry.long, provenance=whence, replace=True)


# --------------------------------------------------------------------------------------------------------------- findings


def _finding(rule: Rule, entry: AnyEntry, catalog: Catalog, message: str, hint: str) -> Finding:
    where = Where(file=catalog.file, line=entry.line, id=shortened(entry.id))
    return Finding(rule=rule.id, severity=rule.severity, where=where, message=message, hint=hint)


def _draft(entry: AnyEntry, catalog: Catalog) -> Finding:
    message = f"The text for {_name(entry)} is a draft that nobody has confirmed: it is not applied."
    hint = "Check its words; then write draft = false, and who reviewed it."
    return _finding(DRAFT, entry, catalog, message, hint)


def _unmatched(
    entries: Sequence[AnyEntry], catalog: Catalog, article: Article, found: Sequence[Describable]
) -> Iterator[Finding]:
    languages = dict.fromkeys([*(item.lang for item in article.editions()), *(thing.entry.language for thing in found)])
    by_id: dict[tuple[type, str], dict[str, None]] = {}
    for thing in found:
        by_id.setdefault((type(thing.entry), thing.entry.id), {})[thing.entry.language] = None
    for entry in entries:
        yield _stray(entry, catalog, others=by_id.get((type(entry), entry.id), {}), languages=languages)


def _stray(entry: AnyEntry, catalog: Catalog, *, others: Mapping[str, None], languages: Mapping[str, None]) -> Finding:
    """Say why an entry is about nothing: ``others`` are the languages of what has its id, ``languages`` the article's."""
    if entry.language in others:
        message = f"{_name(entry)} has an entry before this one: this one is left out."
        return _finding(TWICE, entry, catalog, message, "Keep one of them.")
    if entry.language not in languages or others:
        there = ", ".join(others or languages)
        what = f"{quoted(entry.id)} is in {there}" if others else f"the article is in {there}"
        message = f"The entry for {_name(entry)} is in {entry.language!r}, but {what}."
        return _finding(WRONG_LANGUAGE, entry, catalog, message, f"Write its text in {there}, and say so.")
    message = f"The article has nothing of the id {quoted(entry.id)}: the text for {_name(entry)} reaches no reader."
    return _finding(
        UNKNOWN_ID, entry, catalog, message, "Run `editions describe` again with -o and this file: it marks what is gone."
    )


def _name(entry: AnyEntry) -> str:
    return shortened(str(getattr(entry, "label", ""))) or quoted(entry.id)
