"""CMaps: which characters a font's codes stand for (ToUnicode), and which glyphs (ISO 32000-1, 9.7.5 and 9.10.3).

A table is read in one pass, and no entry of it takes more time than it is long. Of one that names the same codes again and
again, what it says first of 131,072 is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

_CHARACTERS = re.compile(rb"begin(bfchar|bfrange)")
_GLYPHS = re.compile(rb"begin(cidchar|cidrange)")
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\[\]]*)\])")
_STRING = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_CIDS = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>\s*)?(\d{1,9})")
_CODES = 1 << 16
_ENTRIES = 2 * _CODES
_DIGITS = 256  # of the hexadecimal text of one code: 64 characters
_CODE_DIGITS = 16  # of a code


def characters(cmap: bytes) -> dict[int, str]:
    """Return the text of each code that a ToUnicode CMap names, of 65,536 codes at most."""
    found: dict[int, str] = {}
    for code, text in islice(_characters(cmap), _ENTRIES):
        if len(found) >= _CODES:
            return found
        found[code] = text
    return found


def glyphs(cmap: bytes) -> dict[int, int]:
    """Return the CID of each code that an embedded CMap names, of 65,536 codes at most."""
    found: dict[int, int] = {}
    for code, cid in islice(_glyphs(cmap), _ENTRIES):
        if len(found) >= _CODES:
            return found
        found[code] = cid
    return found


def _characters(cmap: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _sections(cmap, _CHARACTERS):
        yield from _singles(body) if kind == b"bfchar" else _ranges(body)


def _glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    for _, body in _sections(cmap, _GLYPHS):
        for entry in _CIDS.finditer(body):
            first, last, cid = entry.groups()
            codes = _codes(first, last or first)
            yield from zip(codes, range(int(cid), int(cid) + len(codes)), strict=True)


def _sections(cmap: bytes, begin: re.Pattern[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the sections of a table, each with its kind; of a kind that never ends no end is looked for twice."""
    at, endless = 0, set()
    for found in begin.finditer(cmap):
        kind = found[1]
        if found.start() < at or kind in endless:
            continue
        end = cmap.find(b"end" + kind, found.end())
        if end < 0:
            endless.add(kind)
            continue
        at = end
        yield kind, cmap[found.end() : end]


def _singles(body: bytes) -> Iterator[tuple[int, str]]:
    for entry in _PAIR.finditer(body):
        yield _number(entry[1]), _text(entry[2])


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for entry in _RANGE.finditer(body):
        first, last, start, listed = entry.groups()
        codes = _codes(first, last)
        if listed:
            yield from zip(codes, _texts(listed), strict=False)
        elif text := _text(start or b""):
            for offset, code in enumerate(codes):
                yield code, text[:-1] + chr(min(ord(text[-1]) + offset, 0x10FFFF))


def _texts(listed: bytes) -> Iterable[str]:
    return (_text(entry[1]) for entry in _STRING.finditer(listed))


def _codes(first: bytes, last: bytes) -> range:
    return range(_number(first), min(_number(last), _number(first) + _CODES) + 1)


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split())[:_CODE_DIGITS] or b"0", 16)


def _text(digits: bytes) -> str:
    joined = b"".join(digits.split())[:_DIGITS]
    data = bytes.fromhex((joined + b"0" * (len(joined) % 2)).decode())
    return data.decode("utf-16-be" if len(data) > 1 else "latin-1", "ignore")
