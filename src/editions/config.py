"""``editions.toml``: what a house sets once, beside its articles or above them.

::

    publisher = "Economic Commission"
    logo = "logo.svg"                   # paths are relative to this file
    evaluator = "Accessibility Office"  # who evaluated the editions: without it, no EPUB claims to conform
    contact = "access@example.org"      # whom readers of the report may write to
    engine = "espeak"
    rate = 170                          # words a minute
    style = "default"                   # of the PDF: or large-print, compact
    paper = "A4"                        # or Letter
    pdf_variant = "ua2"                 # the kind of PDF: default, ua2 or print
    [stylesheets]
    pdf = ["house.css"]
    epub = ["house-epub.css"]
    [voices]
    en = "en-gb"
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from editions.findings import UsageError
from editions.language import canonical
from editions.styles import PAPERS, STYLES

NAME = "editions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What ``editions.toml`` says; every field has a value that means "nothing said"."""

    publisher: str = ""
    logo: Path | None = None
    evaluator: str = ""
    contact: str = ""
    engine: str = "auto"
    rate: int | None = None
    style: str = "default"
    paper: str = "A4"
    pdf_variant: str = "default"
    pdf_stylesheets: tuple[Path, ...] = ()
    epub_stylesheets: tuple[Path, ...] = ()
    voices: Mapping[str, str] = field(default_factory=dict)


def find(folder: Path) -> Path | None:
    """Return the nearest ``editions.toml`` in a folder or above it, None where there is none."""
    folder = folder.resolve()
    return next((path for place in (folder, *folder.parents) if (path := place / NAME).is_file()), None)


def load(path: Path | None) -> Config:
    """Read ``editions.toml``. Raises ``UsageError`` naming the file and what is wrong in it."""
    if path is None:
        return Config()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML: {error}.") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}.") from None
    return _config(path, data)


def overridden(config: Config, evaluator: str | None, publisher: str | None) -> Config:
    """Return a configuration with what the caller said instead (None: nothing)."""
    return replace(
        config,
        evaluator=config.evaluator if evaluator is None else evaluator,
        publisher=config.publisher if publisher is None else publisher,
    )


def _config(path: Path, data: dict[str, Any]) -> Config:
    readers: dict[str, Callable[[Path, str, Any], dict[str, Any]]] = {
        "publisher": _text,
        "evaluator": _text,
        "contact": _text,
        "engine": _text,
        "style": lambda path, key, value: {key: _one_of(path, key, value, STYLES)},
        "paper": lambda path, key, value: {key: _one_of(path, key, value, PAPERS)},
        "pdf_variant": _text,
        "logo": lambda path, key, value: {key: _file(path, key, value)},
        "rate": _number,
        "stylesheets": _sheets,
        "voices": _voices,
    }
    said: dict[str, Any] = {}
    for key, value in data.items():
        if key not in readers:
            raise UsageError(f"{path}: unknown key {key!r}. Known keys: {', '.join(readers)}.")
        said |= readers[key](path, key, value)
    return Config(**said)


def _text(path: Path, key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, str):
        raise UsageError(f'{path}: {key} must be text in quotes, such as {key} = "name".')
    return {key: value}


def _one_of(path: Path, key: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError(f"{path}: {key} is one of: {', '.join(known)}.")
    return str(value)


def _number(path: Path, key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise UsageError(f"{path}: {key} must be a number of words a minute, such as {key} = 170.")
    return {key: value}


def _file(path: Path, key: str, value: Any) -> Path:
    if not isinstance(value, str) or not (found := path.parent / value).is_file():
        raise UsageError(f"{path}: {key} names {value!r}, which is no file. Paths are relative to {path.name}.")
    return found


def _sheets(path: Path, key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not set(value) <= {"pdf", "epub"} or not all(isinstance(v, list) for v in value.values()):
        raise UsageError(f'{path}: [{key}] holds pdf = ["file.css"] and epub = ["file.css"].')
    return {f"{kind}_{key}": tuple(_file(path, key, name) for name in names) for kind, names in value.items()}


def _voices(path: Path, key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
        raise UsageError(f'{path}: [{key}] holds one voice for each language, such as en = "en-gb".')
    wrong = next((tag for tag in value if canonical(tag) is None), None)
    if wrong is not None:
        raise UsageError(f"{path}: [{key}] names {wrong!r}, which is no language tag. Use BCP 47, such as pt-BR.")
    return {key: {str(canonical(tag)): name for tag, name in value.items()}}
