"""One side of ``./dev bench audio``, in a process of its own: prints its seconds of wall and of processor time as JSON.

``audio_side.py ours ARTICLE CORES CACHE``: the narrations of an article's editions, as a build makes them.
``audio_side.py bare ARTICLE CORES -``: the same requests, each spoken by eSpeak NG in a process with a state of its own, and
encoded by the same encoder in one go: nothing levelled, nothing in parts, nothing side by side.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import espeakng_loader
import numpy as np

import editions
from editions.building.options import BuildOptions
from editions.building.sound import narrating
from editions.building.timings import Timings
from editions.narration.accents import regional_voices
from editions.narration.audio.encoding import AAC
from editions.narration.formulas import with_engine_words
from editions.narration.kept import Listener
from editions.narration.speaking import speak
from editions.narration.speech import Request
from editions.narration.speech.espeak import EspeakEngine
from editions.narration.utterances import utterances

RATE = 22050


def ours(article: editions.Article, folder: Path) -> None:
    """Narrate the editions."""
    engine, items = EspeakEngine(), article.editions()
    folders = {item.id: folder / str(number) for number, item in enumerate(items)}
    for each in folders.values():
        each.mkdir()
    with narrating(items, BuildOptions(formats=("audio",)), engine, folders) as narrations:
        for item in items:
            with narrations.of(item, Timings()):
                pass
    engine.close()


def bare(requests: list[list[Request]], folder: Path) -> None:
    """Speak and encode requests, edition by edition."""
    engine = EspeakEngine()
    for number, each in enumerate(requests):
        with av.open(folder / f"{number}.m4a", "w", format=AAC.container) as container:
            stream = container.add_stream(AAC.name, rate=RATE, options=dict(AAC.options), layout="mono")
            stream.bit_rate = AAC.bits
            for samples in spoken(each, engine):
                frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
                frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))


def spoken(requests: list[Request], engine: EspeakEngine) -> Iterator[np.ndarray[tuple[int], np.dtype[np.int16]]]:
    """Yield each request's speech and a pause."""
    for request in requests:
        path = engine.voices.path(request.voice or engine.voice_for(request.lang) or "en") or "en"
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            speak_fresh(request.text.encode(), path.encode(), writing)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            samples = np.frombuffer(pipe.read(), np.int16)
        os.waitpid(process, 0)
        yield np.concatenate([samples, np.zeros(RATE * 35 // 100, np.int16)])


def speak_fresh(text: bytes, voice: bytes, pipe: int) -> None:
    """Speak a text with a library that was just loaded."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(2, 1000, bytes(Path(espeakng_loader.get_data_path()).parent), 0x8000)
    library.espeak_SetVoiceByName(voice)
    with os.fdopen(pipe, "wb") as out:

        def take(samples: int | None, count: int, _events: int | None) -> int:
            if samples and count > 0:
                out.write(ctypes.string_at(samples, 2 * count))
            return 0

        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(take)
        library.espeak_SetSynthCallback(callback)
        library.espeak_Synth(text, ctypes.c_size_t(len(text) + 1), 0, 1, 0, 1, None, None)


def asked(article: editions.Article) -> list[list[Request]]:
    """What a narration asks its engine for, edition by edition."""
    found = []
    for item in article.editions():
        text = with_engine_words(item)
        listener = Listener(EspeakEngine())
        said = utterances(text)
        next(speak(said, listener, voices=dict(regional_voices(text, listener, {}))), None)
        found.append(list(listener.requests))
    return found


def spent() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(side: str, source: str, cores: str, cache: str) -> None:
    """Print what one side takes."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
    os.environ["EDITIONS_CACHE"] = "" if cache == "-" else cache
    article = editions.read(source)
    requests = asked(article)  # for both sides: what is loaded only once is then loaded
    with tempfile.TemporaryDirectory() as folder:
        wall, processor = time.perf_counter(), spent()
        if side == "ours":
            ours(article, Path(folder))
        else:
            bare(requests, Path(folder))
        print(json.dumps({"wall": time.perf_counter() - wall, "processor": spent() - processor}))


if __name__ == "__main__":
    main(*sys.argv[1:])
