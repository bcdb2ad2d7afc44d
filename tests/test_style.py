"""A new style sheet has every variable of ours, and no colour of ours is written twice."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from editions.article import styles
from editions.cli import style


def test_a_new_style_sheet_has_every_variable_and_no_other(tmp_path: Path) -> None:
    written = re.findall(r"/\* (--[a-z0-9-]+): ", style.start("house.css"))
    ours = "".join(path.read_text("utf-8") for path in styles.folder().glob("*.css") if path.name in SHEETS)
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", ours)) - {"--serif", "--sans", "--gap"}
    assert set(written) == used
    assert len(written) == len(set(written))


SHEETS = ("print.css", "compact.css", "news.css", "large-print.css", "letter.css")


def test_no_colour_of_the_page_is_written_twice() -> None:
    """A house changes a colour in one place: each is in the value of a variable alone."""
    sheets = "\n".join((styles.folder() / name).read_text("utf-8") for name in SHEETS)
    rules = re.sub(r"/\*.*?\*/|--[a-z0-9-]+:[^;]*;", "", sheets, flags=re.S)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def test_no_colour_of_ours_is_written_in_python() -> None:
    """Covers and pictures of the documentation take their colours from the style sheets."""
    root = Path(__file__).parents[1]
    for path in (*(root / "src").rglob("*.py"), *(root / "docs").rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert [text for text in texts if re.fullmatch(r"#[0-9a-fA-F]{3,8}", text)] == [], path
