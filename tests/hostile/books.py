"""EPUBs that are small, and unpack to very much."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hostile import CHECK, Budget


def book(add: Callable[[zipfile.ZipFile, int], None], folder: Path, size: int) -> Path:
    """Write an EPUB whose members are made for a size."""
    path = folder / "hostile.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        add(made, size)
    return path


def bomb(made: zipfile.ZipFile, size: int) -> None:
    """A member that unpacks to a thousand times its size."""
    with made.open("EPUB/a.xhtml", "w", force_zip64=True) as member:
        for _ in range(120 * size):
            member.write(b"\0" * (1 << 20))


def members(made: zipfile.ZipFile, size: int) -> None:
    """Very many members."""
    for at in range(20_000 * size):
        made.writestr(zipfile.ZipInfo(f"{at}"), b"")


BUDGETS = tuple(
    Budget(name=f"an EPUB: {name}", limit=limit, make=partial(book, add), command=CHECK, seconds=60, megabytes=2048)
    for name, limit, add in (
        ("a member that unpacks to very much", "100 MB, or 100 times its size", bomb),
        ("very many members", "20,000 members", members),
    )
)
