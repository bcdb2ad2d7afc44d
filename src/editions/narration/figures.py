"""What is said of figures and pictures: label, title, alternative, caption, long description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.article.model import Block, Figure, LongDescription, Picture
from editions.languages.phrases import phrase
from editions.narration import spoken
from editions.narration.timeline import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that are one utterance; ``id`` is that of the element that is highlighted meanwhile."""

    id: str
    runs: tuple[Run, ...]


def figure(item: Figure) -> Iterator[Said | Block]:
    """Yield what is said of a figure: label, title, alternatives with their long descriptions, caption, in this order."""
    shots = [part for part in item.content if isinstance(part, Picture)]
    if not (item.title or item.caption) and shots == list(item.content) and all(shot.decorative for shot in shots):
        return
    kind = "structure" if item.kind == "chem-struct-wrap" else "figure"
    label = spoken.numbered(kind, item.title.label if item.title else "", item.spoken)
    title = spoken.runs(item.title.content, item.title.spoken) if item.title else ()
    yield Said(id=item.title.id if item.title else item.id, runs=(label, *title))
    if not shots:
        yield from item.caption
    name = item.title.label if item.title and item.title.label else phrase("figure", item.lang)
    for part in item.content:
        yield from _shot(part, name) if isinstance(part, Picture) else [part]
    if shots:
        yield from item.caption
    yield from _undescribed(shots)


def picture(item: Picture) -> Iterator[Said | Block]:
    """Yield what is said of a picture that is in no figure."""
    yield from _shot(item, phrase("picture", item.lang))
    yield from _undescribed([item])


def pictures(items: Sequence[Picture]) -> Iterator[Said]:
    """Yield what is said of the pictures that a table consists of."""
    for item in items:
        yield from _alternative(item)
    yield from _undescribed(items)


def _shot(item: Picture, name: str) -> Iterator[Said | Block]:
    yield from _alternative(item)
    yield from description(item.description, name)


def _alternative(item: Picture) -> Iterator[Said]:
    if item.alternative and not item.decorative:
        yield Said(id=item.id, runs=(Run(text=item.alternative.text, lang=item.alternative.spoken),))


def _undescribed(items: Sequence[Picture]) -> Iterator[Said]:
    """Yield once, for all of them, that pictures have neither an alternative nor a long description."""
    silent = [item for item in items if not (item.alternative or item.description or item.decorative)]
    for item in silent[:1]:
        yield Said(id=item.id, runs=(spoken.said("no-description", item.lang),))


def description(item: LongDescription | None, name: str) -> Iterator[Said | Block]:
    """Yield a long description after an announcement that says of what it is."""
    if item:
        yield Said(id=f"{item.id}-label", runs=(Run(text=f"{phrase('description', item.lang)}: {name}.", lang=item.lang),))
        yield from item.content
