"""Front matter: titles, contributors, dates, abstracts, keywords, permissions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from editions.article.model import Block, Date, Front, Keywords, Paragraph, Section, Title
from editions.jats.blocks import SKIPPED, base, block, blocks, is_block, labelled, notes_of, permissions, title
from editions.jats.context import Context, Element, line
from editions.jats.contributors import contributor
from editions.jats.inline import has_text, inline, inlines, joined, tidy
from editions.jats.source import XLINK_HREF, child, find, find_all, name, texts

ABSTRACT_LEVEL = 2


def affiliation(ctx: Context, node: Element, lang: str) -> Paragraph:
    """Return an ``aff``: its parts as printed, commas between those that have nothing between them."""
    own = ctx.lang(node, lang)
    made = base(ctx, node, own, "aff")
    content = inlines(ctx, node, own) if has_text(node) else tidy(joined(ctx, node, own, ", "))
    return Paragraph(**made, content=content, role="affiliation")


def front_of(ctx: Context, article: Element, lang: str) -> Front:
    """Return the front matter of an article or a translation of one (``front``, ``front-stub``)."""
    front = child(article, "front", "front-stub")
    if front is None:
        return Front()
    meta = child(front, "article-meta")
    meta = front if meta is None else meta
    ctx.level = ABSTRACT_LEVEL
    return Front(
        **_names(ctx, front, meta, lang),
        **_people(ctx, meta, lang),
        **_texts(ctx, meta, lang),
        dates=tuple(_dates(meta)),
        **_rights(ctx, meta, lang),
        other=(*_citation(ctx, meta, lang), *_other(ctx, front, lang), *_other(ctx, meta, lang)),
    )


READ = frozenset(
    """
    journal-meta article-meta article-id article-categories title-group contrib-group aff aff-alternatives author-notes pub-date
    history permissions copyright-statement copyright-year copyright-holder license abstract trans-abstract kwd-group
    funding-group volume issue fpage lpage page-range elocation-id
    """.split()
)
"""Front matter that has a place of its own in ``Front``."""

SILENT = frozenset(
    """
    counts custom-meta-group self-uri volume-id issue-id isbn processing-meta article-version
    article-version-alternatives volume-series pub-history event open-access issue-sponsor support-group
    """.split()
)
"""Front matter that is data for machines, and no words of the article."""


def _citation(ctx: Context, meta: Element, lang: str) -> list[Block]:
    """Return where the article was printed: volume, issue, pages, as the source gives them."""
    volume, issue, first, last, number = (
        texts(found) if (found := child(meta, part)) is not None else ""
        for part in ("volume", "issue", "fpage", "lpage", "elocation-id")
    )
    pages = (
        texts(found)
        if (found := child(meta, "page-range")) is not None
        else f"{first}\u2013{last}"
        if first and last and first != last
        else first
    )
    where = volume + (f"({issue})" if issue else "")
    text = ", ".join(part for part in (where, pages, number) if part)
    return [Paragraph(id=ctx.new_id("p", meta), lang=lang, line=line(meta), content=(text,), role="citation")] if text else []


def _other(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the blocks of front matter that have no place of their own: notes, related articles, supplements."""
    found: list[Block] = []
    for item in node:
        if not name(item) or name(item) in READ or name(item) in SILENT:
            continue
        own = ctx.lang(item, lang)
        if is_block(ctx, item):
            found += block(ctx, item, own)
        elif content := tidy(list(inline(ctx, item, own))):
            found.append(Paragraph(id=ctx.new_id("p", item), lang=own, line=line(item), content=content, role=name(item)))
    return found


def inherited(front: Front, original: Front) -> Front:
    """Return a translation's front matter, filled up with what it shares with the original."""
    missing = {
        key: getattr(original, key)
        for key in ("journal", "publisher", "dates", "licence_href", "doi", "identifier", "contributors")
        if not getattr(front, key)
    }
    if "contributors" in missing and not front.affiliations:
        missing["affiliations"] = original.affiliations
    return replace(front, **missing)


def _names(ctx: Context, front: Element, meta: Element, lang: str) -> dict[str, Any]:
    group = child(meta, "title-group")
    titled = meta if group is None else group
    heading = child(titled, "article-title", "title")
    journal = find(front, "journal-meta", "journal-title-group", "journal-title")
    journal = journal if journal is not None else find(front, "journal-meta", "journal-title")
    publisher = find(front, "journal-meta", "publisher", "publisher-name")
    return {
        "title": _title(ctx, heading, lang) if heading is not None else None,
        "subtitles": tuple(_subtitles(ctx, titled, lang)),
        "journal": texts(journal) if journal is not None else "",
        "publisher": texts(publisher) if publisher is not None else "",
        "subjects": tuple(_paragraph(ctx, item, lang, "subject") for item in _subjects(meta)),
        "identifier": next((texts(item) for item in meta if name(item) == "article-id"), ""),
        "doi": next((texts(i) for i in meta if name(i) == "article-id" and i.get("pub-id-type") == "doi"), ""),
    }


def _title(ctx: Context, node: Element, lang: str) -> Title | None:
    own = ctx.lang(node, lang)
    content = inlines(ctx, node, own)
    return Title(**base(ctx, node, own, "title"), content=content) if content else None


def _subtitles(ctx: Context, group: Element, lang: str) -> list[Title]:
    found = [item for item in group if name(item) in ("subtitle", "trans-title", "trans-subtitle")]
    for item in group:
        if name(item) == "trans-title-group":
            found += [part for part in item if name(part) in ("trans-title", "trans-subtitle")]
    made = [_title(ctx, item, ctx.lang(parent, lang) if (parent := item.getparent()) is not None else lang) for item in found]
    return [item for item in made if item]


