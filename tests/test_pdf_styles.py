"""What a reader sees of a style: measured on the files, by Poppler and pikepdf."""

import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from _pytest.mark import ParameterSet

from editions.article import styles
from editions.pdf.page.style import style_for
from pdf_samples import article, page, picture, printed, tags

POPPLER = "{http://www.w3.org/1999/xhtml}"
SENTENCE = "The swifts nest under the eaves of the old town, and every summer somebody counts them from the bridge. "
TEXT = f"<section><h2>Count</h2>{f'<p>{SENTENCE * 12}</p>' * 4}</section>"
SHORT = f"<section><h2>Count</h2><p>{SENTENCE * 12}</p></section>"
ROWS = "".join(f"<tr><th scope='row'>{year}</th><td>{year * 3}</td></tr>" for year in range(1950, 2030))
TABLE = (
    "<div class='table-wrap' id='t'><table id='t-t'><caption><p>Nests</p></caption><thead><tr><th scope='col'>Summer</th>"
    f"<th scope='col'>Counted</th></tr></thead><tbody>{ROWS}</tbody></table></div>"
)
FIGURE = '<figure id="f"><img id="i" src="swift.png" alt="A swift"/><figcaption><p>Figure 1</p></figcaption></figure>'
WIDE = (
    f"<div class='table-wrap' id='w'><table id='w-t'><tr>{'<td>wonderfully1</td>' * 14}</tr>"
    f"<tr>{'<td>wonderfully2</td>' * 14}</tr></table></div>"
)
LONG = f"<math xmlns='http://www.w3.org/1998/Math/MathML' display='block' alttext='long'>{'<mi>xyz</mi><mo>+</mo>' * 40}</math>"

TALL = "<img src='swift.png' alt='tall' style='height: 40mm'/>"
QUICK = ((LONG, "compact"), (TALL, "large-print"))
"""A formula that is too wide, in the narrowest columns; one that is high, in the largest type."""


def slow(*values: object) -> ParameterSet:
    """A case of a test that is left out of the quick run."""
    return pytest.param(*values, marks=pytest.mark.slow)


def lines(path: Path) -> list[str]:
    """The lines of a file's text, those of running feet left out."""
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, text=True, check=True).stdout
    return [line for line in text.replace("\f", "\n").splitlines() if len(line) > 30]


def words(path: Path) -> list[tuple[int, str, float, float, float]]:
    """Each word with its page, its left and right end and the width of its page, in points."""
    made = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout
    found = []
    for number, sheet in enumerate(ElementTree.fromstring(made).iter(f"{POPPLER}page"), 1):
        width = float(sheet.get("width", "0"))
        for word in sheet.iter(f"{POPPLER}word"):
            found.append((number, word.text or "", float(word.get("xMin", "0")), float(word.get("xMax", "0")), width))
    return found


def heights(path: Path) -> list[list[tuple[str, float, float]]]:
    """The words of each page, each with its upper and its lower end, in points from the top."""
    made = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout
    sheets = ElementTree.fromstring(made).iter(f"{POPPLER}page")
    found = [list(sheet.iter(f"{POPPLER}word")) for sheet in sheets]
    return [
        [(word.text or "", float(word.get("yMin", "0")), float(word.get("yMax", "0"))) for word in sheet] for sheet in found
    ]


def fonts(path: Path) -> str:
    return subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout


def sizes(path: Path) -> set[float]:
    """The type sizes in which a file's pages are set, in points."""
    found: set[float] = set()
    with pikepdf.open(path) as pdf:
        for sheet in pdf.pages:
            for size, a, _ in re.findall(r"/\S+ ([\d.]+) Tf.*?([\d.-]+) 0 0 (-?[\d.]+) ", text_operators(sheet), re.DOTALL):
                found.add(round(abs(float(size) * float(a)) * 0.75, 1))
    return found


def text_operators(sheet: pikepdf.Page) -> str:
    return " ".join(sheet.Contents.read_bytes().decode("latin-1").split())


@pytest.mark.parametrize("paper", styles.PAPERS)
def test_a_line_has_60_to_75_characters(tmp_path: Path, paper: str) -> None:
    path, _ = printed(tmp_path, TEXT, paper=paper, css="p { hyphens: manual }")  # pdftotext joins lines at hyphens
    full = [line for line in lines(path) if not line.endswith(".")]
    assert 60 <= sum(map(len, full)) / len(full) <= 75
    assert max(map(len, full)) <= 80


@pytest.mark.parametrize("style", [style if style == "news" else slow(style) for style in styles.STYLES])
@pytest.mark.parametrize(("paper", "size"), [("A4", (595.28, 841.89)), ("Letter", (612, 792))])
def test_paper_has_its_size(tmp_path: Path, paper: str, size: tuple[float, float], style: str) -> None:
    """``news`` has all the sheets that follow that of the paper."""
    path, _ = printed(tmp_path, "<p>x</p>", paper=paper, style=style)
    with pikepdf.open(path) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx(size, abs=0.1)


