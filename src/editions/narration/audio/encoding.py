"""The encoders: sound in, a file of AAC or MP3 out, each encoded once, in parts that are encoded side by side.

A part ends in the silence between two utterances. Its encoder begins a few frames before the part and goes on a few after it:
the frames in between are those that one encoder would have made there, and they alone go into the file. Where the parts end
depends on the timeline alone, so that the bytes are the same on any number of cores.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet as AnyPacket
from langcodes import Language

from editions.narration.audio import loudness
from editions.narration.audio.recording import Spool
from editions.narration.timeline import Timeline
from editions.safety.writing import draft, os_errors_as_output_error

Packet: TypeAlias = "AnyPacket[AudioStream]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How sound is encoded, and in which container. ``bits`` a second; options are FFmpeg's own."""

    name: Literal["aac", "libmp3lame"]
    container: Literal["mp4", "mp3"]
    bits: int
    options: Mapping[str, str]


# FFmpeg's two AAC coders on 653 s of speech at 22.05 kHz: "fast" took 2.4 s of CPU at 31 dB signal to noise and 1.4 dB of
# spectral distance, "twoloop" (the default) 11.6 s, 24 dB and 1.8 dB.
AAC = Codec(name="aac", container="mp4", bits=64_000, options={"aac_coder": "fast"})
# A constant bit rate, because players find a time in it without reading the whole file. LAME's level 5 took 5.3 s for the same
# sound at 1.8 dB of spectral distance; from level 7 on it hears no longer what the ear does: 3.2 s, 2.6 dB. Without a reservoir
# no frame keeps bits in those before it, which may be another part's.
MP3 = Codec(name="libmp3lame", container="mp3", bits=64_000, options={"compression_level": "5", "reservoir": "0"})

PART_SECONDS = 30
"""The least length of a part: long against the frames that are encoded twice, short against the narration of a short text."""

OVERLAP = 2048
"""Samples that an encoder takes before its part, and after it: two frames of AAC, four of MP3."""

MIN_PAUSE = 2 * (OVERLAP + 576) + 64
"""Samples of silence in which a part can end: the overlaps, and the place moved to the beginning of a frame."""

CHUNK = 1 << 15
"""Samples that go into an encoder at once."""

SAMPLED_PARTS = 8
"""How many parts are levelled to learn how much loudness the limiter takes."""


