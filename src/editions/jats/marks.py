"""Marks of front matter: which affiliation, address or note a mark beside a name leads to, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from editions.jats.context import Element
from editions.jats.source import child, find_all, name, texts

MAX_MARK = 6
"""Characters of a mark; longer text is words."""
CORRESPONDENCE = "*"
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
    ``target`` gives the id in the model of what is listed, ``said`` what the source's notes say: ``corresp``, ``equal`` …
    """

    contributors: list[Element] = field(default_factory=list)
    members: dict[Element, list[Element]] = field(default_factory=dict)
    listed: dict[Element, None] = field(default_factory=dict)
    by_id: dict[str, Element] = field(default_factory=dict)
    same: dict[Element, Element] = field(default_factory=dict)
    mark: dict[Element, str] = field(default_factory=dict)
    target: dict[Element, str] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    _own: dict[Element, list[Element]] = field(default_factory=dict)
    _alone: Element | None = None

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
        alone = [self._alone] if self._alone is not None and contrib.get("corresp") == "yes" else []
        return [item for item in dict.fromkeys([*own, *alone]) if item in self.mark]


def _is_statement(note: Element, kind: str) -> bool:
    words = texts(note).lower()
    return note.get("fn-type") == kind or any(part in words for part in STATEMENTS[kind])


def marks_of(article: Element, meta: Element, contribs: list[Element], authors: frozenset[Element]) -> Marks:
    """Return the marks of an article's front matter; ``authors`` are those of its contributors who are."""
    made = Marks()
    _sort_out(made, contribs)
    made.by_id = {str(node.get("id")): node for node in _notes(article) if node.get("id")}
    made.said = frozenset(_said(article))
    homes = [part for item in _own_affiliations(meta) for part in _parts(item)]
    nested: list[Element] = []
    for one in made.contributors:
        inside = [item for item in one if name(item) == "aff"]
        made._own[one] = [*_pointed_at(made, one), *inside]
        nested += inside if one in authors else []
    _list(made, homes, nested, authors)
    _label(made, meta, [one for one in made.contributors if one in authors])
    return made


def _notes(article: Element) -> Iterator[Element]:
    """Yield what a mark beside a name may lead to."""
    for part in article:
        if name(part) in ("front", "front-stub", "back"):
            yield from part.iter("{*}aff", "{*}corresp", "{*}fn")


def _said(article: Element) -> Iterator[str]:
    for node in _notes(article):
        if name(node) == "corresp":
            yield "corresp"
        elif name(node) == "fn":
            yield from (kind for kind in STATEMENTS if _is_statement(node, kind))


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
    _mark_addresses(made, meta, authors)


def _number(made: Marks) -> None:
    used = set(made.mark.values())
    free = (str(number) for number in range(1, len(made.listed) + len(used) + 1) if str(number) not in used)
    pointed = {made.same.get(home, home) for homes in made._own.values() for home in homes}
    for home in made.listed:
        if home in pointed and home not in made.mark:
            made.mark[home] = next(free)


def _mark_addresses(made: Marks, meta: Element, authors: list[Element]) -> None:
    """Give an address of correspondence a mark, where something without one leads to it, or where it is the only one."""
    xrefs = [item for one in authors for item in one if name(item) == "xref"]
    pointed = [item for xref in xrefs for item in made.led_to(xref) if name(item) == "corresp"]
    addresses = find_all(meta, "author-notes", "corresp")
    if len(addresses) == 1 and not pointed and len(authors) > 1:
        made._alone = addresses[0]
        if not any(one.get("corresp") == "yes" for one in authors):
            return
        pointed = addresses
    for address in pointed if len(authors) > 1 else ():
        made.mark.setdefault(address, CORRESPONDENCE)
