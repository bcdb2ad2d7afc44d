"""Who did what, in lines of our own words: below the authors, and at the end of an article.

Page and narration take the same paragraphs from here, so that both say the same. ``owner`` is the id of the article (or of the
response) whose front matter it is; the ids of the lines are made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from editions.article.model import Contributor, CrossReference, Front, Inline, Paragraph, Passage, Style, Styled, plain, walk
from editions.languages.phrases import language_of, phrase

_SIGNS = "*†‡§¶#"
_STATEMENTS = {"correspondence": ("corresponding", "*"), "deceased": ("deceased", "†"), "equal": ("equal", "‡")}
"""A phrase -> the field of a contributor that asks for it, and its sign, unless the source has taken it."""

_ROLES = {
    "editor": "edited-by",
    "reviewer": "reviewed-by",
    "translator": "translated-by",
    "illustrator": "illustrated-by",
    "photographer": "photographs-by",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of some authors where the source has only an attribute for it; ``mark`` stands beside their names."""

    id: str
    key: str
    mark: str
    people: tuple[Contributor, ...]


def statements(front: Front, owner: str) -> tuple[Statement, ...]:
    """Return what must be said of authors: who is to be written to, whose parts are equal, who has died."""
    taken = {sign for one in front.authors for part in one.details if isinstance(part, Passage) for sign in plain((part,))}
    found = []
    for key, (field, sign) in _STATEMENTS.items():
        people = tuple(one for one in front.authors if getattr(one, field))
        alone = key == "correspondence" and len(front.authors) == 1 and not front.authors[0].contacts
        if people and not alone:
            mark = next((free for free in (sign, *_SIGNS) if free not in taken), "") if len(front.authors) > 1 else ""
            taken.add(mark)
            found.append(Statement(id=f"{owner}-{key}", key=key, mark=mark, people=people))
    return tuple(found)


def details(person: Contributor, said: tuple[Statement, ...]) -> tuple[Inline, ...]:
    """Return what stands beside a name, the marks of statements after the others."""
    own = [
        CrossReference(id=f"{person.id}-{item.key}", lang=person.lang, target=item.id, kind="fn", content=(item.mark,))
        for item in said
        if item.mark and getattr(person, _STATEMENTS[item.key][0])
    ]
    if not own:
        return person.details
    first, *rest = person.details or (None,)
    if isinstance(first, Passage) and first.role == "marks" and isinstance(raised := first.content[0], Styled):
        content = (*raised.content, *(part for mark in own for part in (",", mark)))
        return (replace(first, content=(replace(raised, content=content),)), *rest)
    content = ("\u00a0", *_joined(own, ","))
    raised = Styled(id=f"{person.id}-raised", lang=person.lang, style=Style.SUP, content=content)
    return (_passage(f"{person.id}-marks", person.lang, (raised,), "marks"), *person.details)


def opening(front: Front, owner: str, lang: str) -> tuple[Paragraph, ...]:
    """Return the lines below the authors: their statements, then the others by role (``Edited by: Zoe Zeta``)."""
    said = [_statement(front, item, lang) for item in statements(front, owner)]
    groups: dict[tuple[str, str], list[Contributor]] = {}
    for one in front.others:
        groups.setdefault((one.role, plain(one.title)), []).append(one)
    others = [_others(people, f"{owner}-others-{number}", lang) for number, people in enumerate(groups.values(), 1)]
    return (*said, *others)


def closing(front: Front, owner: str, lang: str) -> tuple[Paragraph, ...]:
    """Return the lines at the end: the members of groups, the roles of authors, the addresses that stand nowhere else."""
    groups = [one for one in front.contributors if one.members]
    members = [_members(group, f"{owner}-members-{number}", lang) for number, group in enumerate(groups, 1)]
    roles = [(one, _joined(one.contributions, ", ")) for one in front.contributors if one.contributions]
    written = _written(front)
    said = {one.id for item in statements(front, owner) if item.key == "correspondence" for one in item.people}
    open_ = [(one, _unsaid(one, written)) for one in everybody(front.contributors) if one.id not in said]
    return (
        *members,
        *_list("roles", roles, f"{owner}-roles", lang),
        *_list("contact", [(one, parts) for one, parts in open_ if parts], f"{owner}-contact", lang),
    )


# ----------------------------------------------------------------------------------------------------------------- lines


