"""Names of languages, dates and decimals, as the Unicode Common Locale Data Repository (CLDR) has them.

``cldr.json`` is made by ``pytest tests/test_cldr.py --accept``, which also holds it against Babel: an installation needs only
these few kilobytes of Babel's 33 MB.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from editions.article.model import Date


def name(tag: str) -> str | None:
    """Return a language's name in itself (``pt-BR`` -> ``português (Brasil)``), None where CLDR has none."""
    return _names().get(tag.lower())


def written(date: Date, lang: str) -> str:
    """Return a date in CLDR's long form, as far as it is known; ``lang`` is one of our translations (``translations``)."""
    form = _data()["dates"][lang]
    if not date.month:
        return f"{date.year}"
    words = form["months"] if date.day else form["months-alone"]
    pattern: str = form["day"] if date.day else form["month"]
    return pattern.format(day=date.day, month=words[date.month - 1], number=date.month, year=date.year)


def decimal(number: float, lang: str) -> str:
    """Return a number with at most one decimal, and the language's sign before it."""
    sign: str = _data()["dates"][lang]["decimal"]
    return f"{number:.1f}".removesuffix(".0").replace(".", sign)


@cache
def _names() -> dict[str, str]:
    return {tag.lower(): name for tag, name in _data()["names"].items()}


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("cldr.json").read_text("utf-8"))
    return found
