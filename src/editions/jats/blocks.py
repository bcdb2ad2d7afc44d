"""Blocks: paragraphs, sections, lists, quotations, figures, and whatever stands alone in the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from editions.article.model import (
    Block,
    Box,
    Code,
    Definition,
    DefinitionList,
    DisplayFormula,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    Notes,
    Paragraph,
    Passage,
    Picture,
    Quotation,
    Section,
    Title,
)
from editions.findings import Severity
from editions.jats import escaped_html
from editions.jats.context import BlockReader, Called, Context, Element, line
from editions.jats.formulas import formula, is_formula
from editions.jats.inline import (
    DROPPED,
    INLINE,
    NAMED,
    apart,
    around,
    css_name,
    has_other_text,
    inline,
    inlines,
    passage,
    tidy,
    without,
)
from editions.jats.ordinals import ordinal
from editions.jats.source import XLINK_HREF, child, find_all, is_entity, name, texts

MAX_DEPTH = 6
"""The lowest rank of a heading that HTML, EPUB and PDF know."""

SKIPPED = DROPPED | {"title", "label", "caption", "title-group", "attrib", "permissions"}
"""Children that the element around them reads by itself."""


def base(ctx: Context, node: Element, lang: str, prefix: str) -> dict[str, Any]:
    """Return the id, language and line of an element's node."""
    return {"id": ctx.id(node, prefix), "lang": lang, "line": line(node)}


# --------------------------------------------------------------------------------------------------------------- content


def blocks(ctx: Context, node: Element, lang: str, skip: frozenset[str] = frozenset()) -> list[Block]:
    """Return all that an element holds, as blocks: text between its blocks becomes paragraphs of its own."""
    found: list[Block] = []
    running: list[Inline] = [node.text] if node.text else []
    for item in node:
        if name(item) in skip:
            pass
        elif not is_block(ctx, item):
            running += apart(ctx, running, inline(ctx, item, lang), item)
        else:
            found += _paragraph_of(ctx, node, lang, running)
            running = []
            found += block(ctx, item, lang)
        if item.tail:
            running.append(item.tail)
    return found + _paragraph_of(ctx, node, lang, running)


def is_block(ctx: Context, node: Element) -> bool:
    """Whether an element stands alone: a known block, or an unknown element that holds blocks."""
    kind = name(node)
    if not kind or is_entity(node):
        return False
    if kind in ctx.readers or kind in DROPPED or kind in INLINE:
        return kind in ctx.readers
    if kind in NAMED and kind not in WRAPPERS:
        return False
    return any(is_block(ctx, item) for item in node if name(item) not in ("graphic", "alternatives"))


WRAPPERS = frozenset({"named-content", "styled-content"})
"""Elements within a line that may also stand around blocks."""


