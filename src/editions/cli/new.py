"""``editions new``: the folder of a new article, from a template."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

from editions.building.templates import KINDS
from editions.cli import options
from editions.cli.exits import CLEAN
from editions.cli.new_files import write_new
from editions.cli.terminal import tell, tell_json


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "new",
        "begin an article from a template",
        run=run,
        usage=f"{'|'.join(KINDS)} [OPTION ...]",
        description="Write a folder with article.xml, which is valid JATS with comments and builds at once, and editions.toml.",
        examples=("editions new press-release --lang en,es,pt -o opening", "editions build opening -o build"),
    )
    what = command.group("What to write")
    what.add_argument("kind", choices=KINDS, metavar="KIND", help="press-release, article or editorial")
    options.add_language(what, "write it in these languages, such as en,es,pt, the original's first", "en")
    where = command.group("Where things are")
    where.add_argument("-o", "--output", type=Path, metavar="DIR", help="the new folder (default: the name of the kind)")
    command.output(options.LISTED)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises what ``write_new`` does: nothing is overwritten."""
    from editions.building.templates import new

    tags = [options.language(tag) for tag in _tags(call.lang)] or ["en"]
    folder = call.output or Path(call.kind)
    files = {folder / name: text for name, text in new(call.kind, tags, datetime.date.today()).items()}
    write_new(files)
    _tell(call, list(files))
    return CLEAN


def _tags(given: list[str]) -> list[str]:
    return [tag.strip() for words in given for tag in words.split(",") if tag.strip()]


def _tell(call: argparse.Namespace, paths: list[Path]) -> None:
    """Say what was written, and what comes next."""
    if call.output_format == "json":
        tell_json({"files": [str(path) for path in paths]})
    elif not call.quiet:
        tell(f"{paths[0]}: written, and {paths[1].name} beside it.")
        tell(f"Fill it in; then build it: editions build {paths[0]} -o build")
