"""The text of an article, and what was written in answer to it: reviews, replies, decision letters stay with it."""

from __future__ import annotations

from editions.article.model import Block, Front, Inline, Paragraph, Section
from editions.jats import blocks
from editions.jats.blocks import base, notes_of, with_notes
from editions.jats.context import Context, Element
from editions.jats.front import front_of
from editions.jats.source import child, name
from editions.languages.contributor_lines import closing

RESPONSE_LEVEL = 2


def text(ctx: Context, node: Element | None, lang: str) -> tuple[Block, ...]:
    """Return a ``body``, with the notes that its own paragraphs call before its first section."""
    if node is None:
        return ()
    lang = ctx.lang(node, lang)
    with ctx.host() as called:
        content = blocks.blocks(ctx, node, lang)
        notes = notes_of(ctx, called, lang)
    return with_notes(content, notes)


def back_matter(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``back`` or ``floats-group``, with the notes called in it last."""
    lang = ctx.lang(node, lang)
    with ctx.host() as called:
        content = blocks.transparent(ctx, node, lang)
        return [*content, *notes_of(ctx, called, lang)]


def response(ctx: Context, node: Element, lang: str) -> Section:
    """Return a ``response``, or a ``sub-article`` that is no translation, as a section in its own language."""
    lang = ctx.lang(node, lang)
    made = base(ctx, node, lang, "response")
    ctx.level = RESPONSE_LEVEL + 1
    front = front_of(ctx, node, lang)
    ctx.level = RESPONSE_LEVEL + 1
    body = text(ctx, child(node, "body"), lang)
    rest = [part for item in node if name(item) in ("back", "floats-group") for part in back_matter(ctx, item, lang)]
    inner = [response(ctx, item, lang) for item in node if name(item) in ("sub-article", "response")]
    ctx.level = RESPONSE_LEVEL
    content = (*_front(ctx, front, made["id"], lang), *body, *rest, *inner)
    return Section(**made, level=RESPONSE_LEVEL, title=front.title, content=content, kind="response")


def _front(ctx: Context, front: Front, owner: str, lang: str) -> list[Block]:
    """Return the front matter of a response as blocks of its section."""
    people: list[Inline] = []
    for one in front.contributors:
        people += [", "] if people else []
        people += [one.name, *([" (", *one.title, ")"] if one.title else []), *one.details]
    byline = [Paragraph(id=ctx.new_id("p"), lang=lang, content=tuple(people), role="byline")] if people else []
    titles = [Paragraph(id=item.id, lang=item.lang, content=item.content, role="subtitle") for item in front.subtitles]
    words = [item for group in front.keywords for item in group.items]
    return [
        *front.subjects,
        *front.topics,
        *titles,
        *byline,
        *front.affiliations,
        *front.author_notes,
        *front.abstracts,
        *words,
        *closing(front, owner, lang),
        *front.contributor_notes,
        *front.funding,
        *front.other,
        *front.permissions,
    ]
