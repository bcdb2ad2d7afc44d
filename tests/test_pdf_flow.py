"""Pages as they are laid out: none half blank above a figure, every word on one of them, titles of even lines."""

from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image
from weasyprint import Document
from weasyprint.formatting_structure import boxes

from editions.article import styles
from editions.pdf.drawing import weasyprint_patches as weasy
from editions.pdf.fetch import Fetcher
from editions.pdf.layout.balance import count
from editions.pdf.layout.columns import spread
from editions.pdf.layout.engine import LayoutEngine
from editions.pdf.layout.page_ends import blank_height
from pdf_samples import picture, printed, tags

WORDS = "word " * 120


def paragraphs(name: str, number: int, words: str = WORDS) -> str:
    return "".join(f'<p id="{name}-{each}">{words}</p>' for each in range(number))


def figure(height: int, id: str = "f") -> str:
    caption = f"<figcaption><p>Figure {id}</p></figcaption>"
    return f'<figure id="{id}"><img id="{id}-i" src="swift.png" alt="A swift" style="height: {height}mm"/>{caption}</figure>'


def pages(path: Path) -> list[tuple[str, int]]:
    """The role of each element with the number of the page that it begins on, in reading order."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return [(tag.role, numbers[tag.object.Pg.objgen]) for tag in tags(pdf) if "/Pg" in tag.object]


def test_figure_that_does_not_fit_lets_the_text_run_on(tmp_path: Path) -> None:
    """It is drawn behind the paragraph that ends the page, and read where it stands in the article."""
    picture(tmp_path)
    label = '<p class="description-label" id="d-label"><a href="#f">Description</a></p>'
    description = f'<div class="long-description" id="d">{label}<p id="d-1">It flies.</p></div>'
    path, result = printed(tmp_path, paragraphs("a", 3) + figure(140) + description + paragraphs("b", 4))
    found = pages(path)
    # Caption and description stay with its figure; what only holds a link begins on no page of its own.
    assert [page for role, page in found if role == "P"][:7] == [1, 1, 1, 2, 2, 1, 1]
    assert ("Figure", 2) in found
    assert [role for role, _ in found].index("Figure") < len(found) - 3
    assert [each.id for each in result.pages] == ["title-s1", "b-2", "b-3"]


def test_figure_that_nearly_fits_is_made_smaller(tmp_path: Path) -> None:
    Image.new("RGB", (514, 257)).save(tmp_path / "swift.png")  # 136 by 68 mm
    path, _ = printed(tmp_path, paragraphs("a", 3) + figure(68).replace("style", "title") + paragraphs("b", 4))
    assert ("Figure", 1) in pages(path)
    with pikepdf.open(path) as pdf:
        left, bottom, right, top = map(float, next(tag for tag in tags(pdf) if tag.role == "Figure").attribute("/BBox"))
    assert 0.82 * 68 < (top - bottom) / 72 * 25.4 < 68
    assert (right - left) / (top - bottom) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("after", [0, 1])
def test_figure_without_text_behind_it_stays(tmp_path: Path, after: int) -> None:
    """The next figure, or nothing, follows: no text can fill the page, and no figure overtakes another."""
    picture(tmp_path)
    path, _ = printed(tmp_path, paragraphs("a", 4) + figure(145, "f") + figure(145, "g") * after + "<h2>End</h2>")
    found = pages(path)
    assert [page for role, page in found if role == "Figure"] == [2, 3][: after + 1]


def table(id: str, rows: int, kind: str = "short") -> str:
    body = "".join(f"<tr><td>{id} row {row}</td></tr>" for row in range(rows))
    caption = f"<caption><p>Table {id}</p></caption>"
    return f'<div class="table-wrap {kind}" id="{id}"><table>{caption}<tbody>{body}</tbody></table></div>'


def shares(document: Document) -> list[float]:
    """How much of each page's text area is blank at its foot."""
    return [blank_height(page._page_box) / page._page_box.height for page in document.pages]


def html(body: str) -> ElementTree.Element:
    return ElementTree.fromstring(f'<html lang="en"><body><h1>Title</h1>{body}</body></html>')


def test_short_table_that_does_not_fit_lets_the_text_run_on() -> None:
    document = laid_out(html(paragraphs("a", 3) + table("t", 25) + paragraphs("b", 4)))
    assert max(shares(document)[:-1]) < 0.1
    shown = " ".join(words(document))
    assert shown.count("t row 24") == 1


