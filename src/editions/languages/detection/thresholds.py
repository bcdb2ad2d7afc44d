"""Whether a text is in the language that it says: two witnesses, a detector and the function words.

A text is judged only where both speak for one language. The levels are those that ``docs/languages.md`` measures: ``sure`` is
good enough to tag a text, ``voice`` to let another voice speak it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from editions.article.model import UNDETERMINED
from editions.languages.detection.detector import Detector, known
from editions.languages.detection.function_words import FUNCTION_WORDS, WORD, function_words, names_alone, own_to
from editions.languages.tags import primary, script

MIN_WORDS: Final = 4
"""Words under which a text is not judged."""

SURE: Final = 0.6
"""The detector's share from which on a text is tagged."""

SURE_TITLE: Final = 0.55
"""Its share from which on a title is tagged: short, but never a mix of two languages."""

MIN_CONFIDENCE: Final = 0.4
"""Its share from which on a person is asked to look, where the function words agree."""

DOUBT: Final = 0.8
"""Its share from which on a person is asked to look, where too few of them agree."""

VOICE: Final = 0.95
"""Its share from which on a text may be spoken by another voice."""

LONG: Final = 120
"""Characters from which on the detector alone speaks for a language whose function words we do not know."""

CLEAR: Final = 3
"""How many times more function words must speak for a language than for the declared one; for a voice there are two or more."""

SAME: Final = 10
"""The distance of two languages (CLDR) under which they count as one: Norwegian and Bokmål."""

NEAR: Final = 40
"""The distance under which a detector takes a language that it does not know for another: Asturian for Spanish."""

OTHER_SCRIPTS: Final = frozenset("ar bg el fa he hi ja ko ru th uk ur zh".split())
"""Languages that are not written in Latin letters: their script speaks for them, as function words do for the others."""

FAMILIAR: Final = OTHER_SCRIPTS | frozenset(FUNCTION_WORDS)
"""The languages that a text may be in although nobody declares them."""

UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

LATIN: Final = re.compile("[A-Za-z]")

HAN: Final = re.compile("[\u3400-\u9fff]")

KANJI: Final = 40
"""Characters from which on a text without kana is no Japanese: names and titles have none."""

UNSAID: Final = re.compile(r"(?:https?://|www\.|doi:|10\.\d{4,9}/)\S+|(?<!\S)\S[^\s@]*+@\S+|\bet al\b", re.IGNORECASE)
"""Addresses, and what stands for names in every language."""


class Kind(Enum):
    """What a text is: running text, a phrase within it (italics), or the title of a work in a reference."""

    BLOCK = auto()
    PHRASE = auto()
    TITLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageVerdict:
    """The language of a text. ``sure``: good enough to tag it; ``voice``: to let a voice of that language speak it."""

    lang: str
    confidence: float
    sure: bool
    voice: bool


def judged(
    text: str, declared: str, among: frozenset[str], detector: Detector, *, kind: Kind = Kind.BLOCK
) -> LanguageVerdict | None:
    """Return the language of a text, ``declared`` itself where nothing speaks against it; None where nothing can be said.

    ``among`` are the languages that the text may be in (primary tags), all that the detector knows where it is empty. Names of
    people and places are in no language, but a phrase or a title may be nothing but capitalized words.
    """
    text = UNSAID.sub(" ", text)
    if length(text) < MIN_WORDS:
        return None
    own = primary(declared)
    found = {language: len(words) for language, words in function_words(text).items()}
    if found.pop(own, 0) > max(found.values()):
        return LanguageVerdict(lang=declared, confidence=1.0, sure=True, voice=True)
    if not _is_worth_asking(text, declared):
        return None
    lang, confidence = detector.identify(text, among)
    if not lang or is_same(lang, declared):
        return LanguageVerdict(lang=declared, confidence=confidence, sure=True, voice=True) if confidence >= SURE else None
    if own == "ja" and lang == "zh" and len(HAN.findall(text)) < KANJI:
        return None
    speak_for, against = _witnesses(text, lang, declared, confidence)
    clear = speak_for > 0 and speak_for >= CLEAR * against
    if (kind is Kind.BLOCK and names_alone(text)) or confidence < (MIN_CONFIDENCE if clear else DOUBT):
        return None
    least = SURE_TITLE if kind is Kind.TITLE and script(declared) == "Latn" else SURE
    sure = clear and confidence >= least
    return LanguageVerdict(lang=lang, confidence=confidence, sure=sure, voice=sure and confidence >= VOICE and speak_for > 1)


def _is_worth_asking(text: str, declared: str) -> bool:
    """Whether a detector could say anything that counts: some language has a function word more, or the script is no help."""
    if script(declared) != "Latn" or not LATIN.search(text):
        return True
    own = primary(declared)
    others = (language for language in FUNCTION_WORDS if language != own)
    return any(0 < own_to(language, own, text) >= own_to(own, language, text) for language in others)


def length(text: str) -> int:
    """Return the number of words; of scripts that put no space between them, two characters count as one."""
    return sum(len(word) // 2 if UNSPACED.match(word) else 1 for word in WORD.findall(text))


def is_same(lang: str, declared: str) -> bool:
    """Whether a detector's language is the declared one, or as near to it as makes no difference to a detector."""
    import langcodes

    if declared == UNDETERMINED or primary(declared) == lang:
        return primary(declared) == lang
    return langcodes.tag_distance(declared, lang) < (SAME if primary(declared) in known() else NEAR)


def _witnesses(text: str, lang: str, declared: str, confidence: float) -> tuple[int, int]:
    """Return how many words speak for a language, and how many for the declared one.

    A script that the declared language is not written in counts as two words where the detector is sure of a language; so does
    a script of its own, or a long text, for a language whose words we do not know.
    """
    own = primary(declared)
    against = own_to(own, lang, text)
    if lang not in FUNCTION_WORDS:
        return 2 if lang in OTHER_SCRIPTS or len(text) >= LONG else 0, against
    other_script = confidence >= VOICE and script(declared) not in ("", "Latn")
    return own_to(lang, own, text) + 2 * other_script, against
