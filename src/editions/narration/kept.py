"""Which narrations sound the same: the key under which one is kept, and its times."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from itertools import repeat
from pathlib import Path

import av
import numpy as np

from editions.narration.audio.recording import chapters_of
from editions.narration.speech import Engine, Request, Samples
from editions.narration.timeline import Clip, PassedOver, Timeline, Utterance


def key(speech: Callable[[Engine], Iterator[object]], engine: Engine, said: Sequence[Utterance], lang: str) -> str:
    """Return what is the same where a narration is, and ``""`` where its engine does not promise that (``Engine.version``).

    ``speech`` is how utterances are spoken by an engine, lazily.
    """
    named = getattr(engine, "version", None)
    if not named:
        return ""
    asked = Asked(engine)
    next(speech(asked), None)
    parts = [
        *(_recipe(), av.library_versions, np.__version__, version("av")),
        *(engine.name, named, engine.sample_rate, lang),
        [[request.text, request.lang, request.voice, request.rate] for request in asked.requests],
        [[utterance.text, utterance.pause] for utterance in said],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(slots=True)
class Asked:
    """Stands for an engine: says nothing, and keeps what it is asked to say."""

    engine: Engine
    name: str = ""
    sample_rate: int = 1
    requests: Sequence[Request] = field(default=())

    def __post_init__(self) -> None:
        self.name, self.sample_rate = self.engine.name, self.engine.sample_rate

    def voice_for(self, lang: str) -> str | None:
        """Return the voice of the engine."""
        return self.engine.voice_for(lang)

    def speak(self, requests: Sequence[Request]) -> Iterator[Samples]:
        """Keep the requests, and give silence without end."""
        self.requests = requests
        return repeat(np.zeros(0, np.int16))


@cache
def _recipe() -> str:
    """Return a hash of the code that makes sound of utterances: a narration of another version is made anew."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def times(timeline: Timeline) -> bytes:
    """Return when everything is heard in a narration."""
    return json.dumps([timeline.length, [[clip.begin, clip.end] for clip in timeline.clips]]).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptNarration:
    """What a narration says, in samples of ``rate`` hertz; ``chapters`` are titles by id, as ``record`` takes them."""

    said: Sequence[Utterance]
    lang: str
    rate: int
    chapters: Mapping[str, str]
    passed_over: tuple[PassedOver, ...]

    def timeline(self, times: bytes) -> Timeline | None:
        """Return its timeline from its times, None where they are not those of what it says."""
        try:
            length, places = json.loads(times)
            pairs = zip(self.said, places, strict=True)
            clips = tuple(Clip(utterance=utterance, begin=begin, end=end) for utterance, (begin, end) in pairs)
        except (ValueError, TypeError):
            return None
        chapters = tuple(chapters_of(clips, self.chapters))
        return Timeline(
            lang=self.lang, rate=self.rate, length=length, clips=clips, chapters=chapters, passed_over=self.passed_over
        )
