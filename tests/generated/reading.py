"""The words of the article in an edition: each once, in order, with nothing that touches it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from editions.narration.choices import Preset
from editions.narration.script import NarrationScript, script
from editions.xhtml import render
from generated.making import RUNNING, Made, Word

WORD = r"[^\W_]+"
SHOWN_AS_TEXT = ("alt", "aria-label", "alttext", "title")
BLOCKS = frozenset(
    """
    p div section aside pre blockquote ul ol dl table caption thead tbody tfoot tr nav h1 h2 h3 h4 h5 h6 li dt
    dd td th caption figcaption figure article header footer br
    """.split()
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a word: ``lost``, ``doubled``, ``glued`` or ``out of order``, and where it is so."""

    kind: str
    where: str
    word: Word

    def __str__(self) -> str:
        return f"{self.where}: {self.kind}: {self.word}"


def of_page(made: Made) -> list[Fault]:
    """Return the faults of the shared XHTML."""
    return list(faults(made.words, " ".join(_page_texts(render(made.article))), "page"))


def of_pdf(made: Made, text: str) -> list[Fault]:
    """Return the faults of a PDF, given the text of its tag tree, in which pictures are heard by their alternative alone."""
    return list(faults((word for word in made.words if word.element not in ("alt-text", "long-desc")), text, "pdf"))


def of_book(made: Made, documents: Iterable[etree._Element]) -> list[Fault]:
    """Return the faults of an EPUB, given the documents of its text (not its navigation, which repeats their titles).

    The pictures of the article are not there, nor are their alternatives.
    """
    text = " ".join(text for each in documents for text in _page_texts(each, ()))
    return list(faults((word for word in made.words if word.element != "alt-text"), text, "book"))


def of_script(made: Made, preset: Preset = "full") -> list[Fault]:
    """Return the faults of what the narration says; what is not said must be recorded as passed over."""
    text = script(made.article, preset)
    found = faults(made.words, "\n".join(said.text for said in text.utterances), "script")
    left_out = passed_over(text, render(made.article))
    return [fault for fault in found if not (fault.kind == "lost" and fault.word.text in left_out)]


def passed_over(text: NarrationScript, page: etree._Element) -> set[str]:
    """Return the words of the elements of a page that a script passes over."""
    ids = {item.id for item in text.passed_over}
    nodes = [node for node in page.iter(etree.Element) if node.get("id") in ids]
    return {word for node in nodes for word in re.findall(r"[^\W_]+", " ".join(node.itertext()))}


def faults(words: Iterable[Word], text: str, where: str) -> Iterator[Fault]:
    """Yield what is wrong with words in the text of an edition."""
    found = Counter(re.findall(WORD, text))
    places = {match[0]: match.start() for match in re.finditer(WORD, text)}
    last: dict[tuple[str, ...], int] = {}
    for word in words:
        if not found[word.text]:
            yield Fault("glued" if word.text in text else "lost", where, word)
        elif found[word.text] > 1:
            yield Fault("doubled", where, word)
        elif word.element in RUNNING:
            around = word.path[:-1]
            if places[word.text] < last.get(around, 0):
                yield Fault("out of order", where, word)
            last[around] = places[word.text]


def _page_texts(page: etree._Element, attributes: tuple[str, ...] = SHOWN_AS_TEXT) -> Iterator[str]:
    body = next(page.iter("{*}body"))
    yield "".join(_texts(body, attributes))


def _texts(node: etree._Element, attributes: tuple[str, ...]) -> Iterator[str]:
    name = etree.QName(node).localname
    gap = "\n" if name in BLOCKS else ""
    yield gap
    yield from (f" {node.get(key)} " for key in attributes if node.get(key))
    yield node.text or ""
    for child in node:
        yield from _texts(child, attributes)
        yield child.tail or ""
    yield gap


def listed(faults: Iterable[Fault]) -> Mapping[str, int]:
    """Return how many faults there are of each kind."""
    return Counter(fault.kind for fault in faults)
