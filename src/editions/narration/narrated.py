"""A narration in memory: when everything is heard, and how it sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from editions.article.model import Article
from editions.findings import Finding, packages_named
from editions.narration.accents import regional_voices
from editions.narration.audio.recording import record
from editions.narration.choices import DEFAULT_TABLES, Citations, Preset, chosen
from editions.narration.script import script_of
from editions.narration.speaking import NO_VOICES, missing_voices, speak
from editions.narration.speech import Engine, Samples
from editions.narration.speech import engine as engine_of
from editions.narration.spoken_forms.lexicon import lexicons_of, unsaid
from editions.narration.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Narrated:
    """A narration: ``samples`` are mono, 16 bits, ``timeline.rate`` a second and ``timeline.length`` in all."""

    timeline: Timeline
    samples: Samples
    findings: tuple[Finding, ...] = ()


@packages_named()
def narrate(
    article: Article,
    engine: str | Engine = "auto",
    *,
    voices: Mapping[str, str] = NO_VOICES,
    rate: int | None = None,
    script: Preset = "full",
    citations: Citations = "auto",
    tables: str = DEFAULT_TABLES,
    lexicons: Sequence[Path] = (),
) -> Narrated:
    """Speak an article in its own language, and return the timeline and the sound. No file is written.

    ``engine`` is the name of one, or an object that fulfils ``Engine``; ``voices`` are its voices by language; ``rate`` is in
    words a minute. ``script``, ``citations`` and ``tables`` say how much is said, as in ``editions.script``. ``lexicons`` are
    files of W3C PLS that say how words are said; those beside the article (``lexicon.LANG.pls``) count too, where they say
    nothing else. A translation is an article of its own (``article.translations``). ``findings`` name the languages that no
    voice speaks, and the sounds that none takes. Raises ``UsageError`` for an unknown engine or script or a file that is not
    a lexicon, ``SpeechError`` where the engine fails.
    """
    speaker, text, sound = engine_of(engine), script_of(article, chosen(script, citations, tables)), _Sound()
    voices = regional_voices(article, speaker, voices)
    known = lexicons_of(article, lexicons)
    spoken = speak(text.utterances, speaker, voices=voices, rate=rate, lexicons=known)
    timeline = text.complete(record(spoken, lang=article.lang, rate=speaker.sample_rate, sinks=[sound]))
    findings = (*missing_voices(text.utterances, speaker, voices=voices, file=str(article.source)), *unsaid(known))
    return Narrated(timeline=timeline, samples=np.concatenate(sound.pieces), findings=findings)


class _Sound:
    """Keeps the sound that it is given."""

    def __init__(self) -> None:
        self.pieces: list[Samples] = []

    def write(self, samples: Samples) -> None:
        self.pieces.append(samples)
