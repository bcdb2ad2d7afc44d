"""The container of an EPUB, before any program unpacks it: bounded, within itself, and as large as it says (OCF, ZIP).

Nothing of it is unpacked to the disk. What is wrong with the book in it is for the validators to say.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Final

from editions.findings import SourceError

MAX_BYTES: Final = 2 << 30
"""Bytes of the largest EPUB that is examined, and of what it unpacks to; those with sound in them have some hundred MB."""

MAX_MEMBERS: Final = 20_000
"""Files in one EPUB."""

MIMETYPE: Final = b"application/epub+zip"
_DIRECTORY = 4 << 20  # bytes of the list of members: 90,000 with the shortest names
_SMALL = 100 << 20  # bytes that an EPUB may unpack to, however small it is
_RATIO = 100  # times its own size that a larger one may unpack to; text alone comes to some 10
_CHUNK = 1 << 16
_ALLOWED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)


def is_epub(path: Path) -> bool:
    """Whether a file is a ZIP whose first words are those of an EPUB; a ZIP that cannot be read is none."""
    try:
        with _File(path) as file, zipfile.ZipFile(file) as book:
            member = book.getinfo("mimetype")
            return member.compress_type in _ALLOWED and book.open(member).read(64).strip() == MIMETYPE
    except (*_BROKEN, OSError):
        return False


def examine(path: Path) -> None:
    """Raise ``SourceError`` for an EPUB that cannot be unpacked, or that no program should unpack."""
    try:
        with _File(path) as file, zipfile.ZipFile(file) as book:
            size = file.seek(0, io.SEEK_END)
            problem = next(_problems(file, book.infolist(), size), "")
    except (*_BROKEN, OSError) as error:
        said = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
        raise SourceError(f"{path}: is not an EPUB that can be read ({said}). Make it anew.") from None
    if problem:
        raise SourceError(f"{path}: was not examined: {problem}.")


class _File(io.FileIO):
    """A file of which no list of members is read that is longer than those of books."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read so many bytes, or all that is left."""
        asked = _DIRECTORY + 1 if size is None or size < 0 else size
        data = super().read(min(asked, _DIRECTORY + 1)) or b""
        if len(data) > _DIRECTORY:
            raise zipfile.BadZipFile("its list of members is too long")
        return data


def _problems(file: _File, members: list[zipfile.ZipInfo], size: int) -> Iterator[str]:
    """Yield why it should not be unpacked; what is last takes the longest to find out."""
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        yield f"it has more than {MAX_MEMBERS} members"
    if max(size, unpacked) > MAX_BYTES or unpacked > max(_SMALL, _RATIO * size):
        yield f"it unpacks to {unpacked >> 20} MB, more than an EPUB of {size >> 20} MB may"
    for member in members:
        if problem := _problem(member):
            yield problem
    if _overlap(members):
        yield "two of its members lie in the same bytes"
    for member in members:
        if not _is_as_large_as_said(file, member):
            yield f"its member {_name(member)} unpacks to more than it says"


def _problem(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & _ENCRYPTED:
        return f"its member {_name(member)} needs a password"
    if member.compress_type not in _ALLOWED:
        return f"its member {_name(member)} is packed in a way that EPUB does not allow"
    if _leads_out(member.filename) or _leads_out(member.orig_filename):
        return f"its member {_name(member)} would lie outside of it"
    if stat.S_ISLNK(member.external_attr >> 16):
        return f"its member {_name(member)} is a link"
    return ""


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\0" in name or name[1:2] == ":"


def _name(member: zipfile.ZipInfo) -> str:
    return repr(member.orig_filename[:60])


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether the bytes of one member are also those of another: so few bytes become many times as much."""
    places = sorted((member.header_offset, member.compress_size) for member in members)
    return any(start + length > following for (start, length), (following, _) in pairwise(places))


def _is_as_large_as_said(file: _File, member: zipfile.ZipInfo) -> bool:
    """Whether a member unpacks to no more than the list of members says, which is what has been counted."""
    if member.compress_type == zipfile.ZIP_STORED:
        return member.compress_size <= member.file_size
    file.seek(member.header_offset + 26)
    file.seek(sum(struct.unpack("<2H", file.read(4))), io.SEEK_CUR)
    left, unpacked, unpacker = member.compress_size, 0, zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and unpacked <= member.file_size and not unpacker.eof:
        packed = unpacker.unconsumed_tail
        if not packed:
            packed = file.read(min(left, _CHUNK))
            left -= len(packed)
        if not packed:
            raise EOFError("it ends too early")
        unpacked += len(unpacker.decompress(packed, _CHUNK))
    while unpacker.unconsumed_tail and not unpacker.eof and unpacked <= member.file_size:  # at its end the tail stays
        unpacked += len(unpacker.decompress(unpacker.unconsumed_tail, _CHUNK))
    return unpacked <= member.file_size
