"""The engine that needs the network: Google's speech service, spoken to as the package gtts does.

gtts itself is used for its languages and for the body of a request. Its sending is not: it does not verify TLS certificates,
has no time limit, cuts sentences at commas and loses them, and leaves empty files behind.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import gtts
import gtts.lang
import numpy as np

from editions.findings import SpeechError
from editions.narration.speech import Request, Samples
from editions.narration.speech.google_cache import Cache
from editions.narration.speech.google_service import Service, ServiceLimits
from editions.narration.speech.languages import closest
from editions.narration.speech.silence import join, trim
from editions.narration.speech.text import PIECE_GAP, pieces

MAX_CHARS = 200
"""Characters that the service takes in one request, as clients of it report; gtts itself stays under 100."""

SLOW_BELOW = 120
"""Words a minute below which the service's slow voice is asked for: it has two speeds."""

ACCENTS: Mapping[str, tuple[str, str]] = {
    "en-us": ("en", "com"),
    "en-gb": ("en", "co.uk"),
    "en-au": ("en", "com.au"),
    "en-ca": ("en", "ca"),
    "en-in": ("en", "co.in"),
    "en-ie": ("en", "ie"),
    "en-ng": ("en", "com.ng"),
    "en-za": ("en", "co.za"),
    "es-es": ("es", "es"),
    "es-mx": ("es", "com.mx"),
    "es-419": ("es", "com.mx"),
    "es-us": ("es", "us"),
    "fr-fr": ("fr", "fr"),
    "fr-ca": ("fr-CA", "ca"),
    "pt-br": ("pt", "com.br"),
    "pt-pt": ("pt-PT", "pt"),
    "zh-hans": ("zh-CN", "com"),
    "zh-hant": ("zh-TW", "com"),
}
"""Tag -> the service's language and the domain that gives the accent (gtts, “Localized accents”)."""

OLD_CODES = {"iw": "he", "jw": "jv"}
_DOMAIN = re.compile(r"[a-z]{2,3}(\.[a-z]{2,3})?")
_AUDIO = re.compile(rb'jQ1olc","\[\\"([^"\\]*)\\"]')


@dataclass(frozen=True, slots=True)
class GoogleVoice:
    """A language of the service, the domain that answers (its accent), and whether it speaks slowly."""

    lang: str
    domain: str
    slow: bool = False


class GoogleEngine:
    """Google's speech service: one request a sentence, at a measured pace, kept in a cache so that a build can be resumed.

    A voice is named ``LANGUAGE@DOMAIN`` (``pt@com.br``: Portuguese as translate.google.com.br speaks it). ``url`` takes the
    place of the service's address, ``cache`` of the folder of ``google_cache``. Proxy and certificate variables apply.

    The text of the article is sent to Google. Speech is the same again only where the cache has it: the service changes.
    """

    name = "gtts"
    sample_rate = 24000

    def __init__(self, *, url: str | None = None, cache: Path | None = None, limits: ServiceLimits = ServiceLimits()) -> None:  # noqa: B008 (frozen)
        self.version = gtts.__version__ if url is None else None
        self._service = Service(url, limits)
        self._cache = Cache(cache)
        self._voices = _voices()

    def every_voice(self) -> list[tuple[str, str]]:
        """Return the language and the name of each voice, sorted."""
        return sorted((lang, f"{voice.lang}@{voice.domain}") for lang, voice in self._voices.items())

    def voice_for(self, lang: str) -> str | None:
        """Return the name of the voice for a language (BCP 47), None where the service has none."""
        voice = closest(lang, self._voices)
        return f"{voice.lang}@{voice.domain}" if voice else None

    def speak(self, requests: Sequence[Request]) -> Iterator[Samples]:
        """Yield the speech of each request, in order; all voices are checked before the first is asked for.

        Raises ``EngineUnavailable`` at once where the service cannot be reached, ``SpeechError`` where it does not deliver.
        What it has delivered stays in the cache.
        """
        return self._spoken([(self._voice(request), pieces(request.text, MAX_CHARS)) for request in requests])

    def _spoken(self, jobs: Sequence[tuple[GoogleVoice, Sequence[str]]]) -> Iterator[Samples]:
        for voice, texts in jobs:
            parts = [self._piece(voice, text) for text in texts if any(map(str.isalnum, text))]
            yield join(((part, PIECE_GAP) for part in parts), self.sample_rate)

    def _piece(self, voice: GoogleVoice, text: str) -> Samples:
        key = _key(voice, text)
        kept = self._cache.read(key)
        if kept is not None:
            try:
                return trim(decode(kept, self.sample_rate), self.sample_rate)
            except SpeechError:
                self._cache.drop(key)
        audio = find_audio(self._service.ask(voice.domain, body(voice, text), text), text)
        samples = decode(audio, self.sample_rate)
        self._cache.write(key, audio)
        return trim(samples, self.sample_rate)

    def _voice(self, request: Request) -> GoogleVoice:
        name = request.voice or self.voice_for(request.lang)
        if name is None:
            raise SpeechError(
                f"Google has no voice for the language {request.lang!r}. “editions voices --engine gtts” lists them."
            )
        lang, _, domain = name.partition("@")
        known = {voice.lang for voice in self._voices.values()}
        if lang not in known or not _DOMAIN.fullmatch(domain or "com"):
            raise SpeechError(f"Google has no voice {name!r}. “editions voices --engine gtts” lists them.")
        return GoogleVoice(lang, domain or "com", slow=request.rate is not None and request.rate < SLOW_BELOW)


