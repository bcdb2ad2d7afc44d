"""Contributors: people and groups, and what stands beside their names."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from editions.article.model import Contributor, Inline, Passage
from editions.jats.blocks import base
from editions.jats.context import Context, Element
from editions.jats.inline import inline, is_empty, tidy
from editions.jats.source import child, find_all, name, texts


def contributor(ctx: Context, node: Element, lang: str) -> Contributor:
    """Return a ``contrib``: a person or a group, with all that stands beside the name."""
    made = base(ctx, node, ctx.lang(node, lang), "contrib")
    named = next(iter(_forms(node)), None)
    orcid = next((texts(item) for item in node if name(item) == "contrib-id" and item.get("contrib-id-type") == "orcid"), "")
    return Contributor(
        **made,
        name=display_name(named) if named is not None else "",
        sort_name=_sort_name(named) if named is not None else "",
        role=node.get("contrib-type") or "author",
        details=tidy(_all_beside(ctx, node, made["lang"])),
        orcid=orcid.rpartition("/")[2],
    )


def _forms(contrib: Element) -> list[Element]:
    """Return the names of a contributor, the one to be shown first: more are other forms of it, or a group beside a person."""
    forms = child(contrib, "name-alternatives")
    return [item for item in (*contrib, *(() if forms is None else forms)) if name(item) in NAMES]


def _all_beside(ctx: Context, contrib: Element, lang: str) -> list[Inline]:
    """Return what follows the first name of a contributor: its other names, marks and roles, and the members of a group."""
    others = _forms(contrib)[1:]
    beside = [item for item in contrib if name(item) not in (*NAMES, "name-alternatives", "contrib-id", "bio", "")]
    named = [part for form in others for part in (", ", _name(ctx, form, ctx.lang(form, lang)))]
    return [*named, *_details(ctx, beside, lang), *_members(ctx, contrib, lang)]


def _name(ctx: Context, node: Element, lang: str) -> Passage:
    return Passage(**base(ctx, node, lang, "words"), content=(display_name(node),), role=name(node))


def _members(ctx: Context, contrib: Element, lang: str) -> list[Inline]:
    """Return the people who are named within a group's name (``collab``), each with what stands beside the name."""
    found: list[Inline] = []
    for member in find_all(contrib, "collab", "contrib-group", "contrib"):
        first = "".join(map(display_name, _forms(member)[:1]))
        found += ["; " if found else ": ", first, *_all_beside(ctx, member, ctx.lang(member, lang))]
    return found


NAMES = ("name", "string-name", "collab", "anonymous")


def display_name(node: Element) -> str:
    """Return a person's or a group's name as it is printed: western order unless ``name-style`` says otherwise."""
    if name(node) != "name":
        return _own_words(node) or name(node)
    order = ("prefix", "surname", "given-names", "suffix") if node.get("name-style") == "eastern" else NAME_ORDER
    parts = [texts(item) for part in order for item in node if name(item) == part]
    return " ".join(part for part in parts if part)


def _own_words(node: Element) -> str:
    """Return a group's name without its members."""
    alone = deepcopy(node)
    etree.strip_elements(alone, "{*}contrib-group", with_tail=False)
    return texts(alone)


NAME_ORDER = ("prefix", "given-names", "surname", "suffix")


def _sort_name(node: Element) -> str:
    if name(node) != "name":
        return _own_words(node)
    parts = [texts(item) for part in ("surname", "given-names") for item in node if name(item) == part]
    return ", ".join(part for part in parts if part)


def _details(ctx: Context, nodes: list[Element], lang: str) -> list[Inline]:
    """Return what follows a name: marks stand close to it, divided by commas; other parts after a comma."""
    found: list[Inline] = []
    after_mark = False
    for item in nodes:
        part = inline(ctx, item, lang)
        if is_empty(part):
            continue
        is_mark = name(item) in ("xref", "sup")
        found += (
            [",", *part] if is_mark and after_mark else part if is_mark and not found else [" " if is_mark else ", ", *part]
        )
        after_mark = is_mark
    return found