def _statement(front: Front, item: Statement, lang: str) -> Paragraph:
    mark: tuple[Inline, ...] = (_passage(f"{item.id}-mark", lang, (item.mark,), "label"), " ") if item.mark else ()
    named: list[Inline] = []
    for one in item.people:
        contacts = one.contacts if item.key == "correspondence" else ()
        named += [*(["; " if contacts else ", "] if named else []), one.name]
        named += [part for contact in contacts for part in (", ", contact)]
    return _line(item.id, "author-note", lang, (*mark, *label(item.key, item.id, lang), " ", *named))


def _others(people: list[Contributor], id: str, lang: str) -> Paragraph:
    """Return those of one role, each with what stands beside the name, after the role in the source's words or in ours."""
    named = [part for index, one in enumerate(people) for part in ("; " if index else "", one.name, *one.details)]
    return _line(id, "author-note", lang, (*_role(people[0], id, lang), " ", *(part for part in named if part)))


def _role(one: Contributor, id: str, lang: str) -> tuple[Inline, ...]:
    """Return what somebody is, as a label: in the source's words, in ours, or by the name of the role."""
    if one.title:
        return (_passage(f"{id}-name", one.lang, (*one.title, ":"), "label"),)
    if key := _ROLES.get(one.role, ""):
        return label(key, id, lang)
    words = one.role.replace("-", " ").replace("_", " ").capitalize()
    return (_passage(f"{id}-name", lang, (f"{words}:",), "label"),)


def _members(group: Contributor, id: str, lang: str) -> Paragraph:
    head = _passage(f"{id}-name", group.lang, (f"{group.name}:",), "label")
    return _line(id, "contributor-note", lang, (head, " ", *_named(group.members)))


def _named(people: Iterable[Contributor]) -> tuple[Inline, ...]:
    """Return the members of a group: roles and further members in brackets after each name."""
    found: list[Inline] = []
    people = tuple(people)
    between = "; " if any("," in plain(one.details[-1:]) or len(one.details) > 1 for one in people) else ", "
    for one in people:
        words = one.title or _joined(one.contributions, ", ")
        found += [between if found else "", one.name, *one.details]
        found += [" (", *words, ")"] if words else []
        found += [" (", *_named(one.members), ")"] if one.members else []
    return tuple(part for part in found if part)


def _list(key: str, people: list[tuple[Contributor, tuple[Inline, ...]]], id: str, lang: str) -> Iterator[Paragraph]:
    """Yield one line: a name, a colon and what belongs to it, for each of some people."""
    parts = [part for index, (one, said) in enumerate(people) for part in ("; " if index else "", one.name, ": ", *said)]
    if parts:
        yield _line(id, "contributor-note", lang, (*label(key, id, lang), " ", *(part for part in parts if part)))


def _written(front: Front) -> str:
    """Return the words of the notes and affiliations, which may hold an address."""
    blocks = (*front.author_notes, *front.affiliations)
    return " ".join(plain(node.content) for block in blocks for node in walk(block) if isinstance(node, Paragraph))


def everybody(people: Iterable[Contributor]) -> Iterator[Contributor]:
    """Yield contributors, each group before its members."""
    for one in people:
        yield one
        yield from everybody(one.members)


def _unsaid(one: Contributor, written: str) -> tuple[Inline, ...]:
    return _joined([part for part in one.contacts if plain((part,)) not in written], ", ")


# ----------------------------------------------------------------------------------------------------------------- parts


def label(key: str, id: str, lang: str) -> tuple[Inline, ...]:
    """Return a phrase of ours as a label with a colon, tagged as English where we have none in the language."""
    own = language_of(lang)
    return (
        _passage(f"{id}-name", lang if lang.partition("-")[0].lower() == own else own, (f"{phrase(key, lang)}:",), "label"),
    )


def _joined(parts: Iterable[Inline], separator: str) -> tuple[Inline, ...]:
    return tuple(item for index, part in enumerate(parts) for item in ((separator, part) if index else (part,)))


def _passage(id: str, lang: str, content: tuple[Inline, ...], role: str) -> Passage:
    return Passage(id=id, lang=lang, content=content, role=role)


def _line(id: str, role: str, lang: str, content: tuple[Inline, ...]) -> Paragraph:
    return Paragraph(id=id, lang=lang, content=content, role=role)
