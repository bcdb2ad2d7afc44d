"""The stages of a build: counted as they end, timed in sum, and told to whoever listens."""

from __future__ import annotations

import logging

import pytest

from editions.building.timings import DONE, Progress, Steps, Timings


def told(total: int, stages: int) -> list[tuple[str, int, int]]:
    """The stage, the count and the total of each event of a build that expects ``total`` stages."""
    events: list[Progress] = []
    timings = Timings(steps=Steps(article="a", total=total, listener=events.append)).of("es")
    for number in range(stages):
        with timings.stage(f"stage {number}"):
            pass
    timings.steps.done()
    assert [(event.article, event.language) for event in events] == [("a", "es")] * stages + [("a", "")]
    return [(event.stage, event.count, event.total) for event in events]


def test_a_build_counts_up_to_its_total() -> None:
    assert told(2, 2) == [("stage 0", 0, 2), ("stage 1", 1, 2), (DONE, 2, 2)]


def test_a_total_that_was_too_small_grows() -> None:
    """No progress is said to be more than all of it."""
    assert told(1, 3) == [("stage 0", 0, 1), ("stage 1", 1, 2), ("stage 2", 2, 3), (DONE, 3, 3)]


def test_a_total_that_was_too_large_is_reached() -> None:
    assert told(3, 1) == [("stage 0", 0, 3), (DONE, 3, 3)]


def test_a_stage_that_comes_again_adds_to_its_time(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """One that fails is counted too; editions share their sums."""
    clock = iter([1.0, 1.5, 4.0, 6.0])
    monkeypatch.setattr("editions.building.timings.time.perf_counter", lambda: next(clock))
    timings = Timings()
    with caplog.at_level(logging.INFO, "editions"):
        with timings.stage("pdf"):
            pass
        with pytest.raises(ValueError, match="odd"), timings.of("es").stage("pdf"):
            raise ValueError("odd")
    assert timings.seconds == {"pdf": 2.5}
    assert timings.steps.count == 2
    assert [record.getMessage() for record in caplog.records] == ["pdf: 0.50 s", "pdf: 2.00 s"]
