"""``languages/cldr.json``: what Babel says, and nothing else."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal

from editions.article.model import Date
from editions.languages import cldr
from editions.languages.translations import LANGUAGES

FILE = Path(cldr.__file__).with_name("cldr.json")
SOURCE = "Unicode Common Locale Data Repository, by way of Babel; Unicode License V3, see cldr-license.txt"
FIELDS = {"d": "{day}", "MMMM": "{month}", "LLLL": "{month}", "M": "{number}", "y": "{year}"}


def locale(lang: str) -> Locale:
    """An English date begins with its day, as in the rest of the world."""
    return Locale.parse({"en": "en_GB"}.get(lang, lang))


def pattern(form: str) -> str:
    """CLDR's pattern for ``str.format``; what is in apostrophes stands for itself."""
    parts = re.findall(r"'([^']*)'|(d+|M+|L+|y+)|(.)", form)
    return "".join(quoted or (FIELDS[field] if field else other) for quoted, field, other in parts)


def form(lang: str) -> dict[str, Any]:
    found = locale(lang)
    day, month = found.date_formats["long"].pattern, found.datetime_skeletons["yMMMM"].pattern
    months = [found.months["format"]["wide"][number] for number in range(1, 13)]
    alone = [found.months["stand-alone"]["wide"][number] for number in range(1, 13)] if "L" in month else months
    sign = format_decimal(0.5, locale=found)[1]
    return {"day": pattern(day), "month": pattern(month), "months": months, "months-alone": alone, "decimal": sign}


def data() -> dict[str, Any]:
    tags = ((tag.replace("_", "-"), Locale.parse(tag).get_display_name()) for tag in sorted(locale_identifiers()))
    names = {tag: name for tag, name in tags if name}
    return {"source": SOURCE, "dates": {lang: form(lang) for lang in sorted(LANGUAGES)}, "names": names}


@pytest.mark.slow
def test_the_file_is_what_babel_says(*, accept: bool) -> None:
    """``pytest --accept`` writes it anew, for a new version of Babel or a new translation."""
    written = json.dumps(data(), ensure_ascii=False, indent=1) + "\n"
    if accept:
        FILE.write_text(written, "utf-8")
    assert FILE.read_text("utf-8") == written


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_dates_are_those_of_babel(lang: str) -> None:
    for month in range(1, 13):
        day = datetime.date(2024, month, 9)
        assert cldr.written(Date(kind="pub", year=2024, month=month, day=9), lang) == format_date(day, "long", locale(lang))
        assert cldr.written(Date(kind="pub", year=2024, month=month), lang) == format_skeleton(
            "yMMMM", day, locale=locale(lang)
        )
    assert cldr.written(Date(kind="pub", year=2024), lang) == "2024"


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
@pytest.mark.parametrize("number", [0, 1, 1.0, 1.5, 12.3, 999])
def test_decimals_are_those_of_babel(number: float, lang: str) -> None:
    assert cldr.decimal(number, lang) == format_decimal(number, locale=locale(lang))


@pytest.mark.parametrize("tag", ["en", "pt-BR", "PT-br", "zh-Hant", "es-419", "zh-hans-CN", "la", "no"])
def test_a_name_is_found_by_any_spelling_of_its_tag(tag: str) -> None:
    assert cldr.name(tag) == Locale.parse(tag, sep="-").get_display_name()


@pytest.mark.parametrize("tag", ["", "und", "mul", "tlh", "es-AQ", "ca-valencia", "x-own", "eng"])
def test_what_cldr_does_not_name_has_no_name(tag: str) -> None:
    assert cldr.name(tag) is None
