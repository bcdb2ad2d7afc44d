"""Draws the logo of a house as pixels, for a cover: an SVG as on the pages of a PDF, by the same programs."""

from __future__ import annotations

import editions.pdf.loading  # noqa: F401 (before all that loads WeasyPrint)

# isort: split
import io
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageChops
from weasyprint import CSS, HTML

from editions.pdf.fetch import Fetcher
from editions.pdf.references import NamedFiles

WIDTH, HEIGHT = 800, 200
"""CSS pixels of the box that a logo fills."""

_SCALE: Final = 2
_PAGE: Final = (
    f"@page {{ size: {WIDTH}px {HEIGHT}px; margin: 0 }} img {{ width: 100%; height: {HEIGHT}px; object-fit: contain }}"
)


def drawn(logo: Path) -> bytes:
    """Return a logo as a PNG without margins, on white. Raises ``ValueError`` where nothing is to be seen of it."""
    path = logo.resolve()
    fetcher = Fetcher((), named=NamedFiles(files={path}))
    page = HTML(string="<img alt=''>", url_fetcher=fetcher)
    page.etree_element.find(".//img").set("src", path.as_uri())
    with pypdfium2.PdfDocument(page.write_pdf(stylesheets=[CSS(string=_PAGE)])) as document:
        picture = document[0].render(scale=_SCALE * 4 / 3).to_pil().convert("RGB")
    seen = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    if seen is None:
        raise ValueError("nothing is to be seen on white")
    data = io.BytesIO()
    picture.crop(seen).save(data, "PNG")
    return data.getvalue()
