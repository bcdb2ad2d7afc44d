"""Long sentences in breaths: pauses where clauses end, inside one utterance, so that the highlight stays whole."""

from __future__ import annotations

import re
from typing import Final

MAX_WORDS: Final = 40
"""Words that are said in one breath where the sentence has a clause to end it at."""

MIN_WORDS: Final = 8
"""Words of the shortest breath: a shorter one would make the sentence stumble."""

MAX_BRACKETS: Final = 240
"""Characters of a clause that is cut although a bracket is open."""

STRONG_WORDS: Final = 20
"""Words after which the end of a strong clause (``;``, ``:``, a full stop) is a place to breathe."""

END: Final = re.compile(r"(?:[,;:\u2014]|\)|(?<=\s)\u2013)\s+|[.!?]\s+(?=[A-ZÀ-Þ])")
"""What ends a clause, and the space behind it."""

STRONG: Final = (";", ":", ".", "!", "?")


def breaths(text: str) -> list[str]:
    """Return a text in the parts that are said in one breath; joined, they are the text."""
    if len(text.split()) <= MAX_WORDS:
        return [text]
    found, count = [""], 0
    for clause in _clauses(text):
        words = len(clause.split())
        is_full = count + words > MAX_WORDS and count >= MIN_WORDS
        if is_full or (count >= STRONG_WORDS and found[-1].rstrip().endswith(STRONG)):
            found.append("")
            count = 0
        found[-1] += clause
        count += words
    return _with_end(found)


def _clauses(text: str) -> list[str]:
    """Return a text in clauses, each with the sign that ends it and the space behind it; brackets of a few words stay whole."""
    found, at = [], 0
    for end in END.finditer(text):
        clause = text[at : end.end()]
        if clause.count("(") <= clause.count(")") or len(clause) > MAX_BRACKETS:
            found.append(clause)
            at = end.end()
    return [*found, text[at:]] if at < len(text) else found


def _with_end(found: list[str]) -> list[str]:
    """Join a last part that is too short to the one before it."""
    if len(found) > 1 and len(found[-1].split()) < MIN_WORDS:
        return [*found[:-2], found[-2] + found[-1]]
    return found
