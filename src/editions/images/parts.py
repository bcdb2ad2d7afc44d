"""The parts that a picture's file is made of, counted before anything reads them: a reader takes its time for each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import islice

from editions.images.limits import Unusable

MAX_PARTS = 100_000
"""Chunks of a PNG, segments before the pixels of a JPEG, boxes of a JPEG 2000; a real one of 100 MB has 15,000."""

MAX_SCANS = 500
"""Times that a JPEG paints all its pixels; progressive ones do so about ten times."""

MAX_TEXT = 16 * 2**20
"""Bytes of all compressed texts and colour profiles in a PNG, unpacked."""

MAX_STRIPS = 1_000_000
"""Values of one field of a TIFF, its strips among them."""


def check(content: bytes) -> None:
    """Refuse a file of more parts than a picture has. Raises ``Unusable``."""
    if next(islice(_parts(content), MAX_PARTS, None), None) is not None:
        raise Unusable(f"it is made of more than {MAX_PARTS} parts")
    if content[:2] == b"\xff\xd8" and content.count(b"\xff\xda") > MAX_SCANS:
        raise Unusable(f"it paints its pixels more than {MAX_SCANS} times")
    if content[:4] == b"\x89PNG" and _unpacked(content) > MAX_TEXT:
        raise Unusable(f"its texts unpack to more than {MAX_TEXT // 2**20} MB")
    if any(count > MAX_STRIPS for count in _tiff_counts(content)):
        raise Unusable(f"one of its fields has more than {MAX_STRIPS} values")


def _parts(content: bytes) -> Iterator[int]:
    if content[:4] == b"\x89PNG":
        yield from _png(content)
    elif content[:2] == b"\xff\xd8":
        yield from _jpeg(content)
    elif content[4:8] == b"jP  ":
        yield from _boxes(content)


def _png(content: bytes) -> Iterator[int]:
    at = 8
    while at + 8 <= len(content):
        yield at
        at += 12 + int.from_bytes(content[at : at + 4], "big")


def _unpacked(content: bytes) -> int:
    """Return the bytes of the compressed texts and profiles of a PNG, up to a little more than ``MAX_TEXT``."""
    total = 0
    for at in _png(content):
        if content[at + 4 : at + 8] in (b"zTXt", b"iTXt", b"iCCP") and total <= MAX_TEXT:
            held = content[at + 8 : at + 8 + int.from_bytes(content[at : at + 4], "big")]
            total += _size(_packed(held, content[at + 4 : at + 8]))
    return total


def _packed(held: bytes, name: bytes) -> bytes:
    """Return the compressed bytes of a chunk (PNG, 11.3): behind its keyword, and in iTXt behind two more texts."""
    _, _, rest = held.partition(b"\0")
    return rest[2:].split(b"\0", 2)[-1] if name == b"iTXt" and rest[:1] == b"\1" else b"" if name == b"iTXt" else rest[1:]


def _size(packed: bytes) -> int:
    try:
        return len(zlib.decompressobj().decompress(packed, MAX_TEXT + 1))
    except zlib.error:
        return 0


def _jpeg(content: bytes) -> Iterator[int]:
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != b"\xda":
        yield at
        has_length = content[at + 1 : at + 2] not in (b"\xff", b"\x01")
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big") if has_length else 1


def _boxes(content: bytes) -> Iterator[int]:
    at = 0
    while at + 8 <= len(content):
        yield at
        length = int.from_bytes(content[at : at + 4], "big")
        length = int.from_bytes(content[at + 8 : at + 16], "big") if length == 1 else length
        at += 8 if content[at + 4 : at + 8] == b"jp2h" else max(length, 8) if length else len(content)


def _tiff_counts(content: bytes) -> Iterator[int]:
    """Yield how many values each field of the first picture of a TIFF has (TIFF 6.0, 2; BigTIFF has wider fields)."""
    order = {b"II": "<", b"MM": ">"}.get(content[:2])
    if order is None:
        return
    is_big = content[2:4] in (b"\x2b\0", b"\0\x2b")
    first, number, size = ("Q", "Q", 20) if is_big else ("L", "H", 12)
    try:
        (at,) = struct.unpack_from(order + first, content, 8 if is_big else 4)
        (fields,) = struct.unpack_from(order + number, content, at)
        at += struct.calcsize(order + number)
        for field in range(min(fields, 65_536)):
            yield struct.unpack_from(order + first, content, at + field * size + 4)[0]
    except (struct.error, OverflowError):
        return  # Pillow says what is wrong with it
