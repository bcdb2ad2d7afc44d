"""Words that a lexicon may want: acronyms, names and mixed words of an article that nobody has said how to read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from editions.article.model import Article
from editions.languages.tags import primary
from editions.narration.speaking import spoken_forms
from editions.narration.spoken_forms import Form, Lexicon, Spoken
from editions.narration.spoken_forms.lexicon import NO_LEXICON, lexicons_of
from editions.narration.spoken_forms.words import words
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

    What the lexicons know (None: those beside the article), and what the language's own words know, is left out; so is what is
    no word of its own (in ``EE. UU.``, an address), and capitals that tell nothing: of a first word, of emphasis.
    Raises ``UsageError`` for a file that is not a lexicon.
    """
    known = lexicons_of(article) if lexicons is None else lexicons
    said = utterances(article)
    forms = spoken_forms(said, known)
    runs = [run for utterance in said for run in utterance.runs if words(run.lang)]
    counts = Counter(
        (word, kind, run.lang) for run in runs for word, kind in _candidates(forms.of(run.text, run.lang), run.lang, known)
    )
    small = {word[0] for run in runs for word in WORD.finditer(run.text) if word[0].islower()}
    found = [
        UnknownWord(word=word, kind=kind, lang=lang, count=count, said=forms.of(word, lang).text)
        for (word, kind, lang), count in counts.items()
        if kind is not WordKind.NAME or word.lower() not in small
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.kind, one.word, one.lang)))


def _candidates(spoken: Spoken, lang: str, lexicons: Mapping[str, Lexicon]) -> Iterator[tuple[str, WordKind]]:
    known = lexicons.get(primary(lang), NO_LEXICON).graphemes
    begins = [form.begin for form in spoken.forms]
    for found in WORD.finditer(spoken.written):
        kind = _kind(found)
        at = bisect_right(begins, found.start()) - 1
        form = spoken.forms[at] if at >= 0 and spoken.forms[at].end > found.start() else None
        if kind and _is_alone(found, kind, form) and found[0] not in known and not _is_known(found[0], lang):
            yield found[0], kind


def _is_alone(found: re.Match[str], kind: WordKind, form: Form | None) -> bool:
    """Whether a word is said on its own: what is said for more than it is no question, nor are capitals that say nothing."""
    if form is None:
        return kind is not WordKind.ACRONYM
    return kind is not WordKind.NAME and (form.begin, form.end) == found.span() and not form.said.isdecimal()


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
