"""The words of spoken forms in each language: a file of TOML a language, which a linguist edits without reading the program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from editions.languages.tags import primary

_FOLDER: Final = Path(__file__).parent / "words"

LANGUAGES: Final = frozenset(path.stem for path in _FOLDER.glob("*.toml"))
"""The languages that have spoken forms, by their primary subtags."""


class SpokenWords:
    """What a language says for what is written: the sections of its file. A section or key that it lacks is empty."""

    def __init__(self, sections: Mapping[str, Mapping[str, Any]]) -> None:
        self._sections = sections

    def table(self, section: str) -> Mapping[str, str]:
        """Return a section of words for keys."""
        return self._sections.get(section, {})

    def forms(self, section: str) -> Mapping[str, Sequence[str]]:
        """Return a section of several words a key, such as singular and plural."""
        return self._sections.get(section, {})

    def listed(self, section: str, key: str) -> Sequence[str]:
        """Return a list of a section."""
        found: Sequence[str] = self._sections.get(section, {}).get(key, ())
        return found

    def say(self, key: str) -> str | None:
        """Return one of the words of ``[say]``, None where the language has none for it."""
        return self.table("say").get(key)

    def filled(self, key: str, **parts: object) -> str | None:
        """Return one of the words of ``[say]`` with what is in braces filled in."""
        form = self.say(key)
        return None if form is None else form.format(**parts)

    def count(self, section: str, key: str) -> int:
        """Return a number of a section, 0 where it is not said."""
        return int(self._sections.get(section, {}).get(key, 0))


@cache
def words(lang: str) -> SpokenWords | None:
    """Return the words of a language (BCP 47), None where we have none in it."""
    name = primary(lang)
    return SpokenWords(tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))) if name in LANGUAGES else None
