"""A build that is cut off leaves the old editions or the new ones, and the next one clears up after it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kills import Ground, faults, kill, prepared


def seeds(number: int) -> list[object]:
    """Return so many seeds, of which the first is quick."""
    return [seed if seed < 1 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(number)]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return prepared(tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("seed", seeds(12))
def test_cut_off_inside_publishing(ground: Ground, seed: int) -> None:
    assert faults(kill(ground, random.Random(seed), inside=True), ground) == []


@pytest.mark.parametrize("seed", seeds(6))
def test_cut_off_where_folders_cannot_be_exchanged(ground: Ground, seed: int) -> None:
    """Two renames then stand for one: what is cut off between them is put back."""
    done = kill(ground, random.Random(seed), inside=True, without="exchange")
    assert faults(done, ground, "exchange") == []


@pytest.mark.parametrize("seed", seeds(6))
def test_cut_off_at_any_moment(ground: Ground, seed: int) -> None:
    assert faults(kill(ground, random.Random(seed), inside=False), ground) == []


def test_the_old_and_the_new_differ(ground: Ground, tmp_path: Path) -> None:
    """Else the tests above would prove nothing; what no build makes is in both."""
    assert ground.old != ground.new
    assert ground.old.keys() == ground.new.keys()
    assert "small/notes.txt" in ground.new
