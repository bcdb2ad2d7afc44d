"""``editions style``: a start for a house's own style sheet, with every variable of ours (``docs/house-style.md``)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from editions.cli import options
from editions.cli.exits import CLEAN
from editions.cli.terminal import tell

_HEAD: Final = """/* The style sheet of a house: it follows those of editions, so what it says counts. Take away the marks of
   comment around a line, and change its value. In editions.toml:

     [stylesheets]
     pdf = ["{name}"]

   docs/house-style.md says what each variable sets, with recipes. Text needs a contrast of 4.5 to 1 with what is behind it:
   a build says where it has less. These are the values of the default style; news, compact and large-print have sizes of
   their own, which a size that you set here replaces. */

html {{
{variables}
}}

/* The classes that a house changes most: */
/* .masthead {{ border-top-width: 4pt; }} */
/* .masthead .publisher {{ font-size: 11pt; }} */
/* .embargo {{ border-left-color: var(--second); }} */
/* section.contact {{ border-top: 0; padding: 3mm; border: 1pt solid var(--second); }} */
"""


def add(commands: Any) -> None:
    """Add the command and its arguments."""
    command = options.Command(
        commands,
        "style",
        "write a start for a style sheet of your own",
        run=run,
        usage="--new FILE [OPTION ...]",
        description="Write a style sheet with every variable of ours, commented, for a house to change.",
        examples=("editions style --new house.css",),
    )
    what = command.group("What to write")
    what.add_argument("--new", required=True, metavar="FILE", help="the style sheet to write, which is not there yet")
    command.output((), file=False)


def run(call: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises ``OutputError`` where the file is there or cannot be written."""
    from editions.cli.new_files import write_new

    path = Path(call.new)
    write_new({path: start(path.name)})
    tell(f"{path}: change its values, and name it in editions.toml under [stylesheets].")
    return CLEAN


def start(name: str) -> str:
    """Return the text of a new style sheet of that name."""
    from editions.article.styles import variables

    lines = (f"  /* --{each.name}: {each.value}; */{f' /* {each.says} */' if each.says else ''}" for each in variables())
    return _HEAD.format(name=name, variables="\n".join(lines))
