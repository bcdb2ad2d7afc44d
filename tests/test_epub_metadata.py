"""What the book says of itself: only what is true of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editions.accessibility.certification import Certification
from editions.accessibility.summary import EditionFacts, summary
from editions.epub import CONFORMANCE, EpubOptions, metadata
from editions.epub.facts import is_whole
from editions.narration.timeline import PassedOver
from epub_samples import PAGE, SPOKEN, article, build, found, metas, page, read, timeline

CERTIFICATION = Certification(by="A11y Lab", on="2026-11-28", report="https://example.org/r?a=1&b=2")
CERTIFIED = EpubOptions(certification=CERTIFICATION, claim=True)
NO_ALT = PAGE.replace(' alt="A map of a route from north to south."', "")

FACTS = EditionFacts(
    languages=("en",), pictures=0, described=0, missing=0, long_descriptions=0, formulas=0, spoken=0, headings=2, pages=0,
    moving=False, narrated=False, whole=False,
)  # fmt: skip


def dc(path: Path, name: str) -> list[str]:
    return found(read(path, "content.opf"), f"//dc:{name}")


def test_dublin_core(tmp_path: Path) -> None:
    target, _ = build(tmp_path)
    assert dc(target, "title") == ["Birds on the move"]
    assert dc(target, "creator") == ["Ada Lovelace"]
    assert dc(target, "contributor") == ["Bo Li"]
    assert dc(target, "publisher") == ["The Press"]
    assert dc(target, "date") == ["2013-10-01"]
    assert dc(target, "source") == ["https://doi.org/10.1234/birds"]
    assert dc(target, "rights") == ["Free to share. · https://creativecommons.org/licenses/by/4.0/"]
    assert dc(target, "subject") == ["birds", "aves"]
    assert metas(target, "role") == ["aut", "trl"]
    assert metas(target, "file-as") == ["Lovelace, Ada"]


def test_the_publisher_may_be_given(tmp_path: Path) -> None:
    assert dc(build(tmp_path, options=EpubOptions(publisher="A House"))[0], "publisher") == ["A House"]


def test_the_languages_are_those_of_the_words(tmp_path: Path) -> None:
    target, _ = build(tmp_path)
    assert dc(target, "language") == ["en", "la", "fr"], "the names of other editions make no book bilingual"


def test_a_claim_needs_a_certification_and_an_article_without_errors(tmp_path: Path) -> None:
    target, result = build(tmp_path, options=CERTIFIED)
    assert result.claims == (CONFORMANCE.format(standard="WCAG 2.2 Level AA"),)
    assert metas(target, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert metas(target, "a11y:certifiedBy") == ["A11y Lab"]
    assert metas(target, "dcterms:date") == ["2026-11-28"]
    assert found(read(target, "content.opf"), "//opf:link[@rel='a11y:certifierReport']/@href") == [CERTIFICATION.report]
    assert "Evaluated by A11y Lab." in metas(target, "schema:accessibilitySummary")[0]


@pytest.mark.parametrize("options", [EpubOptions(), EpubOptions(claim=True), replace(CERTIFIED, claim=False)])
def test_no_claim_otherwise(tmp_path: Path, options: EpubOptions) -> None:
    target, result = build(tmp_path, options=options)
    assert result.claims == ()
    assert metas(target, "dcterms:conformsTo") == metas(target, "a11y:certifiedBy") == []
    assert [finding.rule for finding in result.findings] == (["epub.claim"] if options.certification else [])


def test_a_picture_without_alternative_withholds_what_would_be_untrue(tmp_path: Path) -> None:
    target, result = build(tmp_path, NO_ALT, narrated=True, options=CERTIFIED)
    assert found(read(target, "article.xhtml"), "//h:img[@id='pic-1']/@alt") == []
    assert "alternativeText" not in metas(target, "schema:accessibilityFeature")
    assert metas(target, "schema:accessModeSufficient") == ["textual,visual"]
    assert "Pictures without a text alternative: 1 of 1." in metas(target, "schema:accessibilitySummary")[0]
    assert result.claims == ()


def test_features_of_a_narrated_book(tmp_path: Path) -> None:
    target, _ = build(tmp_path, narrated=True)
    assert set(metas(target, "schema:accessibilityFeature")) == {
        "alternativeText", "longDescription", "MathML", "describedMath", "tableOfContents", "structuralNavigation",
        "readingOrder", "pageNavigation", "pageBreakMarkers", "synchronizedAudioText", "displayTransformability", "ARIA",
        "unlocked",
    }  # fmt: skip
    assert metas(target, "schema:accessMode") == ["textual", "visual"], "narration that repeats the text adds no mode"
    assert metas(target, "schema:accessModeSufficient") == ["textual", "textual,visual", "auditory"]
    assert metas(target, "schema:accessibilityHazard") == ["none"]


def test_a_narration_that_passes_anything_over_is_not_whole() -> None:
    """Then hearing does not suffice, whatever is highlighted meanwhile."""
    voice = timeline()
    assert is_whole(page(), voice)
    assert not is_whole(page(), replace(voice, passed_over=(PassedOver(kind="references", id="refs-1"),)))


def test_features_that_are_not_there_are_not_named(tmp_path: Path) -> None:
    plain = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><head><title>T</title></head><body>
    <article id="article"><h1 id="title"><span class="s" id="title-s1">T</span></h1></article></body></html>"""
    target, _ = build(tmp_path, plain, breaks=())
    assert set(metas(target, "schema:accessibilityFeature")) == {
        "tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA", "unlocked",
    }  # fmt: skip
    assert metas(target, "schema:accessModeSufficient") == ["textual"]
    assert metas(target, "pageBreakSource") == []


