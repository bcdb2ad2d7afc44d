"""Claims: decided once for all files of an edition, by all that was found in any of them, and seen in their bytes."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import articles
import editions
import report_samples
from editions import epub, images, pdf
from editions.accessibility.certification import Certification
from editions.building import article as building
from editions.building.claims import may_claim, settled
from editions.building.edition import BuiltEdition
from editions.building.staging import Stage
from editions.findings import Finding, Severity, Where
from editions.pdf.page import formulas
from editions.pdf.variants import VARIANTS
from editions.rules import EVERY
from epub_samples import build
from pdf_samples import picture, printed

ERRORS = sorted(rule.id for rule in EVERY.values() if rule.severity is Severity.ERROR)
MARKS = ("pdfuaid", "pdfaid", "pdfaExtension", "conformsTo", "certifiedBy", "An office")
"""What stands in the metadata of a PDF or an EPUB that claims something, and nowhere else in it."""


def finding(rule: str) -> Finding:
    return Finding(rule=rule, severity=Severity.ERROR, where=Where(file="full.xml", line=3), message="An error.")


def metadata(file: Path) -> str:
    """The XMP packet of a PDF, the package document of an EPUB."""
    if file.suffix == ".pdf":
        with pikepdf.open(file) as opened:
            return bytes(opened.Root.Metadata.read_raw_bytes()).decode()
    with zipfile.ZipFile(file) as book:
        return book.read("EPUB/content.opf").decode()


def marks(file: Path) -> list[str]:
    return [mark for mark in MARKS if mark in metadata(file)]


@pytest.fixture(scope="module")
def claiming(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuiltEdition]:
    """An edition whose PDF and EPUB claim all that they can, as it is before anything is decided."""
    folder = tmp_path_factory.mktemp("claiming")
    kept: list[BuiltEdition] = []

    def keep(edition: BuiltEdition, place: Stage, failures: Any = ()) -> BuiltEdition:
        kept.append(settled(edition, place, failures))
        return kept[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "settled", keep)
        built = editions.build(
            articles.certified(report_samples.full(folder, alternative="A square")),
            folder / "out",
            languages=("en",),
            formats=("pdf", "epub"),
            evaluator="An office",
            narration=False,
        )
    return built.folder, kept[0]


@pytest.fixture
def copied(claiming: tuple[Path, BuiltEdition], tmp_path: Path) -> tuple[BuiltEdition, Stage]:
    folder, edition = claiming
    shutil.copytree(folder, tmp_path / "made")
    return edition, Stage(tmp_path / "made", tmp_path / "target", tmp_path)


def files(edition: BuiltEdition, stage: Stage) -> dict[str, Path]:
    return {kind: stage.path(path) for kind, path in edition.files.items()}


def test_without_an_error_every_file_claims(copied: tuple[BuiltEdition, Stage]) -> None:
    """The samples below begin with claims in both files: a warning and a note take none away."""
    edition, stage = copied
    mild = [replace(finding("picture.text"), severity=severity) for severity in (Severity.WARNING, Severity.NOTE)]
    after = settled(replace(edition, findings=tuple(mild)), stage)
    assert {claim.standard for claim in after.claims} == {
        "PDF/UA-1",
        "PDF/A-3a",
        epub.CONFORMANCE.format(standard="WCAG 2.2 Level AA"),
    }
    assert {kind: marks(file) for kind, file in files(after, stage).items()} == {
        "pdf": ["pdfuaid", "pdfaid", "pdfaExtension"],
        "epub": ["conformsTo", "certifiedBy", "An office"],
    }


@pytest.mark.parametrize(("rule", "late"), [*((rule, False) for rule in ERRORS), ("validator.failed", True)])
def test_an_error_of_any_rule_leaves_no_claim_in_any_file(copied: tuple[BuiltEdition, Stage], rule: str, late: bool) -> None:
    """Whether it was found while the files were made, or since."""
    edition, stage = copied
    before = edition if late else replace(edition, findings=(finding(rule),))
    after = settled(before, stage, [finding(rule)] if late else [])
    assert {kind: marks(file) for kind, file in files(after, stage).items()} == {"pdf": [], "epub": []}
    assert after.claims == ()
    assert "An office" not in after.summary
    assert {item.rule for item in after.findings} >= {rule, "epub.claim"}
    assert {output.format: output.size for output in after.outputs} == {
        kind: file.stat().st_size for kind, file in files(after, stage).items()
    }


def test_every_error_withholds() -> None:
    assert not [rule for rule in ERRORS if may_claim([finding(rule)])]
    assert may_claim([])


def test_only_the_claims_go(copied: tuple[BuiltEdition, Stage]) -> None:
    """A PDF keeps its length and every other byte; an EPUB becomes the one that was made without a claim."""
    edition, stage = copied
    before = {kind: file.read_bytes() for kind, file in files(edition, stage).items()}
    settled(edition, stage, [finding("validator.failed")])
    after = {kind: file.read_bytes() for kind, file in files(edition, stage).items()}
    changed = [at for at, (one, other) in enumerate(zip(before["pdf"], after["pdf"], strict=True)) if one != other]
    begin, end = before["pdf"].index(b"<?xpacket begin"), before["pdf"].index(b"<?xpacket end")
    assert begin < changed[0] < changed[-1] < end
    with zipfile.ZipFile(files(edition, stage)["epub"]) as book:
        assert book.testzip() is None
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_a_book_without_its_claims_is_the_one_made_without(tmp_path: Path) -> None:
    """To the byte, so that no order of the steps can be seen in it."""
    options = epub.EpubOptions(certification=Certification(by="An office", on="2026-01-02"), claim=True)
    claimed, made = build(tmp_path, options=options)
    epub.withhold(claimed, made)
    content = claimed.read_bytes()
    other, without = build(tmp_path, options=replace(options, claim=False))
    assert content == other.read_bytes()
    assert made.unclaimed.summary == without.summary


def test_a_file_that_is_not_the_one_that_was_made_is_refused(copied: tuple[BuiltEdition, Stage]) -> None:
    edition, stage = copied
    file = files(edition, stage)["pdf"]
    file.write_bytes(file.read_bytes().replace(b"pdfuaid", b"pdfuaie"))
    with pytest.raises(editions.OutputError, match="has changed"):
        settled(edition, stage, [finding("pdf.notdef")])


def broken(path: Path) -> images.Loaded:
    raise images.Broken("it ends too early")


def test_what_the_pages_do_not_show_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A formula that cannot be drawn, and a picture that only the layout finds broken: no claim."""
    picture(tmp_path)
    monkeypatch.setattr(images, "load", broken)
    monkeypatch.setattr(formulas, "_drawn", lambda _: None)
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x" id="m"><mi>x</mi></math>'
    target, made = printed(tmp_path, f'<p>{math}</p><figure><img src="swift.png" alt="A swift" id="i"/></figure>')
    errors = {item.rule for item in made.findings if item.severity is Severity.ERROR}
    assert errors == {"pdf.formula", "pdf.picture"}
    assert (made.claims, marks(target)) == ((), [])


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_kind_of_pdf_can_be_left_without_a_claim(tmp_path: Path, variant: str) -> None:
    target, made = printed(tmp_path, "<p>Text</p>", variant=variant)
    assert {"pdfuaid", "pdfaid"} <= set(marks(target))
    pdf.withhold(target, made)
    assert marks(target) == []
    with pikepdf.open(target) as opened:
        assert len(opened.pages) == 1
        assert opened.open_metadata()["dc:format"] == "application/pdf"


