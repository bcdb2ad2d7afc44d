"""The command line's edge: whatever happens inside becomes one line and an exit code, and stays within its limits."""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import articles
from articles import files
from editions import jats
from editions.article.model import Article
from editions.building import article as building
from editions.building import reporting
from editions.building.staging import Stage
from editions.checks import validators
from editions.cli import confined, limits, main
from editions.cli.limits import Limits, limits_for
from editions.report import Report
from editions.safety.file_names import article_name

Act = Callable[[], object]
REFERENCE = re.compile(r"E-[0-9a-f]{6} \(\w+ in [\w/. ]+(:\d+)?\)")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, list[str]]:
    """Return the exit code, what was printed, and the lines of errors."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err.splitlines()


def acting(monkeypatch: pytest.MonkeyPatch, name: str, act: Act) -> None:
    """Have the reading of one article do something else first."""
    original = jats.read

    def read(path: str | Path, data: bytes | None = None) -> Article:
        if Path(path).name == name:
            act()
        return original(path, data)

    monkeypatch.setattr(jats, "read", read)


def raising(error: BaseException) -> Act:
    def act() -> None:
        raise error

    return act


def epubs(folder: Path) -> list[str]:
    return [Path(name).name for name in files(folder) if name.endswith(".epub")]


EPUB = ("--formats", "epub", "--no-narration")

# ------------------------------------------------------------------------------------------------ what nobody foresaw


@pytest.mark.parametrize(
    "error",
    [
        *(TypeError("x"), BaseException("odd")),
        *(pytest.param(error, marks=pytest.mark.slow) for error in (KeyError("y"), AssertionError(), ZeroDivisionError())),
    ],
)
def test_an_unforeseen_error_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """It has a reference, which is the same each time; the other article is built."""
    bad, good = articles.write(tmp_path, "bad.xml"), articles.write(tmp_path, "good.xml")
    acting(monkeypatch, "bad.xml", raising(error))
    call = ("build", bad, good, "-o", tmp_path / "out", *EPUB, "--quiet")
    code, _, errors = run(capsys, *call)
    assert (code, len(errors)) == (70, 1)
    assert errors[0].startswith(f"editions: {bad}: internal error E-")
    assert REFERENCE.search(errors[0])
    assert "Please report it" in errors[0]
    assert epubs(tmp_path / "out") == ["good.en.epub"]
    assert run(capsys, *call)[2] == errors


def test_verbose_shows_where_it_came_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = articles.write(tmp_path)
    acting(monkeypatch, source.name, raising(TypeError("that was odd")))
    for command, *more in (("build", "-o", str(tmp_path / "out")), ("check",), ("describe",)):
        code, _, errors = run(capsys, command, source, *more, "--verbose")
        assert code == 70
        assert "Traceback (most recent call last):" in errors
        assert "TypeError: that was odd" in errors


def test_an_unforeseen_error_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "_fork", raising(ValueError("no")))
    code, _, errors = run(capsys, "check", articles.write(tmp_path))
    assert (code, len(errors)) == (70, 1)
    assert "(ValueError in cli/confined.py:" in errors[0]


FORESEEN: dict[str, tuple[BaseException, str]] = {
    "deep": (RecursionError(), "is nested too deeply"),
    "memory": (MemoryError(), "memory"),
    "library": (ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"), "pip install editions"),
    "broken library": (ImportError("libfoo.so: wrong ELF class"), "libfoo.so: wrong ELF class"),
    "no pango": (OSError("cannot load library 'libpango-1.0-0'"), "editions doctor"),
    "memory in a library": (ImportError("libfoo.so: failed to map segment from shared object"), "memory"),
    "no thread": (RuntimeError("can't start new thread"), "memory"),
    **{
        errno.errorcode[number]: (OSError(number, os.strerror(number), "/some/where"), os.strerror(number))
        for number in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EMFILE, errno.EACCES)
    },
}


@pytest.mark.parametrize("case", FORESEEN)
def test_what_a_machine_lacks_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    error, said = FORESEEN[case]
    source = articles.write(tmp_path)
    acting(monkeypatch, source.name, raising(error))
    code, _, errors = run(capsys, "build", source, "-o", tmp_path / "out", *EPUB)
    assert (code, len(errors)) == (1, 1)
    assert errors[0].startswith(f"editions: {source}: ")
    assert said in errors[0]
    assert not (tmp_path / "out").exists()


DEATHS: dict[str, tuple[Act, int, str]] = {
    "SIGSEGV": (lambda: os.kill(os.getpid(), signal.SIGSEGV), 70, "(SIGSEGV in a library)"),
    "SIGABRT": (lambda: os.kill(os.getpid(), signal.SIGABRT), 70, "(SIGABRT in a library)"),
    "SIGKILL": (lambda: os.kill(os.getpid(), signal.SIGKILL), 1, "killed"),
    "exit": (lambda: os._exit(3), 70, "internal error"),
}


@pytest.mark.parametrize("case", DEATHS)
def test_a_process_that_dies_takes_nothing_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """What it had begun is removed, and the other article is built."""
    act, expected, said = DEATHS[case]
    bad, good = articles.write(tmp_path, "bad.xml"), articles.write(tmp_path, "good.xml")

    def write(place: Stage, report: Report) -> Report:
        if place.target.name == "bad":
            act()
        return reporting.write(place, report)

    monkeypatch.setattr(building, "write", write)
    code, _, errors = run(capsys, "build", bad, good, "-o", tmp_path / "out", *EPUB, "--quiet")
    assert (code, len(errors)) == (expected, 1)
    assert said in errors[0]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["good"]
    assert run(capsys, "build", bad, "-o", tmp_path / "other", *EPUB)[0] == expected
    assert not (tmp_path / "other").exists()


PATHS = {
    "article": ("build", "a\0.xml", "-o", "out"),
    "output": ("build", "a.xml", "-o", "o\0ut"),
    "css": ("build", "a.xml", "-o", "out", "--css", "a\0.css"),
    "config": ("build", "a.xml", "-o", "out", "--config=a\0.toml"),
    "catalog": ("build", "a.xml", "-o", "out", "--catalog", "\0"),
    "check": ("check", "a\0"),
    "dtd": ("check", "a.xml", "--dtd", "a\0.dtd"),
    "describe": ("describe", "a.xml", "--html", "\0.html"),
    "apply": ("apply", "a.xml", "b\0.toml", "-o", "c.xml"),
    "doctor": ("doctor", "--clean", "\0"),
}


@pytest.mark.parametrize("case", PATHS)
def test_no_path_holds_a_nul(capsys: pytest.CaptureFixture[str], case: str) -> None:
    code, shown, errors = run(capsys, *PATHS[case])
    assert (code, shown, len(errors)) == (2, "", 1)
    assert "NUL" in errors[0]


# ------------------------------------------------------------------------------------------------------------- limits


def spin() -> None:
    while True:
        pass


COMMANDS = {
    "build": ("build", "small.xml", "-o", "out", *EPUB),
    "check": ("check", "small.xml"),
    "describe": ("describe", "small.xml", "-o", "small.toml"),
    "apply": ("apply", "small.xml", "given.toml", "-o", "better.xml"),
}


@pytest.mark.parametrize(
    "command", [pytest.param(name, marks=() if name == "build" else pytest.mark.slow) for name in COMMANDS]
)
def test_an_article_that_takes_too_long_is_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    articles.write(tmp_path)
    (tmp_path / "given.toml").write_text("")
    acting(monkeypatch, "small.xml", spin)
    before = files(tmp_path)
    code, shown, errors = run(capsys, *COMMANDS[command], "--time-limit", "1")
    assert (code, shown) == (1, "")
    assert errors == [
        "editions: small.xml: stopped after 1 s of processor time. Raise the limit with --time-limit, or simplify the file."
    ]
    assert files(tmp_path) == before


def test_the_others_of_a_call_are_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [articles.write(tmp_path, f"{name}.xml") for name in ("one", "two", "three")]
    acting(monkeypatch, "two.xml", spin)
    code, _, errors = run(capsys, "build", *sources, "-o", tmp_path / "out", *EPUB, "--quiet", "--time-limit", "2")
    assert (code, len(errors)) == (1, 1)
    assert epubs(tmp_path / "out") == ["one.en.epub", "three.en.epub"]


def test_what_waits_for_ever_is_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No processor time passes, so the clock decides."""
    monkeypatch.setattr(limits, "PATIENCE", 1)
    acting(monkeypatch, "small.xml", lambda: time.sleep(300))
    code, _, errors = run(capsys, "check", articles.write(tmp_path), "--time-limit", "2")
    assert (code, len(errors)) == (1, 1)
    assert "stopped after 2 s without an end" in errors[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_article_that_takes_too_much_memory_is_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    articles.write(tmp_path)
    (tmp_path / "given.toml").write_text("")
    acting(monkeypatch, "small.xml", lambda: bytes(2**31))
    before = files(tmp_path)
    code, shown, errors = run(capsys, *COMMANDS[command], "--memory-limit", "1500")
    assert (code, shown, len(errors)) == (1, "", 1)
    assert "stopped: it needs more than 1500 MB of memory" in errors[0]
    assert files(tmp_path) == before


@pytest.mark.parametrize("option", ["--time-limit", "--memory-limit"])
@pytest.mark.parametrize("value", ["-1", "soon", "1.5", "٣", "9" * 5000])
def test_a_limit_is_a_number(capsys: pytest.CaptureFixture[str], option: str, value: str) -> None:
    code, shown, errors = run(capsys, "check", "a.xml", f"{option}={value}")
    assert (code, shown, len(errors)) == (2, "", 1)
    assert "is not a number" in errors[0]


def test_limits_of_zero_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "check", articles.write(tmp_path), "--time-limit", "0", "--memory-limit", "0")
    assert (code, shown) == (0, "1 article checked, no findings.\n")
    assert Limits(0, 0).patience is None


