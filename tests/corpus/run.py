"""Builds and measures one article, in a process of its own: ``python -m corpus.run ARTICLE.xml FOLDER``.

Prints JSON: the editions and what is silent in the source, or the line that refused the article.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import editions
from corpus import compare, finished, source, tagged
from corpus.silent import count
from editions.article.model import Article
from editions.findings import EditionsError
from editions.languages.survey import detected
from editions.pdf.page.colophon import cited
from editions.pdf.page.column_header_text import add_to_complex_tables
from editions.xhtml import render


def measure(path: Path, folder: Path) -> dict[str, Any]:
    """Return what came of an article: its editions, or why there are none."""
    try:
        article = detected(editions.read(path))  # as a build does: an article without a language has the one that it is in
        tags = list(dict.fromkeys([article.language, *(item.language for item in article.translations)]))
        found = [(finding.rule, finding.where.line) for finding in editions.audit(article)]
        silent = asdict(count(path, found))
        return {"editions": [_edition(path, article, tag, folder) for tag in tags], **silent}
    except EditionsError as error:
        return {"refused": str(error).replace(f"{path.parent}/", "")}


def _edition(path: Path, article: Article, tag: str, folder: Path) -> dict[str, Any]:
    built = editions.build(article, into=folder / tag, formats=("pdf", "epub"), languages=(tag,), narration=False)
    edition = built.editions[0]
    assert edition.pdf
    assert edition.epub
    words = source.read(path, tag)
    book, tagged_text = finished.epub_text(edition.epub), tagged.text(edition.pdf)
    epub, pdf, tree = source.words(book), source.words(finished.pdf_text(edition.pdf)), source.words(tagged_text)
    whole, again = source.whole(path, tag), _said_again(path, article, tag)
    twice = [*compare.doubled(source.words(whole), epub, again), *compare.doubled(source.words(whole), tree, again)]
    known = source.tokens(whole)
    glued = {*compare.glued(known, source.tokens(book)), *compare.glued(known, source.tokens(tagged_text))}
    return {
        "language": tag,
        "epub": str(edition.epub),
        "pdf": str(edition.pdf),
        "findings": Counter(str(finding.severity) for finding in built.findings),
        "claims": sorted(f"{claim.format}: {claim.standard}" for claim in built.claims),
        "words": len(words.words),
        "lost_epub": compare.lost(words.words, epub),
        "lost_pdf": compare.lost(words.words, pdf),
        "lost_tree": compare.lost(words.words, tree),
        "doubled": list(dict.fromkeys(twice)),
        "glued": sorted(glued),
        "order_epub": compare.kept_order(words.in_order["section"], epub),
        "order_pdf": compare.kept_order(words.in_order["call"], tree),
        "pages": finished.pdf_pages(edition.pdf),
        "blank": finished.blank_pages(edition.pdf),
    }


def _said_again(path: Path, article: Article, tag: str) -> list[tuple[str, ...]]:
    """Return the words of what an edition says once more, and should: titles, how to cite it, the heads of complex tables above
    them, and alternatives that the source repeats in a caption.
    """
    one = next(item for item in article.editions() if item.language == tag)
    page = render(one)
    add_to_complex_tables(page)
    heads = ["".join(line.itertext()) for line in page.iterfind(".//{*}p[@class='table-summary']")]
    texts = [cited(one), *heads, *source.alternatives(path, tag)]
    return [*source.titles(path, tag), *map(source.words, texts)]


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
