"""Affiliations: where contributors work, as printed."""

from __future__ import annotations

from editions.article.model import Inline, Link, Paragraph, Passage
from editions.jats.blocks import base
from editions.jats.context import Context, Element, line
from editions.jats.inline import SEPARATORS, has_text, inline, is_empty, joined, tidy
from editions.jats.marks import printed
from editions.jats.source import name, texts

NORMALIZED = frozenset({"institution", "institution-wrap", "addr-line", "country", "city", "state", "postal-code"})
"""Parts of an affiliation that are data where its ``original`` stands beside them."""


def affiliation(ctx: Context, node: Element, lang: str, mark: str = "") -> Paragraph:
    """Return an ``aff``: its mark (its own, or ``mark`` where it has none), and its words as printed."""
    own = ctx.lang(node, lang)
    made = base(ctx, node, own, "aff")
    return Paragraph(**made, content=marked(ctx, node, own, affiliation_words(ctx, node, own), mark), role="affiliation")


def marked(ctx: Context, node: Element, lang: str, words: tuple[Inline, ...], mark: str = "") -> tuple[Inline, ...]:
    """Return words after the mark of their element, a word of its own; ``mark`` where the element has none."""
    label = printed(node)
    if label is not None:
        lang, mark = ctx.lang(label, lang), texts(label)
    elif texts(node).startswith(mark):
        mark = ""
    if not mark:
        return words
    where = node if label is None else label
    return (Passage(id=ctx.new_id("words", where), lang=lang, line=line(where), content=(mark,), role="label"), " ", *words)


def affiliation_words(ctx: Context, node: Element, lang: str) -> tuple[Inline, ...]:
    """Return the words of an ``aff`` without its mark: its ``original`` alone, where normalized parts stand beside it."""
    originals = [item for item in node.iter("{*}institution") if item.get("content-type") == "original" and texts(item)]
    if originals:
        return _original(ctx, node, lang, originals)
    if has_text(node):
        return unlabelled(ctx, node, lang)
    return tidy(joined(ctx, node, lang, ", ", skip=printed(node)))


def _original(ctx: Context, node: Element, lang: str, originals: list[Element]) -> tuple[Inline, ...]:
    """Return an affiliation as its author wrote it, and what else stands there that is neither in it nor normalized."""
    said = " ".join(texts(item) for item in originals)
    shown = [item for item in node if item in originals or not (name(item) in NORMALIZED or texts(item) in said)]
    found: list[Inline] = []
    for item in (*originals, *(item for item in shown if item not in originals)):
        if item is not printed(node) and not is_empty(part := inline(ctx, item, lang)):
            found += [", ", *part] if found else part
    return tidy(found)


def unlabelled(ctx: Context, node: Element, lang: str) -> tuple[Inline, ...]:
    """Return the inline content of an element without its mark; parts with nothing between them are parted by a comma."""
    label = printed(node)
    found: list[Inline] = [node.text] if node.text else []
    for item in node:
        part = inline(ctx, item, lang) if item is not label else []
        if part and found and isinstance(found[-1], Passage) and isinstance(part[0], Passage | Link):
            found.append(SEPARATORS.get(name(item), ", "))
        found += part
        if item.tail:
            found += [", ", item.tail] if name(item) == "institution-wrap" and item.tail[0].isalnum() else [item.tail]
    return tidy(found)