def block(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the blocks that one element becomes; one that is not known is read as the blocks in it, with a finding."""
    lang = ctx.lang(node, lang)
    if reader := ctx.readers.get(name(node)):
        return reader(ctx, node, lang)
    if name(node) not in NAMED:
        ctx.report_once(
            "element.unknown", Severity.NOTE, node, f"<{name(node)}> has no place of its own in the text; its words are kept."
        )
    return parts(ctx, node, lang)


def parts(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the content of an element that only says what its blocks are: a section where it has a title."""
    if child(node, "title") is not None:
        return sections(ctx, node, lang)
    is_box = child(node, "caption") is not None or node.get("id")  # a cross-reference may point at it
    return [box(ctx, node, lang)] if is_box else transparent(ctx, node, lang)


def _paragraph_of(ctx: Context, node: Element, lang: str, running: list[Inline]) -> list[Block]:
    content = tidy(running)
    if not content:
        return []
    return [Paragraph(id=ctx.new_id("p", node), lang=lang, line=line(node), content=content)]


def title(ctx: Context, node: Element, lang: str) -> Title | None:
    """Return the title of an element, with its label; None where it has neither."""
    label, heading = child(node, "label"), child(node, "title")
    if label is None and heading is None:
        return None
    own = ctx.lang(heading, lang) if heading is not None else lang
    content = inlines(ctx, heading, own) if heading is not None else ()
    mark = texts(label) if label is not None else ""
    if heading is not None and not content:
        message = f"The heading of <{name(node)}> is empty."
        ctx.report("heading.empty", Severity.WARNING, heading, message, "Write what it heads, or take <title> out.")
    if not content and not mark:
        return None
    source = next(item for item in (heading, label) if item is not None)
    return Title(**base(ctx, source, own, "title"), content=content, label=mark)


def credit(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return an element's attribution and permissions, as small paragraphs."""
    found: list[Block] = []
    for item in node:
        if name(item) == "attrib":
            own = ctx.lang(item, lang)
            found.append(Paragraph(**base(ctx, item, own, "p"), content=inlines(ctx, item, own), role="credit"))
        elif name(item) == "permissions":
            found += permissions(ctx, item, ctx.lang(item, lang), "credit")
    return found


_COPYRIGHT = ("copyright-year", "copyright-holder")


def permissions(ctx: Context, node: Element, lang: str, role: str = "permissions") -> list[Block]:
    """Return the copyright and licence of an article or a figure, as paragraphs."""
    found: list[Block] = []
    statement = child(node, "copyright-statement")
    said = texts(statement) if statement is not None else ""
    if not said:
        found += _copyright(ctx, node, lang, role)
    for item in node:
        own = ctx.lang(item, lang)
        if name(item) == "license":
            found += _licence(ctx, item, own, role)
        elif said and (
            name(item) == "copyright-statement" or (role == "credit" and name(item) in _COPYRIGHT and texts(item) not in said)
        ):
            found.append(Paragraph(**base(ctx, item, own, "p"), content=inlines(ctx, item, own), role=role))
    return found


def _copyright(ctx: Context, node: Element, lang: str, role: str) -> list[Block]:
    """Return the year and the holders of a copyright in one line: ``© 2014 Roe et al``."""
    items = [item for wanted in _COPYRIGHT for item in find_all(node, wanted) if texts(item)]
    if not items:
        return []
    content: list[Inline] = []
    for index, item in enumerate(items):
        before = "© " if index == 0 else " " if name(items[index - 1]) == "copyright-year" else "; "
        content += [before, passage(ctx, item, lang)]
    return [Paragraph(**base(ctx, items[0], lang, "p"), content=tuple(content), role=role)]


def _licence(ctx: Context, node: Element, lang: str, role: str) -> list[Block]:
    found: list[Block] = []
    for item in node:
        own = ctx.lang(item, lang)
        if name(item) in ("license-p", "p") and any(is_block(ctx, part) for part in item):
            found += blocks(ctx, item, own)
        elif name(item) in ("license-p", "p"):
            found.append(Paragraph(**base(ctx, item, own, "p"), content=inlines(ctx, item, own), role=role))
    named = next((texts(item) for item in node if name(item) == "license_ref"), "")
    href = node.get(XLINK_HREF) or named
    # A figure's own licence is nowhere else; that of the article is in the metadata of its editions.
    shown = not found or (role == "credit" and bool(named) and named not in texts(node).replace(named, "", 1))
    if shown and href.startswith(("http://", "https://")):
        link = Link(id=ctx.new_id("link", node), lang=lang, line=line(node), href=href, content=(href,))
        found.append(Paragraph(id=ctx.new_id("p", node), lang=lang, line=line(node), content=(link,), role=role))
    return found


# -------------------------------------------------------------------------------------------------------------- readers


def paragraphs(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``p``: one paragraph, or several with the blocks that stood inside it between them."""
    if (html := escaped_html.read(ctx, node)) is not None:
        return blocks(ctx, html, lang)
    if any(is_block(ctx, item) for item in node):
        return blocks(ctx, node, lang)
    content = inlines(ctx, node, lang)
    if not content:
        return []
    if len(content) == 1 and isinstance(content[0], Picture):
        return [content[0]]
    return [Paragraph(**base(ctx, node, lang, "p"), content=content, role=css_name(node.get("content-type", "")))]


def small_paragraph(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return an ``attrib``, ``verse-line``, ``speaker`` …: a paragraph whose role is its name."""
    role = {"attrib": "attribution"}.get(name(node), name(node))
    content = inlines(ctx, node, lang)
    return [Paragraph(**base(ctx, node, lang, "p"), content=content, role=role)] if content else []


def sections(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``sec``, ``app``, ``ack`` …, with the notes that its own text calls before its first subsection."""
    kind = kind_of(node)
    made = base(ctx, node, lang, "sec")
    level = min(ctx.level, MAX_DEPTH)
    with ctx.host() as called:
        heading = title(ctx, node, lang)
        ctx.level = level + 1 if heading else level
        content = blocks(ctx, node, lang, SKIPPED) + credit(ctx, node, lang)
        ctx.level = level
        notes = notes_of(ctx, called, lang)
    return [Section(**made, level=level, title=heading, content=with_notes(content, notes), kind=kind)]


def kind_of(node: Element) -> str:
    """Return the kind of a section: its type, those of a press release in one spelling; else its name, but for ``sec``."""
    kind = css_name(node.get("sec-type", ""))
    kind = RELEASE_SECTIONS.get(kind, kind) or RELEASE_SECTIONS.get(css_name(node.get("notes-type", "")), "")
    return kind or ("" if name(node) == "sec" else name(node))


RELEASE_SECTIONS = {
    **dict.fromkeys(("contact", "contacts", "media-contact", "media-contacts", "press-contact", "press-contacts"), "contact"),
    **dict.fromkeys(("about", "about-us", "boilerplate"), "about"),
    **dict.fromkeys(("notes-to-editors", "note-to-editors", "editors-notes", "notes-for-editors"), "notes-to-editors"),
}
"""What ends a press release: ``sec-type`` or ``notes-type`` -> the kind of its section (``docs/press-release.md``)."""


def with_notes(content: list[Block], notes: list[Block]) -> tuple[Block, ...]:
    """Return the content of a section with its notes at the end of its own text, before its first subsection."""
    first = next((i for i, item in enumerate(content) if isinstance(item, Section)), len(content))
    return (*content[:first], *notes, *content[first:])


def notes_of(ctx: Context, called: list[Called], lang: str) -> list[Block]:
    """Return the notes that were called, as one block; reading them may call more."""
    items: list[Note] = []
    while called:
        note_id, node = called.pop(0)
        items.append(note(ctx, node, lang, note_id))
    return [Notes(id=ctx.new_id("notes"), lang=lang, line=items[0].line, items=tuple(items))] if items else []


def note(ctx: Context, node: Element, lang: str, note_id: str = "") -> Note:
    """Return one ``fn``."""
    own = ctx.lang(node, lang)
    content = blocks(ctx, node, own, frozenset({"label"}))
    mark = ctx.mark(node) or ctx.owners.get(node.get("id", ""), "")
    return Note(id=note_id or ctx.id(node, "fn"), lang=own, line=line(node), content=tuple(content), label=mark)


def labelled(ctx: Context, node: Element, lang: str, role: str) -> list[Block]:
    """Return a note that stands where it is: paragraphs, the first of which begins with its mark."""
    made = note(ctx, node, lang)
    label = Passage(id=ctx.new_id("label", node), lang=made.lang, line=made.line, content=(made.label,), role="label")
    mark: tuple[Inline, ...] = (label, " ") if made.label else ()
    first = made.content[0] if made.content else None
    if isinstance(first, Paragraph):
        return [replace(first, id=made.id, content=(*mark, *first.content), role=role), *made.content[1:]]
    alone = Paragraph(id=made.id, lang=made.lang, line=made.line, content=mark[:1], role=role)
    return [alone, *made.content] if mark else list(made.content)


def note_group(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the notes of a ``fn-group`` that no call in the text has taken, under the group's title."""
    items = tuple(note(ctx, item, lang) for item in node if name(item) == "fn" and not ctx.is_called(item))
    heading = title(ctx, node, lang)
    other = blocks(ctx, node, lang, SKIPPED | {"fn"})
    made: list[Block] = [*other]
    if items:
        made.append(Notes(id=ctx.new_id("notes", node), lang=lang, line=line(node), items=items))
    if heading:
        return [Section(**base(ctx, node, lang, "sec"), level=min(ctx.level, MAX_DEPTH), title=heading, content=tuple(made))]
    return made


def lists(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``list``; one that continues another goes on with its numbers, and a word before each is a part of its mark."""
    start = ctx.list_ends.get(node.get("continued-from") or "-", 0) + 1
    items = tuple(_item(ctx, item, lang) for item in node if name(item) == "list-item")
    kind = css_name(node.get("list-type", "bullet")) or "bullet"
    if word := node.get("prefix-word", "").strip():
        marks = [item.label or ordinal(kind, number) for number, item in enumerate(items, start)]
        items = tuple(replace(item, label=f"{word} {mark}".strip()) for item, mark in zip(items, marks, strict=True))
    if "id" in node.attrib:
        ctx.list_ends[node.attrib["id"]] = start + len(items) - 1
    return [List(**base(ctx, node, lang, "list"), kind=kind, items=items, title=title(ctx, node, lang), start=start)]


def _item(ctx: Context, node: Element, lang: str) -> ListItem:
    own = ctx.lang(node, lang)
    label = child(node, "label")
    content = tuple(blocks(ctx, node, own, frozenset({"label"})))
    return ListItem(**base(ctx, node, own, "item"), content=content, label=texts(label) if label is not None else "")


def definition_lists(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``def-list``; the heads of its columns are paragraphs between its title and its terms."""
    made = DefinitionList(
        **base(ctx, node, lang, "defs"),
        items=tuple(_definition(ctx, item, lang) for item in node if name(item) == "def-item"),
        title=title(ctx, node, lang),
    )
    heads = [item for item in node if name(item) in ("term-head", "def-head")]
    before: list[Block] = [block_ for head in heads for block_ in small_paragraph(ctx, head, lang)]
    nested: list[Block] = [part for item in node if name(item) == "def-list" for part in block(ctx, item, lang)]
    if before:
        return [*_as_paragraph(ctx, made.title, "list-title"), *before, replace(made, title=None), *nested]
    return [made, *nested]


def _definition(ctx: Context, node: Element, lang: str) -> Definition:
    own = ctx.lang(node, lang)
    terms = []
    for item in node:
        if name(item) in ("term", "label"):
            terms.append(Paragraph(**base(ctx, item, ctx.lang(item, own), "term"), content=inlines(ctx, item, own)))
    content = [made for item in node if name(item) == "def" for made in blocks(ctx, item, ctx.lang(item, own))]
    return Definition(**base(ctx, node, own, "def"), terms=tuple(terms), content=tuple(content))


def quotations(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``disp-quote``, its attribution and its permissions last."""
    made = base(ctx, node, lang, "quote")
    heading = _as_paragraph(ctx, title(ctx, node, lang), "quote-title")
    content = blocks(ctx, node, lang, SKIPPED)
    said = [part for item in node if name(item) == "attrib" for part in small_paragraph(ctx, item, ctx.lang(item, lang))]
    rights = [part for item in find_all(node, "permissions") for part in permissions(ctx, item, ctx.lang(item, lang), "credit")]
    return [Quotation(**made, content=(*heading, *content, *said, *rights))]


def box(ctx: Context, node: Element, lang: str) -> Box:
    """Return an element that keeps its own title: ``boxed-text``, ``statement``, or one that is not known."""
    made = base(ctx, node, lang, "box")
    if child(node, "title") is not None:
        heading, text = title(ctx, node, lang), caption(ctx, node, lang, labels=False)
        text_before = (*_as_paragraph(ctx, text[0]), *text[1])
    else:
        heading, text_before = caption(ctx, node, lang)
    content = (*text_before, *blocks(ctx, node, lang, SKIPPED), *credit(ctx, node, lang))
    return Box(**made, kind=css_name(name(node)), title=heading, content=content)


def _as_paragraph(ctx: Context, heading: Title | None, role: str = "caption") -> list[Block]:
    """Return a title, its label first, as a paragraph."""
    if heading is None:
        return []
    content: tuple[Inline, ...] = heading.content
    if heading.label:
        mark = Passage(id=ctx.new_id("label"), lang=heading.lang, line=heading.line, content=(heading.label,), role="label")
        content = tidy([mark, " ", *content])
    return [Paragraph(id=heading.id, lang=heading.lang, line=heading.line, content=content, role=role)]


def boxes(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return ``box`` as the only block."""
    return [box(ctx, node, lang)]


def transparent(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the content of an element that says nothing by itself."""
    heading = title(ctx, node, lang)
    found = blocks(ctx, node, lang, SKIPPED) + credit(ctx, node, lang)
    if heading is None:
        return found
    return [Section(**base(ctx, node, lang, "sec"), level=min(ctx.level, MAX_DEPTH), title=heading, content=tuple(found))]


def groups(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a group of tables or formulas: its label and caption as first paragraphs, then what it holds."""
    if node.get("id"):  # a cross-reference may point at it
        return [box(ctx, node, lang)]
    heading, text = caption(ctx, node, lang)
    return [*_as_paragraph(ctx, heading), *text, *blocks(ctx, node, lang, SKIPPED), *credit(ctx, node, lang)]


def keyword_lines(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return the keywords of a part of an article as one line under their title."""
    heading = title(ctx, node, lang)
    words = [
        part
        for item in node
        if name(item) not in ("title", "label")
        for part in ("; ", *inline(ctx, item, ctx.lang(item, lang)))
    ]
    first = tidy([heading.label, " ", *heading.content]) if heading else ()
    content = tidy([*first, ": ", *words[1:]] if first else words[1:])
    return [Paragraph(**base(ctx, node, lang, "p"), content=content, role="keywords")] if content else []


def code(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return ``code`` or ``preformat``, spaces and line ends kept, and who wrote it."""
    content = tuple(without(ctx, node, lang, "attrib", "permissions"))
    made = Code(**base(ctx, node, lang, "code"), content=content, language=css_name(node.get("language", "")))
    return [made, *credit(ctx, node, lang)]


def formulas(ctx: Context, node: Element, lang: str) -> list[Block]:
    """Return a ``disp-formula`` with its number; text beside its formula, or instead of one, is a paragraph."""
    mark = ctx.mark(node)
    made = base(ctx, node, lang, "eq")
    body = formula(ctx, node, lang) if is_formula(node) else None
    if body and not has_other_text(node):
        return [DisplayFormula(**made, formula=body, label=mark)]
    content = tidy([*around(ctx, node, lang, body), *([" ", mark] if mark else [])])
    return [Paragraph(**made, content=content, role="formula")] if content else []


# -------------------------------------------------------------------------------------------------------------- figures


def caption(ctx: Context, node: Element, lang: str, *, labels: bool = True) -> tuple[Title | None, tuple[Block, ...]]:
    """Return the title (with the label of the figure or table) and the other blocks of a caption."""
    holder = child(node, "caption")
    own = ctx.lang(holder, lang) if holder is not None else lang
    label = child(node, "label") if labels else None
    mark = ctx.mark(node) if labels else ""
    heading = child(holder, "title") if holder is not None else None
    content = inlines(ctx, heading, ctx.lang(heading, own)) if heading is not None else ()
    rest = tuple(blocks(ctx, holder, own, frozenset({"title"}))) if holder is not None else ()
    if not content and not mark:
        return None, rest
    where = heading if heading is not None else label if label is not None else node
    return Title(id=ctx.new_id("title", where), lang=own, line=line(where), content=content, label=mark), rest


READERS: dict[str, BlockReader] = {
    "p": paragraphs,
    "sec": sections,
    "app": sections,
    "ack": sections,
    "notes": sections,
    "glossary": sections,
    "bio": sections,
    "app-group": transparent,
    "floats-group": transparent,
    "fn-group": note_group,
    "def": transparent,
    "list": lists,
    "def-list": definition_lists,
    "disp-quote": quotations,
    "attrib": small_paragraph,
    "statement": boxes,
    "verse-group": boxes,
    "speech": boxes,
    "verse-line": small_paragraph,
    "speaker": small_paragraph,
    "subtitle": small_paragraph,
    "question": boxes,
    "answer": boxes,
    "explanation": boxes,
    "kwd-group": keyword_lines,
    "code": code,
    "preformat": code,
    "disp-formula": formulas,
    "disp-formula-group": groups,
    "table-wrap-group": groups,
    "question-wrap": parts,
    "question-wrap-group": parts,
    "question-preamble": parts,
    "answer-set": parts,
    "option": boxes,
}
