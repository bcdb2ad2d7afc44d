"""``editions voices``: the voices of an engine."""

from __future__ import annotations

import argparse
from typing import Any

from editions.cli.exits import CLEAN, FAILED
from editions.cli.terminal import complain, tell, tell_json
from editions.findings import UsageError


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    voices = commands.add_parser(
        "voices",
        help="list the voices of an engine",
        description="List the voices that --voice takes, a line each, with the language that each speaks.",
        epilog="Example: editions voices --lang es",
        allow_abbrev=False,
    )
    voices.add_argument("--lang", metavar="TAG", help="only those that speak this language, such as es or pt-BR")
    voices.add_argument("--engine", default="auto", metavar="NAME", help="the voice engine (default: %(default)s)")
    voices.add_argument("--json", action="store_true", help="print as JSON")
    voices.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises ``UsageError`` for an unknown engine or tag."""
    found = _voices(call.engine, call.lang)
    if call.json:
        tell_json([{"name": name, "lang": lang} for lang, name in found])
    for lang, name in () if call.json else found:
        tell(f"{lang}: {name}")
    if not found:
        complain(f"The engine {call.engine} has no voice" + (f" for {call.lang}." if call.lang else "."))
    return CLEAN if found else FAILED


def _voices(engine_name: str, lang: str | None) -> list[tuple[str, str]]:
    """Return language and name of each voice, sorted."""
    from editions.languages.tags import canonical
    from editions.narration.speech import engine

    tag = canonical(lang) if lang else None
    if lang and tag is None:
        raise UsageError(f"{lang!r} is not a BCP 47 language tag. Use one such as en, es or pt-BR.")
    list_voices = getattr(engine(engine_name), "every_voice", None)
    if list_voices is None:
        raise UsageError(f"The engine {engine_name} does not list its voices. See its documentation.")
    return [(spoken, name) for spoken, name in list_voices() if tag is None or _speaks(spoken, tag)]


def _speaks(spoken: str, tag: str) -> bool:
    return spoken.lower() == tag.lower() or spoken.lower().startswith(f"{tag.lower()}-")
