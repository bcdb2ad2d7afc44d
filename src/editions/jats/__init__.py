"""The reader: JATS (ANSI/NISO Z39.96) -> ``Article`` and findings.

``read`` is the way in. ``source`` parses safely; ``front`` (with ``contributors``, ``affiliations``, ``marks``), ``blocks``,
``inline``, ``figures``, ``tables``, ``formulas`` and ``back`` mirror the parts of JATS; ``context`` keeps ids,
languages, notes and findings while one article is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from editions.article.model import UNDETERMINED, Article, Sibling
from editions.jats import back, blocks, figures, not_shown, section_meta, tables
from editions.jats.affiliations import affiliation
from editions.jats.blocks import notes_of
from editions.jats.context import BlockReader, Context, Element
from editions.jats.front import front_of, inherited
from editions.jats.parts import is_translation
from editions.jats.responses import back_matter, response, text
from editions.jats.shared_parts import borrowed, same_references
from editions.jats.source import Source, child, name, parse
from editions.jats.start_tags import StartTags
from editions.safety.file_names import article_name

READERS: dict[str, BlockReader] = {
    **blocks.READERS,
    **figures.READERS,
    **tables.READERS,
    **back.READERS,
    **section_meta.READERS,
}


def read(path: str | Path, data: bytes | None = None) -> Article:
    """Read a JATS file: the article in its own language, with its translations and the findings of all of them.

    ``data`` is read in the place of what the file holds: the same file, edited. Raises ``SourceError`` for a file that is
    missing, not well-formed, or not JATS.
    """
    source = Path(path)
    parsed = parse(source, data)
    parts = [item for item in parsed.root if is_translation(item)]
    original = _article(source, parsed.root, UNDETERMINED, parsed.start_tags)
    original = replace(original, findings=(*parsed.findings, *original.findings))
    editions = [original]
    for part in parts:
        taken = frozenset(item.id for item in editions)
        editions.append(_translation(source, part, parsed, original, taken))
    related = [replace(_with_siblings(item, editions), edited=data) for item in editions]
    findings = tuple(finding for item in editions for finding in item.findings)
    return replace(related[0], translations=tuple(related[1:]), findings=findings)


def _article(
    source: Path,
    node: Element,
    around: str,
    start_tags: StartTags,
    shared: Sequence[Element] = (),
    taken: frozenset[str] = frozenset(),
    same: Mapping[str, str] | None = None,
) -> Article:
    """Return one article; ``shared`` is what it takes over from one in the language ``around``, ``taken`` the ids of others.

    ``same`` are the ids of the other's references, with those of its own.
    """
    ctx = Context(file=str(source), folder=source.parent, readers=READERS)
    lang = ctx.lang(node, around)
    ctx.prepare(node, lang, shared, same)
    front = front_of(ctx, node, lang)
    homes = tuple(affiliation(ctx, item, around) for item in shared if name(item) == "aff")
    front = replace(front, affiliations=(*front.affiliations, *homes))
    body = text(ctx, child(node, "body"), lang)
    rest = [made for part in node if name(part) in ("back", "floats-group") for made in back_matter(ctx, part, lang)]
    rest += [
        response(ctx, part, lang) for part in node if name(part) in ("sub-article", "response") and not is_translation(part)
    ]
    rest += [made for item in shared if name(item) not in ("aff", "fn") for made in blocks.block(ctx, item, around)]
    last = notes_of(ctx, ctx.rest(), lang)
    not_shown.report(ctx, node)
    return Article(
        id=_id(ctx, node, taken),
        lang=lang,
        line=int(node.sourceline or 0),
        name=article_name(source),
        source=source,
        kind=node.get("article-type", ""),
        front=front,
        body=(*body, *last),
        back=tuple(rest),
        findings=ctx.located(start_tags),
        places=ctx.places(),
        start_tags=start_tags,
    )


def _id(ctx: Context, node: Element, taken: frozenset[str]) -> str:
    """Return the id of an article, by which its edition is told from the others of the file."""
    made = ctx.id(node, "article")
    while made in taken:
        made = ctx.new_id("article", node)
    return made


def _translation(source: Path, node: Element, parsed: Source, original: Article, taken: frozenset[str]) -> Article:
    shared, same = borrowed(node, parsed.root), same_references(node, parsed.root)
    made = _article(source, node, original.lang, parsed.start_tags, shared, taken, same)
    return replace(made, kind=original.kind, front=inherited(made.front, original.front, original.lang))


def _with_siblings(article: Article, editions: list[Article]) -> Article:
    others = [Sibling(lang=item.lang, title=item.title) for item in editions if item is not article]
    return replace(article, siblings=tuple(others))
