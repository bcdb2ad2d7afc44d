"""The work on one file, in a process of its own: whatever becomes of it, the call goes on and can say what happened.

The child does the work and says what came of it through a pipe, as JSON, a message a line; the parent alone prints.
"""

from __future__ import annotations

import argparse
import ctypes
import faulthandler
import io
import json
import os
import resource
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol

from editions.building.staging import missing, remove_if_empty, sweep
from editions.building.staging.alone import STOPS
from editions.cli.exits import CRASHED
from editions.cli.guard import Failure, explain, internal, is_memory, reference
from editions.cli.limits import Limits, limits_for, release
from editions.cli.stopping import Stopped, stop_once
from editions.cli.terminal import complained, flush, put

GRACE: Final = 10.0
"""Seconds that a process has to clear away what it began."""
TICK: Final = 1.0
"""Seconds between two looks at the clock."""
_CHUNK: Final = 65_536
_PR_SET_PDEATHSIG: Final = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of the work: a plain ``value``, and the text that it printed."""

    value: Any
    out: str


class Watcher(Protocol):
    """Whoever waits for the work, and shows it."""

    def show(self, event: Mapping[str, Any]) -> None:
        """Show what the work told with ``tell_progress``."""

    def tick(self) -> None:
        """Show that the work goes on: called about once a second."""


def tell_progress(event: Mapping[str, Any]) -> None:
    """Tell whoever waits for the work of this process how far it is."""
    if isinstance(sys.stderr, _Messages):
        sys.stderr.send(_message(progress=event))


def confined(
    work: Callable[[], Any], limits: Limits, *, subject: str, home: Path, verbose: bool, watcher: Watcher | None = None
) -> Answer | Failure:
    """Do some work in a process of its own, within limits; ``subject`` is the file that it is about.

    ``home`` is where it makes its folders, which are removed if it dies; ``watcher`` shows how far it is. Raises ``Stopped``
    where a signal asks for an end, when the process has cleared away what it began.
    """
    flush()
    absent = missing(home)
    mine, theirs = os.pipe()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)  # until both know who they are
    try:
        child = _fork()
        if child == 0:
            _Child(theirs, os.getppid(), verbose, mask).live(work, limits, subject)
        os.close(theirs)
        return _Parent(child, mine, limits, subject, home, absent, watcher).wait(mask)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.close(mine)


def printed(call: argparse.Namespace, subject: str, home: Path, work: Callable[[], int]) -> int:
    """Do the work of a command on one file, print what it printed, and return its exit code."""
    try:
        came = confined(work, limits_for(call, subject), subject=subject, home=home, verbose=call.verbose)
    except Stopped as stop:
        stop.so_far = "but all was written" if "value" in stop.answer else "nothing was changed"
        raise
    if isinstance(came, Failure):
        complained([came], verbose=call.verbose)
        return came.code
    put(came.out)
    return int(came.value)


def _fork() -> int:
    with warnings.catch_warnings():  # Python 3.12 warns where other threads run; the child needs none of their locks
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


class _Messages(io.TextIOBase):
    """Standard error of the child: each piece of text is a message."""

    def __init__(self, pipe: int, *, is_terminal: bool = False) -> None:
        self._pipe = pipe
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Whether what is written reaches a terminal in the end."""
        return self._is_terminal

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.send(_message(said=text))
        return len(text)

    def send(self, message: bytes) -> None:
        left = memoryview(message)
        while left:
            left = left[os.write(self._pipe, left) :]


def _message(**content: Any) -> bytes:
    return json.dumps(content).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class _Child:
    """The process that works. It never returns to what called it."""

    pipe: int
    parent: int
    verbose: bool
    mask: set[int | signal.Signals]

    def live(self, work: Callable[[], Any], limits: Limits, subject: str) -> NoReturn:
        """Do the work, say what came of it, and end."""
        code = 1
        try:
            messages = self._settle(limits)
            messages.send(self._came_of(work, limits, subject))
            code = 0
        finally:
            os._exit(code)

    def _settle(self, limits: Limits) -> _Messages:
        """Take the streams, the signals and the limits of a process that works for another."""
        stop_once()
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != self.parent:
            os._exit(1)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 1)
        if self.verbose:
            faulthandler.enable(2)
        else:
            faulthandler.disable()
            os.dup2(nothing, 2)  # what libraries print past Python
            sys.unraisablehook = lambda _: None
            warnings.showwarning = lambda *_, **__: None
        messages = _Messages(self.pipe, is_terminal=sys.stderr.isatty())
        sys.stdout, sys.stderr = io.StringIO(), messages
        os.environ["OPENBLAS_NUM_THREADS"] = "1"  # its threads take memory, and we multiply no matrices
        limits.keep()
        return messages

    def _came_of(self, work: Callable[[], Any], limits: Limits, subject: str) -> bytes:
        """Return the message about what came of some work."""
        printed = sys.stdout
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, self.mask)
            value = work()
            return _message(value=value, out=printed.getvalue() if isinstance(printed, io.StringIO) else "")
        except Stopped as stop:
            return _message(stopped=stop.number)
        except BaseException as error:  # noqa: BLE001 (whatever it is, the parent must hear of it)
            full = limits.is_nearly_full
            release()
            failure = explain(error, subject)
            if is_memory(error) or (full and failure.code == CRASHED):
                return _message(starved=True)
            return _message(failed=[failure.line, failure.code, failure.trace])


