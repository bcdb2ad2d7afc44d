"""Back matter: the lists of references."""

from __future__ import annotations

from editions.article.model import Block, Inline, Paragraph, References, Section
from editions.jats.blocks import MAX_DEPTH, SKIPPED, base, block, is_block, title
from editions.jats.context import BlockReader, Context, Element, line
from editions.jats.inline import inline, tidy
from editions.jats.references import reference
from editions.jats.source import name


def reference_lists(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``ref-list``: its references, and what stands before, between and after them, in the source's order."""
    made = base(ctx, node, lang, "refs")
    heading = title(ctx, node, lang)
    level = min(ctx.level, MAX_DEPTH)
    ctx.level = level + 1 if heading else level
    content = _content(ctx, node, lang)
    ctx.level = level
    match content:
        case []:
            return [References(**made, level=level, items=(), title=heading)]
        case [References() as alone] if not alone.title:
            return [References(**made, level=level, items=alone.items, title=heading)]
    return [Section(**made, level=level, title=heading, content=tuple(content), kind="ref-list")]


def _content(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the blocks of a ``ref-list``, neighbouring references as one list; text between them becomes paragraphs."""
    found: list[Block] = []
    for item in node:
        if name(item) == "ref":
            _append(ctx, found, item, lang)
        elif name(item) not in SKIPPED:
            own = ctx.lang(item, lang)
            found += block(ctx, item, own) if is_block(ctx, item) else _paragraph(ctx, item, own, *inline(ctx, item, own))
        found += _paragraph(ctx, node, lang, item.tail or "")
    return found


def _append(ctx: Context, found: list[Block], node: Element, lang: str) -> None:
    """Add a reference to the list that it goes on with, or begin a list with it."""
    made = reference(ctx, node, ctx.lang(node, lang))
    last = found[-1] if found else None
    if isinstance(last, References) and not last.title and last.items and node.getprevious() is not None:
        found[-1] = References(id=last.id, lang=last.lang, line=last.line, level=last.level, items=(*last.items, made))
    else:
        found.append(References(id=ctx.new_id("refs"), lang=lang, line=line(node), level=ctx.level, items=(made,)))


def _paragraph(ctx: Context, node: Element, lang: str, *content: Inline) -> list[Block]:
    words = tidy(list(content))
    return [Paragraph(id=ctx.new_id("p", node), lang=lang, line=line(node), content=words)] if words else []


READERS: dict[str, BlockReader] = {"ref-list": reference_lists}
