"""``editions check``: which check for which file, and that what did not run never counts as passed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

import articles
import editions
from editions.checks import validation
from editions.checks.files import FileKind, kind
from editions.checks.validators import ValidatorUnavailable, Verdict
from editions.cli import main
from editions.findings import SourceError, UsageError
from pdf_samples import printed

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfd="http://pdfa.org/declarations/" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>"""
WTPDF = "<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf/#accessibility1.0</pdfd:conformsTo>"


def pdf(path: Path, packet: str = "") -> Path:
    """Write a PDF of one empty page, with XMP metadata."""
    with pikepdf.new() as made:
        made.add_blank_page()
        if packet:
            made.Root.Metadata = made.make_stream(packet.encode())
        made.save(path)
    return path


def book(path: Path, mimetype: str = "application/epub+zip") -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", mimetype)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out


# ------------------------------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"junk before\n%PDF-1.4\n", FileKind.PDF),
        (b"\xef\xbb\xbf\n<article/>", FileKind.ARTICLE),
        ("<article/>".encode("utf-16"), FileKind.ARTICLE),
    ],
)
def test_content_tells_where_no_suffix_does(tmp_path: Path, content: bytes, expected: FileKind) -> None:
    (tmp_path / "file").write_bytes(content)
    assert kind(tmp_path / "file") is expected


def test_an_epub_says_so_in_its_mimetype(tmp_path: Path) -> None:
    assert kind(book(tmp_path / "file.zip")) is FileKind.EPUB
    with pytest.raises(UsageError, match="is not a JATS article"):
        kind(book(tmp_path / "other.zip", "application/vnd.oasis.opendocument.text"))


@pytest.mark.parametrize("content", [b"", b"Hello", b"PK\x03\x04 not a zip"])
def test_anything_else_is_wrong_usage(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file.txt").write_bytes(content)
    assert run(capsys, tmp_path / "file.txt") == (2, "")


@pytest.mark.parametrize("name", ["none.xml", "none.pdf", "none.epub", "none"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, tmp_path / name) == (1, "")


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        kind(tmp_path)


# ---------------------------------------------------------------------------------------------------------- profiles


@pytest.mark.parametrize(
    ("attributes", "elements", "expected"),
    [
        ("", "", ("ua1",)),
        ('pdfuaid:part="1"', "", ("ua1",)),
        ("", "<pdfuaid:part>2</pdfuaid:part>", ("ua2",)),
        ('pdfuaid:part="1" pdfaid:part="3" pdfaid:conformance="A"', "", ("ua1", "3a")),
        ('pdfaid:part="4" pdfaid:conformance="F"', "", ("ua1", "4f")),
        ('pdfuaid:part="2"', WTPDF, ("ua2", "wt1a")),
        ('pdfuaid:part="9" pdfaid:part="../x"', "", ("ua1",)),
    ],
)
def test_a_pdf_is_held_to_what_it_claims(tmp_path: Path, attributes: str, elements: str, expected: tuple[str, ...]) -> None:
    packet = XMP.format(attributes=attributes, elements=elements)
    assert validation.profiles(pdf(tmp_path / "a.pdf", packet)) == expected


def test_metadata_that_nobody_can_read(tmp_path: Path) -> None:
    """Broken XMP, no XMP, no PDF: PDF/UA-1 all the same, and veraPDF says what is wrong."""
    (tmp_path / "c.pdf").write_bytes(b"no PDF")
    broken = pdf(tmp_path / "a.pdf", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;')
    assert {validation.profiles(path) for path in (broken, pdf(tmp_path / "b.pdf"), tmp_path / "c.pdf")} == {("ua1",)}


def test_a_file_of_pdf_2_that_claims_nothing_is_judged_by_its_part(tmp_path: Path) -> None:
    with pikepdf.Pdf.new() as made:
        made.add_blank_page()
        made.save(tmp_path / "two.pdf", min_version="2.0")
    assert validation.profiles(tmp_path / "two.pdf") == ("ua2",)


# --------------------------------------------------------------------------------------------------------- validators


def missing(*_: object) -> Verdict:
    raise ValidatorUnavailable("it", "install it")


def said(passed: bool, *messages: str) -> object:
    return lambda *_: Verdict("tool", "1.0", passed, messages)


def test_a_missing_validator_is_a_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 0, the hint that mends it, and never the word that would reassure."""
    for name in ("epubcheck", "ace", "verapdf"):
        monkeypatch.setattr(validation, name, missing)
    code, shown = run(capsys, book(tmp_path / "a.epub"), printed(tmp_path, "<p>Text</p>")[0])
    assert code == 0
    assert "passed" not in shown
    assert shown.count("did not run: install it") == 4  # the PDF is asked by both of its claims
    assert shown.endswith("1 EPUB, 1 PDF checked, no findings, 4 validations did not run.\n")


def test_a_failing_validator_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "epubcheck", said(False, "ERROR RSC-005"))
    monkeypatch.setattr(validation, "ace", said(True))
    code, shown = run(capsys, book(tmp_path / "a.epub"))
    assert code == 3
    assert shown.splitlines()[1:] == ["  ERROR RSC-005", f"{tmp_path}/a.epub: Ace 1.0: passed", *shown.splitlines()[-1:]]
    code, shown = run(capsys, book(tmp_path / "a.epub"), "--json")
    assert code == 3
    assert [item["passed"] for item in json.loads(shown)["validators"]] == [False, True]


def test_messages_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "epubcheck", said(False, *(["again"] * 1000)))
    monkeypatch.setattr(validation, "ace", said(True))
    assert len(validation.validate_epub(tmp_path / "a.epub")[0].messages) == validation.MAX_MESSAGES


def test_clauses_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = articles.silent_picture(tmp_path)
    assert "EN 301 549" not in run(capsys, source)[1]
    assert "EN 301 549 10.1.1.1" in run(capsys, source, "--clauses")[1]
    assert "EN 301 549 10.1.1.1" in json.loads(run(capsys, source, "--json")[1])["findings"][0]["clauses"]


@pytest.mark.slow
def test_our_own_files_pass_and_a_broken_one_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The validators themselves."""
    built = editions.build(articles.write(tmp_path), tmp_path / "out", formats=("pdf", "epub"), narration=False)
    code, shown = run(capsys, built["en"].pdf, built["en"].epub)
    assert code == 0
    assert [line.rpartition(": ")[2] for line in shown.splitlines()[:-1]].count("passed") >= 3
    assert "did not run" not in shown
    assert run(capsys, pdf(tmp_path / "bare.pdf"))[0] == 3


@pytest.mark.slow
def test_a_build_asks_them_too(tmp_path: Path) -> None:
    """--validate: the report has their verdicts."""
    built = editions.build(articles.write(tmp_path), tmp_path / "out", formats=("epub",), narration=False, validate=True)
    assert [(item.path, item.tool, item.passed) for item in built.report.validations] == [
        ("en/small.en.epub", "epubcheck", True),
        ("en/small.en.epub", "Ace", True),
    ]
