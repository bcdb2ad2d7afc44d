"""The engine that is always there: eSpeak NG, from the package espeakng-loader, without network or system install."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import espeakng_loader
import numpy as np

from editions.findings import EngineUnavailable, SpeechError
from editions.narration.speech import Request, Samples
from editions.narration.speech.espeak_process import SAMPLE_RATE, SoundPiece, Workers
from editions.narration.speech.espeak_voices import Voices, read_voices
from editions.narration.speech.languages import closest
from editions.narration.speech.silence import join, trim
from editions.narration.speech.text import PIECE_GAP, pieces

RATES = range(80, 451)
"""Words a minute that eSpeak NG can speak; its own rate is 175."""

MAX_CHARS = 500
"""Characters spoken at once. eSpeak itself cuts clauses of more than 800; this also bounds time and memory."""


class EspeakEngine:
    """eSpeak NG. The same request gives the same samples always: in any order, in any process, on any number of cores.

    A voice is one of eSpeak's names, with a variant or not: ``en-us``, ``pt-br+f3``. Without an accent in its tag English is
    American and Portuguese Brazilian, as CLDR has it. Speech is trimmed to ``silence.MARGIN`` on both sides; text without
    anything to say gives no samples. ``data`` is the folder ``espeak-ng-data`` (None: the package's own).

    Safe to use from several threads. Worker processes stay until the engine is dropped or ``close`` is called.
    """

    name = "espeak"
    sample_rate = SAMPLE_RATE
    is_thread_safe = True

    def __init__(self, data: Path | None = None) -> None:
        self.version = version("espeakng-loader") if data is None else None
        self._library, self._data = _files(data)
        self._idle: list[Workers] = []
        self._owner = os.getpid()
        self._finalizer = weakref.finalize(self, _end, self._idle)

    @cached_property
    def voices(self) -> Voices:
        """The voices there are. Raises ``EngineUnavailable``."""
        try:
            return read_voices(self._data)
        except OSError as error:
            raise EngineUnavailable(f"eSpeak NG's voices cannot be read: {error}. Reinstall espeakng-loader.") from error

    def every_voice(self) -> list[tuple[str, str]]:
        """Return the language (as eSpeak NG writes it) and the name of each voice, sorted. Raises ``EngineUnavailable``."""
        return sorted((tag, voice.name) for tag, voice in self.voices.by_language.items())

    def voice_for(self, lang: str) -> str | None:
        """Return the name of the voice that speaks a language (BCP 47), None where there is none."""
        voice = closest(lang, self.voices.by_language)
        return voice.name if voice else None

    def speak(self, requests: Sequence[Request]) -> Iterator[Samples]:
        """Yield the speech of each request, in order; all are checked before the first is spoken. Raises ``SpeechError``."""
        return self._spoken([self._pieces(request) for request in requests])

    def close(self) -> None:
        """End the worker processes; the engine can still be used, and starts new ones."""
        _end(self._idle)

    def _spoken(self, jobs: Sequence[Sequence[SoundPiece]]) -> Iterator[Samples]:
        workers = self._take()
        try:
            answers = workers.speak([piece for job in jobs for piece in job])
            for job in jobs:
                parts = [trim(np.frombuffer(next(answers), "<i2").astype(np.int16, copy=False), SAMPLE_RATE) for _ in job]
                yield join(((part, PIECE_GAP) for part in parts), SAMPLE_RATE)
        except BaseException:
            # Also where the caller stops early: unread replies would be taken for those of the next requests.
            workers.end()
            raise
        self._idle.append(workers)

    def _take(self) -> Workers:
        """Idle workers or new ones; never those of the process that this one was forked from."""
        if self._owner != os.getpid():
            self._owner, self._idle = os.getpid(), []
        try:
            return self._idle.pop()
        except IndexError:
            return Workers(self._library, self._data)

    def _pieces(self, request: Request) -> list[SoundPiece]:
        voice, rate = self._voice(request), request.rate or 0
        if request.rate is not None and request.rate not in RATES:
            raise SpeechError(f"eSpeak NG speaks {RATES[0]} to {RATES[-1]} words a minute, not {request.rate}.")
        return [SoundPiece(text=text, voice=voice, rate=rate) for text in pieces(request.text, MAX_CHARS)]

    def _voice(self, request: Request) -> str:
        name = request.voice or self.voice_for(request.lang)
        if name is None:
            raise SpeechError(f"eSpeak NG has no voice for the language {request.lang!r}. “editions voices” lists them.")
        path = self.voices.path(name)
        if path is None:
            raise SpeechError(f"eSpeak NG has no voice {name!r}. “editions voices” lists them.")
        return path


def _files(data: Path | None) -> tuple[Path, Path]:
    try:
        found = data or Path(espeakng_loader.get_data_path())
        library = Path(espeakng_loader.get_library_path())
    except RuntimeError as error:
        raise EngineUnavailable(f"eSpeak NG is not installed whole: {error}. Reinstall espeakng-loader.") from error
    return library, found.absolute()


def _end(idle: list[Workers]) -> None:
    while idle:
        idle.pop().end()
