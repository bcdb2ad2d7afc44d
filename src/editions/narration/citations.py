"""Numbers of references, and other marks that only the eye needs: passed over without scraps of what stands around them.

``mark`` puts a mark into a text, and ``settled`` takes it out of the whole sentence, where what stands before and after it can
be seen. "Known for long [1, 2]." is said without its marks; in "as shown in [1]" the number is a part of the sentence, and is
said as "reference 1".
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from editions.languages.phrases import language_of
from editions.narration.choices import Citations
from editions.narration.wording import WORDS, wording

_OPEN, _MIDDLE, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"  # noncharacters of Unicode, which stand for nothing in any text
_ONE: Final = f"{_OPEN}[^{_OPEN}-{_CLOSE}]*{_MIDDLE}[^{_OPEN}-{_CLOSE}]*{_CLOSE}"
_MARK: Final = re.compile(f"{_OPEN}([^{_OPEN}-{_CLOSE}]*){_MIDDLE}([^{_OPEN}-{_CLOSE}]*){_CLOSE}")
_RAISED, _NAMED, _BRACKETED = "^", "~", "("

_NAMES: Final = re.compile(f"{_OPEN}[^{_OPEN}-{_CLOSE}]*{_MIDDLE}{_NAMED}([^{_OPEN}-{_CLOSE}]*){_CLOSE}")

MAX_BRACKET: Final = 400
"""Characters in which the other bracket is looked for, a mark counted as one."""

_BRACKETS: Final = re.compile(rf"[(\[](?:[^()\[\]{_OPEN}{_CLOSE}]|{_ONE}){{1,{MAX_BRACKET}}}[)\]]")
_ROW: Final = re.compile(rf"{_ONE}(?:[\s,;\u2010-\u2014\u2212-]{{0,4}}(?:(?:and|y|e|et|und|и|&)\s)?{_ONE})+")
"""Marks beside each other: ``1,2``, ``1–3``, ``1 and 2``."""

_PLACE: Final = re.compile(
    rf"({_ONE}[)\]]?)\s?[(\[](?:pp?|págs?|pages?|chap(?:ter|\.)|cap\.?)\.?[\s\d,.\u2013-]{{1,30}}[)\]]", re.IGNORECASE
)
"""A mark, and in brackets after it the pages that it is about."""

_ITEM: Final = re.compile(rf"(?:[^;,{_OPEN}{_CLOSE}]|{_ONE})+|[;,]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)\.?[\s(\[]{0,3}\Z")
_LAST: Final = 40
"""Characters in which the last word before a mark is looked for."""

_LOCATORS: Final = frozenset("p pp pag pags pág págs page pages vol vols ch chap chaps cap caps sec no nos n fig figs".split())
"""Words before the numbers of a place in a reference, in any language: ``pp. 57–59``."""

_SEPARATORS: Final = (";", ",")
_STOPS: Final = tuple(".,;:!?)]")
_SCRAPS: Final = ",; \u00a0"


def mark(id: str, number: str = "", *, raised: bool = False, named: bool = False) -> str:
    """Return a mark as it stands in a text until it is settled.

    ``number`` is what is printed, ``""`` for what is never said; ``raised`` is above the line, ``named`` has names and a year.
    """
    flag = _NAMED if named else _RAISED if raised else ""
    return f"{_OPEN}{id}{_MIDDLE}{flag}{number if named else number.strip('[]() ')}{_CLOSE}"


def settled(text: str, lang: str, citations: Citations = "auto") -> tuple[str, tuple[str, ...]]:
    """Return a text without marks, and the ids of those that are not said."""
    if _OPEN not in text:
        return text, ()
    if citations != "skip":
        text = _NAMES.sub(_apart, text)
    text = _PLACE.sub(lambda found: found[1], text)
    dropped: list[str] = []
    for _ in range(2):  # brackets in brackets
        text = _BRACKETS.sub(lambda found: _bracket(found[0], lang, dropped), text)
    text = _ROW.sub(lambda found: _row(found[0]), text)
    return _said(text, lang, citations, dropped), tuple(dropped)


def _apart(found: re.Match[str]) -> str:
    """Return a name, with a space where it touches a word: ``apud`` and ``Lund 1998`` are two."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    touches = before.isalnum() and found[1][:1].isalpha(), after.isalpha() and found[1][-1:].isdigit()
    return f"{' ' * touches[0]}{found[1]}{' ' * touches[1]}"


