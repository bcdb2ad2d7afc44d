"""What is said before and after the text of an article, and what of its front matter only the eye needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editions.article.model import (
    Article,
    Block,
    Contributor,
    CrossReference,
    Front,
    Inline,
    Link,
    Notes,
    Paragraph,
    Passage,
    References,
    Section,
    Title,
    plain,
    walk,
)
from editions.languages import contributor_lines as lines
from editions.languages.licences import licence_name
from editions.languages.phrases import date_label, written_date
from editions.languages.tags import primary
from editions.narration import spoken
from editions.narration.timeline import Run
from editions.narration.wording import announcement, wording

MAX_NAMES: Final = 4
"""Authors who are all named; of more, the first two are."""

MAX_STATEMENT_WORDS: Final = 200
"""Words of a section after the text that is a statement about the article, where its kind does not say so."""

STATEMENTS: Final = frozenset(
    {"ack", "additional-information", "bio", "code-availability", "coi-statement", "conflict", "data-availability", "ethics"}
) | frozenset({"ethics-statement", "financial-disclosure", "funding", "notes", "supplementary-material"})
"""Kinds of sections after the text that say something about the article, and are no part of its text."""

TEXTS: Final = frozenset({"about", "app", "contact", "notes-to-editors", "ref-list", "response"})
"""Kinds of sections after the text that are chapters of their own."""

PASSED_OVER: Final = {
    "affiliation": "affiliations",
    "alternative-title": "titles",
    "file": "files",
    "keywords": "keywords",
    "printed-in": "issues",
    "subject": "subjects",
}
"""Roles of paragraphs that are never said, wherever they stand -> what the timeline calls them."""


def rule_of(item: Paragraph, lang: str) -> str:
    """Return the rule by which a paragraph is never said in an article in a language: what the timeline calls it, or ``""``."""
    if item.role == "subtitle" and primary(item.lang) != primary(lang):
        return "titles"
    if item.role in ("author-note", "contributor-note") and is_contact(item):
        return "contacts"
    return PASSED_OVER.get(item.role, "")


_ADDRESS: Final = re.compile(r"[^\s@<>]@[^\s@<>]{1,200}\.[^\W\d_]")


# --------------------------------------------------------------------------------------------------------------- opening


def subtitles(article: Article) -> tuple[Title, ...]:
    """Return the subtitles in the article's language; the title in another is no second title."""
    return tuple(item for item in article.front.subtitles if primary(item.lang) == primary(article.lang))


def named(article: Article) -> tuple[Contributor, ...]:
    """Return the authors who are named."""
    authors = article.front.authors
    return authors if len(authors) <= MAX_NAMES else authors[:2]


def byline(article: Article) -> list[Run]:
    """Return ``By A, B and three others.``, each name in its language."""
    lang, said = article.lang, named(article)
    names = [[Run(text=one.name, lang=one.spoken)] for one in said]
    if not names:
        return []
    others = len(article.front.authors) - len(said)
    if others:
        joined = _filled("others", lang, {"names": _listed(names, lang), "count": [Run(text=str(others), lang=lang)]})
    elif len(names) == 1:
        joined = names[0]
    else:
        joined = _filled("pair", lang, {"first": _listed(names[:-1], lang), "last": names[-1]})
    return _filled("authors", lang, {"names": joined})


def _listed(names: list[list[Run]], lang: str) -> list[Run]:
    return spoken.listed(names, ", ", lang, end="")


def _filled(key: str, lang: str, values: dict[str, list[Run]]) -> list[Run]:
    """Return our own words with runs in the places of their braces."""
    own = announcement(key, lang, **{name: f"\0{name}\0" for name in values})
    parts = own.text.split("\0")
    return [run for part in parts for run in values.get(part, [Run(text=part, lang=own.lang)] if part else [])]


def journal(article: Article) -> list[Run]:
    """Return where and when an article was published: ``Notes on Tides, 2026.``"""
    names = list(article.front.names(article.lang).items())[:1]
    said = [[Run(text=name, lang=lang)] for name, lang in names]
    if article.date:
        said.append([Run(text=str(article.date.year), lang=article.lang)])
    return spoken.listed(said, ", ", article.lang)


def abstracts(article: Article) -> tuple[Section, ...]:
    """Return the abstracts in the article's language, the one that opens it first."""
    own = [item for item in article.front.abstracts if primary(item.lang) == primary(article.lang)]
    first = article.front.standfirst(article.lang)
    return tuple(sorted(own, key=lambda item: item is not first))


def abstract_title(item: Section, article: Article) -> str:
    """Return what an abstract is called: by its title or, in a paper, by our own word; ``""`` for the lines above the news."""
    if item.title:
        return plain(item.title.content).strip().rstrip(":.")
    is_abstract = item.kind in ("", "abstract") and article.kind not in ("press-release", "news")
    return wording("abstract", article.lang) if is_abstract else ""


