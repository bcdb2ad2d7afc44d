"""Builds an article's PDFs for the test of the standards: ``python -m corpus.promised ARTICLE.xml FOLDER``.

Each edition is built as it is published, and in each kind of PDF with the alternatives that it lacks (``supplied``). Prints
JSON: a list with an object for each edition, or an object with the line that refused the article.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import editions
from corpus import compare, finished, headers, source, tagged
from corpus.supplied import supplied
from editions import pdf
from editions.accessibility.audit import own_findings
from editions.article.model import Article
from editions.findings import EditionsError, has_errors
from editions.languages.survey import detected
from editions.pdf.variants import VARIANTS
from editions.xhtml import render

KINDS = {"published": "default", "default": "default", "ua2": "ua2", "print": "print"}
"""The files of an edition by name, with the kind of PDF that each is."""


def measure(path: Path, folder: Path) -> dict[str, Any]:
    """Return what came of an article: its editions, or why there are none."""
    try:
        article = detected(editions.read(path))
        return {"editions": [_edition(article, item, folder) for item in article.editions()]}
    except EditionsError as error:
        return {"refused": str(error).replace(f"{path.parent}/", "")}


def _edition(original: Article, article: Article, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    files = {kind: folder / f"{article.lang}.{kind}.pdf" for kind in KINDS}
    sound = not has_errors(own_findings(original, article))
    made = {"published": (article, sound)}  # the others are filled in, and made as if nothing else had been found
    claims = {kind: _write(*made.get(kind, (supplied(article), True)), file, kind) for kind, file in files.items()}
    path, default, lang = article.source, files["default"], article.lang
    compared = headers.compare(path, lang, default)
    tree, extracted = source.words(tagged.text(default)), source.words(finished.pdf_text(default))
    return {
        "language": lang,
        "files": {kind: str(file) for kind, file in files.items()},
        "claims": claims,
        "pages": finished.pdf_pages(default),
        "cells": compared.cells,
        "wrong_cells": compared.wrong,
        "own_tables": compared.unmatched,
        **_languages(path, lang, default),
        "words": len(tree),
        "divided": compare.divided(tree, extracted),
    }


def _write(article: Article, claim: bool, file: Path, kind: str) -> bool:
    """Write a file; return whether it claims to conform."""
    options = pdf.PdfOptions(claim=claim, variant=VARIANTS[KINDS[kind]])
    return bool(pdf.write(article, render(article), file, options=options).claims)


def _languages(path: Path, lang: str, file: Path) -> dict[str, Any]:
    """Return how many words the source says to be in another language, and those that the PDF does not say to be."""
    wanted = source.by_language(path, lang)
    said = {language: source.words(text) for language, text in tagged.by_language(file).items()}
    lost = {language: compare.lost(words, said.get(language, ())) for language, words in wanted.items()}
    return {
        "foreign": sum(map(len, wanted.values())),
        "mute": [f"{language}: {word}" for language, words in lost.items() for word in words],
    }


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
