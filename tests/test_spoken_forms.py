"""Spoken forms: what is written is said as it is meant, the map between both holds, and a voice tells the readings apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articles
import editions
import phonemes
from editions.article.model import Style
from editions.findings import UsageError
from editions.jats import read
from editions.narration.accents import is_latin_american, regional_voices
from editions.narration.breaths import MAX_WORDS, breaths
from editions.narration.narrated import narrate
from editions.narration.spoken import raised_or_lowered
from editions.narration.spoken_forms import Habits, SpokenForms, spoken
from editions.narration.spoken_forms.lexicon import Lexeme, Lexicon, lexicons_of, read_lexicon
from editions.narration.spoken_forms.numbers import decimal_sign
from editions.narration.spoken_forms.words import LANGUAGES, words
from editions.narration.unknown_words import unknown_words
from editions.narration.utterances import utterances

SPOKEN = Path(__file__).parent / "spoken"
ARROW = "  =>  "


def readings() -> list[tuple[str, str, str]]:
    """Language, what is written, what is said: the lines of ``tests/spoken/LANG.txt``."""
    lines = [(file.stem, line) for file in sorted(SPOKEN.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    return [(lang, *line.split(ARROW)) for lang, line in lines if ARROW in line]  # type: ignore[misc]


@pytest.mark.parametrize(("lang", "written", "said"), readings())
def test_what_is_written_is_said_as_it_is_meant(lang: str, written: str, said: str) -> None:
    assert spoken(written, lang).text == said


def test_a_table_of_readings_is_long() -> None:
    """Each language that is complete has its shapes of the page tried: at least 120 of them."""
    counts = {lang: sum(1 for name, _, _ in readings() if name == lang) for lang in ("en", "es", "pt")}
    assert min(counts.values()) >= 120


@pytest.mark.parametrize(
    ("lang", "written", "said"),
    [
        ("fr", "p < 0,05 et −3, soit 5 % de 1 234", "p inférieur à 0,05 et moins 3, soit 5 pour cent de 1234"),
        ("fr", "10⁶ et R²", "10 puissance 6 et R au carré"),
        ("de", "p > 0,05 und −3, also 5 % von 1.234", "p größer als 0,05 und minus 3, also 5 Prozent von 1234"),
        ("de", "zwischen 10–12 und 2005–2013", "zwischen 10 und 12 und 2005 bis 2013"),
        ("ru", "p < 0,05", "p меньше 0,05"),
        ("ja", "p > 0.05", "p 大なり 0.05"),
        ("fi", "p < 0,05", "p < 0,05"),
        ("und", "CO₂", "CO₂"),
    ],
)
def test_other_languages_say_numbers_and_signs(lang: str, written: str, said: str) -> None:
    """And only these: what a language has no words for is left to its voice."""
    assert spoken(written, lang).text == said


@pytest.mark.parametrize(
    ("written", "decimal", "said"),
    [
        ("2.623", ",", "2623"),
        ("2.623", ".", "2 punto 623"),
        ("2,623", ".", "2623"),
        ("0.123", ",", "0 punto 123"),
        ("1.234.567", ".", "1234567"),
        ("1.234,5", ",", "1234,5"),
        ("1,234.5", ".", "1234 punto 5"),
        ("1.487 casos", ".", "1487 casos"),
        ("1.487 veces", ".", "1 punto 487 veces"),
        ("1.487 gramos", ".", "1 punto 487 gramos"),
    ],
)
def test_a_point_means_what_it_means_in_its_article(written: str, decimal: str, said: str) -> None:
    assert spoken(written, "es", habits=Habits(decimal=decimal)).text == said


def test_an_article_tells_how_it_writes_decimals() -> None:
    assert decimal_sign(["1.6 and 2,623", "0.05"], ",") == "."
    assert decimal_sign(["2.623 and 2,623"], ",") == ","
    assert decimal_sign(["10.1234/abc.1 and 61,9%"], ",") == ","
    assert decimal_sign([], ".") == "."
    learnt = SpokenForms.learnt([("OR 1.6 (1.2, 2.3)", "es"), ("2.623", "es-MX"), ("1,5", "pt")], {})
    assert learnt.of("2.623", "es").text == "2 punto 623"
    assert learnt.of("2.623", "pt-BR").text == "2623"


def test_an_article_tells_its_acronyms_from_roman_numerals() -> None:
    texts = [("O valor de importância (VI) é 3.", "pt"), ("O VI e o cuadro II.", "pt")]
    learnt = SpokenForms.learnt(texts, {})
    assert learnt.habits["pt"].acronyms == frozenset({"VI"})
    assert learnt.of(*texts[1]).text == "O vê i e o cuadro 2."
    assert SpokenForms().of(*texts[1]).text == "O 6 e o cuadro 2."
    assert SpokenForms.learnt([("See the second part (II).", "en")], {}).habits["en"].acronyms == frozenset()


def test_words_that_are_also_in_small_letters_are_no_acronyms() -> None:
    learnt = SpokenForms.learnt([("It is what type it is.", "en"), ("TYPE; WHO", "en")], {})
    assert learnt.of("TYPE; WHO", "en").text == "TYPE; W-H-O"
    assert SpokenForms().of("TYPE; WHO", "en").text == "T-Y-P-E; W-H-O"


def test_a_date_is_read_in_the_order_of_its_language() -> None:
    read_as = {lang: spoken("03/04/2021", lang).text for lang in ("en-US", "en-GB", "en", "es", "pt-BR")}
    assert read_as == {
        "en-US": "4 March 2021",
        "en-GB": "3 April 2021",
        "en": "3, 4, 2021",
        "es": "3 de abril de 2021",
        "pt-BR": "3 de abril de 2021",
    }
    assert spoken("32/04/2021", "es").text == "32 barra 04 barra 2021"


@pytest.mark.parametrize(
    ("text", "raised", "lowered"),
    [
        ("6", "⁶", "₆"),
        ("−2", "⁻²", "−2"),
        ("2+", "²⁺", "_2+"),
        ("−", "⁻", "−"),
        ("-", "-", "-"),
        ("12,13", "¹²,¹³", "_12,13"),
        ("n+1", "^(n+1)", "_n+1"),
        ("b", "ᵇ", "_b"),
        ("th", "th", "_th"),
        ("o", "º", "_o"),
        ("max", "ᵐᵃˣ", "_max"),
        ("®", "®", "®"),
        ("two words", "two words", "two words"),
    ],
)
def test_raised_and_lowered_text_is_told_apart(text: str, raised: str, lowered: str) -> None:
    """In captions, too: 10⁶ is not 106."""
    assert (raised_or_lowered(text, Style.SUP), raised_or_lowered(text, Style.SUB)) == (raised, lowered)


def test_a_power_is_not_a_number(tmp_path: Path) -> None:
    body = (
        "<body><p>There are 5 × 10<sup>6</sup> lamps, each of 3 m<sup>2</sup>, at 2 m s<sup>−1</sup>,"
        " 2<sup>10</sup>, x<sub>1</sub>.</p></body>"
    )
    (said,) = [one for one in utterances(read(articles.write(tmp_path, body=body))) if "lamps" in one.text]
    assert said.text == "There are 5 × 10⁶ lamps, each of 3 m², at 2 m s⁻¹, 2¹⁰, x₁."
    assert spoken(said.text, "en").text == (
        "There are 5 times 10 to the power of 6 lamps, each of 3 square metres, at 2 metres per second,"
        " 2 to the power of 10, x 1."
    )


# --------------------------------------------------------------------------------------------------------------- the map

TEXTS = st.text("aAbS .,;:<>=±%10⁶²₂°/–−-$R()*'km&é\u00a0", max_size=30)


@given(TEXTS, st.sampled_from(["en", "es", "pt", "de", "fi"]))
def test_the_map_covers_both_texts(text: str, lang: str) -> None:
    """Pieces follow each other in both texts; what is not replaced is as it is written; nothing is left out but by a form."""
    found = spoken(text, lang)
    assert found.text == "".join(piece.said for piece in found.pieces)
    at = 0
    for piece in found.pieces:
        assert piece.begin >= at
        assert all(any(form.begin <= place < form.end for form in found.forms) for place in range(at, piece.begin))
        assert piece.replaced or piece.said == text[piece.begin : piece.end]
        at = piece.end
    for offset in range(len(found.text)):
        begin, end = found.written_at(offset)
        assert 0 <= begin < end <= len(text)


def test_a_spoken_word_leads_to_what_is_written() -> None:
    found = spoken("It was p<0.05 here.", "en")
    assert found.text == "It was p less than 0.05 here."
    at = {
        word: "".join(found.written[slice(*found.written_at(found.text.index(word)))]) for word in ("less", "than", "0", "here")
    }
    assert at == {"less": "<", "than": "<", "0": "0", "here": "h"}
    with pytest.raises(IndexError):
        found.written_at(len(found.text))


@given(st.text("abc ,.", max_size=40))
def test_plain_words_are_left_alone(text: str) -> None:
    assert spoken(text, "fi").text == text


def test_every_language_has_sections_that_the_program_reads() -> None:
    """A misspelt section would be silent: those of English are all there are."""
    known = set(words("en")._sections)  # type: ignore[union-attr]
    assert {lang: set(words(lang)._sections) - known for lang in LANGUAGES} == {lang: set() for lang in LANGUAGES}  # type: ignore[union-attr]
    complete = {lang: known - set(words(lang)._sections) - {"scale-words", "cardinals"} for lang in ("es", "pt")}  # type: ignore[union-attr]
    assert complete == {"es": set(), "pt": set()}


# -------------------------------------------------------------------------------------------------------------- lexicons

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="es">
{}</lexicon>
"""
LUMEN = "<lexeme><grapheme>Lumen</grapheme><alias>Lúmen</alias></lexeme>"


