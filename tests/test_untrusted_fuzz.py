"""A short fuzz run: the same cases each time, some that Hypothesis chooses and shrinks, and all that is kept of earlier ones.

``./dev fuzz`` runs 20,000.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import nullcontext
from pathlib import Path
from random import Random

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings, strategies

from editions.safety.file_names import MAX_SHOWN_CHARS, short_line
from editions.safety.sanitizer.css import cleaned, declarations
from fuzz import keeping
from fuzz.case import Case
from fuzz.cases import cases, strategy
from fuzz.figures import Figures, table
from fuzz.keeping import job, keep, kept
from fuzz.outputs import check_book, check_page, check_print
from fuzz.reducing import reduced
from fuzz.running import File, Outcome, outcome, outcomes, run
from fuzz.target import Broken, Overtime, Target
from fuzz.targets import TARGETS
from fuzz.watch import limited, watched

LIGHT = ("articles", "tex", "pictures", "configurations", "catalogs", "pdfs", "epubs", "captions", "sounds")
"""Targets whose cases take a few hundredths of a second."""

HEAVY = tuple(name for name in TARGETS if name not in LIGHT)
BUILT = ("pdfs", "epubs")
"""Targets whose seeds are editions that have to be built first."""

EACH = [pytest.param(target, id=name, marks=[pytest.mark.slow] * (name in BUILT)) for name, target in TARGETS.items()]


def failures(made: list[tuple[Case, Outcome]]) -> list[str]:
    return [f"{case}\n{result.trace}" for case, result in made if result.cause]


@pytest.mark.slow
@pytest.mark.parametrize("name", LIGHT)
def test_hostile_inputs_give_findings_or_clean_errors(name: str) -> None:
    made = [(case, outcome(case)) for case in cases(24, [TARGETS[name]])]
    assert failures(made) == []
    assert any(result.accepted for _, result in made)


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_hostile_inputs_can_be_built(name: str) -> None:
    made = [(case, outcome(case)) for case in cases(5, [TARGETS[name]])]
    assert failures(made) == []


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(case=strategies.one_of(*(strategy(name) for name in ("articles", "pictures", "configurations"))))
def test_chosen_inputs_give_findings_or_clean_errors(case: Case) -> None:
    run(case.of, case.content(), case.suffix)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=f"{path.parent.name}/{path.name}", marks=[pytest.mark.slow] * (path.parent.name in HEAVY))
        for path in kept()
    ],
)
def test_what_failed_once_does_not_fail_again(path: Path) -> None:
    assert path.stat().st_size <= keeping.LARGEST
    assert outcome(job(path)).trace == ""


@pytest.mark.parametrize(
    "words",
    ["a\nb", "a\r\n\tb", "a\0b", "a\ud800b", "a\ufffeb", "a" + "b" * 100_000, "a\n" * 5000, ValueError("a\nb")],
    ids=range(8),
)
def test_what_a_library_says_is_quoted_in_one_short_line(words: object) -> None:
    line = short_line(words)
    assert line.startswith("a")
    assert "\n" not in line
    assert len(line.encode()) < 4 * MAX_SHOWN_CHARS


@pytest.mark.parametrize("escape", ["\\d800", "\\dfff ", "\\fffe", "\\b "])
def test_an_escape_that_is_no_character_leaves_css_that_can_be_written(escape: str) -> None:
    content, removed = cleaned(f"@import 'x'; p {{ quotes: '{escape}' }}".encode())
    assert removed
    assert "\ufffd" in content.decode()
    assert "\ufffd" in declarations(f"quotes: '{escape}'; background: url(http://bait.invalid/)")


# ------------------------------------------------------------------------------------------------------------ the run itself


def test_a_case_can_be_written_down() -> None:
    for case in cases(40, [target for name, target in TARGETS.items() if name not in BUILT]):
        assert Case.parsed(str(case)) == case


@pytest.mark.parametrize("target", EACH)
def test_a_mutation_is_the_same_each_time(target: Target) -> None:
    assert set(target.gentle) <= set(target.mutations)
    seed = next(iter(target.seeds().values()))
    for mutation in target.mutations.values():
        assert mutation(seed, Random(5)) == mutation(seed, Random(5))


@pytest.mark.parametrize("target", EACH)
def test_no_mutation_fails_itself(target: Target) -> None:
    for case in cases(20, [target], seed=1):
        assert isinstance(case.content(), bytes)


def fragile(file: Path) -> bool:
    """A target that fails in each way that there is, by the first byte of its file."""
    data = file.read_bytes()
    if b"!" in data:
        raise ValueError("an exclamation mark")
    if b"?" in data:
        import os

        os.abort()
    with watched(file.parents[1], 0.05):
        while b"~" in data:
            pass
    return b"." not in data


@pytest.fixture
def fragile_target(monkeypatch: pytest.MonkeyPatch) -> Target:
    marks = {name: lambda data, _, mark=mark: data + mark for name, mark in (("bang", b"!"), ("abort", b"?"), ("loop", b"~"))}
    harmless = {"stop": lambda data, _: data + b".", "word": lambda data, _: data + b"word "}
    seeds = {"a.txt": b"some words"}
    made = Target(name="fragile", says="", seeds=lambda: seeds, mutations=marks | harmless, run=fragile, weight=1, seconds=1)
    monkeypatch.setitem(TARGETS, "fragile", made)
    return made


def test_a_run_goes_on_after_whatever_a_case_does(fragile_target: Target) -> None:
    steps = ("word", "stop", "bang", "abort", "loop", "word")
    made = dict(outcomes([Case(fragile_target.name, "a.txt", ((step, at),)) for at, step in enumerate(steps)], processes=2))
    found = {case.steps[0]: result for case, result in made.items()}
    assert [found[step, at].cause for at, step in enumerate(steps)] == [
        "",
        "",
        "ValueError",
        "the process ended: SIGABRT",
        "it took more than 0.05 seconds",
        "",
    ]
    assert [found[step, at].accepted for at, step in enumerate(steps)] == [True, False, False, False, False, True]


@pytest.mark.parametrize(("step", "least"), [("bang", b"!"), ("abort", b"?")])
def test_what_fails_is_made_small_and_kept(
    fragile_target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, least: bytes
) -> None:
    case = Case(fragile_target.name, "a.txt", (("word", 1), (step, 2), ("stop", 3)))
    [(_, failed)] = outcomes([case])
    small, file = reduced(case, failed)
    assert small.steps == ((step, 2),)
    assert file == File("fragile", ".txt", least)
    monkeypatch.setattr(keeping, "KEPT", tmp_path)
    path = keep(small, file, failed)
    assert (path.parent, path.read_bytes(), job(path)) == (tmp_path / "fragile", least, file)


def test_a_large_failure_is_kept_as_its_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEPT", tmp_path)
    case = Case("tex", "sum.tex", (("grow", 1),))
    path = keep(case, File("tex", ".tex", b"x" * 9000), Outcome(cause="It failed: so"))
    assert path.name.startswith("it-failed-so-")
    assert job(path) == case


def test_the_figures_have_a_line_for_each_target() -> None:
    figures = Figures()
    for result in (Outcome(accepted=True, seconds=2.0), Outcome(seconds=1.0), Outcome(cause="x")):
        figures.add(result)
    assert (figures.cases, figures.accepted, figures.refused, figures.failed, figures.slowest) == (3, 1, 1, 1, 2.0)
    assert table({"tex": figures}).splitlines()[1].split() == ["tex", "3", "1", "1", "1", "2.0", "3"]


# ---------------------------------------------------------------------------------------------------------------- what is seen


@pytest.mark.parametrize(
    "inner",
    [
        "<script/>",
        '<p onclick="x"/>',
        '<a href="javascript:x"/>',
        '<a href=" java\tscript:x"/>',
        '<a href="data:text/html,x"/>',
        '<img src="../x.png"/>',
        '<img src="http://x/"/>',
        '<p style="background:url(x)"/>',
        "<style>@import 'x'</style>",
        '<svg xmlns="http://www.w3.org/2000/svg"><animate/></svg>',
        '<p id="a"/><p id="a"/>',
        "<p>BAIT-that-no-edition-may-hold</p>",
    ],
)
def test_what_may_not_be_in_a_page_is_seen(inner: str) -> None:
    with pytest.raises(Broken):
        check_page(f'<html xmlns="http://www.w3.org/1999/xhtml">{inner}</html>'.encode())


@pytest.mark.parametrize(
    ("inner", "reaches"),
    [
        ("<use href='http://bait.invalid/#x'/>", True),
        ("<style>p{fill:url(http://bait.invalid/)}</style>", True),
        ("<rect fill='url(//bait.invalid/)'/>", True),
        ("<text>http://bait.invalid/</text>", False),
    ],
)
def test_a_picture_in_a_book_that_reaches_out_is_seen(inner: str, reaches: bool) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        book.writestr("EPUB/x.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>')
    with pytest.raises(Broken) if reaches else nullcontext():
        check_book(target.getvalue())


@pytest.mark.slow
@pytest.mark.parametrize(
    "put",
    [
        "<</A<</S/URI/URI(javascript:alert)>>>>",
        "<</A<</S/Launch/F(x)>>>>",
        "<</A<</S/JavaScript/JS(x)>>>>",
        "<</AA<<>>>>",
        "<</Type/Action/S/SubmitForm>>",
    ],
)
def test_what_may_not_be_in_a_print_is_seen(put: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    with pikepdf.open(io.BytesIO(TARGETS["pdfs"].seeds()["little.pdf"])) as pdf:
        pdf.Root.Odd = pdf.make_indirect(pikepdf.Object.parse(put.encode()))
        pdf.save(file)
    with pytest.raises(Broken):
        check_print(file)


def test_what_a_case_may_not_do_is_seen(tmp_path: Path) -> None:
    (tmp_path / "bait.txt").write_text("x")
    with pytest.raises(Broken, match="read"), watched(tmp_path, 9):
        (tmp_path / "bait.txt").read_text()
    with pytest.raises(Broken, match="read"), watched(tmp_path, 9):
        Path("/etc/passwd").read_text("utf-8")
    with pytest.raises(Broken, match="wrote"), watched(tmp_path, 9):
        (tmp_path / "x").write_text("x")
    with pytest.raises(Overtime), limited(0.05):
        all(value == 0 for value in iter(int, 1))  # for ever