def test_a_fifth_of_a_page_is_too_much_to_stay_blank() -> None:
    """Above the limit of 15 % the text runs on; below it the table waits for the next page."""
    first, second = (
        shares(laid_out(html(f"{paragraphs('a', 3)}<p>{'word ' * words}</p>{table('t', 25)}{paragraphs('b', 4)}")))[0]
        for words in (60, 100)
    )
    assert first < 0.05 < 0.1 < second < 0.15


@pytest.mark.parametrize(("title", "moved"), [('<p class="box-title">Box</p>', True), ("", False)])
def test_a_short_box_with_a_title_lets_the_text_run_on(title: str, moved: bool) -> None:
    box = f'<aside class="boxed-text short">{title}<div style="height: 90mm">In the box.</div></aside>'
    document = laid_out(html(paragraphs("a", 3) + box + paragraphs("b", 4)))
    assert (max(shares(document)[:-1]) < 0.1) == moved
    assert " ".join(words(document)).count("In the box.") == 1


def test_a_list_is_not_parted_from_what_announces_it() -> None:
    text = f"{paragraphs('b', 1)}<p>{WORDS} namely:</p><ul><li>first of the list</li></ul>{paragraphs('c', 2)}"
    shown = " ".join(words(laid_out(html(paragraphs("a", 3) + table("t", 25) + text))))
    assert shown.index("namely:") < shown.index("first of the list") < shown.index("Table t")


def test_a_formula_is_not_parted_from_what_announces_it() -> None:
    formula = '<div class="formula"><span class="math">E = mc</span></div>'
    for after in range(1, 6):
        text = "".join(f"<p>{'word ' * 60}{n}</p>{formula}" for n in range(after)) + paragraphs("c", 3)
        shown = " ".join(words(laid_out(html(paragraphs("a", 3) + table("t", 25) + text))))
        before, behind = shown[: shown.index("Table t")], shown[shown.index("t row 24") :]
        assert before.rstrip().endswith("E = mc") or not behind.removeprefix("t row 24").lstrip().startswith("E = mc")


def test_turned_table_stands_behind_the_page_that_the_text_fills() -> None:
    document = laid_out(html(paragraphs("a", 2) + table("t", 50, "turned") + paragraphs("b", 6, f"{WORDS} end")))
    widths = [page.width > page.height for page in document.pages]
    assert widths[:4] == [False, True, True, True]  # the text before and after it, the table, the text again
    assert not any(widths[widths.index(False, 1) :])
    upright = [share for share, wide in zip(shares(document), widths, strict=True) if not wide]
    assert max(upright[:-1]) < 0.1
    shown = words(document)
    assert [text.strip() for text in shown].count("end") + sum(text.count(" end") for text in shown) == 6
    assert sum("t row" in text for text in shown) == 50


def test_turned_table_overtakes_nothing() -> None:
    """The text up to the next figure does not fill the page: the table turns behind that text, the figure comes later."""
    document = laid_out(
        html(paragraphs("a", 2) + table("t", 5, "turned") + "<p>Short.</p>" + table("u", 5) + paragraphs("b", 6))
    )
    shown = " ".join(words(document))
    assert shown.index("Short.") < shown.index("Table t") < shown.index("Table u")


def test_figures_close_behind_one_another_move_together() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" style="display:block;height:120mm"/>'
    two = "".join(f"<figure>{drawing}<figcaption><p>Figure {n}</p></figcaption></figure>" for n in (1, 2))
    document = laid_out(html(paragraphs("a", 3) + two + paragraphs("b", 6)))
    assert max(shares(document)[:2]) < 0.1
    shown = " ".join(words(document))
    assert shown.index("Figure 1") < shown.index("Figure 2")


def test_no_word_is_cut_that_fits_a_line() -> None:
    """The first word of a link behind a bracket goes to the next line, or is hyphenated; one longer than a line is cut."""
    link = '<a href="#a">Drennowiczski <i>et al.</i> 1990</a>'
    text = "people on the move in mind " * 3
    lines = "".join(f"<p><span>Before. </span><span>{text}{'i' * n} ({link}), and more</span></p>" for n in range(60))
    shown = words(laid_out(html(f"{lines}<p><span>{'m' * 200}</span></p>")))
    assert [piece for piece in shown if 0 < len(piece) < 13 and "Drennowiczski".startswith(piece)] == []
    assert max(piece.count("m") for piece in shown) < 60