def encode(spool: Spool, timeline: Timeline, files: Sequence[tuple[Path, Codec]], *, decibels: float) -> None:
    """Write the sound of a timeline, raised by some decibels, into files: one a codec.

    A file is there once it is whole; after an error none is. Raise ``OutputError`` where one cannot be written.
    """
    parts, rate = list(pairwise(edges(timeline))), timeline.rate
    with ExitStack() as stack, ThreadPoolExecutor(_cores(), thread_name_prefix="encode") as pool:
        outputs = [stack.enter_context(_output(file, codec, rate, timeline.lang)) for file, codec in files]
        step = -(-len(parts) // SAMPLED_PARTS)
        decibels += loudness.lost((spool.read(*part) for part in parts[::step]), rate, decibels)

        def made(part: tuple[int, int]) -> list[list[Packet]]:
            return _encoded(spool, part, [codec for _, codec in files], timeline, decibels)

        for packets in _in_order(pool, made, parts):
            for output, mine in zip(outputs, packets, strict=True):
                output.write(mine)


def edges(timeline: Timeline) -> list[int]:
    """Return where parts begin and end: in the middle of pauses, and at both ends of the sound."""
    found = [0]
    for clip, after in pairwise(timeline.clips):
        middle = (clip.end + after.begin) // 2
        if after.begin - clip.end >= MIN_PAUSE and middle - found[-1] >= PART_SECONDS * timeline.rate:
            found.append(middle)
    return [*found, timeline.length]


def _in_order(
    pool: ThreadPoolExecutor, work: Callable[[tuple[int, int]], list[list[Packet]]], parts: Sequence[tuple[int, int]]
) -> Iterator[list[list[Packet]]]:
    """Yield what comes of each part, in order, while those after it are under way: only as many as there are cores are held."""
    waiting: deque[Future[list[list[Packet]]]] = deque()
    try:
        for part in parts:
            waiting.append(pool.submit(work, part))
            if len(waiting) > 2 * _cores():
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _encoded(
    spool: Spool, part: tuple[int, int], codecs: Sequence[Codec], timeline: Timeline, decibels: float
) -> list[list[Packet]]:
    """Return a part's packets in each codec. It is levelled once."""
    around = 2 * OVERLAP
    begin, end = max(part[0] - around, 0), min(part[1] + around, timeline.length)
    sound = loudness.levelled(spool.read(begin, end), timeline.rate, decibels)
    return [_packets(sound, begin, part, codec, timeline) for codec in codecs]


def _packets(sound: loudness.LevelledSound, at: int, part: tuple[int, int], codec: Codec, timeline: Timeline) -> list[Packet]:
    """Return the packets that are heard in a part. ``at`` is the place of the first sample of ``sound`` in the whole."""
    context = _context(codec, timeline.rate)
    context.open()
    first, after = (_on_frame(place, context.frame_size, timeline.length) for place in part)
    overlap = -(-OVERLAP // context.frame_size) * context.frame_size
    begin, end = max(first - overlap, 0), min(after + overlap, timeline.length)
    packets: list[Packet] = []
    for place in range(begin, end, CHUNK):
        piece = sound[place - at : min(place + CHUNK, end) - at]
        frame = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = timeline.rate, place, Fraction(1, timeline.rate)
        packets += context.encode(frame)
    packets += context.encode(None)
    last = after == timeline.length
    return [packet for packet in packets if (first == 0 or _pts(packet) >= first) and (last or _pts(packet) < after)]


def _pts(packet: Packet) -> int:
    return packet.pts or 0


def _on_frame(place: int, size: int, length: int) -> int:
    """Return the beginning of the frame that is nearest to a place: the same for the parts before and after it."""
    return place if place in (0, length) else round(place / size) * size


def _context(codec: Codec, rate: int) -> AudioCodecContext:
    context = av.CodecContext.create(codec.name, "w")
    if not isinstance(context, AudioCodecContext):
        raise TypeError(codec.name)
    context.sample_rate, context.time_base, context.bit_rate = rate, Fraction(1, rate), codec.bits
    context.layout, context.format, context.options = "mono", "fltp", dict(codec.options)
    return context


class EncodedFile:
    """A file that takes the packets of one codec, in order."""

    def __init__(self, target: Path, container: OutputContainer, stream: AudioStream) -> None:
        self._target = target
        self._container = container
        self._stream = stream

    def write(self, packets: Sequence[Packet]) -> None:
        """Write the next packets. Raise ``OutputError`` where they cannot be written."""
        with os_errors_as_output_error(self._target, av.FFmpegError):
            for packet in packets:
                packet.stream = self._stream
                self._container.mux(packet)

    def finish(self) -> None:
        """Write the file's index."""
        with os_errors_as_output_error(self._target, av.FFmpegError):
            self._container.close()


@contextmanager
def _output(target: Path, codec: Codec, rate: int, lang: str) -> Iterator[EncodedFile]:
    """Open ``target`` for mono sound of ``rate`` hertz in a language (BCP 47). After an error there is no file."""
    with draft(target) as part:
        with os_errors_as_output_error(target, av.FFmpegError):
            container = av.open(part, "w", format=codec.container, options=container_options(codec.container, rate))
        try:
            output = EncodedFile(target, container, _stream(container, codec, rate, lang))
            yield output
            output.finish()
        finally:
            with os_errors_as_output_error(target, av.FFmpegError):
                container.close()


def _stream(container: OutputContainer, codec: Codec, rate: int, lang: str) -> AudioStream:
    stream = container.add_stream(codec.name, rate=rate, options=dict(codec.options), layout="mono")
    stream.codec_context.format = "fltp"
    stream.bit_rate = codec.bits
    stream.metadata["language"] = alpha3(lang)
    return stream


def container_options(container: Literal["mp4", "mp3"], rate: int) -> dict[str, str]:
    """Return FFmpeg's options for a container: no version of FFmpeg in the file, and in MP4 exact times and the index first."""
    bitexact = {"fflags": "+bitexact"}
    # Without its own timescale, MP4's edit list and chapters are in milliseconds, and the end of the sound may be cut by one.
    exact = {"movie_timescale": str(rate), "movflags": "+faststart"}
    return bitexact | exact if container == "mp4" else bitexact


def alpha3(lang: str) -> str:
    """Return the ISO 639-2/T code of a BCP 47 tag, ``und`` where it has none: what MP4 and ID3 write."""
    try:
        return Language.get(lang).to_alpha3(variant="T")
    except (LookupError, ValueError):
        return "und"


def _cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
