"""Speech becomes a timeline that tells the truth about the sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.narration.audio.recording import LEAD_IN, MIN_SECONDS, TAIL, Samples, record
from editions.narration.timeline import Role, Run, Utterance

RATE = 22050


@dataclass(frozen=True, slots=True)
class Said:
    utterance: Utterance
    samples: Samples


class Tape:
    def __init__(self) -> None:
        self.pieces: list[Samples] = []

    def write(self, samples: Samples) -> None:
        self.pieces.append(samples.copy())

    @property
    def sound(self) -> Samples:
        return np.concatenate(self.pieces)


def said(name: str, length: int, *, chapter: str = "one", pause: float = 0.35, level: int = 9000) -> Said:
    utterance = Utterance(id=name, runs=(Run(text=name, lang="en"),), role=Role.TEXT, chapter=chapter, pause=pause)
    return Said(utterance, np.full(length, level, dtype=np.int16))


def test_clips_are_where_the_sound_is() -> None:
    first, second, tape = said("a", 2000, level=1), said("b", 3000, level=2, pause=1.0), Tape()
    timeline = record([first, second], lang="en", rate=RATE, sinks=[tape])
    assert [clip.begin for clip in timeline.clips] == [round(LEAD_IN * RATE), round(LEAD_IN * RATE) + 2000 + round(0.35 * RATE)]
    for clip, item in zip(timeline.clips, (first, second), strict=True):
        assert clip.utterance is item.utterance
        assert (tape.sound[clip.begin : clip.end] == item.samples).all()
    assert np.count_nonzero(tape.sound) == 5000
    assert timeline.length == tape.sound.size == timeline.clips[-1].end + RATE + round(TAIL * RATE)


def test_every_sink_gets_the_same_sound() -> None:
    tapes = [Tape(), Tape()]
    record([said("a", 10), said("b", 20)], lang="en", rate=RATE, sinks=tapes)
    assert (tapes[0].sound == tapes[1].sound).all()


def test_one_utterance_is_held_at_a_time() -> None:
    tape = Tape()

    def stream() -> Iterator[Said]:
        yield said("a", 100, level=7)
        assert sum(7 in piece for piece in tape.pieces) == 1
        yield said("b", 100, level=8)

    record(stream(), lang="en", rate=RATE, sinks=[tape])
    assert 8 in tape.sound


@pytest.mark.parametrize("length", [0, 1])
def test_an_utterance_without_sound_keeps_a_clip(length: int) -> None:
    tape = Tape()
    timeline = record([said("a", length), said("b", 5000)], lang="en", rate=RATE, sinks=[tape])
    silent, heard = timeline.clips
    assert silent.end - silent.begin == pytest.approx(MIN_SECONDS * RATE, abs=1)
    assert (tape.sound[heard.begin : heard.end] == 9000).all()


def test_nothing_said_is_silence() -> None:
    timeline = record([], lang="en", rate=RATE, sinks=[])
    assert (timeline.clips, timeline.chapters) == ((), ())
    assert timeline.length == round(LEAD_IN * RATE) + round(TAIL * RATE)


@given(st.lists(st.tuples(st.integers(0, 3000), st.floats(0, 2)), max_size=20))
def test_clips_follow_one_another(stream: list[tuple[int, float]]) -> None:
    tape = Tape()
    spoken = [said(f"s{number}", length, pause=pause) for number, (length, pause) in enumerate(stream)]
    timeline = record(spoken, lang="en", rate=RATE, sinks=[tape])
    edges = [0, *(edge for clip in timeline.clips for edge in (clip.begin, clip.end)), timeline.length]
    assert edges == sorted(edges)
    assert all(clip.begin < clip.end for clip in timeline.clips)
    assert timeline.length == tape.sound.size
