"""Builds: what is written where, what is claimed, and that nothing is half-written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

import articles
import editions
from articles import files
from editions.findings import OutputError, UsageError

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "report.schema.json").read_text("utf-8"))


def test_everything_has_its_place(tmp_path: Path) -> None:
    """DIR/NAME/LANG/NAME.LANG.KIND, and one report, in three forms, beside the languages."""
    built = editions.build(articles.write(tmp_path, more=articles.SPANISH), tmp_path / "out", formats=("epub", "audio", "mp3"))
    kinds = ("epub", "html", "m4b", "mp3", "srt", "txt", "vtt")
    expected = [*articles.REPORT, *(f"{lang}/small.{lang}.{kind}" for lang in ("en", "es") for kind in kinds)]
    assert files(tmp_path / "out" / "small") == sorted(expected)
    assert built["es"].epub == tmp_path / "out" / "small" / "es" / "small.es.epub"
    assert built["es"].pdf is None
    assert built["es"].timeline is not None


def test_the_report_keeps_its_schema(tmp_path: Path) -> None:
    """report.json is what docs/report.schema.json says, and what the caller was told."""
    built = editions.build(articles.silent_picture(tmp_path), tmp_path / "out", formats=("epub",), narration=True)
    report = json.loads((built.folder / "report.json").read_text("utf-8"))
    jsonschema.validate(report, SCHEMA)
    assert report == built.report.as_dict()
    assert report["engine"] == "espeak"
    assert [finding["rule"] for finding in report["findings"]] == ["picture.no-alternative"]
    assert [output["size"] for output in report["outputs"]] == [built.folder.joinpath("en/silent.en.epub").stat().st_size]


def test_the_same_build_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one article are equal, file by file."""
    source = articles.write(tmp_path, more=articles.SPANISH)
    for name in ("one", "two"):
        editions.build(source, tmp_path / name, formats=("epub", "audio", "mp3"))
    one, two = tmp_path / "one", tmp_path / "two"
    assert files(one) == files(two)
    assert [name for name in files(one) if (one / name).read_bytes() != (two / name).read_bytes()] == []


def test_a_missing_alternative_withholds_every_claim(tmp_path: Path) -> None:
    """No alt attribute, no feature, no claim: any validator sees what is missing."""
    source = articles.certified(articles.silent_picture(tmp_path))
    built = editions.build(source, tmp_path / "out", formats=("pdf", "epub"), evaluator="An office")
    assert built.claims == ()
    assert built["en"].epub is not None
    with zipfile.ZipFile(built["en"].epub) as book:
        names = [name for name in book.namelist() if name.endswith((".xhtml", ".opf"))]
        text = "".join(book.read(name).decode() for name in names if "nav" not in name and "cover" not in name)
    assert "conformsTo" not in text
    assert ">alternativeText<" not in text
    assert 'alt=""' not in text


def test_claims_name_who_evaluated(tmp_path: Path) -> None:
    """An EPUB claims to conform only where somebody whom the house believes has certified it."""
    source = articles.write(tmp_path)
    assert {claim.format for claim in editions.build(source, tmp_path / "a", formats=("pdf", "epub")).claims} == {"pdf"}
    house = tmp_path / "editions.toml"
    house.write_text('evaluator = "An office"')
    built = editions.build(source, tmp_path / "b", formats=("pdf", "epub"), config=house)
    assert {claim.format for claim in built.claims} == {"pdf"}
    articles.certified(source)
    built = editions.build(source, tmp_path / "c", formats=("pdf", "epub"), config=house)
    assert {claim.format for claim in built.claims} == {"pdf", "epub"}


def test_strict_writes_nothing(tmp_path: Path) -> None:
    """With --strict an error of accessibility leaves no file and no folder."""
    built = editions.build(articles.silent_picture(tmp_path), tmp_path / "out", strict=True)
    assert not built.written
    assert built.findings
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("narration", "formats", "narrated"), [(None, ("epub",), False), (True, ("epub",), True)])
def test_narration_of_the_epub(tmp_path: Path, narration: bool | None, formats: tuple[str, ...], narrated: bool) -> None:
    """Silent by itself, narrated where asked for."""
    built = editions.build(articles.write(tmp_path), tmp_path / "out", formats=formats, narration=narration)
    assert holds_overlays(built["en"].epub) == narrated


def test_a_silent_epub_beside_sound(tmp_path: Path) -> None:
    """--no-narration keeps the book silent; the sound files are made all the same."""
    built = editions.build(articles.write(tmp_path), tmp_path / "out", formats=("epub", "audio"), narration=False)
    assert not holds_overlays(built["en"].epub)
    assert built["en"].m4b
    assert files(built.folder / "en") == [f"small.en.{kind}" for kind in ("epub", "html", "m4b", "srt", "txt", "vtt")]


def holds_overlays(path: Path | None) -> bool:
    assert path is not None
    with zipfile.ZipFile(path) as book:
        return any(name.endswith(".smil") for name in book.namelist())


def test_one_language_of_several(tmp_path: Path) -> None:
    """Only what was asked for is built; ``es`` is also ``es-MX``."""
    source = articles.write(tmp_path, more=articles.SPANISH.replace('"es"', '"es-MX"', 1))
    built = editions.build(source, tmp_path / "out", formats=("epub",), languages=("es",))
    assert [edition.language for edition in built.editions] == ["es-MX"]


def test_two_editions_of_one_language(tmp_path: Path) -> None:
    """Neither overwrites the other."""
    more = articles.SPANISH + articles.SPANISH.replace('id="es"', 'id="es-2"')
    built = editions.build(articles.write(tmp_path, more=more), tmp_path / "out", formats=("epub",))
    assert [edition.language for edition in built.editions] == ["en", "es", "es-2"]


def test_a_language_that_nobody_knows(tmp_path: Path) -> None:
    """No tag, no path from a tag: ``und``."""
    source = articles.write(tmp_path)
    source.write_text(source.read_text("utf-8").replace('xml:lang="en"', 'xml:lang="../../up"'), "utf-8")
    built = editions.build(source, tmp_path / "out", formats=("epub",), detect=False)
    assert files(tmp_path / "out") == [*(f"small/{name}" for name in articles.REPORT), "small/und/small.und.epub"]
    assert {finding.rule for finding in built.findings} == {"language.invalid"}


@pytest.mark.parametrize("formats", [(), ("docx",), ("pdf", "DOCX")])
def test_unknown_formats(tmp_path: Path, formats: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="Unknown format"):
        editions.build(articles.write(tmp_path), tmp_path / "out", formats=formats)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where the folder should be: one error, and nothing is left."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        editions.build(articles.write(tmp_path), tmp_path / "out" / "deeper", formats=("epub",))
    assert files(tmp_path) == ["out", "small.xml"]


def test_an_interrupted_build_leaves_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files take their place at the end, all together."""
    source = articles.write(tmp_path, more=articles.SPANISH)
    built = editions.build(source, tmp_path / "out", formats=("epub",))
    before = {name: (built.folder / name).read_bytes() for name in files(built.folder)}
    source.write_text(source.read_text("utf-8").replace("One sentence", "A changed one"), "utf-8")

    def fail(*_: object, **__: object) -> None:
        raise OutputError("the disk is full")

    monkeypatch.setattr("editions.narration.audio.captions.webvtt", fail)
    with pytest.raises(OutputError):
        editions.build(source, tmp_path / "out", formats=("epub", "audio"))
    assert {name: (built.folder / name).read_bytes() for name in files(built.folder)} == before
    assert files(tmp_path / "out") == sorted(f"small/{name}" for name in before)
