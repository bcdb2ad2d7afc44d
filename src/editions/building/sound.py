"""An edition's narration: spoken once, encoded once a codec, then put into every file that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from editions.article.model import Article
from editions.building.options import BuildOptions
from editions.building.timings import Timings
from editions.findings import Finding
from editions.languages.tags import primary
from editions.safety.sanitizer import Removed
from editions.safety.writing import atomic_write

if TYPE_CHECKING:
    from editions.narration.audio.cache import SoundCache
    from editions.narration.audio.files import Tags
    from editions.narration.script import NarrationScript
    from editions.narration.speaking import SpokenUtterance
    from editions.narration.speech import Engine
    from editions.narration.timeline import Timeline, Utterance

MAX_NARRATIONS: Final = 2
"""How many editions are narrated at a time: each encodes on all cores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A narration: when everything is heard, in which voices, and its files."""

    timeline: Timeline
    findings: tuple[Finding, ...]
    voices: dict[str, str]
    files: SoundFiles

    @property
    def narrator(self) -> str:
        """The voices that are heard."""
        return ", ".join(dict.fromkeys(self.voices.values()))


@dataclass(frozen=True, slots=True)
class Narrations:
    """The narrations of a build's editions, by the ids of their articles: made when they are asked for, or on the way there."""

    make: Mapping[str, Callable[[], Sound]]

    @contextmanager
    def of(self, article: Article, clock: Timings) -> Iterator[Sound | None]:
        """Give an edition's narration, None where there is none; its working files are gone afterwards."""
        if article.id not in self.make:
            yield None
            return
        with clock.stage("narration"):
            sound = self.make[article.id]()
        try:
            yield sound
        finally:
            sound.files.remove()


@contextmanager
def narrating(
    items: Sequence[Article], options: BuildOptions, engine: Engine | None, folders: Mapping[str, Path]
) -> Iterator[Narrations]:
    """Give the narrations of editions. ``folders`` are those of their working files, by the ids of their articles.

    An engine that several threads may use (``Engine.is_thread_safe``) speaks while other files are made, two editions at a
    time; any other one when its sound is needed.
    """
    if engine is None:
        yield Narrations({})
        return
    stop = Event()
    make = {item.id: partial(_narrate, item, options, engine, SoundFiles.of(options, folders[item.id]), stop) for item in items}
    if not getattr(engine, "is_thread_safe", False):
        yield Narrations(make)
        return
    with ThreadPoolExecutor(MAX_NARRATIONS, thread_name_prefix="narrate") as pool:
        waiting = {key: pool.submit(work) for key, work in make.items()}
        try:
            yield Narrations({key: future.result for key, future in waiting.items()})
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFiles:
    """The working files of a narration: encoded sound (None: not asked for), and sound on its way there."""

    aac: Path | None
    mp3: Path | None
    spool: Path
    times: Path

    @classmethod
    def of(cls, options: BuildOptions, folder: Path) -> SoundFiles:
        """Return those that the formats need."""
        return cls(
            aac=folder / ".sound.m4a" if "audio" in options.formats or options.narrates_epub else None,
            mp3=folder / ".sound.mp3" if "mp3" in options.formats else None,
            spool=folder / ".sound.raw",
            times=folder / ".sound.json",
        )

    @property
    def encoded(self) -> tuple[Path, ...]:
        """Those with encoded sound."""
        return tuple(file for file in (self.aac, self.mp3) if file)

    def remove(self) -> None:
        """Remove them all."""
        for file in (*self.encoded, self.spool, self.times):
            file.unlink(missing_ok=True)