def _bracket(text: str, lang: str, dropped: list[str]) -> str:
    """Return brackets as one mark where they hold nothing else; else without the marks that stand alone in them."""
    if _OPEN not in text:
        return text
    parts = _ITEM.findall(text[1:-1])
    items = [part for part in parts if part not in _SEPARATORS]
    if all(_is_mark(item, lang) for item in items):
        return _bracketed(text, items)
    kept: list[str] = []
    for part in parts:
        if _stands_alone(part, lang):
            dropped += _ids(part)
            kept = kept[:-1]  # the separator before it
        elif kept or part not in _SEPARATORS:
            kept.append(part)
    return f"{text[0]}{''.join(kept).strip()}{text[-1]}"


def _bracketed(text: str, items: list[str]) -> str:
    numbers = ",".join(_MARK.sub(lambda found: found[2], item) for item in items if _OPEN in item)
    flag = _NAMED if _NAMED in numbers else _BRACKETED
    numbers = _WORD.sub("", numbers.replace(_RAISED, "").replace(_BRACKETED, "")) if flag == _BRACKETED else ""
    return f"{_OPEN}{' '.join(_ids(text))}{_MIDDLE}{flag}{_tidy(numbers)}{_CLOSE}"


def _stands_alone(item: str, lang: str) -> bool:
    return _OPEN in item and _is_mark(item, lang)


def _is_mark(item: str, lang: str) -> bool:
    """Whether an item in brackets is marks alone, but for words such as "see", and numbers of pages."""
    words = _WORD.findall(_MARK.sub(" ", item).lower())
    return all(word in _LOCATORS or word in _words("cited-before", lang) for word in words)


def _row(text: str) -> str:
    found = [number for _, number in _MARK.findall(text)]
    flag = next((number[:1] for number in found if number[:1] in (_RAISED, _NAMED, _BRACKETED)), "")
    if flag == _NAMED and _BRACKETED not in "".join(found):
        return text
    numbers = _tidy(_MARK.sub(lambda one: one[2].lstrip(f"{_RAISED}{_BRACKETED}"), text))
    return f"{_OPEN}{' '.join(_ids(text))}{_MIDDLE}{flag}{numbers}{_CLOSE}"


def _ids(text: str) -> list[str]:
    return [id for found in _MARK.finditer(text) for id in found[1].split()]


def _tidy(numbers: str) -> str:
    return ", ".join(part for item in numbers.split(",") if (part := " ".join(item.split()))).strip(_SCRAPS)


# ---------------------------------------------------------------------------------------------------- said or passed over


def _said(text: str, lang: str, citations: Citations, dropped: list[str]) -> str:
    """Return a text with each mark in words, or without it."""
    done, at = "", 0
    for found in _MARK.finditer(text):
        done += text[at : found.start()]
        at = found.end()
        words = _words_of(found[2], done, text[at : at + 2], lang, citations)
        if words:
            done += words
        else:
            dropped += found[1].split()
            done = _closed(done, text[at:])
    return done + text[at:]


def _words_of(number: str, before: str, after: str, lang: str, citations: Citations) -> str:
    """Return what is said of a mark between words, ``""`` where it is passed over."""
    if number.startswith(_NAMED):
        return number[1:]
    flag = number[:1] if number[:1] in (_RAISED, _BRACKETED) else ""
    number = number.removeprefix(flag)
    if not number:
        return ""
    last = _LAST_WORD.search(before[-_LAST:])
    word = last[1].lower() if last else ""
    if word in _words("cited-named", lang):
        return number
    words = _reference(number, lang)
    if flag != _RAISED and word in _words("cited-after", lang):
        return words
    if flag != _RAISED and not before.strip() and after.strip().isalpha():
        return words[:1].upper() + words[1:]
    if citations == "say":
        return f"({words})" if before.endswith((" ", "\u00a0")) else f" ({words})"
    return ""


def _reference(number: str, lang: str) -> str:
    one = number.isalnum()
    return wording("cited", lang, number=number) if one else wording("cited-several", lang, numbers=number)


def _closed(before: str, after: str) -> str:
    """Return the words before a mark that is passed over, without what it leaves behind."""
    follows = after.lstrip()[:1]
    if not follows or follows in _STOPS:
        return before.rstrip(_SCRAPS)
    return before.rstrip() if after[:1].isspace() else before


@cache
def _words(key: str, lang: str) -> frozenset[str]:
    return frozenset(WORDS[language_of(lang)][key].split())
