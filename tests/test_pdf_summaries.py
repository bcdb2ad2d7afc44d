"""The line that says under which heads the columns of a complex table stand."""

from xml.etree import ElementTree

import pytest

from editions.pdf.page.column_header_text import summary
from editions.pdf.tree.tables import Grid

HEAD = (
    "<tr><th rowspan='2' scope='col'>Land</th><th colspan='2' scope='colgroup'>Women</th><th scope='col'>All</th></tr>"
    "<tr><th scope='col'>2024</th><th scope='col'>2025</th><th scope='col'/></tr>"
)
DEEP = (
    "<tr><th colspan='4' scope='colgroup'>People</th></tr>"
    "<tr><th colspan='2' scope='colgroup'>Women</th><th colspan='2' scope='colgroup'>Men</th></tr>"
    "<tr><th scope='col'>2024</th><th scope='col'>2025</th><th scope='col'>2024</th><th scope='col'>2025</th></tr>"
)
ROW = "<tbody><tr><td>a</td><td>1</td><td>2</td><td>3</td></tr></tbody>"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD, "Land; Women: 2024, 2025; All"),
        (DEEP, "People: Women (2024, 2025), Men (2024, 2025)"),
        ("<tr><th scope='col'>Land</th><th scope='col'>2024</th><th scope='col'>2025</th><th scope='col'>All</th></tr>", ""),
        ("", ""),
    ],
)
def test_heads_of_columns(head: str, said: str) -> None:
    grid = Grid(ElementTree.fromstring(f"<table>{f'<thead>{head}</thead>' if head else ''}{ROW}</table>"))
    assert summary(grid) == said
