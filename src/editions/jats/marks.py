"""Marks of front matter: which affiliation, address or note a mark beside a name leads to, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from editions.jats.context import Element
from editions.jats.source import child, find_all, name, texts

MAX_MARK = 6
"""Characters of a mark; longer text is words."""
SIGNS = ("*", "†", "‡", "§", "¶", "#")
ATTRIBUTES = {"corresp": "corresp", "deceased": "deceased", "equal": "equal-contrib"}
"""What a note on an author may say -> the attribute of a contributor that says it."""
STATEMENTS = {
    "equal": ("equal", "igual", "gleich", "égal"),
    "deceased": ("deceased", "died", "in memoriam", "falec", "fallec", "verstorben", "décéd"),
}
"""A type of note -> what its words have in common, where its type does not say it."""


@dataclass(slots=True)
class Marks:
    """The affiliations, addresses and notes of an article by their ids, and the mark of each, where it has one.

    ``contributors`` are those of the byline and its neighbours, ``members`` those whom the source lists apart from their
    group. ``listed`` are the affiliations of authors; one that only an editor or a reviewer has stands beside the name.
    ``target`` gives the id in the model of what is listed; ``untied`` are the notes to which no mark leads, by what they say:
    ``corresp``, ``equal``, ``deceased``.
    """

    contributors: list[Element] = field(default_factory=list)
    members: dict[Element, list[Element]] = field(default_factory=dict)
    listed: dict[Element, None] = field(default_factory=dict)
    by_id: dict[str, Element] = field(default_factory=dict)
    same: dict[Element, Element] = field(default_factory=dict)
    mark: dict[Element, str] = field(default_factory=dict)
    target: dict[Element, str] = field(default_factory=dict)
    _own: dict[Element, list[Element]] = field(default_factory=dict)
    untied: dict[str, Element] = field(default_factory=dict)
    has_addresses: bool = False

    def affiliations(self, contrib: Element) -> list[Element]:
        """Return the affiliations of a contributor, whichever way the source ties them."""
        return self._own.get(contrib, [])

    def homes(self, contrib: Element) -> list[Element]:
        """Return those of a contributor's affiliations that stand beside the name, not in the list."""
        return [home for home in self.affiliations(contrib) if home not in self.listed and home.getparent() is not contrib]

    def is_listed(self, affiliation: Element) -> bool:
        """Whether an affiliation is in the list below the authors (or one with the same words is)."""
        return self.same.get(affiliation, affiliation) in self.listed

    def led_to(self, xref: Element) -> list[Element]:
        """Return what a mark leads to, as far as it is front matter."""
        return [self.by_id[rid] for rid in xref.get("rid", "").split() if rid in self.by_id]

    def unmarked(self, contrib: Element) -> list[Element]:
        """Return what is a contributor's without a cross-reference: by the attribute ``rid``, by its place, by being alone."""
        pointed = {item for xref in contrib if name(xref) == "xref" for item in self.led_to(xref)}
        own = [self.same.get(home, home) for home in self.affiliations(contrib) if home not in pointed]
        untied = [note for kind, note in self.untied.items() if contrib.get(ATTRIBUTES[kind]) == "yes"]
        return [item for item in dict.fromkeys([*own, *untied]) if item in self.mark]

    def says(self, contrib: Element, kind: str) -> bool:
        """Whether a note of the source says of a contributor what an attribute says, or is to say it."""
        if kind == "corresp" and self.has_addresses:
            return True
        led_to = {item for xref in contrib if name(xref) == "xref" for item in self.led_to(xref)}
        return kind in self.untied or any(_is_statement(item, kind) for item in led_to)


def _is_statement(note: Element, kind: str) -> bool:
    if name(note) != "fn":
        return name(note) == kind
    words = texts(note).lower()
    return note.get("fn-type") == kind or any(part in words for part in STATEMENTS.get(kind, ()))


def marks_of(article: Element, meta: Element, contribs: list[Element], authors: frozenset[Element]) -> Marks:
    """Return the marks of an article's front matter; ``authors`` are those of its contributors who are."""
    made = Marks()
    _sort_out(made, contribs)
    made.by_id = {str(node.get("id")): node for node in _notes(article) if node.get("id")}
    homes = [part for item in _own_affiliations(meta) for part in _parts(item)]
    nested: list[Element] = []
    for one in made.contributors:
        inside = [item for item in one if name(item) == "aff"]
        made._own[one] = [*_pointed_at(made, one), *inside]
        nested += inside if one in authors and not is_sentence(one) else []
    _list(made, homes, nested, authors)
    _label(made, meta, [one for one in made.contributors if one in authors])
    return made


def is_sentence(contrib: Element) -> bool:
    """Whether a contributor is written as a sentence: words of generated text (``x``) join its parts."""
    return any(sign.isalpha() for item in contrib if name(item) == "x" for sign in texts(item))


def _notes(article: Element) -> Iterator[Element]:
    """Yield what a mark beside a name may lead to."""
    for part in article:
        if name(part) in ("front", "front-stub", "back"):
            yield from part.iter("{*}aff", "{*}corresp", "{*}fn")


