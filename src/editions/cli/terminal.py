"""What is printed: text to standard output, complaints to standard error; neither may end in a traceback."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Final, NoReturn, TextIO

from editions.cli.guard import Failure
from editions.findings import OutputError
from editions.safety.file_names import one_line, printable

MIN_COLUMNS: Final = 40
"""Columns of the narrowest terminal for which lines are broken."""
DEFAULT_COLUMNS: Final = 80
"""Columns of a terminal that does not say how many it has."""


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
    _put(printable(text))


def _put(text: str) -> None:
    try:
        sys.stdout.write(text)
    except OSError as error:
        _lose(error)


def put_bytes(data: bytes) -> None:
    """Write a file to standard output, as ``tell`` does."""
    flush()
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _lose(error)


class TextStyle(StrEnum):
    """How a part of a line looks where there are colours: the parameters of SGR (ECMA-48, 8.3.117)."""

    PLAIN = ""
    HEADING = "1"
    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "1;36"


Line = Sequence[tuple[str, TextStyle]]
"""A line in its parts. Colours only repeat what its words say."""


def tell_line(line: Line, *, to_errors: bool = False) -> None:
    """Print a line in parts, as ``tell`` or ``complain`` do, with colours where the terminal has them."""
    if not to_errors:
        _put(_painted(line, colours=has_colours(sys.stdout)) + "\n")
        return
    with suppress(OSError, ValueError):
        print(_painted(line, colours=has_colours(sys.stderr)), file=sys.stderr, flush=True)


def _painted(line: Line, *, colours: bool) -> str:
    parts = [(one_line(text), style) for text, style in line]
    return "".join(f"\x1b[{style}m{text}\x1b[0m" if style and colours else text for text, style in parts)


def has_colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody wants it without (``NO_COLOR``, no-color.org)."""
    return is_screen(stream) and not os.environ.get("NO_COLOR")


def is_screen(stream: TextIO) -> bool:
    """Whether a stream is a terminal on which a line can be written over (not ``TERM=dumb``)."""
    return stream.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def width(stream: TextIO) -> int | None:
    """Return the columns of a terminal; None where a stream is none, and a line may be as long as it likes."""
    return max(_columns(), MIN_COLUMNS) if stream.isatty() else None


def _columns() -> int:
    """Return the columns of our terminal, whichever of our streams still leads to it."""
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdecimal() and len(told) < 5:
        return int(told)
    for number in (1, 2, 0):
        with suppress(OSError):
            return os.get_terminal_size(number).columns
    return DEFAULT_COLUMNS


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
