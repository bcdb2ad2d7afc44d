"""Inline content: what runs within a line of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from editions.article.model import (
    Abbreviation,
    CrossReference,
    Formula,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Passage,
    Picture,
    Ruby,
    Style,
    Styled,
    plain_keep,
)
from editions.findings import Severity
from editions.jats.context import Context, Element, line
from editions.jats.formulas import FORMULAS, formula, is_formula
from editions.jats.identifiers import is_resolved, is_safe
from editions.jats.identifiers import link as identifier_link
from editions.jats.pictures import alternative, one_picture, picture
from editions.jats.source import XLINK_HREF, child, entity_text, is_entity, name, texts
from editions.jats.superscripts import grouped

SPACES = re.compile(r"[ \t\r\n]+")
SPACE = re.compile(r"\s")
NO_CLASS = re.compile(r"[^a-z0-9-]+")
DOI = re.compile(r"\A10\.\d{4,}+/")
STYLES = {str(style): style for style in Style}

NAMED = frozenset(
    """
    named-content styled-content article-title chapter-title part-title source trans-title trans-source institution
    institution-wrap country city state addr-line postal-code phone fax name string-name collab surname
    given-names prefix suffix degrees person-group etal year month day season volume issue fpage lpage page-range
    elocation-id pub-id publisher-name publisher-loc edition isbn issn comment date date-in-citation conf-name conf-date
    conf-loc conf-sponsor series patent gov std version data-title size object-id role on-behalf-of award-id funding-source
    principal-award-recipient principal-investigator issue-title issue-part issue-id volume-id volume-series supplement
    annotation access-date era fixed-case fraktur num overline-start nlm-citation mixed-citation element-citation
    milestone-start milestone-end related-object related-article target string-date string-conf term anonymous aff label x
    rb rt address conference season-year addr-line-group product kwd compound-kwd compound-kwd-part chem-struct
    unstructured-kwd-group conf-acronym conf-num conf-theme issn-l issue-subtitle issue-title-group price resource-id
    resource-name resource-wrap resource-group series-text series-title std-organization support-source time-stamp
    award-name award-desc award-group volume-issue-group name-alternatives collab-alternatives subj-group subject
    compound-subject compound-subject-part author-comment underline-start underline-end overline-end sig sig-block publisher
    issue-sponsor aff-alternatives
    """.split()
)
"""Elements within a line that only say what their words are: the words keep their place, the name becomes a class."""

RUNNING = frozenset(
    """
    named-content styled-content fixed-case num fraktur overline-start overline-end underline-start underline-end term target
    milestone-start milestone-end x
    """.split()
)
"""Those of them that may be a part of a word; the others are data, and a space divides one from the next."""

DROPPED = frozenset(
    """
    object-id alt-text long-desc contrib-id institution-id processing-meta index-term index-term-range-end
    """.split()
)
"""Elements within a line that are no words of the article, or that are read where they belong."""

InlineReader = Callable[[Context, Element, str], list[Inline]]


def inlines(ctx: Context, node: Element, lang: str, *, keep_spaces: bool = False) -> tuple[Inline, ...]:
    """Return the inline content of an element, runs of spaces collapsed, none at either end."""
    found = raw_inlines(ctx, node, lang)
    return tuple(found) if keep_spaces else tidy(found)


def raw_inlines(ctx: Context, node: Element, lang: str) -> list[Inline]:
    """Return the inline content of an element with its spaces as they are; parts of data never run into each other."""
    found: list[Inline] = [node.text] if node.text else []
    for item in node:
        found += apart(ctx, found, inline(ctx, item, lang), item)
        if item.tail:
            found += [" ", item.tail] if _is_mark(item) and item.tail[0] not in CLOSING else [item.tail]
    return grouped(found)


CLOSING = " \t\r\n\u00a0.,:;)]"
"""What may stand right behind a mark."""


def apart(ctx: Context, before: Sequence[Inline], part: list[Inline], node: Element) -> list[Inline]:
    """Return the content of an element, a space (or the separator of data) first where it would run into what is before it."""
    if not part or not before or _ends_with_space(before[-1]):
        return part
    parent = node.getparent()
    if _is_mark(node) or (parent is not None and name(parent) in GROUPS):
        return [" ", *part]
    last = node.getprevious()
    if last is None or last.tail or not name(last):
        return part
    if _is_mark(last) or _is_block(ctx, last) or _is_block(ctx, node):
        return [" ", *part]
    separator = SEPARATED.get(name(parent), " ") if parent is not None else " "
    return [separator, *part] if _is_data(last) and _is_data(node) else part


def _is_block(ctx: Context, node: Element) -> bool:
    return name(node) == "title" or (name(node) in ctx.readers and name(node) not in INLINE)


GROUPS = frozenset(
    """
    fig fig-group chem-struct-wrap graphic media supplementary-material table-wrap table-wrap-group disp-formula-group
    disp-formula array contrib-group boxed-text question question-wrap answer
    """.split()
)
"""Elements whose children are never parts of one word."""


def _ends_with_space(item: Inline) -> bool:
    return isinstance(item, str) and item[-1:].isspace()


def _is_mark(node: Element) -> bool:
    """Whether an element marks the words behind it: a label, or what is raised before the first word of an affiliation."""
    if name(node) != "sup":
        return name(node) == "label"
    parent = node.getparent()
    return parent is not None and name(parent) in MARKED and node.getprevious() is None and not (parent.text or "").strip()


MARKED = frozenset({"aff", "corresp"})
"""Elements that begin with a mark, which may be raised instead of being a ``label``."""


def _is_data(node: Element) -> bool:
    """Whether an element's words are words of their own: parts of data, and all that stands in an element without text."""
    if name(node) in NAMED or name(node) in ("etal", "citation-alternatives", "contrib-group"):
        return name(node) not in RUNNING
    parent = node.getparent()
    return name(node) not in KNOWN and parent is not None and name(parent) not in KNOWN and not has_text(parent)


