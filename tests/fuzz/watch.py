"""What a case does while it runs: Python tells which files it opens and changes, and whom it calls (``sys.addaudithook``)."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType

from fuzz.target import Broken, Overtime

_FONT_FINDERS = ("fc-match", "fc-list")
"""Programs that the cover asks for a font with the letters of its title."""

_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
_CALLS = (
    "socket.connect",
    "socket.getaddrinfo",
    "urllib.Request",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)

_SECRETS = ("/etc/passwd", "/etc/shadow", "/proc/self/environ")
_READABLE = (
    "/usr/",
    "/lib/",
    "/proc/",
    "/dev/",
    "/sys/",
    "/etc/fonts/",
    "/etc/mime",
    "/etc/localtime",
    "/var/cache/fontconfig/",
)
"""Where the system keeps what any program reads."""


@dataclass(slots=True)
class _Watch:
    writes: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    on: bool = False

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(arguments[0], str | bytes):
            path, flags = os.path.realpath(os.fsdecode(arguments[0])), arguments[2]
            (self.writes if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) else self.reads).append(path)
        elif event in _CHANGES and arguments[-1] == -1:  # others are relative to a folder that is open: shutil.rmtree
            self.writes += [os.path.realpath(part) for part in arguments if isinstance(part, str)]
        elif event == "subprocess.Popen" and Path(str(arguments[0])).name in _FONT_FINDERS:
            return
        elif event in _CALLS:
            self.calls.append(f"{event} {arguments[1:2]}")

    def check(self, folder: Path, *, trusted: bool) -> None:
        """Raise ``Broken`` where a case wrote outside of ``out`` in its folder, read what is not its own, or called.

        What is ``trusted`` may name any file to be read.
        """
        home, temporary = os.path.realpath(folder), os.path.realpath(tempfile.gettempdir())
        out, fonts = f"{home}/out", f"{temporary}/weasyprint-"
        if self.calls:
            raise Broken(f"it called {self.calls[0]}")
        for path in self.writes:
            # A file without a name, such as py3langid unpacks its model into, is opened as the folder (open(2), O_TMPFILE).
            if path not in (out, os.devnull, temporary) and not path.startswith((out + os.sep, fonts)):
                raise Broken(f"it wrote {path.replace(home, '…')}")
        for path in () if trusted else self.reads:
            if os.path.basename(path).startswith("bait.") or path in _SECRETS:  # noqa: PTH119  strings, as the audit has them
                raise Broken(f"it read {path.replace(home, '…')}")
            if not path.startswith((home + os.sep, fonts, *_own(), *_READABLE)):
                raise Broken(f"it read {path}")


@cache
def _own() -> tuple[str, ...]:
    """Where Python, what is installed, and the checkout are."""
    roots = {sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), *sys.path}
    return tuple(os.path.realpath(root) + os.sep for root in roots if root)


@cache
def _watch() -> _Watch:
    watch = _Watch()
    sys.addaudithook(watch.hear)
    return watch


@contextmanager
def watched(folder: Path, seconds: float, *, trusted: bool = False) -> Iterator[None]:
    """Run what is within under watch and within seconds of the processor; raise ``Broken`` for what it may not do."""
    watch = _watch()
    watch.writes, watch.reads, watch.calls, watch.on = [], [], [], True
    cached, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # what a case imports first is not its own file
    try:
        with limited(seconds):
            yield
    finally:
        watch.on, sys.dont_write_bytecode = False, cached
    watch.check(folder, trusted=trusted)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``Overtime`` where processor time runs out; the clock of the wall is left to the test runner."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Overtime(f"it took more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
