"""The command line: arguments, progress, exit codes. A module a command: ``add`` says its arguments, ``run`` runs it.

Exit codes: 0 built and clean; 1 something was not built; 2 wrong usage; 3 built, but errors of accessibility were found;
70 an internal error; 129, 130, 143 stopped by HUP, INT (Ctrl-C), TERM. ``confined`` does the work on a file in a process of its
own, within ``limits``; ``guard`` turns whatever was not foreseen into one line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from editions import __version__
from editions.building.staging.alone import insist
from editions.cli import apply, build, certify, check, completion, describe, doctor, explain, options, terminal, voices
from editions.cli.exits import CLEAN, FAILED, STOPPED, USAGE
from editions.cli.guard import explain as explained
from editions.cli.near import near
from editions.cli.stopping import Stopped, stoppable
from editions.findings import UsageError

COMMANDS = (build, check, describe, apply, certify, voices, explain, doctor, completion)


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


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and fails where its help cannot be printed."""

    commands: Mapping[str, _Parser]

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout:
            terminal.put(message)
        else:
            super()._print_message(message, file)

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """Say which argument is unknown, and which one is near."""
        known = [option for action in self._actions for option in action.option_strings]
        word = unknown[0].partition("=")[0]
        self.error(f"Unknown argument {word}.{near(word, known)}")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line; end with the exit code of wrong usage."""
        place, wrong, rest = message.removeprefix("argument ").partition(": invalid choice: ")
        if wrong:
            word, _, listed = rest.partition(" (choose from ")
            choices = [choice.strip("' ") for choice in listed.rstrip(")").split(",")]
            word = word.strip("'")
            message = f"{place}: there is no {word!r}.{near(word, choices)} Choose {', '.join(choices)}"
        message = message.rstrip(".")
        if not message.endswith("?"):
            message += "."
        terminal.complain(f"{self.prog}: {message} See {self.prog} --help.")
        raise SystemExit(USAGE)


def parser() -> _Parser:
    """Return the parser of the command line, with its commands."""
    made = _Parser(
        prog="editions",
        usage="editions COMMAND [OPTION ...]",
        description="One JATS article in, every accessible edition out.",
        epilog=options.examples_of(("editions build article.xml -o build", "editions build --help")),
        formatter_class=options.Formatter,
        allow_abbrev=False,
        add_help=False,
    )
    commands = made.add_subparsers(dest="command", metavar="COMMAND", title="Commands", parser_class=_Parser)
    others = made.add_argument_group("Options")
    others.add_argument("--version", action="version", version=f"editions {__version__}", help="print the version")
    others.add_argument("-h", "--help", action="help", help="print this help; after a command, the help of that command")
    for command in COMMANDS:
        command.add(commands)
    made.commands = commands.choices
    return made
