"""``editions doctor``: what is ready on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from editions.cli.exits import CLEAN, FAILED
from editions.cli.terminal import tell, tell_json
from editions.findings import UsageError
from editions.staging import sweep


def add(commands: Any) -> None:
    """Say the arguments of the command."""
    doctor = commands.add_parser("doctor", help="say what is ready: engines, voices, fonts, validators, libraries")
    doctor.add_argument("--json", action="store_true", help="for machines")
    doctor.add_argument("--clean", metavar="DIR", help="only remove what builds that were cut off left in DIR")
    doctor.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    if call.clean is not None:
        return _clean(Path(call.clean))
    from editions import doctor

    items = doctor.examine()
    if call.json:
        tell_json([doctor.plain(item) for item in items])
    else:
        for item in items:
            tell(str(item))
    return FAILED if any(item.needed and not item.ready for item in items) else CLEAN


def _clean(folder: Path) -> int:
    """Remove what dead builds left in a folder, and say so."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: is not a folder.")
    removed = sweep(folder)
    for path in removed:
        tell(f"{path}: removed")
    if not removed:
        tell(f"{folder}: nothing was left behind.")
    return CLEAN
