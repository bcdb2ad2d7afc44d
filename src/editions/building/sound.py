"""An edition's narration: spoken once, encoded once a codec, then put into every file that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editions.article.model import Article
from editions.building.options import BuildOptions
from editions.building.timings import Timings
from editions.findings import Finding
from editions.languages.tags import primary
from editions.safety.writing import atomic_write

if TYPE_CHECKING:
    from editions.narration.audio.files import Tags
    from editions.narration.speech import Engine
    from editions.narration.timeline import Timeline, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A narration: when everything is heard, in which voices, and the encoded files (None: not asked for)."""

    timeline: Timeline
    findings: tuple[Finding, ...]
    voices: dict[str, str]
    aac: Path | None = None
    mp3: Path | None = None


@contextmanager
def narrated(
    article: Article, options: BuildOptions, engine: Engine | None, folder: Path, clock: Timings
) -> Iterator[Sound | None]:
    """Give an edition's narration, None without an engine; its working files in ``folder`` are gone afterwards."""
    if engine is None:
        yield None
        return
    aac = folder / ".sound.m4a" if "audio" in options.formats or options.narrates_epub else None
    mp3 = folder / ".sound.mp3" if "mp3" in options.formats else None
    try:
        with clock.stage("narration"):
            sound = _narrate(article, options, engine, aac, mp3)
        yield sound
    finally:
        for file in (aac, mp3):
            if file:
                file.unlink(missing_ok=True)


def _narrate(article: Article, options: BuildOptions, engine: Engine, aac: Path | None, mp3: Path | None) -> Sound:
    from editions.narration.accents import regional_voices
    from editions.narration.audio.encoding import AAC, MP3, encoder
    from editions.narration.audio.recording import record
    from editions.narration.script import script_of
    from editions.narration.speaking import missing_voices, speak
    from editions.narration.spoken_forms.lexicon import lexicons_of

    text, rate = script_of(article, options.choices), engine.sample_rate
    voices = dict(regional_voices(article, engine, options.all_voices))
    lexicons = lexicons_of(article, options.all_lexicons)
    with ExitStack() as stack:
        files = [(file, codec) for file, codec in ((aac, AAC), (mp3, MP3)) if file]
        sinks = [stack.enter_context(encoder(file, codec, rate=rate, lang=article.lang)) for file, codec in files]
        spoken = speak(text.utterances, engine, voices=voices, rate=options.words_a_minute, lexicons=lexicons)
        timeline = record(spoken, lang=article.lang, rate=rate, chapters={}, sinks=sinks)
    return Sound(
        timeline=text.complete(timeline),
        findings=missing_voices(text.utterances, engine, voices=voices, file=str(article.source)),
        voices=_voices(text.utterances, engine, voices),
        aac=aac,
        mp3=mp3,
    )


def _voices(said: tuple[Utterance, ...], engine: Engine, voices: dict[str, str]) -> dict[str, str]:
    """Return the voice of each language that is heard."""
    langs = dict.fromkeys(run.lang for utterance in said for run in utterance.runs)
    found = {lang: voices.get(lang) or voices.get(primary(lang)) or engine.voice_for(lang) for lang in langs}
    return {lang: voice for lang, voice in found.items() if voice}


def write_m4b(sound: Sound, target: Path, tags: Tags) -> None:
    """Write the audiobook. Raises ``OutputError``."""
    from editions.narration.audio.files import m4b

    if sound.aac:
        m4b(sound.aac, sound.timeline, target, tags)


def write_mp3(sound: Sound, target: Path, tags: Tags) -> None:
    """Write the MP3. Raises ``OutputError``."""
    from editions.narration.audio.files import mp3

    if sound.mp3:
        mp3(sound.mp3, sound.timeline, target, tags)


def write_captions(sound: Sound, target: Path) -> None:
    """Write the captions, WebVTT. Raises ``OutputError``."""
    from editions.narration.audio.captions import webvtt

    atomic_write(target, webvtt(sound.timeline).encode())
