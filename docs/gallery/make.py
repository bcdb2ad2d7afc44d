"""Makes the pictures of this folder from the built demo: ``./dev gallery``.

Pages of each PDF (pdftoppm), the EPUB's text with the sentence that is being spoken (Chromium), and the sound's chapters and
wave; then the three side by side, for the README; last, single pages of the showcase, in each style.
"""

from __future__ import annotations

import html
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

import editions
from editions.article.styles import colour
from editions.checks.validators import chromium

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"
LANGUAGES = ("en", "es", "pt")
SPOKEN = {"en": "p-11-s1", "es": "p-11-s1", "pt": "p-11-s1"}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BLUE = colour("accent")


def main(folder: Path) -> None:
    """Make all pictures from a folder that ``./dev demo`` has filled."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for lang in LANGUAGES:
            stem = folder / "migration" / lang / f"migration.{lang}"
            pages(stem.with_name(f"{stem.name}.pdf"), f"pdf.{lang}")
            book(browser, stem.with_name(f"{stem.name}.epub"), lang)
            sound(browser, stem.with_name(f"{stem.name}.m4b"), lang)
            release = folder / "reading-hours" / lang / f"reading-hours.{lang}"
            save(side_by_side(drawn(release.with_name(f"{release.name}.pdf"), None, 72)), f"release.{lang}")
            cover(release.with_name(f"{release.name}.epub"), f"cover.{lang}")
        together(browser)
        browser.close()
    with tempfile.TemporaryDirectory() as place:
        for name, (article, lang, style, numbers) in SPECIMENS.items():
            built = Path(place) / style
            made = built / article / lang / f"{article}.{lang}.pdf"
            if not made.exists():
                editions.build(CONTENT / article / "article.xml", built, formats=("pdf",), style=style)
            save(side_by_side(drawn(made, numbers, 80)), f"page.{name}")


SPECIMENS = {
    "first": ("showcase", "en", "default", (1,)),
    "table": ("showcase", "en", "default", (5, 6)),
    "figure": ("showcase", "en", "default", (3,)),
    "formula": ("showcase", "en", "default", (4,)),
    "right-to-left": ("rights", "ar", "default", (1,)),
    "hebrew": ("rights", "he", "default", (1,)),
    "japanese": ("rights", "ja", "default", (1,)),
    "large-print": ("showcase", "en", "large-print", (1, 2)),
    "compact": ("showcase", "en", "compact", (1, 2)),
}
"""Pages that show what a page has to bear: the article, its language, the style, the numbers of the pages."""


def save(picture: bytes, name: str) -> None:
    """Keep a picture with few colours: small, and the same bytes each time."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(96, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    image.save(HERE / f"{name}.png", optimize=True)


def pages(file: Path, name: str) -> None:
    """Draw the pages of a PDF side by side."""
    sheets = drawn(file, None, 72)
    save(side_by_side(sheets), name)
    save(side_by_side(sheets[:1]), f"{name}.first")


def drawn(file: Path, numbers: tuple[int, ...] | None, resolution: int) -> list[Image.Image]:
    """Draw pages of a PDF, all of them where no numbers are given."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(resolution), "-png", file, f"{folder}/page"], check=True)
        sheets = [Image.open(page).convert("RGB") for page in sorted(Path(folder).iterdir())]
    return [sheets[number - 1] for number in numbers] if numbers else sheets


def side_by_side(sheets: list[Image.Image]) -> bytes:
    """Return pages as one picture, a gap between them."""
    width, height = sum(sheet.width + 12 for sheet in sheets) - 12, max(sheet.height for sheet in sheets)
    whole = Image.new("RGB", (width, height), "lightgrey")
    left = 0
    for sheet in sheets:
        whole.paste(sheet, (left, 0))
        left += sheet.width + 12
    data = io.BytesIO()
    whole.save(data, "PNG")
    return data.getvalue()


def cover(file: Path, name: str) -> None:
    """Draw the cover of an EPUB, a quarter as large."""
    with zipfile.ZipFile(file) as archive, Image.open(io.BytesIO(archive.read("EPUB/images/cover.png"))) as picture:
        data = io.BytesIO()
        picture.convert("RGB").resize((picture.width // 4, picture.height // 4), Image.Resampling.LANCZOS).save(data, "PNG")
    save(data.getvalue(), name)


def book(browser: Browser, file: Path, lang: str) -> None:
    """Draw the EPUB's text as a reading system shows it, a sentence being spoken."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
        text = next(path for path in Path(folder).rglob("*.xhtml") if path.stem not in ("nav", "cover"))
        page = browser.new_page(viewport={"width": 595, "height": 842})
        page.goto(text.as_uri())
        page.evaluate(SPEAKING, SPOKEN[lang])
        save(page.screenshot(), f"epub.{lang}")
        page.close()


