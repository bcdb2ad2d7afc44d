"""Draws what each recipe of ``docs/house-style.md`` does to a press release of ours: the part of the page that it changes."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

import editions
from editions.article.styles import LARGE_PRINT_FONTS

HERE = Path(__file__).parent
ARTICLE = HERE.parents[1] / "content" / "reading-hours" / "article.xml"
RESOLUTION = 84
STRIP = 0.26
"""How much of a page's height a picture shows."""
COLOURS = 64


def recipes() -> list[str]:
    """Return the style sheets of the page, in its order."""
    page = (HERE.parent / "house-style.md").read_text("utf-8")
    return re.findall(r"```css\n(.*?)```", page.partition("## Twelve recipes")[2], re.DOTALL)


def draw() -> None:
    """Draw every recipe into this folder."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(LARGE_PRINT_FONTS[0].path, folder / "mine.ttf")
        plain = pages(folder / "plain", "html { }")
        for number, css in enumerate(recipes(), 1):
            made = pages(folder / f"recipe-{number}", css)
            picture = changed(plain, made).quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            picture.save(HERE / f"recipe-{number:02}.png", optimize=True)


def pages(into: Path, css: str) -> list[Image.Image]:
    """Build the article with a style sheet, and draw its pages."""
    sheet = into.with_suffix(".css")
    sheet.write_text(css, "utf-8")
    built = editions.build(ARTICLE, into, formats=("pdf",), languages=("en",), style="news", css=(sheet,))
    subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-png", str(built["en"].pdf), str(into / "page")], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(into.glob("page*.png"))]


def changed(plain: list[Image.Image], made: list[Image.Image]) -> Image.Image:
    """Return the strip of the first page that a recipe changes, from a little above the change."""
    page, box = next(
        (after, box)
        for before, after in zip(plain, made, strict=False)
        if (box := ImageChops.difference(before, after).getbbox())
    )
    height = round(STRIP * page.height)
    top = min(max(0, box[1] - height // 8), page.height - height)
    return page.crop((0, top, page.width, top + height))


if __name__ == "__main__":
    draw()
