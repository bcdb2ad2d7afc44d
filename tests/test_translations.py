"""The files of our own words: what is missing in one, and whether what the program fills in agrees."""

from __future__ import annotations

import json
import subprocess
import sys
from string import Formatter

import pytest

from editions.languages.tags import canonical
from editions.languages.translations import LANGUAGES, Translations

EVERYWHERE = ("edition", "narration", "summary")
SECTIONS = (*EVERYWHERE, "catalog", "report", "unsaid", "clauses", "remarks", "rules")


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("section", SECTIONS)
def test_nothing_is_missing_in_a_language(section: str) -> None:
    """Each language of a section has every key of it, and words for it; the list names what a translator must add."""
    translations = Translations(section)
    keys = {key for words in translations.values() for key in words}
    missing = [(lang, key) for lang, words in translations.items() for key in keys if not words.get(key, "").strip()]
    assert keys
    assert missing == []


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "rules"])
def test_placeholders_are_those_of_the_english(section: str) -> None:
    """What is in braces is filled in: a translation neither lacks a value nor names one that is not there."""
    translations = Translations(section)
    english = {key: fields(words) for key, words in translations["en"].items()}
    assert [(lang, key) for lang, words in translations.items() for key in words if fields(words[key]) != english[key]] == []


@pytest.mark.parametrize("section", EVERYWHERE)
def test_every_language_has_what_an_edition_needs(section: str) -> None:
    assert set(Translations(section)) == LANGUAGES
    assert {canonical(lang) for lang in LANGUAGES} == LANGUAGES


@pytest.mark.parametrize("lang", ["", "und", "../en", "en/../es", "EN"])
def test_a_language_without_a_file_has_no_words(lang: str) -> None:
    """Tags come from strangers: none of them opens another file."""
    assert lang not in Translations("edition")


def test_the_command_line_starts_without_the_words() -> None:
    """Starting reads no file of words, and none of the names of languages."""
    program = (
        "import json, sys, editions.cli\n"
        "read = sys.modules.get('editions.languages.translations')\n"
        "cldr = sys.modules.get('editions.languages.cldr')\n"
        "made = [read._read if read else None, cldr._data if cldr else None]\n"
        "print(json.dumps([cache.cache_info().currsize if cache else 0 for cache in made]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [0, 0]