SPEAKING = """id => {
  document.body.style.cssText = "margin: 40px; font-family: 'Source Serif 4', serif";
  document.getElementById(id).classList.add("narration-active");
}"""
"""What a reading system does: margins and a face of its own, and a class on the sentence that is spoken."""


def sound(browser: Browser, file: Path, lang: str) -> None:
    """Draw what a player shows of the sound: cover, chapters with their times, the wave."""
    with av.open(file) as container:
        chapters = [(float(c["start"] * (c["time_base"] or 0)), c["metadata"]["title"]) for c in container.chapters()]
        cover = next(bytes(packet) for packet in container.demux(video=0) if packet.size)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "cover.jpg").write_bytes(cover)
        wave(file).save(Path(folder) / "wave.png")
        rows = "".join(f"<li><b>{int(at) // 60}:{int(at) % 60:02}</b> {html.escape(title)}</li>" for at, title in chapters)
        (Path(folder) / "page.html").write_text(CARD.format(lang=lang, rows=rows, blue=BLUE, ink=colour("ink")), "utf-8")
        page = browser.new_page(viewport={"width": 595, "height": 842})
        page.goto((Path(folder) / "page.html").as_uri())
        save(page.screenshot(), f"audio.{lang}")
        page.close()


CARD = """<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><style>
body {{ margin: 40px; font: 16px/1.5 "Source Sans 3", sans-serif; color: {ink} }} img {{ display: block; width: 100% }}
img.cover {{ width: 300px; margin: 0 auto 24px }} ol {{ list-style: none; padding: 0; margin: 24px 0 0 }}
li {{ padding: 6px 0; border-top: 1px solid lightgrey; display: flex; gap: 16px }} b {{ color: {blue}; min-width: 3em }}
</style><img class="cover" src="cover.jpg" alt=""><img src="wave.png" alt=""><ol>{rows}</ol></html>"""


def wave(file: Path) -> Image.Image:
    """Draw the loudness of a sound file as bars."""
    with av.open(file) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    bars = np.array([float(np.abs(part).max()) for part in np.array_split(samples, 170)])
    image = Image.new("RGB", (1030, 120), "white")
    draw = ImageDraw.Draw(image)
    for number, bar in enumerate(bars / bars.max()):
        draw.rectangle((number * 6, 60 - 56 * bar, number * 6 + 3, 60 + 56 * bar), fill=BLUE)
    return image


TOGETHER = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 36px; background: #eee; display: flex; gap: 36px; font: 600 22px "Source Sans 3", sans-serif }}
figure {{ margin: 0; flex: 1 }} img {{ display: block; width: 100%; box-shadow: 0 2px 14px #0003 }}
figcaption {{ margin-top: 16px; color: {blue}; text-align: center }}</style>{panels}"""


def together(browser: Browser) -> None:
    """Put the three editions side by side, each in another language."""
    shown = (("pdf.en.first", "PDF/UA"), ("epub.es", "EPUB 3, read aloud"), ("audio.pt", "M4B, MP3, WebVTT"))
    panels = "".join(f'<figure><img src="{name}.png"><figcaption>{text}</figcaption></figure>' for name, text in shown)
    draft = HERE / "together.html"
    draft.write_text(TOGETHER.format(panels=panels, blue=BLUE), "utf-8")
    try:
        page = browser.new_page(viewport={"width": 1500, "height": 780})
        page.goto(draft.as_uri())
        save(page.screenshot(full_page=True), "editions")
        page.close()
    finally:
        draft.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
