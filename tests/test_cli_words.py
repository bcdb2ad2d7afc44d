"""What the command line says: rules and voices when asked, names as a sentence lists them, and each reason once."""

from __future__ import annotations

import argparse
import json
import resource
from pathlib import Path

import pytest

from editions.cli import limits, main, terminal
from editions.cli.exits import CLEAN, CRASHED, FAILED, INACCESSIBLE, USAGE, worst
from editions.cli.guard import Failure, explain, is_memory
from editions.cli.limits import Limits, limits_for
from editions.findings import SourceError, UsageError
from editions.rules import EVERY

RULE = EVERY["picture.no-alternative"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


# ----------------------------------------------------------------------------------------------------------- exit codes


def test_of_several_exit_codes_the_worst_counts() -> None:
    ranked = [CLEAN, INACCESSIBLE, FAILED, USAGE, CRASHED]
    assert ranked == [0, 3, 1, 2, 70]
    assert worst([]) == CLEAN
    for place, code in enumerate(ranked):
        assert worst(ranked[: place + 1]) == worst(reversed(ranked[: place + 1])) == code


# --------------------------------------------------------------------------------------------------------------- explain


def test_explain_says_what_a_rule_asks_and_by_which_clauses(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(capsys, "explain", RULE.id, RULE.id)
    assert (code, errors) == (0, "")
    assert shown.splitlines() == [f"{RULE.id} ({RULE.severity}): {RULE.asks}", *(f"  {clause}" for clause in RULE.clauses)]


def test_explain_lists_all_rules_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "explain")
    assert code == 0
    assert [line.partition(" ")[0] for line in shown.splitlines()] == sorted(EVERY)


def test_explain_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "explain", RULE.id, "--json")
    (said,) = json.loads(shown)
    assert code == 0
    assert (said["id"], said["severity"], said["asks"]) == (RULE.id, RULE.severity, RULE.asks)
    assert said["clauses"] == list(RULE.clauses)


