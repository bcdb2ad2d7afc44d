"""TOML -> Catalog and findings: each fault of an entry is named with its line; the other entries are read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editions.catalog.entries import SOURCES, TABLES, AnyEntry, Catalog, written_fields
from editions.catalog.lines import Lines, lines
from editions.findings import Finding, UsageError, Where
from editions.languages.tags import canonical
from editions.rules.catalog import MALFORMED
from editions.safety.toml import parsed, quoted, shortened, text

MAX_BYTES = 8 * 1024 * 1024
"""Bytes of the largest catalog that is read."""

MAX_ENTRIES = 20_000
"""Entries of one catalog."""

MAX_CHARS = 20_000
"""Characters of one text."""

MAX_FAULTS = 100
"""Faults of one catalog that are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A catalog as it was read, and what is wrong with it."""

    catalog: Catalog
    findings: tuple[Finding, ...] = ()


def read(path: Path) -> Read:
    """Read a catalog's file. Raises ``UsageError`` for a file that is missing, too large or not TOML, with the line."""
    content = text(path, MAX_BYTES, "catalog", hint="`editions describe` makes a catalog.")
    data = parsed(path, content, "catalog")
    if sum(len(value) for value in data.values() if isinstance(value, list | dict)) > MAX_ENTRIES:
        raise UsageError(f"{path}: more than {MAX_ENTRIES:,} entries, the limit of a catalog. Split the article.")
    return _Reader(path, lines(content)).catalog(data)


def read_whole(path: Path) -> Catalog:
    """Read a catalog that is to be written anew. Raises ``UsageError`` also where an entry has faults: it would be lost."""
    found = read(path)
    if found.findings:
        first = found.findings[0]
        raise UsageError(f"{first.where}: {first.message} Mend it first: nothing was written.")
    return found.catalog


@dataclass(slots=True)
class _Reader:
    path: Path
    lines: Lines
    findings: list[Finding] = field(default_factory=list)

    def catalog(self, data: dict[str, Any]) -> Read:
        article, languages = data.pop("article", ""), data.pop("languages", [])
        if not isinstance(article, str):
            self.fault(self.lines.top.get("article", 1), 'article must be text in quotes, such as article = "article.xml".')
            article = ""
        if not _is_texts(languages):
            self.fault(
                self.lines.top.get("languages", 1), 'languages must be a list of tags, such as languages = ["en", "es"].'
            )
            languages = []
        entries = [entry for name, value in data.items() for entry in self.table(name, value)]
        entries.sort(key=lambda entry: entry.line)
        made = Catalog(article=article, languages=tuple(languages), entries=tuple(entries), file=str(self.path))
        return Read(catalog=made, findings=tuple(self.findings))

    def table(self, name: str, value: Any) -> Iterator[AnyEntry]:
        if name not in TABLES:
            line = self.lines.of(name, 0)
            self.fault(
                line, f"{quoted(name)} is no part of a catalog. Its tables are {_listed(f'[[{table}]]' for table in TABLES)}."
            )
        elif not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(self.lines.of(name, 0), f"{name} must be written as [[{name}]], in two brackets.")
        else:
            for number, item in enumerate(value):
                if (entry := self.entry(name, number, item)) is not None:
                    yield entry

    def entry(self, table: str, number: int, data: dict[str, Any]) -> AnyEntry | None:
        """Return an entry, None where anything in it is wrong: half an answer is none."""
        known = dict(written_fields(TABLES[table]))
        unknown = [key for key in data if key not in known][: MAX_FAULTS + 1]
        faults = [(key, f"{quoted(key)} is no key of [[{table}]]. Its keys are {_listed(known)}.") for key in unknown]
        faults += [("", f"[[{table}]] lacks {key!r}.") for key in ("id", "language") if not _plain(data.get(key))]
        values = {key: _plain(value) for key, value in data.items() if key in known}
        faults += [(key, wrong) for key, value in values.items() if (wrong := _wrong(key, known[key], value))]
        for key, message in faults:
            self.fault(self.lines.of(table, number, key), message, data.get("id"))
        if faults:
            return None
        return TABLES[table](**values, line=self.lines.of(table, number))

    def fault(self, line: int, message: str, entry_id: Any = "") -> None:
        if len(self.findings) > MAX_FAULTS:
            return
        if len(self.findings) == MAX_FAULTS:
            line, message, entry_id = 1, f"There are more than {MAX_FAULTS} faults: only the first are told.", ""
        where = Where(file=str(self.path), line=line or 1, id=shortened(entry_id) if isinstance(entry_id, str) else "")
        hint = "The entry is left out until it is mended."
        rule = MALFORMED
        self.findings.append(Finding(rule=rule.id, severity=rule.severity, where=where, message=message, hint=hint))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _plain(value: Any) -> Any:
    """Return a value of TOML as a field has it: dates as ISO 8601, lists as tuples, text without spaces around it."""
    match value:
        case datetime.date() | datetime.time():
            return value.isoformat()
        case str():
            return value.strip()
        case list():
            return tuple(value)
        case _:
            return value


EXAMPLES = {"str": 'text in quotes, such as {key} = "…"', "bool": "true or false, without quotes", "int": "a number, such as 1"}


def _wrong(key: str, kind: str, value: Any) -> str:
    """Return what is wrong with the value of a key, ``""`` where nothing is."""
    if not _fits(kind, value):
        return f"{key} must be {EXAMPLES.get(kind, 'a list of texts').format(key=key)}."
    if any(len(text) > MAX_CHARS for text in _texts(value)):
        return f"{key} is longer than {MAX_CHARS:,} characters."
    if key == "source" and value not in SOURCES:
        return f"source is {quoted(value)}, and must be one of {_listed(SOURCES)}."
    if key == "reviewed" and value and not _is_date(value):
        return f"reviewed is {quoted(value)}, and must be a day such as 2026-11-24."
    if key in ("language", "tag") and value and canonical(value) is None:
        return f"{key} is {quoted(value)}, which is no language tag. Use BCP 47, such as en, es or pt-BR."
    if kind == "int" and not 0 <= value <= MAX_HEADERS:
        return f"{key} must be from 0 to {MAX_HEADERS}."
    return ""


def _texts(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


MAX_HEADERS = 50
"""Rows or columns that may be headers."""


def _fits(kind: str, value: Any) -> bool:
    match kind:
        case "str":
            return isinstance(value, str)
        case "bool":
            return isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case _:
            return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _is_date(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