def inline(ctx: Context, node: Element, lang: str) -> list[Inline]:
    """Return what one element (or entity) contributes to its line."""
    if is_entity(node):
        return [_entity(ctx, node)]
    kind = name(node)
    if not kind or kind in DROPPED:
        return []
    lang = ctx.lang(node, lang)
    if kind in STYLES:
        return [Styled(**_base(ctx, node, lang, "style"), style=STYLES[kind], content=tuple(raw_inlines(ctx, node, lang)))]
    if reader := READERS.get(kind):
        return reader(ctx, node, lang)
    if kind not in NAMED and (len(node) or texts(node)):
        ctx.report_once(
            "element.unknown", Severity.NOTE, node, f"<{kind}> has no place of its own in a line; its words are kept.", ""
        )
    return [passage(ctx, node, lang)]


def passage(ctx: Context, node: Element, lang: str) -> Passage:
    """Return an element's words, classed by its ``content-type`` or its name."""
    role = node.get("content-type") or node.get("style-type") or name(node)
    separator = STOP if name(node) in CITATIONS else SEPARATED.get(name(node))
    content = raw_inlines(ctx, node, lang) if separator is None or has_text(node) else joined(ctx, node, lang, separator)
    return Passage(**_base(ctx, node, lang, "words"), content=tuple(content), role=css_name(role))


STOP = ". "

CITATIONS = frozenset({"mixed-citation", "nlm-citation", "element-citation"})
"""Elements whose parts are sentences, where nothing stands between them."""

SEPARATED = {
    "name": " ",
    "string-name": " ",
    "person-group": ", ",
    "aff": ", ",
    "institution-wrap": ", ",
    "addr-line": ", ",
    "address": ", ",
    "collab": ", ",
    "conference": ", ",
    "date": " ",
    "date-in-citation": " ",
    "access-date": " ",
    "product": STOP,
    "compound-kwd": ", ",
}
"""Elements whose parts may stand side by side without a space: what then goes between the parts."""

