"""Media Overlays: exact times, valid targets, groups that a reader may skip."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editions.epub import overlays
from editions.narration.timeline import Timeline
from epub_samples import SPOKEN, build, found, metas, page, read, timeline


def seconds(clock: str) -> Fraction:
    hours, minutes, rest = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + Fraction(rest)


def smil(made: Timeline, source: etree._Element | None = None) -> etree._Element:
    return etree.fromstring(overlays.build(made, page() if source is None else source, "article.xhtml", "a.m4a").content)


def clips(tree: etree._Element) -> list[tuple[Fraction, Fraction]]:
    begins, ends = found(tree, "//s:audio/@clipBegin"), found(tree, "//s:audio/@clipEnd")
    return [(seconds(begin), seconds(end)) for begin, end in zip(begins, ends, strict=True)]


def test_every_utterance_has_its_par_in_order() -> None:
    targets = found(smil(timeline()), "//s:text/@src")
    assert targets == [f"article.xhtml#{own}" for own, _ in SPOKEN]


@given(rate=st.sampled_from([8000, 16000, 22050, 24000, 44100, 48000]), step=st.integers(4000, 3_000_000))
def test_times_do_not_drift(rate: int, step: int) -> None:
    made = timeline(rate=rate, step=step, rest=step // 2)
    found_clips = clips(smil(made))
    for (begin, end), (clip, until) in zip(found_clips, made.heard(), strict=True):
        assert 0 <= Fraction(clip.begin, rate) - begin < Fraction(1, 1_000_000)
        assert 0 <= Fraction(until, rate) - end < Fraction(1, 1_000_000)
        assert end > begin
    assert all(one[1] == other[0] for one, other in pairwise(found_clips))
    assert found_clips[-1][1] <= Fraction(made.length, rate)


def test_durations_are_the_sum_of_the_clips(tmp_path: Path) -> None:
    target, _ = build(tmp_path, narrated=True)
    total = sum(end - begin for begin, end in clips(read(target, "article.smil")))
    assert {seconds(duration) for duration in metas(target, "media:duration")} == {total}
    assert len(metas(target, "media:duration")) == 2


@pytest.mark.parametrize(("time", "clock"), [(0, "0:00:00.000"), (1_500_000, "0:00:01.500"), (3_661_000_001, "1:01:01.000001")])
def test_clock_values(time: int, clock: str) -> None:
    assert overlays.clock(time) == clock


def test_groups_are_those_of_the_document() -> None:
    tree = smil(timeline(), adapted())
    assert found(tree, "//s:seq/@epub:type") == ["list", "figure", "figure", "table", "endnotes", "footnote"]
    figure = "//s:seq[@epub:type='figure'][@epub:textref='article.xhtml#fig-1']"
    assert found(tree, f"{figure}/s:par/s:text/@src") == [f"article.xhtml#{own}" for own in ("fig-1", "pic-1", "fig-1-s1")]
    assert found(tree, f"{figure}/s:seq[@epub:textref='article.xhtml#ld-1']/s:par/s:text/@src") == [
        f"article.xhtml#{own}" for own in ("ld-1-label", "ld-1-s1")
    ], "a long description is skipped alone, or with its figure"
    assert found(tree, "//s:seq[@epub:type='endnotes']/s:seq[@epub:type='footnote']/s:par/s:text/@src") == [
        "article.xhtml#fn-1-s1"
    ]
    assert len(found(tree, "//s:seq[@epub:type='table']/s:par[@epub:type='table-row']")) == 2
    assert found(tree, "//s:seq[not(@epub:textref)]") == []


def adapted() -> etree._Element:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return read(build(Path(folder))[0], "article.xhtml")


def test_lists_within_lists_nest() -> None:
    nested = etree.fromstring(
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><ul id="u"><li id="a">x<ul id="v"><li id="b">y</li></ul></li>'
        '<li id="c">z</li></ul></body></html>'
    )  # fmt: skip
    tree = smil(timeline((("a", "u"), ("b", "v"), ("c", "u"))), nested)
    assert found(tree, "/s:smil/s:body/s:seq/s:seq/s:par/s:text/@src") == ["article.xhtml#b"]
    assert found(tree, "/s:smil/s:body/s:seq/s:par/s:text/@src") == ["article.xhtml#a", "article.xhtml#c"]
    assert found(tree, "//s:par/@epub:type") == ["list-item"] * 3


def test_announcements_share_an_element() -> None:
    assert found(smil(timeline((("fig-1", "fig-1"), ("fig-1", "fig-1")))), "//s:text/@src") == ["article.xhtml#fig-1"] * 2


def test_an_utterance_without_element_is_heard_all_the_same(tmp_path: Path) -> None:
    target, result = build(tmp_path, narrated=True, spoken=(("gone", ""), ("p-1-s1", ""), ("lost", ""), ("p-2-s1", "")))
    tree = read(target, "article.smil")
    assert found(tree, "//s:text/@src")[1:] == [f"article.xhtml#{own}" for own in ("p-1-s1", "p-1-s1", "p-2-s1")]
    heard = {source.rpartition("#")[2] for source in found(tree, "//s:text/@src")}
    assert heard <= set(found(read(target, "article.xhtml"), "//@id"))
    assert [finding.where.id for finding in result.findings] == ["gone", "lost"]


def test_a_clip_of_no_length_has_no_par() -> None:
    made = timeline(SPOKEN[:3], step=0, rest=0)
    assert clips(smil(Timeline(lang="en", rate=made.rate, length=100, clips=made.clips))) == [
        (Fraction(0), Fraction(2267, 1_000_000))
    ]
