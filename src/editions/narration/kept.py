"""Which narrations sound the same: the key under which one is kept, and its times."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from itertools import repeat
from pathlib import Path

import av
import numpy as np

from editions.narration.script import NarrationScript
from editions.narration.speech import Engine, Request, Samples
from editions.narration.timeline import Clip, Timeline


def key(speech: Callable[[Engine], Iterator[object]], engine: Engine, text: NarrationScript) -> str:
    """Return what is the same where a narration is, and ``""`` where its engine does not promise that (``Engine.version``).

    ``speech`` is how the script's utterances are spoken by an engine, lazily.
    """
    named = getattr(engine, "version", None)
    if not named:
        return ""
    asked = Listener(engine)
    next(speech(asked), None)
    parts = [
        *(_recipe(), av.library_versions, np.__version__, version("av")),
        *(engine.name, named, engine.sample_rate, text.lang),
        [[request.text, request.lang, request.voice, request.rate] for request in asked.requests],
        [[utterance.text, utterance.pause] for utterance in text.utterances],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(slots=True)
class Listener:
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


def timeline(text: NarrationScript, rate: int, times: bytes) -> Timeline | None:
    """Return the timeline of a kept narration, in samples of ``rate`` hertz; None where the times are not its script's."""
    try:
        length, places = json.loads(times)
        pairs = zip(text.utterances, places, strict=True)
        clips = tuple(Clip(utterance=utterance, begin=begin, end=end) for utterance, (begin, end) in pairs)
    except (ValueError, TypeError):
        return None
    return text.complete(Timeline(lang=text.lang, rate=rate, length=length, clips=clips))