SEPARATORS = {
    "name": ", ",
    "string-name": ", ",
    "collab": ", ",
    "etal": ", ",
    "surname": " ",
    "given-names": " ",
    "prefix": " ",
    "suffix": " ",
    "label": " ",
    "month": " ",
    "day": " ",
    "xref": " ",
    "x": "",
}
"""What goes before an element that has no punctuation of its own, where its kind decides that."""


def is_empty(content: Iterable[Inline]) -> bool:
    """Whether inline content shows nothing: no word, no mark of a note, no picture."""
    return all(
        not item.strip() if isinstance(item, str) else isinstance(item, WORDED) and is_empty(item.content) for item in content
    )


WORDED = (Styled, Passage, Link, CrossReference)
"""Nodes that show what is in them, and nothing else."""


def has_text(node: Element) -> bool:
    """Whether an element has words or punctuation between its parts."""
    return bool((node.text or "").strip()) or any((item.tail or "").strip() for item in node)


def joined(ctx: Context, node: Element, lang: str, separator: str, skip: Element | None = None) -> list[Inline]:
    """Return the parts of an element that has no punctuation of its own, in the source's order, a separator between them.

    ``skip`` is a part that is left out.
    """
    content: list[Inline] = []
    before: Element | None = None
    for item in node:
        part = inline(ctx, item, lang) if name(item) and item is not skip else []
        if not is_empty(part):
            if before is not None:
                between = " " if _is_mark(before) else "" if name(before) == "x" else SEPARATORS.get(name(item), separator)
                content.append(" " if between == STOP and _is_stopped(content) else between)
            content += part
            before = item
    return content


def _is_stopped(content: list[Inline]) -> bool:
    return plain_keep(tuple(content[-2:])).rstrip().endswith((".", "?", "!"))


def css_name(text: str) -> str:
    """Return a class name made from a stranger's word."""
    return NO_CLASS.sub("-", text.lower()).strip("-")


def _base(ctx: Context, node: Element, lang: str, prefix: str) -> dict[str, Any]:
    return {"id": ctx.id(node, prefix), "lang": lang, "line": line(node)}


def _entity(ctx: Context, node: etree._Entity) -> str:
    text, parent = entity_text(node), node.getparent()
    if text is None:
        ctx.report(
            "entity.unknown",
            Severity.WARNING,
            node if parent is None else parent,
            f"The entity &{node.name}; is not expanded; its name is kept.",
            "Write the character itself.",
        )
    return text if text is not None else f"&{node.name};"


def _link(ctx: Context, node: Element, lang: str) -> list[Inline]:
    href = SPACE.sub("%20", (node.get(XLINK_HREF) or "").strip())
    content = raw_inlines(ctx, node, lang)
    if not href and name(node) == "email":
        href = f"mailto:{texts(node)}"
    href = href or (texts(node) if name(node) == "uri" else "")
    bare = href[4:] if href[:4].lower() == "doi:" else href
    if DOI.match(bare):
        href = f"https://doi.org/{bare}"
    if href.startswith("www."):
        href = f"http://{href}"
    if not is_safe(href):
        if href:
            kept = "address is shown" if is_empty(content) else "words are kept"
            ctx.report(
                "link.refused",
                Severity.WARNING,
                node,
                f"The link to {href[:60]!r} is not followed; its {kept}.",
                "Links of an article begin with http:, https: or mailto:.",
            )
        words = (href,) if is_empty(content) else tuple(content)
        return [Passage(**_base(ctx, node, lang, "words"), content=words, role=name(node))]
    return [Link(**_base(ctx, node, lang, "link"), href=href, content=(href,) if is_empty(content) else tuple(content))]


def _xref(ctx: Context, node: Element, lang: str) -> list[Inline]:
    rids = node.get("rid", "").split()
    content = tuple(raw_inlines(ctx, node, lang))
    if is_empty(content) and (words := ctx.words_of(node)):
        content = (words,)
    called = [rid for rid in rids if ctx.call(rid)]
    if called:
        return [NoteCall(**_base(ctx, node, lang, "call"), target=ctx.target(called[0]), content=content)]
    target = next((found for rid in rids if (found := ctx.target(rid))), "")
    if not target:
        ctx.report(
            "xref.no-target",
            Severity.WARNING,
            node,
            f"The cross-reference {texts(node)!r} points at {node.get('rid', '')!r}, which is not in the article.",
            "Give the target this id, or mend the rid.",
        )
    kind = css_name(node.get("ref-type", ""))
    return [CrossReference(**_base(ctx, node, lang, "xref"), target=target, kind=kind, content=content)]


