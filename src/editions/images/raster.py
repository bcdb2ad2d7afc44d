"""Pictures of pixels: what their head says, and TIFF, BMP and others as PNG or JPEG without a loss that can be seen."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editions.images import parts
from editions.images.limits import MAX_FRAMES, MAX_PIXELS, MAX_PLAYED, Broken, Unusable
from editions.safety.patching import patched

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT = {
    "PNG": ("png", "image/png"),
    "JPEG": ("jpg", "image/jpeg"),
    "GIF": ("gif", "image/gif"),
    "WEBP": ("webp", "image/webp"),
}
"""Pillow's formats that stay as they are, with their suffix and media type (EPUB 3.3 section 3.2, core media types)."""

_OPENED = (*KEPT, "TIFF", "BMP", "DIB", "JPEG2000", "PCX", "PPM", "TGA", "ICO")
"""What is opened at all: nothing that needs another program (EPS), and no decoder that the web has forgotten."""

_MAX_SIDE = 4000
"""Pixels of the longer side of a converted picture: 34 cm of print at 300 dots per inch."""

_HEAVY = 1_500_000
"""Bytes of a PNG from which a photograph is kept as JPEG, at a quality that the eye cannot tell (95, colours not thinned)."""

MAX_SUB_BLOCKS = 1_000_000
"""Pieces of at most 255 bytes in one block of a GIF."""

_ORIENTATION = 0x0112  # Exif


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Pillow's name of a picture's format, how many pictures the file holds (2 where a converted one has more), its pixels."""

    kind: str
    frames: int
    size: tuple[int, int]


def facts(content: bytes) -> Found:
    """Return what a picture's head says. Raises ``Unusable`` where it is none, or beyond the limits."""
    parts.check(content)
    with _opened(content) as image:
        kind = image.format or ""
        return Found(kind="JPEG" if kind == "MPO" else kind, frames=_frames(image, content), size=image.size)


