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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is chosen of a script: how much is said, and which citations."""

    preset: Preset = "full"
    citations: Citations = "auto"


DEFAULT: Final = Choices()


def chosen(preset: str, citations: str) -> Choices:
    """Return choices by their names. Raises ``UsageError`` for a name that is not known."""
    known_preset = next((name for name in PRESETS if name == preset), None)
    known_citations = next((name for name in CITATIONS if name == citations), None)
    if known_preset is None:
        raise UsageError(f"Unknown script {preset!r}. Choose from: {', '.join(PRESETS)}.")
    if known_citations is None:
        raise UsageError(f"Unknown citations {citations!r}. Choose from: {', '.join(CITATIONS)}.")
    return Choices(preset=known_preset, citations=known_citations)
