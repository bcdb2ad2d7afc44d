"""What is said of a table: how much of it, in rows of a length that can be followed."""

from __future__ import annotations

from pathlib import Path

import pytest

import articles
import editions
from editions.article.model import Article
from editions.building.options import BuildOptions
from editions.findings import UsageError
from editions.jats import read
from editions.narration import pace
from editions.narration.script import script
from editions.narration.tables import MAX_ROW_SECONDS, MAX_SHARE
from editions.narration.timeline import PassedOver, Role, Utterance

CASE = Path(__file__).parent / "cases" / "tables-told" / "article.xml"

FULL = (
    '<sec><title>Words</title><p>{words}</p></sec><table-wrap id="t"><label>Table 1</label><table><thead><tr><th>Town</th>'
    "<th>{a}</th><th>{b}</th></tr></thead><tbody>{rows}</tbody></table></table-wrap>"
)


@pytest.fixture(scope="module")
def told() -> Article:
    return read(CASE)


def rows(article: Article, tables: str = "brief") -> list[Utterance]:
    return [said for said in script(article, tables=tables).utterances if said.role is Role.TABLE]


def passed_over(article: Article, tables: str = "brief") -> tuple[PassedOver, ...]:
    return tuple(item for item in script(article, tables=tables).passed_over if item.kind == "table-rows")


def table(folder: Path, count: int, *, words: int = 3000, a: str = "Lamps", b: str = "Share") -> Article:
    """An article with so many words, and a table with so many rows of three cells."""
    made = "".join(f"<tr><td>Town {number}</td><td>{number}</td><td>{number} lamps</td></tr>" for number in range(1, count + 1))
    body = FULL.format(words="word " * words, rows=made, a=a, b=b)
    return read(articles.write(folder, body=f"<body>{body}</body>"))


@pytest.mark.parametrize(("count", "is_told"), [(10, True), (11, False)])
def test_a_table_of_thirty_cells_is_told_row_by_row(tmp_path: Path, count: int, is_told: bool) -> None:
    made = table(tmp_path, count)
    assert any(said.text.startswith("Town 1. Lamps: 1") for said in rows(made)) is is_told
    assert passed_over(made) == (() if is_told else (PassedOver(kind="table-rows", id="t"),))


def test_in_a_short_article_a_long_table_is_summed_up(tmp_path: Path) -> None:
    """Tables take no more than their share, as far as a summary is shorter."""
    assert [item.id for item in passed_over(table(tmp_path, 10, words=20, a="Number of lamps that burn"))] == ["t"]
    made = table(tmp_path, 10)
    length = {said: pace.seconds(said.runs) + said.pause for said in script(made).utterances}
    tables = sum(seconds for said, seconds in length.items() if said.role is Role.TABLE)
    assert tables <= MAX_SHARE * sum(length.values())


def test_all_rows_are_told_where_they_are_asked_for(told: Article) -> None:
    said = [item.text for item in rows(told, "all")]
    assert "H. Lamps: 4; Share: 8%; Colour: green." in said
    assert passed_over(told, tables="all") == ()
    assert "Seen from the sea." in said


def test_titles_alone_are_told_where_that_is_asked_for(told: Article) -> None:
    said = [item.text for item in rows(told, "none")]
    assert said[:2] == ["Table 1. Weather", "The table is in the text."]
    assert len(said) == 2 * 5
    assert [item.id for item in passed_over(told, tables="none")] == ["signs", "spans", "paths", "long", "text"]


def test_no_utterance_of_a_row_is_too_long(told: Article) -> None:
    """Rows are cut, and a long cell at the ends of its clauses; no word is lost."""
    said = rows(told, "all")
    assert max(pace.seconds(item.runs) for item in said) <= MAX_ROW_SECONDS
    words = " ".join(item.text for item in said if item.group == "text")
    assert "who take it home in the evening, and bring it back in the morning; nobody" in words
    assert words.endswith("would like to have one.")


def test_a_long_header_is_said_whole_once(tmp_path: Path) -> None:
    """In each row its first words stand for it: who hears eight words again takes it for a mistake."""
    header = "Lamps that burn all night and all day long"
    said = [item.text for item in rows(table(tmp_path, 3, a=header))]
    assert sum(header in text for text in said) == 1
    assert said[2] == "Town 1. Lamps that burn all night: 1; Share: 1 lamps."


def test_a_header_that_all_columns_have_is_not_said(tmp_path: Path) -> None:
    """It tells no value from another; those above it do."""
    head = "<tr><th rowspan='2'>Town</th><th>May</th><th>June</th></tr><tr><th>Mean</th><th>Mean</th></tr>"
    body = "<tr><th>Umber</th><td>1</td><td>2</td></tr>"
    made = read(
        articles.write(
            tmp_path, body=f"<body><table-wrap><table><thead>{head}</thead><tbody>{body}</tbody></table></table-wrap></body>"
        )
    )
    assert [item.text for item in rows(made)][1:] == [
        "1 row, 3 columns: Town; May, June each with: Mean.",
        "Umber. May: 1; June: 2.",
    ]


def test_signs_get_the_words_of_the_language_or_english_ones(tmp_path: Path) -> None:
    body = '<body><table-wrap xml:lang="{}"><table><tr><td>A</td><td>+</td></tr></table></table-wrap></body>'
    heard = {}
    for lang in ("es", "pt", "fr"):
        (said,) = [item for item in rows(read(articles.write(tmp_path, body=body.format(lang)))) if item.text.startswith("A")]
        heard[lang] = [(run.text, run.lang) for run in said.runs]
    assert heard == {"es": [("A: más.", "es")], "pt": [("A: mais.", "pt")], "fr": [("A: ", "fr"), ("plus", "en"), (".", "fr")]}


def test_what_is_passed_over_is_in_the_timeline(told: Article) -> None:
    narrated = editions.narrate(told, engine="espeak", tables="none")
    assert set(passed_over(told, tables="none")) <= set(narrated.timeline.passed_over)


@pytest.mark.parametrize("word", ["some", "ALL", ""])
def test_another_word_for_tables_is_refused(told: Article, tmp_path: Path, word: str) -> None:
    with pytest.raises(UsageError, match="all, brief, none"):
        editions.narrate(told, tables=word)
    if word:
        with pytest.raises(UsageError, match="telling of tables"):
            editions.build(told, tmp_path, options=BuildOptions(formats="pdf", tables=word))
