"""``python -m screenreader ARTICLE.xml …``: has every edition's PDF read aloud, and writes ``docs/readers/results.md``.

Transcripts of the project's own articles are kept beside it. Exits with 1 where a word was lost or came twice.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import editions
from editions.article.model import Article
from editions.languages.survey import detected
from screenreader import results
from screenreader.desktop import read
from screenreader.expected import expected
from screenreader.judging import judge
from screenreader.results import Result
from screenreader.transcript import spoken, written
from screenreader.tree import nodes

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "readers"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """A PDF to be read; ``keep``: its transcript is kept."""

    article: Article
    pdf: Path
    keep: bool


def main() -> int:
    """Build, listen, judge, write; return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev readers", description="what a screen reader says of the PDFs of articles")
    parser.add_argument("articles", type=Path, nargs="+", metavar="ARTICLE.xml")
    given = parser.parse_args()
    DOCS.mkdir(exist_ok=True)
    made: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        for edition in [each for source in given.articles for each in _built(source, Path(folder))]:
            made.append(_listen(edition))
            (DOCS / "results.md").write_text(results.table(made), "utf-8")
    wrong = [item for item in made if not item.is_good]
    for item in wrong:
        print(results.complaint(item), file=sys.stderr)
    return 1 if wrong else 0


def _built(source: Path, folder: Path) -> Iterator[_Edition]:
    article = detected(editions.read(source))
    built = editions.build(article, into=folder, formats=("pdf",))
    for item in article.editions():
        pdf = built[item.lang].pdf
        if pdf is not None:
            yield _Edition(article=item, pdf=pdf, keep=source.resolve().is_relative_to(ROOT / "content"))


def _listen(edition: _Edition) -> Result:
    print(f"reading {edition.pdf.name} aloud", file=sys.stderr)
    heard = read(edition.pdf)
    pieces = spoken(heard.utterances)
    if edition.keep:
        (DOCS / f"{edition.pdf.stem}.txt").write_text(written(pieces), "utf-8")
    wanted = expected(edition.article)
    return Result(name=edition.pdf.stem, wanted=wanted.counts, judgement=judge(pieces, nodes(heard.tree), wanted))


if __name__ == "__main__":
    sys.exit(main())
