"""The print edition as a file: reproducible, whole, and valid for veraPDF."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from editions.article.pages import PageBreak
from editions.checks import validators
from editions.findings import OutputError
from editions.pdf import PdfOptions, write
from pdf_samples import article, page, picture, printed


@pytest.mark.slow
def test_missing_alternative_fails_verapdf(tmp_path: Path) -> None:
    """What is missing is seen by every validator: nothing is made up."""
    picture(tmp_path)
    path, _ = printed(tmp_path, '<figure><img id="i" src="swift.png"/></figure>')
    assert not validators.verapdf(path).passed


@pytest.mark.slow
def test_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, hashlib\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import pdf_samples\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "path, _ = pdf_samples.printed(folder, pdf_samples.CONSTRUCTS)\n"
        "print(hashlib.sha256(path.read_bytes()).hexdigest())\n"
    )
    picture(tmp_path)
    digests = set()
    for seed in ("0", "12345"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == len(hashlib.sha256().hexdigest())


def test_metadata_and_outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    path, _ = printed(tmp_path, "<section><h2>First part</h2><p>x</p></section>")
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title) == "Swifts over the city"
        assert str(pdf.docinfo.CreationDate) == "D:20131001"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_outline() as outline:
            assert [str(item.title) for item in outline.root] == ["Swifts over the city"]
            assert [str(item.title) for item in outline.root[0].children] == ["First part"]


def test_pages_begin_with_what_begins_first_on_them(tmp_path: Path) -> None:
    sentences = "".join(
        f'<p id="p-{number}"><span class="s" id="p-{number}-s1">{"word " * 60}</span></p>' for number in range(1, 30)
    )
    _, result = printed(tmp_path, sentences)
    assert result.pages[0] == PageBreak(label="1", id="title-s1")
    assert [each.label for each in result.pages] == [str(number) for number in range(1, len(result.pages) + 1)]
    assert len({each.id for each in result.pages}) == len(result.pages) > 1


def test_page_on_which_nothing_begins_names_what_goes_on(tmp_path: Path) -> None:
    _, result = printed(tmp_path, f'<p id="p-1"><span class="s" id="p-1-s1">{"word " * 3000}</span></p>')
    assert [each.id for each in result.pages[1:]] == ["p-1-s1"] * (len(result.pages) - 1)


def test_hyphens_of_the_author_stay_hyphens(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, f"<p>{'well-known ' * 40}</p>", css="p { width: 14mm; hyphens: none }")
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "well-\u200b\nknown" in text


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write(article(tmp_path), page("<p>x</p>"), tmp_path / "none" / "x.pdf", options=PdfOptions())


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, "<p>x</p>")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["article.xml", path.name, "test.css"]
