"""What the narrations of real articles would say, measured without making a sound: ``./dev corpus FOLDER --script``.

Times are estimated (``narration.estimates``). Words are compared with those of the page, repetitions with the XML.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from lxml import etree

import editions
from corpus import compare, source
from editions.article.model import Article
from editions.findings import EditionsError
from editions.languages.phrases import PHRASES, language_of
from editions.languages.survey import detected
from editions.languages.tags import primary
from editions.narration import estimates
from editions.narration.script import NarrationScript, script
from editions.narration.speaking import spoken_forms
from editions.narration.timeline import Role, Utterance
from editions.safety.xml import local
from editions.xhtml import render

MAX_TITLE, MAX_TEXT, MAX_ROW, MAX_CHAPTER = 3.0, 25.0, 12.0, 600.0
"""Seconds: until the first word of the title, and of abstract or text; of a row of a table; of a chapter."""
MAX_TABLES: Final = 0.15
"""The share of tables in the time."""

_TAG: Final = re.compile(r"</?[a-z]{1,12}(?:\s[^<>]{0,80})?/?>|&[a-z]{2,8};", re.IGNORECASE)
_IDENTIFIER: Final = re.compile(
    r"\b10\.\d{4,9}/\S|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b|\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-|\bPM(?:C|ID:?)\s?\d{4}",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://|\bwww\.\w|[^\s@]@[^\s@]{1,60}\.[a-z]", re.IGNORECASE)
_MARK: Final = re.compile(r"[\W\d_]*[a-z]?[\W\d_]*\Z|\S*(?:://|www\.|@|10\.\d{4})\S*\Z|PubMed", re.IGNORECASE)
"""The words of a link that are a mere mark or an address."""
_WHOLE_ADDRESS: Final = re.compile(r"<?(?:https?://|www\.|doi: ?10\.)[^\s<>\"()]*>?", re.IGNORECASE)
_LOWERED: Final = re.compile(r"_(?=\w)|\^\(?")
"""What tells in a text that letters are below or above the line."""
_LEADING: Final = frozenset("see also pp chapter".split())
"""Words that lead to a mark, and are passed over with it."""
_INLINE: Final = frozenset("a abbr b bdi code em i s span strong sub sup u".split())

MARKER: Final = "<!-- script: written by ./dev corpus FOLDER --script -->"
END: Final = "<!-- script: end -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What was measured of one narration. Times are seconds, ``tables`` a share; the rest are counts, or what was found."""

    article: str
    language: str
    length: float
    title: float
    text: float
    tables: float
    row: float
    chapter: float
    utterances: int
    lost: tuple[str, ...]
    again: tuple[str, ...]
    backwards: tuple[str, ...]
    doubled: tuple[str, ...]
    spelt: tuple[str, ...]
    fallbacks: int
    passed_over: dict[str, int] = field(default_factory=dict)


def measure_all(paths: Sequence[Path]) -> Iterator[Measures]:
    """Yield the measures of each edition of each article that can be read."""
    for path in paths:
        print(path.parent.name, file=sys.stderr)
        try:
            article = detected(editions.read(path))
        except EditionsError:
            continue
        for edition in article.editions():
            yield measure(path, edition)


def measure(path: Path, edition: Article) -> Measures:
    """Measure the narration of one edition."""
    text = script(edition)
    page = render(edition)
    said, begins = text.utterances, text.estimated()
    seconds = [end - begin for begin, end in pairwise(begins)]
    tables = [index for index, item in enumerate(said) if item.role is Role.TABLE]
    starts = [*(begins[start.index] for start in text.chapters(begins)), begins[-1]]
    forms = spoken_forms(said)
    spoken = ["".join(forms.of(run.text, run.lang).text for run in item.runs) for item in said]
    return Measures(
        article=path.parent.name,
        language=edition.lang,
        length=begins[-1],
        title=next((begins[index] for index, item in enumerate(said) if item.role is Role.TITLE), 0.0),
        text=_first_of_text(said, begins, edition),
        tables=sum(seconds[index] for index in tables) / begins[-1],
        row=max((estimates.seconds(said[index]) for index in tables if said[index].id.startswith("row")), default=0.0),
        chapter=max(end - begin for begin, end in pairwise(starts)),
        utterances=len(said),
        lost=tuple(_lost(path, edition, text, page)),
        again=tuple(_again(said)),
        backwards=tuple(_backwards(said, page)),
        doubled=tuple(_doubled(path, edition, said)),
        spelt=tuple(dict.fromkeys(found for words in spoken for found in _spelt(words))),
        fallbacks=sum(_fallbacks(item) for item in said),
        passed_over=dict(Counter(item.kind for item in text.passed_over)),
    )


