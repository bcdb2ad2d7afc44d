"""``editions.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.config import Config, find, load
from editions.findings import UsageError


def write(folder: Path, text: str) -> Path:
    path = folder / "editions.toml"
    path.write_text(text, "utf-8")
    return path


def test_it_is_found_above_the_article(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner) == path.resolve()


def test_everything_said_is_kept(tmp_path: Path) -> None:
    (tmp_path / "house.css").write_text("p { color: black }")
    text = 'publisher = "P"\nevaluator = "E"\nrate = 150\n[stylesheets]\npdf = ["house.css"]\n[voices]\n"pt-br" = "pt"\n'
    said = load(write(tmp_path, text))
    expected = Config(publisher="P", evaluator="E", rate=150, pdf_stylesheets=(tmp_path / "house.css",), voices={"pt-BR": "pt"})
    assert said == expected


def test_nothing_said() -> None:
    assert load(None) == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("publisher =", "not TOML"),
        ("colour = 1", "unknown key 'colour'"),
        ("publisher = 1", "must be text"),
        ("rate = 0", "words a minute"),
        ("rate = true", "words a minute"),
        ('logo = "none.png"', "is no file"),
        ('[stylesheets]\nweb = ["a.css"]', "holds pdf"),
        ('[voices]\nenglish = "en"', "no language tag"),
        ("[voices]\nen = 1", "one voice for each language"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    """Each mistake is one line that names the file."""
    path = write(tmp_path, text)
    with pytest.raises(UsageError, match=message) as error:
        load(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_style_and_paper_are_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "editions.toml"
    file.write_text('style = "large-print"\npaper = "Letter"\n')
    assert (load(file).style, load(file).paper) == ("large-print", "Letter")
    file.write_text('style = "tiny"\n')
    with pytest.raises(UsageError, match="style is one of: default, large-print, compact"):
        load(file)
