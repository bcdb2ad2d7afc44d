"""Pictures as the page of ``describe --html`` holds them: harmless, and no larger than an editor needs to see them."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from editions import images

MAX_BYTES = 400_000
"""Bytes of a picture that the page holds as it is; a larger one is drawn smaller."""

MAX_TOTAL_BYTES = 32_000_000
"""Bytes of all pictures of a page: the more there are, the smaller each is drawn."""

MAX_SIDE = 1600
"""Pixels of the longer side of what is drawn smaller; half as many where a page has too many pictures for that."""

THUMBNAIL_BYTES, THUMBNAIL_SIDE = 6_000, 240
"""Bytes of a picture that the report shows as it is; pixels of the longer side of one that is drawn smaller."""


def share(pictures: int) -> int:
    """Return how many bytes each picture of a page may have."""
    return min(MAX_BYTES, MAX_TOTAL_BYTES // max(pictures, 1))


def thumbnail(path: Path) -> str:
    """Return a picture as a small ``data:`` URI, ``""`` where it cannot be shown or stays too large."""
    return data_uri(path, THUMBNAIL_BYTES, THUMBNAIL_SIDE)


def data_uri(path: Path, largest: int = MAX_BYTES, side: int = 0) -> str:
    """Return a picture as a ``data:`` URI, ``""`` where it cannot be shown or stays too large (a drawing of many lines).

    One of more than ``largest`` bytes is drawn smaller: with a longer side of ``side`` pixels, where that is given.
    """
    side = side or (MAX_SIDE if largest == MAX_BYTES else MAX_SIDE // 2)
    try:
        loaded = images.load(path)
        content, media_type = loaded.content, loaded.media_type
        if len(content) > largest and loaded.suffix != "svg":
            content, media_type = _smaller(content, side), "image/jpeg"
    except (images.Unusable, OSError, ValueError):
        return ""
    if len(content) > 8 * largest:
        return ""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _smaller(content: bytes, side: int) -> bytes:
    """Return a picture as JPEG on white; ``images.load`` has seen that it is one, within the limits."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        image.thumbnail((side, side))
        seen = image.convert("RGBA")
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=82, optimize=True)
    return made.getvalue()
