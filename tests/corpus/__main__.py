"""``python -m corpus FOLDER``: builds and measures every article below a folder, and writes ``docs/corpus.md``.

Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from corpus import building, checking, table

_TARGET = Path(__file__).parents[2] / "docs" / "corpus.md"


def main() -> int:
    """Build, check, write the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev corpus", description="measure the editions of a folder of articles")
    parser.add_argument("folder", type=Path, help="a folder of folders, each with an article.xml")
    parser.add_argument("--into", type=Path, help="keep the editions in this folder")
    parser.add_argument("--to", type=Path, default=_TARGET, help="where to write the table (docs/corpus.md)")
    options = parser.parse_args()
    articles = sorted(options.folder.resolve().glob("*/article.xml"))
    if not articles:
        parser.error(f"{options.folder} holds no */article.xml")
    with tempfile.TemporaryDirectory() as folder:
        into = options.into or Path(folder)
        results = checking.validated(building.build_all(articles, into))
    options.to.write_text(table.written(results), "utf-8")
    missed = [line for result in results for line in table.missed(result)]
    for line in missed:
        print(line, file=sys.stderr)
    print(f"{options.to}: {len(results)} articles, {len(missed)} limits missed", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
