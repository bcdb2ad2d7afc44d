"""Captions: valid WebVTT, in time, with every word."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editions.narration.audio.captions import webvtt
from editions.narration.timeline import Clip, Role, Run, Timeline, Utterance

TIMING = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
COMPONENT = re.compile(r"&(?:amp|lt|gt|lrm|rlm|nbsp);|<lang ([^\s&<>]+)>|(</lang>)|[^&<>\r\n]")


@dataclass(frozen=True)
class Cue:
    id: str
    begin: int
    end: int
    runs: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.runs)


def parsed(text: str) -> list[Cue]:
    """Read WebVTT by its grammar (W3C WebVTT, 4.1), of which only cues with ids, one line and language spans are used here."""
    assert text.endswith("\n")
    assert not re.search(r"[\r\0]", text)
    head, _, body = text.partition("\n\n")
    assert re.fullmatch(r"WEBVTT(?:[ \t](?:(?!-->)[^\n])*)?\n?", head)
    return [cue(block) for block in body.rstrip("\n").split("\n\n") if block]


def cue(block: str) -> Cue:
    name, timing, words = block.split("\n")
    assert name
    assert "-->" not in name
    match = TIMING.fullmatch(timing)
    assert match
    numbers = [int(number) for number in match.groups()]
    begin, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (numbers[:4], numbers[4:]))
    assert begin < end
    return Cue(name, begin, end, tuple(spans(words)))


def spans(words: str) -> list[tuple[str, str]]:
    found, langs, at = [("", "")], [""], 0
    while at < len(words):
        match = COMPONENT.match(words, at)
        assert match, f"not WebVTT cue text: {words[at:]!r}"
        at = match.end()
        if match[1]:
            langs.append(match[1])
        elif match[2]:
            langs.pop()
        else:
            found.append((langs[-1], html.unescape(match[0])))
        assert langs
    assert langs == [""]
    return found


def clip(name: str, begin: int, end: int, *runs: tuple[str, str]) -> Clip:
    spoken = tuple(Run(text=text, lang=lang) for text, lang in runs)
    return Clip(utterance=Utterance(id=name, runs=spoken, role=Role.TEXT, chapter="c"), begin=begin, end=end)


def timeline(*clips: Clip, rate: int = 1000) -> Timeline:
    return Timeline(lang="pt-BR", rate=rate, length=clips[-1].end + 500 if clips else 500, clips=clips)


def test_a_cue_is_an_utterance() -> None:
    text = webvtt(
        timeline(clip("s1", 250, 1750, ("As aves voltam.", "pt-BR")), clip("s2", 3723004, 3724000, ("Depois.", "pt-BR")))
    )
    assert text == (
        "WEBVTT Kind: captions; Language: pt-BR\n\n"
        "s1\n00:00:00.250 --> 00:00:01.750\nAs aves voltam.\n\n"
        "s2\n01:02:03.004 --> 01:02:04.000\nDepois.\n"
    )


def test_words_in_another_language_stand_in_a_span() -> None:
    text = webvtt(timeline(clip("s1", 0, 900, ("O termo ", "pt-BR"), ("citizen science", "en"), (" é novo.", "pt-BR"))))
    assert "O termo <lang en>citizen science</lang> é novo.\n" in text


def test_markup_and_lines_in_the_text_are_text() -> None:
    (only,) = parsed(webvtt(timeline(clip("s1", 0, 900, ("a < b\n\n--> & <c>\r\x85\u2028d", "pt-BR")))))
    assert only.text == "a < b --> & <c> d"


def test_announcements_that_share_an_id_have_cues_of_their_own() -> None:
    clips = (
        clip("f", 0, 9, ("a", "pt")),
        clip("f-2", 9, 19, ("b", "pt")),
        clip("f", 19, 29, ("c", "pt")),
        clip("f", 30, 39, ("d", "pt")),
    )
    assert [cue.id for cue in parsed(webvtt(timeline(*clips)))] == ["f", "f-2", "f-3", "f-4"]


def test_nothing_said_is_an_empty_file_of_captions() -> None:
    assert parsed(webvtt(timeline())) == []
    assert parsed(webvtt(timeline(clip("s1", 0, 900, (" ", "pt-BR"))))) == []


LANGS = st.sampled_from(["pt-BR", "en", "zh-Hant", "ar"])
RUNS = st.lists(st.tuples(st.text(st.characters(exclude_characters="\0", codec="utf-8")), LANGS), max_size=4)


@given(
    st.lists(st.tuples(st.integers(0, 40_000), st.integers(1200, 90_000), RUNS), max_size=8), st.sampled_from([22050, 24000])
)
def test_no_word_is_lost(said: list[tuple[int, int, list[tuple[str, str]]]], rate: int) -> None:
    clips, at = [], 0
    for number, (gap, length, runs) in enumerate(said):
        clips.append(clip(f"s{number}", at + gap, at + gap + length, *runs))
        at += gap + length
    cues = parsed(webvtt(timeline(*clips, rate=rate)))
    spoken = [clip for clip in clips if clip.utterance.text.strip()]
    assert [cue.text.split() for cue in cues] == [clip.utterance.text.split() for clip in spoken]
    for one, clip_ in zip(cues, spoken, strict=True):
        assert abs(one.begin - clip_.begin * 1000 / rate) <= 0.5
        assert abs(one.end - clip_.end * 1000 / rate) <= 0.5
        foreign = {run.lang for run in clip_.utterance.runs} - {"pt-BR"}
        assert {lang for lang, text in one.runs if text.strip()} <= {"", *foreign}
    assert all(one.end <= other.begin for one, other in pairwise(cues))
