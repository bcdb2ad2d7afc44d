"""Captions: valid WebVTT and SRT, in time and within the limits of reading, with every word."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editions.narration.audio.captions import srt, webvtt
from editions.narration.audio.cues import MAX_LAG, cues
from editions.narration.timeline import Clip, Role, Run, Timeline, Utterance

TIMING = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
COMPONENT = re.compile(r"&(?:amp|lt|gt|lrm|rlm|nbsp);|<lang ([^\s&<>]+)>|(</lang>)|[^&<>\r]")


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
    """Read WebVTT by its grammar (W3C WebVTT, 4.1), of which only cues with ids, lines and language spans are used here."""
    assert text.endswith("\n")
    assert not re.search(r"[\r\0]", text)
    head, _, body = text.partition("\n\n")
    assert re.fullmatch(r"WEBVTT(?:[ \t](?:(?!-->)[^\n])*)?\n?", head)
    return [cue(block) for block in body.rstrip("\n").split("\n\n") if block]


def cue(block: str) -> Cue:
    name, timing, words = block.split("\n", 2)
    assert "" not in words.split("\n")
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


LONG = (
    "El terreno se preparó en Santiago de Chile, el 10 y el 11 de julio de 2013: allí, la CEPAL y la OIM (Organización "
    "Internacional para las Migraciones) convocaron a especialistas; se examinó cómo se influyen la migración y el desarrollo."
)


def texts(seconds: float, *runs: tuple[str, str]) -> list[str]:
    return [cue.text for cue in cues(timeline(clip("s1", 0, int(seconds * 1000), *runs)))]


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    assert texts(15, (LONG, "pt-BR")) == [
        "El terreno se preparó\nen Santiago de Chile,",
        "el 10 y el 11 de julio de 2013:\nallí, la CEPAL y la OIM",
        "(Organización Internacional para las\nMigraciones) convocaron a especialistas;",
        "se examinó cómo se influyen\nla migración y el desarrollo.",
    ]


def test_a_slow_sentence_is_cut_by_its_time() -> None:
    assert texts(6.9, ("Uno, dos, tres, cuatro.", "es")) == ["Uno, dos, tres, cuatro."]
    assert texts(12, ("Uno, dos, tres, cuatro.", "es")) == ["Uno, dos,", "tres, cuatro."]


def test_a_part_of_a_sentence_is_shown_while_it_is_said() -> None:
    """Times inside an utterance go by the share of characters."""
    first, second = cues(timeline(clip("s1", 1000, 9000, ("a" * 39 + ", " + "b" * 39 + ", " + "c" * 38 + ".", "pt-BR"))))[:2]
    assert (first.begin, first.end) == (1000, 1000 + round(8000 * 40 / 121))
    assert second.begin == 1000 + round(8000 * 41 / 121)


def test_a_language_goes_on_after_a_cut() -> None:
    made = cues(timeline(clip("s1", 0, 9000, ("O termo ", "pt-BR"), (LONG, "es"), (" é longo.", "pt-BR"))))
    assert [[run.lang for run in line] for line in made[0].lines] == [["pt-BR", "es"], ["es"]]
    assert made[-1].lines[-1][-1].text.endswith("é longo.")


def test_lines_do_not_end_in_an_article() -> None:
    assert texts(3, ("Se describe en el mapa que condujo a las dos aldeas", "es")) == [
        "Se describe en el mapa\nque condujo a las dos aldeas"
    ]
    assert texts(3, ("Lo describen los mapas enteros de la otra aldea", "es")) == [
        "Lo describen los mapas\nenteros de la otra aldea"
    ]


def test_words_that_are_written_together_are_cut_between_letters() -> None:
    made = texts(20, ("研究者は図書館で本を読み、" * 8, "ja"))
    assert "".join(made).replace("\n", "") == "研究者は図書館で本を読み、" * 8
    assert all(len(line) <= 42 for text in made for line in text.split("\n"))
    assert made[0].endswith("、")


def test_a_word_longer_than_a_line_stays_whole() -> None:
    assert texts(9, (f"Vea {'x' * 60} ahora.", "es")) == ["Vea", "x" * 60, "ahora."]


def test_figures_stay_with_their_units() -> None:
    made = texts(4, ("La distancia que recorrieron fue de 1200\u00a0metros en total", "es"))
    assert "1200\u00a0metros" in made[0]


def test_a_fast_voice_is_read_in_time_where_that_can_be() -> None:
    """A cue stays until it is read, and the next one begins then; but never more than ``MAX_LAG`` after its words."""
    fast = clip("a", 0, 1000, ("Treinta caracteres en un segundo.", "es"))
    made = cues(timeline(fast, clip("b", 1200, 4000, ("Poco.", "es"))))
    assert [(cue.begin, cue.end) for cue in made] == [(0, 1650), (1650, 4000)]
    many = [clip(f"s{n}", 1000 * n, 1000 * n + 900, ("Treinta caracteres en un segundo.", "es")) for n in range(9)]
    late = [cue.begin - 1000 * n for n, cue in enumerate(cues(timeline(*many)))]
    assert late == [0, 650, *[MAX_LAG] * 7]


def test_subrip_is_numbered() -> None:
    made = srt(timeline(clip("s1", 250, 1750, ("p < 0.05 --> sí", "es")), clip("s2", 3723004, 3725000, ("Depois.", "pt-BR"))))
    assert made == ("1\n00:00:00,250 --> 00:00:01,750\np < 0.05 --\u200b> sí\n\n2\n01:02:03,004 --> 01:02:05,000\nDepois.\n")


LANGS = st.sampled_from(["pt-BR", "en", "zh-Hant", "ar"])
RUNS = st.lists(st.tuples(st.text(st.characters(exclude_characters="\0", codec="utf-8")), LANGS), max_size=4)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first text of all characters takes its time
@given(
    st.lists(st.tuples(st.integers(0, 40_000), st.integers(1200, 90_000), RUNS), max_size=8), st.sampled_from([22050, 24000])
)
def test_no_word_is_lost(said: list[tuple[int, int, list[tuple[str, str]]]], rate: int) -> None:
    clips, at = [], 0
    for number, (gap, length, runs) in enumerate(said):
        clips.append(clip(f"s{number}", at + gap, at + gap + length, *runs))
        at += gap + length
    made = parsed(webvtt(timeline(*clips, rate=rate)))
    assert "".join("".join(cue.text.split()) for cue in made) == "".join("".join(one.utterance.text.split()) for one in clips)
    langs = {run.lang for one in clips for run in one.utterance.runs} - {"pt-BR"}
    assert {lang for cue in made for lang, text in cue.runs if text.strip()} <= {"", *langs}
    assert all(one.end <= other.begin for one, other in pairwise(made))
    assert len({cue.id for cue in made}) == len(made)
    assert len(parsed_srt(srt(timeline(*clips, rate=rate)))) == len(made)


def parsed_srt(text: str) -> list[str]:
    """The cues of a SubRip file, each from its number to the empty line after it."""
    return [block for block in re.split(r"\n\n(?=\d+\n\d\d+:)", text) if block]


WORDS = st.lists(st.text("abcdé,.", min_size=1, max_size=42), min_size=1, max_size=60)


@given(st.lists(st.tuples(WORDS, st.floats(6, 20)), min_size=1, max_size=6))
def test_every_cue_is_within_the_limits(said: list[tuple[list[str], float]]) -> None:
    """Two lines of 42 characters, seven seconds, and twenty characters a second where the voice says no more than that."""
    clips, at = [], 0
    for number, (words, speed) in enumerate(said):
        text = " ".join(words)
        clips.append(clip(f"s{number}", at, at + int(len(text) * 1000 / speed) + 1, (text, "es")))
        at = clips[-1].end + 350
    for cue in cues(timeline(*clips)):
        assert len(cue.lines) <= 2
        assert all(len(line) <= 42 for line in cue.text.split("\n"))
        assert cue.begin < cue.end <= cue.begin + 7000
        assert len(cue.text) <= 20 * (cue.end - cue.begin) / 1000 + 1
        assert "" not in cue.text.split("\n")
