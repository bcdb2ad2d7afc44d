"""Writes the table, and says which limits are missed. Nothing in it depends on the clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.building import Edition, Result

ORDER = 0.995  # share of the words of abstract and body that are read in the source's order
LOST_IN_PDF = 0.001  # share of words; each is one that the extraction does not put together again
# What a source without alternatives, and a file that therefore claims nothing, cannot meet.
OF_THE_SOURCE = {
    "5-1": "the file does not claim PDF/UA, since one of the others fails, or since an error was found in the source",
    "7.21.8-1": "no font has a character of the source (a control character in place of a dash)",
    "7.3-1": "a picture has no alternative in the source",
    "7.7-1": "a formula has no spoken form in the source",
}
# Of an article without a language: outline, annotations, texts and alternatives are in none.
OF_NO_LANGUAGE = frozenset({"7.2-2", "7.2-21", "7.2-22", "7.2-23", "7.2-24", "7.2-29", "7.2-30", "7.2-33", "7.2-34"})

_INTRODUCTION = """\
# Real articles

Written by `./dev corpus FOLDER`: every article of a folder of published JATS, built as PDF and as EPUB without narration in
each of its languages. A row is an edition.

- **Findings**: errors / warnings / notes. Almost all errors say that a picture or a formula has no alternative in the source.
- **Words**: those of titles, contributors, affiliations, keywords, funding, abstracts, body, notes, back matter and references,
  counted from the XML by code that shares nothing with the package (`tests/corpus/source.py`). Formulas are shown, not spelt,
  and are left out on both sides.
- **Lost**: words that the edition has fewer of, in the text of the EPUB's spine and in what `pdftotext` extracts. At most 0 and
  0.1 %. A word in two or three pieces is found again; what is then lost in a PDF has been divided by a line or a page where
  the extraction puts something else between the halves. *Tree* counts the words lost from the PDF's structure tree.
- **Doubled**: runs of eight words or more that the EPUB's spine or the PDF's structure tree has twice and the source once, but
  for titles (in contents), how to cite it, heads above complex tables, and alternatives that a caption repeats. **Glued**: two
  neighbouring words of the source that one of them writes as one. What stands beside what is shown, for machines, is counted
  on neither side: the citation in parts beside one in words, the parts of an affiliation beside its original, a label that
  its citation repeats. Both are 0.
- **Order**: the longest common subsequence of the words of abstracts and body in the source and in the edition, as a share of
  the source's. EPUB: the spine; PDF: the marked content in the order of the structure tree, which is what a screen reader
  reads. At least 0.995. Notes are compared where each format puts them: in the PDF at their call, in the EPUB at the end of
  their section; floats where the source has them. Words that an edition adds (labels, "Contents") do not count.
- **epubcheck**: errors and warnings. **veraPDF**: rules of PDF/UA-1 that fail, by clause and test; see below the table.
- **Blank**: pages, but for the last, that are blank across a third of their height or more; not those that are turned for
  a wide table. At most 0.
