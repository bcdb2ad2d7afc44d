"""The labelled texts: of a folder of articles, by article and position, and of a folder of translations of one text."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lxml import html

from editions import read
from editions.article.model import (
    UNDETERMINED,
    Article,
    Node,
    Paragraph,
    Passage,
    Reference,
    Section,
    Style,
    Styled,
    Title,
    plain,
    walk,
)
from editions.findings import EditionsError
from editions.languages.detection.thresholds import length
from editions.languages.sentences import cut
from editions.languages.survey import detected
from editions.languages.survey.prose import TITLES, own_words
from editions.languages.tags import canonical, primary

HERE = Path(__file__).parent
NONE = "none"
"""The label of what is in no language, or in the language around it."""

WRONG = {("scielo-es-tagged-pt", 1): "es", ("uk-cbt-tables", 1): "en"}
"""The abstracts, by article and number, whose tag is wrong, and their language; read by hand."""

MIXED = frozenset({"scielo-pt-en-erratas"})
"""Articles that are lists of titles in several languages: their tag says nothing of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text, the language that it is in, and the one around it."""

    words: str
    lang: str
    around: str


def sentences(folder: Path) -> Iterator[Text]:
    """Yield the sentences of tagged abstracts, of translations, and of the originals that have some."""
    for name, article in _articles(folder):
        for edition in article.editions() if name not in MIXED else ():
            parts = list(enumerate(edition.front.abstracts, 1))
            if article.translations:
                parts += [(0, part) for part in edition.body if isinstance(part, Section) and part.lang == edition.lang]
            for number, part in parts:
                yield from _sentences(part, WRONG.get((name, number)))


def _sentences(section: Section, right: str | None) -> Iterator[Text]:
    """Yield the sentences of a section, each labelled with its tag, unless that is known to be wrong."""
    for node in walk(section):
        if isinstance(node, Paragraph) and node.lang != UNDETERMINED:
            lang = right or primary(node.lang)
            yield from (Text(words=text, lang=lang, around=lang) for text in _cut(own_words(node.content, node.lang), lang))


def translations(folder: Path) -> Iterator[Text]:
    """Yield the sentences of a folder of HTML pages, each with its ``lang``."""
    for path in sorted(folder.glob("*.html")):
        page = html.fromstring(path.read_text("utf-8"))
        lang = primary(canonical(page.get("lang") or "und") or "und")
        for paragraph in page.iter("p"):
            text = " ".join(paragraph.text_content().split())
            yield from (Text(words=words, lang=lang, around=lang) for words in _cut(text, lang))


def _cut(text: str, lang: str) -> Iterator[str]:
    at = [0, *cut(text, primary(lang)), len(text)]
    found = (text[begin:end].strip() for begin, end in pairwise(at))
    return (sentence for sentence in found if length(sentence) >= 4)


def titles(folder: Path) -> Iterator[Text]:
    """Yield the titles in references that ``titles.csv`` labels: the n-th of an article, in the order of reading."""
    return _labelled(folder, "titles.csv", _titles)


def italics(folder: Path) -> Iterator[Text]:
    """Yield the italics that ``italics.csv`` labels: the n-th of an article, in the order of reading."""
    return _labelled(folder, "italics.csv", _italics)


def _titles(article: Article) -> list[tuple[Node, str]]:
    references = [node for node in walk(article) if isinstance(node, Reference)]
    return [
        (node, plain(node.content))
        for reference in references
        for node in walk(reference)
        if isinstance(node, Passage) and node.role in TITLES
    ]


def _italics(article: Article) -> list[tuple[Node, str]]:
    return [(node, plain(node.content)) for node in walk(article) if isinstance(node, Styled) and node.style is Style.ITALIC]


def _labelled(folder: Path, labels: str, texts: Callable[[Article], list[tuple[Node, str]]]) -> Iterator[Text]:
    """Yield the labelled texts of articles, each with the language that its surroundings turn out to be in."""
    wanted: dict[str, dict[int, str]] = defaultdict(dict)
    for row in csv.DictReader((HERE / labels).open(encoding="utf-8")):
        wanted[row["article"]][int(row["position"])] = row["language"]
    for name, article in _articles(folder):
        if name in wanted:
            around = _around(detected(article))
            found = texts(article)
            for position, lang in wanted[name].items():
                node, words = found[position - 1]
                yield Text(words=words, lang=lang, around=around[node.id])


def _around(article: Article) -> dict[str, str]:
    """Return the language of the block around each inline node."""
    found: dict[str, str] = {}
    for block in walk(article):
        if isinstance(block, Paragraph | Title | Reference):
            for node in walk(block):
                found.setdefault(node.id, primary(block.lang))
    return found


def _articles(folder: Path) -> Iterator[tuple[str, Article]]:
    """Yield the articles of a folder that can be read, with the names of their folders."""
    for path in sorted(folder.glob("*/article.xml")):
        try:
            yield path.parent.name, read(path)
        except EditionsError:
            continue
