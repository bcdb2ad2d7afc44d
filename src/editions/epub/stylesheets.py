"""The stylesheets of a book: ours, that of the house's brand, then the caller's, without what no book may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.article.brand import FACES, Brand, BrandFont
from editions.article.styles import sheet
from editions.epub.house_faults import meant
from editions.epub.package import PackageItem
from editions.findings import Finding, OutputError
from editions.safety.sanitizer import Removed, css, findings

NONE = Brand()

_SET = {
    "text": "body",
    "display": "h1, h2, h3, h4, h5, h6, .masthead, figcaption, table, .colophon",
    "code": "code, pre",
}
"""What each face of a house sets in a book."""

_HINT = "A style sheet of a book says how it looks, and names no other file: no @import, no url()."


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The stylesheets, in the order of the cascade, the fonts that they name, and what was taken out of them."""

    items: tuple[PackageItem, ...]
    fonts: tuple[PackageItem, ...] = ()
    findings: tuple[Finding, ...] = ()


def load(extra: Iterable[Path], brand: Brand = NONE) -> Styles:
    """Read the stylesheets, and the fonts of a brand. Raises ``OutputError`` where one cannot be read."""
    (ours, _), *loaded = [_loaded(number, path) for number, path in enumerate((sheet("epub.css"), *extra), 1)]
    fonts = {font: _font(number, font) for number, font in enumerate(_fonts(brand), 1)}
    house = _brand(brand, fonts)
    return Styles(
        items=(ours, *([house] if house else []), *(item for item, _ in loaded)),
        fonts=tuple(fonts.values()),
        findings=tuple(finding for _, found in loaded for finding in found),
    )


def _fonts(brand: Brand) -> Iterator[BrandFont]:
    return (font for fonts in brand.fonts.values() for font in fonts)


def _font(number: int, font: BrandFont) -> PackageItem:
    """Return a font as a file of the book, under a name that says nothing of the machine that it comes from."""
    href = f"fonts/font-{number}.{font.media_type.rpartition('/')[2]}"
    return PackageItem(id=f"font-{number}", href=href, media_type=font.media_type, content=_read(font.path, "font"))


def _brand(brand: Brand, fonts: dict[BrandFont, PackageItem]) -> PackageItem | None:
    """Return the stylesheet of a brand: its colours, and its faces, of which ours says nothing; None where it has neither."""
    said = brand.css(lambda font: f"../{fonts[font].href}")
    rules = [f"{_SET[face]} {{ font-family: var(--{face}), {FACES[face]}; }}" for face in _SET if brand.fonts.get(face)]
    content = "\n".join([said, *rules]).encode()
    return (
        PackageItem(id="style-house", href="styles/style-house.css", media_type="text/css", content=content) if said else None
    )


def _loaded(number: int, path: Path) -> tuple[PackageItem, Iterator[Finding]]:
    content, removed = css.cleaned(_read(path, "stylesheet"))
    item = PackageItem(id=f"style-{number}", href=f"styles/style-{number}.css", media_type="text/css", content=content)
    return item, findings(_not_misspelt(removed), str(path), "EPUB", _HINT)


def _not_misspelt(removed: Iterable[Removed]) -> list[Removed]:
    """Leave out properties that are only misspelt: ``house_faults`` says so, with their places."""
    return [each for each in removed if not meant(each.unknown)]


def _read(path: Path, kind: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"The {kind} {path} cannot be read: {error.strerror or error}.") from error
