"""What FFmpeg leaves unsaid in an MP4: the language of the chapters' titles."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

_PARENTS = {b"moov", b"trak", b"mdia"}


def name_language(file: Path, code: str) -> None:
    """Write a language (ISO 639-2/T) into each track of an MP4 that has none. Raise ``OSError``.

    FFmpeg gives the track of chapters the number 0, which readers take for QuickTime's English.
    """
    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as data:
        for begin in _headers(data, 0, len(data)):
            # ISO/IEC 14496-12, 8.4.2: the language follows the times, which are twice as long in version 1.
            place = begin + (40 if data[begin + 8] else 28)
            if data[place : place + 2] == b"\0\0":
                data[place : place + 2] = _packed(code)


def _headers(data: mmap.mmap, begin: int, end: int) -> Iterator[int]:
    """Yield where each track's ``mdhd`` box begins."""
    while begin < end:
        size, kind = int.from_bytes(data[begin : begin + 4]), data[begin + 4 : begin + 8]
        size = int.from_bytes(data[begin + 8 : begin + 16]) if size == 1 else size
        if kind == b"mdhd":
            yield begin
        elif kind in _PARENTS:
            yield from _headers(data, begin + 8, begin + size)
        begin += size or end


def _packed(code: str) -> bytes:
    """Three letters of five bits each."""
    one, two, three = (ord(letter) - 0x60 for letter in code)
    return (one << 10 | two << 5 | three).to_bytes(2)
