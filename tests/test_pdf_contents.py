"""The list of contents of a long print edition."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from editions.checks import validators
from editions.checks.pdf import examine
from editions.pdf.page import contents
from editions.pdf.variants import VARIANTS
from pdf_samples import outline, printed, tags

FRONT = '<header id="front" class="front"><section class="abstract"><h2 id="sum">Summary</h2><p>s</p></section></header>'
NOTE = '<a id="c" href="#fn-1" role="doc-noteref" class="noteref">1</a>'
CHAPTERS = (
    f'{FRONT}<section><h2 id="a"><span class="label">1</span> Of <i lang="la" xml:lang="la">Apus apus</i>{NOTE}</h2><p>x</p>'
    '<section><h3 id="b">Nests</h3><p>x</p><section><h4 id="c4">Eaves</h4><p>x</p></section></section></section>'
    '<section><h2 id="d">Flight</h2><p id="fn-1">x</p></section>'
)
CSS = "#d { break-before: page }"


@pytest.fixture
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_LONG", (10, 2))


@pytest.mark.usefixtures("everything_is_long")
def test_headings_of_two_ranks_with_their_pages(tmp_path: Path) -> None:
    """The front matter's own headings, deeper ones and the marks of notes are left out."""
    path, _ = printed(tmp_path, CHAPTERS, css=CSS)
    text = subprocess.run(["pdftotext", "-l", "1", path, "-"], capture_output=True, text=True, check=True).stdout
    lines = [line.replace("\u2002", " ") for line in text.splitlines() if line]
    first = lines.index("Contents")
    assert lines[first + 1 : first + 4] == ["1 Of Apus apus 1", "Nests 1", "Flight 2"]


@pytest.mark.usefixtures("everything_is_long")
def test_each_entry_is_a_link_of_a_toc(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, CHAPTERS, css=CSS)
    with pikepdf.open(path) as pdf:
        assert "TOC\n" in outline(pdf)
        found = tags(pdf)
        assert [tag.role for tag in found].count("TOCI") == 3
        assert [tag.text("/Lang") for tag in found if tag.role == "Span" and tag.text("/Lang")] == ["la", "la"]
        links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        assert [str(link.Contents) for link in links][:3] == ["1 Of Apus apus", "Nests", "Flight"]


@pytest.mark.slow
@pytest.mark.usefixtures("everything_is_long")
@pytest.mark.parametrize(("variant", "flavours"), [("default", ("ua1", "3a")), ("ua2", ("ua2", "4f", "wt1a", "wt1r"))])
def test_contents_pass_every_claim(tmp_path: Path, variant: str, flavours: tuple[str, ...]) -> None:
    path, result = printed(tmp_path, CHAPTERS, css=CSS, variant=variant)
    assert result.claims == VARIANTS[variant].claims
    assert not examine(path)
    for flavour in flavours:
        verdict = validators.verapdf(path, flavour)
        assert verdict.passed, (flavour, verdict.messages)


def test_a_short_edition_has_none(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, CHAPTERS)
    with pikepdf.open(path) as pdf:
        assert "TOC" not in outline(pdf)
