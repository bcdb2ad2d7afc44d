"""Who is named as what: in the files' metadata, on the cover and in the citation. The pages are golden cases (``front-…``)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editions.article.model import Article, Contributor, Date, Front, Passage
from editions.epub import cover
from editions.epub.metadata import _contributors
from editions.jats import read
from editions.languages.contributor_lines import statements
from editions.pdf.metadata import facts_of
from editions.pdf.page.colophon import cited

CASES = Path(__file__).parent / "cases"
AUTHORS = ("Ann Alpha", "Bo Beta")


@pytest.fixture
def article() -> Article:
    """An article with authors, editors, a reviewer, a translator and a designer."""
    return read(CASES / "front-roles" / "article.xml")


def test_only_authors_are_authors_of_the_files(article: Article) -> None:
    """PDF, cover and citation name nobody else."""
    assert facts_of(article).authors == AUTHORS
    assert cover.alternative(article, "en").endswith("Who is who. Ann Alpha, Bo Beta")
    assert cited(article).startswith("Ann Alpha, Bo Beta. Who is who.")


def test_others_are_contributors_with_their_relators(article: Article) -> None:
    """The EPUB says by MARC relators who is what."""
    entries = list(_contributors(article))
    named = [(entry.name, entry.text) for entry in entries if entry.name != "meta"]
    relators = [entry.text for entry in entries if entry.attributes.get("scheme") == "marc:relators"]
    assert [text for kind, text in named if kind == "creator"] == list(AUTHORS)
    assert relators == ["aut", "aut", "edt", "edt", "edt", "rev", "trl", "ctb"]


def test_a_group_is_an_author_and_its_members_are_not() -> None:
    """Members are named with their group, wherever the source lists them."""
    front = read(CASES / "front-groups" / "article.xml").front
    assert [one.name for one in front.authors] == [
        "Ann Alpha",
        "The Lamp Group",
        "The Shade Group",
        "Zoe Zeta",
        "The Candle Group",
    ]
    assert [len(one.members) for one in front.authors] == [0, 2, 1, 0, 2]


def test_an_article_is_cited_by_volume_issue_and_pages() -> None:
    """The journal's place of an article is part of its citation."""
    article = read(CASES / "front-journal" / "article.xml")
    assert "Journal of Lamps 24(1), 74–101 (2024). https://doi.org/10.5555/lamps.24" in cited(article)


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"volume": "24", "issue": "1", "pages": "74–101"}, "24(1), 74–101"),
        ({"volume": "9", "number": "e52882"}, "9, e52882"),
        ({"issue": "2"}, "(2)"),
        ({}, ""),
    ],
)
def test_printed_in(fields: dict[str, str], printed: str) -> None:
    """What is missing leaves no punctuation behind."""
    assert Front(**fields).printed_in == printed  # type: ignore[arg-type]


def test_signs_of_statements_are_not_those_of_the_source() -> None:
    """A sign that the source has taken for a note is not used for another; each statement has its usual sign else."""
    authors = tuple(Contributor(id=f"c{n}", lang="en", name=f"N{n}", details=(), equal=True, deceased=n == 0) for n in range(2))
    made = statements(Front(contributors=authors), "a")
    assert [(item.key, item.mark) for item in made] == [("deceased", "†"), ("equal", "‡")]
    taken = Passage(id="m", lang="en", content=("\u00a0", "†"), role="marks")
    marked = (replace(authors[0], details=(taken,)), authors[1])
    assert [item.mark for item in statements(Front(contributors=marked), "a")] == ["*", "‡"]


def test_dates_of_an_issue_say_no_more_than_the_day() -> None:
    """A day of publication makes the year of its issue needless; another year stays."""
    day, issue, other = (
        Date(kind="pub", year=2024, month=5, day=1),
        Date(kind="collection", year=2024),
        Date(kind="ppub", year=2025),
    )
    article = Article(
        id="a", lang="en", name="a", source=Path("a.xml"), kind="", front=Front(dates=(issue, day, other)), body=()
    )
    assert article.date == day
    assert article.history == (day, other)