def pls(folder: Path, content: str, name: str = "lexicon.es.pls") -> Path:
    path = folder / name
    path.write_text(PLS.format(content), "utf-8")
    return path


def test_a_lexicon_says_what_its_author_wants(tmp_path: Path) -> None:
    content = (
        LUMEN
        + "<lexeme><grapheme>DCV</grapheme><grapheme>ECV</grapheme><alias>enfermedad</alias>"
        + '<alias prefer="true">enfermedad cardiovascular</alias></lexeme>'
        + "<lexeme><grapheme>San Lumen</grapheme><alias>san Lumén</alias></lexeme>"
        + "<lexeme><grapheme>Umbra</grapheme><phoneme>ˈumbra</phoneme></lexeme>"
    )
    lexicon = read_lexicon(pls(tmp_path, content))
    said = spoken("La DCV en Lumen, San Lumen y Lumens de Umbra.", "es", lexicon=lexicon)
    assert said.text == "La enfermedad cardiovascular en Lúmen, san Lumén y Lumens de Umbra."
    assert lexicon.lexemes[-1] == Lexeme(graphemes=("Umbra",), phoneme="ˈumbra")
    assert "ECV" in lexicon.graphemes


def test_the_users_lexicon_counts_more_than_the_one_beside_the_article(tmp_path: Path) -> None:
    article = read(articles.write(tmp_path / "here", body="<body><p>Lumen.</p></body>"))
    pls(tmp_path / "here", LUMEN + "<lexeme><grapheme>Umbra</grapheme><alias>Úmbra</alias></lexeme>")
    own = pls(tmp_path, "<lexeme><grapheme>Lumen</grapheme><alias>Lumén</alias></lexeme>", "house.pls")
    found = lexicons_of(article, [own])
    assert found["es"].aliases == {"Lumen": "Lumén", "Umbra": "Úmbra"}
    assert lexicons_of(article)["es"].aliases["Lumen"] == "Lúmen"


