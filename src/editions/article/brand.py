"""What a house shows of itself in the editions of its articles: names, logos, colours, fonts, words of its own.

Texts and logos are by language (BCP 47); ``""`` stands for every language. ``building/branding.py`` checks the files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from editions.findings import Where

FACES: Final = {"text": "serif", "display": "sans-serif", "code": "monospace"}
"""What a font may be for, and the generic family that stands behind it: ``--text``, ``--display``, ``--code``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a house says of itself below a text (its boilerplate): a heading, and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandFont:
    """A font of the house: its file, its media type, its style (``normal``, ``italic``), its weight (0: those of the file)."""

    path: Path
    media_type: str
    style: str = "normal"
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How a house looks; every field has a value that means "nothing said".

    ``accent`` and ``second`` are colours, ``#rrggbb``. ``font_files`` are those of each face in ``FACES``, ``fonts`` what they
    were found to be. ``unnamed``: the logos are not of the house that ``names`` names. ``places`` are where the configuration
    says each, by its key.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    logos: Mapping[str, Path] = field(default_factory=dict)
    mastheads: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, About] = field(default_factory=dict)
    accent: str = ""
    second: str = ""
    font_files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    fonts: Mapping[str, tuple[BrandFont, ...]] = field(default_factory=dict)
    unnamed: bool = False
    places: Mapping[str, Where] = field(default_factory=dict, compare=False)

    def css(self, address: Callable[[BrandFont], str]) -> str:
        """Return the style sheet of fonts and colours, ``""`` for none; ``address`` says where a font is served."""
        faces = [_font_face(face, font, address(font)) for face, fonts in self.fonts.items() for font in fonts]
        colours = {"accent": self.accent, "second": self.second}
        values = {name: value for name, value in colours.items() if value}
        values |= {face: f'"{_family(face)}"' for face, fonts in self.fonts.items() if fonts}
        said = " ".join(f"--{name}: {value};" for name, value in values.items())
        return "\n".join([*faces, f"html {{ {said} }}"]) + "\n" if said else ""


def _family(face: str) -> str:
    return f"House {face}"


def _font_face(face: str, font: BrandFont, address: str) -> str:
    weight = f" font-weight: {font.weight};" if font.weight else ""
    return f'@font-face {{ font-family: "{_family(face)}"; font-style: {font.style};{weight} src: url("{address}") }}'