@contextmanager
def _opened(content: bytes) -> Iterator[Image]:
    """Open a picture of at most ``MAX_PIXELS``, only its head read; whatever Pillow raises becomes ``Broken``."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), _to_the_end():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_OPENED) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise Unusable(f"it has {width} × {height} pixels, more than {MAX_PIXELS // 10**6} million")
                if width < 1 or height < 1:
                    raise Unusable("it has no pixels")
                yield image
    except UnidentifiedImageError as error:
        raise Broken("it cannot be read as a picture") from error
    except Image.DecompressionBombError as error:
        raise Unusable("it has too many pixels") from error
    except Unusable:
        raise
    except Exception as error:  # Pillow's readers document no exceptions for broken files: struct, index, memory …
        raise Broken(f"it cannot be read as a picture ({error})") from error


def _to_the_end() -> AbstractContextManager[None]:
    """Have Pillow refuse a file that ends too early, whatever it is set to: WeasyPrint has it fill up such files."""
    return patched("PIL.ImageFile:LOAD_TRUNCATED_IMAGES", lambda _: False)


def decode(content: bytes) -> None:
    """Decode a picture, to see that it can be; of one that plays, no more frames than have ``MAX_PIXELS`` together.

    Raises ``Broken`` where it cannot be decoded to its end.
    """
    with _opened(content) as image:
        plays = image.format in KEPT
        frames = min(_frames(image, content), MAX_PIXELS // (image.width * image.height)) if plays else 1
        for number in range(max(frames, 1)):
            image.seek(number)
            image.draft(None, (1, 1))  # of a JPEG, an eighth of its pixels: all of the file is read for it
            image.load()
        if not plays:
            _plain(image)


def _frames(image: Image, content: bytes) -> int:
    if image.format == "TIFF":
        return 2 if _has_second(image) else 1
    frames = (
        gif_frames(content) if image.format == "GIF" else 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))
    )
    if frames > MAX_FRAMES or frames * image.width * image.height > MAX_PLAYED:
        raise Unusable(f"it plays {frames if frames <= MAX_FRAMES else f'more than {MAX_FRAMES}'} pictures, too many")
    return max(frames, 1)


def _has_second(image: Image) -> bool:
    try:
        image.seek(1)
    except (EOFError, ValueError, OSError, SyntaxError):
        return False
    return True


def gif_frames(content: bytes) -> int:
    """Return how many pictures a GIF holds, counted by its blocks (GIF89a, 17-26), up to one more than ``MAX_FRAMES``."""
    at, frames, blocks = 13 + _table(content[10:11]), 0, 0
    while at < len(content) and frames <= MAX_FRAMES:
        blocks += 1
        if blocks > parts.MAX_PARTS:
            raise Unusable(f"it is made of more than {parts.MAX_PARTS} parts")
        block = content[at : at + 1]
        if block == b",":
            frames += 1
            at = _after_blocks(content, at + 11 + _table(content[at + 9 : at + 10]))
        elif block == b"!":
            at = _after_blocks(content, at + 2)
        else:
            break
    return frames


def _table(flags: bytes) -> int:
    """Return the bytes of a table of colours, from the flags that announce it."""
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    """Return what stands behind sub-blocks, of which a GIF of the largest size has half a million."""
    for _ in range(MAX_SUB_BLOCKS):
        if at >= len(content):
            raise Broken("it ends too early")
        if not content[at]:
            return at + 1
        at += content[at] + 1
    raise Unusable(f"it is made of more than {MAX_SUB_BLOCKS} parts")


# ------------------------------------------------------------------------------------------------------------- converting


def converted(content: bytes) -> tuple[str, str, bytes]:
    """Return a picture's suffix, media type and bytes as PNG, or as JPEG where it is a photograph that PNG makes heavy.

    A file of several pictures gives its first. Raises ``Unusable`` where it cannot be decoded.
    """
    with _opened(content) as image:
        image.seek(0)
        image.load()
        plain = _scaled(_upright(_plain(image)))
        png = _saved(plain, "PNG", optimize=plain.width * plain.height < 4_000_000)
        if len(png) > _HEAVY and plain.mode in ("RGB", "L"):
            jpeg = _saved(plain, "JPEG", quality=95, subsampling=0, optimize=True)
            if len(jpeg) < len(png) // 2:
                return *KEPT["JPEG"], jpeg
        return *KEPT["PNG"], png


def _saved(image: Image, kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def _upright(image: Image) -> Image:
    """Return a picture as its Exif data says that it is held."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(image) if image.getexif().get(_ORIENTATION, 1) != 1 else image


def _scaled(image: Image) -> Image:
    """Return a picture no larger than print can show."""
    from PIL.Image import Resampling

    if max(image.size) <= _MAX_SIDE:
        return image
    image = image.convert("L") if image.mode == "1" else image
    image.thumbnail((_MAX_SIDE, _MAX_SIDE), Resampling.LANCZOS)
    return image


def _plain(image: Image) -> Image:
    """Return a picture in black and white, grey, RGB or RGBA, eight bits a channel."""
    if image.mode in ("1", "L", "RGB", "RGBA") and not image.info.get("transparency"):
        return _in_srgb(image, image.mode) if image.mode == "RGB" else image.copy()
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.has_transparency_data:
        return image.convert("RGBA")
    return _in_srgb(image, "RGB")


def _in_srgb(image: Image, mode: str) -> Image:
    """Return a picture in RGB as the screen knows it, by the colour profile that it carries, where it carries a good one."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "LAB"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            made = None  # a broken profile: the plain colours
        if made is not None:
            made.info.pop("icc_profile", None)
            return made
    return image.convert(mode) if image.mode != mode else image.copy()


def _eight_bits(image: Image) -> Image:
    """Return sixteen or more bits of grey as eight, by the usual range that holds their values, or by the one that they use."""
    deep = image.convert("F")
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else _range(deep)
    scale = 255.0 / (high - low)
    return deep.point(lambda value: value * scale - low * scale).convert("L")


def _range(image: Image) -> tuple[float, float]:
    low, high = image.getextrema()
    if not isinstance(low, float) or not isinstance(high, float) or not (abs(low) < 1e30 and abs(high) < 1e30):
        raise Broken("its values are not all numbers")
    usual = next((top for top in (1.0, 255.0, 65535.0) if low >= 0 and high <= top), 0.0)
    return (0.0, usual) if usual else (low, high if high > low else low + 1)
