"""Where the style sheets and the fonts of the editions are: ours in ``styles/``, the fonts in the packages that carry them.

``docs/typography.md`` says which font sets what, and why.
"""

from __future__ import annotations

import importlib.resources
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STYLES = ("auto", "default", "large-print", "compact", "news")
"""How a page can look; ``auto`` is one of the others, by the kind and the length of the article."""
IN_COLUMNS = frozenset({"compact", "news"})
"""The styles whose text is in two columns."""
_SHEETS = {"default": (), "large-print": ("large-print",), "compact": ("compact",), "news": ("compact", "news")}
PAPERS = ("A4", "Letter")
_VARIABLE = re.compile(r"--([a-z][a-z0-9-]{0,40}): ([^;]{1,300});")


@dataclass(frozen=True, slots=True)
class FontFile:
    """One file of a font family. A variable file holds all the weights of a style, one that is not says its ``weight``."""

    family: str
    package: str
    file: str
    style: str = "normal"
    weight: str = ""

    @property
    def path(self) -> Path:
        """The file, within the package that carries it."""
        return Path(str(importlib.resources.files(self.package))) / "files" / self.file


FONTS = (
    FontFile("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    FontFile("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf", "italic"),
    FontFile("Source Sans 3", "fontpkg_source_sans_3", "SourceSans3[wght].ttf"),
    FontFile("Source Sans 3", "fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf", "italic"),
    FontFile("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro[wght].ttf"),
    FontFile("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro-Italic[wght].ttf", "italic"),
    FontFile("Noto Serif", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    FontFile("Noto Serif", "fontpkg_noto_serif", "NotoSerif-Italic[wdth,wght].ttf", "italic"),
)
LARGE_PRINT_FONTS = tuple(
    FontFile("Atkinson Hyperlegible", "fontpkg_atkinson_hyperlegible", f"AtkinsonHyperlegible-{name}.ttf", style, weight)
    for name, style, weight in (
        ("Regular", "normal", "400"),
        ("Italic", "italic", "400"),
        ("Bold", "normal", "700"),
        ("BoldItalic", "italic", "700"),
    )
)


@cache
def folder() -> Path:
    """Return the folder of our style sheets: within the installed package, or else in the checkout."""
    here = Path(__file__).resolve().parents[1]
    installed = here / "styles"
    return installed if installed.is_dir() else here.parents[1] / "styles"


def sheet(name: str) -> Path:
    """Return the file of a style sheet: ``print.css``."""
    return folder() / name


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of our pages: its name without the hyphens (``accent``), its value in the default style, what it sets."""

    name: str
    value: str
    says: str


@cache
def variables() -> tuple[Variable, ...]:
    """Return the variables that ``print.css`` sets, in its order. Those on one line share what the line says."""
    block = sheet("print.css").read_text("utf-8").partition("\nhtml {\n")[2].partition("\n}")[0]
    lines = ((_VARIABLE.findall(line), line.partition("/*")[2].partition("*/")[0].strip()) for line in block.splitlines())
    return tuple(Variable(name, value, says) for found, says in lines for name, value in found)


def colour(name: str) -> str:
    """Return the value of a variable that is a colour: ``accent``, ``ink``, ``paper``."""
    return next(variable.value for variable in variables() if variable.name == name)


def print_sheets(style: str, paper: str) -> tuple[Path, ...]:
    """Return the style sheets of a page of ``STYLES`` on a paper of ``PAPERS``, in their order."""
    names = ("print", *(("letter",) if paper == "Letter" else ()), *_SHEETS[style])
    return tuple(sheet(f"{name}.css") for name in names)


def fonts(style: str = "default") -> tuple[FontFile, ...]:
    """Return the font files of a style: the fewer, the quicker each layout begins."""
    return (*LARGE_PRINT_FONTS, *FONTS) if style == "large-print" else FONTS


def font_folders() -> tuple[Path, ...]:
    """Return the folders that the font files are in."""
    return tuple(dict.fromkeys(font.path.parent for font in (*FONTS, *LARGE_PRINT_FONTS)))


def font_faces(style: str = "default") -> str:
    """Return the CSS that declares the fonts, by the addresses of their files on this machine.

    No range of weights is declared: WeasyPrint does not know the syntax, and takes each weight from the file by itself.
    """
    return "\n".join(
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; '
        f'{f"font-weight: {font.weight}; " if font.weight else ""}src: url("{font.path.as_uri()}") }}'
        for font in fonts(style)
    )
