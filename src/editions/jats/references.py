"""References: which of a reference's citations is shown, and what the others are good for."""

from __future__ import annotations

import re
from typing import Any

from editions.article.model import Inline, Link, Passage, Reference, plain_keep
from editions.jats.blocks import base
from editions.jats.citation_style import set_citation
from editions.jats.context import Context, Element, line
from editions.jats.inline import WORDED, has_text, inline, inlines, raw_inlines, tidy
from editions.jats.source import is_entity, name, texts

MIXED = ("mixed-citation", "nlm-citation", "citation")
CITATIONS = frozenset((*MIXED, "element-citation", "citation-alternatives"))
WRITTEN = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi: ?)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""A DOI as it is written in a text."""

MAX_DOIS = 5
"""DOIs of one reference that are looked for in its words."""

DOI = re.compile(r"10\.\d{4,9}/\S+")


def reference(ctx: Context, node: Element, lang: str) -> Reference:
    """Return one ``ref``: the citation that is set to be read, in the language that it says to be in.

    A citation in parts beside it (``element-citation``, or the others of ``citation-alternatives``) is data: of it, only a DOI
    that the words lack is shown, as a link.
    """
    made = base(ctx, node, lang, "ref")
    label = ctx.mark(node)
    shown = [(item, ctx.lang(item, lang)) for item in _shown(node)]
    common = {own for _, own in shown}
    made["lang"] = common.pop() if len(common) == 1 else lang
    content: list[Inline] = []
    for item, own in shown:
        words = _part(ctx, item, own)
        if not content and label:
            words = without_label(words, label)
        content += [" "] if content and words else []
        content += (
            words if own == made["lang"] else [Passage(id=ctx.new_id("words"), lang=own, line=line(item), content=tuple(words))]
        )
    for doi in _dois(node, [item for item, _ in shown]):
        content = _linked(ctx, content, doi, made)
    return Reference(**made, content=tidy(content), label=label)


def _shown(node: Element) -> list[Element]:
    """Return what is shown of a reference: all but its label, and all citations in parts beside one in words."""
    items = [_alternative(item) for item in node if name(item) not in ("label", "")]
    is_worded = any(name(item) in MIXED and texts(item) for item in items)
    return [item for item in items if not (is_worded and name(item) == "element-citation")]


def _alternative(node: Element) -> Element:
    """Return the citation of a ``citation-alternatives`` that is set to be read, or else its first."""
    if name(node) != "citation-alternatives":
        return node
    forms = [item for item in node if name(item) in CITATIONS]
    return next((item for item in forms if name(item) in MIXED and texts(item)), forms[0] if forms else node)


def _part(ctx: Context, node: Element, lang: str) -> list[Inline]:
    if name(node) in CITATIONS:
        return list(inlines(ctx, node, lang)) if _is_punctuated(node) else set_citation(ctx, node, lang)
    if name(node) == "note":  # paragraphs of its own: they run on
        return [part for item in node if name(item) for part in (*raw_inlines(ctx, item, ctx.lang(item, lang)), " ")]
    return inline(ctx, node, lang)


def _is_punctuated(node: Element) -> bool:
    """Whether a citation says itself what stands between its parts: as text, as ``x``, or as a character by name."""
    return has_text(node) or any(name(item) == "x" or is_entity(item) for item in node)


# ----------------------------------------------------------------------------------------------------------------- label


def without_label(content: list[Inline], label: str) -> list[Inline]:
    """Return the words of a citation without the label of its reference, where they begin with it once more."""
    core = label.strip(" []().:")
    if not core or not content:
        return content
    first, rest = content[0], content[1:]
    if isinstance(first, WORDED) and plain_keep(first.content).strip(" []().:") == core:
        if rest and isinstance(rest[0], str):
            rest[0] = rest[0].lstrip(" .:)]\u00a0")
        return list(tidy(rest))
    after = _after_mark(first, core) if isinstance(first, str) else None
    return content if after is None else [after, *rest]


def _after_mark(text: str, mark: str) -> str | None:
    """Return what follows a mark at the start of a text: one with a stop or brackets, or one before a capital letter."""
    start = text.lstrip()
    start = start[1:] if start[:1] in ("[", "(") else start
    if not start.startswith(mark):
        return None
    rest = start[len(mark) :]
    words = rest.lstrip("]).:")
    after = words.lstrip()
    is_stopped = words != rest
    is_apart = after != words or not words
    return after if is_apart and (is_stopped or after[:1].isupper()) else None


# ------------------------------------------------------------------------------------------------------------------ data


def _dois(node: Element, shown: list[Element]) -> list[str]:
    """Return the DOIs that stand in the data beside what is shown, and not in it."""
    found = [
        texts(item).removeprefix("doi:").strip()
        for item in node.iter()
        if name(item) in ("pub-id", "issue-id") and item.get("pub-id-type") == "doi"
        if not any(above in shown for above in item.iterancestors())
    ]
    return [doi for doi in dict.fromkeys(found) if DOI.fullmatch(doi)][:MAX_DOIS]


def _linked(ctx: Context, content: list[Inline], doi: str, made: dict[str, Any]) -> list[Inline]:
    """Return content in which a DOI is a link; where its words lack it, it follows them."""
    for index, item in enumerate(content):
        if isinstance(item, str) and (found := _written(item, doi)):
            first, last = found
            parts: list[Inline] = [item[:first], _link(ctx, doi, item[first:last], made), item[last:]]
            return [*content[:index], *(part for part in parts if part), *content[index + 1 :]]
    if doi.casefold() in plain_keep(tuple(content)).casefold():
        return content
    return [*content, " ", _link(ctx, doi, f"doi:{doi}", made)]


def _written(text: str, doi: str) -> tuple[int, int] | None:
    """Return where a text has a DOI, with the address or the name before it."""
    for found in WRITTEN.finditer(text):
        if found[1].lower().startswith(doi.lower()):
            return found.start(), found.start(1) + len(doi)
    return None


def _link(ctx: Context, doi: str, words: str, made: dict[str, Any]) -> Link:
    return Link(id=ctx.new_id("link"), lang=made["lang"], line=made["line"], href=f"https://doi.org/{doi}", content=(words,))