def test_lines_are_full_before_a_space_that_ends_a_piece() -> None:
    """Where a piece fits but for its last space, it is not broken at a word further in front."""
    piece = "in millimetres, the size of the type "
    text = "".join(f"<p>{'i' * n} three things: the width <i>m</i> {piece}<i>s</i> in points, and more</p>" for n in range(60))
    root = html(text)
    document = laid_out(root)
    first = [lines(document, paragraph)[0] for paragraph in root.iter("p")]
    assert min(sum(child.width for child in line.children) for line in first) > 0.8 * 130 / 25.4 * 96


def test_no_fragment_of_a_word_is_left_to_the_last_line() -> None:
    text = "".join(f"<p>{'word ' * 12}{'i' * n} characteristically.</p>" for n in range(60))
    shown = words(laid_out(html(text)))
    assert sum(piece.endswith("characteristically.") for piece in shown) > 20
    assert [piece for piece in shown if len(piece) < 9 and "characteristically.".endswith(piece)] == []


@pytest.mark.parametrize("height", [pytest.param(70, marks=pytest.mark.slow), 110, pytest.param(150, marks=pytest.mark.slow)])
@pytest.mark.parametrize("before", [1, 2, 3])
def test_nothing_is_lost_wherever_a_figure_falls(before: int, height: int) -> None:
    """Sections end and begin, and paragraphs divide, around the place that a figure is moved to."""
    sections = "".join(
        f'<section id="s-{n}"><h2>Part {n}</h2>{paragraphs(f"a{n}", before, f"{WORDS} end{n}")}'
        f'<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" style="display:block;height:{height}mm"/>'
        f"<figcaption><p>Figure {n}</p></figcaption></figure>{paragraphs(f'b{n}', n % 3)}</section>"
        for n in range(4)
    )
    root = ElementTree.fromstring(f'<html lang="en"><body><h1>Title</h1>{sections}<p>Last</p></body></html>')
    document = laid_out(root)
    shown = "".join(words(document))
    assert shown.count("word") == 120 * sum(before + n % 3 for n in range(4))
    assert all(shown.count(f"Figure {n}") == 1 for n in range(4))
    assert [shown.index(f"Figure {n}") for n in range(4)] == sorted(shown.index(f"Figure {n}") for n in range(4))
    assert shown.count("Last") == 1


def in_columns(body: str) -> Document:
    """Pages of the compact style."""
    root = ElementTree.fromstring(f'<html lang="en"><body><article><h1>Title</h1>{body}</article></body></html>')
    spread(root)
    return laid_out(root, "print.css", "compact.css")


