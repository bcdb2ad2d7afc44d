"""Contributors: people and groups, who is what, and what stands beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from editions.article.model import (
    AUTHOR,
    Contributor,
    CrossReference,
    Inline,
    Link,
    NoteCall,
    Passage,
    Style,
    Styled,
    plain,
)
from editions.jats.affiliations import affiliation_words
from editions.jats.blocks import base
from editions.jats.context import Context, Element, line
from editions.jats.inline import inline, inlines, is_empty, raw_inlines, tidy
from editions.jats.marks import MAX_MARK, Marks, is_sentence
from editions.jats.source import child, name, texts

NAMES = ("name", "string-name", "collab", "anonymous")
CONTACTS = frozenset({"email", "phone", "fax", "address", "uri", "ext-link"})
ELSEWHERE = frozenset(
    {*NAMES, *CONTACTS, "name-alternatives", "contrib-id", "bio", "role", "x", "author-comment", "object-id", ""}
)
"""Parts of a contributor that do not stand beside the name."""

ROLES = {
    "translat": "translator",
    "illustrat": "illustrator",
    "photograph": "photographer",
    "narrat": "narrator",
    "interviewe": "interviewer",
    "review": "reviewer",
    "referee": "reviewer",
    "editor": "editor",
    "author": AUTHOR,
    "aut": AUTHOR,
}
"""What a ``contrib-type`` (or a group's ``content-type``) has in it -> the role; the first that fits."""

MAX_ROLE = 3  # words of a role that says by itself what somebody is; those of CRediT say what was done
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")


def contributor(ctx: Context, node: Element, lang: str, marks: Marks) -> Contributor:
    """Return a ``contrib``: a person or a group, with all that stands beside the name."""
    made = base(ctx, node, ctx.lang(node, lang), "contrib")
    named = next(iter(_forms(node)), None)
    role = role_of(node)
    words = _roles(ctx, node, made["lang"])
    return Contributor(
        **made,
        name=display_name(named) if named is not None else "",
        sort_name=_sort_name(named) if named is not None else "",
        role=role,
        title=() if role == AUTHOR else _listed(words),
        details=() if is_sentence(node) else _details(ctx, node, made["lang"], marks),
        contacts=tuple(_contacts(ctx, node, made["lang"])),
        contributions=tuple(words) if role == AUTHOR and not is_sentence(node) else (),
        members=tuple(_members(ctx, node, made["lang"], marks)),
        orcid=_orcid(node),
        corresponding=_says(node, "corresp") and not marks.says(node, "corresp"),
        equal=_says(node, "equal-contrib") and not marks.says(node, "equal"),
        deceased=_says(node, "deceased") and not marks.says(node, "deceased"),
    )


def _says(contrib: Element, attribute: str) -> bool:
    return contrib.get(attribute) == "yes"


# ------------------------------------------------------------------------------------------------------------ who is who


def role_of(contrib: Element) -> str:
    """Return what somebody is to the article: by the ``contrib-type``, the type of the group around, or the ``role``."""
    group = contrib.getparent()
    kinds = [contrib.get("contrib-type", ""), "" if group is None else group.get("content-type", "")]
    if not any(kinds):
        kinds += [said for item in contrib if name(item) == "role" and len((said := texts(item)).split()) <= MAX_ROLE]
    known = next((role for kind in kinds for part, role in ROLES.items() if part in kind.lower()), "")
    if known:
        return known
    own = kinds[0].strip().lower()
    return own if own and own not in ("person", "group", "collab", "corresp", "member") else AUTHOR


def _roles(ctx: Context, contrib: Element, lang: str) -> list[Passage]:
    """Return the roles of a contributor in the source's own words."""
    found = [item for item in contrib if name(item) == "role"]
    made = [(item, inlines(ctx, item, ctx.lang(item, lang))) for item in found]
    return [Passage(**base(ctx, item, ctx.lang(item, lang), "words"), content=said) for item, said in made if said]


def _listed(parts: list[Passage]) -> tuple[Inline, ...]:
    return tuple(item for index, part in enumerate(parts) for item in ((", ", part) if index else (part,)))


def _orcid(contrib: Element) -> str:
    """Return the sixteen digits of an ORCID iD, wherever the source keeps them."""
    kinds = ("contrib-id-type", "content-type", "ext-link-type", "uri-type")
    held = [item for item in contrib if any(item.get(kind, "").lower() == "orcid" for kind in kinds)]
    found = next((match for item in held if (match := ORCID.search(texts(item) or _address(item)))), None)
    return found.group().upper() if found else ""


def _address(node: Element) -> str:
    return next((value for key, value in node.attrib.items() if str(key).endswith("href")), "")


# --------------------------------------------------------------------------------------------------------------- members


def members_of(contrib: Element) -> list[Element]:
    """Return the people who are named within a group (``collab``), those of groups within it left to these."""
    return [item for item in contrib.iter("{*}contrib") if item is not contrib and _nearest(item) is contrib]


def _nearest(node: Element) -> Element | None:
    return next((item for item in node.iterancestors() if name(item) == "contrib"), None)


def _members(ctx: Context, contrib: Element, lang: str, marks: Marks) -> Iterator[Contributor]:
    """Yield the members of a group, those of a part of it that has a name of its own under that name."""
    listed = members_of(contrib) + marks.members.get(contrib, [])
    groups: dict[Element | None, list[Element]] = {}
    for item in listed:
        groups.setdefault(item.getparent(), []).append(item)
    for group, inside in groups.items():
        people = [contributor(ctx, item, lang, marks) for item in inside]
        heading = _heading(ctx, group, lang)
        if heading:
            yield Contributor(id=ctx.new_id("contrib", group), lang=lang, name=heading, members=tuple(people))
        else:
            yield from people


def _heading(ctx: Context, group: Element | None, lang: str) -> str:
    """Return what a group of members is called: its ``role`` or ``title``."""
    found = child(group, "title", "role") if group is not None else None
    return texts(found) if found is not None else ""


# ----------------------------------------------------------------------------------------------------------------- names


def _forms(contrib: Element) -> list[Element]:
    """Return the names of a contributor, the one to be shown first: more are other forms of it, or a group beside a person."""
    forms = child(contrib, "name-alternatives")
    return [item for item in (*contrib, *(() if forms is None else forms)) if name(item) in NAMES]


def first_name(contrib: Element) -> str:
    """Return the name of a contributor that is shown first, ``""`` for none."""
    return "".join(map(display_name, _forms(contrib)[:1]))


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
    etree.strip_elements(alone, "{*}contrib-group", "{*}institution-id", with_tail=False)
    return texts(alone)


def surname(node: Element) -> str:
    """Return what a text about somebody would call them by."""
    found = child(node, "surname")
    return texts(found) if found is not None else display_name(node)


NAME_ORDER = ("prefix", "given-names", "surname", "suffix")


def _sort_name(node: Element) -> str:
    if name(node) != "name":
        return _own_words(node)
    parts = [texts(item) for part in ("surname", "given-names") for item in node if name(item) == part]
    return ", ".join(part for part in parts if part)


# -------------------------------------------------------------------------------------------------------- beside the name


def _details(ctx: Context, contrib: Element, lang: str, marks: Marks) -> tuple[Inline, ...]:
    """Return what follows a name: its marks as one passage, then its other forms and parts, each after a comma."""
    found: list[Inline] = []
    raised = [mark for item in contrib for mark in _marks(ctx, item, lang, marks)]
    raised += [mark for item in marks.unmarked(contrib) for mark in _mark_of(ctx, contrib, lang, marks, item)]
    raised.sort(key=lambda mark: not (isinstance(mark, CrossReference) and mark.kind == "aff"))
    if raised:
        found.append(_passage_of(ctx, contrib, lang, raised))
    for form in _forms(contrib)[1:]:
        content = (display_name(form),)
        found += [", ", Passage(**base(ctx, form, ctx.lang(form, lang), "words"), content=content, role=name(form))]
    for item in contrib:
        if name(item) in ELSEWHERE or is_mark(item) or (name(item) == "aff" and marks.is_listed(item)):
            continue
        if not is_empty(part := inline(ctx, item, lang)):
            found += [", ", *part]
    for home in marks.homes(contrib):
        found += [", ", Passage(**base(ctx, home, lang, "aff"), content=affiliation_words(ctx, home, lang), role="aff")]
    return tidy(found)


def is_mark(node: Element) -> bool:
    """Whether an element is a mark beside a name, and not words."""
    return name(node) == "sup" or (name(node) == "xref" and len(texts(node)) <= MAX_MARK)


def _marks(ctx: Context, node: Element, lang: str, marks: Marks) -> list[Inline]:
    """Return the marks that one element shows; an empty one shows the mark of what it leads to."""
    if not is_mark(node):
        return []
    led_to = marks.led_to(node)
    if name(node) == "xref" and not texts(node):
        if not any(map(ctx.target, node.get("rid", "").split())):
            inline(ctx, node, lang)  # a finding: it leads to nothing
        return [mark for item in led_to for mark in _mark_of(ctx, node, lang, marks, item)]
    if led_to and all(name(item) == "aff" and not marks.is_listed(item) for item in led_to):
        return []
    shown = [_lowered(part) for part in inline(ctx, node, lang)]
    return [part for part in shown if plain((part,)).strip(" ,;") or isinstance(part, NoteCall)]


def _lowered(part: Inline) -> Inline:
    """Return a mark without its own superscript: all the marks of a name are raised as one."""
    if isinstance(part, CrossReference | NoteCall):
        return replace(part, content=tidy([inner for item in part.content for inner in _without_sup(item)]))
    return part.content[0] if isinstance(part, Styled) and len(part.content) == 1 else part


def _without_sup(item: Inline) -> tuple[Inline, ...]:
    return item.content if isinstance(item, Styled) and item.style == Style.SUP else (item,)


def _mark_of(ctx: Context, node: Element, lang: str, marks: Marks, led_to: Element) -> list[Inline]:
    """Return the mark of what an element leads to without showing one, nothing where that has none."""
    mark, target = marks.mark.get(led_to, ""), marks.target.get(led_to) or ctx.target(led_to.get("id", ""))
    if not mark or not target:
        return []
    kind = name(led_to)
    return [CrossReference(id=ctx.new_id("xref", node), lang=lang, line=line(node), target=target, kind=kind, content=(mark,))]


def _passage_of(ctx: Context, contrib: Element, lang: str, raised: list[Inline]) -> Passage:
    """Return the marks of a name, raised, a space that does not break before them and commas between."""
    content = tuple(part for index, mark in enumerate(raised) for part in (("," if index else "\u00a0"), mark))
    sup = Styled(id=ctx.new_id("style", contrib), lang=lang, line=line(contrib), style=Style.SUP, content=content)
    return Passage(id=ctx.new_id("marks", contrib), lang=lang, line=line(contrib), content=(sup,), role="marks")


# ------------------------------------------------------------------------------------------------------------- elsewhere


def _contacts(ctx: Context, contrib: Element, lang: str) -> Iterator[Passage | Link]:
    for item in contrib:
        if name(item) not in CONTACTS or "orcid" in (item.get("content-type", ""), item.get("ext-link-type", "")):
            continue
        for part in inline(ctx, item, lang):
            if isinstance(part, Passage | Link) and not is_empty((part,)):
                yield part


def sentence(ctx: Context, contrib: Element, lang: str) -> tuple[Inline, ...]:
    """Return a contributor that is written as a sentence: ``Eve Marder is a Senior Editor, and is in …``."""
    found: list[Inline] = [first_name(contrib)]
    for item in contrib:
        if name(item) in ("x", "role", "aff"):
            found += [
                Passage(id=ctx.new_id("words", item), lang=lang, line=line(item), content=tuple(raw_inlines(ctx, item, lang)))
            ]
    return tidy(found)
