"""The command line, which others script against."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import pikepdf
import pytest

import articles
from articles import files
from editions import __version__
from editions.cli import doctor, main


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, list[str]]:
    """Return the exit code, what was printed, and the lines of errors."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err.splitlines()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"editions {__version__}\n", [])


def test_built_and_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", "--formats", "epub")
    assert (code, errors) == (0, [])
    assert str(tmp_path / "out" / "small" / "en" / "small.en.epub") in shown


def test_errors_of_accessibility(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Built all the same, and said with file, line and rule."""
    source = articles.silent_picture(tmp_path)
    code, shown, _ = run(capsys, "build", source, "-o", tmp_path / "out", "--formats", "epub")
    assert code == 3
    place = rf"{re.escape(str(source))}:3(:\d+)?: picture-1"
    assert re.match(rf"{re.escape(str(source))}: 1 error\n{place}\n  error \[picture\.no-alternative\] ", shown)
    assert (tmp_path / "out" / "silent" / "en" / "silent.en.epub").is_file()


def test_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "build", articles.silent_picture(tmp_path), "-o", tmp_path / "out", "--strict")
    assert code == 3
    assert "not built" in shown
    assert not (tmp_path / "out").exists()


NOT_BUILT = {
    "missing": ("none.xml", None, "cannot be read"),
    "empty": ("empty.xml", b"", "is empty"),
    "text": ("text.xml", b"Not XML at all", "not well-formed"),
    "binary": ("binary.xml", bytes(range(256)), "not well-formed"),
    "unclosed": ("unclosed.xml", b"<article><front></article>", "line 1"),
    "html": ("page.xml", b"<html><body/></html>", "not a JATS article"),
}


@pytest.mark.parametrize("case", NOT_BUILT)
def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    """One clear line, exit code 1, nothing written."""
    name, content, message = NOT_BUILT[case]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, shown, errors = run(capsys, "build", tmp_path / name, "-o", tmp_path / "out")
    assert (code, shown, len(errors)) == (1, "", 1)
    assert name in errors[0]
    assert message in errors[0]
    assert not (tmp_path / "out").exists()


def test_the_other_articles_are_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = articles.write(tmp_path)
    (tmp_path / "bad.xml").write_text("<article>")
    code, _, errors = run(capsys, "build", tmp_path / "bad.xml", good, "-o", tmp_path / "out", "--formats", "epub")
    assert (code, len(errors)) == (1, 1)
    assert files(tmp_path / "out") == sorted(["small/en/small.en.epub", *(f"small/{name}" for name in articles.REPORT)])


def test_what_is_not_built_outweighs_what_is_not_accessible(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 beats 3, in whatever order the articles come."""
    (tmp_path / "bad.xml").write_text("<article>")
    sources = [articles.silent_picture(tmp_path), tmp_path / "bad.xml"]
    assert run(capsys, "check", sources[0])[0] == 3
    assert {run(capsys, "check", *order)[0] for order in (sources, sources[::-1])} == {1}


def test_ctrl_c_ends_a_command_with_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", lambda _: signal.raise_signal(signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
    try:
        assert run(capsys, "doctor") == (130, "", ["editions: interrupted."])
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_directory_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file")
    code, _, errors = run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", "--formats", "epub")
    assert (code, len(errors)) == (1, 1)
    assert "cannot be written" in errors[0]


WRONG = {
    "format": (["--formats", "docx"], "Unknown format 'docx'. Choose from: pdf, epub, audio, mp3."),
    "no format": (["--formats", ","], "Unknown format"),
    "language": (["--lang", "english"], "'english' is not a BCP 47 language tag"),
    "other language": (["--lang", "fr"], "No article is in fr. There is: en, es."),
    "engine": (["--engine", "hal"], "Unknown engine 'hal'"),
    "voice": (["--voice", "en-us"], "does not say which language it is for (en, es)"),
    "rate": (["--rate", "fast"], "1 to 1000 words per minute"),
    "option": (["--colour"], "Unknown argument --colour"),
    "config": (["--config", "none.toml"], "none.toml"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    """One clear line, exit code 2, nothing written."""
    options, message = WRONG[case]
    source = articles.write(tmp_path, more=articles.SPANISH)
    code, shown, errors = run(capsys, "build", source, "-o", tmp_path / "out", *options)
    assert (code, shown, len(errors)) == (2, "", 1)
    assert message in errors[0]
    assert not (tmp_path / "out").exists()


def test_options_override_the_house(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom to believe is named in the editions.toml of the working folder, or by an option, which says more."""
    source = articles.certified(articles.write(tmp_path / "small"), "The office")
    (tmp_path / "editions.toml").write_text('evaluator = "The office"')
    monkeypatch.chdir(tmp_path)
    call = ("build", source, "-o", tmp_path / "out", "--formats", "epub", "--json")
    assert [claim["format"] for claim in json.loads(run(capsys, *call)[1])["articles"][0]["claims"]] == ["epub"]
    assert json.loads(run(capsys, *call, "--evaluator", "")[1])["articles"][0]["claims"] == []


def test_the_pdf_as_it_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Style, paper and the house's sheet; the file keeps its name."""
    sheet = tmp_path / "house.css"
    sheet.write_text("@page { margin: 0 }")
    asked = ("--style", "compact", "--paper", "Letter", "--css", sheet)
    code, _, errors = run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", "--formats", "pdf", *asked)
    assert (code, errors) == (0, [])
    with pikepdf.open(tmp_path / "out" / "small" / "en" / "small.en.pdf") as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]
    code, _, errors = run(capsys, "build", tmp_path / "small.xml", "-o", tmp_path, "--css", tmp_path / "none.css")
    assert (code, errors) == (2, [f"editions: {tmp_path / 'none.css'}: no such style sheet."])


def test_two_sources_of_one_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = articles.write(tmp_path / "a"), articles.write(tmp_path / "b")
    code, _, errors = run(capsys, "build", one, two, "-o", tmp_path / "out")
    assert code == 2
    assert "would both be built as 'small'" in errors[0]


def test_a_generic_name_takes_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = articles.write(tmp_path / "harvest", "article.xml")
    assert run(capsys, "build", source, "-o", tmp_path / "out", "--formats", "epub")[0] == 0
    assert files(tmp_path / "out") == sorted(["harvest/en/harvest.en.epub", *(f"harvest/{name}" for name in articles.REPORT)])


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json prints what the report says, and the seconds that it does not."""
    _, shown, _ = run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", "--formats", "epub", "--json")
    said = json.loads(shown)
    report = json.loads((tmp_path / "out" / "small" / "report.json").read_text("utf-8"))
    assert said["errors"] == []
    assert {key: said["articles"][0][key] for key in report} == report
    assert "epub" in said["articles"][0]["seconds"]


def test_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", "--formats", "epub", "--quiet") == (0, "", [])


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "check", articles.write(tmp_path))
    assert (code, shown) == (0, "1 article checked, no findings.\n")
    code, shown, _ = run(capsys, "check", articles.silent_picture(tmp_path), "--json")
    assert code == 3
    assert [finding["rule"] for finding in json.loads(shown)["findings"]] == ["picture.no-alternative"]
    assert run(capsys, "check", tmp_path / "none.xml")[0] == 1


DTD = """<!ELEMENT article (front, body)> <!ATTLIST article xml:lang CDATA #IMPLIED xmlns:xlink CDATA #IMPLIED>
<!ELEMENT front (article-meta)> <!ELEMENT article-meta (title-group)> <!ELEMENT title-group (article-title)>
<!ELEMENT article-title (#PCDATA)> <!ELEMENT body (p*)> <!ELEMENT p (#PCDATA)>"""


def test_check_against_a_dtd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The caller's DTD says what is valid, and on which line it is not."""
    dtd = tmp_path / "small.dtd"
    dtd.write_text(DTD)
    assert run(capsys, "check", articles.write(tmp_path), "--dtd", dtd)[0] == 0
    source = articles.write(tmp_path, "wrong.xml", body="<body><p>x</p>\n<list/></body>")
    code, shown, _ = run(capsys, "check", source, "--dtd", dtd)
    assert code == 3
    assert "error [jats.invalid]" in shown
    assert run(capsys, "check", source, "--dtd", tmp_path / "none.dtd")[0] == 2


@pytest.mark.slow
def test_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    """The doctor names libraries, engines, voices, fonts and validators by groups, a line each, and sums up."""
    code, shown, errors = run(capsys, "doctor")
    assert (code, errors) == (0, [])
    groups = [group.splitlines() for group in shown.split("\n\n")]
    assert [group[0] for group in groups[:-1]] == ["Libraries", "Voice engines", "Voices", "Fonts", "Validators"]
    lines = [line for group in groups[:-1] for line in group[1:]]
    for start in ("  weasyprint: ready", "  espeak: ready", "  espeak in Español (es): ready, es", "  Latin: ready"):
        assert any(line.startswith(start) for line in lines)
    assert groups[-1][0].startswith("Ready to build pdf, epub and audio.")
    code, shown, _ = run(capsys, "doctor", "--json")
    assert {item["kind"] for item in json.loads(shown)} == {"library", "engine", "voice", "font", "validator"}
