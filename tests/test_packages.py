"""Each format is made where the packages of the others are not installed, and what is missing is named."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from editions.cli.doctor import libraries

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
    print(*(path.suffix for path in (getattr(built["en"], kind) for kind in ("pdf", "epub", "m4b")) if path))
except editions.EditionsError as error:
    print(type(error).__name__, error)
"""

PDF, SPEECH = {"weasyprint", "pydyf", "ziamath"}, {"av", "gtts", "requests", "espeakng_loader"}


def built(into: Path, formats: str, blocked: set[str], engine: str | None = None) -> str:
    """Return what came of a build in a process of its own, in which some modules cannot be imported."""
    code = BUILD.format(names=sorted(blocked), article=str(ARTICLE), into=str(into), formats=formats, engine=engine)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.stdout.strip()


def test_an_epub_needs_no_package_of_the_others(tmp_path: Path) -> None:
    """Neither WeasyPrint nor PyAV, lingua or a voice engine; the book is not narrated."""
    assert built(tmp_path, "epub", PDF | SPEECH | {"lingua", "pikepdf", "fontTools"}) == ".epub"


@pytest.mark.slow
def test_a_pdf_needs_no_package_of_the_others(tmp_path: Path) -> None:
    assert built(tmp_path, "pdf", SPEECH | {"lingua", "ebooklib", "pikepdf"}) == ".pdf"


@pytest.mark.slow
def test_a_narration_needs_no_package_of_the_others(tmp_path: Path) -> None:
    assert built(tmp_path, "audio", PDF | {"gtts", "requests", "lingua", "ebooklib", "pikepdf", "fontTools"}) == ".m4b"


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
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in project["dependencies"]}
    assert {"weasyprint", "av", "lingua-language-detector"} <= declared
    assert "tomlkit" not in declared
    assert set(libraries()) >= declared
