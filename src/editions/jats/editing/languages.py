"""Languages: on an element that may carry one, else around its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editions.jats.editing.document import Document, Element, Piece, kind
from editions.jats.editing.edits import EditError, SetLanguage, SetWordsLanguage
from editions.jats.editing.patches import Patches
from editions.jats.editing.tags import checked
from editions.jats.editing.vocabulary import Vocabulary, carries_language, fits_wrap, wraps_words
from editions.jats.inline import DROPPED
from editions.jats.source import XML_LANG, name, texts

_SPACE = re.compile(r"\s")


def set_language(patches: Patches, vocabulary: Vocabulary, edit: SetLanguage) -> None:
    """Write the language of an element."""
    node, tag = patches.document.nodes[edit.place], checked(edit.tag)
    stated = node.get(XML_LANG)
    if stated and stated != tag and not edit.replace:
        raise EditError(f"<{name(node)}> (line {node.sourceline}) is tagged {stated!r} already. Ask for it to be replaced.")
    if stated or carries_language(vocabulary, kind(node)):
        if stated != tag:
            patches.set(node, {"xml:lang": tag})
        return
    place = patches.document.tag(node)
    _Wrapping(patches=patches, vocabulary=vocabulary, tag=tag, start=place.opened, end=place.closing).mark(node)


def set_words_language(patches: Patches, vocabulary: Vocabulary, edit: SetWordsLanguage) -> None:
    """Write the language of some words of an element."""
    node, tag = patches.document.nodes[edit.place], checked(edit.tag)
    start, end = _found(patches.document, node, edit)
    is_all = " ".join(edit.words.split()) == texts(node)
    if is_all and not node.get(XML_LANG) and carries_language(vocabulary, kind(node)):
        patches.set(node, {"xml:lang": tag})
    else:
        _Wrapping(patches=patches, vocabulary=vocabulary, tag=tag, start=start, end=end).mark(node)


# ------------------------------------------------------------------------------------------------------------------ where


def _found(document: Document, node: Element, edit: SetWordsLanguage) -> tuple[int, int]:
    """Return where in the text the words stand that an edit means."""
    letters = list(_letters(document, node))
    read = "".join(text for text, _, _ in letters)
    words = " ".join(edit.words.split())
    at = -1
    for _ in range(max(edit.occurrence, 1)):
        at = read.find(words, at + 1) if words else -1
        if at < 0:
            where = f"<{name(node)}> (line {node.sourceline})"
            raise EditError(f"{where} does not read {words[:60]!r} {edit.occurrence} times. Copy the words from the article.")
    return letters[at][1], letters[at + len(words) - 1][2]


def _letters(document: Document, node: Element) -> Iterator[tuple[str, int, int]]:
    """Yield each letter that an element reads with its place in the text; spaces collapsed, none at the beginning."""
    space = True
    for piece in _pieces(document, node):
        for number, letter in enumerate(piece.text):
            is_space = bool(_SPACE.match(letter))
            if not (is_space and space):
                start = piece.start if piece.is_whole else piece.start + number
                yield " " if is_space else letter, start, piece.end if piece.is_whole else start + 1
            space = is_space


def _pieces(document: Document, node: Element) -> Iterator[Piece]:
    for item in document.content(node):
        if isinstance(item, Piece):
            yield item
        elif name(item) not in DROPPED:
            yield from _pieces(document, item)


# ------------------------------------------------------------------------------------------------------------------- what


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrapping:
    """A language for all that stands between two places of the text."""

    patches: Patches
    vocabulary: Vocabulary
    tag: str
    start: int
    end: int

    def mark(self, node: Element) -> None:
        """Wrap the words of an element, as many at once as may stand in one ``named-content``; what may not, says it itself."""
        run: list[Piece | Element] = []
        for item in self.patches.document.content(node):
            if isinstance(item, Piece):
                run += self._cut(item)
            elif self._covers(item) and fits_wrap(self.vocabulary, name(item)) and wraps_words(self.vocabulary, kind(node)):
                run.append(item)
            elif self._touches(item):
                self._end(node, run)
                run = []
                self._inside(item)
        self._end(node, run)

    def _inside(self, node: Element) -> None:
        if not texts(node) or node.get(XML_LANG) or kind(node) in ("", "inline-formula", "disp-formula", "tex-math"):
            return  # nothing in words, or words of another language already
        if self._covers(node) and carries_language(self.vocabulary, kind(node)):
            self.patches.set(node, {"xml:lang": self.tag})
        else:
            self.mark(node)

    def _end(self, node: Element, run: list[Piece | Element]) -> None:
        """Wrap one run, without the spaces around it."""
        while run and _is_blank(run[-1]):
            run.pop()
        while run and _is_blank(run[0]):
            run.pop(0)
        if not run:
            return
        if len(run) == 1 and not isinstance(run[0], Piece) and carries_language(self.vocabulary, kind(run[0])):
            self._inside(run[0])
        elif wraps_words(self.vocabulary, kind(node)):
            (start, _), (_, end) = self._extent(run[0]), self._extent(run[-1])
            self.patches.wrap(start, end, "named-content", {"content-type": "foreign", "xml:lang": self.tag})
        else:
            raise EditError(
                f"In the DTD of the article, no words in <{name(node)}> (line {node.sourceline}) may have a language of their "
                "own. Give it to the element around them."
            )

    def _cut(self, piece: Piece) -> list[Piece | Element]:
        """Return the part of a piece that is meant; its spaces at either end apart, so that none is wrapped there."""
        start, end = max(piece.start, self.start), min(piece.end, self.end)
        if start >= end:
            return []
        if piece.is_whole:
            return [piece]
        text = piece.text[start - piece.start : end - piece.start]
        inner = text.strip()
        if not inner:
            return [Piece(start=start, end=end, text=text)]
        first = start + text.index(inner)
        last = first + len(inner)
        parts = ((start, first), (first, last), (last, end))
        return [Piece(start=a, end=b, text=piece.text[a - piece.start : b - piece.start]) for a, b in parts if a < b]

    def _extent(self, item: Piece | Element) -> tuple[int, int]:
        if isinstance(item, Piece):
            return item.start, item.end
        tag = self.patches.document.tag(item)
        return tag.start, tag.end

    def _covers(self, node: Element) -> bool:
        """Whether all that an element reads is meant; where it reads nothing, whether it stands among what is."""
        tag = self.patches.document.tag(node)
        if self.start <= tag.start and tag.end <= self.end:
            return True
        if not self._touches(node):
            return False
        letters = [(start, end) for letter, start, end in _letters(self.patches.document, node) if letter != " "]
        return bool(letters) and self.start <= letters[0][0] and letters[-1][1] <= self.end

    def _touches(self, node: Element) -> bool:
        tag = self.patches.document.tag(node)
        return self.start < tag.closing and tag.opened < self.end


def _is_blank(item: Piece | Element) -> bool:
    return isinstance(item, Piece) and not item.text.strip()