@pytest.mark.slow
def test_styles_share_one_structure(tmp_path: Path) -> None:
    picture(tmp_path)
    found = {}
    for style in styles.STYLES:
        path, _ = printed(tmp_path, TEXT + FIGURE + TABLE + WIDE + TEXT, style=style)
        with pikepdf.open(path) as pdf:
            kept = [tag for tag in tags(pdf) if not tag.text("/ActualText")]  # hyphens fall where lines end
            found[style] = [(tag.role, tag.depth, tag.text("/Alt"), tag.text("/Lang"), tag.text("/ID")) for tag in kept]
    assert found["large-print"] == found["default"]
    assert found["compact"] == found["default"]
    assert found["news"] == found["default"]


@pytest.mark.parametrize(
    ("kind", "body", "style"),
    [
        ("press-release", TEXT, "news"),
        ("press-release", TEXT * 4, "default"),
        ("research-article", TEXT, "compact"),
        ("research-article", TEXT * 4 + TABLE, "compact"),
        ("research-article", TEXT * 4 + WIDE * 2, "default"),
        ("research-article", "<p>short</p>", "news"),
        ("", "<p>short</p>", "news"),
        ("", TEXT, "default"),
        ("", f"<p>{'国' * 2000}</p>", "default"),
        ("editorial", f"<p>{'国' * 2000}</p>", "news"),
        ("editorial", '<p>x<a class="noteref">1</a></p>' * 41, "default"),
        ("editorial", '<p>x<a class="noteref">1</a></p>' * 40, "news"),
        ("editorial", f"<table><thead>{'<tr><th>a</th></tr>' * 11}</thead></table>", "default"),
    ],
)
def test_kind_and_length_choose_the_style(tmp_path: Path, kind: str, body: str, style: str) -> None:
    assert style_for(replace(article(tmp_path), kind=kind), page(body)) == style


@pytest.mark.parametrize(("count", "pages", "size"), [slow(32, 1, 9.8), (36, 1, 9.5), slow(40, 2, 9.8)])
def test_a_few_lines_more_than_a_page_are_set_tighter(tmp_path: Path, count: int, pages: int, size: float) -> None:
    """What takes two pages in any setting is not."""
    path, _ = printed(tmp_path, f"<section>{f'<p>{SENTENCE}</p>' * count}</section>", style="news")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == pages
    assert min(sizes(path) & {9.5, 9.8}) == size


def test_large_print_is_large_and_legible(tmp_path: Path) -> None:
    long = f"<p>{'internationalization of the characteristically counterrevolutionary ' * 20}</p>"
    path, _ = printed(tmp_path, TEXT + long + TABLE, style="large-print")
    assert "Atkinson" in fonts(path)
    assert "SourceSerif" not in fonts(path)
    assert min(sizes(path)) >= 16
    assert 18 in sizes(path)
    with pikepdf.open(path) as pdf:
        assert not any(b"FEFF00AD" in sheet.Contents.read_bytes() for sheet in pdf.pages)
    lefts = {round(left) for number, _, left, _, _ in words(path) if number == 2}
    assert min(lefts) == pytest.approx(20 / 25.4 * 72, abs=1)  # one column


def test_large_print_is_ragged(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, TEXT, style="large-print")
    assert len({len(line) for line in lines(path)}) > 5


def test_compact_has_two_columns(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, TEXT * 3, style="compact")
    found = [(left, right, width) for number, _, left, right, width in words(path) if number == 2]
    middle = found[0][2] / 2
    assert not any(left < middle < right for left, right, _ in found)
    assert any(right < middle for _, right, _ in found)
    assert any(left > middle for left, _, _ in found)


@pytest.mark.parametrize("kind", ["section", "results"])
def test_wide_table_runs_across_both_columns(tmp_path: Path, kind: str) -> None:
    table = f"<section class='{kind}'><h2>Nests</h2>{WIDE.replace('wonderfully', 'nine')}</section>"
    path, _ = printed(tmp_path, SHORT + table + SHORT, style="compact")
    cells = [(left, right, width) for _, word, left, right, width in words(path) if word.startswith("nine")]
    assert min(left for left, _, _ in cells) < cells[0][2] / 2 < max(right for _, right, _ in cells)


@pytest.mark.slow
@pytest.mark.parametrize("sections", [1, 2])
def test_columns_below_a_wide_table_end_above_the_notes(tmp_path: Path, sections: int) -> None:
    called = '<p>Swifts<a id="c" href="#fn" role="doc-noteref" class="noteref">1</a> nest.</p>'
    note = f'<li class="note" id="fn" role="doc-footnote"><span class="label">1</span> {"Sparrow " * 40}</li>'
    notes = f'<section class="notes"><ol class="notes">{note}</ol></section>'
    path, _ = printed(tmp_path, called + WIDE + f"<p>{SENTENCE * 12}</p>" * 8 * sections + notes, style="compact")
    first = heights(path)[0]
    top = min(top for word, top, _ in first if word == "Sparrow")
    foot = {"1"}  # the mark of the note, and the number of the page
    assert [word for word, _, bottom in first if bottom > top and word != "Sparrow" and word not in foot] == []