class _Whole(gtts.gTTS):  # type: ignore[misc]  # gtts has no types
    """A request that is sent as it is: gtts cuts what is longer than this number, and edits what passes its functions."""

    GOOGLE_TTS_MAX_CHARS = 10 * MAX_CHARS


def body(voice: GoogleVoice, text: str) -> str:
    """Return the body of the request for a text of at most ``MAX_CHARS`` characters, as gtts makes it."""
    (made,) = _Whole(text, lang=voice.lang, slow=voice.slow, lang_check=False, pre_processor_funcs=[]).get_bodies()
    return str(made)


def find_audio(answer: bytes, text: str) -> bytes:
    """Return the MP3 inside an answer. Raises ``SpeechError`` where there is none: a sentence must not become silence."""
    found = _AUDIO.search(answer)
    try:
        audio = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        audio = b""
    if not audio:
        raise SpeechError(f"Google's speech service sent no audio for “{text[:60]}”. Try again, or use --engine espeak.")
    return audio


def decode(audio: bytes, rate: int) -> Samples:
    """Return an MP3 as mono samples at a rate in hertz. Raises ``SpeechError`` where it is none or has no sound."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    try:
        with av.open(io.BytesIO(audio), mode="r", format="mp3") as file:
            frames = [part for frame in file.decode(audio=0) for part in resampler.resample(frame)] + resampler.resample(None)
    except (av.FFmpegError, IndexError) as error:
        raise SpeechError(f"Google's speech service sent sound that cannot be read: {error}. Try again.") from error
    samples = np.concatenate([frame.to_ndarray()[0] for frame in frames]) if frames else np.zeros(0, np.int16)
    if not trim(samples, rate).size:
        raise SpeechError("Google's speech service sent silence. Try again, or use --engine espeak.")
    return samples.astype(np.int16, copy=False)


def _voices() -> dict[str, GoogleVoice]:
    """The service's languages by lower-case tag; those with accents are spoken with one."""
    plain = {OLD_CODES.get(code, code).lower(): GoogleVoice(code, "com") for code in gtts.lang.tts_langs()}
    return plain | {tag: GoogleVoice(*accent) for tag, accent in ACCENTS.items()}


def _key(voice: GoogleVoice, text: str) -> str:
    parts = ["editions-1", gtts.__version__, voice.lang, voice.domain, voice.slow, text]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
