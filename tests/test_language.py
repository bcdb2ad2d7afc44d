"""Language tags."""

from __future__ import annotations

import pytest

from editions.article.model import Date
from editions.languages.phrases import PHRASES, language_name, phrase, written_date
from editions.languages.tags import canonical, direction


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "en"), ("EN_us", "en-US"), ("pt-br", "pt-BR"), ("iw", "he"), ("zh-hans", "zh-Hans"), ("es-419", "es-419")],
)
def test_canonical_tags(tag: str, expected: str) -> None:
    assert canonical(tag) == expected


@pytest.mark.parametrize("tag", ["", "english", "xx", "../..", "en/../..", "e n", "en\0", "a" * 500])
def test_what_is_no_tag(tag: str) -> None:
    """Tags come from strangers, and become names of folders."""
    assert canonical(tag) is None


@pytest.mark.parametrize(
    ("tag", "expected"), [("ar", "rtl"), ("he", "rtl"), ("fa-AF", "rtl"), ("az-Arab", "rtl"), ("az", "ltr"), ("und", "ltr")]
)
def test_direction(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_every_language_has_every_phrase() -> None:
    """No edition falls back to English for a single phrase."""
    assert len({frozenset(phrases) for phrases in PHRASES.values()}) == 1


def test_languages_name_themselves() -> None:
    assert [language_name(tag) for tag in ("en", "es", "pt", "ar", "und")] == [
        "English",
        "Español",
        "Português",
        "العربية",
        "und",
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "1 October 2013"),
        ("es", "1 de octubre de 2013"),
        ("pt", "1 de outubro de 2013"),
        ("fr", "1 octobre 2013"),
        ("de", "1. Oktober 2013"),
        ("ru", "1 октября 2013 г."),
        ("he", "1 באוקטובר 2013"),
        ("ja", "2013年10月1日"),
        ("zh-Hant", "1 October 2013"),
        ("fi", "1 October 2013"),
    ],
)
def test_dates_are_written_out(lang: str, expected: str) -> None:
    assert written_date(Date(kind="pub", year=2013, month=10, day=1), lang) == expected


def test_dates_as_far_as_they_are_known() -> None:
    assert written_date(Date(kind="pub", year=2013, month=10), "es") == "octubre de 2013"
    assert written_date(Date(kind="pub", year=2013), "es") == "2013"
    assert written_date(Date(kind="pub", year=2013, month=2, day=31), "es") == "2013-02-31"


def test_an_unknown_language_has_english_phrases() -> None:
    assert phrase("figure", "fi") == "Figure"
