"""What listeners of a sound file will meet: chapters, loudness, peaks, silence, and what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Final

import av
import av.filter
from av.container import InputContainer

from editions.checks.sound.fault import SoundFault, clock, findings
from editions.findings import Finding
from editions.safety.file_names import printable

FORMATS: Final = {".m4b": "mp4", ".m4a": "mp4", ".mp3": "mp3"}
"""Suffix -> FFmpeg's format: no file is opened as another, such as a list of files to fetch."""

MAX_SECONDS: Final = 12 * 3600
"""Seconds of sound that are decoded."""

MAX_CHAPTERS: Final = 10_000

LOUDNESS: Final = (-20.0, -18.0)
MAX_PEAK: Final = -3.0
MAX_SILENCE: Final = 3.0
MAX_CHAPTER_SECONDS: Final = 600.0

_CODECS = ("aac", "mp3", "mp3float")
_MIN_JUDGED = 3.0  # seconds of sound whose loudness is judged
_BROKEN = (av.FFmpegError, ValueError, OSError, MemoryError, OverflowError, IndexError, KeyError, TypeError, ZeroDivisionError)


def examine(path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with a sound file, M4B or MP3. Raises nothing for what strangers send: that is a finding."""
    return tuple(findings(_faults(path), str(path)))


def duration(path: Path) -> float | None:
    """Return the seconds that a sound file says it lasts, None where there is none or it does not say."""
    try:
        with path.open("rb") as file, av.open(file, "r", format=FORMATS[path.suffix.lower()]) as container:
            return container.duration / av.time_base if container.duration and container.duration > 0 else None
    except _BROKEN:
        return None


@dataclass(slots=True)
class _Measured:
    """What decoding has brought so far. ``loudness`` is in LUFS, ``peak`` in dBTP, ``silences`` are times in seconds."""

    seconds: float = 0.0
    loudness: float | None = None
    peak: float | None = None
    silences: list[tuple[float, float]] = field(default_factory=list)
    since: float | None = None

    def take(self, said: dict[str, str]) -> None:
        """Take what the filters say of a frame."""
        if loudness := said.get("lavfi.r128.I"):
            self.loudness = float(loudness)
        if peak := said.get("lavfi.r128.true_peak"):
            self.peak = 20 * log10(float(peak)) if float(peak) > 0 else None
        if begin := said.get("lavfi.silence_start"):
            self.since = float(begin)
        if end := said.get("lavfi.silence_end"):
            self.silences.append((self.since if self.since is not None else 0.0, float(end)))
            self.since = None


def _faults(path: Path) -> Iterator[SoundFault]:
    try:
        with path.open("rb") as file, av.open(file, "r", format=FORMATS[path.suffix.lower()]) as container:
            if not container.streams.audio:
                yield _broken("The file holds no sound.")
                return
            yield from _tags(container)
            yield from _chapters(container)
            yield from _sound(container)
    except _BROKEN as error:
        yield _broken(f"The sound cannot be read: {_reason(error)}.")
    beside = [path.with_suffix(suffix) for suffix in (".vtt", ".srt", ".txt", ".html")]
    if not any(other.is_file() for other in beside):
        hint = f"Put {printable(beside[0].name)} or {printable(beside[-1].name)} beside it."
        yield SoundFault(rule="audio.no-transcript", message="Neither captions nor a transcript lie beside it.", hint=hint)


def _broken(message: str) -> SoundFault:
    return SoundFault(rule="audio.broken", message=message, hint="Make the file anew.")


def _reason(error: BaseException) -> str:
    said = getattr(error, "strerror", None) or type(error).__name__
    return " ".join(str(said).split())[:100]


def _tags(container: InputContainer) -> Iterator[SoundFault]:
    sound = container.streams.audio[0]
    language = str(sound.language or container.metadata.get("language") or "").strip()
    if language in ("", "und"):
        hint = "Name it: in the track of an M4B, in the frame TLAN of an MP3."
        yield SoundFault(rule="audio.no-language", message="The file does not name the language of its sound.", hint=hint)
    if not str(container.metadata.get("title") or "").strip():
        yield SoundFault(rule="audio.no-title", message="The file has no title.", hint="Give it the title of the article.")


def _chapters(container: InputContainer) -> Iterator[SoundFault]:
    length = (container.duration or 0) / av.time_base
    places = [
        (float(one["start"] * base), float(one["end"] * base), str(one["metadata"].get("title") or ""))
        for one in container.chapters()[:MAX_CHAPTERS]
        if (base := one["time_base"])
    ]
    if not places and length > MAX_CHAPTER_SECONDS:
        hint = "Give each section a chapter: listeners jump by them."
        yield SoundFault(rule="audio.no-chapters", message=f"A sound of {clock(length)} has no chapters.", hint=hint)
    for begin, end, title in places:
        at = f"The chapter at {clock(begin)}"
        if not title.strip():
            yield SoundFault(rule="audio.chapter", message=f"{at} has no title.", hint="Give it that of its section.")
        if not 0 <= begin < end or (length and end > length + 1):
            hint = f"Let it lie within the sound, which lasts {clock(length)}."
            yield SoundFault(rule="audio.chapter", message=f"{at} ends at {clock(end)}.", hint=hint)
        elif end - begin > MAX_CHAPTER_SECONDS:
            message = f"{at}, {printable(title[:60])!r}, lasts {clock(end - begin)}."
            yield SoundFault(
                rule="audio.long-chapter", message=message, hint="Begin chapters at subsections, tables and figures too."
            )
    for (begin, *_), (after, *_) in pairwise(places):
        if after < begin:
            message = f"The chapter at {clock(after)} comes after one that begins at {clock(begin)}."
            yield SoundFault(rule="audio.chapter", message=message, hint="Sort the chapters by their times.")


def _sound(container: InputContainer) -> Iterator[SoundFault]:
    """Decode the sound, and yield what is wrong with it."""
    measured = _Measured()
    try:
        _measure(container, measured)
    except _BROKEN as error:
        yield _broken(f"The sound breaks off at {clock(measured.seconds)}: {_reason(error)}.")
    if measured.seconds >= MAX_SECONDS:
        message = f"Only the first {MAX_SECONDS // 3600} hours of the sound were examined."
        yield SoundFault(rule="audio.unexamined", message=message, hint="Cut it into several files.")
    if measured.seconds < _MIN_JUDGED:
        return
    quietest, loudest = LOUDNESS
    if measured.loudness is not None and not quietest <= round(measured.loudness, 1) <= loudest:
        message = f"The loudness is {measured.loudness:.1f} LUFS."
        yield SoundFault(rule="audio.loudness", message=message, hint=f"Bring it to {(quietest + loudest) / 2:.0f} LUFS.")
    if measured.peak is not None and measured.peak > MAX_PEAK:
        message = f"The true peak is {measured.peak:.1f} dBTP."
        yield SoundFault(rule="audio.peak", message=message, hint=f"Limit it to {MAX_PEAK:.0f} dBTP.")
    for begin, end in measured.silences:
        message = f"Nothing is heard from {clock(begin)} to {clock(end)}, for {end - begin:.1f} seconds."
        yield SoundFault(rule="audio.silence", message=message, hint="Shorten the pause, or see what is missing there.")


def _measure(container: InputContainer, measured: _Measured) -> None:
    """Decode and measure the first sound of a file."""
    sound = container.streams.audio[0]
    if sound.codec_context.name not in _CODECS:
        raise ValueError
    graph = None
    for frame in container.decode(sound):
        if graph is None:
            graph = _graph(frame)
        graph.push(frame)
        measured.seconds += frame.samples / frame.sample_rate
        _pull(graph, measured)
        if measured.seconds >= MAX_SECONDS:
            return
    if graph is None:
        raise ValueError
    graph.push(None)
    _pull(graph, measured)
    if measured.since is not None and measured.seconds - measured.since > MAX_SILENCE:
        measured.silences.append((measured.since, measured.seconds))


def _graph(frame: av.AudioFrame) -> av.filter.Graph:
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=frame.sample_rate, format=frame.format.name, layout=frame.layout.name, time_base=frame.time_base
    )
    loudness = graph.add("ebur128", "metadata=1:peak=true:framelog=quiet")
    silence = graph.add("silencedetect", f"noise=-50dB:duration={MAX_SILENCE}")
    graph.link_nodes(source, loudness, silence, graph.add("abuffersink")).configure()
    return graph


def _pull(graph: av.filter.Graph, measured: _Measured) -> None:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        measured.take(dict(frame.metadata))