def test_a_narration_uses_the_lexicons(tmp_path: Path) -> None:
    """Voices say what the lexicon says; the timeline keeps what is written."""
    article = read(articles.write(tmp_path, body="<body><p>DCV.</p></body>"))
    plain = narrate(article)
    lexicon = pls(tmp_path, "<lexeme><grapheme>DCV</grapheme><alias>disease of the heart</alias></lexeme>", "lexicon.en.pls")
    lexicon.write_text(lexicon.read_text("utf-8").replace('"es"', '"en"'), "utf-8")
    said = narrate(article)
    assert said.timeline.length > plain.timeline.length
    assert [clip.utterance.text for clip in said.timeline.clips] == [clip.utterance.text for clip in plain.timeline.clips]
    lexicon.rename(tmp_path / "own.pls")
    assert narrate(article, lexicons=[tmp_path / "own.pls"]).timeline.length == said.timeline.length


def test_sounds_that_no_voice_takes_are_reported(tmp_path: Path) -> None:
    article = read(articles.write(tmp_path))
    pls(tmp_path, "<lexeme><grapheme>Umbra</grapheme><phoneme>ˈumbra</phoneme></lexeme>" + LUMEN)
    (finding,) = narrate(article).findings
    assert (finding.rule, finding.where.line) == ("lexicon.no-alias", 3)
    assert "'Umbra' has sounds alone" in finding.message


