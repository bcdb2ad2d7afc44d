"""The languages of an article, worked out from its words: whole passages and titles that are not in the language they say.

A guess is about a whole node. Where all of a section, a list or a quotation is in another language, the guess is about that, so
that its short lines (a heading, a number) go with it. What is too short or doubtful stays as the source says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from editions.article.model import (
    UNDETERMINED,
    Alternative,
    Article,
    Code,
    Keywords,
    Node,
    Paragraph,
    Passage,
    Reference,
    Style,
    Styled,
    Title,
    children,
    walk,
)
from editions.languages.detection.detector import Detector, Langid
from editions.languages.detection.thresholds import FAMILIAR, Kind, LanguageVerdict, judged, length
from editions.languages.survey.prose import own_words, parts, prose, titles
from editions.languages.tags import primary

SAMPLE: Final = 20_000
"""Characters of an article's text that its language is worked out from."""

STRAY: Final = 0.2
"""The share of undecided words up to which a part goes with what was decided in it."""


TITLE: Final = "Reference"
"""The kind of a guess about a title in a reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A node that is in another language than it says.

    ``kind`` is the name of the node's class, ``Reference`` for a title in one. ``declared`` is what the source says of it or
    around it; ``explicit`` where it says so of this very node. ``confidence`` is the detector's, from 0 to 1. ``sure``: good
    enough to tag the text; ``voice``: to let a voice of that language speak it. A guess that is neither is a mere doubt.
    """

    id: str
    line: int
    kind: str
    lang: str
    declared: str
    explicit: bool
    confidence: float
    sure: bool
    voice: bool

    @property
    def applied(self) -> bool:
        """Whether the text is tagged: against the source's own word only if it is sure enough for a voice."""
        return self.voice if self.explicit else self.sure


def guesses(article: Article, detector: Detector | None = None) -> tuple[Guess, ...]:
    """Return what is known of the languages of one edition better than from its tags, in the order of reading.

    The first is about the whole article, where its own language is missing or wrong; the others then hold for what it becomes.
    """
    declared = {node.lang for node in walk(article)} | {item.lang for item in article.siblings}
    survey = _Survey(FAMILIAR | {primary(lang) for lang in declared}, detector or Langid())
    whole = survey.whole(article)
    now = {article.lang: whole.lang} if whole and whole.applied else {}
    found = [guess for part in parts(article) for guess in survey.of(part, article.lang, now).guesses]
    return (*((whole,) if whole else ()), *found)


@dataclass(slots=True)
class _Found:
    """What was found in a node: guesses, and its words by the language that was decided (``""``: none)."""

    guesses: list[Guess] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Survey:
    """Goes through an article once; ``among`` are the languages in play: what it declares, and the commonest.

    ``around`` is the language of a node's parent, ``now`` what languages of the source have turned out to be.
    """

    among: frozenset[str]
    detector: Detector

    def whole(self, article: Article) -> Guess | None:
        """Return the language of the whole article, where it is another than it says."""
        among = frozenset[str]() if article.lang == UNDETERMINED else self.among
        verdict = judged(prose(article, SAMPLE), article.lang, among, self.detector)
        return _guess(article, article.lang, verdict, explicit=article.lang != UNDETERMINED)

    def of(self, node: Node, around: str, now: Mapping[str, str]) -> _Found:
        """Return what was found in a node and in what it holds."""
        match node:
            case Paragraph() | Title():
                return self._text(node, own_words(node.content, node.lang), around, now)
            case Keywords():
                return self._text(node, "; ".join(own_words(item.content, node.lang) for item in node.items), around, now)
            case Alternative():
                return _Found(self._text(node, node.text, around, now).guesses)  # its words are none of the passage's
            case Passage() | Styled():
                return self._text(node, own_words(node.content, node.lang), around, now, Kind.PHRASE)
            case Reference():
                return _Found([guess for item in titles(node) for guess in self._title(item, node.lang, now)])
            case Code():
                return _Found()
            case _:
                return self._container(node, around, now)

    def _title(self, node: Passage | Styled, around: str, now: Mapping[str, str]) -> list[Guess]:
        """Return the language of a title in a reference."""
        text = own_words(node.content, node.lang)
        return [replace(guess, kind=TITLE) for guess in self._text(node, text, around, now, Kind.TITLE).guesses]

    def _text(self, node: Node, text: str, around: str, now: Mapping[str, str], kind: Kind = Kind.BLOCK) -> _Found:
        """Return the language of a node's own words, and what was found in its passages."""
        declared = now.get(node.lang, node.lang)
        verdict = judged(text, declared, self.among, self.detector, kind=kind)
        guess = _guess(node, declared, verdict, explicit=node.lang != around)
        lang = guess.lang if guess and guess.applied else declared
        decided = lang if verdict and (guess is None or guess.applied) else ""
        inside = [found for part in children(node) for found in self._inline(part, node.lang, {**now, node.lang: lang})]
        return _Found([guess, *inside] if guess else inside, Counter({decided: length(text)}))

    def _inline(self, node: Node, around: str, now: Mapping[str, str]) -> Iterator[Guess]:
        """Yield the guesses about what stands within a line: italics, tagged passages, alternatives."""
        italic = isinstance(node, Styled) and node.style is Style.ITALIC
        if isinstance(node, Alternative) or (node.lang != around and isinstance(node, Passage | Styled)) or italic:
            yield from self.of(node, around, now).guesses
        else:
            yield from (guess for part in children(node) for guess in self._inline(part, node.lang, now))

    def _container(self, node: Node, around: str, now: Mapping[str, str]) -> _Found:
        """Return what was found in the parts of a node; one guess for all of them, where they are in one other language."""
        found = _Found()
        for part in children(node):
            inner = self.of(part, node.lang, now)
            found.guesses += inner.guesses
            found.words += inner.words if part.lang == node.lang else Counter()
        return _raised(node, found, now.get(node.lang, node.lang), explicit=node.lang != around)


def _raised(node: Node, found: _Found, declared: str, *, explicit: bool) -> _Found:
    """Return one guess in place of those about the parts of a node, where nothing decided in it speaks against it."""
    langs = [lang for lang in found.words if lang]
    if langs == [declared] or len(langs) != 1 or found.words[""] > STRAY * found.words.total():
        return found
    alike = [guess for guess in found.guesses if guess.lang == langs[0] and guess.declared == declared]
    whole = Guess(
        id=node.id,
        line=node.line,
        kind=type(node).__name__,
        lang=langs[0],
        declared=declared,
        explicit=explicit,
        confidence=min(guess.confidence for guess in alike),
        sure=True,
        voice=all(guess.voice for guess in alike),
    )
    return _Found([whole, *(guess for guess in found.guesses if guess not in alike)], found.words)


def _guess(node: Node, declared: str, verdict: LanguageVerdict | None, *, explicit: bool) -> Guess | None:
    if verdict is None or verdict.lang == declared:
        return None
    return Guess(
        id=node.id,
        line=node.line,
        kind=type(node).__name__,
        lang=verdict.lang,
        declared=declared,
        explicit=explicit,
        confidence=verdict.confidence,
        sure=verdict.sure,
        voice=verdict.voice,
    )
