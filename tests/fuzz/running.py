"""Runs cases: one in this process, or many in processes that a case may break without harm to the others."""

from __future__ import annotations

import os
import resource
import signal
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

from fuzz.case import Case
from fuzz.target import Overtime, Target
from fuzz.targets import TARGETS

MEMORY = 3 * 2**30
"""Bytes of data that a process may hold."""

GRACE = 20
"""Seconds of the processor above those of its target, after which the system ends a case."""

PATIENCE = 900
"""Seconds of the clock after which a case that waits is ended."""

CASES_EACH = 400
"""Cases that a process runs before another takes its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a file came to: whether it was accepted; or the ``cause`` of what failed, in one line, and the whole ``trace``."""

    accepted: bool = False
    cause: str = ""
    trace: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class File:
    """A file that was made, for a target to run."""

    target: str
    suffix: str
    data: bytes


Job = Case | File


def run(target: Target, data: bytes, suffix: str) -> bool:
    """Run a file's bytes through a target, in a folder of their own. Raises ``Broken``, or what escaped."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "given" / f"hostile{suffix}"
        file.parent.mkdir()
        file.write_bytes(data)
        return target.run(file)


def outcome(job: Job) -> Outcome:
    """Run a case, or a file, in this process."""
    began = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library says of a broken file, on the standard error
            data = job.data if isinstance(job, File) else job.content()
            began = time.process_time()
            accepted = run(TARGETS[job.target], data, job.suffix)
    except Exception as error:  # noqa: BLE001  whatever escapes is what is looked for
        trace = "".join(traceback.format_exception(error, limit=-8))
        return Outcome(cause=_cause(error), trace=trace, seconds=time.process_time() - began)
    return Outcome(accepted=accepted, seconds=time.process_time() - began)


def _cause(error: BaseException) -> str:
    """Return what failed and where, the same for all cases of one cause: the last line of the product, or what was seen."""
    if isinstance(error, Overtime):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/src/editions/" in frame.filename]
    where = f" in {own[-1].filename.rpartition('/src/editions/')[2]} {own[-1].name}" if own else ""
    said = str(error).partition("\n")[0].split(": ")[0][:60] if type(error).__name__ == "Broken" else ""
    return f"{type(error).__name__}{where}{f': {said}' if said else ''}"


# ----------------------------------------------------------------------------------------------------------------- processes


class Process:
    """A process that runs one job after the other, within limits that the system keeps."""

    def __init__(self) -> None:
        context = get_context("fork")
        self.pipe, other = context.Pipe()
        self.child = context.Process(target=_serve, args=(other,), daemon=True)
        self.child.start()
        other.close()
        self.jobs = 0
        self.began = 0.0

    def start(self, job: Job) -> None:
        """Begin a job; ``pipe`` has its outcome."""
        self.jobs += 1
        self.began = time.monotonic()
        self.pipe.send(job)

    def outcome(self) -> Outcome:
        """Return the outcome of the job, that of a process that died included."""
        try:
            if self.pipe.poll(max(0.0, self.began + PATIENCE - time.monotonic())):
                found: Outcome = self.pipe.recv()
                return found
            self.child.kill()
        except (EOFError, ConnectionResetError):
            pass
        self.child.join()
        code = self.child.exitcode or 0
        name = signal.Signals(-code).name if code < 0 else f"code {code}"
        return Outcome(
            cause=f"the process ended: {name}", trace=f"the process ended: {name}\n", seconds=time.monotonic() - self.began
        )

    @property
    def is_spent(self) -> bool:
        """Whether another has to take its place."""
        return self.jobs >= CASES_EACH or not self.child.is_alive()

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self.child.kill()
        self.child.join()


def _serve(pipe: Connection) -> None:
    import faulthandler

    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # where libraries say what they think of a broken file
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    while True:
        try:
            job: Job = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = int(used.ru_utime + used.ru_stime) + TARGETS[job.target].seconds + GRACE
        resource.setrlimit(resource.RLIMIT_CPU, (end, hard))
        pipe.send(outcome(job))


def outcomes(cases: Iterable[Case], processes: int = 2) -> Iterator[tuple[Case, Outcome]]:
    """Yield what each case came to, in the order in which they end."""
    waiting = iter(cases)
    busy: dict[Connection, tuple[Process, Case]] = {}

    def next_case(process: Process) -> None:
        case = next(waiting, None)
        if case is None:
            process.end()
            return
        process = _fresh(process)
        process.start(case)
        busy[process.pipe] = process, case

    for _ in range(processes):
        next_case(Process())
    try:
        while busy:
            ready = wait(list(busy), timeout=5) or [
                pipe for pipe, (process, _) in busy.items() if time.monotonic() - process.began > PATIENCE
            ]
            for pipe in ready:
                process, case = busy.pop(pipe)  # type: ignore[call-overload]
                yield case, process.outcome()
                next_case(process)
    finally:
        for process, _ in busy.values():
            process.end()


def _fresh(process: Process) -> Process:
    if not process.is_spent:
        return process
    process.end()
    return Process()
