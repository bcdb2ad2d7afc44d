"""Text as engines can take it: without characters that only machines read, in pieces that they can hold."""

from __future__ import annotations

import re
import unicodedata

PIECE_GAP = 0.15
"""Seconds of silence where a sentence was cut into pieces: about the pause that engines make at a comma."""

_JOINERS = "\u200c\u200d"  # format characters that Persian and Indic spelling need
_CLAUSE = re.compile(r"[.!?;:,…)\]»”–—]\s|[。、，；：！？؟،۔।]")


def clean(text: str) -> str:
    """Return the text with single spaces, without control and format characters (NUL, soft hyphens, …) and lone surrogates."""
    return " ".join("".join(map(_heard, text)).split())


def pieces(text: str, limit: int) -> list[str]:
    """Return the cleaned text in pieces of at most ``limit`` characters; no letter is lost.

    It is cut at the last end of a clause that fits; where there is none at a space, else inside the word.
    """
    found: list[str] = []
    rest, at = clean(text), 0
    while len(rest) - at > limit:
        end = at + _cut(rest[at : at + limit + 1], limit)
        found.append(rest[at:end].strip())
        at = end + rest.startswith(" ", end)  # spaces are single here
    return [piece for piece in (*found, rest[at:].strip()) if piece]


def _heard(character: str) -> str:
    if character.isspace():
        return " "
    silent = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in _JOINERS
    return "" if silent else character


def _cut(start: str, limit: int) -> int:
    ends = [found.end() for found in _CLAUSE.finditer(start)]
    fitting = [end for end in ends if end <= limit]
    # A clause that fills less than a quarter would make the sentence stumble: a space is better.
    if fitting and fitting[-1] > limit // 4:
        return fitting[-1]
    space = start.rfind(" ")
    return space if space > 0 else limit