def test_more_is_allowed_for_more(tmp_path: Path) -> None:
    """By the size of the article and the pictures beside it, and not without end."""
    source = articles.write(tmp_path)

    def seconds() -> int:
        return limits_for(argparse.Namespace(time_limit=None, memory_limit=0), str(source)).seconds

    assert seconds() == 300
    with (tmp_path / "large.png").open("wb") as picture:
        picture.truncate(10_000_000)
    assert seconds() == 1500
    with (tmp_path / "huge.tif").open("wb") as picture:
        picture.truncate(10**12)
    assert seconds() == 7200


def test_a_validator_has_limits_of_its_own() -> None:
    """Java and Chromium take what they take; their time is watched where they are run."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    code = "import resource, time; time.sleep(0.5); print(*resource.getrlimit(resource.RLIMIT_DATA))"
    resource.setrlimit(resource.RLIMIT_DATA, (3 * 2**30, before[1]))
    try:
        ran = validators._run("any", [sys.executable, "-c", code], 60)
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
    assert ran.stdout.split() == [str(before[1]), str(before[1])]


# ------------------------------------------------------------------------------------------------------------ signals

HOW = {signal.SIGINT: "interrupted", signal.SIGTERM: "stopped by SIGTERM", signal.SIGHUP: "stopped by SIGHUP"}


@pytest.fixture
def heeded() -> Iterator[None]:
    """Let signals end a program, as they do in a shell, also where whoever runs the tests has them ignored."""
    before = {number: signal.getsignal(number) for number in HOW}
    for number in HOW:
        signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("number", HOW)
def test_a_signal_ends_it_and_what_is_so_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    sources = [articles.write(tmp_path, f"{name}.xml") for name in ("one", "two", "three", "four")]

    def stop() -> None:
        os.kill(os.getppid(), number)
        time.sleep(60)

    acting(monkeypatch, "three.xml", stop)
    code, _, errors = run(capsys, "build", *sources, "-o", tmp_path / "out", *EPUB)
    assert code == 128 + number
    assert errors == [f"editions: {HOW[number]}: nothing of three and four was changed; one and two were built."]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one", "two"]
    assert signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler)


def test_a_build_that_takes_its_place_is_not_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From then on it is built, and that is said."""
    original = Stage.publish

    def publish(stage: Stage) -> tuple[Path, ...]:
        os.kill(os.getppid(), signal.SIGTERM)
        time.sleep(0.2)
        return original(stage)

    monkeypatch.setattr(Stage, "publish", publish)
    code, _, errors = run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", *EPUB)
    assert (code, errors) == (143, ["editions: stopped by SIGTERM: small was built."])
    assert epubs(tmp_path / "out") == ["small.en.epub"]


