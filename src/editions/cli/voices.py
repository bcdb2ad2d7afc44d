"""``editions voices``: the voices of an engine."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from editions.cli import options
from editions.cli.exits import CLEAN, FAILED
from editions.cli.terminal import complain, tell, tell_json
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "voices",
        "list the voices of an engine",
        run=run,
        usage="[OPTION ...]",
        description="List the voices that --voice takes, a line each, with the language that each speaks.",
        examples=("editions voices --lang es", "editions voices --lang pt --lang es --engine gtts"),
    )
    what = command.group("What to list")
    options.add_language(what, "list the voices that speak this language, such as es or pt-BR")
    what.add_argument("--engine", default="auto", metavar="NAME", help="the voice engine (default: %(default)s)")
    command.output(options.LISTED, file=False)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises ``UsageError`` for an unknown engine or tag."""
    found = _voices(call.engine, call.lang)
    if call.output_format == "json":
        tell_json([{"name": name, "lang": lang} for lang, name in found])
    else:
        for lang, name in found:
            tell(f"{lang}: {name}")
    if not found:
        complain(f"The engine {call.engine} has no voice" + (f" for {' or '.join(call.lang)}." if call.lang else "."))
    return CLEAN if found else FAILED


def _voices(engine_name: str, langs: Sequence[str]) -> list[tuple[str, str]]:
    """Return language and name of each voice, sorted."""
    from editions.narration.speech import engine

    tags = [options.language(lang) for lang in langs]
    list_voices = getattr(engine(engine_name), "every_voice", None)
    if list_voices is None:
        raise UsageError(f"The engine {engine_name} does not list its voices. See its documentation.")
    return [(spoken, name) for spoken, name in list_voices() if not tags or any(_speaks(spoken, tag) for tag in tags)]


def _speaks(spoken: str, tag: str) -> bool:
    return spoken.lower() == tag.lower() or spoken.lower().startswith(f"{tag.lower()}-")
