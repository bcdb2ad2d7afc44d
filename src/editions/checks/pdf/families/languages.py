"""Words in another language than their tags say (ISO 32000-1, 14.9.2)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from editions.checks.pdf.families.fault import Fault, quoted, spelled
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.blocks import Block
from editions.checks.pdf.view.tree import ShownRun, joined
from editions.languages.detection.detector import Detector, Langid
from editions.languages.detection.scripts import foreign
from editions.languages.detection.thresholds import FAMILIAR, Kind, judged
from editions.languages.phrases import language_name
from editions.languages.tags import canonical, primary

_ADDRESS = re.compile(r"(?<!\S)[^\s/_@]*+[/_@]\S*+")  # part of an address
_SIGNS = 2  # letters of an alphabet that are a sign, not a word
_SAMPLE = 20_000  # characters that the language of the whole is judged by
_WORDS = 8  # of a passage that is judged by itself
_NAMES = 0.3  # of its words, at most, that are no small letters: capitals, numbers
_ASKED = 10_000  # phrases and passages of one file that a detector is asked about: a millisecond or two each
_SAID = ("Formula", "Code", "math")  # in no language, or in one of its own


class _Asked:
    """A detector that is asked so many times at most, and then says nothing of any text."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self.left = _ASKED

    def identify(self, text: str, among: frozenset[str]) -> tuple[str, float]:
        """Return the likeliest language and its share."""
        self.left -= 1
        return self._detector.identify(text, among) if self.left >= 0 else ("", 0.0)


def scripts(document: PdfDocument) -> Iterator[Fault]:
    """Yield words in a script that their language is not written in; a letter or two are a sign, not a word."""
    told = set()
    for block in document.blocks:
        for language, text in _texts(document, block):
            for script, words in foreign(_ADDRESS.sub("", text), language):
                if (block.element, script) not in told and (len(words) > _SIGNS or script in ("Han", "kana", "Hangul")):
                    told.add((block.element, script))
                    message = f"{quoted(words)} is {script}, and tagged as {spelled(language)}."
                    yield Fault("pdf.language-of-words", message, "Tag it with its language.", block.page)


def passages(document: PdfDocument) -> Iterator[Fault]:
    """Yield the file, or its blocks, whose words speak for another language than the one that they are tagged with.

    Only what is certain enough to let another voice speak it is told (docs/languages.md).
    """
    own_tag = next((element.lang for element in document.of("Document") if element.lang), "")
    if document.lang and own_tag and primary(own_tag) != primary(document.lang):
        message = f"The file says {spelled(document.lang)} of itself, and its Document {spelled(own_tag)}."
        yield Fault("pdf.language-of-text", message, "Say one of them at both places.")
    texts = [(block, language, text) for block in document.blocks for language, text in _texts(document, block)]
    among = FAMILIAR | {primary(language) for _, language, _ in texts}
    own = "\n".join(text for _, language, text in texts if language == document.lang)[:_SAMPLE]
    asked = _Asked(Langid())
    if wrong := _other(own, document.lang, among, asked):
        message = f"The file is tagged as {spelled(document.lang)}, and its words are {wrong!r}."
        yield Fault("pdf.language-of-text", message, "Tag it with its language.")
        return
    yield from _phrases(document, among, asked)
    for block, language, text in filter(_is_prose, texts):
        if other := _other(text[:_SAMPLE], language, among, asked):
            message = f"{quoted(text)} is tagged as {spelled(language)}, and its words are {other!r}."
            yield Fault("pdf.language-of-text", message, "Tag it with its language.", block.page)
    if asked.left < 0:
        yield Fault(
            "pdf.unexamined", f"The language of {-asked.left} passages and phrases was not examined: they are too many."
        )


def _is_prose(text: tuple[Block, str, str]) -> bool:
    """Whether the words of a block are a sentence: references, addresses and lists of names are in several languages."""
    words = text[2].split()
    names = sum(not word.strip('«“”»(¿¡‘’"').islower() for word in words)
    return len(words) >= _WORDS and names < _NAMES * len(words)


def _phrases(document: PdfDocument, among: frozenset[str], asked: Detector) -> Iterator[Fault]:
    """Yield phrases in another language: what is set apart by a tag that says nothing, and links to a language by its name."""
    names = {language_name(language).casefold(): language for language in FAMILIAR}
    for element in document.of("Span", "Quote", "Em", "Link"):
        language, text = document.language(element), element.text.replace("\u00ad", "")
        other = (
            names.get(text.casefold(), "")
            if element.role == "Link"
            else _other(text[:_SAMPLE], language, among, asked, Kind.TITLE)
        )
        said = {primary(document.language(inner)) for inner in element.walk()}
        if other and primary(other) not in said and not element.within(*_SAID):
            message = f"{quoted(text)} is tagged as {spelled(language)}, and its words are {other!r}."
            yield Fault("pdf.language-of-text", message, "Tag it with its language.", element.page)


def _other(text: str, language: str, among: frozenset[str], asked: Detector, kind: Kind = Kind.BLOCK) -> str:
    """Return the language that a text is in for certain, where it is not its own; else ``""``."""
    verdict = judged(text, language, among, asked, kind=kind) if language and canonical(language) else None
    return verdict.lang if verdict and verdict.voice and verdict.lang != language else ""


def _texts(document: PdfDocument, block: Block) -> Iterator[tuple[str, str]]:
    """Yield the words of a block, those of each language by themselves."""
    if block.element.within(*_SAID):
        return
    found: defaultdict[str, list[ShownRun]] = defaultdict(list)
    for content in block.contents:
        owner = content.elements[0] if content.elements else block.element
        if not owner.within(*_SAID):
            for run in content.read:
                found[run.lang or document.language(owner)].append(run)
    yield from ((language, joined(runs).replace("\u00ad", "")) for language, runs in found.items() if language)