def drawing(height: int, number: int, kind: str = "") -> str:
    """A figure of one picture, with a caption."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" style="display:block;break-after:avoid;height:{height}mm"/>'
    )
    return f'<figure class="{kind}">{svg}<figcaption><p>Figure {number}</p></figcaption></figure>'


def feet(document: Document) -> list[float]:
    """How much of each column is blank at its foot, those of the last page left aside."""
    found = []
    for page in document.pages[:-1]:
        box = page._page_box
        middle = box.content_box_x() + box.width / 2
        drawn = [each for each in box.children[0].descendants() if isinstance(each, boxes.TextBox | boxes.ReplacedBox)]
        for half in (
            [each for each in drawn if each.position_x < middle],
            [each for each in drawn if each.position_x + each.width > middle],
        ):
            bottom = max(each.position_y + each.margin_height() for each in half)
            found.append((box.content_box_y() + box.height - bottom) / box.height)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["", "wide"])
def test_text_runs_on_in_columns(kind: str) -> None:
    """Before a figure in a column, and before one that stands across both."""
    for before in (4, 5, 6):
        document = in_columns(paragraphs("a", before) + drawing(105, 1, kind) + paragraphs("b", 12))
        assert max(feet(document)) < 0.15
        shown = "".join(words(document))
        assert shown.count("word") == 120 * (before + 12)
        assert shown.count("Figure 1") == 1


@pytest.mark.slow
@pytest.mark.parametrize("height", [60, 105])
@pytest.mark.parametrize("before", [1, 2, 3])
def test_nothing_is_lost_wherever_a_figure_falls_in_columns(before: int, height: int) -> None:
    sections = "".join(
        f'<section id="s-{n}"><h2>Part {n}</h2>{paragraphs(f"a{n}", before, f"{WORDS} end{n}")}'
        f"{drawing(height, n, 'wide' if n % 2 else '')}{paragraphs(f'b{n}', n % 3)}</section>"
        for n in range(6)
    )
    document = in_columns(f"{sections}<p>Last</p>")
    shown = "".join(words(document))
    assert shown.count("word") == 120 * sum(before + n % 3 for n in range(6))
    assert [shown.count(f"{what} {n}") for what in ("Part", "Figure") for n in range(6)] == [1] * 12
    assert [shown.index(f"Figure {n}") for n in range(6)] == sorted(shown.index(f"Figure {n}") for n in range(6))
    assert shown.count("Last") == 1


def test_columns_begin_at_one_height() -> None:
    """With text or with a heading, which has a margin above it elsewhere."""
    text = "".join(f"<section><h2>Part {n}</h2>{paragraphs(f'b{n}', 1 + n % 3)}</section>" for n in range(14))
    headed = 0
    for page in in_columns(paragraphs("a", 9) + text).pages[:-1]:
        drawn = [box for box in page._page_box.children[0].descendants() if isinstance(box, boxes.LineBox)]
        tops = [next(line for line in drawn if line.position_x == x) for x in sorted({line.position_x for line in drawn})[-2:]]
        headed += sum(line.element_tag == "h2" for line in tops)
        assert max(line.position_y for line in tops) - min(line.position_y for line in tops) < 1
    assert headed


@pytest.mark.parametrize(
    "lines", [pytest.param(lines, marks=() if lines in (1, 7) else pytest.mark.slow) for lines in range(12)]
)
def test_no_heading_ends_a_column(lines: int) -> None:
    """Nor does one stand apart from what stands across the columns behind it."""
    start = f'<p style="height: {lines}em"></p>{paragraphs("a", 7)}'
    sections = f"<section><h2>Part</h2><section><h3>Inner</h3>{paragraphs('b', 3)}</section></section>"
    wide = f"<section><h2>Wide</h2>{drawing(60, 1, 'wide')}</section>"
    document = in_columns(f"{start}{sections}{paragraphs('c', 4)}{wide}")
    shown = [box.raw for _, box in weasy.page_boxes(document) if isinstance(box.raw, boxes.TextBox) and not box.margin]
    for heading, following in pairwise(shown):
        if heading.text in ("Part", "Inner", "Wide") and following.text.strip() != "Figure 1":
            assert following.position_y > heading.position_y
            assert following.position_x == pytest.approx(heading.position_x, abs=1)
    across = next(box for box in shown if box.text == "Wide")
    caption = next(box for box in shown if box.text.startswith("Figure"))
    assert 0 < caption.position_y - across.position_y < 400


def laid_out(root: ElementTree.Element, *names: str) -> Document:
    sheets: list[str | Path] = [styles.font_faces(), *map(styles.sheet, names or ("print.css",))]
    return LayoutEngine(Fetcher([styles.folder(), *styles.font_folders()]), sheets).lay_out(root)


def words(document: Document) -> list[str]:
    return [box.raw.text for _, box in weasy.page_boxes(document) if isinstance(box.raw, boxes.TextBox) and not box.margin]


def lines(document: Document, element: ElementTree.Element) -> list[Any]:
    return [box.raw for _, box in weasy.page_boxes(document) if isinstance(box.raw, boxes.LineBox) and box.element is element]


def test_title_is_balanced() -> None:
    title = "The swifts that nest over the old city and what they tell of its <i>longest</i> summers"
    root = ElementTree.fromstring(f'<html lang="en"><body><h1>{title}</h1></body></html>')
    heading = root.find(".//h1")
    assert heading is not None
    widths = [sum(child.width for child in line.children) for line in lines(laid_out(root), heading)]
    assert len(widths) == 2
    assert min(widths) > 0.7 * max(widths)


def test_lines_are_counted_as_they_break() -> None:
    assert count([10, 10, 10], 5, 40) == 1
    assert count([10, 10, 10], 5, 39) == 2
    assert count([50, 10], 5, 40) == 2