def _first_of_text(said: Sequence[Utterance], begins: Sequence[float], edition: Article) -> float:
    """Return when abstract or text begin: after what is said of the article before them."""
    opening = f"{edition.id}-front"
    is_opening = [
        item.role in (Role.TITLE, Role.FRONT) and item.chapter == opening and not item.id.startswith("p-") for item in said
    ]
    return next((begin for begin, opens in zip(begins, is_opening, strict=False) if not opens), 0.0)


def _lost(path: Path, edition: Article, text: NarrationScript, page: etree._Element) -> Iterator[str]:
    """Yield what is neither said nor passed over by a rule: sentences by their ids, words of abstract and text."""
    yield from (item.id for item in text.passed_over if item.kind == "sentences")
    ids = frozenset(item.id for item in text.passed_over)
    shown = "".join(words for part in _parts_of_text(page, edition) for words in _shown(part, ids))
    heard = "\n".join(item.text for item in text.utterances)
    wanted = _letters(source.words(_WHOLE_ADDRESS.sub(" ", shown)))
    given = _letters(source.words(_LOWERED.sub("", heard)))
    glued = set(given) - set(wanted)
    heads = {word for node in page.iter("{*}th") for word in source.words("".join(node.itertext()))} & set(given)
    lost = compare.lost(wanted, given).elements()
    yield from sorted(word for word in lost if word not in heads and not any(word in other for other in glued))


def _parts_of_text(page: etree._Element, edition: Article) -> Iterator[etree._Element]:
    """Yield the elements of a page that hold its abstracts and its text."""
    (whole,) = (node for node in page.iter("{*}article"))
    yield from (node for node in whole if local(node) not in ("header", "footer"))
    abstracts = [node for node in whole.iter(etree.Element) if node.get("role") == "doc-abstract"]
    yield from (node for node in abstracts if primary(_language(node)) == primary(edition.lang))


def _language(node: etree._Element) -> str:
    return next(str(each.get("lang")) for each in (node, *node.iterancestors()) if each.get("lang") is not None)


def _shown(node: etree._Element, ids: frozenset[str]) -> Iterator[str]:
    """Yield the words of an element, without what is passed over, marks, links by their address, formulas."""
    is_mark = local(node) == "a" and (node.get("role") or _MARK.match("".join(node.itertext())))
    if node.get("id") not in ids and not is_mark and local(node) != "math":
        yield node.text or ""
        for child in node:
            yield from _shown(child, ids) if isinstance(child.tag, str) else ()
            yield child.tail or ""
    yield "" if local(node) in _INLINE else " "


def _letters(words: Sequence[str]) -> list[str]:
    """Return the words that are no number and no letter alone, which may be a mark."""
    return [word for word in words if len(word) > 1 and word.isalpha() and word not in _LEADING]


def _again(said: Sequence[Utterance]) -> Iterator[str]:
    """Yield the ids of sentences that are said twice; announcements share the element of what they announce."""
    seen: set[tuple[str, str]] = set()
    for item in said:
        if (item.id, item.text) in seen:
            yield item.id
        seen.add((item.id, item.text))


def _backwards(said: Sequence[Utterance], page: etree._Element) -> Iterator[str]:
    """Yield the ids of sentences of the text that are said after one that follows them on the page."""
    places = {node.get("id"): number for number, node in enumerate(page.iter(etree.Element)) if node.get("id")}
    last = -1
    for item in said:
        if item.role is Role.TEXT and not item.chapter.endswith(("-front", "-colophon")) and "-s" in item.id:
            if places[item.id] < last:
                yield item.id
            last = places[item.id]


def _doubled(path: Path, edition: Article, said: Sequence[Utterance]) -> list[str]:
    """Return the runs of eight words that are said twice and written once."""
    written = _letters(source.words(source.whole(path, edition.lang)))
    heard = " ".join(f"{item.text} {_barrier(index)}" for index, item in enumerate(said) if _may_repeat(item))
    return compare.doubled(written, _letters(source.words(heard)), source.titles(path, edition.lang))


def _may_repeat(item: Utterance) -> bool:
    """Whether an utterance is looked at for what it says again: rows name their columns, and the byline is our own sentence."""
    return item.role is not Role.TABLE and not item.id.endswith("-byline")


