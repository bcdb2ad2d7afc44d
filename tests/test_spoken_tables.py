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


def columns(folder: Path, **values: str) -> list[str]:
    """What is said of a table with columns of these headers and words, after its title; its first column names its rows."""
    split = {head: words.split("|") for head, words in values.items()}
    head = "".join(f"<th>{name.rstrip('_')}</th>" for name in split)
    body = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in zip(*split.values(), strict=True))
    markup = f"<table-wrap><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></table-wrap>"
    return [item.text for item in rows(read(articles.write(folder, body=f"<body>{markup}</body>")))][1:]


TEN = "a|b|c|d|e|f|g|h|i|j"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ("1|2|3|4|5|6|7|8|9|10", "N: from 1 to 10."),
        ("-1|−2|3|4|5|6|7|8|9|+10", "N: from −2 to +10."),
        ("1,5|2,5|3|4|5|6|7|8|9|10", "N: from 1,5 to 10."),
        ("1*|2|3|4|5|6|7|8|9|10***", "N: from 1 to 10."),
        ("5%|20%|3%|4%|5%|6%|7%|8%|9%|10%", "N: from 3% to 20%."),
        ("1.234|2.345|3.456|2|2|2|2|2|2|10.123.456", "N: from 2 to 10.123.456."),
        ("1.5|2,5|3|4|5|6|7|8|9|10", ""),  # two customs
        ("1.234|2|3|4|5|6|7|8|9|10", ""),  # a thousand, or a little more than one
        ("1|2|3||||||| ", ""),  # too few
        ("1|2|3|4|5|6|x|y|z|u", ""),  # words, among which there are numbers
        ("1|1|1|1|1|1|1|1|1|1", ""),
        ("1 (2)|2 (2)|3 (2)|4 (2)|5 (2)|6 (2)|7 (2)|8 (2)|9 (2)|10 (2)", ""),
    ],
)
def test_the_range_of_a_column_is_said_where_it_is_sure(tmp_path: Path, numbers: str, said: str) -> None:
    made = columns(tmp_path, Town=TEN, Kind=TEN, More=TEN, N=numbers)
    assert made == ["10 rows, 4 columns: Town; Kind; More; N.", *([said] if said else []), "Its rows are in the text."]


def test_of_two_columns_with_one_name_no_range_is_said(tmp_path: Path) -> None:
    numbers = "1|2|3|4|5|6|7|8|9|10"
    assert columns(tmp_path, Town=TEN, N=numbers, M=TEN, N_=numbers) == [
        "10 rows, 4 columns: Town; N; M; N.",
        "Its rows are in the text.",
    ]


def test_a_table_of_few_cells_is_summed_up_where_it_is_long(tmp_path: Path) -> None:
    """However long the article is."""
    text = "A sentence of some length, which takes its time, goes on. " * 30
    markup = f"<table-wrap id='t'><table><tbody><tr><td>Town</td><td>{text}</td></tr></tbody></table></table-wrap>"
    made = read(articles.write(tmp_path, body=f"<body><p>{'word ' * 9000}</p>{markup}</body>"))
    assert [item.id for item in passed_over(made) if item.kind == "table-rows"] == ["t"]


def test_the_longest_tables_are_summed_up_and_no_others(tmp_path: Path) -> None:
    """As soon as the tables take no more than their share, the next one is told."""
    one = "<table-wrap id='{}'><table><tbody>{}</tbody></table></table-wrap>"
    row = "<tr><td>Town {}</td><td>12 lamps that burn all night, and all of them are of brass</td></tr>"
    tables = "".join(one.format(name, "".join(map(row.format, range(count)))) for name, count in (("a", 12), ("b", 13)))
    made = read(articles.write(tmp_path, body=f"<body><p>{'word ' * 2400}</p>{tables}</body>"))
    assert [item.id for item in passed_over(made) if item.kind == "table-rows"] == ["b"]


def test_what_spans_rows_is_said_in_each_where_it_is_short(tmp_path: Path) -> None:
    body = (
        "<body><table-wrap><table><tbody><tr><td rowspan='2'>Umber</td><td rowspan='2'>{}</td><td>1</td></tr>"
        "<tr><td>2</td></tr><tr><td>Bay</td><td>x</td><td>3</td></tr></tbody></table></table-wrap></body>"
    )
    for words, again in (("long dark", "; long dark"), ("a street of eight words is too long", "")):
        said = [item.text for item in rows(read(articles.write(tmp_path, body=body.format(words))))][2:]
        assert said == [f"Umber. {words}; 1.", f"Umber.{again.replace(';', '', 1)}{';' if again else ''} 2.", "Bay. x; 3."]


def test_of_many_headers_a_summary_says_those_at_the_top(tmp_path: Path) -> None:
    groups = "".join(f"<th colspan='4'>Group {name}</th>" for name in "ABC")
    below = "".join(f"<th>A long name of column {name}</th>" for name in "abcdefghijkl")
    body = f"<tr><td>x</td>{'<td>y</td>' * 12}</tr>" * 3
    head = f"<tr><th rowspan='2'>Town</th>{groups}</tr><tr>{below}</tr>"
    markup = f"<table-wrap><table><thead>{head}</thead><tbody>{body}</tbody></table></table-wrap>"
    said = [item.text for item in rows(read(articles.write(tmp_path, body=f"<body>{markup}</body>")))]
    assert said[1] == "3 rows, 13 columns: Town; Group A; Group B; Group C."


def test_that_pictures_have_no_description_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"/>')
    graphic = '<graphic xlink:href="dot.svg">{}</graphic>'
    figure = "<fig><label>Figure 1</label><caption><p>Two dots.</p></caption>{}</fig>"

    def said(*inside: str) -> list[str]:
        body = figure.format("".join(map(graphic.format, inside)))
        made = script(read(articles.write(tmp_path, body=f"<body>{body}</body>")))
        return [item.text for item in made.utterances if item.role is Role.FIGURE]

    assert said("", "") == ["Figure 1.", "Two dots.", "The picture has no description."]
    assert "The picture has no description." not in said("<long-desc>It is round.</long-desc>")


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