def test_a_signal_that_is_to_be_ignored_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``nohup`` asks."""

    def hang_up() -> None:
        for process in (os.getppid(), os.getpid()):
            os.kill(process, signal.SIGHUP)

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        acting(monkeypatch, "small.xml", hang_up)
        assert run(capsys, "check", articles.write(tmp_path))[0] == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_temporary_files_are_made_in_the_stage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of libraries too; they go with it. A caller's own process keeps its folder."""
    told, before = tmp_path / "told", tempfile.gettempdir()

    def write(place: Stage, report: Report) -> Report:
        told.write_text(tempfile.gettempdir())
        return reporting.write(place, report)

    monkeypatch.setattr(building, "write", write)
    assert run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", *EPUB, "--quiet")[0] == 0
    assert Path(told.read_text()).parent.parent == tmp_path / "out"
    assert not Path(told.read_text()).exists()
    assert tempfile.gettempdir() == before


# -------------------------------------------------------------------------------------------- devices, memory, streams

EDITIONS = f"{sys.executable} -c 'import sys; from editions.cli import main; sys.exit(main())'"


def shell(command: str, **environment: str) -> tuple[int, list[str]]:
    """Run a command line of a shell, ``editions`` in it; return the exit code and the lines of errors."""
    call = ["bash", "-c", f"set -o pipefail; {command.replace('editions', EDITIONS)}"]
    ran = subprocess.run(call, capture_output=True, text=True, check=False, env={**os.environ, **environment}, timeout=200)
    return ran.returncode, ran.stderr.splitlines()