def test_math_without_spoken_form_is_not_described(tmp_path: Path) -> None:
    target, _ = build(tmp_path, PAGE.replace(' alttext="E equals m c squared"', ""))
    assert "describedMath" not in metas(target, "schema:accessibilityFeature")
    assert "MathML" in metas(target, "schema:accessibilityFeature")


@pytest.mark.parametrize("skipped", ["p-1-s2", "pic-1", "ld-1-s1", "tab-1-r2", "eq-1", "fn-1-s1", "perm-1-s1"])
def test_narration_that_skips_anything_is_not_whole(skipped: str) -> None:
    assert is_whole(page(), timeline())
    assert not is_whole(page(), timeline(tuple(item for item in SPOKEN if item[0] != skipped)))


def test_pages_name_their_source(tmp_path: Path) -> None:
    assert metas(build(tmp_path)[0], "pageBreakSource") == ["PDF edition: https://doi.org/10.1234/birds"]


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "Formulas"), ("es", "Las fórmulas"), ("pt-BR", "As fórmulas"), ("sw", "Formulas")]
)
def test_the_summary_is_in_the_articles_language(lang: str, word: str) -> None:
    said = summary(replace(FACTS, languages=(lang,), formulas=3, spoken=1, narrated=True, pages=2, moving=True), "Ana", "")
    assert f"{word} " in said
    assert "2" in said
    assert "Ana" in said


def test_moving_pictures_leave_the_hazard_open() -> None:
    modes = list(metadata.sufficient_modes(replace(FACTS, moving=True)))
    assert modes == ["textual"]


def test_missing_pictures_are_never_alternatives() -> None:
    lacking = replace(FACTS, missing=1, narrated=True, whole=True)
    assert "alternativeText" not in list(metadata.features(lacking))
    assert list(metadata.sufficient_modes(lacking)) == []
    assert "Pictures without a text alternative: 1 of 1." in summary(lacking, "", "")


def test_a_date_that_is_none_falls_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = article(tmp_path)
    odd = replace(made, front=replace(made.front, dates=(replace(made.front.dates[0], month=13),)))
    assert metadata.modified(odd).year == 1980
    assert metadata.modified(replace(made, front=replace(made.front, dates=()))).year == 1980


SEEN = replace(FACTS, pictures=2, described=2, formulas=1, spoken=1, narrated=True, whole=True)


@pytest.mark.parametrize(
    ("fault", "modes"),
    [
        ({}, ["textual", "textual,visual", "auditory"]),
        ({"described": 1}, ["textual,visual"]),
        ({"missing": 1}, []),
        ({"spoken": 0}, ["textual", "textual,visual"]),
        ({"whole": False}, ["textual", "textual,visual"]),
        ({"pictures": 0, "described": 0}, ["textual", "auditory"]),
        ({"pictures": 0, "described": 0, "missing": 1}, []),
    ],
)
def test_one_fault_takes_away_the_senses_that_it_fails(fault: dict[str, int], modes: list[str]) -> None:
    assert list(metadata.sufficient_modes(replace(SEEN, **fault))) == modes  # type: ignore[arg-type]


def test_a_language_without_a_voice_is_not_heard(tmp_path: Path) -> None:
    target, _ = build(tmp_path, narrated=True, options=EpubOptions(voiced=False))
    assert metas(target, "schema:accessModeSufficient") == ["textual", "textual,visual"]


def test_what_is_spoken_in_silence_is_not_heard() -> None:
    whole = timeline()
    first = whole.clips[0]
    silent = replace(whole, clips=(replace(first, end=first.begin), *whole.clips[1:]))
    assert not is_whole(page(), silent)
