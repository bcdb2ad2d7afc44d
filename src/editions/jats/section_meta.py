"""Metadata of a section (``sec-meta``): who wrote it, its abstract, its keywords, its rights; shown under its heading."""

from __future__ import annotations

from editions.article.model import Block, Inline, Paragraph
from editions.jats.blocks import base, block, is_block, keyword_lines, permissions, sections
from editions.jats.context import BlockReader, Context, Element
from editions.jats.front import people
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
    """Return the byline of all groups of contributors, and what stands beside it: affiliations, lives, other words."""
    holder = node.getparent()
    if holder is None or next(item for item in holder if name(item) == "contrib-group") is not node:
        return []  # the first group brings the others
    said = people(ctx, holder, holder, lang)
    content: list[Inline] = []
    for one in said["contributors"]:
        content += [*([", "] if content else []), one.name, *one.details]
    made = base(ctx, node, lang, "p")
    byline = [Paragraph(**made, content=tuple(content), role="byline")] if content else []
    return [*byline, *said["affiliations"], *said["author_notes"], *said["contributor_notes"]]


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
