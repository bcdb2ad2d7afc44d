"""Google's speech service, played by a server on this machine: what is asked, what is kept, what happens when it fails."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editions.findings import EngineUnavailable, SpeechError
from editions.narration.speech import Request
from editions.narration.speech.google import GoogleEngine, find_audio
from editions.narration.speech.google_cache import default_folder
from editions.narration.speech.google_service import Service, ServiceLimits
from speech_server import SpeechServer, running

QUICK = ServiceLimits(per_second=1000, timeout=0.4, tries=3, backoff=0.01, patience=1)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SpeechServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running() as started:
        yield started


@pytest.fixture
def engine(server: SpeechServer, tmp_path: Path) -> GoogleEngine:
    return GoogleEngine(url=server.url, cache=tmp_path / "cache", limits=QUICK)


def say(engine: GoogleEngine, *texts: str, lang: str = "en", rate: int | None = None) -> list[np.ndarray]:
    return list(engine.speak([Request(text=text, lang=lang, rate=rate) for text in texts]))


def kept(tmp_path: Path) -> list[str]:
    folder = tmp_path / "cache"
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def test_speech_is_mono_at_its_rate_and_trimmed(engine: GoogleEngine) -> None:
    (samples,) = say(engine, "A sentence.")
    assert samples.dtype == np.int16
    assert samples.ndim == 1
    assert len(samples) / engine.sample_rate == pytest.approx(0.42, abs=0.06)


def test_one_request_a_sentence_with_its_commas_and_stops(engine: GoogleEngine, server: SpeechServer) -> None:
    sentence = "Wheat, barley, and rye (sown early, i.e. in May) yielded 12.5 % less; Dr. Silva’s plots, however, were wet."
    assert len(sentence) > 100
    say(engine, sentence)
    assert server.asked == [(sentence, "en", None)]


def test_a_long_sentence_is_cut_where_clauses_end_and_no_word_is_lost(engine: GoogleEngine, server: SpeechServer) -> None:
    sentence = ", ".join(f"clause number {n} of the sentence" for n in range(20)) + "."
    say(engine, sentence)
    assert " ".join(text for text, _, _ in server.asked) == sentence
    assert all(len(text) <= 200 and text[-1] in ",." for text, _, _ in server.asked)


@pytest.mark.parametrize(
    ("lang", "voice"),
    [
        ("en", "en@com"),
        ("en-GB", "en@co.uk"),
        ("pt", "pt@com.br"),
        ("pt-BR", "pt@com.br"),
        ("pt-PT", "pt-PT@pt"),
        ("es-MX", "es@com.mx"),
        ("es-AR", "es@com.mx"),
        ("es", "es@com"),
        ("fr-CA", "fr-CA@ca"),
        ("zh-TW", "zh-TW@com"),
        ("he", "iw@com"),
        ("de-AT", "de@com"),
        ("qu", None),
        ("und", None),
        ("", None),
    ],
)
def test_voices(engine: GoogleEngine, lang: str, voice: str | None) -> None:
    assert engine.voice_for(lang) == voice


@pytest.mark.parametrize("voice", ["xx@com", "en@evil.example", "en@com/path", "@com", "en@.", "en@com.br.evil"])
def test_an_unknown_voice_is_refused_before_anything_is_sent(engine: GoogleEngine, server: SpeechServer, voice: str) -> None:
    with pytest.raises(SpeechError, match="editions voices"):
        engine.speak([Request(text="Hello.", lang="en", voice=voice)])
    assert not server.asked


def test_a_slow_rate_is_asked_for(engine: GoogleEngine, server: SpeechServer) -> None:
    say(engine, "Slowly.", rate=90)
    say(engine, "Slowly.", rate=170)
    assert [slow for _, _, slow in server.asked] == [True, None]


def test_text_without_words_is_not_sent(engine: GoogleEngine, server: SpeechServer) -> None:
    assert [len(samples) for samples in say(engine, "—", "", " \x00 ")] == [0, 0, 0]
    assert not server.asked


def test_a_second_build_asks_for_nothing_and_sounds_the_same(engine: GoogleEngine, server: SpeechServer) -> None:
    first = say(engine, "One.", "Two.", "One.")
    again = say(engine, "One.", "Two.", "One.")
    assert [text for text, _, _ in server.asked] == ["One.", "Two."]
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_the_key_has_language_accent_and_speed(engine: GoogleEngine, server: SpeechServer) -> None:
    for lang in ("pt-BR", "pt-PT", "es", "es-MX"):
        say(engine, "Coral.", lang=lang)
    say(engine, "Coral.", lang="es", rate=80)
    assert len(server.asked) == 5


def test_it_resumes_where_it_stopped(engine: GoogleEngine, server: SpeechServer, tmp_path: Path) -> None:
    server.script = ["ok", "ok", "403"]
    with pytest.raises(SpeechError, match="403"):
        say(engine, "One.", "Two.", "Three.", "Four.")
    assert len(kept(tmp_path)) == 2
    assert len(say(engine, "One.", "Two.", "Three.", "Four.")) == 4
    assert [text for text, _, _ in server.asked] == ["One.", "Two.", "Three.", "Three.", "Four."]


@pytest.mark.parametrize(
    ("script", "requests", "says"),
    [
        (["403"], 1, "403"),
        (["302"], 1, "302"),
        (["429", "429", "429"], 3, "429"),
        (["429:3600"], 1, "3600 seconds"),
        (["500", "502", "503"], 3, "503"),
        (["empty"], 1, "no audio"),
        (["page"], 1, "no audio"),
        (["garbage"], 1, "cannot be read"),
        (["silence"], 1, "silence"),
        (["hang", "hang", "hang"], 3, "no answer in time"),
        (["drip", "drip", "drip"], 3, "took too long"),
        (["cut", "cut", "cut"], 3, "broke off"),
    ],
)
def test_a_failure_is_an_error_and_leaves_no_file(
    engine: GoogleEngine, server: SpeechServer, tmp_path: Path, script: list[str], requests: int, says: str
) -> None:
    server.script = list(script)
    with pytest.raises(SpeechError, match=says) as raised:
        say(engine, "A sentence.")
    assert not isinstance(raised.value, EngineUnavailable)
    assert "\n" not in str(raised.value)
    assert len(server.asked) == requests
    assert kept(tmp_path) == []


@pytest.mark.parametrize("script", [["429:0"], ["429", "500"], ["503"], ["hang"], ["cut"]])
def test_a_passing_failure_is_waited_out(engine: GoogleEngine, server: SpeechServer, tmp_path: Path, script: list[str]) -> None:
    server.script = list(script)
    assert say(engine, "A sentence.")[0].size
    assert len(kept(tmp_path)) == 1


def test_retry_after_is_obeyed(engine: GoogleEngine, server: SpeechServer) -> None:
    server.script = ["429:1"]
    say(engine, "A sentence.")
    assert server.times[1] - server.times[0] >= 0.95


def test_the_pace_is_kept(server: SpeechServer, tmp_path: Path) -> None:
    say(GoogleEngine(url=server.url, cache=tmp_path, limits=ServiceLimits(per_second=10)), "One.", "Two.", "Three.")
    assert server.times[2] - server.times[0] >= 0.19


def test_offline_fails_at_once_in_one_sentence_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/speech"
    engine = GoogleEngine(url=url, cache=tmp_path / "cache", limits=ServiceLimits())
    with pytest.raises(EngineUnavailable, match=r"cannot be reached .*use --engine espeak, or connect") as raised:
        say(engine, "A sentence.")
    assert sum(waited) == 0
    assert "\n" not in str(raised.value)
    assert kept(tmp_path) == []


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes its certificate with openssl")
def test_an_untrusted_certificate_is_refused(server: SpeechServer, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -keyout".split()
    subprocess.run([*make, str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    engine = GoogleEngine(url=server.url.replace("http:", "https:"), cache=tmp_path / "cache", limits=QUICK)
    with pytest.raises(EngineUnavailable, match="certificate is not trusted"):
        say(engine, "A sentence.")
    assert not server.asked


def test_a_broken_file_in_the_cache_is_replaced(engine: GoogleEngine, server: SpeechServer, tmp_path: Path) -> None:
    say(engine, "A sentence.")
    (name,) = kept(tmp_path)
    for content in (b"", b"broken" * 50):
        (tmp_path / "cache" / name).write_bytes(content)
        assert say(engine, "A sentence.")[0].size
    assert len(server.asked) == 3


def test_a_cache_that_cannot_be_written_is_said(server: SpeechServer, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpeechError, match="XDG_CACHE_HOME"):
        say(GoogleEngine(url=server.url, cache=tmp_path / "file" / "cache", limits=QUICK), "A sentence.")


def test_the_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "editions" / "gtts"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert default_folder() == Path("/home/somebody/.cache/editions/gtts")


def test_the_service_is_asked_at_googles_domain_over_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: dict[str, object] = {}

    def post(_self: object, url: str, **arguments: object) -> None:
        sent.update(arguments, url=url)
        raise ValueError

    monkeypatch.setattr("requests.Session.post", post)
    with pytest.raises(ValueError, match=r"^$"):
        Service(None, QUICK).ask("com.br", "body", "text")
    assert str(sent["url"]).startswith("https://translate.google.com.br/")
    assert sent["timeout"] == QUICK.timeout
    assert "verify" not in sent


def test_audio_that_is_not_base64_is_no_audio() -> None:
    with pytest.raises(SpeechError, match="no audio"):
        find_audio(b'["wrb.fr","jQ1olc","[\\"abc!\\"]"', "text")
