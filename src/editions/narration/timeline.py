"""The timeline: when each utterance is heard. The one thing that narration hands to audio, captions and overlays."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What an utterance is, so that players can skip it and captions can name it."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    FIGURE = "figure"
    TABLE = "table"
    FORMULA = "formula"
    NOTE = "note"
    REFERENCE = "reference"
    FRONT = "front"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one utterance in one language (BCP 47)."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One thing said in one breath: a sentence, a heading, an announcement, a row of a table.

    ``id`` is the id of the element that is highlighted meanwhile (a sentence, a caption, a picture, a row …): it exists in the
    article's XHTML. Ids are unique but for announcements and the parts of a long row, which share their element's. ``chapter``
    is the id of the section that it belongs to. ``pause`` is the silence after it, in seconds. ``group`` is the id of the
    figure, table, list or note that a player may skip as a whole (``""`` in running text).
    """

    id: str
    runs: tuple[Run, ...]
    role: Role
    chapter: str
    group: str = ""
    pause: float = 0.35

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """An utterance's place in the sound. Times are exact, in samples of the timeline's rate.

    ``begin`` is its first sample, ``end`` the one after its last word; the silence that follows is in neither.
    """

    utterance: Utterance
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the sound: the section's id, its title, its first sample."""

    id: str
    title: str
    begin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Something that the page has and the narration does not say: of which kind, and the id of its element."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """When everything is heard: ``rate`` in hertz, ``length`` in samples, clips in the order of time, without overlap.

    The sound file that goes with it starts at sample 0 and lasts ``length`` samples. ``passed_over`` is what is not said.
    """

    lang: str
    rate: int
    length: int
    clips: tuple[Clip, ...]
    chapters: tuple[Chapter, ...] = field(default=())
    passed_over: tuple[PassedOver, ...] = field(default=())

    def seconds(self, sample: int) -> float:
        """Return the time of a sample in seconds."""
        return sample / self.rate

    def heard(self) -> tuple[tuple[Clip, int], ...]:
        """Each clip with the sample until which it stays highlighted: the beginning of the next clip, or the end."""
        nexts = [clip.begin for clip in self.clips[1:]] + [self.length]
        return tuple(zip(self.clips, nexts, strict=True))
