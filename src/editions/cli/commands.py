"""The parser of the command line: every command, and what is said of arguments that are wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from editions import __version__
from editions.cli import (
    apply,
    build,
    certify,
    check,
    completion,
    describe,
    doctor,
    explain,
    new,
    options,
    script,
    style,
    terminal,
    voices,
)
from editions.cli.exits import USAGE
from editions.cli.near import near

COMMANDS = (new, style, build, script, check, describe, apply, certify, voices, explain, doctor, completion)

_LACKING = "the following arguments are required: "


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

    def _example(self) -> str:
        """Return a call with all that the command must be given."""
        needed = [action for action in self._actions if action.required]
        words = [[*action.option_strings[:1], str(action.metavar)] for action in needed]
        return " ".join([self.prog, *(part for word in words for part in word)])

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line; end with the exit code of wrong usage."""
        place, wrong, rest = message.removeprefix("argument ").partition(": invalid choice: ")
        if wrong:
            word, _, listed = rest.partition(" (choose from ")
            choices = [choice.strip("' ") for choice in listed.rstrip(")").split(",")]
            word = word.strip("'")
            message = f"{place}: there is no {word!r}.{near(word, choices)} Choose {', '.join(choices)}"
        if message.startswith(_LACKING):
            lacking = message.removeprefix(_LACKING)
            message = f"{lacking} {'are' if ', ' in lacking else 'is'} missing. Write: {self._example()}"
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
    commands = made.add_subparsers(dest="command", metavar="COMMAND", title="Commands", prog="editions", parser_class=_Parser)
    others = made.add_argument_group("Options")
    others.add_argument("--version", action="version", version=f"editions {__version__}", help="print the version")
    others.add_argument("-h", "--help", action="help", help="print this help; after a command, the help of that command")
    for command in COMMANDS:
        command.add(commands)
    made.commands = commands.choices
    made.set_defaults(parser=made)
    return made
