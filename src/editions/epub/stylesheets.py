"""The stylesheets of a book: ours, then the caller's, both without what no book may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.article.styles import sheet
from editions.epub.house_faults import meant
from editions.epub.package import PackageItem
from editions.findings import Finding, OutputError
from editions.safety.sanitizer import Removed, css, findings

_HINT = "A style sheet of a book says how it looks, and names no other file: no @import, no url()."


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The stylesheets, in the order of the cascade, and what was taken out of them."""

    items: tuple[PackageItem, ...]
    findings: tuple[Finding, ...] = ()


def load(extra: Iterable[Path]) -> Styles:
    """Read the stylesheets. Raises ``OutputError`` where one cannot be read."""
    loaded = [_loaded(number, path) for number, path in enumerate((sheet("epub.css"), *extra), 1)]
    return Styles(items=tuple(item for item, _ in loaded), findings=tuple(finding for _, found in loaded for finding in found))


def _loaded(number: int, path: Path) -> tuple[PackageItem, Iterator[Finding]]:
    try:
        content, removed = css.cleaned(path.read_bytes())
    except OSError as error:
        raise OutputError(f"The stylesheet {path} cannot be read: {error.strerror or error}.") from error
    item = PackageItem(id=f"style-{number}", href=f"styles/style-{number}.css", media_type="text/css", content=content)
    return item, findings(_not_misspelt(removed), str(path), "EPUB", _HINT)


def _not_misspelt(removed: Iterable[Removed]) -> list[Removed]:
    """Leave out properties that are only misspelt: ``house_faults`` says so, with their places."""
    return [each for each in removed if not meant(each.unknown)]