STREAMS = {
    "editions --version > /dev/full": (1, "Standard output cannot be written: No space left on device."),
    "editions check --help > /dev/full": (1, "Standard output cannot be written: No space left on device."),
    "editions check small.xml > /dev/full": (1, "Standard output cannot be written: No space left on device."),
    "editions describe small.xml > /dev/full": (1, "Standard output cannot be written: No space left on device."),
    "editions check small.xml >&-": (1, "Standard output cannot be written: it is closed."),
    "editions check none.xml 2>/dev/full": (1, ""),
    "editions check none.xml >&- 2>&- <&-": (1, ""),
    "editions describe small.xml -o /dev/full": (1, "/dev/full: cannot be written: No space left on device."),
    "PYTHONIOENCODING=ascii editions check small.xml": (0, ""),
}
LIKE = ("editions check --help > /dev/full", "editions describe small.xml > /dev/full")
"""Calls that end as the one before them."""


@pytest.mark.parametrize(
    "buffered", [pytest.param("", id="buffered"), pytest.param("1", id="unbuffered", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("command", [pytest.param(call, marks=[pytest.mark.slow] * (call in LIKE)) for call in STREAMS])
def test_streams_that_take_nothing(tmp_path: Path, command: str, buffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    articles.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    expected, said = STREAMS[command]
    code, errors = shell(command, PYTHONUNBUFFERED=buffered)
    assert (code, len(errors)) == (expected, bool(said))
    assert said in "".join(errors)
    assert Path("/dev/full").is_char_device()


def test_a_reader_who_has_seen_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert shell("editions describe small.xml | true")[1] == []


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [40_000, 150_000, 300_000, 450_000, 600_000])
def test_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kilobytes: int) -> None:
    """One honest line, or it is built after all; nothing is left behind.

    Where Pango's thread that loads fonts gets no memory, it tries again without end: the limit of time ends that.
    """
    articles.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    call = "editions build small.xml -o out --formats pdf,epub,audio --quiet --time-limit 15"
    code, errors = shell(f"ulimit -v {kilobytes}; {call}")
    assert (code, len(errors)) in ((1, 1), (0, 0))
    assert all("memory" in line or "15 s of processor time" in line for line in errors)
    assert sorted(path.name for path in tmp_path.rglob("*") if ".editions" in path.name) == []
    assert (tmp_path / "out").exists() == (code == 0)


# -------------------------------------------------------------------------------------------------------------- dates

NO_DATES = ["253402300800", "99999999999999999", "9" * 5000, "-1", "1e9", " 5", "5 ", "5.0", "٣", "0x10", "1\n2", "yesterday"]


@pytest.mark.parametrize("said", NO_DATES, ids=range(len(NO_DATES)))
def test_no_date(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    code, shown, errors = run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", "--formats", "pdf")
    assert (code, shown, len(errors)) == (2, "", 1)
    assert errors[0].startswith("editions: SOURCE_DATE_EPOCH is ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("said", ["0", "0001", "4354819200", "253402300799"])
def test_the_first_and_the_last_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    assert run(capsys, "build", articles.write(tmp_path), "-o", tmp_path / "out", *EPUB)[0] == 0


# -------------------------------------------------------------------------------------------------------------- names

NAMES = {
    "latin-1": b"caf\xe9.xml",
    "folder": b"d\xff\xfe/article.xml",
    "half": b"\xe2\x82.xml",
    "surrogate": b"\xed\xa0\x80.xml",
    "line end": b"a\nb.xml",
    "escape": b"a\x1b[31mb\x07.xml",
    "control": b"a\x01\x7f.xml",
}


def named(folder: Path, name: bytes, *, title: bool) -> Path:
    """Write an article of a name that is not text, with a picture, and a title or none."""
    source = articles.silent_picture((folder / os.fsdecode(name)).parent).rename(folder / os.fsdecode(name))
    if not title:
        source.write_text(source.read_text("utf-8").replace(articles.TITLE, "</title-group></article-meta></front>"), "utf-8")
    return source


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("title", [pytest.param(True, id="titled", marks=pytest.mark.slow), pytest.param(False, id="untitled")])
def test_names_that_are_not_text(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, title: bool) -> None:
    """The files keep their name's bytes; reports and the terminal show what can be shown, a line a line."""
    source = named(tmp_path, NAMES[name], title=title)
    out = tmp_path / os.fsdecode(b"out\xff")
    code, shown, errors = run(capsys, "build", source, "-o", out, *EPUB)
    assert (code, errors) == (3, [])
    assert all(line.isprintable() for line in shown.splitlines())
    made = out / article_name(source)
    report = json.loads((made / "report.json").read_text("utf-8"))
    assert (made / "report.html").read_text("utf-8")
    assert "\udce9" not in report["source"]["file"]
    assert (made / "en" / f"{article_name(source)}.en.epub").is_file()
    code, shown, _ = run(capsys, "check", source, "--json")
    assert code == 3
    assert {finding["rule"] for finding in json.loads(shown)["findings"]} >= {"picture.no-alternative"}
    assert run(capsys, "describe", source, "-o", tmp_path / os.fsdecode(b"c\xe9.toml"), "--html", tmp_path / "c.html")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["latin-1", "folder", "escape"])
def test_every_format_of_a_name_that_is_not_text(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    source = named(tmp_path, NAMES[name], title=False)
    code, _, errors = run(capsys, "build", source, "-o", tmp_path / "out", "--formats", "pdf,epub,audio,mp3")
    assert (code, errors) == (3, [])
    kinds = sorted(Path(file).suffix for file in files(tmp_path / "out") if "/en/" in file)
    assert kinds == [".epub", ".html", ".m4b", ".mp3", ".pdf", ".srt", ".txt", ".vtt"]


@pytest.mark.slow
def test_the_editions_of_a_name_that_is_not_text_are_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = named(tmp_path, NAMES["latin-1"], title=False)
    run(capsys, "build", source, "-o", tmp_path / "out", "--formats", "pdf,epub")
    editions = [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".pdf", ".epub")]
    code, shown, errors = run(capsys, "check", *editions)
    assert (code, errors) == (3, [])
    assert "1 PDF" in shown
    assert "did not run" not in shown


def test_names_that_only_bytes_tell_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = [articles.write(tmp_path, os.fsdecode(name)) for name in (b"caf\xe8.xml", b"caf\xe9.xml")]
    assert run(capsys, "build", *sources, "-o", tmp_path / "out", *EPUB)[0] == 0
    assert sorted(os.fsencode(path.name) for path in (tmp_path / "out").iterdir()) == [b"caf\xe8", b"caf\xe9"]
