"""The pictures of a book: core media types only, safe unique names, nothing that runs or reaches out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from editions import images

FOLDER = "images"
_OTHER = re.compile(r"[^a-z0-9]+")

UnusablePicture = images.Unusable


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

    What the file holds decides, not its name. Raises ``UnusablePicture`` where it is no picture or beyond the limits,
    ``OSError`` where it cannot be read.
    """
    found = images.load(path)
    href = _name(path, number, found.suffix)
    return PictureFile(href=href, media_type=found.media_type, content=found.content, moving=found.moving)


def _name(path: Path, number: int, suffix: str) -> str:
    """Return a file name of letters, digits and hyphens that no other picture has: the number makes it unique."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode()
    stem = _OTHER.sub("-", plain.lower()).strip("-")[:40].strip("-")
    return f"{FOLDER}/{number:02}-{stem or 'picture'}.{suffix}"
