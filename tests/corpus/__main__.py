"""``python -m corpus FOLDER``: builds and measures every article below a folder, and writes ``docs/corpus.md``.

With ``--script`` it measures what the narrations would say, and writes the table of ``docs/narration.md`` (``script.py``).
With ``--pdf-standards`` it puts the PDFs before veraPDF, with every standard that they are made for (``standards.py``).

Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus import building, checking, script, standards, table

_DOCS = Path(__file__).parents[2] / "docs"


def main() -> int:
    """Build, check, write the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev corpus", description="measure the editions of a folder of articles")
    parser.add_argument("folder", type=Path, help="a folder of folders, each with an article.xml")
    parser.add_argument("--into", type=Path, help="keep the editions in this folder")
    parser.add_argument("--to", type=Path, help="where to write the table (docs/corpus.md, docs/pdf-standards.md)")
    parser.add_argument("--pdf-standards", action="store_true", help="prove the standards of the PDFs instead")
    parser.add_argument("--script", action="store_true", help="measure what the narrations say instead, without sound")
    options = parser.parse_args()
    articles = sorted(options.folder.resolve().glob("*/article.xml"))
    if not articles:
        parser.error(f"{options.folder} holds no */article.xml")
    if options.script:
        return _report(articles, _scripts(articles, options.to or _DOCS / "narration.md"))
    with tempfile.TemporaryDirectory() as folder:
        into = options.into or Path(folder)
        if options.pdf_standards:
            missed = standards.run(articles, into, options.to or _DOCS / "pdf-standards.md")
        else:
            results = checking.validated(building.build_all(articles, into))
            (options.to or _DOCS / "corpus.md").write_text(table.written(results), "utf-8")
            missed = [line for result in results for line in table.missed(result)]
    return _report(articles, missed)


def _scripts(articles: Sequence[Path], file: Path) -> list[str]:
    """Measure what the narrations say, and write the table; return the limits that are missed."""
    results = list(script.measure_all(articles))
    script.into(file, script.written(results))
    return [line for result in results for line in script.missed(result)]


def _report(articles: Sequence[Path], missed: Sequence[str]) -> int:
    for line in missed:
        print(line, file=sys.stderr)
    print(f"{len(articles)} articles, {len(missed)} limits missed", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
