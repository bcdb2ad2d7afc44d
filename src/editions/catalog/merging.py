"""An older catalog and what is wanted now -> one: what was filled is kept, what is new comes in, what is gone is marked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias, cast

from editions.catalog.entries import ANSWERS, AlternativeEntry, AnyEntry, written_fields
from editions.catalog.gathering import is_numbered

_Key: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Entries of a catalog with what they are about in the article as it is now, and those that are about nothing in it."""

    pairs: tuple[tuple[AnyEntry, AnyEntry], ...]
    unmatched: tuple[AnyEntry, ...]


def match(entries: Iterable[AnyEntry], known: Sequence[AnyEntry]) -> Matched:
    """Find what each entry is about: by id and what is shown, else by what is shown, else by id, else by address.

    What is shown is a picture's file or a formula's characters. An id that the reader counted is not enough alone: a picture
    put before it would get its text. No two entries are about one thing: the first has it.
    """
    free = {(type(item).__name__, item.language, item.id, item.place): item for item in known}
    pairs: dict[int, tuple[AnyEntry, AnyEntry]] = {}
    waiting = dict(enumerate(entries))
    for mark in (_whole, _picture, _name, _place):
        marked: dict[Hashable, dict[_Key, AnyEntry]] = {}
        for key, item in free.items():
            marked.setdefault((type(item), mark(item)), {})[key] = item
        for number, entry in list(waiting.items()):
            alike = marked.get((type(entry), mark(entry)), {}) if mark(entry) else {}
            found = list(islice((key for key, item in alike.items() if mark is not _place or _may_be(entry, item)), 2))
            if len(found) == 1 or (found and mark is _whole):
                pairs[number] = (entry, free.pop(found[0]))
                del alike[found[0]], waiting[number]
    return Matched(pairs=tuple(pairs[number] for number in sorted(pairs)), unmatched=tuple(waiting.values()))


def _shown(entry: AnyEntry) -> Hashable:
    return cast(Hashable, getattr(entry, "shown", getattr(entry, "words", "")))


def _whole(entry: AnyEntry) -> Hashable:
    return entry.id, entry.language, _shown(entry)


def _picture(entry: AnyEntry) -> Hashable:
    return _shown(entry) and (entry.language, _shown(entry))


def _name(entry: AnyEntry) -> Hashable:
    return not is_numbered(entry.id) and (entry.id, entry.language)


def _place(entry: AnyEntry) -> Hashable:
    return entry.place and (entry.place, entry.language)


def _may_be(one: AnyEntry, other: AnyEntry) -> bool:
    """Whether two entries of one place may be about one thing: each shows it, and the two differ, where something else came."""
    return not (_shown(one) and _shown(other))


def merged(old: Sequence[AnyEntry], known: Sequence[AnyEntry], wanted: Iterable[AnyEntry]) -> tuple[AnyEntry, ...]:
    """Return the entries of a catalog: those that are wanted, in their order, with the old answers, then what is gone.

    ``known`` are entries for all that the article shows: an answer for what is no longer wanted (the article has it by now) is
    kept, an empty entry for it is not.
    """
    matched = match(old, known)
    answered = {id(new): _with_answers(new, entry) for entry, new in matched.pairs}
    asked = {id(new) for new in wanted}
    kept = [
        answered.get(id(new), new) for new in known if id(new) in asked or (id(new) in answered and answered[id(new)].answered)
    ]
    return (*kept, *(replace(entry, gone=True, line=0) for entry in matched.unmatched))


def _with_answers(new: AnyEntry, old: AnyEntry) -> AnyEntry:
    """Return an entry with an older one's answers; a guess that nobody has decided on gives way to the newer one."""
    if not (old.answered or isinstance(old, AlternativeEntry)):
        return new
    answers = {name: getattr(old, name) for name, _ in written_fields(type(old)) if name in ANSWERS}
    return replace(new, **answers)


def with_originals(
    entries: Sequence[AnyEntry], counterparts: Mapping[tuple[str, str], tuple[str, str]]
) -> tuple[AnyEntry, ...]:
    """Return entries that show, for a translation's, what the article says of the same thing in its own language.

    ``counterparts`` has the language and id of the original's entry, by those of the translation's.
    """
    said = {(item.language, item.id): item for item in entries if isinstance(item, AlternativeEntry)}
    return tuple(_with_original(entry, said.get(counterparts.get((entry.language, entry.id), ("", "")))) for entry in entries)


def _with_original(entry: AnyEntry, original: AlternativeEntry | None) -> AnyEntry:
    if original is None or not isinstance(entry, AlternativeEntry):
        return entry
    return replace(entry, original=(original.alt if original.filled else "") or original.now or entry.original)
