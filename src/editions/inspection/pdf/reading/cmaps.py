"""CMaps: which characters a font's codes stand for (ToUnicode), and which glyphs (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_STRING = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_CIDS = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>\s*)?(\d+)")
_CID_SECTION = re.compile(rb"begincid(char|range)(.*?)endcid\1", re.DOTALL)
_CODES = 1 << 16


def characters(cmap: bytes) -> dict[int, str]:
    """Return the text of each code that a ToUnicode CMap names, of 65,536 codes at most."""
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(cmap):
        for code, text in _singles(body) if kind == b"bfchar" else _ranges(body):
            if len(found) >= _CODES:
                return found
            found[code] = text
    return found


def glyphs(cmap: bytes) -> dict[int, int]:
    """Return the CID of each code that an embedded CMap names, of 65,536 codes at most."""
    found: dict[int, int] = {}
    for _, body in _CID_SECTION.findall(cmap):
        for first, last, cid in _CIDS.findall(body):
            codes = range(_number(first), min(_number(last or first), _number(first) + _CODES) + 1)
            if len(found) + len(codes) > _CODES:
                return found
            found.update(zip(codes, range(int(cid), int(cid) + len(codes)), strict=True))
    return found


def _singles(body: bytes) -> Iterator[tuple[int, str]]:
    for code, text in _PAIR.findall(body):
        yield _number(code), _text(text)


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for first, last, start, listed in _RANGE.findall(body):
        codes = range(_number(first), min(_number(last), _number(first) + _CODES) + 1)
        if listed:
            yield from zip(codes, map(_text, _STRING.findall(listed)), strict=False)
        elif text := _text(start):
            for offset, code in enumerate(codes):
                yield code, text[:-1] + chr(min(ord(text[-1]) + offset, 0x10FFFF))


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    joined = b"".join(digits.split())
    data = bytes.fromhex((joined + b"0" * (len(joined) % 2)).decode())
    return data.decode("utf-16-be" if len(data) > 1 else "latin-1", "ignore")
