"""``python -m mutation [PACKAGE…] [--every N]``: mutate packages of ours, and write the figures into ``docs/tests.md``."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tests.md"
BEGIN, END = "<!-- mutation: written by ./dev mutate -->", "<!-- mutation: end -->"

TESTS = {
    "article": "article cases elements grid language languages_found properties utterances",
    "building": "build certification claims config config_trust edition fail_closed new one_story python repeats report "
    "staging timings",
    "cli": "certification checking cli cli_words config edge mistakes new output",
    "narration": "audio_files captions cases espeak google recording silent speaking utterances",
}
"""The files of tests that concern a package: ``tests/test_NAME.py``."""

APART = ("src/editions/narration/speech/espeak_worker.py",)
"""Programs that run without the libraries of the tests, and so without mutmut's."""

COPIED = ("src", "tests", "styles", "content", "docs", "requirements", "dev", "README.md", "ARCHITECTURE.md", "SECURITY.md")
UNTESTED = (5, 33)
"""mutmut's codes where no test comes by the function; 0 where none failed. All others say that one failed or came to no end."""


def main() -> int:
    """Mutate the packages that are named; 0 whatever survives, since a figure is asked for."""
    parser = argparse.ArgumentParser(prog="./dev mutate")
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"of {', '.join(TESTS)}")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth mutant")
    call = parser.parse_args()
    for package in call.packages or TESTS:
        with tempfile.TemporaryDirectory(prefix="editions-mutants-") as folder:
            results = mutated(Path(folder), package, call.every)
        record(package, results, call.every)
    return 0


def mutated(folder: Path, package: str, every: int) -> dict[str, int]:
    """Return mutmut's code of each mutant of a package that was tried."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(f"{project}\n{settings(package)}", "utf-8")
    (folder / "mutants" / "src").mkdir(parents=True)  # else Python, which has looked for it before, takes it not to exist
    run(folder, "none*")  # makes the mutants and tries none
    names = sorted(codes(folder))
    try_by_all(folder, {name.rpartition("__mutmut_")[0] for name in names})
    run(folder, *(names[::every] if every > 1 else ()))
    return {name: code for name, code in codes(folder).items() if code is not None}


def settings(package: str) -> str:
    """Return what mutmut has to know."""
    tests = [f"tests/test_{name}.py" for name in TESTS[package].split()]
    copied = [name for name in COPIED if name not in ("src", "tests")]
    return "\n".join(
        f"{key} = {json.dumps(value)}"
        for key, value in {
            "source_paths": ["src"],
            "only_mutate": [f"src/editions/{package}/*"],
            "do_not_mutate": APART,
            "also_copy": copied,
            "process_isolation": "forkserver",  # else what a test left in a cache hides a change
            "pytest_add_cli_args": ["-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist"],
            "pytest_add_cli_args_test_selection": tests,
        }.items()
    ).join(("[tool.mutmut]\n", "\n"))


def run(folder: Path, *names: str) -> None:
    """Run mutmut in the copy; what is imported comes from there, also by programs that a test starts."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1), *names]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder / "mutants" / "src")}, check=False)


def try_by_all(folder: Path, functions: Collection[str]) -> None:
    """Let all tests try a function that none seems to call: mutmut does not see the calls of a process that a test starts."""
    file = folder / "mutants" / "mutmut-stats.json"
    stats = json.loads(file.read_text("utf-8"))
    known, tests = stats["tests_by_mangled_function_name"], [*stats["duration_by_test"]]
    known |= {name: tests for name in functions if not known.get(name)}
    file.write_text(json.dumps(stats), "utf-8")


def codes(folder: Path) -> dict[str, int | None]:
    """Return the code of each mutant, None where it was not tried."""
    found: dict[str, int | None] = {}
    for file in sorted(folder.glob("mutants/src/**/*.meta")):
        found |= json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return found


def is_noticed(code: int) -> bool:
    """Whether a test failed, or was ended by a limit of time or by a signal."""
    return code not in (0, *UNTESTED)


def record(package: str, results: dict[str, int], every: int) -> None:
    """Print the survivors, and write the package's row of the page."""
    print(*(name for name, code in results.items() if not is_noticed(code)), sep="\n")
    text = PAGE.read_text("utf-8")
    head, rest = text.split(BEGIN)
    table, tail = rest.split(END)
    rows = [line for line in table.strip().splitlines() if not line.startswith(f"| {package} |")]
    lines = [*rows[:2], *sorted([*rows[2:], row(package, results.values(), every)])]
    PAGE.write_text("\n".join([head + BEGIN, *lines, END + tail]), "utf-8")


def row(package: str, found: Iterable[int], every: int) -> str:
    """Return a package's row: how many mutants, and how many of them the tests notice."""
    counted = Counter(found)
    tried, noticed = counted.total(), sum(number for code, number in counted.items() if is_noticed(code))
    untested = sum(counted[code] for code in UNTESTED)
    share = f"{100 * noticed / tried:.0f} %" if tried else "–"
    sample = "all" if every == 1 else f"1 in {every}, evenly over the files"
    return f"| {package} | {sample} | {tried} | {noticed} | {tried - noticed - untested} | {untested} | {share} |"


if __name__ == "__main__":
    sys.exit(main())
