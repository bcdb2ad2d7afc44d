"""The few words that an edition adds to an article's own, in the article's language.

A language without phrases of its own gets English ones, and the caller tags them as English (``language_of``). A phrase is
looked up by its key: ``phrase("contents", "es")``.
"""

from __future__ import annotations

import datetime
from collections.abc import Container
from typing import Final

from editions.article.model import Article, Date
from editions.languages import cldr
from editions.languages.translations import Translations

FALLBACK = "en"
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})  # subtags of Chinese that is not written as ours is

PHRASES: Final = Translations("edition")
"""Language -> key -> phrase."""

DATES = {
    "received": "received",
    "accepted": "accepted",
    "original": "original",
    "rev-recd": "revised",
    "revised": "revised",
    "corrected": "updated",
    "updated": "updated",
}
"""JATS's ``date-type`` -> the phrase that names it; see ``date_phrase`` for others."""


def date_phrase(kind: str) -> str:
    """Return the key of the phrase that names a kind of date."""
    if kind in DATES:
        return DATES[kind]
    if kind.startswith("corrected"):
        return "updated"
    return "published" if any(part in kind for part in ("pub", "collection", "issue", "cover")) else "date"


def date_label(kind: str, lang: str) -> tuple[str, str]:
    """Return what a date is called, and the language of these words: those of JATS (English) where we have none of our own."""
    key = date_phrase(kind)
    if key == "date" and kind.strip() not in ("", "date"):
        return kind.replace("-", " ").replace("_", " ").strip().capitalize(), FALLBACK
    return phrase(key, lang), language_of(lang)


def language_of(lang: str, known: Container[str] = PHRASES) -> str:
    """Return the language in which words for ``lang`` are written: its own where it is among those known, or English."""
    primary, *subtags = lang.lower().split("-")
    if primary == "zh" and not _TRADITIONAL.isdisjoint(subtags):
        return FALLBACK
    return primary if primary in known else FALLBACK


def phrase(key: str, lang: str) -> str:
    """Return the phrase in a language. Raises ``KeyError`` for an unknown key, which is a mistake of ours."""
    return PHRASES[language_of(lang)][key]


def language_name(lang: str) -> str:
    """Return a language's name in itself, with a capital: ``Español``; the tag where its name is not known."""
    name = cldr.name(lang)
    return name[:1].upper() + name[1:] if name else lang


def written_date(date: Date, lang: str) -> str:
    """Return a date as a reader of the language writes it, as far as it is known: ``1 de octubre de 2013``."""
    try:
        datetime.date(date.year, date.month or 1, date.day or 1)
    except ValueError:
        return str(date)
    return cldr.written(date, language_of(lang))


def written_number(number: float, lang: str) -> str:
    """Return a number with at most one decimal, as a reader of the language writes it: ``1,5``."""
    return cldr.decimal(number, language_of(lang))


def printed_in(article: Article) -> str:
    """Return where an article is found in its journal, as a citation gives it: ``24(1), 74–101 (2020)``."""
    where = article.front.printed_in
    return f"{where} ({article.date.year})" if where and article.date else where


def spoken_printed_in(article: Article) -> str:
    """Return the same in words: ``Volume 24, issue 1, pages 74–101, 2020``."""
    front = article.front
    parts = {"volume": front.volume, "issue": front.issue, "at-pages": front.pages, "article-number": front.number}
    named = [phrase(key, article.lang).format(number=number) for key, number in parts.items() if number]
    said = ", ".join([*named, *([str(article.date.year)] if article.date else [])]) if named else ""
    return said[:1].upper() + said[1:]
