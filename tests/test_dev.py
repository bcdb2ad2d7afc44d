"""The development script and what it pins."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from editions.cli.doctor import SCRIPTS, _fonts

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
LOCKS = ("runtime", "test")


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", ROOT / "dev", *arguments], capture_output=True, text=True, check=False)


def locked(name: str) -> dict[str, list[str]]:
    """Requirement -> its hashes, as a lock file has them."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    lines = [line.split(" --hash=") for line in text.splitlines() if line and not line.startswith("#")]
    return {requirement.strip(): [hash_.strip() for hash_ in hashes] for requirement, *hashes in lines}


def test_help_names_every_command() -> None:
    shown = dev("help")
    assert shown.returncode == 0
    assert re.findall(r"^  (\w+) ", shown.stdout, re.M) == [
        "demo",
        "test",
        "check",
        "bench",
        "bench",
        "bench",
        "corpus",
        "edits",
        "languages",
        "fuzz",
        "security",
        "kills",
        "strangers",
        "readers",
        "gallery",
        "mutate",
        "wheel",
        "lock",
        "setup",
    ]


def test_an_unknown_command_is_an_error() -> None:
    assert dev("nonsense").returncode == 2


def test_the_set_up_and_the_doctor_look_for_the_same_letters() -> None:
    """A set-up that another font satisfies leaves a script without letters, and the doctor would not say so."""
    text = (ROOT / "dev").read_text("utf-8")
    probed = {frozenset(codes.split()) for codes in re.findall(r"has_letters ((?:[0-9a-f]+ ?)+)", text)}
    wanted = {frozenset(f"{ord(letter):x}" for letter in script.letters) for script in SCRIPTS.values() if script.package}
    assert probed == wanted
    assert all(script.package in text for script in SCRIPTS.values())


def test_the_doctor_finds_a_font_of_every_script() -> None:
    assert [item.name for item in _fonts() if not item.ready] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_to_a_version_and_to_hashes(name: str) -> None:
    requirements = locked(name)
    assert len(requirements) > 20
    assert [line for line in requirements if not re.match(r"[a-z\d-]+==\S+( ; .+)?$", line)] == []
    assert [line for line, hashes in requirements.items() if not hashes] == []


def test_both_locks_agree() -> None:
    runtime, test = ({requirement.split(" ;")[0] for requirement in locked(name)} for name in LOCKS)
    assert runtime <= test


def test_the_locks_follow_pyproject() -> None:
    """After a change of the dependencies: ./dev lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    versions = dict(requirement.split(" ;")[0].split("==") for requirement in locked("test"))
    wanted = map(Requirement, project["project"]["dependencies"] + project["dependency-groups"]["test"])
    assert [str(want) for want in wanted if versions.get(canonicalize_name(want.name), "") not in want.specifier] == []


@pytest.mark.parametrize("file", [*(f"requirements/{name}.txt" for name in LOCKS), "tests/tools/package-lock.json"])
def test_no_lock_says_where_to_download_from(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert re.findall(r"--(?:extra-)?index-url|--find-links|--trusted-host|\"resolved\"", text) == []


def test_every_npm_package_is_pinned_to_a_hash() -> None:
    packages = json.loads((ROOT / "tests/tools/package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and not package["integrity"].startswith("sha512-")] == []


SKIPPED = {
    "test_inside": "import pytest\ndef test(): pytest.skip('no tool')",
    "test_import": "import pytest\npytest.importorskip('no_tool')\ndef test(): pass",
    "test_mark": "import pytest\n@pytest.mark.skipif(True, reason='no tool')\ndef test(): pass",
}
"""Three ways to skip a test, by the names of their files."""


def test_a_skipped_test_fails_and_an_expected_failure_does_not(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((ROOT / "tests/conftest.py").read_text("utf-8"))
    pytester.makepyfile(**SKIPPED, test_expected="import pytest\n@pytest.mark.xfail(strict=True)\ndef test(): assert False")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--continue-on-collection-errors")
    result.assert_outcomes(failed=1, errors=2, xfailed=1)
    assert result.stdout.str().count("no test may be skipped: ./dev test sets up what is missing") >= len(SKIPPED)
