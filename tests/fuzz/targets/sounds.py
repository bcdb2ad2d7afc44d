"""Sound files and captions to check: ours, changed byte by byte."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache, partial
from typing import Literal

import av
import numpy as np

from fuzz.mutations import BYTES
from fuzz.target import Target
from fuzz.targets.pdfs import checked

_RATE = 22050
_CUES = (
    "s1\n00:00:00.250 --> 00:00:02.000\nAs aves voltam,\ntodos os anos.\n\n"
    "s2\n00:00:02.000 --> 00:00:04.000\n<lang en>Later</lang> &amp; depois.\n"
)


def _captions() -> dict[str, bytes]:
    return {
        "a.vtt": f"WEBVTT Kind: captions; Language: pt\n\nNOTE Made by hand\n\n{_CUES}".encode(),
        "a.srt": _CUES.replace(".250", ",250").replace(".000", ",000").replace("s1", "1").replace("s2", "2").encode(),
    }


@cache
def _sounds() -> dict[str, bytes]:
    return {"a.m4b": _tone("mp4", "aac"), "a.mp3": _tone("mp3", "libmp3lame")}


def _tone(container: str, codec: Literal["aac", "libmp3lame"]) -> bytes:
    """A second of sound with a title, a language and two chapters."""
    made = io.BytesIO()
    with av.open(made, "w", format=container, options={"fflags": "+bitexact"}) as output:
        stream = output.add_stream(codec, rate=_RATE, layout="mono")
        output.metadata.update({"title": "As aves", "language": "por"})
        stream.metadata["language"] = "por"
        base = Fraction(1, 1000)
        output.set_chapters(
            [
                {"id": number, "start": 500 * number, "end": 500 * number + 500, "time_base": base, "metadata": {"title": "Um"}}
                for number in range(2)
            ]
        )
        wave = (0.15 * np.sin(2 * np.pi * 440 * np.arange(_RATE) / _RATE)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = _RATE
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return made.getvalue()


CAPTIONS = Target(
    name="captions",
    says="WebVTT and SubRip, checked",
    seeds=_captions,
    mutations=BYTES,
    run=partial(checked, seconds=30),
    weight=2,
)
SOUNDS = Target(
    name="sounds",
    says="M4B and MP3, a second long, checked",
    seeds=_sounds,
    mutations=BYTES,
    run=partial(checked, seconds=30),
    weight=2,
)
TARGETS = (CAPTIONS, SOUNDS)
