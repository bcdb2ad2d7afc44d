"""The text of a tagged PDF in the order of its structure tree: what assistive technology reads.

ISO 32000-1: 14.6 (marked content), 14.7 (structure), 9.10.2 (ToUnicode), 14.9.4 (ActualText). It reads what this program
writes, two-byte fonts with a ToUnicode map, and is no general extractor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf

_SAME_LINE = 8  # CSS pixels between two baselines: less than a line, more than the rise of an index
_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Ruby", "RB", "RT"})
_UNSPELT = frozenset({"Figure", "Formula"})  # heard by their alternative: what a drawing has written in it is no text
# Words from right to left, and the spaces at them: drawn in the order that is seen, so each run of them is turned round.
_LEFTWARDS = re.compile("(?: *[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)+ *")
_HEX = re.compile(r"<([0-9A-Fa-f\s]*)>")


@dataclass(slots=True)
class Piece:
    """The text of one marked-content sequence, its page and its baseline."""

    page: int
    text: str = ""
    baseline: float = 0.0


def text(path: Path) -> str:
    """Return the text of a PDF's structure tree, a line a block."""
    return "".join(text for _, text in runs(path))


def by_language(path: Path) -> dict[str, str]:
    """Return the text of a PDF's structure tree by the language that it is in."""
    found: dict[str, list[str]] = {}
    for language, group in groupby(runs(path), key=lambda run: run[0]):
        found.setdefault(language, []).append("".join(text for _, text in group))
    return {language: "\n".join(texts) for language, texts in found.items()}


def runs(path: Path) -> list[tuple[str, str]]:
    """Return the pieces of text of a PDF's structure tree, each with its language before it."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        pieces = [_Page(page, number).read() for number, page in enumerate(pdf.pages)]
        reader = _Reader(numbers, pieces)
        reader.element(pdf.Root.StructTreeRoot, None, str(pdf.Root.get("/Lang", "")))
        return reader.runs


@dataclass(slots=True)
class _Reader:
    numbers: dict[tuple[int, int], int]
    pieces: list[dict[int, Piece]]
    runs: list[tuple[str, str]] = field(default_factory=list)
    last: Piece | None = None

    def element(self, element: Any, page: int | None, language: str) -> None:
        role = str(element.get("/S", "/Root"))[1:]
        if role in _UNSPELT:
            return
        if "/Pg" in element:
            page = self.numbers[element.Pg.objgen]
        language = str(element.get("/Lang", language))
        if "/ActualText" in element:
            self._actual(str(element.ActualText), language)
            return
        self._break(role, language)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._kid(kid, page, language)
        self._break(role, language)

    def _actual(self, text: str, language: str) -> None:
        """Take the text that an element gives in place of its content."""
        self.runs.append((language, text))
        if self.last is not None:
            self.last = replace(self.last, text=text)

    def _break(self, role: str, language: str) -> None:
        if role not in _INLINE:
            self.runs.append((language, "\n"))
            self.last = None

    def _kid(self, kid: Any, page: int | None, language: str) -> None:
        if isinstance(kid, int):
            self._content(page, kid, language)
        elif "/MCID" in kid:
            self._content(self.numbers[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID), language)
        elif "/S" in kid:
            self.element(kid, page, language)

    def _content(self, page: int | None, mcid: int, language: str) -> None:
        piece = self.pieces[page or 0].get(mcid)
        if piece is None:
            return
        self.runs.append((language, self._join(piece) + _LEFTWARDS.sub(lambda word: word[0][::-1], piece.text)))
        self.last = piece

    def _join(self, piece: Piece) -> str:
        """Return what stands between two pieces: nothing within a line or a divided word, else a space."""
        last = self.last
        if last is None or (last.page == piece.page and abs(last.baseline - piece.baseline) < _SAME_LINE):
            return ""
        if last.text.endswith(("\u00ad", "\u200b")):
            return ""
        return " "


class _Page:
    """Reads the marked content of one page."""

    def __init__(self, page: pikepdf.Page, number: int) -> None:
        self.page, self.number = page, number
        fonts: Any = page.Resources.get("/Font", {})
        self.maps = {name: _to_unicode(font) for name, font in fonts.items()}
        self.pieces: dict[int, Piece] = {}
        self.open: list[int | str | None] = []  # an MCID, an actual text (said once, then ""), or neither
        self.font: dict[str, str] = {}

    def read(self) -> dict[int, Piece]:
        baseline = 0.0
        for instruction in pikepdf.parse_content_stream(self.page):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BDC":
                    self._begin(operands[1])
                case "BMC":
                    self.open.append(None)
                case "EMC":
                    self._end()
                case "Tf":
                    self.font = self.maps[str(operands[0])]
                case "Tm":
                    baseline = float(operands[5])
                case "TJ" | "Tj":
                    self._show(operands[0], baseline)
        return self.pieces

    def _begin(self, properties: Any) -> None:
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            self.open.append(int(properties.MCID))
            self.pieces[int(properties.MCID)] = Piece(self.number)
        elif isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties:
            self.open.append(str(properties.ActualText))
        else:
            self.open.append(None)

    def _end(self) -> None:
        self.open.pop()

    def _show(self, operand: Any, baseline: float) -> None:
        mcid = next((item for item in reversed(self.open) if isinstance(item, int)), None)
        if mcid is None:
            return
        piece = self.pieces[mcid]
        piece.baseline = piece.baseline or baseline
        actual = next((number for number, item in enumerate(self.open) if isinstance(item, str)), None)
        if actual is not None:
            piece.text += str(self.open[actual])
            self.open[actual] = ""
        else:
            piece.text += "".join(self._shown(operand))

    def _shown(self, operand: Any) -> Iterator[str]:
        for item in operand if isinstance(operand, pikepdf.Array) else [operand]:
            if isinstance(item, pikepdf.String):
                data = bytes(item)
                for index in range(0, len(data), 2):
                    yield self.font.get(data[index : index + 2].hex(), "\ufffd")


def _to_unicode(font: Any) -> dict[str, str]:
    """Return a font's map from codes (hexadecimal, lower case) to text."""
    if "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        codes = [re.sub(r"\s", "", code) for code in _HEX.findall(block)]
        for code, value in zip(codes[::2], codes[1::2], strict=True):
            found[code.lower()] = bytes.fromhex(value).decode("utf-16-be", "replace")
    return found
