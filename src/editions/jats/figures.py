"""Figures: pictures with their labels, captions and credits; films and files that an edition cannot hold."""

from __future__ import annotations

from dataclasses import replace

from editions.article.model import Block, Figure, Paragraph, Picture, plain
from editions.jats.blocks import SKIPPED, base, block, blocks, box, caption, credit
from editions.jats.context import BlockReader, Context, Element, line
from editions.jats.pictures import alternative, description, graphics, is_decorative, one_picture, with_alternatives
from editions.jats.source import XLINK_HREF, name


def figures(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``fig`` or ``fig-group``: its pictures take the alternatives that the figure itself carries."""
    made = base(ctx, node, lang, "fig")
    heading, text = caption(ctx, node, lang)
    pictures = with_alternatives(ctx, node, lang, [one_picture(ctx, forms, lang) for forms in graphics(node)])
    words = [part for forms in graphics(node) for form in forms for part in _beside(ctx, form, lang)]
    skip = SKIPPED | {"graphic", "inline-graphic"} | ({"alternatives"} if pictures else set())
    words += () if pictures else _said(ctx, node, lang)
    content = (*pictures, *blocks(ctx, node, lang, skip))
    kind = "" if name(node) == "fig" else name(node)
    return [Figure(**made, title=heading, kind=kind, caption=(*text, *words, *credit(ctx, node, lang)), content=content)]


def _beside(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the words that stand inside a ``graphic``: its label and caption, its links, its credit."""
    own = ctx.lang(node, lang)
    heading, text = caption(ctx, node, own)
    label = [(heading.label,)] if heading and heading.label else []
    lines = [*label, *([heading.content] if heading and heading.content else [])]
    made: list[Block] = [Paragraph(id=ctx.new_id("p", node), lang=own, line=line(node), content=part) for part in lines]
    return [*made, *text, *blocks(ctx, node, own, SKIPPED), *credit(ctx, node, own)]


def pictures(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``graphic`` that stands alone; with a caption or a credit it becomes a figure."""
    heading, text = caption(ctx, node, lang)
    made = one_picture(ctx, [node], lang)
    words = (*text, *blocks(ctx, node, lang, SKIPPED), *credit(ctx, node, lang))
    if heading is None and not words:
        return [made]
    return [Figure(id=ctx.new_id("fig", node), lang=lang, line=line(node), title=heading, caption=words, content=(made,))]


def choices(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the best of several forms of one thing: text before pictures."""
    written = [item for item in node if name(item) in ctx.readers and name(item) not in ("graphic", "media")]
    if written:
        return block(ctx, written[0], lang)
    if forms := graphics_in(node):
        return [one_picture(ctx, forms, lang), *(part for form in forms for part in _beside(ctx, form, lang))]
    first = next((item for item in node if name(item)), None)
    return block(ctx, first, lang) if first is not None else []


def graphics_in(node: Element) -> list[Element]:
    """Return the ``graphic`` children of an ``alternatives``."""
    return [item for item in node if name(item) in ("graphic", "inline-graphic")]


def materials(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return ``supplementary-material`` or ``media``: its words, what is said in its place, the name of its file."""
    made = box(ctx, node, lang)
    said = _said(ctx, node, lang)
    href = node.get(XLINK_HREF, "")
    if href and href not in " ".join(plain(part.content) for part in made.content if isinstance(part, Paragraph)):
        said.append(Paragraph(id=ctx.new_id("p", node), lang=lang, line=line(node), content=(href,), role="file"))
    return [replace(made, content=(*made.content, *said), decorative=is_decorative(node))]


def boxed(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``boxed-text``; what it says in place of pictures is that of its first, or words of its own."""
    made = box(ctx, node, lang)
    shown = {item.id: item for item in made.content if isinstance(item, Picture)}
    said = [] if shown else _said(ctx, node, lang)
    shown |= {item.id: item for item in with_alternatives(ctx, node, lang, list(shown.values()))}
    return [replace(made, content=(*(shown.get(item.id, item) for item in made.content), *said))]


def _said(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the alternative and the long description of what is no picture here: paragraphs that all readers see."""
    found: list[Block] = []
    if alt := alternative(ctx, node, lang):
        found.append(Paragraph(id=alt.id, lang=alt.lang, line=alt.line, content=(alt.text,), role="alternative"))
    if long := description(ctx, node, lang):
        found += long.content
    return found


READERS: dict[str, BlockReader] = {
    "boxed-text": boxed,
    "chem-struct-wrap": figures,
    "fig": figures,
    "fig-group": figures,
    "graphic": pictures,
    "alternatives": choices,
    "block-alternatives": choices,
    "media": materials,
    "supplementary-material": materials,
}
