"""A transcript: what was said, without what the viewer's own tool bar says, each utterance with what it announces.

Orca speaks a piece of text, and apart from it what the piece is: ``'Two days in Santiago'``, ``'heading level 2'``. Firefox's
viewer has no message of its own; the phrases here are Orca's, in English whatever the language of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ANNOUNCED = re.compile(
    r"heading level \d+|(?:visited )?link|list with \d+ items?|nesting level \d+|(?:math )?table with \d+ .*"
    r"|table end|superscript|subscript|prime|column header|row header|row \d+|column \d+|figure|image|math"
    r"|leaving (?:\d+ )?\w+\.|blank",
    re.IGNORECASE,
)
_LAST_TOOL = "opens menu"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of text as it was spoken, and what was announced of it afterwards, before the next piece."""

    text: str
    announced: tuple[str, ...] = ()


def spoken(utterances: Sequence[str]) -> tuple[Spoken, ...]:
    """Return what was said of the document itself."""
    found: list[Spoken] = []
    for said in _document(utterances):
        if ANNOUNCED.fullmatch(said.strip()):
            last = found.pop() if found else Spoken("")
            found.append(Spoken(last.text, (*last.announced, said.strip())))
        elif said.strip():
            found.append(Spoken(said))
    return tuple(found)


def _document(utterances: Sequence[str]) -> Iterable[str]:
    """Leave out the viewer's tool bar, which comes before the document."""
    tools = [number for number, said in enumerate(utterances) if said == _LAST_TOOL]
    return utterances[tools[-1] + 1 :] if tools and tools[-1] < 80 else utterances


def written(pieces: Iterable[Spoken]) -> str:
    """Return a transcript to keep: a piece a line, what was announced in brackets."""
    return "".join(f"{piece.text.strip()}{''.join(f' [{said}]' for said in piece.announced)}\n" for piece in pieces)