class _Late(Exception):
    """Nothing more is waited for."""


@dataclass(slots=True)
class _Parent:
    """The process that waits for one that works, and judges its end."""

    child: int
    pipe: int
    limits: Limits
    subject: str
    home: Path
    absent: list[Path]
    watcher: Watcher | None
    rest: bytes = b""
    last: dict[str, Any] = field(default_factory=dict)

    def wait(self, mask: set[int | signal.Signals]) -> Answer | Failure:
        """Return what came of the work. Raises ``Stopped``, with the answer if the work was done all the same."""
        patience = self.limits.patience
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            self._listen(time.monotonic() + patience if patience else None)
        except _Late:
            self._end(signal.SIGTERM)
            return self._late(f"{patience:.0f} s without an end")
        except Stopped as stop:
            self._end(stop.number)
            self._listen(None)
            stop.answer = self.last
            raise
        except BaseException:
            self._end(signal.SIGTERM)
            raise
        _, status, used = os.wait4(self.child, 0)
        return self._judged(os.waitstatus_to_exitcode(status), used)

    def _listen(self, until: float | None) -> None:
        """Hear what the child says, to its end."""
        while True:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self.pipe], [], [], TICK if left is None else min(left, TICK))[0]:
                if left is not None and left < TICK:
                    raise _Late
                if self.watcher:
                    self.watcher.tick()
                continue
            chunk = os.read(self.pipe, _CHUNK)
            if not chunk:
                return
            *lines, self.rest = (self.rest + chunk).split(b"\n")
            for line in lines:
                self._hear(json.loads(line))

    def _hear(self, message: dict[str, Any]) -> None:
        if "said" in message:
            with suppress(OSError, ValueError):
                sys.stderr.write(message["said"])
        elif "progress" in message:
            if self.watcher:
                self.watcher.show(message["progress"])
        else:
            self.last = message

    def _end(self, number: int) -> None:
        """Ask the child to stop, and wait until it has cleared up; a second signal, or too long a time, makes it short."""
        with suppress(Stopped):
            os.kill(self.child, number)
            until = time.monotonic() + GRACE
            while time.monotonic() < until:
                if os.waitpid(self.child, os.WNOHANG)[0]:
                    return
                time.sleep(0.01)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        self._clear()

    def _clear(self) -> None:
        """Remove what a child leaves that could not do so itself."""
        sweep(self.home)
        remove_if_empty(self.absent)

    def _judged(self, code: int, used: resource.struct_rusage) -> Answer | Failure:
        """Return the answer, or what to say where there is none."""
        said = self.last
        if "value" in said:
            return Answer(said["value"], said["out"])
        if "failed" in said:
            return Failure(*said["failed"])
        if "stopped" in said:
            raise Stopped(said["stopped"])
        self._clear()
        return self._starved() if "starved" in said else self._died(code, used)

    def _died(self, code: int, used: resource.struct_rusage) -> Failure:
        """Say of what the child died, which could not say so itself: by our limits, the system's, or a library's fault."""
        spent, limits = used.ru_utime + used.ru_stime, self.limits
        if code == -signal.SIGXCPU or (code == -signal.SIGKILL and limits.time and spent >= limits.time):
            return self._late(f"{limits.time} s of processor time")
        if code == -signal.SIGKILL:
            return Failure(f"{self.subject}: killed by another program, or by the system since memory ran out.")
        if limits.is_tight or used.ru_maxrss // 1024 > limits.memory // 2 > 0:
            return self._starved()
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return Failure(internal(f"{self.subject}: ", reference(how, "a library")), CRASHED)

    def _late(self, limit: str) -> Failure:
        return Failure(f"{self.subject}: stopped after {limit}. Raise the limit with --time-limit, or simplify the file.")

    def _starved(self) -> Failure:
        limit = f"it needs more than {self.limits.memory} MB of memory" if self.limits.memory else "memory ran out"
        return Failure(f"{self.subject}: stopped: {limit}. Raise the limit (--memory-limit, ulimit), or simplify the file.")
