"""A narration in memory: when everything is heard, and how it sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from editions.article.model import Article
from editions.findings import Finding, UsageError, packages_named
from editions.narration.accents import regional_voices
from editions.narration.audio.recording import record
from editions.narration.choices import DEFAULT_TABLES, TABLES
from editions.narration.formulas import with_engine_words
from editions.narration.speaking import NO_VOICES, missing_voices, speak
from editions.narration.speech import Engine, Samples
from editions.narration.speech import engine as engine_of
from editions.narration.spoken_forms.lexicon import lexicons_of, unsaid
from editions.narration.timeline import Timeline
from editions.narration.utterances import chapters, passed_over, utterances


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
    lexicons: Sequence[Path] = (),
    tables: str = DEFAULT_TABLES,
) -> Narrated:
    """Speak an article in its own language, and return the timeline and the sound. No file is written.

    ``engine`` is the name of one, or an object that fulfils ``Engine``; ``voices`` are its voices by language; ``rate`` is in
    words a minute. ``lexicons`` are files of W3C PLS that say how words are said; those beside the article
    (``lexicon.LANG.pls``) count too, where they say nothing else; ``tables`` is one of ``all``, ``brief`` and ``none``. A
    translation is an article of its own (``article.translations``). ``findings`` name the languages that no voice speaks,
    and the sounds that none takes. Raises ``UsageError`` for an unknown engine, a file that is not a lexicon or another word
    for ``tables``, ``SpeechError`` where the engine fails.
    """
    if tables not in TABLES:
        raise UsageError(f"tables={tables!r} is not one of {', '.join(TABLES)}.")
    article = with_engine_words(article)
    speaker, said, sound = engine_of(engine), utterances(article, tables=tables), _Sound()
    voices = regional_voices(article, speaker, voices)
    known = lexicons_of(article, lexicons)
    spoken = speak(said, speaker, voices=voices, rate=rate, lexicons=known)
    timeline = record(
        spoken,
        lang=article.lang,
        rate=speaker.sample_rate,
        chapters=chapters(article, said),
        passed_over=passed_over(article, tables=tables),
        sinks=[sound],
    )
    findings = (*missing_voices(said, speaker, voices=voices, file=str(article.source)), *unsaid(known))
    return Narrated(timeline=timeline, samples=np.concatenate(sound.pieces), findings=findings)


class _Sound:
    """Keeps the sound that it is given."""

    def __init__(self) -> None:
        self.pieces: list[Samples] = []

    def write(self, samples: Samples) -> None:
        self.pieces.append(samples)
