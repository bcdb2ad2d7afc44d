"""Pictures from strangers: what may be shown, and the bytes that an edition may hold.

``inspect`` looks at a file's head and says whether it can be shown, ``decode`` sees that it is whole; ``load`` returns bytes
that run nothing, reach for nothing and are of a kind that print and books know. PNG, JPEG, GIF and WebP stay as they are, SVG
is made harmless (``svg``), TIFF, BMP and others become PNG or JPEG (``raster``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editions.images import raster, svg
from editions.images.limits import Broken, Unusable

__all__ = ["CONVERTED", "MAX_BYTES", "SHOWN", "Broken", "Loaded", "PictureFacts", "Unusable", "decode", "inspect", "load"]

MAX_BYTES = 128 * 1024 * 1024
"""Bytes of the largest picture that is read."""

SHOWN = {".svg": 0, ".png": 1, ".webp": 2, ".jpg": 3, ".jpeg": 3, ".gif": 4}
"""Suffixes of the pictures that every edition shows as they are, the best for print first."""

CONVERTED = {
    ".tif": 5,
    ".tiff": 5,
    ".bmp": 6,
    ".dib": 6,
    ".jp2": 7,
    ".pcx": 7,
    ".ppm": 7,
    ".pgm": 7,
    ".pbm": 7,
    ".tga": 7,
    ".ico": 7,
}
"""Suffixes of the pictures that are shown converted, after those of ``SHOWN``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What a file's head says: how many pictures it holds, whether only the first of them is shown, how many pixels it has.

    ``size`` is width and height; 0 for SVG, which has none. ``changed`` says in words what an edition does not show
    as the file draws it.
    """

    frames: int = 1
    first_only: bool = False
    size: tuple[int, int] = (0, 0)
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A picture's bytes, ready for an edition; ``suffix`` has no dot, ``moving`` says that it plays."""

    content: bytes
    media_type: str
    suffix: str
    moving: bool = False


def inspect(path: Path) -> PictureFacts:
    """Return what a picture is, by its content and not its name, nothing of it decoded.

    Raises ``Unusable`` for what is no picture, or one beyond the limits, ``OSError`` where it cannot be read.
    """
    content = _bytes(path)
    if svg.is_svg(content, path.suffix):
        return PictureFacts(changed=svg.safe(content).changed)
    found = raster.facts(content)
    return PictureFacts(frames=found.frames, first_only=found.frames > 1 and found.kind not in raster.KEPT, size=found.size)


def decode(path: Path) -> None:
    """Decode a picture that ``inspect`` lets pass. Raises ``Broken`` where that fails, ``OSError`` where it cannot be read."""
    content = _bytes(path)
    if not svg.is_svg(content, path.suffix):  # an SVG was parsed by ``inspect``
        raster.decode(content)


def load(path: Path) -> Loaded:
    """Return a picture's bytes, made harmless and converted where an edition needs it. Raises as ``inspect`` does."""
    content = _bytes(path)
    if svg.is_svg(content, path.suffix):
        return Loaded(content=svg.safe(content).content, media_type="image/svg+xml", suffix="svg")
    found = raster.facts(content)
    if found.kind in raster.KEPT:
        suffix, media_type = raster.KEPT[found.kind]
        return Loaded(content=content, media_type=media_type, suffix=suffix, moving=found.frames > 1)
    suffix, media_type, content = raster.converted(content)
    return Loaded(content=content, media_type=media_type, suffix=suffix)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(min(path.stat().st_size, MAX_BYTES) + 1)  # a buffer of that size is made at once
    if len(content) > MAX_BYTES:
        raise Unusable(f"it has more than {MAX_BYTES // 2**20} MB")
    return content
