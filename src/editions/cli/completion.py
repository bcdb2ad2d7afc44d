"""``editions completion``: the script by which a shell completes commands, options, their values, and files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any, Final

from editions.cli import options
from editions.cli.exits import CLEAN
from editions.cli.terminal import put

SHELLS: Final = ("bash", "zsh", "fish")
_FOLDERS: Final = ("DIR",)
_FILES: Final = ("ARTICLE.xml", "BETTER.xml", "FILE", "FILE.html", "FILE.toml")
"""What stands for a folder, and for a file, in the help of a command."""


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "completion",
        "print a completion script for a shell",
        run=run,
        usage="bash|zsh|fish",
        description="Print the script by which a shell completes the commands and options of editions.",
        examples=(
            'eval "$(editions completion bash)"         in ~/.bashrc',
            "editions completion zsh > _editions        in a folder of $fpath",
            "editions completion fish > ~/.config/fish/completions/editions.fish",
        ),
    )
    what = command.group("For which shell")
    what.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")
    command.output((), file=False)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    import shtab

    put(shtab.complete(_with_values(call.parser), shell=call.shell).rstrip("\n") + "\n")
    return CLEAN


def _with_values(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Return the parser with what each argument takes: files, folders, or the names that it knows."""
    import shtab

    known = _known()
    for action in _actions(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # as above
        elif action.dest in known:
            action.choices = known[action.dest]
    return parser


def _known() -> dict[str, list[str]]:
    """Return the names that an argument takes, by its name, where its command looks them up itself."""
    from editions.narration.speech import names
    from editions.pdf.variants import VARIANTS
    from editions.rules import EVERY

    return {"engine": ["auto", *names()], "pdf_variant": list(VARIANTS), "rules": sorted(EVERY)}


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
