"""Which cells are headers of which: HTML's algorithm on small tables; and the room that a table gets."""

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from editions.pdf.page.widths import SETTINGS, choose
from editions.pdf.tree.tables import Grid
from pdf_samples import printed


def headers(rows: str) -> dict[str, list[str]]:
    """Each cell's text with those of its headers; cells of a row are separated by bars, ``*`` marks a th."""
    grid = Grid(ElementTree.fromstring(f"<table>{rows}</table>"))
    return {cell.element.text or "": [header.element.text or "" for header in grid.headers(cell)] for cell in grid.cells}


def test_column_and_row_headers() -> None:
    found = headers(
        "<thead><tr><td/><th scope='col'>2024</th><th scope='col'>2025</th></tr></thead>"
        "<tbody><tr><th scope='row'>Peru</th><td>a</td><td>b</td></tr></tbody>"
    )
    assert found["a"] == ["Peru", "2024"]
    assert found["b"] == ["Peru", "2025"]
    assert found["Peru"] == []


@pytest.mark.parametrize("shown", ["<span role='math'><svg/></span>", "<img alt='a tick'/>"])
def test_a_header_that_only_shows_something_is_a_header(shown: str) -> None:
    """A drawn formula has no characters; nor has a picture."""
    rows = f"<thead><tr><th scope='col'>{shown}</th><th scope='col'/></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody>"
    assert headers(rows) == {"": [], "a": [""], "b": []}


def test_rowspan_pushes_the_cells_of_the_next_row() -> None:
    """A cell under a rowspan belongs to the column that it stands in, not to the one it comes first in."""
    found = headers(
        "<thead><tr><th scope='col'>Land</th><th scope='col'>Year</th><th scope='col'>Sum</th></tr></thead>"
        "<tbody><tr><th scope='row' rowspan='2'>Peru</th><td>2024</td><td>1</td></tr><tr><td>2025</td><td>2</td></tr></tbody>"
    )
    assert found["2025"] == ["Peru", "Year"]
    assert found["2"] == ["Peru", "Sum"]


def test_a_header_beside_several_rows_of_one_cell_is_named_once() -> None:
    found = headers(
        "<thead><tr><th scope='col'>Land</th><th scope='colgroup' colspan='2'>Year</th></tr></thead><tbody>"
        "<tr><th scope='row' rowspan='2'>Peru</th><td rowspan='2' colspan='2'>a</td></tr><tr/></tbody>"
    )
    assert sorted(found["a"]) == ["Peru", "Year"]


def test_colspan_in_two_header_rows() -> None:
    found = headers(
        "<thead><tr><th rowspan='2' scope='col'>Land</th><th colspan='2' scope='colgroup'>Women</th></tr>"
        "<tr><th scope='col'>2024</th><th scope='col'>2025</th></tr></thead>"
        "<tbody><tr><th scope='row'>Peru</th><td>a</td><td>b</td></tr></tbody>"
    )
    assert found["2025"] == ["Women"]
    assert found["b"] == ["Peru", "2025", "Women"]


def test_new_head_in_the_body_takes_over() -> None:
    """A header row further down ends the one above it."""
    found = headers(
        "<tbody><tr><th scope='col'>A</th></tr><tr><td>1</td></tr><tr><th scope='col'>B</th></tr><tr><td>2</td></tr></tbody>"
    )
    assert found["1"] == ["A"]
    assert found["2"] == ["B"]


def test_row_group_header() -> None:
    found = headers(
        "<tbody><tr><th scope='rowgroup'>North</th><td>1</td></tr><tr><td/><td>2</td></tr></tbody>"
        "<tbody><tr><th scope='rowgroup'>South</th><td>3</td></tr></tbody>"
    )
    assert found["2"] == ["North"]
    assert found["3"] == ["South"]


def test_named_headers_come_first() -> None:
    found = headers("<tr><th id='a'>A</th><th id='b'>B</th></tr><tr><td headers='b'>1</td><td>2</td></tr>")
    assert found["1"] == ["B"]


@pytest.mark.parametrize(
    ("scope", "expected"), [("col", "Column"), ("row", "Row"), ("colgroup", "Column"), ("rowgroup", "Row")]
)
def test_scope_of_a_header(scope: str, expected: str) -> None:
    grid = Grid(ElementTree.fromstring(f"<table><tr><th scope='{scope}'>A</th><td>1</td></tr></table>"))
    assert [grid.scope(cell) for cell in grid.cells] == [expected, ""]


def test_scope_where_none_is_given() -> None:
    grid = Grid(ElementTree.fromstring("<table><tr><th>x</th><th>y</th></tr><tr><th>r</th><td>1</td></tr></table>"))
    assert [grid.scope(cell) for cell in grid.cells] == ["Column", "Column", "Row", ""]


def test_rowspan_ends_with_its_group_and_missing_cells_are_counted() -> None:
    grid = Grid(
        ElementTree.fromstring("<table><tbody><tr><td rowspan='9'>a</td><td>b</td></tr></tbody><tr><td>c</td></tr></table>")
    )
    assert [cell.height for cell in grid.cells] == [1, 1, 1]
    assert [grid.missing(row) for row in (0, 1)] == [0, 1]


def columns(*longest: int) -> list[float]:
    """A table whose columns have words of so many em."""
    return [float(width) for width in longest]


@pytest.mark.parametrize(
    ("longest", "classes"),
    [
        (columns(5, 5), ""),
        (columns(5, 5, 5, 5, 5), "wide"),
        (columns(20, 20), "wide"),
        (columns(*[5] * 10), "wide dense"),
        (columns(*[5] * 12), "turned"),
        (columns(*[5] * 15), "turned dense"),
    ],
)
def test_a_table_gets_the_room_that_its_longest_words_need(longest: list[float], classes: str) -> None:
    setting = choose([longest], SETTINGS["default"])
    assert setting
    assert setting.classes == classes


def test_a_table_that_fits_nowhere_may_divide_words() -> None:
    assert choose([columns(*[9] * 30)], SETTINGS["default"]) is None


def test_no_number_of_a_wide_table_is_divided(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{row}.{column:04d}</td>' for column in range(14))}</tr>" for row in range(100, 120))
    path, _ = printed(tmp_path, f'<div class="table-wrap" id="t"><table><tbody>{rows}</tbody></table></div>')
    ran = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    found = set(ran.stdout.split())
    assert {f"{row}.{column:04d}" for row in range(100, 120) for column in range(14)} <= found
