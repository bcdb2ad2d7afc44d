"""Streams the speech once to every encoder, and records when each utterance starts and ends: the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from editions.narration.timeline import Chapter, Clip, PassedOver, Timeline, Utterance

Samples: TypeAlias = npt.NDArray[np.int16]
"""Mono sound, one number a sample."""

LEAD_IN = 0.25  # seconds: players cut the first moments while they open the sound device
TAIL = 0.5  # seconds: the last word is not cut by whatever plays next
MIN_SECONDS = 0.05  # seconds: a clip without length is an error in SMIL and in WebVTT


class Recordable(Protocol):
    """An utterance with its sound, in samples of the recording's rate."""

    @property
    def utterance(self) -> Utterance:
        """What is said."""

    @property
    def samples(self) -> Samples:
        """How it sounds."""


class Sink(Protocol):
    """Something that takes the sound piece by piece: an encoder, or a list in a test."""

    def write(self, samples: Samples) -> None:
        """Take the next samples."""


def record(
    spoken: Iterable[Recordable],
    *,
    lang: str,
    rate: int,
    chapters: Mapping[str, str],
    sinks: Sequence[Sink],
    passed_over: tuple[PassedOver, ...] = (),
) -> Timeline:
    """Hand all the sound to the sinks, with its silences, and return when everything is heard.

    ``rate`` is in hertz. ``chapters`` are titles by id; one begins with the first utterance that belongs to it, and an id
    without a title begins none. ``passed_over`` is what the speech leaves out, for the timeline. What was spoken as good as
    nothing is stretched with silence to ``MIN_SECONDS``, so that no clip is empty. Only one utterance's sound is held at a
    time; the sinks are not closed.
    """
    tape = _Tape(rate, sinks)
    tape.silence(LEAD_IN)
    clips = tuple(_clips(spoken, tape))
    tape.silence(TAIL)
    found = tuple(_chapters(clips, chapters))
    return Timeline(lang=lang, rate=rate, length=tape.position, clips=clips, chapters=found, passed_over=passed_over)


class _Tape:
    """Where the recording has got to, in samples."""

    def __init__(self, rate: int, sinks: Sequence[Sink]) -> None:
        self.rate = rate
        self.position = 0
        self._sinks = sinks

    def add(self, samples: Samples) -> None:
        if samples.size:
            for sink in self._sinks:
                sink.write(samples)
            self.position += samples.size

    def silence(self, seconds: float) -> None:
        self.add(np.zeros(round(max(seconds, 0) * self.rate), dtype=np.int16))


def _clips(spoken: Iterable[Recordable], tape: _Tape) -> Iterator[Clip]:
    for item in spoken:
        begin = tape.position
        tape.add(item.samples)
        tape.silence(MIN_SECONDS - item.samples.size / tape.rate)
        yield Clip(utterance=item.utterance, begin=begin, end=tape.position)
        tape.silence(item.utterance.pause)


def _chapters(clips: Iterable[Clip], titles: Mapping[str, str]) -> Iterator[Chapter]:
    begun: set[str] = set()
    for clip in clips:
        name = clip.utterance.chapter
        if name in titles and name not in begun:
            begun.add(name)
            yield Chapter(id=name, title=titles[name], begin=clip.begin)
