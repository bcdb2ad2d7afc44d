"""Utterances -> sound, one at a time: every run by a voice of its language, inside the sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import Final

from editions.findings import Finding, Severity, SpeechError, Where
from editions.narration.breaths import breaths
from editions.narration.speech import Engine, Request, Samples
from editions.narration.speech.silence import join, trim
from editions.narration.spoken_forms import Lexicon, SpokenForms
from editions.narration.timeline import Run, Utterance

NO_VOICES: Final[Mapping[str, str]] = MappingProxyType({})

SWITCH: Final = 0.06
"""Seconds between two voices inside a clause: about as long as a plosive is closed, so that it stays one sentence."""

CLAUSE: Final = 0.18
"""Seconds between two voices where a clause ends."""

BREATH: Final = 0.3
"""Seconds between two clauses of a long sentence: about as long as a speaker breathes in."""

NO_LEXICONS: Final[Mapping[str, Lexicon]] = MappingProxyType({})

ENDS: Final = tuple(".!?…;:,–—。！？、，；：")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenUtterance:
    """An utterance and its sound: mono, at the engine's rate, no silence around it; empty where there is nothing to say."""

    utterance: Utterance
    samples: Samples


def speak(
    utterances: Sequence[Utterance],
    engine: Engine,
    *,
    voices: Mapping[str, str] = NO_VOICES,
    rate: int | None = None,
    lexicons: Mapping[str, Lexicon] = NO_LEXICONS,
) -> Iterator[SpokenUtterance]:
    """Yield each utterance with its sound, in order.

    ``voices`` maps languages (a tag, or a language alone) to voices of the engine, which has its own choice for the others.
    ``rate`` is in words a minute; ``lexicons`` say how words are said, by primary subtags. Words in a language without
    a voice are spoken by that of the utterance's main language, or of the whole text's; ``missing_voices`` reports them.
    Voices say the spoken forms of what is written. All requests go to the engine at once, so that it can work ahead, and
    one utterance's sound is held at a time. Raises ``SpeechError``.
    """
    cast = _VoiceMap(utterances, engine, voices)
    forms = spoken_forms(utterances, lexicons)
    parts = [list(_in_breaths(_parts(utterance, cast), forms)) for utterance in utterances]
    sounds = engine.speak([_request(part, last, rate) for row in parts for part, last in _marked(row)])
    for utterance, row in zip(utterances, parts, strict=True):
        said = [(trim(next(sounds), engine.sample_rate), part.gap) for part in row]
        yield SpokenUtterance(utterance=utterance, samples=join(said, engine.sample_rate))


def spoken_forms(utterances: Sequence[Utterance], lexicons: Mapping[str, Lexicon] = NO_LEXICONS) -> SpokenForms:
    """Return how the words of utterances are said: ``of(run.text, run.lang)`` for each of their runs."""
    return SpokenForms.learnt(((run.text, run.lang) for utterance in utterances for run in utterance.runs), lexicons)


def missing_voices(
    utterances: Sequence[Utterance], engine: Engine, *, voices: Mapping[str, str] = NO_VOICES, file: str = ""
) -> tuple[Finding, ...]:
    """Return a warning (``narration.no-voice``) for each language that no voice speaks, at its first place."""
    first: dict[str, str] = {}
    words: Counter[str] = Counter()
    for place, run in ((utterance.id, run) for utterance in utterances for run in utterance.runs if _letters(run.text)):
        first.setdefault(run.lang, place)
        words[run.lang] += len(run.text.split())
    missing = [lang for lang in first if _voice(lang, engine, voices) is None]
    return tuple(_no_voice(lang, words[lang], engine.name, Where(file=file, id=first[lang])) for lang in missing)


@dataclass(frozen=True, slots=True)
class _Part:
    """Words that one voice says at a stretch, and the seconds of silence before what follows them."""

    text: str
    lang: str
    voice: str
    gap: float = 0.0


