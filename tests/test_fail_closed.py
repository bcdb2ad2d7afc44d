"""Fail closed: with an error open nothing claims to conform; with none open, only that is claimed which holds."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

import articles
import editions
import report_samples
from editions.building.article import Built
from editions.checks import pdf as inspection
from editions.checks import validation
from editions.checks.validators import ValidatorUnavailable, Verdict
from editions.cli import main
from editions.findings import Finding, Severity, Where

PROMISES = ("alternativeText", "longDescription", "describedMath")


def build(folder: Path, alternative: str, *, validate: bool = False) -> Built:
    source = articles.certified(report_samples.full(folder, alternative=alternative))
    return editions.build(
        source, folder / "out", formats=("pdf", "epub"), narration=False, evaluator="An office", validate=validate
    )


def package(built: Built) -> str:
    """The metadata of the English EPUB."""
    path = built["en"].epub
    assert path is not None
    with zipfile.ZipFile(path) as book:
        return next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))


def packet(built: Built) -> str:
    """The XMP metadata of the English PDF."""
    path = built["en"].pdf
    assert path is not None
    with pikepdf.open(path) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


def test_with_an_error_open_nothing_is_claimed(tmp_path: Path) -> None:
    """One picture without an alternative: files, and no word in any of them that promises more.

    The translation, which has no picture, keeps its claims.
    """
    built = build(tmp_path, "")
    assert {claim.language for claim in built.claims} == {"pt"}
    assert built.written
    opf = package(built)
    assert not [word for word in ("conformsTo", "certifiedBy") if word in opf]
    assert not [feature for feature in PROMISES[:2] if f">{feature}<" in opf]
    assert ">textual<" in opf
    assert "Evaluated by" not in opf
    assert "pdfuaid" not in packet(built)


def test_the_report_of_an_open_error_names_no_certifier(tmp_path: Path) -> None:
    source = articles.certified(articles.silent_picture(tmp_path))
    built = editions.build(source, tmp_path / "out", formats=("epub",), narration=False, evaluator="An office")
    assert json.loads((built.folder / "report.json").read_text("utf-8"))["certified"] == []
    assert "An office" not in (built.folder / "report.html").read_text("utf-8")


def test_with_none_open_the_claims_are_made(tmp_path: Path) -> None:
    """Checked and certified stay apart: the PDF's claim is the program's, the EPUB's is the evaluator's who certified it."""
    built = build(tmp_path, "A black square")
    claimed = {(claim.language, claim.format): claim.certified_by for claim in built.claims}
    assert claimed == {("en", "pdf"): "", ("en", "epub"): "An office", ("pt", "pdf"): "", ("pt", "epub"): "An office"}
    opf = package(built)
    assert not [word for word in ("conformsTo", "certifiedBy", *(f">{name}<" for name in PROMISES)) if word not in opf]
    assert "pdfuaid" in packet(built)


@pytest.mark.parametrize(("alternative", "code"), [("", 3), ("A black square", 0)])
def test_exit_codes(tmp_path: Path, alternative: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    source = report_samples.full(tmp_path, alternative=alternative)
    assert main(["build", str(source), "-o", str(tmp_path / "out"), "--formats", "epub"]) == code
    assert f"{tmp_path}/out/full/report.html" in capsys.readouterr().out


def test_strict_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = report_samples.full(tmp_path, alternative="")
    assert main(["build", str(source), "-o", str(tmp_path / "out"), "--formats", "epub", "--strict"]) == 3
    assert articles.files(tmp_path) == ["dot.svg", "full.xml"]
    assert "report.html" not in capsys.readouterr().out


@pytest.mark.slow
def test_a_pdf_that_our_checks_fault_claims_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no validator sees withholds the claim as well."""
    for name in ("epubcheck", "ace", "verapdf"):
        monkeypatch.setattr(validation, name, lambda *_: Verdict("any", "1.0", True, ()))

    def examined(path: Path) -> tuple[Finding, ...]:
        faulty = "/pt/" in path.as_posix()
        where = Where(file=str(path))
        return (Finding(rule="pdf.headers", severity=Severity.ERROR, where=where, message="Swapped."),) if faulty else ()

    monkeypatch.setattr(inspection, "examine", examined)
    built = build(tmp_path, "A black square", validate=True)
    assert {claim.language for claim in built.claims} == {"en"}
    assert ("pdf.headers", "pt/full.pt.pdf") in {(finding.rule, finding.where.file) for finding in built.findings}


def test_a_validator_that_did_not_run_fails_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it pass anything: the report says that it did not run."""

    def verdict(*_: object) -> Verdict:
        raise ValidatorUnavailable("any", "install it")

    for name in ("epubcheck", "ace", "verapdf"):
        monkeypatch.setattr(validation, name, verdict)
    built = build(tmp_path, "A black square", validate=True)
    assert {item.passed for item in built.report.validations} == {None}
    assert "validator.failed" not in {finding.rule for finding in built.findings}
    assert {claim.language for claim in built.claims} == {"en", "pt"}


def test_what_a_validator_fails_claims_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its edition is made again, without claims; the other keeps its own."""

    def verdict(path: Path, *_: object) -> Verdict:
        return Verdict("veraPDF", "1.0", "/pt/" not in path.as_posix(), ("7.1-1",))

    for name in ("epubcheck", "ace", "verapdf"):
        monkeypatch.setattr(validation, name, verdict)
    built = build(tmp_path, "A black square", validate=True)
    assert {claim.language for claim in built.claims} == {"en"}
    assert {(finding.rule, finding.where.file) for finding in built.findings} >= {
        ("validator.failed", "pt/full.pt.pdf"),
        ("validator.failed", "pt/full.pt.epub"),
    }
    assert [item.passed for item in built.report.validations].count(False) == 4  # the PDF by both of its claims
