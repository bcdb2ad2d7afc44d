"""The showcase and the declaration: what they show, they show without a fault, in every style."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from weasyprint import Document
from weasyprint.formatting_structure import boxes

import editions
from editions import styles
from editions.building import Built
from editions.pdf.layout.ends import blank_height
from editions.pdf.layout.press import Press
from editions.validators import epubcheck, verapdf_all
from test_pdf_styles import words

pytestmark = pytest.mark.slow

CONTENT = Path(__file__).parents[1] / "content"
LANGUAGES = {"showcase": ("en",), "rights": ("en", "ar", "he", "ja")}
EDGE = 28  # points: 10 mm


@pytest.fixture(scope="module", params=LANGUAGES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp(request.param)
    return editions.build(CONTENT / request.param / "article.xml", place, formats=("pdf", "epub"))


def test_it_is_clean_and_claims_to_conform(built: Built) -> None:
    assert built.findings == ()
    claimed = {claim.language for claim in built.claims if claim.format == "pdf"}
    assert claimed == set(LANGUAGES[built.folder.name])


def test_verapdf_and_epubcheck(built: Built) -> None:
    files = [path for edition in built.editions if (path := edition.pdf)]
    assert [verdict.messages for verdict in verapdf_all(files) if not verdict.passed] == []
    books = [path for edition in built.editions if (path := edition.epub)]
    assert [verdict.messages for verdict in map(epubcheck, books) if not verdict.passed] == []


def laid_out(folder: Path, style: str, monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Our own content in a style, with the boxes of its pages."""
    laid: list[Document] = []
    lay_out = Press.lay_out

    def kept(press: Press, root: Element) -> Document:
        laid.append(lay_out(press, root))
        return laid[-1]

    monkeypatch.setattr(Press, "lay_out", kept)
    for name in ("migration", *LANGUAGES):
        editions.build(CONTENT / name / "article.xml", folder, formats=("pdf",), style=style)
    assert len(laid) == 3 + sum(map(len, LANGUAGES.values()))
    return laid


@pytest.mark.parametrize(("style", "most"), [("default", 1 / 3), ("large-print", 0.4)])
def test_no_page_is_half_blank(tmp_path: Path, style: str, most: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the last page of an article, and those of a table turned on its side, are filled."""
    for document in laid_out(tmp_path, style, monkeypatch):
        pages = [page._page_box for page in document.pages[:-1] if page.width < page.height]
        assert [share for page in pages if (share := blank_height(page) / page.height) > most] == []


def test_columns_end_above_the_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = 0
    for document in laid_out(tmp_path, "compact", monkeypatch):
        for page in document.pages:
            body, notes, *_ = page._page_box.children
            if notes.children:
                noted += 1
                texts = [box for box in body.descendants() if isinstance(box, boxes.TextBox)]
                assert [box.text for box in texts if box.position_y + box.height > notes.border_box_y()] == []
    assert noted


@pytest.mark.parametrize("style", styles.STYLES)
def test_nothing_runs_off_the_page(tmp_path: Path, style: str) -> None:
    for name in LANGUAGES:
        for edition in editions.build(CONTENT / name / "article.xml", tmp_path, formats=("pdf",), style=style).editions:
            assert edition.pdf
            for number, word, left, right, width in words(edition.pdf):
                assert EDGE <= left <= right <= width - EDGE, (name, number, word)
