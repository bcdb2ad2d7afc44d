"""Words that are not what is seen: hyphens, replacements, expansions, languages (ISO 32000-1, 14.9)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from editions.inspection.pdf.blocks import Block, block_of
from editions.inspection.pdf.checks.fault import Fault, quoted
from editions.inspection.pdf.content import Content, Run, joined, new_line
from editions.inspection.pdf.element import INLINE, Element
from editions.inspection.pdf.view import Document

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDING = re.compile(r"([^\W\d_]+)([\u2010-])$")
_BEGINNING = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_MEANT = ("Code", "Em", "Strong", "Link", "Reference", "Lbl", "Quote")
_WHOLE = 60  # characters: an ActualText as long as that replaces more than a word
_RUN = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"\S*[/_@]\S*")  # part of an address
# Scripts, as the first word of a character's name in Unicode, and the codes of ISO 15924 that write with them.
_SCRIPTS = {
    "ARABIC": {"Arab"},
    "HEBREW": {"Hebr"},
    "CYRILLIC": {"Cyrl"},
    "GREEK": {"Grek"},
    "CJK": {"Hans", "Hant", "Hani", "Jpan", "Kore", "Hanb"},
    "HIRAGANA": {"Jpan", "Hira"},
    "KATAKANA": {"Jpan", "Kana"},
    "HANGUL": {"Kore", "Hang"},
    "DEVANAGARI": {"Deva"},
    "BENGALI": {"Beng"},
    "THAI": {"Thai"},
    "ARMENIAN": {"Armn"},
    "GEORGIAN": {"Geor"},
    "ETHIOPIC": {"Ethi"},
    "TAMIL": {"Taml"},
}


def hyphens(document: Document) -> Iterator[Fault]:
    """Yield the pages where hyphens at the ends of lines are read as part of their words.

    U+2010 is there for the line alone; a U+002D may belong to the word: it counts where the text has the word without it
    elsewhere, and not with it.
    """
    known = {word.casefold() for block in document.blocks for word in _WORD.findall(block.text.replace("\u00ad", ""))}
    found: dict[int, list[str]] = {}
    for block in document.blocks:
        for line, following in pairwise(_lines(block)):
            ending, beginning = _ENDING.search(joined(line).rstrip()), _BEGINNING.match(joined(following).lstrip())
            if ending and beginning:
                left, right = ending[1].casefold(), beginning[0].casefold()
                if ending[2] == "\u2010" or (left + right in known and f"{left}-{right}" not in known):
                    found.setdefault(block.page, []).append(f"{ending[0]} {beginning[0]}")
    for page, words in found.items():
        message = f"{len(words)} words are read with the hyphen that breaks them: {quoted(words[0])}."
        yield Fault("pdf.hyphen", message, "Give the hyphen an ActualText of a soft hyphen.", page)


def _lines(block: Block) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in block.runs:
        if not lines or new_line(lines[-1][-1], run):
            lines.append([])
        lines[-1].append(run)
    return lines


def replacements(document: Document) -> Iterator[Fault]:
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


def _replaced(content: Content) -> dict[int, tuple[str, list[Run]]]:
    """Return each ActualText of marked content with the runs that it replaces."""
    found: dict[int, tuple[str, list[Run]]] = {}
    for run in content.runs:
        if run.replacement is not None:
            found.setdefault(id(run.replacement), (run.replacement.text, []))[1].append(run)
    return found


def _replacement(actual: str, seen: str, page: int, *, block: bool, lines: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with one replacement. Within a line it may be long, where the glyphs do not spell the text."""
    if not actual.strip("\u00ad\u200b \n") and re.search(r"\w", seen):
        yield Fault("pdf.actual-text", f"{quoted(seen)} is replaced by nothing.", "Drop its ActualText.", page)
    elif len(actual) >= _WHOLE and (block or lines):
        what = "A whole block" if block else "More than a line"
        message = f"{what} is replaced by an ActualText: {quoted(actual)}."
        yield Fault("pdf.actual-text", message, "Replace only the characters that are not what they seem.", page)


def expansions(document: Document) -> Iterator[Fault]:
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


def abbreviations(document: Document) -> Iterator[Fault]:
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


def set_apart(document: Document) -> Iterator[Fault]:
    """Yield the words in other type than most of their block whose tag means nothing, once a font."""
    told: set[str] = set()
    for element in document.of("NonStruct"):
        runs, block = element.inline_runs() or [], block_of(element)
        if not runs or block is element or any(above.role in _MEANT for above in element.line()):
            continue
        usual = Counter((run.font, run.size) for content in block.contents() for run in content.runs for _ in run.text)
        (font, size), _ = usual.most_common(1)[0] if usual else (("", 0.0), 0)
        if font and runs[0].font not in (font, *told) and 0.8 * size < runs[0].size < 1.2 * size:
            told.add(runs[0].font)
            message = f"{quoted(element.text)} is set apart in {runs[0].font} and tagged as NonStruct."
            yield Fault("pdf.set-apart", message, "Tag it as Code, Em or Strong.", element.page)


def _is_bare(element: Element) -> bool:
    return not (element.attributes or element.lang or element.elements() or element.within("Link"))


def languages(document: Document) -> Iterator[Fault]:
    """Yield words in a script that their language is not written in; a letter or two are a sign, not a word."""
    told = set()
    for block in document.blocks:
        if block.element.within("Formula", "Code", "math"):
            continue
        for content in block.contents:
            owner = content.elements[0] if content.elements else block.element
            for run in content.runs:
                language = run.lang or document.language(owner)
                word, script = _foreign(run.text, language) if language else ("", "")
                if script and (block.element, script) not in told:
                    told.add((block.element, script))
                    message = f"{quoted(word)} is {script.capitalize()}, and tagged as {language!r}."
                    yield Fault("pdf.language-of-words", message, "Tag it with its language.", block.page)


def _foreign(text: str, language: str) -> tuple[str, str]:
    """Return a word in a script that a language is not written in, and the script; two empty strings where there is none."""
    for found in _RUN.finditer("" if text.isascii() else _ADDRESS.sub("", text)):
        script = _script(found[0])
        if script in _SCRIPTS and not _SCRIPTS[script] & _written(language):
            return found[0], script
    return "", ""


def _script(word: str) -> str:
    """Return the script of a word, ``""`` where its letters are of several."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""


@cache
def _written(language: str) -> frozenset[str]:
    """Return the scripts that a language is written in."""
    import langcodes

    try:
        found = langcodes.Language.get(language)
    except ValueError:
        return frozenset()
    script = found.script or found.maximize().script
    return frozenset([str(script)] if script else ())