def _narrate(article: Article, options: BuildOptions, engine: Engine, files: SoundFiles, stop: Event) -> Sound:
    """Return a narration: the one that was kept, if it sounds the same."""
    from editions.narration import kept
    from editions.narration.accents import regional_voices
    from editions.narration.audio.cache import SoundCache, default_folder
    from editions.narration.script import script_of
    from editions.narration.speaking import missing_voices, speak
    from editions.narration.spoken_forms.lexicon import lexicons_of, unsaid

    text, rate = script_of(article, options.choices), engine.sample_rate
    voices = dict(regional_voices(article, engine, options.all_voices))
    lexicons = lexicons_of(article, options.all_lexicons)

    def speech(voice: Engine) -> Iterator[SpokenUtterance]:
        return speak(text.utterances, voice, voices=voices, rate=options.words_a_minute, lexicons=lexicons)

    key = kept.key(speech, engine, text)
    cache = SoundCache(default_folder() if key else None)
    timeline = _kept(cache, key, text, rate, files) or _made(cache, key, text, rate, files, until(stop, speech(engine)))
    return Sound(
        timeline=timeline,
        findings=(*missing_voices(text.utterances, engine, voices=voices, file=str(article.source)), *unsaid(lexicons)),
        voices=_voices(text.utterances, engine, voices),
        files=files,
    )


def _kept(cache: SoundCache, key: str, text: NarrationScript, rate: int, files: SoundFiles) -> Timeline | None:
    """Bring kept sound into its files, and return its timeline; None where not all of it is there."""
    from editions.narration import kept

    wanted = (files.times, *files.encoded)
    if all(cache.read(key + file.suffix, file) for file in wanted):
        return kept.timeline(text, rate, files.times.read_bytes())
    return None


def _made(
    cache: SoundCache, key: str, text: NarrationScript, rate: int, files: SoundFiles, spoken: Iterator[SpokenUtterance]
) -> Timeline:
    """Speak, encode and keep a narration."""
    from editions.narration import kept
    from editions.narration.audio import loudness
    from editions.narration.audio.encoding import AAC, MP3, encode
    from editions.narration.audio.recording import Spool, record

    meter = loudness.LoudnessMeter(rate)
    with closing(Spool(files.spool)) as spool:
        timeline = text.complete(record(spoken, lang=text.lang, rate=rate, sinks=[spool, meter]))
        spool.finish()
        targets = [(file, codec) for file, codec in ((files.aac, AAC), (files.mp3, MP3)) if file]
        encode(spool, timeline, targets, decibels=loudness.gain(meter.lufs))
    atomic_write(files.times, kept.times(timeline))
    for file in (*files.encoded, files.times):
        cache.write(key + file.suffix, file)
    return timeline


def until(stop: Event, spoken: Iterator[SpokenUtterance]) -> Iterator[SpokenUtterance]:
    """Yield what is spoken until nobody waits for it any more. Raise ``CancelledError`` then."""
    for item in spoken:
        if stop.is_set():
            raise CancelledError
        yield item


def _voices(said: tuple[Utterance, ...], engine: Engine, voices: dict[str, str]) -> dict[str, str]:
    """Return the voice of each language that is heard."""
    langs = dict.fromkeys(run.lang for utterance in said for run in utterance.runs)
    found = {lang: voices.get(lang) or voices.get(primary(lang)) or engine.voice_for(lang) for lang in langs}
    return {lang: voice for lang, voice in found.items() if voice}


def write_m4b(sound: Sound, target: Path, tags: Tags) -> None:
    """Write the audiobook. Raises ``OutputError``."""
    from editions.narration.audio.files import m4b

    if sound.files.aac:
        m4b(sound.files.aac, sound.timeline, target, tags)


def write_mp3(sound: Sound, target: Path, tags: Tags) -> None:
    """Write the MP3. Raises ``OutputError``."""
    from editions.narration.audio.files import mp3

    if sound.files.mp3:
        mp3(sound.files.mp3, sound.timeline, target, tags)


def write_captions(sound: Sound, vtt: Path, srt: Path) -> None:
    """Write the captions, WebVTT and SubRip. Raises ``OutputError``."""
    from editions.narration.audio import captions

    atomic_write(vtt, captions.webvtt(sound.timeline).encode())
    atomic_write(srt, captions.srt(sound.timeline).encode())


def write_transcript(sound: Sound, title: str, txt: Path, html: Path) -> tuple[Removed, ...]:
    """Write the transcript as text and as a page; return what the gate took out of it. Raises ``OutputError``."""
    from editions.narration import transcript

    page, removed = transcript.page(sound.timeline, title, sound.narrator)
    atomic_write(txt, transcript.text(sound.timeline).encode())
    atomic_write(html, page)
    return removed
