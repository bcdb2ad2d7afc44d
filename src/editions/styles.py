"""Where the style sheets and the fonts of the editions are: ours in ``styles/``, the fonts in the packages that carry them."""

from __future__ import annotations

import importlib.resources
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FontFile:
    """One file of a font family; ours are variable: one file holds all the weights of a style."""

    family: str
    package: str
    file: str
    style: str

    @property
    def path(self) -> Path:
        """The file, within the package that carries it."""
        return Path(str(importlib.resources.files(self.package))) / "files" / self.file


FONTS = (
    FontFile("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", "normal"),
    FontFile("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf", "italic"),
    FontFile("Source Sans 3", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", "normal"),
    FontFile("Source Sans 3", "fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf", "italic"),
)


@cache
def folder() -> Path:
    """Return the folder of our style sheets: within the installed package, or else in the checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "styles"
    return installed if installed.is_dir() else here.parents[1] / "styles"


def sheet(name: str) -> Path:
    """Return the file of a style sheet: ``print.css``."""
    return folder() / name


def font_folders() -> tuple[Path, ...]:
    """Return the folders that the font files are in."""
    return tuple(dict.fromkeys(font.path.parent for font in FONTS))


def font_faces() -> str:
    """Return the CSS that declares the fonts, by the addresses of their files on this machine.

    No range of weights is declared: WeasyPrint does not know the syntax, and takes each weight from the file by itself.
    """
    return "\n".join(
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; src: url("{font.path.as_uri()}") }}'
        for font in FONTS
    )
