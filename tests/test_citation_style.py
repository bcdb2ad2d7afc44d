"""References by a CSL style: what it shows, what it leaves out, and files that are no styles."""

from __future__ import annotations

from pathlib import Path

import pytest

import editions
from editions.article.model import Article, Link, Reference, Styled, plain, walk
from editions.findings import UsageError
from editions.jats import read
from editions.jats.csl import restyled

STYLE = Path(__file__).parent / "csl" / "short.csl"
CASES = Path(__file__).parent / "cases"


def references(article: Article) -> list[Reference]:
    return [node for node in walk(article) if isinstance(node, Reference)]


def test_parts_are_set_as_the_style_says() -> None:
    made = references(restyled(read(CASES / "references-style" / "article.xml"), STYLE))
    assert plain(made[0].content) == "Roe AB, et al. (1999): Is it late?, J. Lamps, 653–664. https://doi.org/10.5555/lamps.7.2."
    assert [item.href for item in made[0].content if isinstance(item, Link)] == ["https://doi.org/10.5555/lamps.7.2"]
    assert any(isinstance(item, Styled) and plain(item.content) == "Is it late?" for item in made[0].content)
    assert plain(made[1].content) == "Poe C (2001): On keys, Of doors, 10–20."


def test_what_a_style_leaves_out_is_found() -> None:
    found = [
        item for item in restyled(read(CASES / "references-style" / "article.xml"), STYLE).findings if "citation" in item.rule
    ]
    assert [item.rule for item in found] == ["citation.left-out", "citation.not-set"]
    assert "16644048" in found[0].message
    assert found[0].where.line == 8


def test_words_beside_the_parts_count_as_left_out(tmp_path: Path) -> None:
    """Where parts are poorer than the citation in words, the finding names what only the words have."""
    made = restyled(read(CASES / "references-once" / "article.xml"), STYLE)
    assert plain(references(made)[1].content).startswith("Shore")
    assert "harbour" in next(item.message for item in made.findings if item.rule == "citation.left-out")


def test_a_reference_without_parts_keeps_its_words() -> None:
    path = CASES / "references-list" / "article.xml"
    assert references(restyled(read(path), STYLE)) == references(read(path))


def test_translations_are_set_too() -> None:
    made = restyled(read(CASES / "references-once" / "article.xml"), STYLE)
    rules = [item.rule for item in made.translations[0].findings]
    assert "citation.not-set" in rules
    assert set(made.translations[0].findings) <= set(made.findings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<style", "cannot be read"),
        ("<html/>", "is not a CSL style"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"><info/></style>', "is not a CSL style with a <bibliography>"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "house.csl"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=message):
        restyled(read(CASES / "references-list" / "article.xml"), path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        restyled(read(CASES / "references-list" / "article.xml"), tmp_path / "none.csl")


@pytest.mark.slow
def test_a_build_sets_references_by_the_style(tmp_path: Path) -> None:
    path = CASES / "references-style" / "article.xml"
    built = editions.build(path, tmp_path, formats="epub", narration=False, detect=False, citation_style=STYLE)
    assert "citation.left-out" in {item.rule for item in built.findings}
