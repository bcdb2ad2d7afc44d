"""Metadata of a section (``sec-meta``): who wrote it, its abstract, its keywords, its rights; shown under its heading."""

from __future__ import annotations

from editions.article.model import Block, Inline, Paragraph
from editions.jats.blocks import SKIPPED, base, block, blocks, is_block, keyword_lines, permissions, sections
from editions.jats.context import BlockReader, Context, Element
from editions.jats.contributors import contributor
from editions.jats.front import affiliation
from editions.jats.inline import inlines
from editions.jats.source import name, texts


def section_metadata(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the words of a ``sec-meta`` as blocks, in the source's order."""
    return [made for item in node if name(item) for made in _part(ctx, item, ctx.lang(item, lang))]


def _part(ctx: Context, node: Element, lang: str) -> list[Block]:
    if reader := PARTS.get(name(node)):
        return reader(ctx, node, lang)
    if is_block(ctx, node):
        return block(ctx, node, lang)
    content = inlines(ctx, node, lang)
    return [Paragraph(**base(ctx, node, lang, "p"), content=content, role=name(node))] if content else []


def _people(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a byline, and what stands beside it: affiliations, lives, other words."""
    made = base(ctx, node, lang, "p")
    people = [contributor(ctx, item, lang) for item in node if name(item) == "contrib"]
    content: list[Inline] = []
    for one in people:
        content += [*([", "] if content else []), one.name, *one.details]
    homes = [affiliation(ctx, item, lang) for item in node.iter() if name(item) in ("aff", "aff-alternatives")]
    lives = [part for item in node.iter() if name(item) == "bio" for part in block(ctx, item, lang)]
    rest = blocks(ctx, node, lang, SKIPPED | {"contrib", "aff", "aff-alternatives"})
    byline = [Paragraph(**made, content=tuple(content), role="byline")] if content else []
    return [*byline, *homes, *lives, *rest]


def _subjects(ctx: Context, node: Element, lang: str) -> list[Block]:
    subjects = [item for item in node.iter() if name(item) in ("subject", "compound-subject-part") and texts(item)]
    return [
        Paragraph(**base(ctx, item, lang, "p"), content=inlines(ctx, item, ctx.lang(item, lang)), role="subject")
        for item in subjects
    ]


def _rights(ctx: Context, node: Element, lang: str) -> list[Block]:
    return permissions(ctx, node, lang, "credit")


def _silent(_ctx: Context, _node: Element, _lang: str) -> list[Block]:
    return []


PARTS: dict[str, BlockReader] = {
    "contrib-group": _people,
    "abstract": sections,
    "kwd-group": keyword_lines,
    "subj-group": _subjects,
    "permissions": _rights,
    "object-id": _silent,
}

READERS: dict[str, BlockReader] = {"sec-meta": section_metadata}
