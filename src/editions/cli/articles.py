"""What commands about articles have in common."""

from __future__ import annotations

from argparse import ArgumentParser


def add_detect(command: ArgumentParser) -> None:
    """Say the argument that leaves the languages as the source has them."""
    command.add_argument(
        "--no-detect", dest="detect", action="store_false", help="do not work out the language of what does not say it"
    )
