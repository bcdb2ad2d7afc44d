"""Back matter: the lists of references."""

from __future__ import annotations

from editions.article.model import Block, Inline, Reference, References, Section
from editions.jats.blocks import MAX_DEPTH, SKIPPED, base, blocks, title
from editions.jats.context import BlockReader, Context, Element
from editions.jats.inline import has_text, inline, inlines, joined, raw_inlines, tidy
from editions.jats.source import child, name, texts

CITATIONS = ("mixed-citation", "element-citation", "nlm-citation", "citation", "citation-alternatives")


def reference_lists(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``ref-list``; what stands in it beside its references goes before them, nested lists after."""
    made = base(ctx, node, lang, "refs")
    heading = title(ctx, node, lang)
    level = min(ctx.level, MAX_DEPTH)
    items = tuple(reference(ctx, item, ctx.lang(item, lang)) for item in node if name(item) == "ref")
    ctx.level = level + 1 if heading else level
    other = blocks(ctx, node, lang, SKIPPED | {"ref"})
    ctx.level = level
    references = References(**made, level=level, items=items, title=heading)
    if not other:
        return [references]
    return [Section(id=ctx.new_id("sec"), lang=lang, line=references.line, level=level, content=(references, *other))]


def reference(ctx: Context, node: Element, lang: str) -> Reference:
    """Return one ``ref``: all its words in the source's order, punctuation added where the source leaves it to us."""
    label = child(node, "label")
    made = base(ctx, node, lang, "ref")
    content: list[Inline] = []
    for item in node:
        if name(item) in ("label", ""):
            continue
        own = ctx.lang(item, lang)
        content += [" "] if content else []
        content += _part(ctx, item, own)
    return Reference(**made, content=tidy(content), label=texts(label) if label is not None else "")


def _part(ctx: Context, node: Element, lang: str) -> list[Inline]:
    if name(node) in CITATIONS:
        return _citation(ctx, node, lang)
    if name(node) == "note":  # paragraphs of its own: they run on
        return [part for item in node if name(item) for part in (*raw_inlines(ctx, item, ctx.lang(item, lang)), " ")]
    return inline(ctx, node, lang)


def _citation(ctx: Context, node: Element, lang: str) -> list[Inline]:
    if name(node) == "citation-alternatives":
        first = next((item for item in node if name(item) in CITATIONS), None)
        return _citation(ctx, first, ctx.lang(first, lang)) if first is not None else []
    return list(inlines(ctx, node, lang)) if has_text(node) else joined(ctx, node, lang, ". ")


READERS: dict[str, BlockReader] = {"ref-list": reference_lists}
