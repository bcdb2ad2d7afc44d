"""Words that are not what is seen: hyphens, replacements, expansions (ISO 32000-1, 14.9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.blocks import Block, block_of
from editions.checks.pdf.view.tree import INLINE, Content, Element, ShownRun, joined, new_line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDING = re.compile(r"(?<![^\W\d_])([^\W\d_]++)([\u2010-])$")
_BEGINNING = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_MEANT = ("Code", "Em", "Strong", "Link", "Reference", "Lbl", "Quote")
_HYPHEN = re.compile(r"\A\s*+[-\u2010\u00ad]\u2060?\s*+\Z")
_LETTER = re.compile(r"\w")
_WORDY = (
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "LI",
    "LBody",
    "TD",
    "TH",
    "Caption",
    "Sect",
    "Div",
    "Document",
    "BlockQuote",
)
_TYPEWRITER = re.compile(r"mono|code|courier|consol|typewriter", re.I)
_WORD_LENGTH = 200  # characters of the longest word that is looked at
_FEW = 0.3  # of the blocks: a file in typewriter's letters is no code
_WHOLE = 60  # characters: an ActualText as long as that replaces more than a word


def hyphens(document: PdfDocument) -> Iterator[Fault]:
    """Yield the pages where hyphens at the ends of lines are read as part of their words.

    U+2010 is there for the line alone; a U+002D may belong to the word: it counts where the text has the word without it
    elsewhere, and not with it.
    """
    known = {word.casefold() for block in document.blocks for word in _WORD.findall(block.text.replace("\u00ad", ""))}
    found: dict[int, list[str]] = {}
    for block in document.blocks:
        alone = {id(content.runs[0]) for content in block.contents if len(content.runs) == 1}
        for line, following in pairwise(_lines(block)):
            ending, beginning = (
                _ENDING.search(joined(line).rstrip()[-_WORD_LENGTH:]),
                _BEGINNING.match(joined(following).lstrip()),
            )
            if ending and beginning and line[-1].replacement is None:
                left, right = ending[1].casefold(), beginning[0].casefold()
                is_apart = id(line[-1]) in alone
                if ending[2] == "\u2010" or is_apart or (left + right in known and f"{left}-{right}" not in known):
                    found.setdefault(block.page, []).append(f"{ending[0]} {beginning[0]}")
    for page, words in found.items():
        message = f"{len(words)} words are read with the hyphen that breaks them: {quoted(words[0])}."
        yield Fault("pdf.hyphen", message, "Give the hyphen an ActualText of a soft hyphen.", page)


def _lines(block: Block) -> list[list[ShownRun]]:
    lines: list[list[ShownRun]] = []
    for run in block.runs:
        if not lines or new_line(lines[-1][-1], run):
            lines.append([])
        lines[-1].append(run)
    return lines


def replacements(document: PdfDocument) -> Iterator[Fault]:
    """Yield texts that replace words by nothing, or replace whole paragraphs."""
    for element in document.elements:
        if element.actual is None:
            continue
        seen = "".join(run.text for content in element.contents() for run in content.runs)
        yield from _replacement(element.actual, seen, element.page, block=element.role not in INLINE)
    for page in document.pages:
        for content in page.contents():
            for actual, runs in _replaced(content).values():
                lines = any(new_line(one, other) for one, other in pairwise(runs))
                yield from _replacement(actual, "".join(run.text for run in runs), page.number, block=False, lines=lines)


def _replaced(content: Content) -> dict[int, tuple[str, list[ShownRun]]]:
    """Return each ActualText of marked content with the runs that it replaces."""
    found: dict[int, tuple[str, list[ShownRun]]] = {}
    for run in content.runs:
        if run.replacement is not None:
            found.setdefault(id(run.replacement), (run.replacement.text, []))[1].append(run)
    return found


def _replacement(actual: str, seen: str, page: int, *, block: bool, lines: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with one replacement. Within a line it may be long, where the glyphs do not spell the text."""
    block = block and len(_WORD.findall(seen)) > 1
    if not actual.strip("\u00ad\u200b \n") and _LETTER.search(seen):
        yield Fault("pdf.actual-text", f"{quoted(seen)} is replaced by nothing.", "Drop its ActualText.", page)
    elif _HYPHEN.fullmatch(seen) and _LETTER.search(actual):
        yield Fault("pdf.actual-text", f"A hyphen is replaced by {quoted(actual)}.", "Say that it is a soft hyphen.", page)
    elif block or (len(actual) >= _WHOLE and lines):
        what = "A whole block" if block else "More than a line"
        message = f"{what} is replaced by an ActualText: {quoted(actual)}."
        yield Fault("pdf.actual-text", message, "Replace only the characters that are not what they seem.", page)


