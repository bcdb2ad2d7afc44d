"""What is said of inline content: words in their languages, without what only the eye needs.

Marks of notes and numbers of references are left out, addresses are not spelt, pictures and formulas speak their alternative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from editions.article.model import (
    Abbreviation,
    CrossReference,
    Formula,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Passage,
    Picture,
    Ruby,
    Style,
    Styled,
    plain,
    plain_keep,
    walk,
)
from editions.languages.mathematics.mathml import tokens, words
from editions.languages.phrases import language_of, phrase
from editions.narration.choices import Citations
from editions.narration.citations import mark, settled
from editions.narration.timeline import Run
from editions.narration.wording import announcement

ADDRESS = re.compile(r"\A(?:https?://|www\.|doi:|10\.\d{4,9}/)\S++\Z", re.IGNORECASE)
REGISTERED = re.compile(r"\A(PubMed(?: Central)?) \w++\Z")
"""A number in a register: the register's name is said, and the number is not spelt."""

SPACES = re.compile(r"\s+")
LEFT_OVER = re.compile(r" ?[(\[][ ,;\u2013-]*[)\]]|(?<! ) ++([.,;:)])")
"""What a mark that is not spoken leaves behind: empty brackets, a space before a stop."""

MARKED = frozenset({"bibr", "aff", "corresp", "author-notes", "fn", "table-fn", "contrib"})
"""Kinds of cross-references whose text may be a mere mark."""

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)")
"""A year, which says of what a citation is: it is no mere mark."""

MAIL = re.compile(r"\A[^\s@<>]{1,100}@[^\s@<>]{1,200}\Z")

ADDRESSES = re.compile(
    r"(?:< ?)?(?:https?://|www\.|doi: ?10\.\d{4}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.)"
    r"[^\s<>\"()]*[^\s<>\"().,;:!?\]’”](?: ?>)?",
    re.IGNORECASE,
)
"""An address that the source does not mark as one."""

CITATION_MARK = re.compile(r"\A(?:[\s\[\](),;*†‡§¶#\d\u2013\u2014-]*+|[a-z])\Z")


FIGURES = re.compile(r"\A\s*[+\u2212\u2013-]?(?:n|\d+(?:[,\u2013-]\s?\d+)*[+\u2212-]?|[+\u2212])\s*\Z")
"""Raised text that Unicode has characters for: powers, charges, marks; a hyphen alone stands between marks."""

LOWERED_FIGURES = re.compile(r"\A\s*\d+\s*\Z")
POWER = re.compile(r"\A\s*[\w.]{0,20}[+\u2212-][\w.]{1,20}\s*\Z")
"""Raised text that is a term of its own: ``n+1``."""

INDEX = re.compile(r"\A(?!\d+\s*\Z)\w[\w,.+\u2212-]{0,20}\s*\Z")
"""Lowered text that is a word: ``max``."""

