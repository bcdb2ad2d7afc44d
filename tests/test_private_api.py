"""What is used of other packages beside their public interface: one table, which code, a page and these tests share."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import editions.pdf.loading  # noqa: F401 (before anything of WeasyPrint)
from editions.safety.patching import PRIVATE, REPLACED, USED, Private, patched, place
from sources import SOURCE, files, nodes

ROOT = Path(__file__).parents[1]

PUBLIC = {"weasyprint", "weasyprint.urls", "weasyprint.text.fonts:FontConfiguration", "ebooklib:epub"}
"""What their documentation tells to use."""

INTRODUCTION = """\
# Private API

What editions uses of other packages beside their public interface, from the table in `src/editions/safety/patching.py`.
Tests hold this page and the packages against it (`pytest tests/test_private_api.py --accept` writes the page anew).
`pyproject.toml` keeps the versions within bounds.
"""


def test_versions_are_the_pinned_ones() -> None:
    """A new version is looked at before it is used."""
    assert version("weasyprint").startswith("70.")
    assert version("pydyf").startswith("0.13.")


@pytest.mark.filterwarnings("ignore:path is deprecated")  # ziamath, when it is imported first
@pytest.mark.parametrize("row", PRIVATE, ids=lambda row: row.name)
def test_each_part_is_where_it_was(row: Private) -> None:
    """It has the parameters that we rely on, and what calls it still does."""
    found = pkgutil.resolve_name(row.name)
    if row.parameters:
        assert tuple(inspect.signature(found).parameters)[: len(row.parameters)] == row.parameters
    if row.caller:
        assert row.called in inspect.getsource(pkgutil.resolve_name(row.caller))


@pytest.mark.parametrize("row", REPLACED, ids=lambda row: row.name)
def test_what_is_replaced_is_put_back_even_after_an_error(row: Private) -> None:
    """Two replacements may stand within each other."""
    around, name = place(row.name)
    before, own = getattr(around, name), object()

    def fail() -> None:
        assert getattr(around, name) is own
        raise RuntimeError

    with pytest.raises(RuntimeError), patched(row.name, lambda _: None), patched(row.name, lambda _: own):
        fail()
    assert getattr(around, name) is before


def test_nothing_else_can_be_replaced() -> None:
    with pytest.raises(LookupError, match="has no row"), patched("weasyprint:HTML", lambda _: None):
        pass


def test_every_replacement_is_used_and_nothing_is_replaced_without() -> None:
    """The table has what the code replaces, row by row."""
    named = {name for path in files() for name in re.findall(r'patched\(\s*"([^"]+)"', path.read_text("utf-8"))}
    assert named == {row.name for row in REPLACED}


def test_every_private_import_has_a_row() -> None:
    """A name imported from a module that its package does not document is in the table."""
    known = {row.name for row in PRIVATE} | PUBLIC
    lacking = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in files()
        for name in _imported(path)
        if not {name, name.replace(":", "."), name.partition(":")[0]} & known
    ]
    assert lacking == []


def _imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] in ("weasyprint", "ziamath", "ebooklib"):
            yield from (f"{node.module}:{alias.name}" for alias in node.names)


def test_the_page_has_every_row(*, accept: bool) -> None:
    """``docs/private-api.md`` is made of the table."""
    path = ROOT / "docs" / "private-api.md"
    if accept:
        path.write_text(page(), "utf-8")
    assert path.read_text("utf-8") == page()


def page() -> str:
    """``docs/private-api.md``."""
    parts = {
        "Replaced while one of our documents is made": REPLACED,
        "Used as it is": USED,
    }
    head = "| Name | Why |\n|---|---|\n"
    rows = {title: "".join(f"| `{row.name}` | {row.why} |\n" for row in given) for title, given in parts.items()}
    return INTRODUCTION + "".join(f"\n## {title}\n\n{head}{found}" for title, found in rows.items())
