"""Words that a lexicon may want: acronyms, names and mixed words of an article that nobody has said how to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from editions.article.model import Article
from editions.languages.tags import primary
from editions.narration.speaking import spoken_forms
from editions.narration.spoken_forms import Lexicon
from editions.narration.spoken_forms.lexicon import NO_LEXICON, lexicons_of
from editions.narration.spoken_forms.words import words
from editions.narration.timeline import Run
from editions.narration.utterances import utterances

WORD: Final = re.compile(r"[^\W_]+")
AFTER_STOP: Final = re.compile(r"(?:\A|[.!?:;\u2022\u201c\u00ab\"(])\s*\Z")
"""What stands before a word that has its capital from its place."""

MIN_NAME: Final = 3
"""Letters of the shortest name that is listed."""


class WordKind(StrEnum):
    """Why a word may want an entry in a lexicon."""

    ACRONYM = "acronym"
    MIXED = "mixed"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownWord:
    """A word, how often it is said, in which language (BCP 47), and how it is said as long as no lexicon says it."""

    word: str
    kind: WordKind
    lang: str
    count: int
    said: str


def unknown_words(article: Article, lexicons: Mapping[str, Lexicon] | None = None) -> tuple[UnknownWord, ...]:
    """Return the acronyms, names and mixed words (``GyrA``) that are said in an article, the most frequent first.

    What the lexicons know (None: those beside the article), and what the language's own words know, is left out; so are
    capitals that come from a word's place alone. Raises ``UsageError`` for a file that is not a lexicon.
    """
    known = lexicons_of(article) if lexicons is None else lexicons
    said = utterances(article)
    forms = spoken_forms(said, known)
    runs = [run for utterance in said for run in utterance.runs if words(run.lang)]
    counts = Counter((word, kind, run.lang) for run in runs for word, kind in _candidates(run, known))
    small = {word[0] for run in runs for word in WORD.finditer(run.text) if word[0].islower()}
    found = [
        UnknownWord(word=word, kind=kind, lang=lang, count=count, said=forms.of(word, lang).text)
        for (word, kind, lang), count in counts.items()
        if kind is not WordKind.NAME or word.lower() not in small
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.kind, one.word, one.lang)))


def _candidates(run: Run, lexicons: Mapping[str, Lexicon]) -> Iterator[tuple[str, WordKind]]:
    known = lexicons.get(primary(run.lang), NO_LEXICON).graphemes
    for found in WORD.finditer(run.text):
        kind = _kind(found)
        if kind and found[0] not in known and not _is_known(found[0], run.lang):
            yield found[0], kind


def _kind(found: re.Match[str]) -> WordKind | None:
    word = found[0]
    if not any(map(str.isalpha, word)) or word.islower() or len(word) == 1:
        return None
    if word.isalpha() and word.isupper():
        return WordKind.ACRONYM
    if not word.isalpha() or not word[1:].islower():
        return WordKind.MIXED
    before = found.string[max(0, found.start() - 4) : found.start()]
    return WordKind.NAME if len(word) >= MIN_NAME and not AFTER_STOP.search(before) else None


def _is_known(word: str, lang: str) -> bool:
    own = words(lang)
    if own is None:
        return False
    tables = (own.table("acronyms"), own.table("words"), own.forms("units"), own.listed("capitals", "words"))
    months = {name.lower() for name in own.table("months").values()}
    return word.lower() in months or any(word in known for known in tables)
