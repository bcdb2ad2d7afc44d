"""eSpeak NG: the same request gives the same samples; nothing that is said can harm the caller."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.findings import EngineUnavailable, SpeechError
from editions.narration.speech import Request, Samples, engine
from editions.narration.speech.espeak import MAX_CHARS, EspeakEngine
from editions.narration.speech.espeak_process import MAX_WORKERS, Worker
from editions.narration.speech.silence import LEVEL, MARGIN
from editions.narration.speech.text import clean, pieces

SENTENCES = [
    "Wheat yields fell by twelve per cent in the driest years.",
    "Sowing date made no difference at all, whatever the field.",
    "Fig. 3 shows that 17 of 20 plots were wet.",
]
LANGS = ["en-US", "en-GB", "pt-BR", "es-419", "fr"]
REQUESTS = [Request(text=f"{SENTENCES[n % 3]} {n}", lang=LANGS[n % 5], rate=[None, 120, 260][n // 5 % 3]) for n in range(30)]

IN_ANOTHER_PROCESS = """
import hashlib
from editions.narration.speech.espeak import EspeakEngine
from test_espeak import REQUESTS
print(hashlib.sha256(b"".join(sound.tobytes() for sound in EspeakEngine().speak(REQUESTS))).hexdigest())
"""


@pytest.fixture(scope="module")
def espeak() -> Iterator[EspeakEngine]:
    made = EspeakEngine()
    yield made
    made.close()


def say(espeak: EspeakEngine, text: str, lang: str = "en", voice: str | None = None, rate: int | None = None) -> Samples:
    return next(iter(list(espeak.speak([Request(text=text, lang=lang, voice=voice, rate=rate)]))))


def test_it_is_the_engine_that_auto_means() -> None:
    assert isinstance(engine(), EspeakEngine)


def test_speech_is_mono_and_trimmed(espeak: EspeakEngine) -> None:
    samples = say(espeak, "Wheat yields fell.")
    heard = np.flatnonzero(np.abs(samples.astype(int)) > LEVEL)
    assert samples.dtype == np.int16
    assert 0.5 < len(samples) / espeak.sample_rate < 3
    assert heard[0] <= MARGIN * espeak.sample_rate
    assert len(samples) - 1 - heard[-1] <= MARGIN * espeak.sample_rate + 1


def test_the_order_of_requests_changes_nothing(espeak: EspeakEngine) -> None:
    first = [sound.tobytes() for sound in espeak.speak(REQUESTS)]
    order = list(range(len(REQUESTS)))
    random.Random(7).shuffle(order)
    shuffled = [sound.tobytes() for sound in espeak.speak([REQUESTS[n] for n in order])]
    assert [first[n] for n in order] == shuffled
    assert len(set(first)) == len(REQUESTS)


def test_a_request_repeated_gives_the_same_samples(espeak: EspeakEngine) -> None:
    sounds = {sound.tobytes() for sound in espeak.speak([Request(text=SENTENCES[0], lang="en")] * 100)}
    assert len(sounds) == 1


def test_another_process_gives_the_same_samples(espeak: EspeakEngine) -> None:
    here = hashlib.sha256(b"".join(sound.tobytes() for sound in espeak.speak(REQUESTS))).hexdigest()
    tests = str(Path(__file__).parent)
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS]
    there = subprocess.run(command, cwd=tests, capture_output=True, text=True, check=True, timeout=60)
    assert there.stdout.strip() == here


def test_threads_may_speak_at_once(espeak: EspeakEngine) -> None:
    alone = [sound.tobytes() for sound in espeak.speak(REQUESTS[:10])]
    found: list[list[bytes]] = []

    def work() -> None:
        found.append([sound.tobytes() for sound in espeak.speak(REQUESTS[:10])])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def test_a_caller_may_stop_early(espeak: EspeakEngine) -> None:
    whole = [sound.tobytes() for sound in espeak.speak(REQUESTS[:3])]
    stream = espeak.speak(REQUESTS)
    assert next(stream).tobytes() == whole[0]
    del stream
    assert [sound.tobytes() for sound in espeak.speak(REQUESTS[:3])] == whole


@pytest.mark.parametrize("length", [150, 160, 400])
def test_a_long_data_path(tmp_path: Path, length: int, espeak: EspeakEngine) -> None:
    folder = tmp_path
    while len(str(folder)) < length:
        folder /= "deep" * 10
    data = folder / "espeak-ng-data"
    shutil.copytree(espeakng_loader.get_data_path(), data, ignore=shutil.ignore_patterns("ru_*", "fa_*", "c*_dict", "y*_dict"))
    deep = EspeakEngine(data)
    assert np.array_equal(say(deep, SENTENCES[0]), say(espeak, SENTENCES[0]))
    deep.close()
    assert sorted(folder.iterdir()) == [data]


def test_missing_data_is_an_engine_unavailable(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="Reinstall"):
        EspeakEngine(tmp_path / "espeak-ng-data").voice_for("en")


def test_broken_data_is_an_engine_unavailable(tmp_path: Path) -> None:
    data = tmp_path / "espeak-ng-data"
    shutil.copytree(espeakng_loader.get_data_path(), data, ignore=shutil.ignore_patterns("phon*", "ru_*", "fa_*"))
    with pytest.raises(EngineUnavailable, match="Reinstall"):
        say(EspeakEngine(data), "Hello.")


@pytest.mark.parametrize(
    ("lang", "voice"),
    [
        ("en", "en-us"),
        ("en-US", "en-us"),
        ("en-GB", "en-gb"),
        ("en-AU", "en-gb"),
        ("en-CA", "en-us"),
        ("en_US", "en-us"),
        ("eng", "en-us"),
        ("en-GB-scotland", "en-gb-scotland"),
        ("pt", "pt-br"),
        ("pt-BR", "pt-br"),
        ("pt-PT", "pt"),
        ("pt-AO", "pt"),
        ("es", "es"),
        ("es-ES", "es"),
        ("es-MX", "es-419"),
        ("es-419", "es-419"),
        ("es-CL", "es-419"),
        ("fr", "fr-fr"),
        ("fr-CA", "fr-fr"),
        ("de-AT", "de"),
        ("nn", "nb"),
        ("no", "nb"),
        ("zh", "cmn"),
        ("zh-Hant-TW", "cmn"),
        ("zh-HK", "yue"),
        ("arb", "ar"),
        ("iw", "he"),
        ("in", "id"),
        ("sh", "hr"),
        ("ca-valencia", "ca"),
        ("qu", "qu"),
        ("und", None),
        ("und-Latn", None),
        ("zxx", None),
        ("mul", None),
        ("yo", None),
        ("english", None),
        ("x-klingon", None),
        ("", None),
        ("*", None),
    ],
)
def test_the_voice_for_a_language(espeak: EspeakEngine, lang: str, voice: str | None) -> None:
    assert espeak.voice_for(lang) == voice


@pytest.mark.slow
def test_more_voices_than_workers(espeak: EspeakEngine) -> None:
    before = children()
    voices = "en-us en-gb es es-419 pt pt-br fr-fr de it nl sv pl cs el tr fi".split()[: MAX_WORKERS + 1]
    assert len(voices) > MAX_WORKERS
    sounds = list(espeak.speak([Request(text="1, 2, 3", lang="en", voice=voice) for voice in voices * 2]))
    assert all(np.array_equal(sounds[n], sounds[n + len(voices)]) and sounds[n].size for n in range(len(voices)))
    assert len(children() - before) <= MAX_WORKERS
    espeak.close()


def test_a_voice_without_its_dictionary_is_none(espeak: EspeakEngine) -> None:
    """eSpeak NG lists Faroese; the package leaves out its dictionary, so that it would say nothing at all."""
    assert espeak.voice_for("fo") is None


@pytest.mark.parametrize("voice", ["en-us+f3", "EN-US", "gmw/en-US", "English (America)", "pt-br+Mr serious"])
def test_voices_by_name(espeak: EspeakEngine, voice: str) -> None:
    assert say(espeak, "Hello.", voice=voice).size


def test_a_variant_sounds_different(espeak: EspeakEngine) -> None:
    assert not np.array_equal(say(espeak, "Hello.", voice="en-us+f3"), say(espeak, "Hello.", voice="en-us"))


@pytest.mark.parametrize("voice", ["nonsense", "en-us+nope", "en-us+", "+f3", "../../etc/passwd", "en-us+../../x", "en-us\x00"])
def test_an_unknown_voice(espeak: EspeakEngine, voice: str) -> None:
    with pytest.raises(SpeechError, match="editions voices"):
        espeak.speak([Request(text="Hello.", lang="en", voice=voice)])


def test_a_language_without_a_voice(espeak: EspeakEngine) -> None:
    with pytest.raises(SpeechError, match="'yo'"):
        espeak.speak([Request(text="Hello.", lang="yo")])


def test_the_rate(espeak: EspeakEngine) -> None:
    lengths = [len(say(espeak, SENTENCES[0], rate=rate)) for rate in (80, 175, 300, 450)]
    assert lengths == sorted(lengths, reverse=True)
    assert len(say(espeak, SENTENCES[0])) == lengths[1]
    for rate in (0, -5, 79, 451, 10**9):
        with pytest.raises(SpeechError, match="80 to 450"):
            say(espeak, "Hello.", rate=rate)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "—", "…", "\x00", "\x01\x1b", "\ufeff", "\u00ad", "\ud800"])
def test_nothing_to_say_gives_no_samples(espeak: EspeakEngine, text: str) -> None:
    assert say(espeak, text).size == 0


@pytest.mark.parametrize(
    "text", ["Hello\x00 there.", "Hello\x07 \u202athere.\u202c", "Hel\u00adlo\nthere.", "\ufeffHello there."]
)
def test_what_only_machines_read_is_not_heard(espeak: EspeakEngine, text: str) -> None:
    assert np.array_equal(say(espeak, text), say(espeak, "Hello there."))


@pytest.mark.parametrize("text", ["<mark name='x'/>2 < 3 & 4 > 1", "[[h@l'oU]] you", "\x0135S fast", "&lt;b&gt;", "</speak>"])
def test_text_is_text(espeak: EspeakEngine, text: str) -> None:
    assert say(espeak, text).size


def test_long_text_is_spoken_whole(espeak: EspeakEngine) -> None:
    one = len(say(espeak, "The wheat was sown in May, and the rye in June."))
    many = len(say(espeak, "The wheat was sown in May, and the rye in June. " * 60))
    assert many == pytest.approx(60 * one, rel=0.3)


@given(st.text(max_size=2000), st.integers(20, 300))
def test_pieces_fit_and_lose_nothing(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert all(0 < len(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(clean(text).split())


@settings(deadline=10_000)
@given(st.text(st.characters(), max_size=60), st.sampled_from(["en", "pt", "es", "ja", "hi", "ar", "ru", "cmn", "ko", "qu"]))
def test_no_text_can_harm(espeak: EspeakEngine, text: str, lang: str) -> None:
    assert say(espeak, text, lang).dtype == np.int16


@pytest.mark.parametrize(
    "text", ["a" * 3000, "9" * 3000, "," * 3000, "\u0301" * 2000, "😀" * 600, "字" * 800, "(" * 2000 + "a"]
)
def test_no_length_can_harm(espeak: EspeakEngine, text: str) -> None:
    assert len(pieces(text, MAX_CHARS)) > 1
    assert say(espeak, text).dtype == np.int16


HARM = """
import os, signal, time
from editions.narration.speech import espeak_worker as worker

