"""The stylesheets of a book: ours, then the caller's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from editions.epub.package import Item
from editions.findings import OutputError
from editions.styles import sheet


def load(extra: Iterable[Path]) -> tuple[Item, ...]:
    """Read the stylesheets in the order of the cascade. Raises ``OutputError`` where one cannot be read."""
    return tuple(_item(number, path) for number, path in enumerate((sheet("epub.css"), *extra), 1))


def _item(number: int, path: Path) -> Item:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OutputError(f"The stylesheet {path} cannot be read: {error.strerror or error}.") from error
    return Item(id=f"style-{number}", href=f"styles/style-{number}.css", media_type="text/css", content=content)
