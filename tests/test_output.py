"""What the command line prints and reads: findings as text and for programs, progress, standard streams, help, completion."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest

import articles
from editions.cli import confined, doctor, github, listing, main, progress, reports, sarif, terminal
from editions.cli.commands import parser
from editions.cli.completion import SHELLS
from editions.findings import Finding, Severity, UsageError, Where
from editions.report import with_clauses

COMMANDS = parser().commands


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Return the exit code and what was printed to standard output and to standard error."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def fact(line: int, id: str, rule: str = "picture.no-alternative", file: str = "a.xml", column: int = 0) -> dict[str, Any]:
    where = Where(file=file, line=line, id=id)
    severity = Severity.NOTE if rule == "link.address" else Severity.ERROR
    made = with_clauses(Finding(rule=rule, severity=severity, where=where, message="It is 1:2, 50 %.", hint="Mend it."))
    return {**made, "column": column}


def text(findings: list[dict[str, Any]], columns: int | None = None) -> list[str]:
    return ["".join(part for part, _ in line) for line in listing.listed(findings, columns)]


# ------------------------------------------------------------------------------------------------------------------- text


def test_findings_come_by_file_and_element() -> None:
    """Each place is named once, with line, column and id, in the order in which it comes first."""
    found = [fact(3, "fig-1", column=7), fact(4, "p-2"), fact(3, "fig-1", "link.address", column=7), fact(9, "x", file="b.xml")]
    assert text(found) == [
        "a.xml: 2 errors, 1 note",
        "a.xml:3:7: fig-1",
        "  error [picture.no-alternative] It is 1:2, 50 %. Mend it.",
        "  note [link.address] It is 1:2, 50 %. Mend it.",
        "a.xml:4: p-2",
        "  error [picture.no-alternative] It is 1:2, 50 %. Mend it.",
        "",
        "b.xml: 1 error",
        "b.xml:9: x",
        "  error [picture.no-alternative] It is 1:2, 50 %. Mend it.",
    ]


def test_a_finding_without_a_place_stands_below_its_file() -> None:
    assert text([fact(0, "", file="a.pdf")]) == ["a.pdf: 1 error", "  error [picture.no-alternative] It is 1:2, 50 %. Mend it."]


def test_lines_are_broken_for_a_terminal_alone() -> None:
    lines = text([fact(3, "fig-1")], 44)
    assert lines[2:] == ["  error [picture.no-alternative] It is 1:2,", "    50 %. Mend it."]


def test_a_line_is_shorter_than_the_terminal_is_wide_and_words_stay_whole() -> None:
    """A terminal would break a line that fills it; a long name can be copied."""
    found = {**fact(3, "fig-1"), "message": f"{'word ' * 30}{'n' * 60} end."}
    (first, *rest) = text([found], 41)[2:]
    assert all(len(line) < 41 for line in (first, *rest) if "n" * 60 not in line)
    assert [line.strip() for line in rest if "nnn" in line] == ["n" * 60]
    whole = text([{**found, "message": "x" * 8, "hint": ""}], 44)[2]
    assert whole == "  error [picture.no-alternative] xxxxxxxx"
    assert text([{**found, "message": "x" * 8, "hint": ""}], len(whole))[3:] == ["    xxxxxxxx"]


def test_a_place_is_named_by_what_is_known_of_it() -> None:
    """A column says nothing without its line; an element can be known by its id alone."""
    assert text([fact(0, "fig-1", column=7)])[1] == "a.xml: fig-1"
    assert text([fact(3, "", column=7)])[1] == "a.xml:3:7"


def test_a_command_of_github_is_one_line_without_spaces_at_its_end() -> None:
    said = github.command({**fact(0, ""), "message": "a\r\nb", "hint": ""})
    assert said == "::error file=a.xml,title=picture.no-alternative::a%0D%0Ab"


def test_the_rules_of_a_log_are_in_order_and_found_by_their_number() -> None:
    found = [fact(1, "", "title.missing"), fact(2, "", "link.address"), fact(3, "", "title.missing")]
    (ran,) = sarif.log(found, ())["runs"]
    assert [rule["id"] for rule in ran["tool"]["driver"]["rules"]] == ["link.address", "title.missing"]
    assert [result["ruleIndex"] for result in ran["results"]] == [1, 0, 1]


def test_the_clauses_of_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "check", articles.silent_picture(tmp_path), "--clauses")[1]
    assert "\n    Clauses: WCAG 2.2 1.1.1; EN 301 549 10.1.1.1;" in shown
    assert "Clauses" not in run(capsys, "check", tmp_path / "silent.xml")[1]


def test_many_findings_are_summed_up_by_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """The weightiest first, and then the most frequent."""
    few = [fact(1, "a", "link.address"), *(fact(number, "b") for number in range(2, 11))]
    reports.show_sum(few)
    assert capsys.readouterr().out == "More about a rule: editions explain picture.no-alternative\n"
    reports.show_sum([*few, fact(11, "c", "formula.no-alternative")])
    said = "By rule: picture.no-alternative 9, formula.no-alternative 1, link.address 1."
    assert capsys.readouterr().out.splitlines()[0] == said
    reports.show_sum([])
    assert capsys.readouterr().out == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "stream", "coloured"),
    [
        ({"TERM": "xterm"}, Terminal(), True),
        ({"TERM": "xterm"}, io.StringIO(), False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, Terminal(), False),
        ({"TERM": "xterm", "NO_COLOR": ""}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
        ({"TERM": ""}, Terminal(), False),
    ],
)
def test_colours_on_a_terminal_alone(
    variables: Mapping[str, str], stream: io.StringIO, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And never where NO_COLOR is set, or the terminal has none; the words are the same."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream.seek(0)
    stream.truncate()
    monkeypatch.setattr(sys, "stdout", stream)
    reports.show_text([fact(3, "fig-1")])
    shown = stream.getvalue()
    assert ("\x1b[1;31merror\x1b[0m" in shown) is coloured
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert plain.splitlines()[:2] == ["a.xml: 1 error", "a.xml:3: fig-1"]


def test_a_message_cannot_move_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    reports.show_text([{**fact(3, "fig-1"), "message": "\x1b[2J"}])
    assert "\x1b" not in capsys.readouterr().out


def test_the_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal.width(Terminal()) == 72
    monkeypatch.setenv("COLUMNS", "5")
    assert terminal.width(Terminal()) == terminal.MIN_COLUMNS
    assert terminal.width(io.StringIO()) is None


# ----------------------------------------------------------------------------------------------------------- for programs

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
NOTE = {"type": "object", "required": ["message"], "properties": {"message": TEXT, "level": LEVEL}}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "help"],
    "properties": {"id": {"type": "string"}, "shortDescription": TEXT, "help": TEXT},
}
REGION = {"type": "object", "required": ["startLine"], "properties": {"startLine": {"type": "integer", "minimum": 1}}}
ARTIFACT = {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string", "pattern": r"^[^\s]+$"}}}
PHYSICAL = {"type": "object", "required": ["artifactLocation"], "properties": {"artifactLocation": ARTIFACT, "region": REGION}}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "level": LEVEL,
        "message": TEXT,
        "locations": {"minItems": 1, "items": {"required": ["physicalLocation"], "properties": {"physicalLocation": PHYSICAL}}},
    },
}
DRIVER = {"type": "object", "required": ["name", "version", "rules"], "properties": {"rules": {"items": RULE}}}
INVOCATION = {
    "type": "object",
    "required": ["executionSuccessful"],
    "properties": {"executionSuccessful": {"type": "boolean"}, "toolExecutionNotifications": {"items": NOTE}},
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "invocations", "results"],
                "properties": {
                    "tool": {"required": ["driver"], "properties": {"driver": DRIVER}},
                    "invocations": {"items": INVOCATION},
                    "results": {"items": RESULT},
                },
            },
        },
    },
}
"""What SARIF 2.1.0 requires of the objects that we write (3.13 log, 3.14 run, 3.19 driver, 3.20 invocation, 3.27 result)."""


def test_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings with their rule's help, and what could not be read as a notification."""
    source = articles.silent_picture(tmp_path)
    code, shown, errors = run(capsys, "check", source, tmp_path / "none.xml", "--output-format", "sarif")
    said = json.loads(shown)
    jsonschema.validate(said, SARIF)
    run_of = said["runs"][0]
    (result,) = run_of["results"]
    place = result["locations"][0]
    assert code == 1
    assert place["physicalLocation"]["artifactLocation"]["uri"] == source.as_uri()
    assert place["physicalLocation"]["region"]["startLine"] == 3
    assert place["logicalLocations"] == [{"name": "picture-1", "kind": "element"}]
    rule = run_of["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], result["level"]) == ("picture.no-alternative", "error")
    assert "WCAG 2.2 1.1.1" in rule["help"]["text"]
    assert not run_of["invocations"][0]["executionSuccessful"]
    assert "none.xml" in run_of["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert "none.xml" in errors


def test_sarif_names_files_as_uris_and_columns() -> None:
    """A relative path stays relative; what an URI must not hold is escaped (RFC 3986)."""
    result = sarif.log([fact(3, "", file="my articles/50 %.xml", column=7)], ())["runs"][0]["results"][0]
    place = result["locations"][0]
    assert place == {
        "physicalLocation": {
            "artifactLocation": {"uri": "my%20articles/50%20%25.xml"},
            "region": {"startLine": 3, "startColumn": 7},
        }
    }
    without = sarif.log([fact(0, "f")], ())["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert without == {"artifactLocation": {"uri": "a.xml"}}


def test_workflow_commands_of_github() -> None:
    """With their escapes: a property holds no colon and no comma, a message no line end."""
    finding = {**fact(3, "f", file="a:b,c%.xml", column=7), "message": "50 %:\nhalf, no more."}
    assert github.command(finding) == (
        "::error file=a%3Ab%2Cc%25.xml,line=3,col=7,title=picture.no-alternative::50 %25:%0Ahalf, no more. Mend it."
    )
    assert github.command(fact(0, "", "link.address", column=7)).startswith("::notice file=a.xml,title=link.address::")
    assert github.failure("a.xml: cannot be read.") == "::error title=editions::a.xml: cannot be read."


def test_every_command_that_finds_something_prints_it_for_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, catalog = articles.silent_picture(tmp_path), tmp_path / "c.toml"
    said = rf"::error file={re.escape(str(source))},line=3(,col=\d+)?,title=picture\.no-alternative::"
    form = ("--output-format", "github")
    assert re.match(said, run(capsys, "check", source, "--no-detect", *form)[1])
    build = ("build", source, "-o", tmp_path / "out", "--formats", "epub", "--no-detect")
    assert re.match(said, run(capsys, *build, *form)[1])
    run(capsys, "describe", source, "-o", catalog, "--no-detect")
    catalog.write_text(catalog.read_text("utf-8").replace('alt = ""', 'alt = "A dot"').replace("draft = false", "draft = true"))
    shown = run(capsys, "apply", source, catalog, "-o", tmp_path / "b.xml", *form)[1]
    assert re.match(rf"::\w+ file={re.escape(str(catalog))},line=\d+(,col=\d+)?,title=catalog\.", shown)


def test_check_applies_a_catalog_to_an_article_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, catalog, pdf = articles.silent_picture(tmp_path), tmp_path / "c.toml", tmp_path / "a.pdf"
    run(capsys, "describe", source, "-o", catalog, "--no-detect")
    catalog.write_text(catalog.read_text("utf-8").replace('alt = ""', 'alt = "A dot"'))
    assert run(capsys, "check", source, "--catalog", catalog, "--no-detect")[0] == 0
    pdf.write_bytes(b"%PDF-1.7")
    assert run(capsys, "check", pdf, "--catalog", catalog)[::2] == (
        2,
        f"editions: {pdf}: is not an article, and --catalog is for one. Leave it out.\n",
    )


def test_json_is_short_for_its_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = articles.silent_picture(tmp_path)
    assert run(capsys, "check", source, "--json") == run(capsys, "check", source, "--output-format", "json")


# --------------------------------------------------------------------------------------------------------------- progress

EVENTS = [
    {"article": "birds", "language": "", "stage": "audit", "count": 0, "total": 5},
    {"article": "birds", "language": "en", "stage": "xhtml", "count": 1, "total": 5},
    {"article": "birds", "language": "en", "stage": "epub", "count": 2, "total": 5},
    {"article": "birds", "language": "es", "stage": "xhtml", "count": 3, "total": 5},
    {"article": "birds", "language": "", "stage": "done", "count": 5, "total": 5},
]


def shown_by(display: progress.Display) -> None:
    with display:
        for event in EVENTS:
            display.show(event)
            display.tick()


def test_a_log_has_a_line_between_editions(capsys: pytest.CaptureFixture[str]) -> None:
    shown_by(progress.display("birds (1 of 2)", silent=False))
    said = "Building birds (1 of 2): en is made, es follows (3 of 5 stages done)\n"
    assert capsys.readouterr() == ("", said)


def test_a_terminal_has_a_bar_that_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says article, edition, stage, count and the time left, and leaves nothing."""
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    shown_by(progress.display("birds", silent=False))
    drawn = [line.strip() for line in screen.getvalue().split("\r")]
    assert drawn[1] == "birds, reading, 00:00"
    assert any(re.fullmatch(r"birds, es, xhtml \|.+\| 3 of 5 done, about \d\d:\d\d left", line) for line in drawn)
    assert drawn[-1] == ""


def test_nobody_is_told_who_does_not_want_it(capsys: pytest.CaptureFixture[str]) -> None:
    shown_by(progress.display("birds", silent=True))
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("options", "told"), [((), True), (("--json",), False)])
def test_a_build_tells_how_far_it_is(
    options: tuple[str, ...], told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, from the process that works on the article."""
    source = articles.write(tmp_path, more=articles.SPANISH)
    call = ("--formats", "epub", "--no-narration", "--no-detect", *options)
    code, _, errors = run(capsys, "build", source, "-o", tmp_path / "out", *call)
    assert code == 0
    assert errors == ("Building small: en is made, es follows (4 of 7 stages done)\n" if told else "")


def test_results_come_with_each_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came of the first article is printed before the second is begun."""
    from editions.cli import build

    one, two = articles.write(tmp_path, "one.xml"), articles.write(tmp_path, "two.xml")
    original, printed = confined.confined, []

    def watched(*given: Any, **more: Any) -> Any:
        printed.append(capsys.readouterr().out)
        return original(*given, **more)

    monkeypatch.setattr(build, "confined", watched)
    assert main(["build", str(one), str(two), "-o", str(tmp_path / "out"), "--formats", "epub", "--no-narration"]) == 0
    assert printed[0] == ""
    assert "one.en.epub" in printed[1]


# ------------------------------------------------------------------------------------------------------- standard streams


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A working folder with an article, which is also what standard input brings."""
    source = articles.silent_picture(tmp_path / "silent")
    monkeypatch.chdir(source.parent)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source.read_bytes())))
    return source


