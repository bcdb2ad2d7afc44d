"""The mistakes of new users, and what is answered: each says what is wrong, where, and the next step.

``tests/mistakes/mistakes.toml`` is the table: the call, the files that it needs (beside those of ``SETTING``), its exit code,
and the words of what, where and the next step, which stand in one line of what is printed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import editions.building.article
import editions.catalog.applying
import editions.checks.files
import editions.jats.validity
import editions.languages.survey  # noqa: F401 (imported once here: the process of each article has them then)
from articles import START, TITLE
from editions.cli import main

TABLE = tomllib.loads((Path(__file__).parent / "mistakes" / "mistakes.toml").read_text("utf-8"))["mistake"]
BODY = "<body><sec><title>One</title>\n<p>Words.</p>{}</sec></body>"
STUB = "<front-stub><title-group><article-title>T</article-title></title-group></front-stub>"
SPANISH = (
    f'<sub-article article-type="translation" xml:lang="es">{STUB}<body><sec><title>Uno</title></sec></body></sub-article>'
)
SETTING = {"paper.xml": f"{START}{TITLE}\n{BODY.format('')}\n{SPANISH}</article>", "taken": "a file", "empty/.keep": ""}


def answered(folder: Path, row: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Make a mistake in a folder; return the exit code, and the lines that are printed."""
    for name, text in (SETTING | row.get("files", {})).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("latin-1" if row.get("latin") else "utf-8"))
    try:
        code = main(row["call"])
    except SystemExit as stop:
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    return code, [*shown.out.splitlines(), *shown.err.splitlines()]


def rows(*, slow: bool) -> list[Any]:
    return [pytest.param(row, id=row["name"]) for row in TABLE if row.get("slow", False) is slow]


def scores(row: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Assert that a mistake is answered with the exit code of the table, and one line that says all three."""
    monkeypatch.chdir(folder)
    for name, value in row.get("environment", {}).items():
        monkeypatch.setenv(name, value)
    code, lines = answered(folder, row, capsys)
    assert code == row["code"], lines
    said = [passage for passage in passages(lines) if row["what"] in passage]
    assert said, lines
    assert all(row["where"].rstrip(": ") in passage and row["next"] in passage for passage in said), said
    assert not any("Traceback" in line for line in lines)
    assert [passage.count(row["what"]) for passage in said] == [1], said


def passages(lines: list[str]) -> list[str]:
    """Return what is printed, the lines that are set in joined to the place above them."""
    joined: list[str] = []
    for line in lines:
        if line.startswith(" ") and joined:
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    return joined


@pytest.mark.parametrize("row", rows(slow=False))
def test_a_mistake_is_answered(
    row: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scores(row, tmp_path, monkeypatch, capsys)


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(slow=True))
def test_a_mistake_that_is_found_while_building_is_answered(
    row: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scores(row, tmp_path, monkeypatch, capsys)


def test_the_table_is_whole() -> None:
    """48 mistakes, each of a name of its own; no words are empty, which would stand in any line."""
    assert len(TABLE) == len({row["name"] for row in TABLE}) >= 48
    assert all(row[key] for row in TABLE for key in ("call", "what", "where", "next"))
