"""Back matter: the lists of references."""

from __future__ import annotations

from editions.article.model import Block, Inline, Paragraph, Reference, References, Section
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
    waiting: list[Reference] = []
    other: list[Block]
    for item in node:
        if name(item) == "ref":
            waiting.append(reference(ctx, item, ctx.lang(item, lang)))
            other = []
        elif name(item) in SKIPPED:
            other = []
        else:
            own = ctx.lang(item, lang)
            other = block(ctx, item, own) if is_block(ctx, item) else _paragraph(ctx, item, own, *inline(ctx, item, own))
        other += _paragraph(ctx, node, lang, item.tail or "")
        if other:
            found += [*_list(ctx, waiting, lang), *other]
            waiting = []
    return [*found, *_list(ctx, waiting, lang)]


def _list(ctx: Context, items: list[Reference], lang: str) -> list[Block]:
    level = min(ctx.level, MAX_DEPTH)
    if not items:
        return []
    return [References(id=ctx.new_id("refs"), lang=lang, line=items[0].line, level=level, items=tuple(items))]


def _paragraph(ctx: Context, node: Element, lang: str, *content: Inline) -> list[Block]:
    words = tidy(list(content))
    return [Paragraph(id=ctx.new_id("p", node), lang=lang, line=line(node), content=words)] if words else []


READERS: dict[str, BlockReader] = {"ref-list": reference_lists}
