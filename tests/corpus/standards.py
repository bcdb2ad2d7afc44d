"""Proves the standards on real articles: ``./dev corpus FOLDER --pdf-standards`` writes ``docs/pdf-standards.md``.

Every edition is built in every kind of PDF, with a placeholder for each alternative that its source lacks, and each file is
put before veraPDF with every profile that it claims.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.building import PROCESSES, TIME_LIMIT
from corpus.checking import rules
from corpus.table import OF_NO_LANGUAGE
from editions.checks import validators

FLAVOURS: Final = {
    "published": ("ua1",),
    "default": ("ua1", "3a"),
    "print": ("ua1", "3a"),
    "ua2": ("ua2", "4f", "wt1a", "wt1r"),
}
"""The profiles of veraPDF that each file is put before."""
WITHHELD: Final = frozenset({"5-1", "7.3-1", "7.7-1"})
"""What a file may lack whose source lacks alternatives: those of pictures and formulas, and with them the claim."""

_INTRODUCTION = """\
# The standards of the PDFs, on real articles

Written by `./dev corpus FOLDER --pdf-standards`. A row is an edition. A picture or a formula without an alternative got a
placeholder that says so, and an article without a language counts as English: what is tested here is the file, not the source.

- **Published**: the rules of PDF/UA-1 that fail in the file made from the source as it is, without placeholders. At most 7.3-1
  (a picture without an alternative), 7.7-1 (a formula without one) and 5-1 (the file then makes no claim); of an article that
  says no language (`und`) also those of clause 7.2 on languages.
- **default**, **print**: rules of PDF/UA-1 and of PDF/A-3a that fail. **ua2**: of PDF/UA-2, of PDF/A-4f, and of WTPDF 1.0 for
  accessibility and for reuse. veraPDF, 0 everywhere; **Claims**: the kinds of PDF that claim what they are made for.
- **Cells**: data cells whose header cells were compared with those computed from the source's table by code that shares nothing
  with the package (`tests/corpus/headers.py`), and how many differ; in brackets the tables whose source is in OASIS's model or
  was mended, so that only the computation is compared, not the choice of header cells.
- **Foreign**: words that the source says to be in another language than the article, and how many of them the structure tree
  does not say to be. Languages are worked out as in a build: a sentence that the source calls English and that is Portuguese
  is tagged as Portuguese, and its words count here as well.
- **Divided**: words that `pdftotext` does not extract whole. No page ends within a word.
"""
_HEAD = (
    "| Article | Language | Pages | Published | default: ua1 | 3a | print: ua1 | 3a | ua2 | 4f | WTPDF a | r | Claims "
    "| Cells | Differ | Foreign | Mute | Divided |",
    f"|---|---|--:|---|{'--:|' * 8}---|{'--:|' * 5}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was measured of an edition (``promised.measure``), and the rules that its files break, by kind and profile."""

    name: str
    measured: dict[str, Any]
    broken: dict[tuple[str, str], tuple[str, ...]]


def run(articles: Sequence[Path], into: Path, target: Path) -> list[str]:
    """Build, validate, write the table; return a line for each promise that is not kept."""
    with ThreadPoolExecutor(PROCESSES) as pool:
        built = list(pool.map(lambda path: _build(path, into / path.parent.name), articles))
    editions = _validated([(path.parent.name, each) for path, made in zip(articles, built, strict=True) for each in made])
    target.write_text("\n".join([_INTRODUCTION, _summary(editions), "", *_HEAD, *map(_row, editions)]) + "\n", "utf-8")
    return [line for edition in editions for line in _missed(edition)]


def _build(path: Path, into: Path) -> list[dict[str, Any]]:
    print(path.parent.name, file=sys.stderr)
    command = [sys.executable, "-m", "corpus.promised", str(path), str(into)]
    ran = subprocess.run(
        command, capture_output=True, text=True, timeout=TIME_LIMIT * 2, cwd=Path(__file__).parents[1], check=False
    )
    if ran.returncode:
        raise SystemExit(f"{path}: {ran.stderr}")
    measured = json.loads(ran.stdout)
    if "refused" in measured:
        print(measured["refused"], file=sys.stderr)
    found: list[dict[str, Any]] = measured.get("editions", [])
    return found


def _validated(editions: Sequence[tuple[str, dict[str, Any]]]) -> list[Edition]:
    broken: list[dict[tuple[str, str], tuple[str, ...]]] = [{} for _ in editions]
    for kind, flavours in FLAVOURS.items():
        files = [Path(measured["files"][kind]) for _, measured in editions]
        for flavour in flavours:
            print(f"veraPDF: {kind}, {flavour}", file=sys.stderr)
            for found, verdict in zip(broken, validators.verapdf_all(files, flavour, timeout=3600), strict=True):
                found[kind, flavour] = rules(verdict.messages)
    return [Edition(name=name, measured=each, broken=found) for (name, each), found in zip(editions, broken, strict=True)]


def _summary(editions: Sequence[Edition]) -> str:
    def total(key: str) -> int:
        values = [edition.measured[key] for edition in editions]
        return sum(value if isinstance(value, int) else len(value) for value in values)

    failed = sum(len(rules) for edition in editions for (kind, _), rules in edition.broken.items() if kind != "published")
    return (
        f"{len({edition.name for edition in editions})} articles, {len(editions)} editions, {total('pages'):,} pages: "
        f"{failed} rules fail. {total('cells'):,} data cells, {total('wrong_cells')} with other headers. "
        f"{total('foreign'):,} foreign words, {total('mute')} without their language. "
        f"{total('words'):,} words, {total('divided')} divided."
    )


def _row(edition: Edition) -> str:
    measured, broken = edition.measured, edition.broken
    tables = f" ({measured['own_tables']})" if measured["own_tables"] else ""
    cells = (
        edition.name,
        measured["language"],
        measured["pages"],
        ", ".join(broken["published", "ua1"]) or "conforms",
        *(len(rules) for (kind, _), rules in broken.items() if kind != "published"),
        ", ".join(kind for kind, claimed in measured["claims"].items() if claimed),
        f"{measured['cells']:,}{tables}",
        len(measured["wrong_cells"]),
        f"{measured['foreign']:,}",
        len(measured["mute"]),
        len(measured["divided"]),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _missed(edition: Edition) -> Iterator[str]:
    name = f"{edition.name} {edition.measured['language']}"
    for (kind, flavour), broken in edition.broken.items():
        for rule in broken:
            unsaid = edition.measured["language"] == "und" and rule in OF_NO_LANGUAGE
            if kind != "published" or not (rule in WITHHELD or unsaid):
                yield f"{name}: {kind} breaks {flavour} {rule}"
    yield from (
        f"{name}: {kind} claims nothing" for kind in FLAVOURS if kind != "published" and not edition.measured["claims"][kind]
    )
    yield from (f"{name}: other headers in {place}" for place in edition.measured["wrong_cells"])
    yield from (f"{name}: not in its language: {word}" for word in edition.measured["mute"])
