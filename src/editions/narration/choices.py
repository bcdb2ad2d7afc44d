"""What a listener may choose of a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from editions.findings import UsageError

Preset: TypeAlias = Literal["full", "brief", "complete"]
"""How much is said: the article without its references; its outline; references too."""

PRESETS: Final[tuple[Preset, ...]] = ("full", "brief", "complete")

Citations: TypeAlias = Literal["auto", "say", "skip"]
"""Which citations are said: those that a sentence needs, with names and years in brackets; all of them; those needed alone."""

CITATIONS: Final[tuple[Citations, ...]] = ("auto", "say", "skip")

TABLES: Final = ("all", "brief", "none")
"""Tables: every row of all; the rows of short ones and a summary of the others; the titles alone."""

DEFAULT_TABLES: Final = "brief"
"""What is said of tables: title, size, headers, then the rows, or a summary where nobody could follow them by ear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is chosen of a script: how much is said, which citations, and how much of tables."""

    preset: Preset = "full"
    citations: Citations = "auto"
    tables: str = DEFAULT_TABLES


DEFAULT: Final = Choices()


def chosen(preset: str = "full", citations: str = "auto", tables: str = DEFAULT_TABLES) -> Choices:
    """Return choices by their names. Raises ``UsageError`` for a name that is not known."""
    known_preset = next((name for name in PRESETS if name == preset), None)
    known_citations = next((name for name in CITATIONS if name == citations), None)
    if known_preset is None:
        raise UsageError(f"Unknown script {preset!r}. Choose from: {', '.join(PRESETS)}.")
    if known_citations is None:
        raise UsageError(f"Unknown citations {citations!r}. Choose from: {', '.join(CITATIONS)}.")
    if tables not in TABLES:
        raise UsageError(f"Unknown telling of tables {tables!r}. Choose from: {', '.join(TABLES)}.")
    return Choices(preset=known_preset, citations=known_citations, tables=tables)
