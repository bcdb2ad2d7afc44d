"""Letters of a picture: outlines where its alternative is heard in their place, text where it has none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from pdf_samples import printed

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" font-size="24">
<style>.bold { font-family: "Source Sans 3"; font-weight: 700 }</style>
<text x="10" y="30" class="bold">Heading over</text>
<text x="60" y="70" fill="navy" font-family="serif">swifts <tspan dy="12">low</tspan></text>
<g opacity="0.5"><text x="10" y="130" text-anchor="start" rotate="20">faint</text></g>
<text x="10" y="180" fill="white" stroke="black" stroke-width="2" font-size="40">Outer</text></svg>"""


def made(folder: Path, attributes: str) -> Path:
    (folder / "swift.svg").write_text(DRAWING)
    body = f'<figure id="f"><img id="i" src="swift.svg" {attributes}/><figcaption><p>A caption</p></figcaption></figure>'
    return printed(folder, body)[0]


def words(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def seen(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        image: Image.Image = document[0].render(scale=2).to_pil().convert("L")
    return image.filter(ImageFilter.BoxBlur(2))


@pytest.mark.parametrize("attributes", ['alt="Swifts over a city"', 'class="decorative" alt="" role="presentation"'])
def test_a_picture_that_is_heard_otherwise_has_no_letters(attributes: str, tmp_path: Path) -> None:
    found = words(made(tmp_path, attributes))
    assert "A caption" in found
    assert not [word for word in ("Heading", "swifts", "low", "faint", "Outer") if word in found]


def test_a_picture_without_an_alternative_keeps_its_letters(tmp_path: Path) -> None:
    found = "".join(words(made(tmp_path, "")).split())
    assert [word for word in ("Headingover", "swifts", "faint", "Outer") if word not in found] == []


def test_outlines_look_like_the_letters(tmp_path: Path) -> None:
    letters, outlines = seen(made(tmp_path, "")), seen(made(tmp_path, 'alt="Swifts over a city"'))
    difference = ImageChops.difference(letters, outlines)
    assert ImageStat.Stat(difference).extrema[0][1] < 64
