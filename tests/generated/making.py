"""The article that a table makes, and the words in it.

Each element is written out once, with every child that it may have; elsewhere it holds as little as shows it. So every pair
of an element and a child has one place, and its word. Children touch, as in a file without spaces, but those that run
within a word (italics, links): they stand between spaces.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from editions.article.model import Article
from editions.jats import read
from generated.table import Model

XLINK = "http://www.w3.org/1999/xlink"

ALTERNATIVES = frozenset({"alternatives", "block-alternatives", "citation-alternatives", "textual-form"})
"""Elements of which one child is shown: each child stands in one of its own."""

RUNNING = frozenset(
    """
    bold fixed-case italic monospace overline roman sans-serif sc strike underline ruby abbrev milestone-start
    milestone-end named-content styled-content target xref sub sup ext-link uri email inline-formula chem-struct fn
    inline-graphic inline-media inline-supplementary-material private-char index-term index-term-range-end
    overline-start overline-end
    """.split()
)
"""Elements that may be a part of a word: in the article they are words of their own."""

ONE_OF_TWO = frozenset({("sub-article", "front"), ("response", "front")})
"""Children of which an element has another, but not both."""

FIRST = ("body", "p", "sec", "back", "front", "article-meta", "ref-list", "ref")
"""Elements whose children are written out in them rather than elsewhere."""

SHORTEST = {
    "table-wrap": "table",
    "table": "tbody",
    "tr": "td",
    "contrib": "name",
    "name": "surname",
    "ref": "mixed-citation",
    "def-item": "term",
    "sec": "p",
    "sub-article": "front-stub",
    "response": "front-stub",
    "front-stub": "title-group",
    "title-group": "article-title",
    "ruby": "rb",
    "history": "date",
    "fig": "caption",
    "fig-group": "caption",
    "license": "license-p",
}
"""The child that stands for an element where it is not written out, where that is not its nearest one with text."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the article: the element around it, and the elements around that, outermost first."""

    text: str
    path: tuple[str, ...]

    @property
    def element(self) -> str:
        """The name of the element around it."""
        return self.path[-1]

    def __str__(self) -> str:
        return f"{self.text} in {'/'.join(self.path)}"


@dataclass(frozen=True, slots=True)
class Made:
    """An article that was made, its words in the order of the source, and those that were left out as no place is known."""

    article: Article
    words: tuple[Word, ...]


def article(table: Mapping[str, Model], folder: Path) -> Made:
    """Write the article of a table into a folder, and read it."""
    maker = _Maker(table)
    path = folder / "article.xml"
    path.write_bytes(etree.tostring(maker.root(), encoding="UTF-8"))
    return Made(read(path), tuple(maker.words))


def _texts() -> Iterator[str]:
    """Yield words that no language has, of letters alone, each of one length: ``bababa``, ``bababe`` …"""
    syllables = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
    for first in syllables:
        for second in syllables:
            for third in syllables:
                yield f"{first}{second}{third}"


@dataclass(slots=True)
class _Maker:
    table: Mapping[str, Model]
    words: list[Word] = field(default_factory=list)
    _texts: Iterator[str] = field(default_factory=_texts)
    _homes: dict[str, str] = field(default_factory=dict)

    def root(self) -> etree._Element:
        self._homes = _homes(self.table)
        root = etree.Element("article", {"{http://www.w3.org/XML/1998/namespace}lang": "en"}, {"xlink": XLINK})
        self._fill(root, ("article",))
        return root

    def _fill(self, node: etree._Element, path: tuple[str, ...]) -> None:
        """Write an element out: a word, where it may hold text, and every child."""
        model = self.table[path[-1]]
        children = sorted(
            (name for name in model.children if (path[-1], name) not in ONE_OF_TWO),
            key=lambda name: name not in ("label", "title"),
        )
        last: etree._Element | None = None
        for name in children:
            if name == "label":
                last = self._child(node, path, name)
        if model.text:
            _add_text(node, last, f"{self._word(path)} ")
        for name in children:
            if name == "label":
                continue
            if model.text and name in RUNNING and last is not None:
                last.tail = f"{(last.tail or '').rstrip()} "
            last = self._child(node, path, name)
            if model.text and name in RUNNING:
                last.tail = " "

    def _child(self, node: etree._Element, path: tuple[str, ...], name: str) -> etree._Element:
        made = etree.SubElement(node, name if name not in ALI else f"{{{ALI[name]}}}{name}", ATTRIBUTES.get(name, {}))
        inner = (*path, name)
        if self._homes.get(name) == path[-1] and path.count(name) == 0:
            del self._homes[name]
            if name in ALTERNATIVES:
                return self._alternatives(made, path, name)
            self._fill(made, inner)
        else:
            self._least(made, inner)
        return made

    def _alternatives(self, first: etree._Element, path: tuple[str, ...], name: str) -> etree._Element:
        """Write an element of which one child is shown, once for each child; return the last."""
        made, parent = first, first.getparent()
        for index, child in enumerate(self.table[name].children):
            if index and parent is not None:
                made = etree.SubElement(parent, name)
            self._child(made, (*path, name), child)
        return made

    def _least(self, node: etree._Element, path: tuple[str, ...]) -> None:
        """Write as little of an element as shows it: a word, or its nearest child with one."""
        model = self.table[path[-1]]
        if model.text and path[-1] not in SHORTEST:
            node.text = self._word(path)
        elif (name := self._nearest(path[-1])) and len(path) < 40:
            made = etree.SubElement(node, name if name not in ALI else f"{{{ALI[name]}}}{name}", ATTRIBUTES.get(name, {}))
            self._least(made, (*path, name))

    def _nearest(self, name: str) -> str:
        """Return the child of an element through which text is nearest, ``""`` where it never holds any."""
        if name in SHORTEST:
            return SHORTEST[name]
        steps: deque[tuple[str, str]] = deque((child, child) for child in self.table[name].children if child not in DATA)
        seen = {name}
        while steps:
            at, first = steps.popleft()
            if self.table[at].text:
                return first
            if at not in seen:
                seen.add(at)
                steps += [(child, first) for child in self.table[at].children if child not in DATA]
        return ""

    def _word(self, path: tuple[str, ...]) -> str:
        word = Word(next(self._texts), path)
        self.words.append(word)
        return word.text


DATA = frozenset({"object-id", "alt-text", "long-desc", "processing-meta", "label", "contrib-id", "private-char", "sec-meta"})
"""Elements that show nothing of the one around them."""

ALI = dict.fromkeys(("license_ref", "free_to_read"), "http://www.niso.org/schemas/ali/1.0/")

ATTRIBUTES = {
    "ext-link": {f"{{{XLINK}}}href": "https://example.org/"},
    "uri": {f"{{{XLINK}}}href": "https://example.org/"},
    "abstract": {"abstract-type": "summary"},
}


def _homes(table: Mapping[str, Model]) -> dict[str, str]:
    """Return for each element the one in which it is written out: the nearest to the root, the text before the front matter."""
    homes: dict[str, str] = {}
    steps: deque[str] = deque(["article", *FIRST])
    for name in FIRST:
        homes.setdefault(name, next((parent for parent in ("article", *FIRST) if name in table[parent].children), ""))
    while steps:
        at = steps.popleft()
        for child in table[at].children:
            if child not in homes and child != "article":
                homes[child] = at
                steps.append(child)
    return homes


def _add_text(node: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        node.text = (node.text or "") + text
    else:
        last.tail = (last.tail or "") + text
