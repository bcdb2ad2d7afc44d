"""The command line: arguments, progress, exit codes. A module a command: ``add`` says its arguments, ``run`` runs it.

Exit codes: 0 built and clean; 1 something was not built; 2 wrong usage; 3 built, but errors of accessibility were found;
70 an internal error; 129, 130, 143 stopped by HUP, INT (Ctrl-C), TERM. ``confined`` does the work on a file in a process of its
own, within ``limits``; ``guard`` turns whatever was not foreseen into one line.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from editions.building.staging.alone import insist
from editions.cli import terminal
from editions.cli.commands import parser
from editions.cli.exits import CLEAN, FAILED, STOPPED
from editions.cli.guard import explain as explained
from editions.cli.stopping import Stopped, stoppable
from editions.findings import UsageError


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code."""
    terminal.prepare()
    verbose = "--verbose" in (sys.argv if argv is None else argv)
    if argv is None and not verbose:
        sys.unraisablehook = lambda _: None  # what the interpreter says at its end, when all has been said
    with stoppable():
        try:
            return _run(argv)
        except BrokenPipeError:
            return FAILED  # whoever read our output has seen enough
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 (the edge: nothing goes further)
            insist()
            return _told(error, verbose=verbose)


def _run(argv: Sequence[str] | None) -> int:
    if any("\0" in word for word in argv or ()):
        raise UsageError("An argument holds a NUL character, which no name of a file has.")
    try:
        words = parser()
        call, unknown = words.parse_known_args(argv)
        if call.command is None:
            words.print_help()
            return CLEAN
        if unknown:
            words.commands[call.command].refuse(unknown)
        return int(call.run(call))
    finally:
        terminal.flush()


def _told(error: BaseException, *, verbose: bool) -> int:
    """Say in one line why a call came to nothing; return its exit code."""
    if isinstance(error, Stopped):
        terminal.complain(f"editions: {error}")
        return STOPPED + error.number
    failure = explained(error)
    if verbose and failure.trace:
        terminal.trace(failure.trace)
    terminal.complain(f"editions: {failure.line}")
    return failure.code