def _own_affiliations(meta: Element) -> Iterator[Element]:
    for holder in (*find_all(meta, "contrib-group"), meta):
        yield from (item for item in holder if name(item) in ("aff", "aff-alternatives"))


def _parts(node: Element) -> list[Element]:
    return [item for item in node if name(item) == "aff"] if name(node) == "aff-alternatives" else [node]


# ------------------------------------------------------------------------------------------------------------- who is whose


def _sort_out(made: Marks, contribs: list[Element]) -> None:
    """Tell the members of a group, listed apart from it, from those who stand in the byline."""
    ids = {str(item.get("id")): one for one in contribs for item in (one, *one.iter("{*}collab")) if item.get("id")}
    groups = [one for one in contribs if child(one, "collab") is not None]
    for one in contribs:
        owner = next((ids[rid] for rid in one.get("rid", "").split() if rid in ids), None)
        around = one.getparent()
        if owner is None and around is not None and "collab-list" in around.get("content-type", "") and groups:
            owner = groups[-1]
        if owner is None or owner is one:
            made.contributors.append(one)
        else:
            made.members.setdefault(owner, []).append(one)


def _pointed_at(made: Marks, contrib: Element) -> list[Element]:
    xrefs = [item for item in contrib if name(item) == "xref"]
    named = contrib.get("rid", "").split()
    found = [home for xref in xrefs for home in made.led_to(xref)] + [made.by_id[rid] for rid in named if rid in made.by_id]
    return [home for home in dict.fromkeys(found) if name(home) == "aff"]


def _list(made: Marks, homes: list[Element], nested: list[Element], authors: frozenset[Element]) -> None:
    """Decide which affiliations stand in the list: not those of others than authors; equal words stand there once."""
    others = {home for one in made.contributors if one not in authors for home in made.affiliations(one)}
    own = {home for one in made.contributors if one in authors for home in made.affiliations(one)}
    own |= {home for people in made.members.values() for one in people for home in _pointed_at(made, one)}
    made.listed = dict.fromkeys(home for home in homes if home in own or home not in others)
    first = {texts(home): home for home in reversed(list(made.listed))}
    for home in nested:
        made.same[home] = first.setdefault(texts(home), home)
        if made.same[home] is home:
            made.listed[home] = None


# ------------------------------------------------------------------------------------------------------------------ marks


def printed(node: Element) -> Element | None:
    """Return the element that holds a mark: the ``label`` of a note or affiliation, or a superscript at its beginning."""
    label = child(node, "label")
    if label is not None:
        return label
    first = next((item for item in node if name(item)), None)
    leads = first is not None and name(first) == "sup" and not (node.text or "").strip()
    return first if leads else None


def _label(made: Marks, meta: Element, authors: list[Element]) -> None:
    """Give each affiliation and address its mark: the one that it has, that which leads to it, or a number."""
    for node in dict.fromkeys([*made.listed, *made.by_id.values()]):
        label = printed(node)
        if label is not None and texts(label):
            made.mark[node] = texts(label)
    for xref in (item for one in authors for item in one if name(item) == "xref"):
        led_to, said = made.led_to(xref), texts(xref)
        if len(led_to) == 1 and said and len(said) <= MAX_MARK and name(led_to[0]) in ("aff", "corresp"):
            made.mark.setdefault(led_to[0], said)
    if len(made.listed) > 1 and len(authors) > 1:
        _number(made)
    _tie(made, meta, authors)


def _number(made: Marks) -> None:
    used = set(made.mark.values())
    free = (str(number) for number in range(1, len(made.listed) + len(used) + 1) if str(number) not in used)
    pointed = {made.same.get(home, home) for homes in made._own.values() for home in homes}
    for home in made.listed:
        if home in pointed and home not in made.mark:
            made.mark[home] = next(free)


def _tie(made: Marks, meta: Element, authors: list[Element]) -> None:
    """Give the notes on authors without a mark one: those that something leads to, and those that attributes speak of."""
    pointed = {item for one in authors for xref in one if name(xref) == "xref" for item in made.led_to(xref)}
    addresses = find_all(meta, "author-notes", "corresp")
    made.has_addresses = bool(addresses)
    notes = [*addresses, *find_all(meta, "author-notes", "fn")]
    for kind in ATTRIBUTES:
        found = [note for note in notes if _is_statement(note, kind)]
        if len(found) == 1 and found[0] not in pointed:
            made.untied[kind] = found[0]
    spoken_of = {note for kind, note in made.untied.items() if any(one.get(ATTRIBUTES[kind]) == "yes" for one in authors)}
    free = iter([sign for sign in SIGNS if sign not in made.mark.values()])
    for note in notes if len(authors) > 1 else ():
        is_address = name(note) == "corresp" and note in pointed
        if note not in made.mark and (note in spoken_of or is_address):
            made.mark[note] = _first_sign(note) or next(free, SIGNS[0])


def _first_sign(note: Element) -> str:
    """Return the sign that the words of a note begin with, ``""`` where they begin with none."""
    first = texts(note)[:1]
    return first if first in SIGNS else ""