RAISED = str.maketrans("0123456789+-\u2212n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
LETTERS = re.compile(r"\A\s*[a-pr-z]{1,3}\s*\Z")
ENDINGS = frozenset("a e n as os st nd rd th er re me ed ro ra do da to ta mo ma eme lle ier".split())
"""Raised letters that end an ordinal or an abbreviation (``19th``, ``Mme``): plain text has them on the line."""

RAISED_LETTERS = str.maketrans("abcdefghijklmoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def runs(content: tuple[Inline, ...], lang: str, which: Citations = "auto") -> list[Run]:
    """Return inline content as runs of words, neighbours of one language joined; ``lang`` is that of the voice around."""
    return [Run(text=settled(run.text, run.lang, which)[0], lang=run.lang) for run in join(_runs(content, lang))]


def unsaid_citations(content: tuple[Inline, ...], lang: str, which: Citations = "auto") -> tuple[str, ...]:
    """Return the ids of the cross-references to the literature that ``runs`` passes over."""
    return tuple(id for run in join(_runs(content, lang)) for id in settled(run.text, run.lang, which)[1])


def said(key: str, lang: str) -> Run:
    """Return one of our own phrases as a run, in the language in which we have it."""
    return Run(text=phrase(key, lang), lang=own_language(lang))


def own_language(lang: str) -> str:
    """Return the language in which we have phrases for a language: itself, or English."""
    own = language_of(lang)
    return lang if lang.partition("-")[0].lower() == own else own


def join(parts: Iterable[Run]) -> list[Run]:
    """Join neighbouring runs of one language; collapse spaces."""
    made: list[tuple[str, list[str]]] = []
    for run in parts:
        text = SPACES.sub(" ", run.text)
        if made and (made[-1][0] == run.lang or not text.strip()):
            made[-1][1].append(text)
        elif text:
            made.append((run.lang, [text]))
    return [Run(text="".join(texts), lang=lang) for lang, texts in made]


def listed(items: list[list[Run]], separator: str, lang: str, end: str = ".") -> list[Run]:
    """Return several things said one after the other, a separator between them, a full stop at the end."""
    made: list[Run] = []
    for index, item in enumerate(items):
        made += [Run(text=separator, lang=lang), *item] if index else item
    return [*made, Run(text=end, lang=lang)] if made and end else made


def stripped(parts: list[Run]) -> tuple[Run, ...]:
    """Return runs without the space at either end; nothing where there is not one letter or digit to say."""
    if not any(sign.isalnum() for run in parts for sign in run.text):
        return ()
    parts = [Run(text=SPACES.sub(" ", LEFT_OVER.sub(r"\1", run.text)), lang=run.lang) for run in parts]
    first, last = parts[0], parts[-1]
    parts = [Run(text=first.text.lstrip(), lang=first.lang), *parts[1:]]
    last = parts[-1]
    return tuple(run for run in [*parts[:-1], Run(text=last.text.rstrip(), lang=last.lang)] if run.text)


def _runs(content: tuple[Inline, ...], lang: str) -> Iterator[Run]:
    for index, item in enumerate(content):
        match item:
            case str():
                yield from _text(item, lang)
            case NoteCall():
                yield Run(text=mark(""), lang=lang)
            case Passage() if item.role == "marks" or (item.role == "label" and not _is_word(item)):
                pass
            case LineBreak():
                yield Run(text=" ", lang=lang)
            case Link() if ADDRESS.match(plain(item.content)):
                yield said("link", lang)
            case Link() if item.href.startswith("mailto:") or MAIL.match(plain(item.content)):
                yield announcement("e-mail", lang)
            case Link() if registered := REGISTERED.match(plain(item.content)):
                yield Run(text=registered[1], lang=lang)
            case CrossReference() if item.kind in MARKED and _is_mark(item):
                yield Run(text=_marked(item), lang=lang)
            case CrossReference(kind="bibr") if YEAR.search(plain(item.content)):
                yield Run(text=mark(item.id, plain(item.content), named=True), lang=item.spoken)
            case Styled() if _is_group_of_marks(item):
                yield Run(text=_marked(item), lang=lang)
            case Styled() if item.style in (Style.SUP, Style.SUB) and _is_plain(item.content, item.spoken):
                yield Run(text=raised_or_lowered(plain_keep(item.content), item.style), lang=item.spoken)
            case Styled() | Passage() | Link() | CrossReference():
                yield from _runs(item.content, item.spoken)
            case Abbreviation():
                yield from _abbreviation(item)
            case Ruby():
                yield from _runs((*item.content, " (", *item.reading, ")"), item.spoken)
            case Picture():
                yield from picture(item)
            case Formula():
                before, after = content[max(index - 1, 0) : index], content[index + 1 : index + 2]
                yield Run(text=" " if plain_keep(before)[-1:].isalnum() else "", lang=lang)
                yield from list(formula(item)) or [said("inline-formula", item.lang)]
                yield Run(text=" " if plain_keep(after)[:1].isalnum() else "", lang=lang)
            case _:
                assert_never(item)


def _text(text: str, lang: str) -> Iterator[Run]:
    """Yield words, each address among them as the word for what it is."""
    at = 0
    for found in ADDRESSES.finditer(text):
        yield Run(text=text[at : found.start()], lang=lang)
        yield announcement("e-mail", lang) if "@" in found[0] else said("link", lang)
        at = found.end()
    yield Run(text=text[at:], lang=lang)


def _is_mark(item: CrossReference) -> bool:
    """Whether the words of a cross-reference are a mere mark: a year, and the letter of a further one, are words."""
    text = plain(item.content)
    return bool(CITATION_MARK.match(text)) and not (item.kind == "bibr" and (YEAR.search(text) or text.isalpha()))


def _marked(item: CrossReference | Styled) -> str:
    """Return the mark of a citation, or of several above the line; marks of notes and affiliations are never said."""
    cited = [part for part in walk(item) if isinstance(part, CrossReference) and part.kind == "bibr"]
    raised = any(isinstance(part, Styled) and part.style is Style.SUP for part in walk(item))
    return mark(" ".join(part.id for part in cited), plain(item.content) if cited else "", raised=raised)


def raised_or_lowered(text: str, style: Style) -> str:
    """Return raised or lowered text as a plain text writes it, so that 10⁶ is not 106: ``⁶``, ``₂``, ``^(n+1)``, ``_max``."""
    if style is Style.SUP:
        if FIGURES.match(text):
            return text.translate(RAISED)
        return f"^({text.strip()})" if POWER.match(text) else _raised_letters(text)
    if LOWERED_FIGURES.match(text):
        return text.translate(LOWERED)
    return f"_{text.strip()}" + text[len(text.rstrip()) :] if INDEX.match(text) else text


def _is_plain(content: tuple[Inline, ...], lang: str) -> bool:
    """Whether content is words of one language alone, in a link or not."""
    return all(
        isinstance(part, str) or (isinstance(part, Link) and part.spoken == lang and _is_plain(part.content, lang))
        for part in content
    )


def _raised_letters(text: str) -> str:
    """Return raised letters as such; those that end an ordinal or an abbreviation (``19th``, ``Mme``) stay plain."""
    if text == "o":
        return "º"
    is_mark = LETTERS.match(text) and text.strip() not in ENDINGS
    return text.translate(RAISED_LETTERS) if is_mark else text


def _is_group_of_marks(item: Styled) -> bool:
    """Whether a superscript holds cross-references, and all of it is marks."""
    marked = any(isinstance(part, CrossReference) and part.kind in MARKED for part in item.content)
    return item.style is Style.SUP and marked and bool(CITATION_MARK.match(plain(item.content)))


def _is_word(label: Passage) -> bool:
    return any(sign.isalnum() for sign in plain(label.content))


def _abbreviation(item: Abbreviation) -> Iterator[Run]:
    yield from _runs(item.content, item.spoken)
    if item.expansion:
        yield Run(text=" (", lang=item.spoken)
        yield from _runs(item.expansion, item.spoken)
        yield Run(text=")", lang=item.spoken)


def picture(item: Picture) -> Iterator[Run]:
    """Yield what is said of a picture within a sentence: its alternative, or that there is one; nothing for a decoration."""
    if item.alternative and not item.decorative:
        yield Run(text=item.alternative.text, lang=item.alternative.spoken)
    elif not item.decorative:
        yield said("inline-picture", item.lang)


MAX_INLINE_TOKENS, MAX_DISPLAY_TOKENS = 40, 60
"""Letters, numbers and signs of the longest formula that is said, in a sentence and on a line of its own."""


def formula(item: Formula, longest: int = MAX_INLINE_TOKENS) -> Iterator[Run]:
    """Yield the spoken form of a formula: its alternative, or what our rules make of it; nothing where it has none."""
    spoken = item.alternative or (item.picture.alternative if item.picture else None)
    if spoken:
        yield Run(text=spoken.text, lang=spoken.spoken)
    elif item.mathml and tokens(item.mathml) <= longest and (text := words(item.mathml, item.spoken)):
        yield Run(text=text, lang=item.spoken)


def numbered(key: str, label: str, lang: str) -> Run:
    """Return ``Figure 1.`` from the label ``Figure 1``, ``1`` or ``(1)``; from no label, ``Figure.``"""
    mark = label.strip().strip("()[].:").strip()
    name = said(key, lang)
    if any(sign.isalpha() for sign in mark) and len(mark) > 3:
        return Run(text=f"{mark}. ", lang=lang)
    return Run(text=f"{name.text} {mark}. " if mark else f"{name.text}. ", lang=name.lang)


def separator(before: list[Run], sign: str) -> str:
    """Return what separates words from those before them: a stop where these have none."""
    text = "".join(run.text for run in before).rstrip()
    has_stop = text.endswith((",", ":", ";", "!", "?", "…")) or (text.endswith(".") and sign.startswith((".", ":")))
    return sign.lstrip(".:;") if has_stop else sign
