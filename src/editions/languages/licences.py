"""The names of licences: what is said of one, in place of its text and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editions.article.model import Front, Link, Paragraph, plain, walk
from editions.languages.phrases import language_of
from editions.languages.translations import Translations

_WORDS: Final = Translations("narration")

_ADDRESS: Final = re.compile(r"creativecommons\.org/licen[cs]es/(by(?:-(?:nc|nd|sa))*)(?:/(\d\.\d))?", re.IGNORECASE)
_ZERO: Final = re.compile(r"creativecommons\.org/publicdomain/zero|\bCC0\b", re.IGNORECASE)
_NAME: Final = re.compile(
    r"creative\s?commons\W{1,3}(?:licen[cs]e\W{1,3})?attribution"
    r"([\s-]non-?commercial)?([\s-]share-?alike)?([\s-]no-?deriv\w{0,8})?(?:\D{0,40}?(\d\.\d))?",
    re.IGNORECASE,
)


def licence_name(front: Front, lang: str) -> str:
    """Return the name of an article's licence, such as ``Creative Commons Attribution 4.0``; ``""`` for one not known here."""
    words = _WORDS[language_of(lang)]
    for text in (front.licence_href, *_texts(front)):
        if _ZERO.search(text):
            return words["cc-zero"]
        if found := _ADDRESS.search(text):
            return _named(found[1].lower().split("-"), found[2] or "", lang)
        if found := _NAME.search(text):
            kinds = [kind for kind, there in zip(("nc", "sa", "nd"), found.groups()[:3], strict=True) if there]
            return _named(["by", *kinds], found[4] or "", lang)
    return ""


def _named(kinds: list[str], version: str, lang: str) -> str:
    words = _WORDS[language_of(lang)]
    name = "-".join(words[f"cc-{kind}"] for kind in kinds)
    return " ".join(part for part in (words["cc"], name, version) if part)


def _texts(front: Front) -> Iterator[str]:
    """Yield the addresses and the words of what an article says of its rights."""
    for block in front.permissions:
        for node in walk(block):
            if isinstance(node, Link):
                yield node.href
            elif isinstance(node, Paragraph):
                yield plain(node.content)
