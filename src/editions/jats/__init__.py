"""The reader: JATS (ANSI/NISO Z39.96) -> ``Article`` and findings.

``read`` is the way in. ``source`` parses safely; ``front``, ``blocks``, ``inline``, ``tables``, ``pictures`` and ``back``
mirror the parts of JATS; ``context`` keeps ids, languages, notes and findings while one article is read.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editions.jats import back, blocks, tables
from editions.jats.blocks import notes_of
from editions.jats.context import BlockReader, Context, Element
from editions.jats.front import front_of, inherited
from editions.jats.responses import back_matter, response, text
from editions.jats.source import child, is_translation, name, parse
from editions.model import UNDETERMINED, Article, Sibling

READERS: dict[str, BlockReader] = {**blocks.READERS, **tables.READERS, **back.READERS}

GENERIC_STEMS = frozenset({"article", "main", "index"})
"""Stems that say nothing: the folder's name names the article."""


def read(path: str | Path) -> Article:
    """Read a JATS file: the article in its own language, with its translations and the findings of all of them.

    Raises ``SourceError`` for a file that is missing, not well-formed, or not JATS.
    """
    source = Path(path)
    root = parse(source)
    parts = [item for item in root if is_translation(item)]
    original = _article(source, root, UNDETERMINED)
    translations = [_translation(source, part, original) for part in parts]
    editions = [original, *translations]
    related = [_with_siblings(item, editions) for item in editions]
    findings = tuple(finding for item in editions for finding in item.findings)
    return replace(related[0], translations=tuple(related[1:]), findings=findings)


def article_name(source: Path) -> str:
    """Return the name of an article's files: the source's stem, or its folder's name where the stem says nothing."""
    stem = source.stem
    return source.resolve().parent.name or stem if stem in GENERIC_STEMS else stem


def _article(source: Path, node: Element, lang: str) -> Article:
    ctx = Context(file=str(source), folder=source.parent, readers=READERS)
    lang = ctx.lang(node, lang)
    ctx.prepare(node)
    front = front_of(ctx, node, lang)
    body = text(ctx, child(node, "body"), lang)
    rest = [made for part in node if name(part) in ("back", "floats-group") for made in back_matter(ctx, part, lang)]
    rest += [
        response(ctx, part, lang) for part in node if name(part) in ("sub-article", "response") and not is_translation(part)
    ]
    last = notes_of(ctx, ctx.rest(), lang)
    return Article(
        id=ctx.id(node, "article"),
        lang=lang,
        line=int(node.sourceline or 0),
        name=article_name(source),
        source=source,
        kind=node.get("article-type", ""),
        front=front,
        body=(*body, *last),
        back=tuple(rest),
        findings=tuple(ctx.findings),
    )


def _translation(source: Path, node: Element, original: Article) -> Article:
    made = _article(source, node, original.lang)
    return replace(made, kind=original.kind, front=inherited(made.front, original.front))


def _with_siblings(article: Article, editions: list[Article]) -> Article:
    others = [Sibling(lang=item.lang, title=item.title) for item in editions if item is not article]
    return replace(article, siblings=tuple(others))
