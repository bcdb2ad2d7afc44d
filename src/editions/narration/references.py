"""What is said of a reference: who, when, what and where; never where to find it by a number."""

from __future__ import annotations

import re
from typing import Final

from editions.article.model import Inline, Link, Passage, Reference, plain

_NAMES: Final = frozenset({"source", "year", "article-title", "chapter-title"})
"""Roles of passages that are said; what follows the last of them are volumes, pages and identifiers."""

_NUMBERED: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?|PMID:?|PMCID:?)\s*\S*", re.IGNORECASE)


def heard(entry: Reference) -> tuple[Inline, ...]:
    """Return the words of a reference that are said: authors, year, title, source."""
    kept = [_without_number(item) for item in entry.content if not isinstance(item, Link)]
    named = [index for index, item in enumerate(kept) if isinstance(item, Passage) and item.role in _NAMES]
    roles = {item.role for item in kept if isinstance(item, Passage)}
    whole = {"source", "year"} <= roles
    return tuple(kept[: named[-1] + 1]) if whole else tuple(kept)


def _without_number(item: Inline) -> Inline:
    return _NUMBERED.sub("", item) if isinstance(item, str) else item


def is_whole(entry: Reference) -> bool:
    """Whether all words of a reference are said."""
    return plain(heard(entry)) == plain(entry.content)
