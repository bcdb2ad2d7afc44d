"""The files that style sheets name: pictures, fonts, other style sheets. Nothing else is served to them (``fetch``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import tinycss2
from tinycss2.ast import Node

MAX_IMPORTS: Final = 50
"""Rules that import a style sheet, in all that a layout reads; and style sheets that are read for them."""

MAX_IMPORT_BYTES: Final = 512 * 1024
"""Bytes of all that is read for them."""


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The real paths of what style sheets name; ``imports`` are those of other style sheets, none where there are too many."""

    files: set[Path] = field(default_factory=set)
    imports: set[Path] = field(default_factory=set)


def references(sheets: Iterable[Path], folders: Sequence[Path] = ()) -> NamedFiles:
    """Return what style sheets name, where it lies in the sheet's own folder, or in the one of ``folders`` that it came from.

    Links count as what they point at. What cannot be read names nothing.
    """
    found = NamedFiles()
    rules = sum(_collect(sheet.absolute(), _bounds(sheet.resolve(), folders), found) for sheet in sheets)
    if rules > MAX_IMPORTS:
        found.files.difference_update(found.imports)
    return found


def _bounds(sheet: Path, folders: Sequence[Path]) -> Path:
    """Return the folder that a sheet may read: the innermost that it came from, else its own."""
    around = [folder for folder in folders if sheet.is_relative_to(folder)]
    return max(around, key=lambda folder: len(folder.parts), default=sheet.parent)


def _collect(sheet: Path, bounds: Path, found: NamedFiles) -> int:
    """Add what a style sheet names, and those that it imports; return the number of rules that import one."""
    waiting, seen, rules = [sheet], {sheet}, 0
    while waiting and rules <= MAX_IMPORTS:
        at = waiting.pop()
        named = list(_addresses(_rules(at)))
        rules += sum(imported for _, imported in named)
        for address, imported in dict.fromkeys(named):
            path = _file(urljoin(at.as_uri(), address), bounds)
            if path is None:
                continue
            found.files.add(path)
            if imported:
                found.imports.add(path)
            if imported and path not in seen and path.stat().st_size <= MAX_IMPORT_BYTES:
                seen.add(path)
                waiting.append(path)
    return rules


def _rules(sheet: Path) -> Sequence[Node]:
    try:
        content = sheet.read_bytes()
    except OSError:
        return []
    return list(tinycss2.parse_stylesheet_bytes(content, skip_comments=True, skip_whitespace=True)[0])


def _addresses(rules: Iterable[Node]) -> Iterator[tuple[str, bool]]:
    """Yield the addresses in style rules, and whether they are those of imported style sheets."""
    for rule in rules:
        imports = rule.type == "at-rule" and rule.lower_at_keyword == "import"
        waiting = [*(getattr(rule, "prelude", None) or ()), *(getattr(rule, "content", None) or ())]
        while waiting:
            node = waiting.pop()
            if node.type == "url" or (node.type == "string" and imports):
                yield node.value, imports
            elif node.type == "function" and node.lower_name == "url":
                yield from ((token.value, imports) for token in node.arguments if token.type == "string")
            waiting += [*getattr(node, "content", ()), *getattr(node, "arguments", ())]


def _file(address: str, bounds: Path) -> Path | None:
    """Return the real path of a file within a folder, None for any other address."""
    try:
        parts = urlsplit(address)
        path = Path(unquote(parts.path)).resolve()
        local = parts.scheme == "file" and parts.netloc in ("", "localhost")
        return path if local and path.is_relative_to(bounds) and path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None
