"""The command line: arguments, progress, exit codes. A module a command: ``add`` says its arguments, ``run`` runs it.

Exit codes: 0 built and clean; 1 something was not built; 2 wrong usage; 3 built, but errors of accessibility were found.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from editions.cli import apply, build, check, describe, doctor
from editions.cli.exits import FAILED, USAGE
from editions.findings import EditionsError, UsageError
from editions.version import VERSION

COMMANDS = (build, check, describe, apply, doctor)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except UsageError as error:
        print(f"editions: {error}", file=sys.stderr)
        return USAGE
    except EditionsError as error:
        print(f"editions: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read our output has seen enough
        return FAILED
    except KeyboardInterrupt:
        print("editions: interrupted; nothing half-written is left.", file=sys.stderr)
        return 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}. See {self.prog} --help.", file=sys.stderr)
        raise SystemExit(USAGE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="editions", description="One JATS article in, every accessible edition out.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"editions {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