@pytest.mark.parametrize("before", [slow(0), 1])
def test_block_across_the_columns_goes_on_on_the_next_page(tmp_path: Path, before: int) -> None:
    rows = [f"row{number}" for number in range(150)]
    wide = f'<div class="wide">{"".join(f"<p>{row}</p>" for row in rows)}</div>'
    path, _ = printed(tmp_path, TEXT * before + wide + "<p>afterwards</p>", style="compact")
    found = [word for _, word, *_ in words(path)]
    assert [word for word in found if word.startswith("row")] == rows
    assert "afterwards" in found


@pytest.mark.parametrize(
    ("formula", "style"),
    [
        *QUICK,
        *(slow(formula, style) for formula in (LONG, TALL) for style in styles.STYLES if (formula, style) not in QUICK),
    ],
)
def test_number_of_a_formula_stands_beside_its_middle(tmp_path: Path, formula: str, style: str) -> None:
    """However wide the formula is: then it becomes smaller."""
    picture(tmp_path)
    body = f"<p>before</p><div class='formula'>{formula} <span class='label'>(17)</span></div><p>after</p>"
    path, _ = printed(tmp_path, body, style=style, css=".columns { columns: 1 }")
    at = {word: (top, bottom) for word, top, bottom in heights(path)[0]}
    assert sum(at["(17)"]) == pytest.approx((sum(at["before"]) + sum(at["after"])) / 2, abs=4)
    (right,) = (right for _, word, _, right, _ in words(path) if word == "(17)")
    with pypdfium2.PdfDocument(path) as pdf:
        sheet = pdf[0].render().to_pil().convert("L")
    assert sheet.crop((ceil(right) + 1, floor(at["before"][1]), sheet.width, floor(at["after"][0]))).getextrema() == (255, 255)


@pytest.mark.slow
@pytest.mark.parametrize("style", styles.STYLES)
@pytest.mark.parametrize("paper", styles.PAPERS)
def test_nothing_runs_off_the_page(tmp_path: Path, style: str, paper: str) -> None:
    picture(tmp_path)
    wide = f"<pre><code>{'verylongline' * 30}</code></pre><p>{'https://example.org/' + 'a' * 200}</p>"
    path, _ = printed(tmp_path, FIGURE + TABLE + WIDE + wide, style=style, paper=paper)
    for number, word, left, right, width in words(path):
        assert left >= 28, (number, word)
        assert right <= width - 28, (number, word)


@pytest.mark.slow
def test_heads_of_a_table_repeat_and_no_row_stands_alone(tmp_path: Path) -> None:
    for cut in range(0, 6):
        path, _ = printed(tmp_path, f"<p>{SENTENCE * cut * 3}</p>" + TABLE)
        found = words(path)
        rows = {number: [w for n, w, *_ in found if n == number and re.fullmatch(r"(19|20)\d\d", w)] for number, *_ in found}
        for number in (number for number, years in rows.items() if years):
            assert [word for n, word, *_ in found if n == number].count("Summer") == 1
            assert len(rows[number]) >= 2


def test_page_of_an_article_from_right_to_left_is_mirrored(tmp_path: Path) -> None:
    wide = TABLE.replace("class='table-wrap'", "class='table-wrap wide'")
    ltr, _ = printed(tmp_path, TEXT + wide)
    straight = words(ltr)
    body = (TEXT + wide).replace(SENTENCE, "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. ")
    rtl, _ = printed(tmp_path, body, lang="he")
    turned = words(rtl)
    width = straight[0][4]
    number = {side: next(word for word in found if word[1] == "2") for side, found in (("ltr", straight), ("rtl", turned))}
    assert number["ltr"][3] == pytest.approx(width - number["rtl"][2], abs=1)  # the page number: right, and left
    assert min(left for _, _, left, _, _ in straight) == pytest.approx(
        width - max(right for _, _, _, right, _ in turned), abs=2
    )


def test_unknown_style_sheets_are_none() -> None:
    for style in set(styles.STYLES) - {"auto"}:
        for paper in styles.PAPERS:
            assert all(sheet.is_file() for sheet in styles.print_sheets(style, paper))


def test_page_shape_has_a_direction() -> None:
    assert page("<p>x</p>", lang="he").get("lang") == "he"


def test_a_list_is_numbered_as_it_says(tmp_path: Path) -> None:
    marks = {"1": "1. 2.", "a": "a. b.", "A": "A. B.", "i": "i. ii.", "I": "I. II."}
    path, _ = printed(tmp_path, "".join(f'<ol type="{kind}"><li>swift</li><li>owl</li></ol>' for kind in marks))
    shown = [word for _, word, *_ in words(path)]
    assert [mark for mark, word in pairwise(shown) if word in ("swift", "owl")] == " ".join(marks.values()).split()


def test_text_beside_a_box_that_fills_the_line_stays_on_the_page(tmp_path: Path) -> None:
    box = '<span style="display: inline-block; width: 131mm">box</span>'
    path, _ = printed(tmp_path, f"<p>So it is {box} then local maxima of the likelihood in the neighborhood of the points.</p>")
    found = words(path)
    assert max(right for _, _, _, right, _ in found) < max(width for *_, width in found) - 100
