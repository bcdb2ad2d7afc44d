"""``editions doctor``: what is ready on this machine."""

from __future__ import annotations

import argparse
import json
from typing import Any

from editions.cli.exits import CLEAN, FAILED


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    doctor = commands.add_parser("doctor", help="say what is ready: engines, voices, fonts, validators, libraries")
    doctor.add_argument("--json", action="store_true", help="for machines")
    doctor.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    from editions import doctor

    items = doctor.examine()
    if call.json:
        print(json.dumps([doctor.plain(item) for item in items], ensure_ascii=False, indent=2))
    else:
        for item in items:
            print(item)
    return FAILED if any(item.needed and not item.ready for item in items) else CLEAN
