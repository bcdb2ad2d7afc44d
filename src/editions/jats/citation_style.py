"""The style of a citation whose parts have no punctuation of their own (``element-citation``).

The order and the punctuation are those of the Vancouver style (NLM, *Citing Medicine*, 2nd edition): authors, title, source,
edition, place and publisher, date, volume(issue):pages, then identifiers, which are links. Every word of the source is kept;
parts that have no place follow as sentences of their own. The few words that are added are in the language of the citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from editions.article.model import Inline, Link, Passage, plain_keep
from editions.jats.context import Context, Element, line
from editions.jats.identifiers import NAMES, address, is_resolved, said
from editions.jats.inline import WORDED, has_text, inline, is_empty, raw_inlines, tidy
from editions.jats.source import name, texts
from editions.languages.phrases import language_of, phrase

Words = list[Inline]

SLOTS = {
    slot: kind
    for kind, slots in {
        "author": "name string-name name-alternatives collab collab-alternatives anonymous on-behalf-of etal",
        "title": "article-title chapter-title part-title data-title trans-title",
        "source": "source trans-source issue-title",
        "series": "series",
        "edition": "edition",
        "version": "version",
        "conference": "conf-name conf-num conf-theme conf-date conf-loc conf-sponsor conf-acronym string-conf conference",
        "place": "publisher-loc",
        "publisher": "publisher-name institution institution-wrap",
        "date": "year month day season era date string-date",
        "volume": "volume volume-series supplement",
        "issue": "issue issue-part",
        "pages": "fpage lpage page-range",
        "number": "elocation-id",
        "accessed": "date-in-citation access-date",
        "link": "pub-id ext-link uri self-uri volume-id issue-id",
    }.items()
    for slot in slots.split()
}
"""Parts of a citation -> their place in it; other elements are sentences of their own."""

AUTHORS = frozenset({"", "author", "authors", "allauthors", "inventor"})
"""Values of ``person-group-type`` that name those who wrote a work."""

JOURNALS = frozenset({"journal", "article-journal", "magazine", "newspaper", "periodical", "preprint"})
HOSTED = frozenset({"chapter", "book-chapter", "conference", "confproc", "conf-proc", "paper-conference"})
"""Values of ``publication-type``: what appears in volumes and issues, and what is a part of a book."""

ROLES = {"editor": "editor", "guest-editor": "editor", "translator": "translator", "transed": "translator"}
NUMBER = re.compile(r"\d+")
COUNTED = re.compile(r"v?\d[\w.-]*|[IVXLC]+")
ORDINAL = re.compile(r"\d{1,6}(?:st|nd|rd|th)")
STOPS = (".", "?", "!", "…", ":", ";", ",", "。", "？", "！", "؟", "：")
QUOTES = "\"'”’»“"
DASH = "\u2013"


def set_citation(ctx: Context, node: Element, lang: str) -> Words:
    """Return the words of a citation that has no punctuation between its parts, in the house style."""
    return _Setting.of(ctx, node, lang).words()


def ends(content: Words) -> bool:
    """Whether inline content ends as a sentence does, or with a link, to which no full stop may be glued."""
    last = next((item for item in reversed(content) if not isinstance(item, str) or item.strip()), "")
    while isinstance(last, WORDED) and not isinstance(last, Link) and last.content:
        last = last.content[-1]
    return isinstance(last, Link) or plain_keep(tuple(content[-3:])).rstrip().rstrip(QUOTES).endswith(STOPS)


def sentences(parts: Iterator[Words]) -> Words:
    """Return parts as sentences: a full stop and a space between them, no stop after another."""
    content: Words = []
    for part in parts:
        if part:
            content += ([" "] if ends(content) else [". "]) if content else []
            content += part
    return content if not content or ends(content) else [*content, "."]


@dataclass(frozen=True, slots=True)
class _Setting:
    """A citation and its parts by their place."""

    ctx: Context
    lang: str
    node: Element
    slots: dict[str, list[Element]]
    groups: list[Element]
    kind: str

    @classmethod
    def of(cls, ctx: Context, node: Element, lang: str) -> _Setting:
        slots: dict[str, list[Element]] = {}
        groups: list[Element] = []
        before = ""
        for item in node:
            slot = _slot(item, before)
            if slot == "group":
                groups.append(item)
            elif slot:
                slots.setdefault(slot, []).append(item)
            before = slot or before
        return cls(ctx, lang, node, slots, groups, (node.get("publication-type") or node.get("citation-type") or "").lower())

    def words(self) -> Words:
        """Return the whole citation."""
        content = sentences(part for part in self._sentences())
        for item in self.slots.get("link", ()):
            if linked := self._link(item):
                content += [" ", *linked] if content else linked
        return content

    def _sentences(self) -> Iterator[Words]:
        yield self._list("label", " ")
        yield self._authors()
        yield from self._titles("title")
        yield from self._host() if self._is_hosted() else self._source()
        yield from self._people()
        yield self._edition()
        yield from (self._with_phrase("cited-version", item) for item in self.slots.get("version", ()))
        yield self._list("series", ", ", self._list("issue", ", ") if self._has_numbered_series() else [])
        yield self._list("conference", "; ")
        yield from self._book() if self._is_book() else self._journal()
        yield from (self._other(item) for item in self.slots.get("other", ()))
        yield from (self._accessed(item) for item in self.slots.get("accessed", ()))

    # ------------------------------------------------------------------------------------------------------ kinds

    def _has(self, *slots: str) -> bool:
        return any(not is_empty(self._one(item)) for slot in slots for item in self.slots.get(slot, ()))

    def _is_book(self) -> bool:
        return self.kind not in JOURNALS and (self._has("publisher", "place", "edition", "series") or self._is_hosted())

    def _is_hosted(self) -> bool:
        """Whether the title is that of a part of its source: a chapter, a paper in proceedings."""
        part = any(name(item) in ("chapter-title", "part-title") for item in self.slots.get("title", ()))
        edited = self.kind in HOSTED or (self.kind == "book" and bool(self.groups))
        return self._has("source") and (part or (edited and self._has("title")))

    def _has_numbered_series(self) -> bool:
        return self._is_book() and self._has("series", "issue") and not self._has("volume")

    # ----------------------------------------------------------------------------------------------------- people

    def _of(self, *, authors: bool) -> list[Element]:
        groups = [item for item in self.groups if (item.get("person-group-type", "") in AUTHORS) == authors]
        return [item for item in groups if texts(item) or len(item)]

    def _authors(self) -> Words:
        """Return those who come first: the authors, or else the editors of a whole work, or whoever is named."""
        alone = self._names(self.slots.get("author", []))
        groups = [self._group(item) for item in self._of(authors=True)]
        found = _joined([*groups, alone], ", ")
        return found or _joined([self._group(item) for item in self._first()], "; ")

    def _first(self) -> list[Element]:
        """Return the groups of others than authors that stand first, where there are no authors."""
        if self._is_hosted() or self._has("author") or self._of(authors=True):
            return []
        others = self._of(authors=False)
        return [item for item in others if _edits(item)] or others

    def _people(self) -> Iterator[Words]:
        """Yield those who are no authors, each group with what it did, unless they stand elsewhere."""
        first = set(self._first())
        others = [item for item in self._of(authors=False) if item not in first]
        yield from (self._group(item) for item in others if not (self._is_hosted() and _edits(item)))

    def _group(self, node: Element) -> Words:
        found = list(_trimmed(raw_inlines(self.ctx, node, self.lang))) if has_text(node) else self._names(list(node))
        role = node.get("person-group-type", "")
        if role in AUTHORS or not found:
            return found
        several = sum(1 for item in node if name(item) not in ("", "role")) > 1
        if role in ROLES:
            return [
                *found,
                " ",
                self._phrase("cited-editors" if several and ROLES[role] == "editor" else f"cited-{ROLES[role]}"),
            ]
        return [*found, " ", f"({role.replace('-', ' ')})"]

    def _names(self, nodes: list[Element]) -> Words:
        return _joined([self._name(item) for item in nodes if name(item)], ", ")

    def _name(self, node: Element) -> Words:
        if name(node) == "name-alternatives" and len(node):
            return self._name(node[0])
        if name(node) != "name" or has_text(node):
            return self._one(node)
        own = self.ctx.lang(node, self.lang)
        known = [item for part in NAME_ORDER for item in node if name(item) == part]
        others = (item for item in node if name(item) not in NAME_ORDER)
        parts = [self._one(item, own) for item in (*known, *others)]
        content = tuple(_joined(parts, " "))
        return (
            [Passage(id=self.ctx.new_id("words", node), lang=own, line=line(node), content=content, role="name")]
            if content
            else []
        )

    # ------------------------------------------------------------------------------------------------ title, source

    def _titles(self, slot: str) -> Iterator[Words]:
        """Yield titles, a translated one in brackets after the one that it translates."""
        made: Words = []
        for item in self.slots.get(slot, ()):
            words = self._one(item)
            if name(item).startswith("trans-") and words and made:
                made += [" ", *words] if plain_keep(tuple(words)).startswith("[") else [" [", *words, "]"]
            elif words:
                yield made
                made = words
        yield made

    def _source(self) -> Iterator[Words]:
        """Yield the titles of the source; the publisher of a journal stands in brackets behind it."""
        *first, last = list(self._titles("source"))
        imprint = [] if self._is_book() else self._imprint()
        yield from first
        yield [*last, " (", *imprint, ")"] if last and imprint else [*last, *imprint]

    def _host(self) -> Iterator[Words]:
        """Yield what a chapter is in: ``In:``, the editors, the title of the book."""
        first, *rest = [title for title in self._titles("source") if title]
        editors = _joined([self._group(item) for item in self._of(authors=False) if _edits(item)], "; ")
        yield [self._phrase("cited-in"), " ", *([*editors, " "] if editors else []), *first]
        yield from rest

    def _edition(self) -> Words:
        return _joined([self._one_edition(item) for item in self.slots.get("edition", ())], ", ")

    def _one_edition(self, item: Element) -> Words:
        said, words = texts(item), self._one(item)
        english = language_of(self.lang) == "en"
        if NUMBER.fullmatch(said):
            return self._around("nth-edition", [*words, _ordinal(int(said[-2:]))] if english else words)
        return self._around("nth-edition", words) if english and ORDINAL.fullmatch(said) else words

    # ----------------------------------------------------------------------------------------------- where and when

    def _book(self) -> Iterator[Words]:
        yield from (self._with_phrase("cited-volume", item) for item in self.slots.get("volume", ()))
        yield [] if self._has_numbered_series() else _wrapped("(", self._list("issue", ", "), ")")
        place = self._imprint()
        date = self._date(self.slots.get("date", []))
        yield [*place, "; ", *date] if place and date else [*place, *date]
        pages = self._pages()
        yield self._around("pp", pages) if pages and texts(self.slots.get("pages", [self.node])[0])[:1].isdigit() else pages
        yield self._list("number", ", ")

    def _journal(self) -> Iterator[Words]:
        volume = [*self._list("volume", " "), *_wrapped("(", self._list("issue", ", "), ")")]
        pages = _joined([part for part in (self._pages(), self._list("number", ", ")) if part], ", ")
        place = [*volume, *([":", *pages] if pages and volume else pages)]
        date = self._date(self.slots.get("date", []))
        yield [*date, ";" if volume else ":", *place] if date and place else [*date, *place]

    def _imprint(self) -> Words:
        place, publisher = self._list("place", ", "), self._list("publisher", ", ")
        return [*place, ": ", *publisher] if place and publisher else [*place, *publisher]

    def _pages(self) -> Words:
        """Return the pages as a range, as often as the source gives one."""
        content: Words = []
        before = ""
        for item in self.slots.get("pages", ()):
            if words := self._one(item):
                between = DASH if (before, name(item)) == ("fpage", "lpage") else ", "
                content += [between, *words] if content else words
                before = name(item)
        return content

    def _date(self, nodes: list[Element]) -> Words:
        """Return a date from its greatest part to its least: ``1999-12-19`` from numbers, else ``1999 Dec 19``."""
        whole = [
            self._one(item) if has_text(item) or not len(item) else self._date(list(item)) for item in _named(nodes, "date")
        ]
        free = [self._one(item) for item in _named(nodes, "string-date", "era")]
        parts = [(texts(item), self._one(item)) for kind in DATE_ORDER for item in _named(nodes, kind)]
        content: Words = []
        for text, words in parts:
            numeric = NUMBER.fullmatch(text) and content and plain_keep(tuple(content[-1:]))[-1:].isdigit()
            content += [*(["-" if numeric else " "] if content else []), *words]
        return _joined([part for part in (content, *whole, *free) if part], " ")

    def _accessed(self, node: Element) -> Words:
        if has_text(node) or not any(name(item) in DATE_ORDER for item in node):
            words = self._one(node)
        else:
            words = self._date(list(node))
        dated = plain_keep(tuple(words))[:1].isdigit() and node.get("content-type", "access-date") in ACCESS
        return self._around("accessed", words, "{date}") if dated else words

    # ------------------------------------------------------------------------------------------------------- links

    def _link(self, node: Element) -> Words:
        """Return an identifier as a link whose words say what it leads to."""
        if not is_resolved(node):
            return self._one(node)
        kind, text = node.get("pub-id-type", ""), texts(node)
        href, words = address(kind, text), said(kind, text)
        return [Link(id=self.ctx.id(node, "link"), lang=self.lang, line=line(node), href=href, content=(words,))]

    def _other(self, node: Element) -> Words:
        """Return a part without a place of its own: a sentence that says what it is, where it is a mere number."""
        words = self._one(node)
        if name(node) == "size" and NUMBER.fullmatch(texts(node)) and node.get("units", "page").startswith("page"):
            return self._around("extent", words)
        named = NAMES.get(name(node)) or NAMES.get(node.get("pub-id-type", ""), "")
        return [named, *words] if named and words and not texts(node).upper().startswith(named.strip()) else words

    # ------------------------------------------------------------------------------------------------------- words

    def _one(self, node: Element, lang: str = "") -> Words:
        """Return the words of a part, without spaces at either end."""
        return list(_trimmed(inline(self.ctx, node, lang or self.lang))) if name(node) else []

    def _list(self, slot: str, between: str, more: Words | None = None) -> Words:
        found = _joined([self._one(item) for item in self.slots.get(slot, ())], between)
        return [*found, " ", *more] if found and more else found

    def _phrase(self, key: str) -> Inline:
        return self._ours(phrase(key, self.lang))

    def _ours(self, text: str) -> Inline:
        """Return words that are added, in the language in which we have them."""
        own = language_of(self.lang)
        if not text or own == self.lang.partition("-")[0].lower():
            return text
        return Passage(id=self.ctx.new_id("words"), lang=own, line=line(self.node), content=(text,))

    def _around(self, key: str, words: Words, field: str = "{n}") -> Words:
        """Return words with a phrase around them: ``p. 3`` from ``p. {n}``."""
        before, _, after = phrase(key, self.lang).partition(field)
        if not words:
            return []
        return [*([self._ours(before)] if before else []), *words, *([self._ours(after)] if after else [])]

    def _with_phrase(self, key: str, node: Element) -> Words:
        """Return a part with its phrase, unless it has words of its own."""
        words = self._one(node)
        return self._around(key, words) if COUNTED.fullmatch(texts(node)) else words


NAME_ORDER = ("prefix", "surname", "given-names", "suffix")
DATE_ORDER = ("year", "season", "month", "day")
ACCESS = frozenset({"access-date", "accessed", "access", "cited"})


def _slot(node: Element, before: str) -> str:
    """Return the place of a part: ``group`` for people, ``other`` where it has none, ``""`` for what is no element."""
    kind = name(node)
    if kind == "person-group":
        return "group"
    if kind == "comment" and before in ("title", "source") and texts(node).startswith("["):
        return before  # a translated title
    if kind == "label":
        return "label"
    return SLOTS.get(kind, "other") if kind else ""


def _edits(node: Element) -> bool:
    return ROLES.get(node.get("person-group-type", "")) == "editor"


def _named(nodes: list[Element], *kinds: str) -> list[Element]:
    return [item for item in nodes if name(item) in kinds]


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _joined(parts: list[Words], between: str) -> Words:
    """Return the parts that hold words, something between them."""
    content: Words = []
    for part in parts:
        if part:
            content += [between, *part] if content else part
    return content


def _wrapped(before: str, words: Words, after: str) -> Words:
    return [before, *words, after] if words else []


def _trimmed(content: Words) -> tuple[Inline, ...]:
    """Return inline content without spaces at its ends, also inside the nodes that stand there; () where it is empty."""
    return () if is_empty(content) else _cut(_cut(tidy(content), 0), -1)


def _cut(content: tuple[Inline, ...], end: int) -> tuple[Inline, ...]:
    while content and is_empty([content[end]]):
        content = content[1:] if end == 0 else content[:-1]
    last = content[end] if content else ""
    if isinstance(last, str):
        cut: Inline = last.lstrip() if end == 0 else last.rstrip()
    elif isinstance(last, WORDED):
        cut = replace(last, content=_cut(last.content, end))
    else:
        cut = last
    return (cut, *content[1:]) if end == 0 else (*content[:-1], cut)
