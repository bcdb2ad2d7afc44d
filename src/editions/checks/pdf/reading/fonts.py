"""Fonts: the glyphs that a string shows, with their widths and the characters they stand for (ISO 32000-1, 9.6 to 9.10).

Deliberately not here: the font programs. A ``.notdef`` glyph is seen where the code leads to it (CID or glyph 0, an encoding
that names it), not where a simple font's own table of characters lacks a character.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from editions.checks.pdf.reading.budget import FONTS, GLYPHS, Budget
from editions.checks.pdf.reading.cmaps import characters, glyphs
from editions.checks.pdf.reading.streams import Streams
from editions.checks.pdf.reading.values import dictionary, get, identity, items, name, number, numbers, opening, text

_SYMBOLIC = 4
_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
# The collections whose CIDs have characters of their own (ISO 32000-1, 9.7.5.2), so that no ToUnicode is needed.
_KNOWN_ORDERINGS = ("Japan1", "GB1", "CNS1", "Korea1", "KR")
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_CIDS = 1 << 16
_FONT = 50  # entries that a font is charged with, however little it says
_DIFFERENCES = 1024
_GLYPH_NAME = 100  # characters


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph: its character (None where unknown), its width for type of size 1, whether it is ``.notdef``."""

    text: str | None
    width: float
    missing: bool = False


class Font:
    """A font of a page: strings in, glyphs out."""

    def __init__(self, font: Any, streams: Streams) -> None:
        self._budget = streams.budget
        self._budget.spend(FONTS, _FONT)
        self.name = name(get(font, "/BaseFont")).rpartition("+")[2]
        self.bold = any(word in self.name.lower() for word in _BOLD)
        self.wide = name(get(font, "/Subtype")) == "Type0"
        self._glyphs: dict[int, Glyph] = {}
        unicode = get(font, "/ToUnicode")
        self._unicode = characters(streams.read(unicode)) if isinstance(unicode, pikepdf.Stream) else {}
        self._budget.spend(FONTS, len(self._unicode))
        self._program: _Composite | _Simple = _Composite(font, streams) if self.wide else _Simple(font, self._budget)

    def glyphs(self, data: bytes) -> list[Glyph]:
        """Return the glyphs of a string."""
        self._budget.spend(GLYPHS, len(data))
        codes = [high << 8 | low for high, low in zip(data[::2], data[1::2], strict=False)] if self.wide else data
        known = self._glyphs
        return [known.get(code) or self._glyph(code) for code in codes]

    def _glyph(self, code: int) -> Glyph:
        self._budget.spend(FONTS)
        text = self._unicode.get(code) or self._program.character(code)
        glyph = Glyph(text, self._program.width(code), self._program.missing(code))
        self._glyphs[code] = glyph
        return glyph


class _Composite:
    """A composite font (Type0): codes of two bytes; with a predefined encoding its CIDs are not known."""

    def __init__(self, font: Any, streams: Streams) -> None:
        budget = streams.budget
        below = opening(get(font, "/DescendantFonts"))
        descendant = below[0] if below else pikepdf.Dictionary()
        encoding = get(font, "/Encoding")
        self._cids = glyphs(streams.read(encoding)) if isinstance(encoding, pikepdf.Stream) else {}
        budget.spend(FONTS, len(self._cids))
        self._known = bool(self._cids) or name(encoding).startswith("Identity")
        ordering = text(get(dictionary(descendant, "/CIDSystemInfo"), "/Ordering"), budget) or ""
        self._readable = ordering in _KNOWN_ORDERINGS or not self._known
        self._default = number(get(descendant, "/DW"), 1000.0)
        self._widths = _cid_widths(items(get(descendant, "/W"), budget), budget)
        glyph_map = get(descendant, "/CIDToGIDMap")
        self._gids = streams.read(glyph_map)[: 2 * _CIDS] if isinstance(glyph_map, pikepdf.Stream) else b""

    def _cid(self, code: int) -> int:
        return self._cids.get(code, 0) if self._cids else code

    def width(self, code: int) -> float:
        return self._widths.get(self._cid(code), self._default) / 1000

    def character(self, code: int) -> str | None:
        return "" if self._readable else None  # "": known to a reader, though not to us

    def missing(self, code: int) -> bool:
        cid = self._cid(code)
        if self._gids:
            return self._gids[2 * cid : 2 * cid + 2] in (b"\0\0", b"")
        return self._known and cid == 0


def _cid_widths(array: list[Any], budget: Budget) -> dict[int, float]:
    """Return the widths of a ``W`` array, in its two forms (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    rest = iter(array)
    for first in rest:
        following = next(rest, None)
        start = int(number(first))
        if isinstance(following, pikepdf.Array):
            widths.update(zip(range(start, start + _CIDS), numbers(following, budget), strict=False))
        else:
            width = number(next(rest, None))
            last = min(int(number(following)), start + _CIDS)
            budget.spend(FONTS, max(0, last + 1 - start))
            widths.update(dict.fromkeys(range(start, last + 1), width))
    return widths


class _Simple:
    """A simple font: codes of one byte."""

    def __init__(self, font: Any, budget: Budget) -> None:
        self._first = int(number(get(font, "/FirstChar")))
        self._widths = numbers(get(font, "/Widths"), budget)
        descriptor = dictionary(font, "/FontDescriptor")
        matrix = numbers(get(font, "/FontMatrix"), budget)
        self._unit = abs(matrix[0]) if len(matrix) == 6 and name(get(font, "/Subtype")) == "Type3" else 0.001
        self._default = number(get(descriptor, "/MissingWidth"), 0.0 if self._widths else 500.0)
        symbolic = int(number(get(descriptor, "/Flags"))) & _SYMBOLIC
        encoding = get(font, "/Encoding")
        base = name(encoding) or name(get(encoding, "/BaseEncoding"))
        self._codec = _CODECS.get(base, "" if symbolic and not base else "latin-1")
        self._names = _differences(opening(get(encoding, "/Differences"), _DIFFERENCES))

    def width(self, code: int) -> float:
        at = code - self._first
        return (self._widths[at] if 0 <= at < len(self._widths) else self._default) * self._unit

    def character(self, code: int) -> str | None:
        if code in self._names:
            from fontTools.agl import toUnicode  # type: ignore[import-untyped]  # fontTools has no types

            return toUnicode(self._names[code]) or None
        return bytes([code]).decode(self._codec, "ignore") or None if self._codec else None

    def missing(self, code: int) -> bool:
        return self._names.get(code) == ".notdef"


def _differences(array: list[Any]) -> dict[int, str]:
    names: dict[int, str] = {}
    code = 0
    for item in array:
        if isinstance(item, pikepdf.Name):
            names[code] = name(item)[:_GLYPH_NAME]
            code += 1
        else:
            code = int(number(item))
    return names


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self, streams: Streams) -> None:
        self.streams = streams
        self._known: dict[tuple[int, int], Font] = {}

    def font(self, resources: Any, key: str) -> Font:
        """Return the font that a resource dictionary has under a name; an unknown one shows nothing known."""
        found = dictionary(dictionary(resources, "/Font"), key)
        number = identity(found)
        if number == (0, 0):
            return Font(found, self.streams)
        if number not in self._known:
            self._known[number] = Font(found, self.streams)
        return self._known[number]