def test_a_lexicon_beside_the_article_is_no_way_out_of_its_folder(tmp_path: Path) -> None:
    """A link is not followed, a pipe not waited for."""
    article = read(articles.write(tmp_path / "here"))
    (tmp_path / "here" / "lexicon.es.pls").symlink_to(pls(tmp_path, LUMEN))
    with pytest.raises(UsageError, match="cannot be read"):
        lexicons_of(article)
    (tmp_path / "here" / "lexicon.es.pls").unlink()
    os.mkfifo(tmp_path / "here" / "lexicon.en.pls")
    with pytest.raises(UsageError, match="not a plain file"):
        lexicons_of(article)


def test_a_build_refuses_what_is_not_a_lexicon(tmp_path: Path) -> None:
    article = articles.write(tmp_path)
    with pytest.raises(UsageError, match=r"a\.pls: cannot be read"):
        editions.build(article, tmp_path / "out", formats="audio", lexicons=[tmp_path / "a.pls"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<lexeme><alias>a</alias></lexeme>", "lexicon.es.pls:3: a lexeme without a <grapheme>"),
        ("<lexeme><grapheme>a</grapheme></lexeme>", "'a' has neither <alias> nor <phoneme>"),
        ("<lexeme>", "is not well-formed XML"),
        (f"<lexeme><grapheme>{'a' * 300}</grapheme><alias>a</alias></lexeme>", "more than 200 characters"),
        (LUMEN * 10_001, "more than 10,000 lexemes"),
        ("x" * (1024 * 1024), "larger than 1 MB, the limit of a lexicon"),
    ],
)
def test_what_is_not_a_lexicon_is_refused(tmp_path: Path, content: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read_lexicon(pls(tmp_path, content))


def test_a_lexicon_expands_and_fetches_nothing(tmp_path: Path) -> None:
    path = pls(tmp_path, LUMEN)
    path.write_text('<!DOCTYPE lexicon [<!ENTITY a SYSTEM "/etc/hostname">]>' + PLS.format(LUMEN.replace("Lúmen", "b&a;"))[39:])
    assert read_lexicon(path).aliases == {"Lumen": "b&a;"}


def test_a_lexicon_names_its_language(tmp_path: Path) -> None:
    path = pls(tmp_path, LUMEN)
    path.write_text(path.read_text("utf-8").replace('xml:lang="es"', ""), "utf-8")
    with pytest.raises(UsageError, match="does not say its language"):
        read_lexicon(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_lexicon(tmp_path / "none.pls")


# --------------------------------------------------------------------------------------------------------------- breaths


@given(st.lists(st.sampled_from(["a", "word", "more,", "end;", "(in", "brackets)", "–", "so:"]), max_size=200).map(" ".join))
def test_breaths_are_the_sentence(text: str) -> None:
    assert "".join(breaths(text)) == text


def test_a_long_sentence_is_said_in_breaths() -> None:
    clause = "the lamps of the harbour burn all night over the water and the boats, "
    said = breaths(clause * 8)
    assert len(said) > 2
    assert all(len(part.split()) <= MAX_WORDS for part in said)
    assert all(part.endswith(", ") for part in said)
    assert breaths(clause * 2) == [clause * 2]
    sentence = "The lamps of the harbour burn all night over the water and the boats of the fleet that come home late. "
    assert breaths(sentence * 3) == [sentence] * 3
    inside = "lamps " * 34 + "(Roe, 2001; Poe, 2002; Doe, 2003), " + "boats " * 12
    assert breaths(inside) == ["lamps " * 34 + "(Roe, 2001; Poe, 2002; Doe, 2003), ", "boats " * 12]
    assert breaths("word " * 100) == ["word " * 100]


# --------------------------------------------------------------------------------------------------------------- accents


class Named:
    """An engine whose voices are the tags of their languages."""

    name = "named"
    sample_rate = 1000

    def voice_for(self, lang: str) -> str | None:
        return lang.lower()

    def speak(self, requests: object) -> object:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("publisher", "voices"),
    [
        (
            "<publisher-name>UNAM</publisher-name><publisher-loc>Ciudad de México</publisher-loc>",
            {"es": "es-419", "es-ES": "es-es"},
        ),
        ("<publisher-name>Universidad de Chile</publisher-name>", {"es": "es-419", "es-ES": "es-es"}),
        ("<publisher-name>Universidad de Lumen</publisher-name><publisher-loc>Madrid, España</publisher-loc>", {}),
        ("<publisher-name>Perugia</publisher-name>", {}),
    ],
)
def test_spanish_has_the_accent_of_its_publisher(tmp_path: Path, publisher: str, voices: dict[str, str]) -> None:
    path = articles.write(tmp_path)
    meta = f"<front><journal-meta><publisher>{publisher}</publisher></journal-meta>"
    path.write_text(path.read_text("utf-8").replace("<front>", meta), "utf-8")
    article = read(path)
    assert is_latin_american(article) == bool(voices)
    assert regional_voices(article, Named(), {}) == voices  # type: ignore[arg-type]
    assert regional_voices(article, Named(), {"es": "Elena"}) == {"es": "Elena"}  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------------------- voices


@pytest.mark.slow
@pytest.mark.parametrize(
    ("voice", "written", "heard"),
    [
        ("en-us", "p < 0.05", "pˈiː lˈɛs ðɐn zˈiəɹoʊ"),
        ("en-us", "p > 0.05", "pˈiː ɡɹˈeɪɾɚ ðɐn zˈiəɹoʊ"),
        ("en-us", "95% CI", "pɚsˈɛnt sˈiːˈaɪ"),
        ("en-us", "CO₂", "sˈiːˈoʊ tˈuː"),
        ("en-us", "1990s", "nˈaɪntiːn nˈaɪntiz"),
        ("en-us", "10⁶", "tˈɛn tə ðə pˈaʊɚɹ ʌv sˈɪks"),
        ("en-us", "2 623", "tˈuː θˈaʊzənd sˈɪkshˈʌndɹɪd"),
        ("en-us", "2005–2013", "fˈaɪv tə tˈuː"),
        ("es", "2 623", "dˈos mˈil seɪsθjˈentos"),
        ("es", "−14,56", "mˈenos katˈoɾθe"),
        ("es", "p > 0,05", "maʝˈoɾ"),
        ("es", "x ≤ 3", "menˈoɾ o iɣwˈal"),
        ("es", "10⁶", "eleβˈaðo a sˈeɪs"),
        ("es", "DCV", "de θˈe ˈuβe"),
        ("pt-br", "DCV", "dˈe sˈe vˈe"),
        ("pt-br", "a MD e o CI", "ˈemy dˈe"),
        ("pt-br", "-14,56", "mˈenʊs"),
        ("pt-br", "1.5", "vˈirɡul"),
        ("pt-br", "R$ 70,00", "sˌetˈeɪŋtæ xeˈaɪs"),
        ("pt-br", "Sr. Roe", "seɲˈor"),
        ("pt-br", "10⁶", "elevˈadw a sˈeɪs"),
        ("pt-br", "2 623", "dˈoɪz mˈiʊ"),
    ],
)
def test_a_voice_says_what_is_meant(voice: str, written: str, heard: str) -> None:
    """The phonemes of eSpeak NG, for what text alone does not show."""
    assert heard in phonemes.of(spoken(written, voice).text, voice)


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["en-us", "es", "pt-br"])
def test_opposites_sound_apart(voice: str) -> None:
    for one, other in (("p < 0.05", "p > 0.05"), ("-5", "5"), ("±5", "5"), ("10⁶", "106"), ("≤ 3", "≥ 3"), ("5*", "5")):
        said = [phonemes.of(spoken(written, voice).text, voice) for written in (one, other)]
        assert said[0] != said[1], one


