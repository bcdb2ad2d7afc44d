"""A new style sheet has every variable of ours, and no colour of ours is written twice."""

from __future__ import annotations

import ast
import re
from itertools import groupby
from pathlib import Path

import pytest

from editions.article import styles
from editions.cli import style

ROOT = Path(__file__).parents[1]
SHEETS = ("print.css", "compact.css", "news.css", "large-print.css", "letter.css")
OURS = frozenset({"serif", "sans"})
"""Variables that are made of others: the faces with what stands behind them."""


def text(name: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (styles.folder() / name).read_text("utf-8"), flags=re.S)


def rules(name: str) -> str:
    """A style sheet without its comments, and without the values of variables."""
    return re.sub(r"--[a-z0-9-]+:[^;]*;", "", text(name))


def test_a_new_style_sheet_has_every_variable_and_no_other() -> None:
    written = re.findall(r"/\* --([a-z0-9-]+): ", style.start("house.css"))
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", "".join(map(text, SHEETS)))) - OURS
    assert set(written) == used
    assert len(written) == len(set(written))


def test_every_style_sets_variables_of_the_page() -> None:
    """One that is misspelt would set nothing."""
    known = {variable.name for variable in styles.variables()} | OURS
    for name in SHEETS:
        assert set(re.findall(r"--([a-z0-9-]+):", text(name))) <= known


@pytest.mark.parametrize("name", [*SHEETS, "epub.css", "report.css", "describe.css"])
def test_no_colour_is_written_in_a_rule(name: str) -> None:
    """A house changes a colour in one place: each is in the value of a variable alone."""
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(", rules(name)) == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_measure_is_written_in_a_rule(name: str) -> None:
    """So that it can be changed; measures that follow the size of type (em, %) may be."""
    assert re.findall(r"(?<![\w.-])[\d.]+(?:pt|mm|cm|px|in|pc)\b", rules(name)) == []


def test_the_page_of_house_styles_lists_every_variable(*, accept: bool) -> None:
    """``docs/house-style.md`` has them with their values; ``pytest --accept`` writes the table anew."""
    path = ROOT / "docs" / "house-style.md"
    start, end = "<!-- variables: written by pytest --accept -->\n", "<!-- end variables -->"
    before, found, after = re.split(f"(?<={start})(.*?)(?={end})", path.read_text("utf-8"), maxsplit=1, flags=re.S)
    if accept:
        path.write_text(before + table() + after, "utf-8")
    assert accept or found == table()


def table() -> str:
    """The variables, those with the same words in one row."""
    rows = ["| Variable | Value | What it sets |", "|---|---|---|"]
    for says, group in groupby(styles.variables(), lambda variable: variable.says):
        shown = list(group)
        names, values = (", ".join(f"`{each}`" for each in column) for column in zip(*map(named, shown), strict=True))
        rows.append(f"| {names} | {values} | {says} |")
    return "\n".join(rows) + "\n"


def named(variable: styles.Variable) -> tuple[str, str]:
    return f"--{variable.name}", variable.value


def test_the_variables_of_the_epub_are_listed() -> None:
    page = (ROOT / "docs" / "house-style.md").read_text("utf-8")
    names = re.findall(r"(--[a-z0-9-]+):", text("epub.css"))
    assert [name for name in names if f"`{name}`" not in page] == []
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", text("epub.css"))) == set(names)


def test_no_colour_of_ours_is_written_in_python() -> None:
    """Covers and pictures of the documentation take their colours from the style sheets."""
    for path in (*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert [text for text in texts if re.fullmatch(r"#[0-9a-fA-F]{3,8}", text)] == [], path
