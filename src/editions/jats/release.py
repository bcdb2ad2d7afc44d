"""What a press release says to editors: until when it must wait, and its number (``docs/press-release.md``).

JATS has no element for either; ``custom-meta`` names what has none, by a ``meta-name``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from editions.article.model import Paragraph
from editions.jats.blocks import base
from editions.jats.context import Context, Element
from editions.jats.inline import css_name, inlines
from editions.jats.source import child, find_all, texts

NAMES: Final = {"embargo": "embargo", "release-number": "release_number"}
"""A ``meta-name`` -> the field of ``Front``."""


def release(ctx: Context, meta: Element, lang: str) -> dict[str, Any]:
    """Return the embargo and the number of a release, as fields of ``Front``; the first of each counts."""
    found: dict[str, Any] = {}
    for item in _entries(meta):
        key = NAMES.get(_name(item))
        value = child(item, "meta-value")
        if key and value is not None and texts(value):
            own = ctx.lang(value, ctx.lang(item, lang))
            found.setdefault(key, Paragraph(**base(ctx, value, own, "p"), content=inlines(ctx, value, own), role=_name(item)))
    return found


def shows_all(group: Element) -> bool:
    """Whether each ``custom-meta`` of an article's group says what a press release shows, and none says it twice."""
    said = [_name(item) for item in find_all(group, "custom-meta")]
    return set(said) <= set(NAMES) and len(said) == len(set(said))


def _entries(meta: Element) -> Iterator[Element]:
    """Yield the ``custom-meta`` of an article: those of other elements, such as its journal, are not its own."""
    for group in find_all(meta, "custom-meta-group"):
        yield from find_all(group, "custom-meta")


def _name(node: Element) -> str:
    named = child(node, "meta-name")
    return css_name(texts(named)) if named is not None else ""
