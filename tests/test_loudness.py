"""Loudness: what is measured is what FFmpeg measures, and files are as loud as they should be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import av.filter
import numpy as np
import numpy.typing as npt
import pytest

from editions.narration.audio.encoding import AAC, MP3, encode
from editions.narration.audio.loudness import CEILING, LoudnessMeter, gain, levelled, lost
from editions.narration.audio.recording import Samples, Spool, record
from editions.narration.speech.silence import FADE, faded, join
from editions.narration.timeline import Role, Run, Utterance


def measured(sound: npt.NDArray[np.float32], rate: int) -> tuple[float, float]:
    """The loudness and the true peak of a sound, by FFmpeg's ``ebur128``: LUFS, dBTP."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="mono", time_base=Fraction(1, rate))
    sink = graph.add("abuffersink")
    graph.link_nodes(source, graph.add("ebur128", "metadata=1:framelog=quiet:peak=true"), sink).configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound, np.float32).reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    source.push(frame)
    source.push(None)
    said: dict[str, str] = {}
    while True:
        try:
            said |= dict(sink.pull().metadata)
        except (av.BlockingIOError, av.EOFError):
            return float(said["lavfi.r128.I"]), float(20 * np.log10(float(said["lavfi.r128.true_peak"])))


def voice(rate: int, seconds: float, level: float = 0.3, seed: int = 1) -> Samples:
    """Something with the ups and downs of a voice: a hum with overtones, noise, and silences."""
    random = np.random.default_rng(seed)
    time = np.arange(int(rate * seconds)) / rate
    hum = sum(np.sin(2 * np.pi * 120 * k * time + k) / k for k in range(1, 20))
    rise = np.clip(np.sin(2 * np.pi * 0.7 * time) + 0.3, 0, 1) * (0.4 + 0.6 * (np.sin(2 * np.pi * 3.1 * time) > 0.8))
    return (32767 * np.clip(level * rise * (0.5 * hum + 0.2 * random.standard_normal(time.size)), -1, 1)).astype(np.int16)


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 44100])
def test_the_meter_measures_what_ffmpeg_measures(rate: int) -> None:
    sound = np.concatenate([voice(rate, 12), np.zeros(5 * rate, np.int16), voice(rate, 6, 0.02)])
    meter = LoudnessMeter(rate)
    for first in range(0, sound.size, 7001):
        meter.write(sound[first : first + 7001])
    assert meter.lufs == pytest.approx(measured((sound / 32768).astype(np.float32), rate)[0], abs=0.1)


def test_a_sine_has_the_loudness_that_the_standard_gives_it() -> None:
    """BS.1770-4: 997 Hz at full scale on one channel is -3.01 LUFS."""
    meter = LoudnessMeter(48000)
    meter.write((32767 * np.sin(2 * np.pi * 997 * np.arange(5 * 48000) / 48000)).astype(np.int16))
    assert meter.lufs == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("sound", [np.zeros(0, np.int16), np.zeros(99999, np.int16), np.ones(99, np.int16)])
def test_silence_has_no_loudness_and_stays(sound: Samples) -> None:
    meter = LoudnessMeter(22050)
    meter.write(sound)
    assert (meter.lufs, gain(meter.lufs)) == (None, 0)
    assert lost([sound], 22050, 9) == 0
    assert np.abs(levelled(sound, 22050, 0)).max(initial=0) <= 1 / 32768


def test_peaks_are_held_and_nothing_moves() -> None:
    sound = np.concatenate([np.zeros(5000, np.int16), voice(22050, 8, 0.9), np.zeros(5000, np.int16)])
    loud = levelled(sound, 22050, 6)
    assert loud.size == sound.size
    assert 20 * np.log10(np.abs(loud).max()) <= CEILING + 0.01
    assert np.abs(loud[:4000]).max() == 0
    alike = np.fft.irfft(np.fft.rfft(loud) * np.conj(np.fft.rfft(sound / 32768)))
    assert int(alike.argmax()) == 0
    quiet = levelled(voice(22050, 8, 0.01), 22050, 6)
    assert np.abs(quiet - voice(22050, 8, 0.01) / 32768 * 10 ** (6 / 20)).max() < 1e-5


@dataclass(frozen=True, slots=True)
class Said:
    utterance: Utterance
    samples: Samples


def sentences(level: float) -> Iterator[Said]:
    for number in range(12):
        utterance = Utterance(id=f"s{number}", runs=(Run(text="la", lang="en"),), role=Role.TEXT, chapter="c")
        yield Said(utterance, voice(22050, 3, level, number))


@pytest.mark.parametrize("level", [0.1, 0.8])
def test_a_file_is_as_loud_as_others(tmp_path: Path, level: float) -> None:
    """-19 LUFS and one more or less, true peaks of at most -3 dBTP, whatever the voice brings."""
    meter, files = LoudnessMeter(22050), [(tmp_path / "a.m4a", AAC), (tmp_path / "a.mp3", MP3)]
    with closing(Spool(tmp_path / "raw")) as spool:
        timeline = record(sentences(level), lang="en", rate=22050, sinks=[spool, meter])
        spool.finish()
        encode(spool, timeline, files, decibels=gain(meter.lufs))
    for file, _ in files:
        with av.open(file) as container:
            sound = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
        loudness, peak = measured(sound, 22050)
        assert loudness == pytest.approx(-19, abs=1), file.name
        assert peak <= -3, file.name


def test_joins_fade() -> None:
    """Nothing clicks where two voices meet: three milliseconds up, three down."""
    one = np.full(1000, 9000, np.int16)
    length = round(FADE * 22050)
    made = join([(one, 0.01), (one, 0.5)], 22050)
    assert made.size == 2000 + 220
    for part in (made[:1000], made[1220:]):
        assert (part[0], part[-1]) == (0, 0)
        assert (np.diff(part[: length + 1]) > 0).all()
        assert (part[length:-length] == 9000).all()
        assert (part == part[::-1]).all()
    assert (one == 9000).all()
    assert [faded(one[:size], 22050).size for size in (0, 1, 2)] == [0, 1, 2]
