"""The accessibility summary: a few plain sentences, in the article's language, composed from facts.

It complements the other metadata of an EPUB (EPUB Accessibility 1.1 section 2.2), and opens the report: what a reader gains
and, above all, what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from editions.article.model import Article, Formula, LongDescription, Node, Picture, Section, children
from editions.languages.phrases import language_of
from editions.languages.translations import Translations

SENTENCES = Translations("summary")
"""Language -> key -> sentence of the summary."""
_UNSPACED = frozenset({"ja", "zh"})  # no space stands between sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """Counts and yes-or-no facts of one edition; ``languages`` begins with the article's own.

    ``pictures`` are those that carry meaning, ``described`` those of them with an alternative, ``missing`` those that are not
    in it at all. ``spoken`` are the formulas with a spoken form. ``whole``: the narration leaves out nothing.
    """

    languages: tuple[str, ...]
    pictures: int
    described: int
    missing: int
    long_descriptions: int
    formulas: int
    spoken: int
    headings: int
    pages: int
    moving: bool
    narrated: bool
    whole: bool

    @property
    def all_described(self) -> bool:
        """Whether everything seen can also be read: no picture without alternative, none missing."""
        return self.described == self.pictures and not self.missing


def count(article: Article) -> EditionFacts:
    """Count what an article brings into any edition of it, narration and pages left aside."""
    nodes = tuple(_shown(article))
    pictures = [node for node in nodes if isinstance(node, Picture) and not node.decorative]
    formulas = [node for node in nodes if isinstance(node, Formula) and node.mathml]
    return EditionFacts(
        languages=(article.lang,),
        pictures=sum(bool(node.files) for node in pictures),
        described=sum(bool(node.files and node.alternative and node.alternative.text.strip()) for node in pictures),
        missing=sum(not node.files for node in pictures),
        long_descriptions=sum(isinstance(node, LongDescription) for node in nodes),
        formulas=len(formulas),
        spoken=sum(bool(node.alternative and node.alternative.text.strip()) for node in formulas),
        headings=sum(isinstance(node, Section) and node.title is not None for node in nodes),
        pages=0,
        moving=False,
        narrated=False,
        whole=False,
    )


def _shown(node: Node) -> Iterator[Node]:
    """Yield a node and all inside it that an edition shows: a formula with MathML shows no picture of itself."""
    yield node
    if isinstance(node, Formula) and node.mathml:
        return
    if isinstance(node, Formula) and node.picture:
        yield replace(node.picture, alternative=node.picture.alternative or node.alternative)
        return
    for child in children(node):
        if not isinstance(child, Article):
            yield from _shown(child)


def summary(facts: EditionFacts, narrator: str, certified_by: str) -> str:
    """Return the summary in the language of the article (``language_of``: English where we have no sentences).

    ``certified_by`` is whoever evaluated the book where it claims conformance, ``""`` where it claims none.
    """
    words = SENTENCES[language_of(facts.languages[0])]
    voice = words["voice"].format(name=narrator) if narrator else ""
    sentences = [words["text"], *_pictures(facts, words), *_formulas(facts, words)]
    if facts.narrated:
        sentences.append(words["whole" if facts.whole else "partly"].format(voice=voice))
    sentences += [words[key] for key, holds in (("pages", facts.pages), ("moving", facts.moving)) if holds]
    sentences.append(words["certified"].format(name=certified_by) if certified_by else words["unclaimed"])
    return _joined(sentences, facts.languages[0])


def of_print(article: Article) -> str:
    """Return what the print edition says about its own accessibility, in the language of the article (as ``summary``)."""
    facts, words = count(article), SENTENCES[language_of(article.lang)]
    return _joined([words["tagged"], *_pictures(facts, words), *_formulas(facts, words)], article.lang)


def _joined(sentences: Iterable[str], lang: str) -> str:
    return ("" if language_of(lang) in _UNSPACED else " ").join(sentences)


def page_source(lang: str, name: str) -> str:
    """Return what the page numbers are those of (EPUB Accessibility 1.1 section 5.2.2): the PDF edition of the article."""
    return SENTENCES[language_of(lang)]["source"].format(name=name)


def _pictures(facts: EditionFacts, words: Mapping[str, str]) -> list[str]:
    whole = facts.pictures + facts.missing
    if not whole:
        return []
    first = words["described"] if facts.all_described else words["undescribed"]
    long = [words["long"]] if facts.long_descriptions else []
    return [first.format(missing=whole - facts.described, all=whole), *long]


def _formulas(facts: EditionFacts, words: Mapping[str, str]) -> list[str]:
    if not facts.formulas:
        return []
    sentence = words["spoken" if facts.spoken == facts.formulas else "unspoken"]
    return [sentence.format(missing=facts.formulas - facts.spoken, all=facts.formulas)]
