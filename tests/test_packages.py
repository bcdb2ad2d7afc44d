"""Each format is made where the packages of the others are not installed, and what is missing is named."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from editions.cli.doctor import libraries
from sources import files, nodes
from test_languages import ENGLISH, SPANISH, article, paragraphs

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "tests" / "cases" / "front" / "article.xml"

BUILD = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocked())
import editions

try:
    built = editions.build({article!r}, {into!r}, formats={formats!r}, engine={engine!r})
    print(*(path.suffix for path in (getattr(built.editions[0], kind) for kind in ("pdf", "epub", "m4b")) if path))
except editions.EditionsError as error:
    print(type(error).__name__, error)
"""

PDF, SPEECH = {"weasyprint", "pydyf", "ziamath"}, {"av", "gtts", "requests", "espeakng_loader"}
DETECTION = {"py3langid", "numpy"}


def built(into: Path, formats: str, blocked: set[str], engine: str | None = None, *, source: Path = ARTICLE) -> str:
    """Return what came of a build in a process of its own, in which some modules cannot be imported."""
    code = BUILD.format(names=sorted(blocked), article=str(source), into=str(into), formats=formats, engine=engine)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.stdout.strip()


def test_an_epub_needs_no_package_of_the_others(tmp_path: Path) -> None:
    """Neither WeasyPrint nor PyAV, a voice engine, numpy or the detector, whose absence is reported; it is not narrated."""
    doubtful = article(tmp_path, paragraphs(ENGLISH, SPANISH)).source
    into = tmp_path / "out"
    assert built(into, "epub", PDF | SPEECH | DETECTION | {"pikepdf", "fontTools"}, source=doubtful) == ".epub"
    (report,) = into.glob("*/report.json")
    said = [item for item in json.loads(report.read_text("utf-8"))["findings"] if item["rule"] == "language.unexamined"]
    assert [item["hint"].partition(". ")[0] for item in said] == ["Install it: pip install py3langid"]


def test_an_epub_without_narration_loads_no_package_of_the_others(tmp_path: Path) -> None:
    code = f"import editions, sys; editions.build({str(ARTICLE)!r}, {str(tmp_path)!r}, formats='epub'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert loaded & (PDF | SPEECH | DETECTION | {"pikepdf", "fontTools"}) == set()
    assert "ebooklib" in loaded


@pytest.mark.slow
def test_a_pdf_needs_no_package_of_the_others(tmp_path: Path) -> None:
    assert built(tmp_path, "pdf", SPEECH | DETECTION | {"ebooklib", "pikepdf"}) == ".pdf"


@pytest.mark.slow
def test_a_narration_needs_no_package_of_the_others(tmp_path: Path) -> None:
    assert built(tmp_path, "audio", PDF | {"gtts", "requests", "py3langid", "ebooklib", "pikepdf", "fontTools"}) == ".m4b"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "formats", "engine", "package"),
    [
        ("weasyprint", "pdf", None, "weasyprint"),
        ("ziamath", "pdf", None, "ziamath"),
        ("fontTools", "pdf", None, "fonttools"),
        ("ebooklib", "epub", None, "ebooklib"),
        ("av", "audio", None, "av"),
        ("espeakng_loader", "audio", None, "espeakng-loader"),
        ("gtts", "audio", "gtts", "gtts"),
        ("PIL", "epub", None, "pillow"),
    ],
)
def test_a_missing_package_is_named(module: str, formats: str, engine: str | None, package: str, tmp_path: Path) -> None:
    """With the line that installs it; nothing is written."""
    said = f"PackageMissing The Python package {package} is not installed. Install it: pip install {package}"
    assert built(tmp_path, formats, {module}, engine) == said
    assert list(tmp_path.iterdir()) == []


def test_doctor_names_the_packages_of_the_metadata() -> None:
    """One list: that of pyproject.toml."""
    assert {"weasyprint", "av", "py3langid"} <= declared()
    assert set(libraries()) >= declared() - {"pypdfium2"}  # of an extra


FONTS = {name for name in libraries() if name.startswith("fontpkg-")}
"""Packages that are read as data: each is a font, which is found by its entry point."""


def imported() -> Iterator[str]:
    """The modules that the package imports, wherever in it: without those of the standard library and its own."""
    for path in files():
        for node in nodes(path):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            yield from (name.partition(".")[0] for name in names)


def test_each_package_that_is_imported_is_declared_and_no_other() -> None:
    """Nothing is installed for nothing, and nothing comes by the way of another package alone."""
    brought = packages_distributions()
    modules = {name for name in imported() if name not in sys.stdlib_module_names} - {"editions"}
    needed = {brought[name][0].lower().replace("_", "-") for name in modules}
    assert needed | FONTS == declared()


def declared() -> set[str]:
    """The packages of pyproject.toml, those of its extras too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    return {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in lines}
