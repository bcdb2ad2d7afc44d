"""Checks of finished sound and captions: what is right passes, each rule finds its one fault, hostile files end in findings."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

import articles
import editions
from editions.checks.sound import audio, captions
from editions.findings import Finding
from editions.narration.audio.captions import srt, webvtt
from editions.narration.speech import Request
from editions.narration.speech.espeak import EspeakEngine
from editions.narration.timeline import Clip, Role, Run, Timeline, Utterance
from editions.rules import SOUND_RULES

HEAD = "WEBVTT\nLanguage: es\n\n"
GOOD = HEAD + "s1\n00:00:00.250 --> 00:00:02.000\nAs aves voltam.\n\ns2\n00:00:02.000 --> 00:00:04.000\nDepois.\n"


def cue(begin: str, end: str, text: str = "Una frase.") -> str:
    return f"{HEAD}00:00:{begin} --> 00:00:{end}\n{text}\n"


BROKEN_CAPTIONS = {
    "captions.broken": HEAD + "00:00:01 -> 00:00:02\nText\n\n" + GOOD.removeprefix(HEAD),
    "captions.no-language": GOOD.replace("\nLanguage: es", ""),
    "captions.order": GOOD.replace("00:00:02.000 --> 00:00:04.000", "00:00:01.500 --> 00:00:04.000"),
    "captions.outside": cue("01.000", "07.000"),
    "captions.lines": cue("01.000", "05.000", "Una línea que es más larga de lo que nadie lee"),
    "captions.duration": cue("01.000", "05.000") + "\n00:00:10.000 --> 00:00:17.100\nOtra.\n",
    "captions.speed": cue("01.000", "02.000", "Una frase que nadie lee a tiempo."),
    "captions.pace": cue("01.000", "05.900", "дослідженняпроводилося"),
}
WITH_SOUND = ("captions.outside",)


def rules(found: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in found}


def written(folder: Path, text: str | bytes, name: str = "a.vtt") -> Path:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder / name


def tone(path: Path, **asked: Any) -> Path:
    """A sound file that is right but for what is asked for: a tone of about -19 LUFS, with a transcript beside it."""
    right = {"seconds": 6, "level": 0.155, "silence": 0, "burst": 0, "title": "A", "language": "spa", "chapters": ()}
    said: dict[str, Any] = {**right, **asked}
    rate, is_mp4 = 22050, path.suffix == ".m4b"
    time = np.arange(int(rate * said["seconds"])) / rate
    wave = (said["level"] * np.sin(2 * np.pi * 997 * time)).astype(np.float32)
    wave[rate : rate + int(rate * said["silence"])] = 0
    wave[2 * rate :][:200] += said["burst"] * np.sin(2 * np.pi * 997 * time[: wave[2 * rate :][:200].size])
    with av.open(path, "w", format="mp4" if is_mp4 else "mp3") as container:
        stream = container.add_stream("aac" if is_mp4 else "libmp3lame", rate=rate, layout="mono")
        container.metadata.update(
            {"title": said["title"]} if is_mp4 else {"title": said["title"], "language": said["language"]}
        )
        stream.metadata["language"] = said["language"]
        container.set_chapters(
            [
                {"id": number, "start": begin, "end": end, "time_base": Fraction(1, 1000), "metadata": {"title": title}}
                for number, (begin, end, title) in enumerate(said["chapters"])
            ]
        )
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    path.with_suffix(".txt").write_text("A")
    return path


# ---------------------------------------------------------------------------------------------------------- captions


def test_captions_that_are_right_pass(tmp_path: Path) -> None:
    tone(tmp_path / "a.mp3")
    assert captions.examine(written(tmp_path, GOOD)) == ()
    numbered = (
        "1\r\n00:00:00,250 --> 00:00:02,000\r\nAs <i>aves</i> voltam.\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,000\r\nDepois.\r\n"
    )
    assert captions.examine(written(tmp_path, b"\xef\xbb\xbf" + numbered.encode(), "a.srt")) == ()


@pytest.mark.parametrize("rule", BROKEN_CAPTIONS)
def test_captions_with_one_fault(tmp_path: Path, rule: str) -> None:
    if rule in WITH_SOUND:
        tone(tmp_path / "a.m4b")
    (found,) = captions.examine(written(tmp_path, BROKEN_CAPTIONS[rule]))
    assert (found.rule, found.severity) == (rule, SOUND_RULES[rule].severity)
    assert found.where.line or rule == "captions.no-language"
    assert found.message.endswith(".")
    assert found.hint


def test_a_voice_of_another_language_is_found(tmp_path: Path) -> None:
    """A Ukrainian sentence that the English voice spells, among sentences that it says."""
    texts = ("Birds return to the city in spring, as they always did.", "Дослідження проводилося у двох районах області.")
    clips, at = [], 0
    for number, sound in enumerate(EspeakEngine().speak([Request(text=text, lang="en") for text in texts])):
        said = Utterance(id=f"s{number}", runs=(Run(text=texts[number], lang="en"),), role=Role.TEXT, chapter="")
        clips.append(Clip(utterance=said, begin=at, end=at + sound.size))
        at = clips[-1].end + 8000
    timeline = Timeline(lang="en", rate=22050, length=at, clips=tuple(clips))
    (found,) = captions.examine(written(tmp_path, webvtt(timeline)))
    assert (found.rule, found.where.id) == ("captions.pace", "s1")
    assert "Дослідження" in found.message


def test_of_many_faults_the_first_are_shown(tmp_path: Path) -> None:
    many = "".join(f"00:{n:02}:01.000 --> 00:{n:02}:09.000\nUna frase.\n\n" for n in range(30))
    found = captions.examine(written(tmp_path, HEAD + many))
    assert [finding.rule for finding in found] == ["captions.duration"] * 11
    assert found[-1].message == "20 more places like these."


HOSTILE = {
    "nothing": b"",
    "no-text": b"\xff\xfe\x00\x01",
    "no-head": b"WEBVTTx\n\n00:00:01.000 --> 00:00:02.000\na\n",
    "tags": (HEAD + "00:00:01.000 --> 00:00:02.000\n" + "<" * 200_000 + "\n").encode(),
    "arrows": b"WEBVTT\n\n" + b"--> " * 200_000,
    "numbers": b"WEBVTT\n\n" + b"9" * 200_000 + b":00:00.000 --> 00:00:01.000\na\n",
    "spaces": b"WEBVTT\n\n00:00:01.000" + b" " * 200_000 + b"--> 00:00:02.000\na\n",
    "blocks": b"WEBVTT\n" + b"\nx\n" * 50_000,
    "large": b"WEBVTT\n\n" + b"a" * (captions.MAX_BYTES + 1),
    "references": (HEAD + "00:00:01.000 --> 00:00:02.000\n" + "&#x110000;&" * 50_000 + "\n").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("suffix", ["vtt", "srt"])
def test_hostile_captions_end_in_findings(tmp_path: Path, name: str, suffix: str) -> None:
    found = captions.examine(written(tmp_path, HOSTILE[name], f"a.{suffix}"))
    assert found
    assert all(len(finding.message) < 300 for finding in found)


# ------------------------------------------------------------------------------------------------------------- sound


@pytest.mark.parametrize("suffix", ["m4b", "mp3"])
def test_sound_that_is_right_passes(tmp_path: Path, suffix: str) -> None:
    assert audio.examine(tone(tmp_path / f"a.{suffix}", chapters=[(0, 3000, "One"), (3000, 6000, "Two")])) == ()


def noise(path: Path) -> Path:
    """A file that is a sound by its name alone."""
    return written(path.parent, random.Random(1).randbytes(5000), path.name)


def without_transcript(path: Path) -> Path:
    tone(path).with_suffix(".txt").unlink()
    return path


BROKEN_SOUND: dict[str, Callable[[Path], Path]] = {
    "audio.broken": noise,
    "audio.no-language": lambda path: tone(path, language="und"),
    "audio.no-title": lambda path: tone(path, title=""),
    "audio.no-transcript": without_transcript,
    "audio.no-chapters": lambda path: tone(path, seconds=11),
    "audio.chapter": lambda path: tone(path, chapters=[(0, 3000, " "), (3000, 6000, "Two")]),
    "audio.long-chapter": lambda path: tone(path, seconds=12, chapters=[(0, 11000, "One"), (11000, 12000, "Two")]),
    "audio.loudness": lambda path: tone(path, level=0.05),
    "audio.peak": lambda path: tone(path, burst=0.75),
    "audio.silence": lambda path: tone(path, seconds=9, silence=3.5),
    "audio.unexamined": lambda path: tone(
        path, seconds=21, chapters=[(0, 9000, "One"), (9000, 18000, "Two"), (18000, 21000, "End")]
    ),
}


@pytest.mark.parametrize("suffix", ["m4b", "mp3"])
@pytest.mark.parametrize("rule", BROKEN_SOUND)
def test_sound_with_one_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, suffix: str) -> None:
    monkeypatch.setattr(audio, "MAX_CHAPTER_SECONDS", 10.0)
    monkeypatch.setattr(audio, "MAX_SECONDS", 20)
    path = BROKEN_SOUND[rule](tmp_path / f"a.{suffix}")
    found = audio.examine(path)
    assert rules(found) - ({"audio.no-transcript"} if rule == "audio.broken" else set()) == {rule}
    assert all(finding.severity == SOUND_RULES[finding.rule].severity and finding.hint for finding in found)


def test_every_rule_has_a_failing_sample() -> None:
    assert {*BROKEN_CAPTIONS, *BROKEN_SOUND} == SOUND_RULES.keys()


@pytest.mark.parametrize("suffix", ["m4b", "mp3"])
@pytest.mark.parametrize("seed", range(12))
def test_damaged_sound_ends_in_findings(tmp_path: Path, suffix: str, seed: int) -> None:
    """Bytes that are lost, doubled or of chance, anywhere: a finding or none, and never anything else."""
    chance, path = random.Random(seed), tone(tmp_path / f"a.{suffix}", seconds=1, chapters=[(0, 1000, "One")])
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(0, 40)] = chance.randbytes(chance.randrange(0, 40))
    path.write_bytes(data[: chance.randrange(len(data) // 2, len(data))])
    assert all(finding.message and finding.rule in SOUND_RULES for finding in audio.examine(path))
    assert audio.duration(path) is None or audio.duration(path)


def test_a_list_of_files_is_not_followed(tmp_path: Path) -> None:
    """FFmpeg knows formats that name other files and addresses: by its suffix, a file is of its own format alone."""
    shutil.copy(tone(tmp_path / "b.mp3"), tmp_path / "c.mp3")
    path = written(tmp_path, "ffconcat version 1.0\nfile c.mp3\n", "a.m4b")
    assert "audio.broken" in rules(audio.examine(path))


def test_what_a_build_makes_passes(tmp_path: Path) -> None:
    built = editions.build(articles.write(tmp_path, more=articles.SPANISH), tmp_path / "out", formats=("audio", "mp3"))
    for edition in built:
        for path in (edition.m4b, edition.mp3, edition.vtt, edition.srt):
            assert path
            assert editions.check(path) == (), path.name


def test_captions_of_a_timeline_pass_in_both_forms(tmp_path: Path) -> None:
    runs = (Run(text="Una frase, y otra que dice lo mismo con muchas más palabras: así se corta en dos líneas.", lang="es"),)
    clip = Clip(utterance=Utterance(id="s1", runs=runs, role=Role.TEXT, chapter=""), begin=0, end=6000)
    timeline = Timeline(lang="es", rate=1000, length=7000, clips=(clip,))
    assert captions.examine(written(tmp_path, webvtt(timeline))) == ()
    assert captions.examine(written(tmp_path, srt(timeline), "a.srt")) == ()
