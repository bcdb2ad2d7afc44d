"""Languages worked out: what is found, what is left alone, and what becomes of the tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editions.article.model import Article, Node, walk
from editions.jats import read
from editions.languages.detection.detector import Langid
from editions.languages.detection.thresholds import FAMILIAR, judged
from editions.languages.survey import Guess, guesses, tagged
from random_articles import LANGUAGES, articles, words

ENGLISH = (
    "The committee met on Monday and heard what each of the towns had to say about the price of water, which has risen for"
    " three years without a break."
)
SPANISH = (
    "La comisión se reunió el lunes y escuchó lo que cada uno de los pueblos tenía que decir sobre el precio del agua, que ha"
    " subido durante tres años sin descanso."
)
MORE_SPANISH = (
    "Los vecinos pidieron que las cuentas fueran públicas y que ninguna decisión se tomara sin ellos; el alcalde contestó que"
    " así se haría, aunque hubiera que esperar hasta la primavera siguiente.",
    "Cuando llegó el invierno, las fuentes seguían secas, pero nadie quiso abandonar el valle donde habían nacido sus abuelos y"
    " donde todavía quedaban huertos, hornos y un molino viejo junto al puente.",
)
PORTUGUESE = (
    "A comissão reuniu-se na segunda-feira e ouviu o que cada uma das cidades tinha a dizer sobre o preço da água, que não"
    " parou de subir durante três anos."
)
UKRAINIAN = (
    "Комісія зібралася в понеділок і почула, що кожне з міст має сказати про ціну води, яка зростає вже третій рік без жодної"
    " перерви, хоча дощів було досить."
)


def article(folder: Path, body: str, *, lang: str = "en", front: str = "", back: str = "", after: str = "") -> Article:
    path = folder / "sample.xml"
    tag = f' xml:lang="{lang}"' if lang else ""
    path.write_text(
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink"{tag}><front><article-meta><title-group><article-title>1'
        f"</article-title></title-group>{front}</article-meta></front><body>{body}</body><back>{back}</back>{after}</article>",
        "utf-8",
    )
    return read(path)


def found(made: Article) -> list[tuple[str, str, bool, bool]]:
    return [(guess.kind, guess.lang, guess.sure, guess.voice) for guess in guesses(made)]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def cited(title: str) -> str:
    return f"<ref-list><ref id='r'><mixed-citation>Doe J. <source>{title}</source>. 2001.</mixed-citation></ref></ref-list>"


def test_a_text_in_its_own_language_needs_no_detector(tmp_path: Path) -> None:
    class Silent:
        def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
            raise AssertionError(text)

    assert guesses(article(tmp_path, paragraphs(ENGLISH, ENGLISH)), Silent()) == ()


def test_a_paragraph_in_another_language(tmp_path: Path) -> None:
    made = article(tmp_path, paragraphs(ENGLISH, SPANISH, ENGLISH, ENGLISH))
    assert found(made) == [("Paragraph", "es", True, True)]
    assert [node.lang for node in tagged(made, guesses(made)).body] == ["en", "es", "en", "en"]


def test_a_quotation_takes_its_attribution_along(tmp_path: Path) -> None:
    quoted = f"<disp-quote>{paragraphs(SPANISH)}<attrib>Pérez</attrib></disp-quote>"
    assert found(article(tmp_path, paragraphs(ENGLISH, ENGLISH) + quoted)) == [("Quotation", "es", True, True)]


def test_a_section_of_two_languages_stays(tmp_path: Path) -> None:
    body = f"<sec><title>Voices</title>{paragraphs(SPANISH, ENGLISH)}</sec>" + paragraphs(ENGLISH, ENGLISH)
    assert found(article(tmp_path, body)) == [("Paragraph", "es", True, True)]


def test_an_abstract_takes_its_heading_along(tmp_path: Path) -> None:
    front = f"<abstract><title>Resumen</title>{paragraphs(SPANISH)}</abstract>"
    assert found(article(tmp_path, paragraphs(ENGLISH, ENGLISH), front=front)) == [("Section", "es", True, True)]


@pytest.mark.parametrize("text", [SPANISH, PORTUGUESE, UKRAINIAN, ENGLISH])
def test_a_missing_root_is_worked_out(tmp_path: Path, text: str) -> None:
    lang = {SPANISH: "es", PORTUGUESE: "pt", UKRAINIAN: "uk", ENGLISH: "en"}[text]
    made = article(tmp_path, paragraphs(text), lang="")
    assert found(made) == [("Article", lang, True, True)]
    assert {node.lang for node in walk(tagged(made, guesses(made)))} == {lang}


def test_a_wrong_root_is_worked_out(tmp_path: Path) -> None:
    made = article(tmp_path, paragraphs(SPANISH, *MORE_SPANISH, PORTUGUESE), lang="pt")
    assert found(made) == [("Article", "es", True, True), ("Paragraph", "pt", True, True)]
    assert [node.lang for node in tagged(made, guesses(made)).body] == ["es", "es", "es", "pt"]


def test_a_wrong_tag_is_overruled_by_a_clear_text_alone(tmp_path: Path) -> None:
    body = paragraphs(ENGLISH, ENGLISH) + f'<p xml:lang="fr">{SPANISH}</p><p xml:lang="fr">Salarios en el sector rural</p>'
    made = article(tmp_path, body)
    assert [(guess.lang, guess.explicit, guess.applied) for guess in guesses(made)] == [("es", True, True), ("es", True, False)]
    assert [node.lang for node in tagged(made, guesses(made)).body] == ["en", "en", "es", "fr"]


TRAPS = (
    "Escherichia coli and Drosophila melanogaster",
    "Myrcia neobrasiliensis A.R.Lourenço &amp; E.Lucas",
    "Parque Estadual da Cantareira, São Paulo, Brasil",
    "Ana Luiza Cabral de Oliveira; Joseli Soares da Silva",
    "27 (AURKB BCCIP BST2 BUB1 CCT4 CDC7 CDCA5 CENPF)",
    "chylomicron; carotenoid; retinol-binding protein; hepatocyte",
    "Source: calculations based on Encuesta Continua de Hogares, Instituto Nacional de Estadística.",
)


@pytest.mark.parametrize("text", TRAPS)
def test_names_and_species_are_in_no_language(tmp_path: Path, text: str) -> None:
    made = article(tmp_path, paragraphs(ENGLISH, ENGLISH, text))
    assert tagged(made, guesses(made)) == made


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Vigiar e punir: nascimento da prisão", "pt"),
        ("Cien años de soledad y otros cuentos", "es"),
        ("Die Verwandlung und andere Erzählungen", "de"),
        ("Les fleurs du mal et autres poèmes", "fr"),
        ("Se questo è un uomo", "it"),
        ("Journal of Comparative Neurology", "en"),
        ("The origin of species by means of natural selection", "en"),
        ("Bacillus subtilis sporulation", "en"),
    ],
)
def test_titles_of_references(tmp_path: Path, title: str, lang: str) -> None:
    made = article(tmp_path, paragraphs(ENGLISH, ENGLISH), back=cited(title))
    after = tagged(made, guesses(made))
    assert {node.lang for node in walk(after) if getattr(node, "role", "") == "source"} == {lang}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles(), st.data())
def test_tagging_changes_no_word_and_nothing_outside(made: Article, data: st.DataObject) -> None:
    """Whatever is guessed: the same words, and the old language on every node outside the guesses."""
    nodes = list(walk(made))
    picked = data.draw(st.lists(st.sampled_from(nodes), max_size=4, unique_by=id))
    some = [guess(node, data.draw(st.sampled_from(LANGUAGES)), voice=data.draw(st.booleans())) for node in picked]
    after = tagged(made, some)
    assert [word for word, _ in words(after)] == [word for word, _ in words(made)]
    inside = {node.id for top in picked for node in walk(top)}
    for old, new in zip(nodes, walk(after), strict=True):
        assert old.id == new.id
        if old.id not in inside:
            assert (old.lang, new.spoken) == (new.lang, new.lang)


def guess(node: Node, lang: str, *, voice: bool) -> Guess:
    return Guess(
        id=node.id,
        line=1,
        kind=type(node).__name__,
        lang=lang,
        declared=node.lang,
        explicit=False,
        confidence=1.0,
        sure=True,
        voice=voice,
    )


def test_a_japanese_name_without_kana_is_not_taken_for_chinese() -> None:
    name = "国際連合 世界人権宣言 総会決議 附属書"
    assert judged(name, "ja", FAMILIAR, Langid()) is None
    chinese = "人人生而自由。在尊严和权利上一律平等。他们赋有理性和良心。并应以兄弟关系的精神相对待。人人有资格享有权利和自由。"
    verdict = judged(chinese, "ja", FAMILIAR, Langid())
    assert verdict is not None
    assert verdict.lang == "zh"
