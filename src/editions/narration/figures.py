"""What is said of figures and pictures: label, title, alternative, caption, long description."""

from __future__ import annotations

from collections.abc import Iterator
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
    """Yield what is said of a figure, in order: announcements, and blocks that are said like any others."""
    kind = "structure" if item.kind == "chem-struct-wrap" else "figure"
    label = spoken.numbered(kind, item.title.label if item.title else "", item.spoken)
    shots = [part for part in item.content if isinstance(part, Picture)]
    if not (item.title or item.caption) and all(isinstance(part, Picture) and part.decorative for part in item.content):
        return
    if not shots:
        yield from _caption(item, (label,))
    for index, part in enumerate(item.content):
        if isinstance(part, Picture):
            yield Said(id=part.id, runs=(*((label,) if index == 0 else ()), *spoken.picture(part)))
        else:
            yield part
    if shots:
        yield from _caption(item, ())
    name = item.title.label if item.title and item.title.label else phrase("figure", item.lang)
    for shot in shots:
        yield from description(shot.description, name)


def picture(item: Picture) -> Iterator[Said | Block]:
    """Yield what is said of a picture that is in no figure."""
    yield Said(id=item.id, runs=tuple(spoken.picture(item)))
    yield from description(item.description, phrase("picture", item.lang))


def _caption(item: Figure, before: tuple[Run, ...]) -> Iterator[Said | Block]:
    if item.title:
        yield Said(id=item.title.id, runs=(*before, *spoken.runs(item.title.content, item.title.spoken)))
    yield from item.caption


def description(item: LongDescription | None, name: str) -> Iterator[Said | Block]:
    """Yield a long description after an announcement that says of what it is."""
    if item:
        yield Said(id=f"{item.id}-label", runs=(Run(text=f"{phrase('description', item.lang)}: {name}.", lang=item.lang),))
        yield from item.content
