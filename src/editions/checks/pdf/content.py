"""What is drawn on a page: strings as they are shown, and the marked content that they stand in.

Lengths are points of the page's default user space, boxes are (left, bottom, right, top) with y upwards, pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from editions.accessibility.contrast import Colour

if TYPE_CHECKING:
    from editions.checks.pdf.element import Element

Box: TypeAlias = tuple[float, float, float, float]

_NEW_LINE = 0.4  # of the size of the type: what stands further up or down is on another line
_GAP = 0.12  # of the size of the type: what stands further away is another word


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Replacement:
    """What stands for a stretch of drawn text: the ``ActualText`` of its marked content, or of an element in a line."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Run:
    """A string as one operator shows it.

    ``colour`` and ``background`` are None where they are not known. ``missing`` counts its glyphs that are ``.notdef``,
    ``unknown`` those that stand for no known character. ``lang`` is that of the marked content. ``size`` is that on the page.
    """

    text: str
    box: Box
    size: float
    font: str
    bold: bool = False
    colour: Colour | None = None
    background: Colour | None = None
    missing: int = 0
    unknown: int = 0
    hidden: bool = False
    lang: str = ""
    replacement: Replacement | None = None


@dataclass(eq=False, kw_only=True)
class Content:
    """What is drawn under one mark: a marked-content sequence, an artifact, or what stands under no mark.

    ``owner`` is 0 on the page itself, the number of the object in a form. ``mcid`` is None but where the structure may name
    it. ``artifact`` is None but in an artifact, then its type (``""`` where it gives none).
    """

    page: int
    owner: int = 0
    mcid: int | None = None
    artifact: str | None = None
    runs: list[Run] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    @cached_property
    def length(self) -> int:
        """How many characters are shown."""
        return sum(len(run.text) for run in self.runs)

    @cached_property
    def read(self) -> list[Run]:
        """Its runs as they are read: with the words of the element in the flow of a line that gives some for them."""
        given = next((element.replacement for element in self.elements if element.replacement is not None), None)
        return self.runs if given is None else [replace(run, replacement=given) for run in self.runs]

    @cached_property
    def text(self) -> str:
        """Its words as they are read."""
        return joined(self.runs)

    @cached_property
    def box(self) -> Box | None:
        """Where it stands, None where nothing is drawn."""
        return around([*(run.box for run in self.runs if run.text.strip()), *self.pictures])


def around(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box around others, None around none."""
    every = list(boxes)
    if not every:
        return None
    left, bottom, right, top = zip(*every, strict=True)
    return min(left), min(bottom), max(right), max(top)


def joined(runs: Iterable[Run]) -> str:
    """Return the words of runs: replaced text once, a space between lines and where there is a gap."""
    text, last = "", None
    for run in runs:
        new = run.text
        if run.replacement is not None:
            new = "" if last is not None and last.replacement is run.replacement else run.replacement.text
        if new and last is not None and _apart(last, run) and not text.endswith((" ", "\u00ad")):
            text += " "
        text += new
        last = run
    return text


def _apart(last: Run, run: Run) -> bool:
    size = max(last.size, run.size, 0.1)
    if new_line(last, run):
        # A hyphen that is replaced by nothing joins what it parts.
        return not (last.replacement is not None and not last.replacement.text)
    return run.box[0] - last.box[2] > _GAP * size or last.box[0] - run.box[2] > _GAP * size


def new_line(last: Run, run: Run) -> bool:
    """Whether a run stands on another line than the last: in height they share less than a part of the smaller."""
    shared = min(last.box[3], run.box[3]) - max(last.box[1], run.box[1])
    return shared < _NEW_LINE * min(last.box[3] - last.box[1], run.box[3] - run.box[1])
