"""``python -m screenreader ARTICLE.xml …``: has every edition's PDF read aloud, and writes ``docs/readers/results.md``.

Transcripts of the project's own articles are kept beside it. Exits with 1 where a word was lost or came twice.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import editions
from editions.model import Article
from screenreader import results
from screenreader.desktop import read
from screenreader.expected import expected
from screenreader.judging import judge
from screenreader.results import Result
from screenreader.transcript import spoken, written
from screenreader.tree import nodes

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "readers"


def main() -> int:
    """Build, listen, judge, write; return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev readers", description="what a screen reader says of the PDFs of articles")
    parser.add_argument("articles", type=Path, nargs="+", metavar="ARTICLE.xml")
    given = parser.parse_args()
    made: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        for source in given.articles:
            made += _heard(source, Path(folder))
    DOCS.mkdir(exist_ok=True)
    (DOCS / "results.md").write_text(results.table(made), "utf-8")
    wrong = [item for item in made if not item.is_good]
    for item in wrong:
        print(results.complaint(item), file=sys.stderr)
    return 1 if wrong else 0


def _heard(source: Path, folder: Path) -> list[Result]:
    article = editions.read(source)
    built = editions.build(article, into=folder, formats=("pdf",))
    made = []
    for item in article.editions():
        pdf = built[item.lang].pdf
        if pdf is not None:
            made.append(_listen(item, pdf, keep=source.resolve().is_relative_to(ROOT / "content")))
    return made


def _listen(item: Article, pdf: Path, *, keep: bool) -> Result:
    print(f"reading {pdf.name} aloud", file=sys.stderr)
    heard = read(pdf)
    pieces = spoken(heard.utterances)
    if keep:
        DOCS.mkdir(exist_ok=True)
        (DOCS / f"{pdf.stem}.txt").write_text(written(pieces), "utf-8")
    wanted = expected(item)
    return Result(name=pdf.stem, wanted=wanted.counts, judgement=judge(pieces, nodes(heard.tree), wanted))


if __name__ == "__main__":
    sys.exit(main())
