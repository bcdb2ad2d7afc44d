"""The pictures of a book: core media types only, safe unique names, nothing that runs or reaches out."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from editions.epub.markup import SVG

FOLDER = "images"

_TYPES = {
    "PNG": ("png", "image/png"),
    "JPEG": ("jpg", "image/jpeg"),
    "GIF": ("gif", "image/gif"),
    "WEBP": ("webp", "image/webp"),
}
_ACTIVE = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "audio", "video"})
_MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})


class UnusablePicture(Exception):
    """A picture that no book can hold; ``str()`` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A picture inside the book: its path there, its media type, its bytes, whether it moves."""

    href: str
    media_type: str
    content: bytes
    moving: bool = False


def find(folder: Path, src: str) -> Path:
    """Return the file of a percent-encoded ``src``. Raises ``UnusablePicture`` outside the folder or where no file is."""
    if "\0" in unquote(src):
        raise UnusablePicture("its name is none that a file can have")
    path = (folder / unquote(src)).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UnusablePicture("it lies outside the article's folder")
    if not path.is_file():
        raise UnusablePicture("there is no such file")
    return path


def load(path: Path, number: int) -> PictureFile:
    """Read a picture into a form that every reading system shows (EPUB 3.3 section 3.2, core media types).

    What the file holds decides, not its name. Raises ``UnusablePicture`` where it is no picture, ``OSError`` where it
    cannot be read.
    """
    content = path.read_bytes()
    if b"<svg" in content[:4096] or path.suffix.lower() == ".svg":
        content, moving = _safe_svg(content)
        return PictureFile(href=_name(path, number, "svg"), media_type="image/svg+xml", content=content, moving=moving)
    content, kind, moving = _core_raster(content)
    suffix, media_type = _TYPES[kind]
    return PictureFile(href=_name(path, number, suffix), media_type=media_type, content=content, moving=moving)


def _name(path: Path, number: int, suffix: str) -> str:
    """Return a file name of letters, digits and hyphens that no other picture has: the number makes it unique."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
    return f"{FOLDER}/{number:02}-{stem or 'picture'}.{suffix}"


def _core_raster(content: bytes) -> tuple[bytes, str, bool]:
    """Return a raster picture's bytes, its Pillow format and whether it moves; TIFF and the like become PNG."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if image.format in _TYPES:
                return content, image.format, getattr(image, "n_frames", 1) > 1
            converted = io.BytesIO()
            image.convert("RGBA" if image.has_transparency_data else "RGB").save(converted, "PNG", optimize=True)
            return converted.getvalue(), "PNG", False
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnusablePicture(f"it cannot be read as a picture ({error})") from error


def _safe_svg(content: bytes) -> tuple[bytes, bool]:
    """Return an SVG without scripts, handlers and links to other files, and whether it moves.

    EPUB 3.3 allows no remote pictures and would need ``scripted`` for a script: a picture needs neither.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusablePicture(f"it is not well-formed SVG ({error})") from error
    if root.tag != f"{{{SVG}}}svg":
        raise UnusablePicture("it is not SVG")
    moving = any(_local(element) in _MOVING for element in root.iter())
    for element in list(root.iter()):
        _disarm(element)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), moving


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _disarm(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None and (not isinstance(element.tag, str) or _local(element) in _ACTIVE):
        parent.remove(element)
        return
    for name, value in list(element.attrib.items()):
        key = etree.QName(name).localname.lower()
        reaches_out = key == "href" and not str(value).startswith(("#", "data:image/"))
        if key.startswith("on") or reaches_out or key == "base":
            del element.attrib[name]