def test_an_article_from_standard_input(typed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its pictures, and the name of its editions, are those of the working folder."""
    code, shown, _ = run(capsys, "build", "-", "-o", tmp_path / "out", "--formats", "epub", "--no-narration")
    assert code == 3
    assert re.search(r"^-:3(:\d+)?: picture-1\n  error \[picture\.no-alternative\]", shown, re.M)
    with ZipFile(tmp_path / "out" / "silent" / "en" / "silent.en.epub") as book:
        assert any(name.endswith(".svg") for name in book.namelist())


def test_check_reads_standard_input(typed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "check", "-")
    assert code == 3
    assert re.match(r"-: 1 error\n-:3(:\d+)?: picture-1\n", shown)
    assert shown.endswith("1 article checked, 1 finding.\n")


def test_check_reads_a_pdf_from_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"%PDF-1.7\nbroken")))
    code, shown, errors = run(capsys, "check", "-")
    assert (code, shown) == (1, "")
    assert errors.startswith("editions: - is not a PDF that can be read")
    assert "standard-input" not in errors


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7"])
def test_standard_input_that_is_not_an_article(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code, shown, errors = run(capsys, "build", "-", "-o", tmp_path / "out")
    assert (code, shown) == (1, "")
    assert errors.startswith("editions: -: is ")
    assert not (tmp_path / "out").exists()


def test_describe_from_standard_input_to_standard_output(typed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(capsys, "describe", "-", "-o", "-")
    assert (code, errors) == (0, "")
    assert 'id = "picture-1"' in shown
    assert not Path("-").exists()


def test_certify_needs_a_file(typed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "certify", "-", "--lang", "en", "--by", "An office")
    assert code == 2
    assert "beside the article's file" in errors


def test_a_book_to_standard_output(typed: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nothing but the file, the same as in a folder; what is found goes to standard error."""
    call = ["build", "-", "--formats", "epub", "--no-narration", "-o"]
    assert main([*call, "-"]) == 3
    shown = capsysbinary.readouterr()
    assert b"error [picture.no-alternative]" in shown.err
    sys.stdin.seek(0)
    assert main([*call, str(tmp_path / "out")]) == 3
    assert shown.out == (tmp_path / "out" / "silent" / "en" / "silent.en.epub").read_bytes()


def test_a_book_is_not_written_to_a_terminal(
    typed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["build", "-", "--formats", "epub", "-o", "-"]) == 2
    assert screen.getvalue() == ""
    assert "Send it to a file" in capsys.readouterr().err


TWO = "-o - takes one file"
MORE_THAN_ONE_FILE = {
    "articles": (["small.xml", "other.xml", "--formats", "epub"], TWO),
    "formats": (["small.xml"], TWO),
    "audio is two files": (["small.xml", "--formats", "audio"], TWO),
    "languages": (["small.xml", "--formats", "epub"], "Choose one: --lang en."),
    "form": (["small.xml", "--formats", "epub", "--json"], "both print to standard output"),
}


@pytest.mark.parametrize("case", MORE_THAN_ONE_FILE)
def test_standard_output_takes_one_file(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    articles.write(tmp_path, more=articles.SPANISH)
    articles.write(tmp_path, "other.xml")
    options, said = MORE_THAN_ONE_FILE[case]
    code, shown, errors = run(capsys, "build", *options, "-o", "-", "--no-detect")
    assert (code, shown) == (2, "")
    assert said in errors


def test_a_better_article_to_standard_output(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Byte for byte what a file would hold."""
    source, catalog, better = articles.silent_picture(tmp_path), tmp_path / "c.toml", tmp_path / "better.xml"
    main(["describe", str(source), "-o", str(catalog)])
    catalog.write_text(catalog.read_text("utf-8").replace('alt = ""', 'alt = "Un punto, ñ"'), "utf-8")
    main(["apply", str(source), str(catalog), "-o", str(better)])
    capsysbinary.readouterr()
    assert main(["apply", str(source), str(catalog), "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == better.read_bytes()
    assert "ñ".encode() in better.read_bytes()


# ------------------------------------------------------------------------------------------------------ help, completion

GROUPS = ["What to build", "How it looks", "Sound", "Where things are", "Limits", "Output"]


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    return run(capsys, command, "--help")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_groups_an_example_and_fits(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 80 columns; no argument is without help, and every example is one that the parser takes."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = help_of(command, capsys)
    assert shown.startswith(f"usage: editions {command} ")
    assert re.findall(r"^(\w[\w ]*):$", shown, re.M)[-1].startswith("Example")
    assert "\nOutput:\n" in shown
    assert [line for line in shown.splitlines() if len(line) > 80 and "{" not in line] == []
    assert all(action.help for action in COMMANDS[command]._actions)
    examples = re.findall(r"^  (?:eval \"\$\()?editions (.+)$", shown.partition("\nExample")[2], re.M)
    assert examples
    for example in examples:
        words = re.split(r"\)\"|\s[<>]\s|\s{2,}", example)[0]
        with suppress(SystemExit):
            assert not parser().parse_known_args([word.strip('"') for word in words.split()])[1] or '"' in words


def test_help_of_build_is_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    shown = help_of("build", capsys)
    assert re.findall(r"^(\w[\w ]*):$", shown, re.M)[:-1] == GROUPS
    for default in ("(default: pdf,epub,audio)", "(default: A4)", "(default: auto)", "(default: 4096)", "(default: text)"):
        assert default in re.sub(r"\s+", " ", shown)


def test_editions_alone_prints_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    alone = run(capsys)
    assert alone == run(capsys, "--help")
    assert all(f"\n  {command} " in alone[1] for command in COMMANDS)


SHARED = {
    "--output-format": set(COMMANDS) - {"completion", "style"},
    "--json": set(COMMANDS) - {"completion", "style"},
    "--verbose": set(COMMANDS),
    "--quiet": {"build", "script", "check", "describe", "apply", "certify", "doctor", "new"},
    "--no-detect": {"build", "script", "check", "describe", "certify"},
    "--catalog": {"build", "script", "check", "certify"},
    "--lang": {"build", "script", "certify", "voices", "doctor", "new"},
    "--time-limit": {"build", "script", "check", "describe", "apply", "certify"},
}


@pytest.mark.parametrize("option", SHARED)
def test_an_option_is_the_same_on_all_commands(option: str) -> None:
    """It is there on each command that it fits, under one name, and takes the same."""
    found = {name: command._option_string_actions.get(option) for name, command in COMMANDS.items()}
    assert {name for name, action in found.items() if action} == SHARED[option]
    assert len({(action.dest, action.metavar) for action in found.values() if action}) == 1


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(capsys, "completion", shell)
    assert (code, errors) == (0, "")
    known = {option for command in COMMANDS.values() for option in command._option_string_actions if option.startswith("--")}
    written = shown.replace(" -l ", " --")  # fish names a long option without its hyphens
    assert [option for option in sorted(known) if not re.search(rf"(?<![\w-]){option}(?![\w-])", written)] == []
    assert [command for command in COMMANDS if command not in shown] == []


BASH = """{script}
COMP_WORDS=({words} ""); COMP_CWORD={at}; COMPREPLY=(); _shtab_editions; echo "${{COMPREPLY[@]}}"
"""
COMPLETED = {
    "editions build --style": "auto default large-print compact news",
    "editions build --pdf-variant": "default ua2 print",
    "editions build --engine": "auto espeak gtts",
    "editions check --output-format": "text json sarif github",
    "editions completion": "bash zsh fish",
}


def test_bash_completes_the_values_of_options(capsys: pytest.CaptureFixture[str]) -> None:
    """As bash itself calls the script."""
    bash = shutil.which("bash")
    assert bash
    script = run(capsys, "completion", "bash")[1]
    for words, values in COMPLETED.items():
        code = BASH.format(script=script, words=words, at=len(words.split()))
        ran = subprocess.run([bash, "--norc"], input=code, capture_output=True, text=True, check=False, env={**os.environ})
        assert ran.stdout.strip().startswith(values)


# ----------------------------------------------------------------------------------------------------------------- doctor


def item(kind: str, name: str, *, ready: bool = True, needed: bool = False) -> doctor.Item:
    return doctor.Item(kind=kind, name=name, ready=ready, needed=needed, hint="Install it.")


def test_doctor_fails_for_what_was_asked_for_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum says what is missing, what was asked for first; --quiet prints it if it fails."""
    items = [item("library", "av", ready=False, needed=True), item("validator", "Ace", ready=False), item("font", "Latin")]
    monkeypatch.setattr(doctor, "examine", lambda _: items)
    said = "Not ready to build pdf, epub and audio: library av missing. Also missing, but not asked for: validator Ace."
    code, shown, errors = run(capsys, "doctor")
    assert (code, shown.splitlines()[-1], errors) == (1, said, "")
    assert run(capsys, "doctor", "--quiet") == (1, "", f"{said}\n")
    items[0] = item("library", "av", needed=True)
    assert run(capsys, "doctor", "--quiet") == (0, "", "")


def needed_by(asked: doctor.Requirements) -> set[str]:
    return {made.name for made in doctor._libraries(asked) if made.needed}


def test_doctor_asks_for_the_libraries_of_a_format() -> None:
    epub, pdf = needed_by(doctor.Requirements(formats=("epub",))), needed_by(doctor.Requirements(formats=("pdf",)))
    assert {"ebooklib", "lxml"} <= epub
    assert not {"weasyprint", "Pango", "av", "gtts"} & epub
    assert {"weasyprint", "Pango", "lxml"} <= pdf
    sound = needed_by(doctor.Requirements(formats=("mp3",)))
    assert {"av", "espeakng-loader"} <= sound
    assert "gtts" not in sound
    assert "gtts" in needed_by(doctor.Requirements(formats=("mp3",), engine="gtts"))


def test_doctor_asks_for_a_voice_of_a_language() -> None:
    """A language that the engine does not speak is missing; those that nobody asked for are not needed."""
    asked = doctor.Requirements(formats=("audio",), languages=("tlh", "es"))
    voices = {made.name: made for made in doctor._engines(asked) if made.name.startswith("espeak in")}
    found = {lang: (made.needed, made.ready) for lang in ("es", "tlh") for name, made in voices.items() if f"({lang})" in name}
    assert found == {"es": (True, True), "tlh": (True, False)}
    assert not [name for name, made in voices.items() if made.needed and name.endswith("(fr)")]


@pytest.mark.parametrize(
    "asked", [doctor.Requirements(formats=("docx",)), doctor.Requirements(engine="hal"), doctor.Requirements(formats=())]
)
def test_doctor_refuses_what_does_not_exist(asked: doctor.Requirements) -> None:
    with pytest.raises(UsageError, match="Unknown"):
        asked.check()