class Espeak:
    def espeak_SetSynthCallback(self, callback): pass
    def espeak_Synth(self, text, *_):
        if text == b"hang":
            time.sleep(30)
        while text == b"loop":
            pass
        os.kill(os.getpid(), signal.SIGSEGV)

worker.LIMIT, worker.HANG = 0.2, 5
for text in (b"loop", b"hang", b"crash"):
    fork = worker.start(Espeak(), 0, text)
    while fork.status is None:
        fork.read()
    print(signal.Signals(fork.status).name)
    worker.HANG = 1
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no zombie")
"""


def test_a_request_that_hangs_or_crashes_is_ended() -> None:
    ended = subprocess.run([sys.executable, "-c", HARM], capture_output=True, text=True, timeout=30)
    assert ended.stdout.split("\n")[:4] == ["SIGPROF", "SIGALRM", "SIGSEGV", "no zombie"]


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (signal.SIGPROF, "more than 20 seconds"),
        (signal.SIGALRM, "more than 200 seconds"),
        (signal.SIGSEGV, "crashed"),
        (255, "crashed"),
    ],
)
def test_a_request_that_failed_is_named(monkeypatch: pytest.MonkeyPatch, status: int, says: str) -> None:
    mine = EspeakEngine()
    say(mine, "Hello.")
    monkeypatch.setattr(Worker, "_reply", lambda _: (status, bytearray()))
    with pytest.raises(SpeechError, match=f"{says} on “These words.”"):
        say(mine, "These words.")
    mine.close()


def test_a_caller_that_ignores_the_end_of_its_children() -> None:
    code = (
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "from editions.narration.speech.espeak import EspeakEngine\n"
        "from editions.narration.speech import Request\n"
        "print(len(next(EspeakEngine().speak([Request(text='Hello.', lang='en')]))) > 0)"
    )
    ended = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=30)
    assert (ended.stdout.strip(), ended.stderr) == ("True", "")


def test_no_process_is_left(espeak: EspeakEngine) -> None:
    other = EspeakEngine()
    say(other, "Hello.")
    before = children()
    other.close()
    assert len(children()) == len(before) - 1
    say(other, "Hello.")
    del other
    assert len(children()) == len(before) - 1


def test_a_worker_that_is_killed_is_an_error_once() -> None:
    mine = EspeakEngine()
    before = children()
    say(mine, "Hello.")
    (worker,) = children() - before
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(SpeechError, match="has ended"):
        say(mine, "Hello.")
    assert say(mine, "Hello.").size
    mine.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_die_with_their_parent() -> None:
    code = (
        "import os\nfrom editions.narration.speech.espeak import EspeakEngine\nfrom editions.narration.speech import Request\n"
        "e = EspeakEngine(); s = e.speak([Request(text='Hello there. ' * 5, lang='en')] * 500); next(s)\n"
        "print(*open(f'/proc/self/task/{os.getpid()}/children').read().split(), flush=True)\nos.kill(os.getpid(), 9)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    workers = [int(pid) for pid in ended.stdout.split()]
    assert workers
    until = time.monotonic() + 5
    while any(alive(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in workers)


def children() -> set[int]:
    return {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
