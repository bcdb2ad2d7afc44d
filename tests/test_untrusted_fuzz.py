"""A short fuzz run: the same cases each time, and some that Hypothesis chooses and shrinks. ``./dev fuzz`` runs 20,000."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz.case import Broken, Case, check_page, run
from fuzz.cases import cases, seeds, strategy
from fuzz.mutations import MUTATIONS, mutate

SEEDS = seeds()


@pytest.mark.slow
def test_hostile_articles_give_findings_or_clean_errors() -> None:
    read = 0
    for case in cases(110, SEEDS):
        if "pdf" not in case.formats:
            with tempfile.TemporaryDirectory() as folder:
                read += run(case, Path(folder))
    assert 40 < read < 109


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(case=strategy(SEEDS))
def test_chosen_articles_give_findings_or_clean_errors(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run(case, Path(folder))


@pytest.mark.slow
def test_a_hostile_article_can_be_printed() -> None:
    for case in [case for case in cases(601, SEEDS) if "pdf" in case.formats]:
        with tempfile.TemporaryDirectory() as folder:
            run(case, Path(folder))


def test_a_case_can_be_written_down() -> None:
    for case in cases(20, SEEDS):
        again = Case.parsed(str(case))
        assert (again.seed.resolve(), again.steps, again.formats) == (case.seed, case.steps, case.formats)


def test_a_mutation_is_the_same_each_time() -> None:
    text = SEEDS[0].read_text("utf-8")
    for name in MUTATIONS:
        assert mutate(text, [(name, 5)]) == mutate(text, [(name, 5)])


@pytest.mark.parametrize(
    "inner",
    [
        "<script/>",
        '<p onclick="x"/>',
        '<a href="javascript:x"/>',
        '<img src="../x.png"/>',
        '<img src="http://x/"/>',
        '<p style="background:url(x)"/>',
        '<p id="a"/><p id="a"/>',
        "<p>BAIT-that-no-edition-may-hold</p>",
    ],
)
def test_what_may_not_be_in_a_page_is_seen(inner: str) -> None:
    with pytest.raises(Broken):
        check_page(f'<html xmlns="http://www.w3.org/1999/xhtml">{inner}</html>'.encode())
