"""The project's own articles, in every style: standards, our own checks, headers, languages, whole words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import bidirectional
from xml.etree.ElementTree import Element

import pytest
from weasyprint import Document
from weasyprint.formatting_structure import boxes

import editions
import viewers
from corpus import compare, finished, headers, source, tagged
from editions import pdf
from editions.article.model import Article
from editions.checks import validators
from editions.checks.pdf import examine
from editions.pdf.layout import last_page
from editions.pdf.layout.engine import LayoutEngine
from editions.pdf.layout.page_ends import blank_height
from editions.pdf.variants import VARIANTS
from editions.xhtml import render
from test_pdf_styles import words

ARTICLES = sorted((Path(__file__).parents[1] / "content").glob("*/article.xml"))
LOOKS = (("default", "A4"), ("default", "Letter"), ("large-print", "A4"), ("auto", "A4"))
FLAVOURS = {"default": ("ua1", "3a"), "ua2": ("ua2", "4f", "wt1a", "wt1r")}
MADE = [("default", look) for look in LOOKS] + [("ua2", LOOKS[-1])]
"""The kinds and looks that are made: a page looks the same in both kinds."""
ALWAYS = ("default", LOOKS[-1])
"""What is made of every article; the rest, of the one that has every construct."""
EDGE = 28  # points: 10 mm

pytestmark = pytest.mark.slow


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A PDF of an edition, and what its pages were like when they were laid out.

    ``blank`` is the share of each page that is empty, but of the last and of those turned on their side; ``noted`` counts the
    pages with notes, ``below`` the words that stand below where the notes begin.
    """

    article: Article
    path: Path
    variant: str
    look: tuple[str, str]
    claims: tuple[str, ...]
    blank: tuple[float, ...]
    noted: int
    below: tuple[str, ...]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, ...]:
    folder = tmp_path_factory.mktemp("content")
    with pytest.MonkeyPatch.context() as patch:
        return tuple(_made(folder, patch))


def _made(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Printed]:
    laid: list[Document] = []
    lay_out = last_page.lay_out

    def kept(engine: LayoutEngine, root: Element) -> Document:
        laid[:] = [lay_out(engine, root)]
        return laid[0]

    patch.setattr(last_page, "lay_out", kept)
    for article in (item for path in ARTICLES for item in editions.read(path).editions()):
        page = render(article)
        for variant, (style, paper) in MADE if article.name == "showcase" else [ALWAYS]:
            path = folder / f"{article.name}.{article.lang}.{variant}.{style}.{paper}.pdf"
            options = pdf.PdfOptions(claim=True, variant=VARIANTS[variant], style=style, paper=paper)
            result = pdf.write(article, page, path, options=options)
            pages = [each._page_box for each in laid[0].pages[:-1] if each.width < each.height]
            below = [_below_notes(each._page_box) for each in laid[0].pages]
            yield Printed(
                article=article,
                path=path,
                variant=variant,
                look=(style, paper),
                claims=result.claims,
                blank=tuple(blank_height(each) / each.height for each in pages),
                noted=sum(each is not None for each in below),
                below=tuple(word for each in below for word in each or ()),
            )


def _below_notes(page: boxes.PageBox) -> list[str] | None:
    """Return the words of a page that stand below where its notes begin, None where it has no notes."""
    body, notes, *_ = page.children
    if not notes.children:
        return None
    texts = [box for box in body.descendants() if isinstance(box, boxes.TextBox)]
    return [box.text for box in texts if box.position_y + box.height > notes.border_box_y()]


def test_every_standard_holds_in_every_style(made: tuple[Printed, ...]) -> None:
    """No failed check of veraPDF, by any standard that a file claims; all claim what their kind is made for."""
    assert [each.path.name for each in made if each.claims != VARIANTS[each.variant].claims] == []
    for variant, flavours in FLAVOURS.items():
        paths = [each.path for each in made if each.variant == variant]
        for flavour in flavours:
            verdicts = validators.verapdf_all(paths, flavour)
            assert [(path.name, v.messages) for path, v in zip(paths, verdicts, strict=True) if not v.passed] == []


def test_our_checks_find_nothing_in_any_style(made: tuple[Printed, ...]) -> None:
    assert [(each.path.name, finding.message) for each in made for finding in examine(each.path)] == []


def plain(made: tuple[Printed, ...]) -> list[Printed]:
    return [each for each in made if (each.variant, each.look) == ALWAYS]


def test_headers_are_those_computed_from_the_source(made: tuple[Printed, ...]) -> None:
    """The headers of every data cell, against a computation that shares nothing with the package."""
    compared = [headers.compare(each.article.source, each.article.lang, each.path) for each in plain(made)]
    assert [place for each in compared for place in each.wrong] == []
    assert sum(each.cells for each in compared) > 200


def test_every_language_of_the_source_is_that_of_its_words(made: tuple[Printed, ...]) -> None:
    """Each word that the source says to be in another language is in that language in the structure tree."""
    count = 0
    for each in plain(made):
        said = {language: source.words(text) for language, text in tagged.by_language(each.path).items()}
        for language, spoken in source.by_language(each.article.source, each.article.lang).items():
            assert not compare.lost(spoken, said.get(language, ())), (each.path.name, language)
            count += len(spoken)
    assert count > 100


def test_words_are_extracted_whole(made: tuple[Printed, ...]) -> None:
    """Whatever line or page they are divided by."""
    for each in plain(made):
        tree, extracted = source.words(tagged.text(each.path)), source.words(finished.pdf_text(each.path))
        assert compare.divided(tree, extracted) == [], each.path.name


def test_viewers_are_given_what_the_article_has(made: tuple[Printed, ...]) -> None:
    """PDFium each element of each page, Poppler the letters of the tree; those from right to left as they are drawn."""
    for each in (each for each in plain(made) if each.article.lang in ("en", "ar")):
        assert viewers.pdfium_elements(each.path) == viewers.elements(each.path), each.path.name
        shown = viewers.poppler(each.path)
        assert shown.complaints == ""
        if each.article.lang not in ("ar", "he"):
            letters = [letter for letter in "".join(shown.texts) if letter.isalnum() and bidirectional(letter) == "L"]
            expected = [letter for letter in tagged.text(each.path) if letter.isalnum() and bidirectional(letter) == "L"]
            assert letters == expected, each.path.name


@pytest.mark.parametrize(("style", "most"), [("default", 1 / 3), ("auto", 1 / 3), ("large-print", 0.4)])
def test_no_page_is_half_blank(made: tuple[Printed, ...], style: str, most: float) -> None:
    """All but the last page of an article, and those of a table turned on its side, are filled."""
    shares = [(each.path.name, share) for each in made if each.look == (style, "A4") for share in each.blank]
    assert len(shares) > 5
    assert [place for place in shares if place[1] > most] == []


def test_columns_end_above_the_notes(made: tuple[Printed, ...]) -> None:
    columns = [each for each in made if each.look[0] == "auto"]
    assert sum(each.noted for each in columns)
    assert [(each.path.name, each.below) for each in columns if each.below] == []


def test_nothing_runs_off_the_page(made: tuple[Printed, ...]) -> None:
    for each in (each for each in made if each.variant == "default" and each.look[1] == "A4"):
        for number, word, left, right, width in words(each.path):
            assert EDGE <= left <= right <= width - EDGE, (each.path.name, number, word)