# --------------------------------------------------------------------------------------------------------- unknown words


def test_parts_of_what_is_known_want_no_lexicon(tmp_path: Path) -> None:
    """Nor does a word in capitals that the article writes in small letters too."""
    said = "The U.S. and World War II, on 5 Nov 2020, at https://Lumen.example/DCV, and LAMPS are lamps of CO2."
    body = f"<body><p>{said}</p></body>"
    found = [one.word for one in unknown_words(read(articles.write(tmp_path, body=body)))]
    assert found == ["CO2", "War", "World"]


def test_words_that_a_lexicon_may_want_are_listed(tmp_path: Path) -> None:
    body = "<body><p>The DCV of Lumen is GyrA. Other DCV grew in UNESCO and the harbour. Harbour lamps: see Lumen.</p></body>"
    article = read(articles.write(tmp_path, body=body))
    found = [(one.word, one.kind, one.count, one.said) for one in unknown_words(article)]
    assert found == [
        ("DCV", "acronym", 2, "D-C-V"),
        ("Lumen", "name", 2, "Lumen"),
        ("GyrA", "mixed", 1, "GyrA"),
    ]
    lexicon = Lexicon(lang="en", lexemes=(Lexeme(graphemes=("DCV",), alias="disease"),))
    assert [one.word for one in unknown_words(article, {"en": lexicon})] == ["Lumen", "GyrA"]