class _VoiceMap:
    """Which voice speaks a language: looked up once a language, as an engine may take its time."""

    def __init__(self, utterances: Sequence[Utterance], engine: Engine, voices: Mapping[str, str]) -> None:
        langs = {run.lang for utterance in utterances for run in utterance.runs}
        found = {lang: _voice(lang, engine, voices) for lang in sorted(langs)}
        self._voices = {lang: voice for lang, voice in found.items() if voice is not None}
        self._main = self.main(run for utterance in utterances for run in utterance.runs)
        self._engine = engine.name

    def main(self, runs: Iterable[Run]) -> str | None:
        """Return the language with the most letters among those that have a voice; of equals the first."""
        letters: Counter[str] = Counter()
        for run in runs:
            if run.lang in self._voices:
                letters[run.lang] += _letters(run.text)
        return max(letters, key=letters.__getitem__, default=None)

    def of(self, run: Run, runs: Sequence[Run]) -> tuple[str, str]:
        """Return the language and the voice that say a run among the runs of its utterance. Raises ``SpeechError``."""
        lang = run.lang if run.lang in self._voices else self.main(runs) or self._main
        if lang is None:
            raise SpeechError(f"No voice of {self._engine} speaks {run.lang!r}. Choose another engine, or name a voice for it.")
        return lang, self._voices[lang]


def _voice(lang: str, engine: Engine, voices: Mapping[str, str]) -> str | None:
    named = {key.casefold(): voice for key, voice in voices.items()}
    tag = lang.casefold()
    return named.get(tag) or named.get(tag.partition("-")[0]) or engine.voice_for(lang)


def _parts(utterance: Utterance, cast: _VoiceMap) -> list[_Part]:
    """The stretches of an utterance: runs of the same voice in one, punctuation with the words beside it."""
    runs = _with_words(utterance.runs)
    stretches = groupby(runs, key=lambda run: cast.of(run, runs))
    return [_Part("".join(run.text for run in said), *who) for who, said in stretches]


def _in_breaths(parts: Sequence[_Part], forms: SpokenForms) -> Iterator[_Part]:
    """Yield the parts of an utterance as they are said, the long ones in several."""
    for part in parts:
        said = breaths(forms.of(part.text, part.lang).text)
        for text in said[:-1]:
            yield replace(part, text=text, gap=BREATH)
        yield replace(part, text=said[-1], gap=_gap(part))


def _with_words(runs: Sequence[Run]) -> list[Run]:
    """The runs that have letters or digits; the text of the others goes to the run before them, else to the one after.

    Without any letter all is one run: a sign may be a word to the engine (``%``).
    """
    found: list[Run] = []
    before = ""
    for run in runs:
        if _letters(run.text):
            found.append(Run(text=before + run.text, lang=run.lang))
            before = ""
        elif found:
            found[-1] = Run(text=found[-1].text + run.text, lang=found[-1].lang)
        else:
            before += run.text
    return found or [Run(text=before, lang=run.lang) for run in runs[:1] if before.strip()]


def _marked(row: Sequence[_Part]) -> Iterator[tuple[_Part, bool]]:
    """Each part, and whether it is the last one."""
    yield from ((part, number == len(row)) for number, part in enumerate(row, 1))


def _request(part: _Part, last: bool, rate: int | None) -> Request:
    # At an open end engines lower the voice as at a full stop; a comma keeps it up for what follows.
    text = part.text.strip()
    text = text if last or _closed(part) else text + ","
    return Request(text=text, lang=part.lang, voice=part.voice, rate=rate)


def _gap(part: _Part) -> float:
    return CLAUSE if _closed(part) else SWITCH


def _closed(part: _Part) -> bool:
    return part.text.rstrip("\"'»”’)] \u00a0").endswith(ENDS)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _no_voice(lang: str, words: int, engine: str, where: Where) -> Finding:
    return Finding(
        rule="narration.no-voice",
        severity=Severity.WARNING,
        where=where,
        message=f"No voice of {engine} speaks {lang!r}: {words} words are read by a voice of another language.",
        hint="Name a voice for it, or choose another engine; “editions voices” lists them.",
    )