# ----------------------------------------------------------------------------------------------------------- every stage


def spoilt(stage: str, patch: pytest.MonkeyPatch) -> None:
    """Let one stage of a build bring up an error."""
    error = finding("content.removed")
    if stage == "source":
        patch.setattr(building, "own_findings", lambda *_: [error])
    elif stage in ("pdf", "epub"):
        module: Any = {"pdf": pdf, "epub": epub}[stage]
        write = module.write
        patch.setattr(module, "write", lambda *given, **named: with_error(write(*given, **named), error))
    elif stage == "narration":
        from editions.narration import speaking

        patch.setattr(speaking, "missing_voices", lambda *_, **__: (error,))
    elif stage == "inspection":
        patch.setattr(building, "validated", lambda *_: ())
        patch.setattr(building, "inspected", lambda *_: iter([error]))


def with_error(made: Any, error: Finding) -> Any:
    return replace(made, findings=(*made.findings, error))


STAGES = ("source", "pdf", "epub", "narration", "inspection")


@pytest.mark.slow
@pytest.mark.parametrize("formats", [("pdf", "epub"), ("epub", "pdf")], ids="-".join)
@pytest.mark.parametrize("stage", STAGES)
def test_an_error_at_any_stage_leaves_no_claim_in_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, formats: tuple[str, ...]
) -> None:
    spoilt(stage, monkeypatch)
    built = editions.build(
        articles.certified(articles.write(tmp_path)),
        tmp_path / "out",
        formats=formats,
        evaluator="An office",
        narration=True,
        validate=stage == "inspection",
    )
    assert built.claims == ()
    assert {file.suffix: marks(file) for file in produced(built.folder)} == {".pdf": [], ".epub": []}
    assert "content.removed" in {item.rule for item in built.findings}


def produced(folder: Path) -> Iterator[Path]:
    yield from (*folder.rglob("*.pdf"), *folder.rglob("*.epub"))
