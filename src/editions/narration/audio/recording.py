"""Streams the speech once to every encoder, and records when each utterance starts and ends: the timeline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from editions.narration.timeline import Clip, Timeline, Utterance
from editions.safety.writing import os_errors_as_output_error

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


class Spool:
    """Keeps sound in a file until its loudness is known (a ``Sink``): what is held in memory does not grow with it.

    Raises ``OutputError`` where the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with os_errors_as_output_error(path):
            self._file = path.open("w+b", buffering=1 << 20)

    def write(self, samples: Samples) -> None:
        """Take the next samples."""
        with os_errors_as_output_error(self.path):
            self._file.write(samples.astype("<i2", copy=False).tobytes())

    def finish(self) -> None:
        """Write what is still held: from then on the sound can be read."""
        with os_errors_as_output_error(self.path):
            self._file.flush()

    def read(self, begin: int, end: int) -> Samples:
        """Return the samples from one to before another, fewer at the edges of the sound. Several threads may read."""
        begin = max(begin, 0)
        with os_errors_as_output_error(self.path):
            return np.frombuffer(os.pread(self._file.fileno(), 2 * max(end - begin, 0), 2 * begin), "<i2").astype(np.int16)

    def close(self) -> None:
        """Remove the file."""
        with suppress(OSError):  # what could not be written is still held
            self._file.close()
        self.path.unlink(missing_ok=True)


def record(spoken: Iterable[Recordable], *, lang: str, rate: int, sinks: Sequence[Sink]) -> Timeline:
    """Hand all the sound to the sinks, with its silences, and return when everything is heard.

    ``rate`` is in hertz. What was spoken as good as nothing is stretched with silence to ``MIN_SECONDS``, so that no clip is
    empty. Only one utterance's sound is held at a time; the sinks are not closed.
    """
    tape = _Tape(rate, sinks)
    tape.silence(LEAD_IN)
    clips = tuple(_clips(spoken, tape))
    tape.silence(TAIL)
    return Timeline(lang=lang, rate=rate, length=tape.position, clips=clips)


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
