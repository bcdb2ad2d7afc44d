"""Our own words in each language: a file of TOML a language, which a translator edits without reading the program.

A file has a section for each use (the edition, its summary, the report, …). Not every language has every section: who lacks one
gets English (``phrases.language_of``). A file is read when its language is first asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER = Path(__file__).parent

LANGUAGES: Final = frozenset(path.stem for path in _FOLDER.glob("*.toml"))
"""The languages that have a file, by their primary subtags."""


class Translations(Mapping[str, Mapping[str, str]]):
    """One section of every file: language -> key -> words, for the languages that have the section."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getitem__(self, lang: str) -> Mapping[str, str]:
        """Return the words of a language by their keys. Raises ``KeyError`` for a language without the section."""
        return _read(lang)[self.name]

    def __iter__(self) -> Iterator[str]:
        return (lang for lang in sorted(LANGUAGES) if self.name in _read(lang))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _read(lang: str) -> dict[str, dict[str, str]]:
    if lang not in LANGUAGES:
        raise KeyError(lang)
    return tomllib.loads((_FOLDER / f"{lang}.toml").read_text("utf-8"))
