"""The audit misses nothing that XPath counts, on every article of this repository; the count itself sees what is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

import editions
from corpus.silent import Count, count

ROOT = Path(__file__).parents[1]
ARTICLES = sorted(
    path.relative_to(ROOT).as_posix() for folder in ("content", "tests/cases") for path in (ROOT / folder).glob("*/article.xml")
)

SILENT = """<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en">
<body><p>A <inline-graphic xlink:href="a.png"/>, <inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>
and <inline-formula><inline-graphic xlink:href="b.png"/></inline-formula>.</p>
<fig><graphic xlink:href="c.png"/><graphic xlink:href="d.png"/></fig>
<fig><alternatives><graphic xlink:href="e.png"/><graphic xlink:href="e.svg"/></alternatives></fig>
<table-wrap><label>Table 1</label><graphic xlink:href="f.png"/></table-wrap>
<disp-formula><graphic xlink:href="g.png"/></disp-formula>
<fig><media xlink:href="film.mp4"/></fig>
<p>A film <inline-media xlink:href="film.mp4">here</inline-media>.</p>
<fig><alt-text>Said once.</alt-text><graphic xlink:href="h.png"/></fig>
<graphic xlink:href="i.png"><alt-text>null</alt-text></graphic>
</body></article>"""


def counted(path: Path) -> Count:
    found = editions.audit(editions.read(path))
    return count(path, [(finding.rule, finding.where.line) for finding in found])


@pytest.mark.parametrize("path", ARTICLES)
def test_nothing_silent_is_missed(path: str) -> None:
    """Each picture, formula and film without an alternative has its finding."""
    assert counted(ROOT / path).missed == ()


def test_every_kind_is_counted_and_found(tmp_path: Path) -> None:
    """Pictures of each place, formulas as MathML and as pictures, films in the text and in a line."""
    path = tmp_path / "article.xml"
    path.write_text(SILENT, "utf-8")
    assert counted(path) == Count(
        silent={"pictures": 5, "formulas as pictures": 2, "formulas": 3, "films and files": 2}, missed=()
    )


def test_a_miss_is_named(tmp_path: Path) -> None:
    """Without its finding, each silent thing is named by its line."""
    path = tmp_path / "article.xml"
    path.write_text(SILENT, "utf-8")
    assert count(path, [("picture.no-alternative", 2)]).missed == tuple(
        f"line {line}: {number}" for line, number in ((2, 1), (3, 1), (4, 2), (5, 1), (6, 1), (7, 1), (8, 1), (9, 1))
    )
