"""Speech: text in one language and one voice -> samples. Engines know text and language, never the article.

To add an engine: one module with a class that fulfils ``Engine``, and a row in ``ENGINES``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from editions.findings import UsageError

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Words to speak: text without markup, in the language ``lang`` (BCP 47).

    ``voice`` is an engine's own name for a voice (None: the engine's choice for the language); ``rate`` the speed in words
    a minute (None: the engine's own).
    """

    text: str
    lang: str
    voice: str | None = None
    rate: int | None = None


class Engine(Protocol):
    """A voice engine. ``name`` is what ``--engine`` says, ``sample_rate`` in hertz, mono."""

    name: str
    sample_rate: int

    def voice_for(self, lang: str) -> str | None:
        """Return the name of the voice that speaks a language (BCP 47), None where the engine has none."""

    def speak(self, requests: Sequence[Request]) -> Iterator[Samples]:
        """Yield the speech of each request, in order; the same request gives the same samples, whatever came before.

        Raises ``SpeechError`` (``EngineUnavailable`` where the engine or its service cannot be reached).
        """


ENGINES = {
    "espeak": "editions.narration.speech.espeak:EspeakEngine",
    "gtts": "editions.narration.speech.google:GoogleEngine",
}
AUTO = ("espeak",)


def engine(name: str = "auto") -> Engine:
    """Return the engine of that name; ``auto`` is the first of ``AUTO``. Raises ``UsageError`` for an unknown name."""
    chosen = AUTO[0] if name == "auto" else name
    if chosen not in ENGINES:
        raise UsageError(f"Unknown engine {name!r}. Choose one of: auto, {', '.join(ENGINES)}.")
    module, _, factory = ENGINES[chosen].partition(":")
    made: Engine = getattr(import_module(module), factory)()
    return made