def expansions(document: PdfDocument) -> Iterator[Fault]:
    """Yield expansions without words, and abbreviations that are expanded elsewhere and not here."""
    spans = list(document.of("Span"))
    known = {element.text: element.expansion for element in spans if element.expansion and element.text}
    for element in spans:
        if element.expansion is not None and not element.expansion.strip():
            yield Fault(
                "pdf.expansion", f"{quoted(element.text)} is expanded to nothing.", "Write what it is short for.", element.page
            )
        elif element.expansion is None and element.text in known and _is_bare(element):
            message = f"{quoted(element.text)} is not expanded here, and to {quoted(known[element.text] or '')} elsewhere."
            yield Fault("pdf.expansion", message, "Give it its E.", element.page)


def abbreviations(document: PdfDocument) -> Iterator[Fault]:
    """Yield elements that do nothing but set capitals apart: what was an abbreviation has lost its expansion."""
    told = set()
    for element in document.of("Span", "NonStruct"):
        text = element.text
        if not _CAPITALS.fullmatch(text) or text in told or not _is_bare(element) or element.expansion is not None:
            continue
        if any(above.expansion for above in element.line()) or len(block_of(element).text) < 2 * len(text):
            continue
        told.add(text)
        yield Fault("pdf.abbreviation", f"{quoted(text)} is set apart and not expanded.", "Give it its E.", element.page)


def set_apart(document: PdfDocument) -> Iterator[Fault]:
    """Yield the words in other type than most of their block whose tag means nothing, once a font."""
    told: set[str] = set()
    usual: dict[Element, tuple[str, float]] = {}
    for element in (*document.of("NonStruct"), *filter(_is_bare, document.of("Span"))):
        runs, block = element.inline_runs or [], block_of(element)
        if not runs or block is element or any(above.role in _MEANT for above in element.line()):
            continue
        if block not in usual:
            usual[block] = _usual(block)
        font, size = usual[block]
        if font and runs[0].font not in (font, *told) and 0.8 * size < runs[0].size < 1.2 * size:
            told.add(runs[0].font)
            message = f"{quoted(element.text)} is set apart in {runs[0].font} and tagged as {element.role}."
            yield Fault("pdf.set-apart", message, "Tag it as Code, Em or Strong.", element.page)


def _usual(block: Element) -> tuple[str, float]:
    """Return the font and size of most characters of a block."""
    found: Counter[tuple[str, float]] = Counter()
    for content in block.contents():
        for run in content.runs:
            if run.text:
                found[run.font, run.size] += len(run.text)
    return found.most_common(1)[0][0] if found else ("", 0.0)


def unspoken(document: PdfDocument) -> Iterator[Fault]:
    """Yield alternatives of what is there for words: they are heard in place of the words, or not at all."""
    for element in document.elements:
        if element.alternative and element.role in _WORDY:
            message = f"A {element.role} has an alternative, as a picture has: {quoted(element.alternative)}."
            yield Fault("pdf.alternative-of-text", message, "Drop its Alt, or tag it as Figure.", element.page)


def code(document: PdfDocument) -> Iterator[Fault]:
    """Yield blocks of a typewriter's letters that are tagged as no code, where the file has such letters at few places."""
    typed = [block for block in document.blocks if block.runs and all(_TYPEWRITER.search(run.font) for run in block.runs)]
    if len(typed) > _FEW * len(document.blocks):
        return
    for block in typed:
        inner = [element for content in block.contents for element in content.elements]
        if not any(each.within("Code") for each in (*inner, block.element)):
            message = f"{quoted(block.text)} is set as code, and tagged as {block.element.role}."
            yield Fault("pdf.set-apart", message, "Tag it as Code.", block.page)


def _is_bare(element: Element) -> bool:
    told = (element.attributes, element.lang, element.actual, element.alternative, element.elements, element.within("Link"))
    return not any(told)