def _barrier(number: int) -> str:
    """Return a word that stands nowhere else, so that no run of words goes on from one sentence into the next."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number}") + "qqq"


def _spelt(words: str) -> Iterator[str]:
    for pattern in (_TAG, _IDENTIFIER, _ADDRESS):
        yield from (words[max(0, found.start() - 20) : found.end() + 20] for found in pattern.finditer(words))


def _fallbacks(item: Utterance) -> int:
    """Return how often a sentence says that something in it cannot be said."""
    words = PHRASES[language_of(item.runs[0].lang)]
    shown = re.compile(rf"{re.escape(words['formula'])}[^.;]{{0,12}}, {re.escape(words['formula-in-text'])}", re.IGNORECASE)
    silent = item.text.count(words["no-description"].rstrip(".")) if item.text != words["no-description"] else 0
    return silent + (len(shown.findall(item.text)) if item.role is not Role.FORMULA else 0)


# ----------------------------------------------------------------------------------------------------------------- table

_INTRODUCTION = f"""\
Written by `./dev corpus FOLDER --script`: the script of every article of a folder of published JATS in each of its languages,
by default (`full`). Times are estimated, to about 10 %.

- **Title**, **text**: seconds until the first word of the title (at most {MAX_TITLE:.0f}), of abstract or text (at most
  {MAX_TEXT:.0f}).
- **Tables**: their share of the time (at most {MAX_TABLES:.0%}). **Row**: seconds of the longest (at most {MAX_ROW:.0f}).
  **Chapter**: minutes of the longest (at most {MAX_CHAPTER / 60:.0f}).
- **Lost**: sentences that no rule passes over, and words of abstract and text on the page, that are not said. **Again**: what
  is said twice. **Back**: sentences said out of their order. **Runs**: runs of eight words said twice and written once,
  numbers and the rows of tables left out.
- **Spelt**: tags, identifiers and addresses. **Fallbacks**: sentences that say of something in them that it cannot be said.
- **Passed over**: references, citations, formulas without words, and all else, by the rules above. All are recorded.
"""

_HEAD = (
    "| Article | Language | Minutes | Title | Text | Tables | Row | Chapter | Lost | Again | Back | Runs | Spelt | Fallbacks "
    "| References | Citations | Formulas | Other |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)


def written(results: Sequence[Measures]) -> str:
    """Return the table with its introduction."""
    minutes = sum(item.length for item in results) / 60
    articles = len({item.article for item in results})
    summary = f"{articles} articles, {len(results)} narrations, {minutes:,.0f} minutes."
    return "\n".join([MARKER, _INTRODUCTION, summary, "", *_HEAD, *map(_row, results), "", END])


def _row(item: Measures) -> str:
    over = dict(item.passed_over)
    references, citations, formulas = (over.pop(kind, 0) for kind in ("references", "citations", "formula"))
    counts = [len(item.lost), len(item.again), len(item.backwards), len(item.doubled), len(item.spelt), item.fallbacks]
    cells = [
        item.article,
        item.language,
        f"{item.length / 60:.1f}",
        f"{item.title:.1f}",
        f"{item.text:.1f}",
        f"{item.tables:.0%}".replace("%", " %"),
        f"{item.row:.1f}",
        f"{item.chapter / 60:.1f}",
        *map(str, counts),
        str(references),
        str(citations),
        str(formulas),
        str(sum(over.values())),
    ]
    return f"| {' | '.join(cells)} |"


def missed(item: Measures) -> Iterator[str]:
    """Yield the limits that a narration misses."""
    limits = {
        "title": (item.title, MAX_TITLE),
        "text": (item.text, MAX_TEXT),
        "tables": (item.tables, MAX_TABLES),
        "row": (item.row, MAX_ROW),
        "chapter": (item.chapter, MAX_CHAPTER),
        "fallbacks": (item.fallbacks, 0),
    }
    name = f"{item.article} {item.language}"
    yield from (f"{name}: {what} {value:.2f} > {limit}" for what, (value, limit) in limits.items() if value > limit)
    for what in ("lost", "again", "backwards", "doubled", "spelt"):
        found = getattr(item, what)
        if found:
            yield f"{name}: {what} {len(found)}: {'; '.join(found[:5])}"


def into(file: Path, table: str) -> None:
    """Write the table into a document, in the place of the last one."""
    text = file.read_text("utf-8") if file.is_file() else f"{MARKER}\n{END}\n"
    before, _, rest = text.partition(MARKER)
    file.write_text(f"{before}{table}{rest.partition(END)[2]}", "utf-8")
