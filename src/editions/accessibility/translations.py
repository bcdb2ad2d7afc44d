"""What a translation lacks of its original: sections, tables, figures, notes, references, the licence; numbers that differ.

Languages are compared without being understood: how many of a kind there are, the number in a label (“Table 2”, “Tabla 2”),
and the digits of the n-th paragraph where both have as many paragraphs. A number may be spelled out in one of them: only where
each has one that the other lacks, they differ. Signs between digits, and zeros at the end, differ by language (“1.5 billion”,
“1.500 millones”), and do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from editions.article.model import (
    Article,
    Block,
    Figure,
    Node,
    Note,
    Paragraph,
    Reference,
    Section,
    Table,
    plain,
    walk,
)
from editions.findings import Finding
from editions.rules import source as rules
from editions.rules.finding import finding

Compared: TypeAlias = Section | Table | Figure | Note | Reference

MAX_LINES: Final = 6
"""Places of the original that one finding names."""

_KINDS: Final[tuple[tuple[type[Compared], str], ...]] = (
    (Section, "section"),
    (Table, "table"),
    (Figure, "figure"),
    (Note, "note"),
    (Reference, "reference"),
)
_NUMBER: Final = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_DIGITS: Final = re.compile(r"\d+")
_FEWEST: Final = 2
"""Digits of a number that is compared: smaller ones are often spelled out, and marks of lists."""


def compared(article: Article, original: Article) -> Iterator[Finding]:
    """Yield what a translation lacks of its original, each with its place in both."""
    for kind, name in _KINDS:
        own, others = _all(article, kind), _all(original, kind)
        if len(own) < len(others):
            yield _fewer(article, original, name, own, _missing(own, others))
    if original.front.permissions and not article.front.permissions:
        where = _place(original, original.front.permissions[0])
        message = f"The translation has no licence, but the original has one (line {where})."
        yield finding(rules.INCOMPLETE, article, article, message, "Add a <permissions> to its front matter.")
    yield from _differing(article, original)


def _all(article: Article, kind: type[Compared]) -> list[Compared]:
    """Return all of a kind but those of responses, which are articles of others."""
    parts = [part for part in (*article.body, *article.back) if getattr(part, "kind", "") != "response"]
    return [node for part in parts for node in walk(part) if isinstance(node, kind)]


def _missing(own: Sequence[Compared], others: Sequence[Compared]) -> list[Compared]:
    """Return which of the original's the translation has not: those whose number no label of its own has, else all."""
    labels = [_number(node) for node in own]
    missing = [node for node in others if _number(node) not in labels]
    sure = len(missing) == len(others) - len(own) and all(labels) and all(map(_number, others))
    return missing if sure or not own else list(others)


def _number(node: Compared) -> str:
    title = getattr(node, "title", None)
    label = getattr(node, "label", "") or (title.label if title else "")
    found = _DIGITS.search(label)
    return found[0] if found else ""


def _fewer(article: Article, original: Article, name: str, own: Sequence[Compared], missing: Sequence[Compared]) -> Finding:
    places = ", ".join(_place(original, node) for node in missing[:MAX_LINES]) + (" …" if len(missing) > MAX_LINES else "")
    total = len(_all(original, type(missing[0])))
    known = len(missing) == total - len(own)
    that, lines = ("that", f"line {places}") if len(missing) == 1 else ("those", f"lines {places}")
    what = f"it lacks {that} of {lines}" if known else f"the original has them in {lines}"
    message = f"The translation has {len(own) or 'none'} of the original's {total} {name}s: {what}."
    if total == 1:
        message = f"The translation has no {name}, but the original has one (line {places})."
    hint = "Translate what is missing, or say in the text that the translation is shortened."
    return finding(rules.INCOMPLETE, article, article, message, hint)


def _differing(article: Article, original: Article) -> Iterator[Finding]:
    own, others = (
        [node for part in (*each.front.abstracts, *each.body) for node in walk(part) if isinstance(node, Paragraph)]
        for each in (article, original)
    )
    for ours, theirs in zip(own, others, strict=True) if len(own) == len(others) else ():
        here, there = _numbers(ours), _numbers(theirs)
        added, lost = (_unlike(one, two) for one, two in ((here, there), (there, here)))
        if added and lost:
            message = f"The translation says {added[0]}; the original says {lost[0]} (line {_place(original, theirs)})."
            yield finding(rules.NUMBERS_DIFFER, article, ours, message, "Check both, and correct the one that is wrong.")


def _numbers(node: Paragraph) -> dict[str, str]:
    """Return the numbers of a paragraph as they are written, by their digits."""
    found = (match[0] for match in _NUMBER.finditer(plain(node.content)))
    return {"".join(_DIGITS.findall(text)).rstrip("0"): text for text in found if sum(map(str.isdigit, text)) >= _FEWEST}


def _unlike(some: dict[str, str], others: dict[str, str]) -> list[str]:
    """Return the numbers that are not among others; ``90`` is that of ``1990``."""
    return [text for digits, text in some.items() if not any(_is_same(digits, other) for other in others)]


def _is_same(digits: str, other: str) -> bool:
    return digits.endswith(other) or other.endswith(digits)


def _place(article: Article, node: Node | Block) -> str:
    where = article.where(node.id, node.line)
    return f"{where.line}:{where.column}" if where.column else str(where.line)