def _subjects(meta: Element) -> list[Element]:
    categories = child(meta, "article-categories")
    return (
        []
        if categories is None
        else [item for item in categories.iter() if name(item) in ("subject", "series-title", "series-text")]
    )


def _paragraph(ctx: Context, node: Element, lang: str, role: str) -> Paragraph:
    own = ctx.lang(node, lang)
    return Paragraph(**base(ctx, node, own, "p"), content=inlines(ctx, node, own), role=role)


# ---------------------------------------------------------------------------------------------------------------- people


def _people(ctx: Context, meta: Element, lang: str) -> dict[str, Any]:
    groups = find_all(meta, "contrib-group")
    contributors = [contributor(ctx, item, lang) for group in groups for item in group if name(item) == "contrib"]
    affiliations = [item for holder in (*groups, meta) for item in holder if name(item) in ("aff", "aff-alternatives")]
    others = [block for group in groups for block in blocks(ctx, group, lang, SKIPPED | {"contrib", "aff", "aff-alternatives"})]
    notes = child(meta, "author-notes")
    lives = [item for group in groups for item in group.iter() if name(item) == "bio"]
    bios = [part for item in lives for part in blocks(ctx, item, ctx.lang(item, lang))]
    named = child(meta, "title-group")
    said = [part for item in (() if named is None else named) if name(item) == "fn-group" for part in block(ctx, item, lang)]
    return {
        "contributors": tuple(contributors),
        "affiliations": tuple(affiliation(ctx, item, lang) for item in affiliations),
        "author_notes": (*said, *others, *bios, *(_author_notes(ctx, notes, lang) if notes is not None else ())),
    }


def _author_notes(ctx: Context, node: Element, lang: str) -> list[Block]:
    found: list[Block] = []
    for item in node:
        own = ctx.lang(item, lang)
        if name(item) == "fn":
            found += labelled(ctx, item, own, "author-note")
        elif is_block(ctx, item) and name(item) != "p":
            found += block(ctx, item, own)
        elif name(item):
            found.append(_paragraph(ctx, item, lang, "author-note"))
    return found


# ----------------------------------------------------------------------------------------------------------------- texts


def _texts(ctx: Context, meta: Element, lang: str) -> dict[str, Any]:
    abstracts = [item for item in meta if name(item) in ("abstract", "trans-abstract")]
    return {
        "abstracts": tuple(_abstract(ctx, item, lang) for item in abstracts),
        "keywords": tuple(_keywords(ctx, item, lang) for item in meta if name(item) == "kwd-group"),
        "funding": tuple(_funding(ctx, meta, lang)),
    }


def _abstract(ctx: Context, node: Element, lang: str) -> Section:
    own = ctx.lang(node, lang)
    made = base(ctx, node, own, "abstract")
    with ctx.host() as called:
        heading = title(ctx, node, own)
        ctx.level = ABSTRACT_LEVEL + 1
        content = blocks(ctx, node, own, SKIPPED)
        ctx.level = ABSTRACT_LEVEL
        notes = notes_of(ctx, called, own)
    return Section(
        **made, level=ABSTRACT_LEVEL, title=heading, content=(*content, *notes), kind=node.get("abstract-type") or "abstract"
    )


def _keywords(ctx: Context, node: Element, lang: str) -> Keywords:
    own = ctx.lang(node, lang)
    made = base(ctx, node, own, "keywords")
    heading = title(ctx, node, own)
    words = [item for item in node.iter() if name(item) in ("kwd", "compound-kwd-part")]
    return Keywords(**made, title=heading, items=tuple(_paragraph(ctx, item, own, "keyword") for item in words))


def _funding(ctx: Context, meta: Element, lang: str) -> list[Block]:
    """Return the funding statements; where there is none, each award in its parts."""
    groups = find_all(meta, "funding-group")
    said = [item for group in groups for item in group.iter() if name(item) == "funding-statement"]
    if said:
        return [_paragraph(ctx, item, lang, "funding") for item in said]
    awards = [item for group in groups for item in group if name(item) == "award-group"]
    made = [(item, tidy(joined(ctx, item, lang, ", "))) for item in awards]
    return [Paragraph(**base(ctx, item, lang, "p"), content=content, role="funding") for item, content in made if content]


def _dates(meta: Element) -> list[Date]:
    nodes = find_all(meta, "pub-date") + find_all(meta, "history", "date")
    made = [_date(node) for node in nodes]
    return [date for date in made if date]


def _date(node: Element) -> Date | None:
    kind = node.get("date-type") or node.get("pub-type") or "pub"
    stated = node.get("iso-8601-date", "").split("-")
    parts = [_number(stated[i]) if i < len(stated) else 0 for i in range(3)]
    for i, part in enumerate(("year", "month", "day")):
        found = child(node, part)
        parts[i] = parts[i] or (_number(texts(found)) if found is not None else 0)
    if not 0 < parts[0] < 10000:
        return None
    month = parts[1] if parts[1] <= 12 else 0
    return Date(kind=kind, year=parts[0], month=month, day=parts[2] if month and parts[2] <= 31 else 0)


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _rights(ctx: Context, meta: Element, lang: str) -> dict[str, Any]:
    nodes = [*find_all(meta, "permissions"), meta]  # NLM 2 has no such element
    licence = next((found for node in nodes if (found := child(node, "license")) is not None), None)
    href = ""
    if licence is not None:
        href = licence.get(XLINK_HREF) or next((texts(item) for item in licence if name(item) == "license_ref"), "")
    said = [part for node in nodes for part in permissions(ctx, node, ctx.lang(node, lang))]
    return {"permissions": tuple(said), "licence_href": href}