def _abbreviation(ctx: Context, node: Element, lang: str) -> list[Inline]:
    definition = child(node, "def")
    expansion: list[Inline] = []
    for paragraph in definition if definition is not None else ():
        expansion += [" ", *raw_inlines(ctx, paragraph, ctx.lang(paragraph, lang))]
    content = list(without(ctx, node, lang, "def"))
    return [Abbreviation(**_base(ctx, node, lang, "abbr"), content=tidy(content), expansion=tidy(expansion))]


def without(ctx: Context, node: Element, lang: str, *skip: str) -> Iterable[Inline]:
    """Yield the inline content of an element, spaces as they are, without its children of some names."""
    if node.text:
        yield node.text
    for item in node:
        if name(item) not in skip:
            yield from inline(ctx, item, lang)
        if item.tail:
            yield item.tail


def _note(ctx: Context, node: Element, lang: str) -> list[Inline]:
    label = child(node, "label")
    mark = texts(label) if label is not None else "*"
    return [NoteCall(id=ctx.new_id("call", node), lang=lang, line=line(node), target=ctx.keep_note(node), content=(mark,))]


def _et_al(ctx: Context, node: Element, lang: str) -> list[Inline]:
    return [Passage(**_base(ctx, node, lang, "words"), content=tuple(raw_inlines(ctx, node, lang)) or ("et al.",), role="etal")]


def _identifier(ctx: Context, node: Element, lang: str) -> list[Inline]:
    if is_resolved(node):
        return identifier_link(node, tuple(raw_inlines(ctx, node, lang)), **_base(ctx, node, lang, "link"))
    return _link(ctx, node, lang) if node.get(XLINK_HREF) else [passage(ctx, node, lang)]


def _ruby(ctx: Context, node: Element, lang: str) -> list[Inline]:
    parts = {
        kind: [part for item in node if name(item) == kind for part in raw_inlines(ctx, item, lang)] for kind in ("rb", "rt")
    }
    return [Ruby(**_base(ctx, node, lang, "ruby"), content=tidy(parts["rb"]), reading=tidy(parts["rt"]))]


def _media(ctx: Context, node: Element, lang: str) -> list[Inline]:
    """Return the words of a film or a file within a line (its name, without), and its alternative, which all readers see."""
    alt = alternative(ctx, node, lang)
    content = raw_inlines(ctx, node, lang) or ([] if alt else [node.get(XLINK_HREF, "")])
    if alt:
        said = Passage(id=alt.id, lang=alt.lang, line=alt.line, content=(alt.text,), role="alternative")
        content += [" (", said, ")"] if content else [said]
    return [Passage(**_base(ctx, node, lang, "words"), content=tuple(content), role=name(node))]


def _picture(ctx: Context, node: Element, lang: str) -> list[Inline]:
    return [picture(ctx, node, lang)]


def _alternatives(ctx: Context, node: Element, lang: str) -> list[Inline]:
    """Return the best of several forms of one thing within a line: a formula, a picture, or the first of them."""
    if is_formula(node):
        return (
            [formula(ctx, node, lang)]
            if any(name(item) in ("math", "tex-math") for item in node.iter())
            else _shot(ctx, node, lang)
        )
    first = next((item for item in node if name(item)), None)
    return inline(ctx, first, lang) if first is not None else []


def _shot(ctx: Context, node: Element, lang: str) -> list[Inline]:
    return [one_picture(ctx, [item for item in node if name(item) in ("graphic", "inline-graphic")], lang)]


