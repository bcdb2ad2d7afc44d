"""Speaking: every word by a voice of its language, inside its sentence; nothing held, nothing lost, always the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.findings import Severity, SpeechError
from editions.narration.speaking import CLAUSE, SWITCH, missing_voices, speak
from editions.narration.speech import Request, Samples
from editions.narration.speech.espeak import EspeakEngine
from editions.narration.speech.silence import MARGIN, join, trim
from editions.narration.timeline import Role, Run, Utterance

RATE = 1000
WORD = 100
VOICES = {"en": "Emma", "es": "Elena", "pt": "Paula", "pt-BR": "Bia"}


class Fake:
    """An engine that says each word as a tenth of a second of noise, between half seconds of silence."""

    name = "fake"
    sample_rate = RATE

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.given = 0

    def voice_for(self, lang: str) -> str | None:
        return VOICES.get(lang) or VOICES.get(lang.partition("-")[0])

    def speak(self, requests: Sequence[Request]) -> Iterator[Samples]:
        self.asked += requests
        return self._spoken(requests)

    def _spoken(self, requests: Sequence[Request]) -> Iterator[Samples]:
        for request in requests:
            self.given += 1
            words = sum(any(map(str.isalnum, word)) for word in request.text.split())
            yield np.concatenate([np.zeros(500), np.full(WORD * words, 9000), np.zeros(500)]).astype(np.int16)


def utterance(*runs: tuple[str, str], id: str = "s1") -> Utterance:
    return Utterance(id=id, runs=tuple(Run(text=text, lang=lang) for text, lang in runs), role=Role.TEXT, chapter="sec1")


def asked(*utterances: Utterance, **options: object) -> list[tuple[str, str, str | None]]:
    fake = Fake()
    list(speak(utterances, fake, **options))  # type: ignore[arg-type]
    return [(request.text, request.lang, request.voice) for request in fake.asked]


def test_a_sentence_in_one_language_is_one_request() -> None:
    assert asked(utterance(("The wheat ", "en"), ("(rye)", "en"), (" grew.", "en"))) == [
        ("The wheat (rye) grew.", "en", "Emma")
    ]


def test_a_foreign_run_is_spoken_by_a_voice_of_its_language() -> None:
    found = asked(utterance(("The journal ", "en"), ("Revista de Saúde", "pt-BR"), (" is old.", "en")))
    assert found == [("The journal,", "en", "Emma"), ("Revista de Saúde,", "pt-BR", "Bia"), ("is old.", "en", "Emma")]


def test_two_tags_with_one_voice_are_one_stretch_a_tag_with_its_own_is_not() -> None:
    assert len(asked(utterance(("One ", "es"), ("two", "es")))) == 1
    assert [voice for _, _, voice in asked(utterance(("Um ", "pt-PT"), ("dois", "pt-BR")))] == ["Paula", "Bia"]


def test_voices_that_are_named_come_first_by_tag_then_by_language() -> None:
    runs = utterance(("One ", "en-GB"), ("two ", "en-US"), ("tres", "es-MX"))
    named = {"en": "Anna", "EN-gb": "Gareth"}
    assert [voice for _, _, voice in asked(runs, voices=named)] == ["Gareth", "Anna", "Elena"]


def test_the_rate_is_handed_on() -> None:
    fake = Fake()
    list(speak([utterance(("One", "en"))], fake, rate=210))
    assert [request.rate for request in fake.asked] == [210]


def test_punctuation_belongs_to_the_words_beside_it() -> None:
    found = asked(utterance(("“", "en"), ("Olá", "pt-BR"), ("”, ", "en"), ("he said", "en"), (".", "es")))
    assert [text for text, _, _ in found] == ["“Olá”,", "he said."]


def test_a_sign_alone_goes_to_the_engine() -> None:
    assert asked(utterance(("%", "en"))) == [("percent", "en", "Emma")]
    assert asked(utterance(("%", "und"), ("a", "en"))) == [("percent a", "en", "Emma")]


def test_nothing_to_say_is_no_sound() -> None:
    silent = [utterance(id="a"), utterance(("", "en"), id="b"), utterance((" ", "en"), id="c"), utterance(("—", "en"), id="d")]
    spoken = list(speak(silent, Fake()))
    assert [(one.utterance.id, len(one.samples)) for one in spoken] == [("a", 0), ("b", 0), ("c", 0), ("d", 0)]


def test_runs_are_joined_without_the_engines_silence() -> None:
    margin = round(MARGIN * RATE)
    (open_end,) = speak([utterance(("The journal ", "en"), ("Revista", "es"))], Fake())
    assert len(open_end.samples) == 3 * WORD + 4 * margin + round(SWITCH * RATE)
    (clause,) = speak([utterance(("In Spanish: ", "en"), ("Revista", "es"))], Fake())
    assert len(clause.samples) == 3 * WORD + 4 * margin + round(CLAUSE * RATE)


def test_a_language_without_a_voice_is_spoken_by_the_main_one_and_reported_once() -> None:
    text = [
        utterance(("The word ", "en"), ("ìwé", "yo"), (" is Yoruba.", "en"), id="s1"),
        utterance(("Ìwé mi ni", "yo"), id="s2"),
        utterance(("—", "fo"), id="s3"),
    ]
    assert [(words, voice) for words, _, voice in asked(*text)] == [
        ("The word ìwé is Yoruba.", "Emma"),
        ("Ìwé mi ni", "Emma"),
        ("—", "Emma"),
    ]
    (finding,) = missing_voices(text, Fake(), file="article.xml")
    assert (finding.rule, finding.severity, str(finding.where)) == ("narration.no-voice", Severity.WARNING, "article.xml")
    assert finding.where.id == "s1"
    assert "'yo': 4 words" in finding.message
    assert not missing_voices(text, Fake(), voices={"yo": "Yemi"})


def test_the_main_language_is_that_of_most_letters() -> None:
    found = asked(utterance(("Ver ", "es"), ("The whole of this title", "en"), (" ìwé", "yo")))
    assert found == [("Ver,", "es", "Elena"), ("The whole of this title ìwé", "en", "Emma")]


def test_no_voice_at_all_is_an_error() -> None:
    with pytest.raises(SpeechError, match="'yo'"):
        list(speak([utterance(("Ìwé", "yo"))], Fake()))


def test_one_sound_is_made_at_a_time_while_the_engine_knows_all_requests() -> None:
    fake = Fake()
    stream = speak([utterance(("One", "en"), id=str(n)) for n in range(1000)], fake)
    assert [next(stream).utterance.id for _ in range(3)] == ["0", "1", "2"]
    assert (len(fake.asked), fake.given) == (1000, 3)


@given(st.lists(st.lists(st.tuples(st.text("ab, .—", max_size=6), st.sampled_from(["en", "es", "pt-BR", "yo"])), max_size=5)))
def test_no_word_is_lost(texts: list[list[tuple[str, str]]]) -> None:
    text = [*(utterance(*runs, id=str(n)) for n, runs in enumerate(texts)), utterance(("end", "en"), id="end")]
    said = " ".join(words for words, _, _ in asked(*text))
    assert letters(said) == letters("".join(one.text for one in text))
    assert [one.utterance for one in speak(text, Fake())] == text


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_espeak_speaks_a_foreign_run_in_its_language_and_always_the_same() -> None:
    engine = EspeakEngine()
    mixed = utterance(("The journal ", "en"), ("Revista de Saúde Pública", "pt-BR"), (" is old.", "en"), id="mixed")
    plain = utterance(("The journal Revista de Saúde Pública is old.", "en"), id="plain")
    alone = utterance(("Revista de Saúde Pública,", "pt-BR"), id="alone")
    first = {one.utterance.id: one.samples for one in speak([mixed, plain, alone], engine)}
    again = {one.utterance.id: one.samples for one in speak([alone, mixed, plain], engine)}
    assert all(np.array_equal(first[id], again[id]) for id in first)
    assert first["alone"].tobytes() in first["mixed"].tobytes()
    assert first["alone"].tobytes() not in first["plain"].tobytes()
    engine.close()


def test_trim_and_join() -> None:
    sound = np.array([0] * 100 + [5000, -32768, 5000] + [3] * 100, np.int16)
    assert len(trim(sound, RATE)) == 3 + 2 * round(MARGIN * RATE)
    assert trim(np.zeros(50, np.int16), RATE).size == 0
    assert trim(np.zeros(0, np.int16), RATE).size == 0
    assert trim(np.full(5, -32768, np.int16), RATE).size == 5
    nothing = np.zeros(0, np.int16)
    one = np.full(5, 9, np.int16)
    assert join([], RATE).size == 0
    assert join([(nothing, 1.0), (one, 0.01), (nothing, 1.0), (one, 1.0)], RATE).tolist() == [
        0,
        4,
        9,
        4,
        0,
        *[0] * 10,
        0,
        4,
        9,
        4,
        0,
    ]