def test_a_rule_that_does_not_exist_is_answered_with_one_that_does(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(capsys, "explain", RULE.id, "picture.no-alternativ")
    assert (code, shown) == (2, "")
    assert "'picture.no-alternativ'" in errors
    assert RULE.id in errors
    assert "editions explain" in errors


# ---------------------------------------------------------------------------------------------------------------- voices


def test_voices_are_listed_by_language(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(capsys, "voices", "--engine", "espeak", "--lang", "es")
    assert (code, errors) == (0, "")
    langs = {line.partition(": ")[0] for line in shown.splitlines()}
    assert {"es"} < langs
    assert all(lang == "es" or lang.startswith("es-") for lang in langs)
    code, printed, _ = run(capsys, "voices", "--engine", "espeak", "--lang", "es", "--json")
    assert [f"{voice['lang']}: {voice['name']}" for voice in json.loads(printed)] == shown.splitlines()


def test_a_language_without_a_voice_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = run(capsys, "voices", "--engine", "espeak", "--lang", "tlh")
    assert (code, shown) == (1, "")
    assert "espeak" in errors
    assert "tlh" in errors
    code, shown, _ = run(capsys, "voices", "--engine", "espeak", "--lang", "tlh", "--json")
    assert (code, json.loads(shown)) == (1, [])


@pytest.mark.parametrize(("lang", "engine"), [("english language", "espeak"), ("en", "nonsense")])
def test_voices_of_nothing_is_a_wrong_call(capsys: pytest.CaptureFixture[str], lang: str, engine: str) -> None:
    code, shown, errors = run(capsys, "voices", "--engine", engine, "--lang", lang)
    assert (code, shown, len(errors.splitlines())) == (2, "", 1)
    assert repr(lang) in errors or engine in errors


# -------------------------------------------------------------------------------------------------------------- terminal


@pytest.mark.parametrize(
    ("names", "sentence"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_names_are_listed_as_a_sentence_does(names: tuple[str, ...], sentence: str) -> None:
    assert terminal.listed(names) == sentence


def test_what_is_told_is_one_line_and_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.tell("one\ntwo\x1b[31m")
    terminal.complain("three\nfour")
    shown = capsys.readouterr()
    assert [len(text.splitlines()) for text in (shown.out, shown.err)] == [1, 1]
    assert "\x1b" not in shown.out
    terminal.tell_json({"é": [1]})
    assert capsys.readouterr().out == '{\n  "é": [\n    1\n  ]\n}\n'


@pytest.mark.parametrize("verbose", [True, False])
def test_each_reason_is_said_once(capsys: pytest.CaptureFixture[str], *, verbose: bool) -> None:
    problems = [Failure("first", trace="where\nfrom"), Failure("second"), Failure("first")]
    assert terminal.complained(problems, verbose=verbose) == ["first", "second"]
    trace = ["where", "from"] if verbose else []
    assert capsys.readouterr().err.splitlines() == [*trace, "editions: first", "editions: second"]


# ----------------------------------------------------------------------------------------------------------------- guard


def test_an_error_of_the_call_has_the_code_of_one() -> None:
    assert explain(UsageError("so"), "a.xml") == Failure("so", USAGE)
    assert explain(SourceError("so"), "a.xml") == Failure("so", FAILED)


def test_an_error_names_its_file_where_there_is_one() -> None:
    missing, full = ModuleNotFoundError("x", name="av"), OSError(28, "full", "/tmp/a")
    for error in (MemoryError(), RecursionError(), missing, full, KeyError()):
        assert explain(error, "a.xml").line == f"a.xml: {explain(error).line}"


def test_what_is_missing_says_how_to_get_it() -> None:
    assert "'av'" in explain(ModuleNotFoundError("No module", name="av")).line
    assert "pip install editions" in explain(ModuleNotFoundError("No module", name="av")).line
    ours = explain(ModuleNotFoundError("No module", name="editions.none"))
    assert "cannot be loaded" in ours.line
    assert explain(OSError(28, "No space left", "/some/where")).line.startswith("/some/where: No space left.")
    assert explain(OSError(28, "No space left")).line.startswith("No space left.")


@pytest.mark.parametrize("error", [MemoryError(), OSError(12, "x"), RuntimeError("can't start new thread")])
def test_a_want_of_memory_is_known(error: BaseException) -> None:
    assert is_memory(error)
    assert "--memory-limit" in explain(error).line
    assert explain(error).code == FAILED


def test_an_unforeseen_error_has_a_reference_of_its_own() -> None:
    lines = {explain(error).line for error in (KeyError(1), KeyError(2), TypeError(), ZeroDivisionError())}
    assert len(lines) == 3
    assert explain(KeyError(1)).code == CRASHED
    assert "KeyError" in explain(KeyError(1)).trace
    assert not is_memory(KeyError("out of memory"))


# ---------------------------------------------------------------------------------------------------------------- limits


def call(time: int | None = None, memory: int = 0) -> argparse.Namespace:
    return argparse.Namespace(time_limit=time, memory_limit=memory)


def test_a_limit_that_is_asked_for_is_taken(tmp_path: Path) -> None:
    assert limits_for(call(5, 70), str(tmp_path / "a.xml")) == Limits(5, 70)
    assert limits_for(call(0, 0), str(tmp_path / "a.xml")) == Limits(0, 0)
    assert (Limits(5, 0).patience, Limits(0, 5).patience) == (5.0 * limits.PATIENCE, None)


def test_only_pictures_and_the_article_count(tmp_path: Path) -> None:
    """Wherever the pictures are below its folder, and however their names end."""

    def seconds() -> int:
        return limits_for(call(), str(tmp_path / "a.xml")).seconds

    least = seconds()
    (tmp_path / "film.mp4").write_bytes(bytes(3_000_000))
    assert seconds() == least == limits.SECONDS
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "A.PNG").write_bytes(bytes(1_000_000))
    assert seconds() == least + limits.SECONDS_PER_MEGABYTE
    (tmp_path / "a.xml").write_bytes(bytes(2_000_000))
    assert seconds() == least + 3 * limits.SECONDS_PER_MEGABYTE


@pytest.fixture
def ceiling() -> int:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    assert soft == resource.RLIM_INFINITY
    return hard


def test_the_tighter_of_two_limits_is_said(ceiling: int) -> None:
    """Ours, or that of whoever started us."""
    assert (Limits(0, 0).memory, Limits(0, 300).memory, Limits(0, 0).is_tight) == (0, 300, False)
    resource.setrlimit(resource.RLIMIT_AS, (20_000 * 2**20, ceiling))
    try:
        assert (Limits(0, 0).memory, Limits(0, 300).memory, Limits(0, 90_000).memory) == (20_000, 300, 20_000)
        assert Limits(0, 0).is_tight
        assert not Limits(0, 0).is_nearly_full
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, ceiling))