def _private_character(ctx: Context, node: Element, lang: str) -> list[Inline]:
    """Return the picture of a character that no font has; one that is given as dots alone is not shown, with a finding."""
    shot = child(node, "inline-graphic")
    if shot is not None:
        return [picture(ctx, shot, lang)]
    message = "<private-char> gives a character as dots: it is not shown."
    ctx.report_once("element.not-shown", Severity.NOTE, node, message, "Give it as <inline-graphic>, with <alt-text>.")
    return []


def _citation_alternatives(ctx: Context, node: Element, lang: str) -> list[Inline]:
    """Return the citation to show: the one in words, or the first."""
    shown = child(node, "mixed-citation")
    first = shown if shown is not None else next((item for item in node if name(item) not in ("", *DROPPED)), None)
    return inline(ctx, first, lang) if first is not None else []


def _line_break(ctx: Context, node: Element, lang: str) -> list[Inline]:
    return [LineBreak(**_base(ctx, node, lang, "break"))]


def _formula(ctx: Context, node: Element, lang: str) -> list[Inline]:
    """Return a formula; where its element also (or only) holds text, the text keeps its place around it."""
    made = formula(ctx, node, lang) if is_formula(node) else None
    if name(node) in ("math", "tex-math") or (made and not has_other_text(node)):
        return [made] if made else []
    words = Passage(
        id=ctx.new_id("words", node), lang=lang, line=line(node), content=tuple(around(ctx, node, lang, made)), role="formula"
    )
    return [words]


_FORMS = FORMULAS | {"alternatives", "textual-form"}


def has_other_text(node: Element) -> bool:
    """Whether an element holds words beside its formula."""
    return has_text(node) or any(name(item) not in (*_FORMS, *DROPPED, "label", "") for item in node)


def around(ctx: Context, node: Element, lang: str, made: Formula | None) -> Iterable[Inline]:
    """Yield what an element holds, its formula in the place where it stands."""
    found: list[Inline] = [node.text] if node.text else []
    for item in node:
        if name(item) in _FORMS:
            found += [made] if made is not None else []
            made = None
        elif name(item) != "label":
            found += apart(ctx, found, inline(ctx, item, lang), item)
        if item.tail:
            found.append(item.tail)
    return found


READERS: dict[str, InlineReader] = {
    "ext-link": _link,
    "uri": _link,
    "email": _link,
    "self-uri": _link,
    "xref": _xref,
    "etal": _et_al,
    "ruby": _ruby,
    "pub-id": _identifier,
    "abbrev": _abbreviation,
    "fn": _note,
    "inline-graphic": _picture,
    "graphic": _picture,
    "inline-formula": _formula,
    "alternatives": _alternatives,
    "inline-media": _media,
    "inline-supplementary-material": _media,
    "math": _formula,
    "tex-math": _formula,
    "break": _line_break,
    "private-char": _private_character,
    "citation-alternatives": _citation_alternatives,
}


INLINE = frozenset(READERS) - {"graphic", "alternatives"}
"""Elements that run within a line even where they hold paragraphs."""

KNOWN = frozenset({*READERS, *STYLES, *NAMED, "p", "td", "th", "title", "fn", "def", "list-item"})
"""Elements whose words may touch: a stranger's element within them may be a part of a word."""


# ---------------------------------------------------------------------------------------------------------------- spaces


def tidy(content: list[Inline]) -> tuple[Inline, ...]:
    """Return inline content with runs of spaces collapsed and none at either end; spaces between languages stay."""
    collapsed = [_collapse(item) for item in content]
    return _trim(_trim(tuple(item for item in collapsed if item != ""), 0), -1)


def _collapse(item: Inline) -> Inline:
    if isinstance(item, str):
        return SPACES.sub(" ", item)
    if isinstance(item, Picture | Formula | LineBreak):
        return item
    return replace(item, content=tuple(_collapse(part) for part in item.content))


def _trim(content: tuple[Inline, ...], end: int) -> tuple[Inline, ...]:
    if not content or not isinstance(content[end], str):
        return content
    text = str(content[end])
    text = text.lstrip(" ") if end == 0 else text.rstrip(" ")
    rest = content[1:] if end == 0 else content[:-1]
    if not text:
        return _trim(rest, end)
    return (text, *rest) if end == 0 else (*rest, text)
