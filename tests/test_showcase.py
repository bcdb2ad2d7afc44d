"""The showcase and the declaration: what they show, they show without a fault (``test_pdf_content`` has every style)."""

from pathlib import Path

import pytest

import editions
from editions.building.article import Built
from editions.checks.validators import epubcheck

pytestmark = pytest.mark.slow

CONTENT = Path(__file__).parents[1] / "content"
LANGUAGES = {"showcase": ("en",), "rights": ("en", "ar", "he", "ja")}


@pytest.fixture(scope="module", params=LANGUAGES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp(request.param)
    return editions.build(CONTENT / request.param / "article.xml", place, formats=("pdf", "epub"))


def test_it_is_clean_and_claims_to_conform(built: Built) -> None:
    assert built.findings == ()
    claimed = {claim.language for claim in built.claims if claim.format == "pdf"}
    assert claimed == set(LANGUAGES[built.folder.name])


def test_epubcheck(built: Built) -> None:
    """One book from left to right, one from right to left."""
    books = [path for edition in built.editions if (path := edition.epub) and edition.language in ("en", "ar")]
    assert [verdict.messages for verdict in map(epubcheck, books) if not verdict.passed] == []
