"""The encoders: sound in, a file of AAC or MP3 out, each encoded once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from langcodes import Language

from editions.narration.audio.recording import Samples
from editions.safety.writing import draft, os_errors_as_output_error


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
# sound at 1.8 dB of spectral distance; from level 7 on it hears no longer what the ear does: 3.2 s, 2.6 dB.
MP3 = Codec(name="libmp3lame", container="mp3", bits=64_000, options={"compression_level": "5"})


class Encoder:
    """A stream that is being encoded (a ``Sink`` of ``record``)."""

    def __init__(self, target: Path, container: OutputContainer, stream: AudioStream) -> None:
        self._target = target
        self._container = container
        self._stream = stream
        self._position = 0

    def write(self, samples: Samples) -> None:
        """Encode the next samples. Raise ``OutputError`` where they cannot be written."""
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self._stream.codec_context.sample_rate
        frame.pts, frame.time_base = self._position, Fraction(1, frame.sample_rate)
        self._position += samples.size
        with os_errors_as_output_error(self._target, av.FFmpegError):
            self._container.mux(self._stream.encode(frame))

    def finish(self) -> None:
        """Write what the encoder still holds, and the file's index."""
        with os_errors_as_output_error(self._target, av.FFmpegError):
            self._container.mux(self._stream.encode(None))
            self._container.close()


@contextmanager
def encoder(target: Path, codec: Codec, *, rate: int, lang: str) -> Iterator[Encoder]:
    """Open ``target`` for mono sound of ``rate`` hertz in a language (BCP 47).

    The file is there once the block has ended well; after an error nothing is. Raise ``OutputError`` where it cannot be
    written.
    """
    with draft(target) as part:
        with os_errors_as_output_error(target, av.FFmpegError):
            container = av.open(part, "w", format=codec.container, options=container_options(codec.container, rate))
        try:
            sink = Encoder(target, container, _stream(container, codec, rate, lang))
            yield sink
            sink.finish()
        finally:
            with os_errors_as_output_error(target, av.FFmpegError):
                container.close()


def _stream(container: OutputContainer, codec: Codec, rate: int, lang: str) -> AudioStream:
    stream = container.add_stream(codec.name, rate=rate, options=dict(codec.options), layout="mono")
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
