"""The order in which finished editions are read, against the order of the source: by the measures of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

import editions
from corpus import compare, finished, source, tagged
from editions.building.article import Built
from editions.xhtml import render

NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()


def text(subject: str, count: int) -> str:
    """So many sentences, each with words of its own."""
    return " ".join(
        f"The {subject} number {NUMBERS[n % 16]} of row {n} crossed the incomprehensibly wide sky." for n in range(count)
    )


def note(number: int) -> str:
    return f'<xref ref-type="fn" rid="f{number}">{number}</xref>'


def notes() -> str:
    return "".join(f'<fn id="f{n}"><label>{n}</label><p>{text(f"remark{n}", 3)}</p></fn>' for n in (1, 2))


def figure(number: int) -> str:
    caption = f"<label>Figure {number}</label><caption><p>{text('drawing', 2)}</p></caption>"
    return f'<fig id="fig{number}">{caption}<graphic xlink:href="sky.png"/></fig>'


def table(rows: int, columns: int) -> str:
    head = "".join(f"<th>Column {column}</th>" for column in range(columns))
    body = "".join(f"<tr>{''.join(f'<td>r{row}c{column}</td>' for column in range(columns))}</tr>" for row in range(rows))
    return f"<table-wrap><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></table-wrap>"


def built(folder: Path, body: str, back: str = "") -> tuple[Path, Built]:
    Image.new("RGB", (900, 900), "navy").save(folder / "sky.png")
    front = "<front><article-meta><title-group><article-title>Swifts</article-title></title-group></article-meta></front>"
    path = folder / "swifts.xml"
    names = 'xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"'
    path.write_text(f"<article {names}>{front}<body>{body}</body><back>{back}</back></article>", "utf-8")
    return path, editions.build(path, into=folder, formats=("pdf", "epub"), narration=False)


def orders(folder: Path, body: str, back: str = "") -> tuple[float, float]:
    """The shares of the source's words that the EPUB and the PDF have in the source's order."""
    path, made = built(folder, body, back)
    edition = made["en"]
    assert edition.epub
    assert edition.pdf
    wanted = source.read(path, "en").in_order
    epub, pdf = source.words(finished.epub_text(edition.epub)), source.words(tagged.text(edition.pdf))
    return compare.kept_order(wanted["section"], epub), compare.kept_order(wanted["call"], pdf)


def test_text_over_several_pages(tmp_path: Path) -> None:
    assert orders(tmp_path, "".join(f"<p>{text('swift', 20)}</p>" for _ in range(6))) == (1.0, 1.0)


def test_figures_that_are_drawn_later_than_they_are_read(tmp_path: Path) -> None:
    paragraphs = [f"<p>{text(subject, 18)}</p>" for subject in ("swift", "owl", "heron", "crane", "kite")]
    assert orders(tmp_path, "".join(p + figure(n) for n, p in enumerate(paragraphs))) == (1.0, 1.0)


def test_notes_at_the_foot_of_pages(tmp_path: Path) -> None:
    body = f"<sec><title>Flight</title><p>{text('swift', 30)}{note(1)} {text('owl', 20)}{note(2)} {text('kite', 30)}</p></sec>"
    assert orders(tmp_path, body, f"<fn-group>{notes()}</fn-group>") == (1.0, 1.0)


def test_notes_within_the_text(tmp_path: Path) -> None:
    inside = f"<fn><label>1</label><p>{text('remark', 4)}</p></fn>"
    body = f"<sec><title>Flight</title><p>{text('swift', 30)}{inside} {text('owl', 20)}</p></sec>"
    body += f"<sec><p>{text('kite', 9)}</p></sec>"
    assert orders(tmp_path, body) == (1.0, 1.0)


@pytest.mark.slow
def test_a_table_over_several_pages(tmp_path: Path) -> None:
    assert orders(tmp_path, f"<p>{text('swift', 5)}</p>{table(90, 3)}<p>{text('owl', 5)}</p>") == (1.0, 1.0)


@pytest.mark.slow
def test_a_table_of_five_hundred_cells(tmp_path: Path) -> None:
    assert orders(tmp_path, table(50, 10)) == (1.0, 1.0)


@pytest.mark.slow
def test_a_word_divided_by_a_page_is_one_word(tmp_path: Path) -> None:
    path, made = built(tmp_path, f"<p>{'incomprehensibly ' * 900}</p>")
    assert made["en"].pdf
    assert source.words(tagged.text(made["en"].pdf)).count("incomprehensibly") == 900
    assert source.read(path, "en").words.count("incomprehensibly") == 900


# ------------------------------------------------------------------------------------------------------------ the measures


def test_lost_words_are_counted() -> None:
    assert compare.lost(("a", "b", "b", "c"), ("b", "a")) == {"b": 1, "c": 1}


def test_a_word_in_pieces_is_found_once() -> None:
    assert compare.lost(("swift", "swift"), ("swi", "ft")) == {"swift": 1}
    assert compare.lost(("swift",), ("s", "wi", "ft")) == {}


@pytest.mark.parametrize(
    ("edition", "share"), [("a b c d", 1.0), ("a x b c y d", 1.0), ("b c d a", 0.75), ("d c b a", 0.25), ("", 0.0)]
)
def test_the_share_of_words_in_order(edition: str, share: float) -> None:
    assert compare.kept_order(("a", "b", "c", "d"), tuple(edition.split())) == share


def test_notes_are_compared_where_a_format_puts_them(tmp_path: Path) -> None:
    path = tmp_path / "notes.xml"
    path.write_text("<article><body><sec><p>a<fn><p>n</p></fn> b</p><p>c</p></sec><sec><p>d</p></sec></body></article>")
    assert source.read(path, "en").in_order == {"call": ("a", "n", "b", "c", "d"), "section": ("a", "b", "c", "n", "d")}


# ------------------------------------------------------------------------------------------------- headings and formulas


def shared(body: str, folder: Path) -> etree._Element:
    path = folder / "shared.xml"
    title = "<front><article-meta><title-group><article-title>Swifts</article-title></title-group></article-meta></front>"
    path.write_text(f'<article xml:lang="en">{title}<body>{body}</body></article>', "utf-8")
    return render(editions.read(path))


def test_no_heading_leaves_a_rank_out(tmp_path: Path) -> None:
    inner = "".join(f"<sec><title>{name}</title><p>Text.</p></sec>" for name in ("Aims", "Methods"))
    page = shared(f"<sec>{inner}</sec><sec><title>Results</title>{inner}</sec>", tmp_path)
    headings = [node for node in page.iter(etree.Element) if str(node.tag)[-2:] in ("h1", "h2", "h3", "h4")]
    assert [str(node.tag)[-2:] for node in headings] == ["h1", "h2", "h2", "h2", "h3", "h3"]


def test_a_sign_of_a_formula_that_holds_elements_becomes_a_row(tmp_path: Path) -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mo stretchy="false"><mrow><mo>∑</mo></mrow></mo><mi>x</mi></math>'
    page = shared(f"<p>So <inline-formula>{math}</inline-formula>.</p>", tmp_path)
    (drawn,) = page.iter("{*}math")
    assert [etree.QName(node).localname for node in drawn.iter(etree.Element)] == ["math", "mrow", "mrow", "mo", "mi"]


@pytest.mark.parametrize(
    ("attributes", "row"),
    [("", "(a,b,c)"), (' open="[" close="" separators=" ; |"', "[a;b|c"), (' separators=""', "(abc)")],
)
def test_fences_become_signs_that_every_browser_knows(attributes: str, row: str, tmp_path: Path) -> None:
    math = (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mfenced{attributes}><mi>a</mi><mi>b</mi><mi>c</mi></mfenced></math>'
    )
    (drawn,) = shared(f"<p>So <inline-formula>{math}</inline-formula>.</p>", tmp_path).iter("{*}math")
    assert "".join(str(text) for text in drawn.itertext()) == row
    assert {etree.QName(node).localname for node in drawn.iter(etree.Element)} == {"math", "mrow", "mo", "mi"}
