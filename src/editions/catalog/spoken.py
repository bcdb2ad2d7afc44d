"""A simple formula in words: only what can be read in one way is; for all else there is no draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from editions.jats.source import name, texts

OPERATORS = {
    "en": {"+": "plus", "−": "minus", "=": "equals", "×": "times", "<": "is less than", ">": "is greater than"}
    | {"≤": "is at most", "≥": "is at least", "≈": "is about", "≠": "is not equal to"},
    "es": {"+": "más", "−": "menos", "=": "es igual a", "×": "por", "<": "es menor que", ">": "es mayor que"}
    | {"≤": "es menor o igual que", "≥": "es mayor o igual que", "≈": "es aproximadamente", "≠": "no es igual a"},
    "pt": {"+": "mais", "−": "menos", "=": "é igual a", "×": "vezes", "<": "é menor que", ">": "é maior que"}
    | {"≤": "é menor ou igual a", "≥": "é maior ou igual a", "≈": "é aproximadamente", "≠": "não é igual a"},
}
WORDS = {
    "en": {"over": "over", "sub": "sub", "2": "squared", "3": "cubed"},
    "es": {"over": "sobre", "sub": "subíndice", "2": "al cuadrado", "3": "al cubo"},
    "pt": {"over": "sobre", "sub": "índice", "2": "ao quadrado", "3": "ao cubo"},
}
MAX_TOKENS = 12
"""Numbers, letters and signs of the longest formula that is read."""

_TOKEN = re.compile(r"[^\W\d_]|\d+(?:[.,]\d+)?")
_ROWS = frozenset({"math", "mrow", "mstyle", "semantics", "mpadded"})


class Unclear(Exception):
    """The formula can be read in several ways, or not at all."""


def spoken(math: etree._Element, language: str) -> str | None:
    """Return MathML in words of a language (``en``, ``es``, ``pt``), None where it is not simple: letters, numbers, signs,
    fractions of two of them, an index, a square or a cube.
    """
    try:
        words = list(_words(math, language))
    except Unclear:
        return None
    return " ".join(words) if 1 <= len(words) <= 2 * MAX_TOKENS else None


def _words(node: etree._Element, language: str) -> Iterator[str]:
    parts = [item for item in node if isinstance(item.tag, str) and name(item) not in ("annotation", "annotation-xml")]
    match name(node):
        case kind if kind in _ROWS:
            for part in parts:
                yield from _words(part, language)
        case "mi" | "mn" if not parts:
            yield _token(node)
        case "mo" if not parts:
            yield _operator(node, language)
        case "mfrac" if len(parts) == 2:
            yield f"{_token(parts[0])} {WORDS[language]['over']} {_token(parts[1])}"
        case "msub" if len(parts) == 2:
            yield f"{_token(parts[0])} {WORDS[language]['sub']} {_token(parts[1])}"
        case "msup" if len(parts) == 2 and _token(parts[1]) in ("2", "3") and name(parts[0]) == "mi":
            yield f"{_token(parts[0])} {WORDS[language][_token(parts[1])]}"
        case _:
            raise Unclear


def _token(node: etree._Element) -> str:
    """Return a letter or a number. Raises ``Unclear`` for anything else."""
    parts = [item for item in node if isinstance(item.tag, str)]
    if name(node) == "mrow" and len(parts) == 1:
        return _token(parts[0])
    if name(node) not in ("mi", "mn") or parts or not _TOKEN.fullmatch(texts(node)):
        raise Unclear
    return texts(node)


def _operator(node: etree._Element, language: str) -> str:
    sign = texts(node).replace("-", "−")
    if sign not in OPERATORS[language]:
        raise Unclear
    return OPERATORS[language][sign]
