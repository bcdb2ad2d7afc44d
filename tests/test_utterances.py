"""What the narration says of an article, where the golden cases do not show it."""

from __future__ import annotations

from pathlib import Path

import pytest

import articles
from editions.jats import read
from editions.narration.timeline import Utterance
from editions.narration.utterances import utterances
from editions.xhtml import render

DATES = {
    "two names": (
        '<pub-date date-type="pub"><year>2020</year></pub-date><pub-date pub-type="epub"><year>2020</year></pub-date>'
        '<pub-date pub-type="collection"><year>2021</year></pub-date>',
        ["2020", "2021"],
    ),
    "only received": ('<history><date date-type="received"><year>2020</year></date></history>', ["2020"]),
}


def said(path: Path) -> list[Utterance]:
    return list(utterances(read(path)))


@pytest.mark.parametrize(
    ("start", "expected"),
    [(1, ["a. One", "b. Two"]), (25, ["y. One", "z. Two"]), (26, ["z. One", "27. Two"])],
    ids=["first", "last", "beyond"],
)
def test_a_list_is_lettered_up_to_the_26th_letter(tmp_path: Path, start: int, expected: list[str]) -> None:
    items = "<list-item><p>x</p></list-item>" * (start - 1)
    items += "<list-item><p>One</p></list-item><list-item><p>Two</p></list-item>"
    body = f'<body><list list-type="alpha-lower">{items}</list></body>'
    assert [utterance.text for utterance in said(articles.write(tmp_path, body=body))[-3:-1]] == expected


@pytest.mark.parametrize("kind", ["order", "ordered", "arabic", "number"])
def test_a_numbered_list_is_numbered_by_whatever_name(tmp_path: Path, kind: str) -> None:
    body = f'<body><list list-type="{kind}"><list-item><p>One</p></list-item></list></body>'
    assert said(articles.write(tmp_path, body=body))[-2].text == "1. One"


def test_the_paragraphs_of_a_cell_are_said_apart(tmp_path: Path) -> None:
    body = "<body><table-wrap><table><tr><td><p>One</p><p>two</p></td></tr></table></table-wrap></body>"
    assert said(articles.write(tmp_path, body=body))[-2].text == "One two."


def test_a_mark_is_said_alone_before_what_is_no_paragraph(tmp_path: Path) -> None:
    body = '<body><list list-type="order"><list-item><disp-quote><p>One.</p></disp-quote></list-item></list></body>'
    mark, quoted = said(articles.write(tmp_path, body=body))[-3:-1]
    assert (mark.text, mark.pause, quoted.text) == ("1.", 0.35, "Quotation: One.")
    assert mark.id
    assert mark.group == quoted.group


def test_a_sentence_is_followed_by_a_shorter_pause_than_a_paragraph(tmp_path: Path) -> None:
    assert [(utterance.text, utterance.pause) for utterance in said(articles.write(tmp_path))[1:-1]] == [
        ("One sentence.", 0.35),
        ("And another.", 0.65),
    ]


@pytest.mark.parametrize("case", DATES)
def test_the_date_of_publication_is_shown_and_said_once(tmp_path: Path, case: str) -> None:
    """The opening gives the year alone, the end all dates.

    Journals give one day under two names; an article without a date of publication has that of its first date.
    """
    dates, years = DATES[case]
    path = articles.write(tmp_path)
    path.write_text(path.read_text("utf-8").replace("</title-group>", f"</title-group>{dates}", 1), "utf-8")
    assert ["".join(node.itertext()) for node in render(read(path)).iter("{*}time")] == years
    words = " ".join(item.text for item in said(path) if item.chapter.endswith("-colophon" if len(years) > 1 else "-front"))
    assert [words.count(year) for year in years] == [1] * len(years)
