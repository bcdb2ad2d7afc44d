"""``python -m detection FOLDER [--translations FOLDER]``: measures the detectors and writes ``docs/languages.md``.

Exits with 1 where the detector that is used misses a level.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from detection import page, texts
from detection.detectors import DETECTORS
from detection.measuring import Figures, measure
from editions.languages.detection.thresholds import Kind

TARGET = Path(__file__).parents[2] / "docs" / "languages.md"


def main() -> int:
    """Measure, write the page, return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev languages", description="measure how languages are worked out")
    parser.add_argument("folder", type=Path, help="a folder of folders, each with an article.xml")
    parser.add_argument("--translations", type=Path, help="a folder of HTML pages, the same text in many languages")
    options = parser.parse_args()
    sets = {
        "sentences": (list(texts.sentences(options.folder)), Kind.BLOCK),
        "titles": (list(texts.titles(options.folder)), Kind.TITLE),
        "italics": (list(texts.italics(options.folder)), Kind.PHRASE),
    }
    if options.translations:
        sets["translations"] = (list(texts.translations(options.translations)), Kind.BLOCK)
    figures: dict[tuple[str, str], Figures] = {}
    for name, detector in DETECTORS.items():
        for key, (found, kind) in sets.items():
            figures[name, key] = measure(found, detector, kind)
            if kind is Kind.BLOCK:
                figures[name, f"{key}, wrongly tagged"] = measure(found, detector, kind, misdeclared=True)
    TARGET.write_text(page.written(figures), "utf-8")
    missed = page.missed(figures)
    print(*missed, sep="\n", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
