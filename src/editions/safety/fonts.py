"""Font files from strangers: what a file is by its content, and whether an edition may carry it.

OpenType in its plain form (TrueType or CFF outlines), WOFF and WOFF2. A packed file says how large it is when unpacked, and may
lie: it is unpacked here first, up to a limit.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

MAX_BYTES: Final = 8 * 2**20
"""Bytes of the largest font file."""

MAX_UNPACKED: Final = 32 * 2**20
"""Bytes of the largest font once it is unpacked."""

MAX_TABLES: Final = 100
"""Tables of a font; a real one has up to 40."""

TYPES: Final = {
    b"\0\1\0\0": "font/ttf",
    b"true": "font/ttf",
    b"OTTO": "font/otf",
    b"wOFF": "font/woff",
    b"wOF2": "font/woff2",
}
"""The media type of a font, by its first four bytes (OpenType 1.9; WOFF 1.0, 4; WOFF2, 4): core media types of EPUB 3.3."""

_RESTRICTED: Final = 2
_ITALIC: Final = 1


class UnusableFont(ValueError):
    """A file is not a font, or none that an edition may carry; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFacts:
    """What a font says of itself; ``weight`` is 0 where the file holds several (a variable font)."""

    media_type: str
    style: str
    weight: int


def inspect(path: Path) -> FontFacts:
    """Return what a font is. Raises ``UnusableFont``, and ``OSError`` where the file cannot be read."""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    media_type = TYPES.get(content[:4])
    if media_type is None:
        raise UnusableFont("it is not a font: OpenType (TTF, OTF), WOFF and WOFF2 are known")
    if len(content) > MAX_BYTES:
        raise UnusableFont(f"it has more than {MAX_BYTES // 2**20} MB")
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no types

    try:
        _check_size(content, media_type)
        with TTFont(io.BytesIO(content), lazy=True, fontNumber=0) as font:
            return _facts(font, len(content), media_type)
    except UnusableFont:
        raise
    except Exception as error:  # fontTools raises whatever a table makes it stumble over
        raise UnusableFont("it cannot be read as a font") from error


def _facts(font: Any, size: int, media_type: str) -> FontFacts:
    if media_type != "font/woff2" and any(table.offset + table.length > size for table in font.reader.tables.values()):
        raise UnusableFont("its end is missing")
    if not font.getBestCmap() or not font["maxp"].numGlyphs:
        raise UnusableFont("it has no letters")
    said = font["OS/2"]
    if said.fsType & 0xF == _RESTRICTED:
        raise UnusableFont("its licence forbids embedding it (OS/2 fsType 2)")
    return FontFacts(
        media_type=media_type,
        style="italic" if said.fsSelection & _ITALIC else "normal",
        weight=0 if "fvar" in font else min(1000, max(1, said.usWeightClass)),
    )


# ------------------------------------------------------------------------------------------------------------ packed fonts


def _check_size(content: bytes, media_type: str) -> None:
    """Refuse a font that unpacks to too much, whatever it says of its size."""
    if media_type == "font/woff" and _woff_size(content) > MAX_UNPACKED:
        raise _too_large()
    if media_type == "font/woff2" and not _fits_woff2(content):
        raise _too_large()


def _too_large() -> UnusableFont:
    return UnusableFont(f"it unpacks to more than {MAX_UNPACKED // 2**20} MB")


def _woff_size(content: bytes) -> int:
    """Return the bytes that the tables of a WOFF unpack to, up to a little more than ``MAX_UNPACKED`` (WOFF 1.0, 4 and 5)."""
    total = 0
    for number in range(_tables(content)):
        offset, packed = struct.unpack_from(">LL", content, 44 + 20 * number + 4)
        unpacker = zlib.decompressobj()
        table = content[offset : offset + packed]
        try:
            total += len(unpacker.decompress(table, MAX_UNPACKED + 1 - total))
        except zlib.error:
            total += len(table)  # stored as it is
        if total > MAX_UNPACKED:
            break
    return total


def _fits_woff2(content: bytes) -> bool:
    """Whether the one stream of a WOFF2 unpacks to no more than ``MAX_UNPACKED`` (WOFF2, 4.1 and 5)."""
    import brotli  # type: ignore[import-untyped]  # it has no types

    at, packed = _end_of_directory(content), int.from_bytes(content[20:24], "big")
    unpacker, unpacked, waiting = brotli.Decompressor(), 0, content[at : at + packed]
    while unpacked <= MAX_UNPACKED and not unpacker.is_finished():
        part = unpacker.process(waiting, output_buffer_limit=2**20)
        if not part and not waiting:
            break
        unpacked, waiting = unpacked + len(part), b""
    return unpacked <= MAX_UNPACKED


_ARBITRARY, _TRANSFORMED = 63, (10, 11)


def _end_of_directory(content: bytes) -> int:
    """Return where the directory of a WOFF2's tables ends; ``glyf`` and ``loca`` are transformed by default."""
    at = 48
    for _ in range(_tables(content)):
        kind, version = content[at] & 63, content[at] >> 6
        at = _number_end(content, at + (5 if kind == _ARBITRARY else 1))
        if (version != 3) if kind in _TRANSFORMED else (version != 0):
            at = _number_end(content, at)
    return at


def _number_end(content: bytes, at: int) -> int:
    """Return where a number of variable length (UIntBase128) ends."""
    while content[at] & 0x80:
        at += 1
    return at + 1


def _tables(content: bytes) -> int:
    count = int.from_bytes(content[12:14], "big")
    if count > MAX_TABLES:
        raise UnusableFont(f"it has more than {MAX_TABLES} tables")
    return count