"""

_HEAD = (
    "| Article | Language | Findings | Words | Lost: EPUB | PDF | Tree | Doubled | Glued | Order: EPUB | PDF "
    "| epubcheck | veraPDF | Pages | Blank |",
    "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|",
)


def written(results: Sequence[Result]) -> str:
    """Return the whole file."""
    editions = [edition for result in results for edition in result.editions]
    rows = [_row(result.name, edition) for result in results for edition in result.editions]
    built = f"{sum(1 for result in results if result.editions)} of {len(results)} articles, {len(editions)} editions,"
    summary = (
        f"{built} {sum(edition.words for edition in editions):,} words, {sum(edition.pages for edition in editions):,} pages."
    )
    parts = [_INTRODUCTION, summary, "", *_HEAD, *rows, "", *_explained(results)]
    return "\n".join(parts) + "\n"


def _row(name: str, edition: Edition) -> str:
    findings = " / ".join(str(edition.findings.get(severity, 0)) for severity in ("error", "warning", "note"))
    lost = sum(edition.lost_pdf.values())
    cells = (
        name,
        edition.language,
        findings,
        f"{edition.words:,}",
        str(sum(edition.lost_epub.values())),
        f"{lost} ({lost / max(edition.words, 1):.2%})" if lost else "0",
        str(sum(edition.lost_tree.values())),
        str(len(edition.doubled)),
        str(len(edition.glued)),
        _share(edition.order_epub),
        _share(edition.order_pdf),
        str(len(edition.epubcheck)),
        ", ".join(edition.verapdf) or "conforms",
        str(edition.pages),
        str(len(edition.blank)),
    )
    return f"| {' | '.join(cells)} |"


def _share(share: float) -> str:
    """Four places, rounded down: what is not whole never looks so."""
    return f"{int(share * 10_000) / 10_000:.4f}"


def _explained(results: Sequence[Result]) -> Iterator[str]:
    failing = dict.fromkeys(rule for result in results for edition in result.editions for rule in edition.verapdf)
    yield "## Rules of PDF/UA-1 that fail"
    yield from (f"- {rule}: {_reason(rule)}" for rule in sorted(failing))
    yield "\n## Without alternative"
    yield "What is seen and has no alternative, counted by XPath (`tests/corpus/silent.py`); how much of it the audit missed.\n"
    yield from (f"- {kind}: {number:,}" for kind, number in _silent(results).items())
    yield f"- missed by the audit: {sum(len(result.missed) for result in results)}"
    yield "\n## Words lost"
    for result in results:
        for edition in result.editions:
            yield from _words(f"{result.name} {edition.language}", edition)
    refused = [result for result in results if not result.editions]
    yield "\n## Not built"
    yield from (f"- {result.name}: {result.refused or result.failed}" for result in refused)


def _silent(results: Sequence[Result]) -> Mapping[str, int]:
    return sum((Counter(result.silent) for result in results), Counter())


def _reason(rule: str) -> str:
    return "the article has no language" if rule in OF_NO_LANGUAGE else OF_THE_SOURCE.get(rule, "a fault of ours")


def _is_ours(rule: str, edition: Edition) -> bool:
    return rule not in OF_THE_SOURCE and not (rule in OF_NO_LANGUAGE and edition.language == "und")


def _words(name: str, edition: Edition) -> Iterator[str]:
    for kind, lost in (("EPUB", edition.lost_epub), ("PDF", edition.lost_pdf), ("tree", edition.lost_tree)):
        if lost:
            yield f"- {name}, {kind}: {_counted(lost)}"


def _counted(lost: Mapping[str, int]) -> str:
    return ", ".join(word if count == 1 else f"{word} ({count})" for word, count in sorted(lost.items()))


def missed(result: Result) -> Iterator[str]:
    """Yield a line for each limit that an article's editions miss."""
    if result.failed:
        yield f"{result.name}: {result.failed}"
    if result.refused and not result.refused.partition(":")[2][:1].isdigit():
        yield f"{result.name}: refused without a line: {result.refused}"
    yield from (f"{result.name}: no finding says that an alternative is missing: {line}" for line in result.missed)
    for edition in result.editions:
        yield from (f"{result.name} {edition.language}: {line}" for line in _missed(edition))


def _missed(edition: Edition) -> Iterator[str]:
    if edition.lost_epub:
        yield f"the EPUB lost {_counted(edition.lost_epub)}"
    if sum(edition.lost_pdf.values()) > LOST_IN_PDF * edition.words:
        yield f"the PDF lost {_counted(edition.lost_pdf)}"
    if edition.doubled:
        yield f"said twice: {'; '.join(edition.doubled)}"
    if edition.glued:
        yield f"written as one word: {', '.join(edition.glued)}"
    if edition.blank:
        yield f"pages that are over a third blank: {', '.join(map(str, edition.blank))}"
    for kind, order in (("EPUB", edition.order_epub), ("PDF", edition.order_pdf)):
        if order < ORDER:
            yield f"the {kind} is read in another order: {_share(order)}"
    yield from (f"epubcheck: {line}" for line in edition.epubcheck)
    yield from (f"veraPDF: {rule}" for rule in edition.verapdf if _is_ours(rule, edition))
    if edition.verapdf and any(claim.startswith("pdf") for claim in edition.claims):
        yield "the PDF claims to conform and does not"
