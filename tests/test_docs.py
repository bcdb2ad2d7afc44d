"""What the documents say of the code is so: files, options, numbers, the version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

import editions
from editions.article import model
from editions.cli.commands import parser
from editions.languages.detection.thresholds import FAMILIAR
from editions.pdf.layout import float_placement

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PATH = re.compile(r"`((?:[\w-]+/)+[\w-]*(?:\.(?:py|md|css|toml|xml))?)`")
PLACES = [
    ROOT,
    *(ROOT / "src" / "editions" / part for part in ("", "jats", "pdf", "languages", "narration", "building", "safety")),
]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    assert [link for link in links if ":" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "docs/xhtml.md", "docs/languages.md"])
def test_files_that_a_page_names_exist(name: str) -> None:
    named = [path for path in PATH.findall(text(name)) if not re.search(r"^build/|\b(?:DIR|LANG|NAME)\b", path)]
    assert named
    assert [path for path in named if not any((place / path).exists() for place in PLACES)] == []


def test_modules_that_a_comment_names_exist() -> None:
    """A module that was renamed takes the comments that name it along."""
    source = ROOT / "src" / "editions"
    paths = [path.relative_to(source).as_posix() for path in source.rglob("*.py")]
    named = {
        (path, name) for path in paths for name in re.findall(r"``((?:\w+/)*\w+\.py)``", (source / path).read_text("utf-8"))
    }
    assert named
    assert [
        (path, name)
        for path, name in sorted(named)
        if not (ROOT / name).exists() and not any(f"/{each}".endswith(f"/{name}") for each in paths)
    ] == []


def test_readme_and_command_line_have_the_same_options() -> None:
    commands = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    options = {
        option
        for command in commands.values()  # type: ignore[union-attr]
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text("README.md").partition("## On the command line")[2]))
    assert named - options == {"--version"}
    assert options - named == {"--output", "--detect"} & options


def test_the_diagram_of_the_model_has_every_kind_of_block_and_inline() -> None:
    drawn = set(re.findall(r"(?:Block|Inline) <\|-- (\w+)", text("docs/model.md")))
    kinds = {kind.__name__ for kind in (*get_args(model.Block), *get_args(model.Inline)) if kind is not str}
    assert kinds - drawn == set()


def test_numbers_that_the_documents_quote() -> None:
    assert f"{len(FAMILIAR)} common" in text("docs/languages.md")
    assert f"up to {100 - round(100 * float_placement._PREFERRED_SCALE)} % smaller" in text("docs/typography.md")
    assert float_placement._MIN_SCALE == 1 - 2 / 5
    assert "made up to two fifths smaller" in text("docs/typography.md").replace("\n  ", " ")


def test_the_newest_version_of_the_changelog_is_the_packages() -> None:
    versions = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", text("CHANGELOG.md"), re.M)
    assert versions[0] == editions.__version__


def test_the_pythons_that_are_named_are_those_that_the_tests_ran_on() -> None:
    classifiers = tomllib.loads(text("pyproject.toml"))["project"]["classifiers"]
    named = re.findall(r"Python :: (3\.\d+)", " ".join(classifiers))
    assert named == re.findall(r"3\.\d+", text("CONTRIBUTING.md").partition("have been run on Python")[2].partition(";")[0])
