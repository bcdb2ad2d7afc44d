"""The floors: a module imports only from floors below its own, or from its own package."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from sources import SOURCE, files, nodes

ROOT = Path(__file__).parents[1]

FLOORS = (
    {"findings"},
    {"safety"},
    {"article"},
    {"rules"},
    {"languages"},
    {"accessibility", "images", "narration", "xhtml"},
    {"jats", "pdf", "epub"},
    {"checks"},
    {"report"},
    {"catalog"},
    {"building"},
    {"__init__", "cli"},
    {"__main__"},
)


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def parts() -> Iterator[tuple[str, Path]]:
    """Each module with the name of the part that it belongs to: its package, or itself."""
    for path in files():
        inside = path.relative_to(SOURCE).with_suffix("").parts
        yield inside[0], path


def imported(path: Path) -> Iterator[str]:
    """The parts of editions that a module imports, wherever in it."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module == "editions":
            yield from (alias.name for alias in node.names if alias.name != "__version__")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("editions."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("editions."))


def test_every_part_has_a_floor() -> None:
    """No module stands outside the floors, and none of the floors names what is not there."""
    assert {name for name, _ in parts()} == set().union(*FLOORS)


def test_imports_run_one_way() -> None:
    """Imports go down, never up and never sideways."""
    wrong = [
        f"{path.relative_to(SOURCE)} imports {other}"
        for name, path in parts()
        for other in imported(path)
        if other != name and floor(other) >= floor(name)
    ]
    assert wrong == []


NARRATION: dict[str, set[str]] = {"speech": set(), "audio": {"timeline"}}
"""Package of ``narration`` -> what it may import of ``narration`` outside itself: engines know text, never the article."""


@pytest.mark.parametrize("room", NARRATION)
def test_engines_and_encoders_know_no_article(room: str) -> None:
    """``speech`` imports nothing of ``narration``, ``audio`` only its timeline."""
    wrong = [
        f"{path.relative_to(SOURCE)} imports {module}"
        for path in sorted((SOURCE / "narration" / room).rglob("*.py"))
        for module in modules(path)
        if module.startswith("editions.narration") and module.split(".")[2] not in NARRATION[room] | {room}
    ]
    assert wrong == []


def dotted(path: Path) -> str:
    """The name of a module."""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


def modules(path: Path) -> Iterator[str]:
    """The modules and names that a module imports, wherever in it, in full."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (f"{alias.name}.*" for alias in node.names)


def test_no_module_imports_itself_by_way_of_others() -> None:
    """No circle exists within the parts either, but through the list of public names: ``editions``."""
    names = {dotted(path) for path in files()} - {"editions"}
    imports: dict[str, set[str]] = {}
    for path in files():
        found = {each if each in names else each.rpartition(".")[0] for each in modules(path)}
        imports[dotted(path)] = found & names - {dotted(path)}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the modules


def test_no_class_name_stands_for_two_things() -> None:
    """A public class has a name of its own, so that a reader knows which one is meant."""
    classes = Counter(
        node.name
        for path in files()
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in classes.items() if count > 1] == []


def test_the_package_has_few_entries() -> None:
    """Who opens the package sees its rooms at one glance."""
    entries = {path.name for path in SOURCE.iterdir() if not path.name.startswith(("__pycache__", "."))}
    assert len(entries) <= 20


def test_the_architecture_page_names_every_part() -> None:
    """ARCHITECTURE.md has a row for each part of the package."""
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)(?:/|\.py)`", page))
    assert set().union(*FLOORS) - {"__init__", "__main__"} <= named


def test_the_architecture_page_answers_five_questions_by_names_that_exist() -> None:
    """A newcomer finds where an element is read, header cells tagged, numbers said, claims withheld, exit codes decided."""
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    answers = re.findall(r"\| `(editions[\w.]*:\w+)`", page.partition("## Where to look")[2].partition("\n## ")[0])
    assert len({answer for answer in answers if pkgutil.resolve_name(answer)}) == 5


@pytest.mark.parametrize("name", ["weasyprint", "av", "numpy", "PIL", "ebooklib", "gtts", "lxml", "babel", "tqdm", "shtab"])
def test_the_version_imports_nothing_slow(name: str) -> None:
    """``editions --version`` answers without the libraries that take long to import."""
    assert name not in loaded("import editions.cli.commands; editions.cli.commands.parser()")


def test_the_epub_never_imports_weasyprint(tmp_path: Path) -> None:
    """A book is made without the PDF's library."""
    source = ROOT / "tests" / "cases" / "front" / "article.xml"
    code = f"import editions; editions.build({str(source)!r}, {str(tmp_path)!r}, formats=('epub',), narration=True)"
    assert not {"weasyprint", "pydyf"} & loaded(code)
    assert list(tmp_path.rglob("*.epub"))


@cache
def loaded(code: str) -> set[str]:
    command = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    return {module.split(".")[0] for module in shown.stdout.split()}
