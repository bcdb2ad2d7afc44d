"""What is printed: text to standard output, complaints to standard error; neither may end in a traceback."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

from editions.cli.guard import Failure
from editions.findings import OutputError
from editions.safety.file_names import one_line, printable


def prepare() -> None:
    """Make the standard streams safe: one that is closed takes nothing, and no letter is too rare for their encoding."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # else the next file that is opened would be what is printed to
    sys.stdout = sys.stdout or io.TextIOWrapper(_Closed(), write_through=True)
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class _Closed(io.RawIOBase):
    """A standard output that was closed before we began."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> NoReturn:
        raise OSError(0, "it is closed")


def tell(line: str) -> None:
    """Print a line to standard output. Raises ``OutputError`` where it takes no more, ``BrokenPipeError`` if nobody reads."""
    put(one_line(line) + "\n")


def put(text: str) -> None:
    """Print text to standard output as it is, as ``tell`` does."""
    try:
        sys.stdout.write(printable(text))
    except OSError as error:
        _lose(error)


def flush() -> None:
    """Let standard output take what is still held back, as ``tell`` does."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _lose(error)


def _lose(error: OSError) -> NoReturn:
    """Say that standard output takes no more."""
    _give_up(sys.stdout)
    if isinstance(error, BrokenPipeError):
        raise error
    raise OutputError(f"Standard output cannot be written: {error.strerror or error}.") from None


def _give_up(stream: TextIO) -> None:
    """Let a stream lead nowhere, so that the interpreter finds nothing to complain of when it flushes it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def complain(line: str) -> None:
    """Print a line to standard error, if that can be."""
    try:
        print(one_line(line), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _give_up(sys.stderr)


def trace(text: str) -> None:
    """Print where an error came from, a line a line."""
    for line in text.splitlines():
        complain(line)


def complained(problems: Iterable[Failure], *, verbose: bool) -> list[str]:
    """Print why something came to nothing, each reason once; return the reasons."""
    for problem in problems:
        if verbose and problem.trace:
            trace(problem.trace)
    reasons = list(dict.fromkeys(problem.line for problem in problems))
    for reason in reasons:
        complain(f"editions: {reason}")
    return reasons


def tell_json(value: object) -> None:
    """Print a value as JSON, as ``tell`` does."""
    put(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: “A, B and C”."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
