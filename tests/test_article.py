"""The article as the stages hand it on: its words, its parts, its date, and the style sheets and fonts that set it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from editions.article import grid, styles
from editions.article.epoch import epoch
from editions.article.model import (
    Abbreviation,
    Alternative,
    Article,
    Cell,
    Date,
    Formula,
    Front,
    Inline,
    LineBreak,
    Link,
    Node,
    NoteCall,
    Paragraph,
    Picture,
    Row,
    Ruby,
    Section,
    Style,
    Styled,
    Table,
    Title,
    children,
    plain,
    plain_keep,
    rebuilt,
    walk,
)
from editions.findings import UsageError

SAID = Alternative(id="said", lang="en", text="x squared")
BOLD = Styled(id="b", lang="en", style=Style.BOLD, content=("bold",))
WORDS: list[tuple[Inline, str]] = [
    ("as it is", "as it is"),
    (Styled(id="i", lang="en", style=Style.ITALIC, content=("swift",)), "swift"),
    (Link(id="l", lang="en", href="https://example.org/", content=("a ", BOLD)), "a bold"),
    (NoteCall(id="n", lang="en", target="fn-1", content=("1",)), ""),
    (LineBreak(id="br", lang="en"), " "),
    (Formula(id="f", lang="en", tex="x^2", alternative=SAID), "x squared"),
    (Formula(id="f", lang="en", tex="x^2"), ""),
    (Picture(id="p", lang="en", href="a.png", alternative=SAID), "x squared"),
    (Picture(id="p", lang="en", href="a.png"), ""),
    (Abbreviation(id="a", lang="en", content=("ATP",), expansion=("adenosine triphosphate",)), "ATP (adenosine triphosphate)"),
    (Abbreviation(id="a", lang="en", content=("ATP",)), "ATP"),
    (Ruby(id="r", lang="ja", content=("鳥",), reading=("とり",)), "鳥 (とり)"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "words"), WORDS, ids=range(len(WORDS)))
def test_the_words_of_a_piece_of_a_line(item: Inline, words: str) -> None:
    assert plain_keep((item,)) == words
    assert plain(("<", item, ">")) == f"<{words}>"


def test_spaces_are_one_within_and_none_at_the_ends() -> None:
    assert (
        plain(
            (
                "  two ",
                " words\n",
            )
        )
        == "two words"
    )
    assert plain_keep((" kept ",)) == " kept "


# --------------------------------------------------------------------------------------------------------------- walking


def paragraph(id: str, *content: Inline) -> Paragraph:
    return Paragraph(id=id, lang="en", content=content)


def article(**parts: object) -> Article:
    front = Front(title=Title(id="title", lang="en", content=("Swifts",)), other=(paragraph("o"),))
    made = Article(
        id="article", lang="en", name="swifts", source=Path("a.xml"), kind="news", front=front, body=(paragraph("p"),)
    )
    return replace(made, **parts)  # type: ignore[arg-type]  # by name


def ids(node: Node) -> list[str]:
    return [each.id for each in walk(node)]


def test_walking_comes_by_every_part_in_order() -> None:
    """Fronts and rows are gone through, whatever they are held in; nothing else is a part."""
    cells = [Cell(id=f"c{n}", lang="en", content=(paragraph(f"q{n}"),)) for n in range(3)]
    rows = tuple(Row(id=f"r{n}", lang="en", cells=(cell,)) for n, cell in enumerate(cells))
    table = Table(id="t", lang="en", caption=(paragraph("k"),), head=rows[:1], bodies=(rows[1:2], rows[2:]), alternative=SAID)
    whole = article(body=(Section(id="s", lang="en", level=1, content=(paragraph("p", "a ", BOLD), table)),))
    within = ["t", "k", "r0", "c0", "q0", "r1", "c1", "q1", "r2", "c2", "q2", "said"]
    assert ids(whole) == ["article", "title", "o", "s", "p", "b", *within]
    assert [node.id for node in children(whole)] == ["title", "o", "s"]


def test_a_translation_is_a_part_that_is_not_walked_through() -> None:
    whole = article(translations=(replace(article(), id="other"),))
    assert "other" in [node.id for node in children(whole)]
    assert "other" not in ids(whole)


def test_rebuilding_changes_what_is_directly_inside_and_nothing_else() -> None:
    whole = article(body=(paragraph("p", "words ", BOLD),))
    changed = rebuilt(whole, lambda node: replace(node, lang="fr"))
    assert [(node.id, node.lang) for node in walk(changed)] == [
        *(("article", "en"), ("title", "fr"), ("o", "fr"), ("p", "fr"), ("b", "en")),
    ]
    assert (changed.name, changed.kind, changed.body[0].line) == (whole.name, whole.kind, 0)
    assert rebuilt(whole, lambda node: node) == whole


def test_the_source_is_the_file_or_what_was_read_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<article/>")
    whole = article(source=tmp_path / "a.xml")
    assert whole.source_bytes() == b"<article/>"
    assert replace(whole, edited=b"").source_bytes() == b""


ABSTRACTS = [
    {"kind": "graphical"},
    {"title": Title(id="t", lang="en", content=("Summary",))},
    {"lang": "fr"},
]


@pytest.mark.parametrize("other", ABSTRACTS, ids=["another kind", "a title", "another language"])
def test_the_abstract_that_opens_an_article(other: dict[str, object]) -> None:
    opening = Section(id="a", lang="en", level=1, content=())
    kept: dict[str, object] = {"kind": "teaser"}
    first = replace(opening, **(kept | {"id": "x"} | other))  # type: ignore[arg-type]  # by name
    last = replace(opening, kind="teaser")
    assert Front(abstracts=(first, last)).standfirst("en") is last
    assert Front(abstracts=(first,)).standfirst("en") is None


@pytest.mark.parametrize(
    ("date", "said"), [((2013, 0, 0), "2013"), ((2013, 1, 0), "2013-01"), ((2013, 10, 1), "2013-10-01"), ((987, 0, 5), "0987")]
)
def test_a_date_is_as_short_as_what_is_known(date: tuple[int, int, int], said: str) -> None:
    year, month, day = date
    assert str(Date(kind="pub", year=year, month=month, day=day)) == said


# ----------------------------------------------------------------------------------------------------------------- tables


def test_rows_are_counted_from_nought_through_all_groups() -> None:
    """What spans rows and columns pushes the cells after it aside, in each row that it reaches."""

    def row(*cells: Cell) -> Row:
        return Row(id="r", lang="en", cells=cells)

    def cell(id: str, **spans: int) -> Cell:
        return Cell(id=id, lang="en", content=(), **spans)  # type: ignore[arg-type]  # by name

    head = (row(cell("a", rowspan=2), cell("b", colspan=2)), row(cell("c"), cell("d")))
    bodies = ((row(cell("e", colspan=2), cell("f")),), (row(cell("g", rowspan=2, colspan=2), cell("h")), row(cell("i"))))
    table = Table(id="t", lang="en", head=head, bodies=bodies, foot_rows=(row(cell("z")),))
    found = {place.cell.id: (place.row, place.column) for _, places in grid.rows(table) for place in places}
    assert found == {
        **{"a": (0, 0), "b": (0, 1), "c": (1, 1), "d": (1, 2), "e": (2, 0), "f": (2, 2)},
        **{"g": (3, 0), "h": (3, 2), "i": (4, 2), "z": (5, 0)},
    }


# ------------------------------------------------------------------------------------------------------------------ clock


@pytest.mark.parametrize(("said", "seconds"), [("0", 0), ("86400", 86_400), ("253402300799", 253_402_300_799)])
def test_the_date_that_stands_for_the_clock(monkeypatch: pytest.MonkeyPatch, said: str, seconds: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    assert epoch() == datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(seconds=seconds)


def test_without_it_no_date_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert epoch() is None
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert epoch() is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [("soon", "'soon'"), ("253402300800", "'253402300800'"), ("9" * 20, f"'{'9' * 20}'"), ("9" * 21, f"'{'9' * 20}…'")],
)
def test_what_is_no_date_is_shown_in_short(monkeypatch: pytest.MonkeyPatch, said: str, shown: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(UsageError, match="seconds since 1970, up to the year 9999") as error:
        epoch()
    assert str(error.value).startswith(f"SOURCE_DATE_EPOCH is {shown}: ")


# ----------------------------------------------------------------------------------------------------------------- styles


SHEETS = {
    "default": ["print.css"],
    "large-print": ["print.css", "large-print.css"],
    "compact": ["print.css", "compact.css"],
    "news": ["print.css", "compact.css", "news.css"],
}


def test_every_style_has_its_sheets() -> None:
    assert {"auto", *SHEETS} == {*styles.STYLES}


@pytest.mark.parametrize("paper", styles.PAPERS)
@pytest.mark.parametrize("style", SHEETS)
def test_style_sheets_follow_one_another(style: str, paper: str) -> None:
    """The common one, the paper's where it is not A4, then the style's own."""
    common, *own = SHEETS[style]
    names = [common, *["letter.css"] * (paper == "Letter"), *own]
    sheets = styles.print_sheets(style, paper)
    assert [sheet.name for sheet in sheets] == names
    assert all(sheet.is_file() for sheet in sheets)


@pytest.mark.parametrize("style", SHEETS)
def test_fonts_are_declared_by_their_files(style: str) -> None:
    """The letters of large print are its own and come first; every file is there, in one of the folders that are allowed."""
    files = styles.fonts(style)
    assert {font.family for font in files[:4]} == (
        {"Atkinson Hyperlegible"} if style == "large-print" else {"Source Serif 4", "Source Sans 3"}
    )
    css = styles.font_faces(style).splitlines()
    assert len(css) == len(files)
    for font, rule in zip(files, css, strict=True):
        assert font.path.is_file()
        assert font.path.parent in styles.font_folders()
        weight = f"font-weight: {font.weight}; " if font.weight else ""
        url = f'src: url("{font.path.as_uri()}")'
        assert rule == f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; {weight}{url} }}'


def test_the_fonts_of_large_print_are_loaded_by_it_alone() -> None:
    assert styles.fonts() == styles.FONTS
    assert styles.fonts("large-print") == (*styles.LARGE_PRINT_FONTS, *styles.FONTS)
    assert styles.font_faces() == styles.font_faces("default")
