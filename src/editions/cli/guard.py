"""What any error comes to at the command line's edge: one line and an exit code, with a reference if it was not foreseen."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import traceback
from dataclasses import dataclass
from typing import Final

from editions.cli.exits import CRASHED, FAILED, USAGE
from editions.findings import EditionsError, UsageError

_MACHINE: Final = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EIO,
        errno.EROFS,
        errno.EFBIG,
        errno.EMFILE,
        errno.ENFILE,
        errno.EAGAIN,
        errno.EACCES,
        errno.EPERM,
        errno.ENXIO,
        errno.ENODEV,
    }
)
"""What a system says of itself, and no fault of a program."""

_NO_MEMORY: Final = ("cannot allocate memory", "failed to map segment", "can't start new thread", "out of memory", "static TLS")
"""What libraries say, each in its own kind of error, where memory has run out."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What is said of an error, and the exit code; ``trace`` is for ``--verbose``."""

    line: str
    code: int = FAILED
    trace: str = ""


def explain(error: BaseException, subject: str = "") -> Failure:
    """Return what to say of an error; ``subject`` is the file that was being worked on."""
    about = f"{subject}: " if subject else ""
    if isinstance(error, EditionsError):
        return Failure(str(error), USAGE if isinstance(error, UsageError) else FAILED)
    if is_memory(error):
        return Failure(f"{about}{OUT_OF_MEMORY}")
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, RecursionError):
        return Failure(f"{about}is nested too deeply ({_reference(error)}). Simplify it.", trace=trace)
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("editions"):
        return Failure(f"{about}the library {error.name!r} is missing. Install it: pip install editions.", trace=trace)
    if isinstance(error, ImportError) or (isinstance(error, OSError) and error.errno is None and "library" in str(error)):
        step = "Raise the limit of memory (ulimit -v), or see editions doctor." if _is_limited() else _INSTALL
        return Failure(f"{about}a library cannot be loaded: {_first_line(error)}. {step}", trace=trace)
    if isinstance(error, OSError) and error.errno in _MACHINE:
        where = f"{error.filename}: " if error.filename else ""
        return Failure(f"{about}{where}{error.strerror}. Check the free space, the rights and the limits.", trace=trace)
    return Failure(internal(about, _reference(error)), CRASHED, trace)


def _is_limited() -> bool:
    """Whether the system limits the addresses of this process: a library for which there is no room is not found."""
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


_INSTALL: Final = "See editions doctor, or install it: pip install editions."
OUT_OF_MEMORY: Final = "memory ran out. Free some, or raise the limit (ulimit, --memory-limit)."


def internal(about: str, reference: str) -> str:
    """Return the line about an error that nobody foresaw."""
    return f"{about}internal error {reference}. Please report it with this reference; --verbose shows the trace."


def reference(kind: str, place: str) -> str:
    """Return a short name for an error, which is the same wherever it happens again."""
    return f"E-{hashlib.sha256(f'{kind} {place}'.encode()).hexdigest()[:6]} ({kind} in {place})"


def is_memory(error: BaseException) -> bool:
    """Whether an error says that memory has run out."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    return isinstance(error, ImportError | RuntimeError | OSError) and any(said in str(error) for said in _NO_MEMORY)


def _reference(error: BaseException) -> str:
    return reference(type(error).__name__, _place(error))


def _place(error: BaseException) -> str:
    """Return where an error comes from: the last line of ours on the way to it, ``pdf/layout/float_placement.py:47``."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}editions{os.sep}" in frame.filename]
    if not frames:
        return "an unknown place"
    last = (ours or frames)[-1]
    file = last.filename.rpartition(f"{os.sep}editions{os.sep}" if ours else os.sep)[2]
    return f"{file}:{last.lineno}"


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