def section_number(title: Title) -> Run | None:
    """Return ``Section 2.1.`` for the number of a heading, in figures; None for any other label, which is said as it is."""
    mark = title.label.strip().rstrip(".")
    if not _NUMBER.match(mark):
        return None
    return announcement("section", title.spoken, number=str(_roman(mark)) if mark.isalpha() else mark)


def numbered(article: Article) -> dict[str, tuple[str, int]]:
    """Return the numbers that stand within titles of sections (``2.1. Methods``), by the ids of the titles, and their length.

    There are none unless sections are counted from 1 on: ``10 years later`` is a title.
    """
    titles = [node.title for node in walk(article) if isinstance(node, Section) and node.title and not node.title.label]
    found = {title.id: match for title in titles if (match := _IN_TITLE.match(plain(title.content)))}
    numbers = {match[1] for match in found.values()}
    return {id: (match[1], match.end()) for id, match in found.items()} if {"1", "2"} <= numbers else {}


def _roman(mark: str) -> int:
    values = [_DIGITS[sign] for sign in mark]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,5}|[IVXLC]{1,7})\Z")
_IN_TITLE: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.)]? +(?=[^\W\d_])")
_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


# --------------------------------------------------------------------------------------------------------------- closing


def divided(article: Article) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return what follows the body: what is text, such as appendices and replies; and what is said of the article."""
    text = tuple(item for item in article.back if not is_list(item) and not _is_statement(item))
    statements = tuple(item for item in article.back if _is_statement(item))
    return text, statements


def is_list(item: Block) -> bool:
    """Whether a block is a list of references, or a section that holds one and what belongs to it."""
    return isinstance(item, References) or (isinstance(item, Section) and item.kind == "ref-list")


def holds_references_alone(item: Section | References) -> bool:
    """Whether a block is a list of references, or a section with nothing else."""
    if isinstance(item, References):
        return True
    return bool(item.content) and all(isinstance(part, References) for part in item.content)


def _is_statement(item: Block) -> bool:
    if isinstance(item, Notes):
        return True
    if not isinstance(item, Section) or item.kind in TEXTS:
        return False
    if item.kind in STATEMENTS:
        return True
    words = sum(len(plain(part.content).split()) for part in walk(item) if isinstance(part, Paragraph))
    return words <= MAX_STATEMENT_WORDS


def is_contact(item: Block) -> bool:
    """Whether a block says how to write to somebody."""
    return any(_is_address(node) for node in walk(item))


def _is_address(node: object) -> bool:
    match node:
        case Link():
            return node.href.startswith("mailto:")
        case Paragraph():
            return bool(_ADDRESS.search(plain(node.content)))
    return False


def author_notes(front: Front, owner: str, lang: str) -> Iterator[tuple[Block, list[str]]]:
    """Yield the notes on authors, each with the names of those whose marks lead to it; ways to write to them are left out."""
    owners = _owners(front)
    for note in front.author_notes:
        if not is_contact(note):
            yield note, owners.get(note.id, [])
    for line in lines.opening(front, owner, lang):
        if not is_contact(line) and line.id != f"{owner}-correspondence":
            yield line, []


def _owners(front: Front) -> dict[str, list[str]]:
    """Return the names of the authors whose marks lead to something, by its id."""
    found: dict[str, list[str]] = {}
    for one in lines.everybody(front.authors):
        for item in (part for detail in one.details if not isinstance(detail, str) for part in walk(detail)):
            if isinstance(item, CrossReference):
                found.setdefault(item.target, []).append(one.name)
    return found


def unmarked(content: tuple[Inline, ...], longest: int | None = None) -> tuple[Inline, ...]:
    """Return the words of a note without the mark before them, unless that has more than ``longest`` characters."""
    first = content[0] if content else None
    mark = plain(first.content) if isinstance(first, Passage) and first.role == "label" else ":"
    is_mark = not mark.endswith(":") and (longest is None or len(mark) <= longest)
    return content[1:] if is_mark else content


def dates(article: Article) -> list[Run]:
    """Return when the article was received, accepted, published; nothing where the opening has said as much."""
    lang, dated = article.lang, article.history
    if dated == (article.date,) and not dated[0].month:
        return []
    said = []
    for date in dated:
        label, own = date_label(date.kind, lang)
        head = Run(text=label, lang=lang if own == primary(lang) else own)
        said.append([head, Run(text=f": {written_date(date, lang)}", lang=lang)])
    return spoken.listed(said, "; ", lang)


def licence(article: Article) -> Run | None:
    """Return the licence by its name, None for one whose name is not known: then its own words are said."""
    name = licence_name(article.front, article.lang)
    return announcement("licence", article.lang, name=name) if name else None


def count_references(article: Article) -> int:
    """Return how many references an article lists."""
    return sum(len(node.items) for node in walk(article) if isinstance(node, References))


def end(article: Article, *, with_references: bool) -> Run:
    """Return the last words: that it is the end, and how many references are in the text alone."""
    count = count_references(article) if with_references else 0
    key = "end" if not count else "end-reference" if count == 1 else "end-references"
    return announcement(key, article.lang, count=count)
