"""Speech: text in one language and one voice -> samples. Engines know text and language, never the article.

To use an engine of your own, pass any object that fulfils ``Engine`` to ``editions.build``. A package offers one under a name
as an entry point, in its ``pyproject.toml``::

    [project.entry-points."editions.engines"]
    my-engine = "my_package:MyEngine"

``MyEngine()`` fulfils ``Engine``. Those of this package are in ``ENGINES``, whose names no other package can take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Annotated, Any, Final, Protocol, runtime_checkable

from editions.findings import UsageError
from editions.safety.file_names import short_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]
else:  # an edition without narration needs no numpy, and type hints resolve without it
    Samples = Annotated[Any, "numpy.typing.NDArray[numpy.int16]"]

GROUP: Final = "editions.engines"
"""The entry points under which packages offer engines."""


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


@runtime_checkable
class Engine(Protocol):
    """A voice engine. ``name`` is what ``--engine`` says, ``sample_rate`` in hertz, mono.

    Two attributes may be there as well. ``version`` is a text that changes when the same request sounds different: narrations
    by an engine that has none are not kept from one build to the next. ``is_thread_safe`` is true where several threads may use
    the engine at once: it then speaks two editions at a time, while other files are made.
    """

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


def engine(asked: str | Engine = "auto") -> Engine:
    """Return the engine of a name, or the engine itself; ``auto`` is the first of ``AUTO``.

    Raises ``UsageError`` for an unknown name, an engine that cannot be loaded, and an object that is not an ``Engine``.
    """
    if not isinstance(asked, str):
        return _checked(asked, type(asked).__name__)
    chosen = AUTO[0] if asked == "auto" else asked
    return _own(chosen) if chosen in ENGINES else _installed(chosen)


def names() -> list[str]:
    """Return the names of the engines: ours, then those that other packages offer."""
    return [*ENGINES, *sorted({point.name for point in entry_points(group=GROUP)} - set(ENGINES))]


def _own(name: str) -> Engine:
    module, _, factory = ENGINES[name].partition(":")
    made: Engine = getattr(import_module(module), factory)()
    return made


def _installed(name: str) -> Engine:
    """Return an engine of another package. Raises ``UsageError``."""
    point = next(iter(entry_points(group=GROUP, name=name)), None)
    if point is None:
        raise UsageError(f"Unknown engine {name!r}. Choose one of: auto, {', '.join(names())}.")
    try:
        made = point.load()()
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        raise UsageError(f"The engine {name!r} ({point.value}) cannot be loaded: {short_line(said)}.") from error
    return _checked(made, name)


def _checked(made: object, name: str) -> Engine:
    """Return what fulfils ``Engine``. Raises ``UsageError`` for anything else, and names what it lacks."""
    if isinstance(made, Engine):
        return made
    lacks = [part for part in ("name", "sample_rate", "voice_for", "speak") if not hasattr(made, part)]
    raise UsageError(f"The engine {name!r} lacks {', '.join(lacks)}: see editions.Engine.")
