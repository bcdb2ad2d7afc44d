"""Lets the letters of Arabic and Hebrew carry the vowel marks that stand on them.

A mark is a glyph of its own, drawn off the line, before the letter that it belongs to. Extractors take it for a word of
another line, and put a space where it was. So the mark is drawn as an outline, and its letter gets another code of its font,
which shows the same glyph and means letter and mark (ISO 32000-1, 9.7.5.4 and 9.10.3: CMaps, ToUnicode). The same is done for
an alef of no width, in a ligature with its lam, and for a glyph that means one thing here and another there.

Like ``weasyprint_patches.py`` this module uses private parts of WeasyPrint, and the operators of pydyf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

from editions.pdf.drawing.glyphs import as_seen
from editions.pdf.drawing.outlines import Letters, fill

_FIRST = 0xF000  # the codes up to here are those of the glyphs themselves
_MAX_CODES = 3000  # codes of a font: a line has fewer letters than are left then
_SHOWN = re.compile(rb"<([0-9a-f]*)>|([-+.\de]+)")
_THOUSANDTHS = 1000


@dataclass(slots=True)
class CombiningMarks:
    """The codes of one document's letters that carry marks: of each font, by its name, glyph and meaning -> code."""

    letters: Letters = field(default_factory=Letters)
    codes: dict[str, dict[tuple[int, str], int]] = field(default_factory=dict)

    def join(self, stream: Stream, first: int, meanings: Sequence[str | None]) -> None:
        """Join marks to their letters in what was drawn on a stream since an operator: one line of text.

        ``meanings`` says of each glyph what it is to mean, in the order that is seen: ``""`` of a mark, None of those that mean
        what they always do.
        """
        shown = sum(len(glyphs) // 4 for operator in stream.stream[first:] for glyphs, _ in _shown(operator))
        if shown != len(meanings) or any(len(codes) > _MAX_CODES for codes in self.codes.values()):
            return
        fonts = {font.hash: font for font in stream._fonts.values()}
        line = _Line(marks=self, fonts=fonts, meanings=list(reversed(meanings)))
        stream.stream[first:] = [line.read(operator) for operator in stream.stream[first:]]
        if not line.marked:
            return
        stream.end_text()
        for font, number, place in line.marked:
            fill(stream, self.letters, font, number, place)
        stream.begin_text()

    def code(self, font: Font, glyph: int, meaning: str) -> int:
        """Return the code by which a font shows a glyph that means a letter and its marks, in the order that is seen."""
        codes = self.codes.setdefault(font.hash, {})
        return codes.setdefault((glyph, meaning), _FIRST + len(codes))

    def encode(self, pdf: pydyf.PDF, references: Mapping[str, bytes], fonts: Mapping[Any, Font]) -> None:
        """Write the codes into the dictionaries of the fonts, once all is drawn."""
        missing = {font.hash: font.missing.values() for font in fonts.values()}
        for name, codes in self.codes.items():
            dictionary = _object(pdf, references[name])
            meanings = [f"<{code:04x}> <{meaning.encode('utf-16-be').hex()}>" for (_, meaning), code in codes.items()]
            unicode = _object(pdf, dictionary["ToUnicode"]).stream
            at = unicode.index(b"endcmap")
            unicode[at:at] = _blocks("bfchar", meanings)
            shown = [(code, glyph) for (glyph, _), code in codes.items()] + [(code, 0) for code in missing[name]]
            cmap = _cmap([f"<{code:04x}> {glyph}" for code, glyph in shown])
            pdf.add_object(cmap)
            dictionary["Encoding"] = cmap.reference


@dataclass(slots=True)
class _Line:
    """A line of text while its operators are read: where its next glyph will stand, and which marks were left out.

    ``meanings`` are those of the glyphs to come, the next one last.
    """

    marks: CombiningMarks
    fonts: Mapping[str, Font]
    meanings: list[str | None]
    font: Font = None
    size: float = 0
    rise: float = 0
    matrix: Matrix = field(default_factory=Matrix)
    marked: list[tuple[Font, int, Matrix]] = field(default_factory=list)

    def read(self, operator: Any) -> Any:
        """Return an operator without its marks, and with the codes of the letters that carry them."""
        *operands, name = operator.split() if isinstance(operator, bytes) else [b""]
        match name:
            case b"Tf":
                self.font, self.size = self.fonts[operands[0][1:].decode()], float(operands[1])
            case b"Tm":
                self.matrix = Matrix(*map(float, operands))
            case b"Ts":
                self.rise = float(operands[0])
            case b"TJ":
                return b"[" + b"".join(self._joined(operator)) + b"] TJ"
        return operator

    def _joined(self, operator: bytes) -> Iterator[bytes]:
        for glyphs, moved in _shown(operator):
            yield from (self._glyph(int(glyphs[at : at + 4], 16)) for at in range(0, len(glyphs), 4))
            if moved:
                self._move(-float(moved))
                yield b" " + moved

    def _move(self, distance: float) -> None:
        self.matrix = Matrix(e=distance * self.size / _THOUSANDTHS) @ self.matrix

    def _glyph(self, number: int) -> bytes:
        font, meaning = self.font, self.meanings.pop()
        if meaning == "":
            scale = self.size / font.upem
            self.marked.append((font, number, Matrix(a=scale, d=scale, f=self.rise) @ self.matrix))
            return b""
        self._move(font.widths[number])
        if meaning and meaning != as_seen(font.to_unicode[number]):
            number = self.marks.code(font, number, meaning)
        return f"<{number:04x}>".encode()


def may_carry(font: Font) -> bool:
    """Whether letters of a font can get other codes."""
    return not font.bitmap and font.glyph_count <= _FIRST


def _shown(operator: Any) -> list[tuple[bytes, bytes]]:
    """Return the glyphs and the moves of an operator that shows text."""
    return _SHOWN.findall(operator[1:-4]) if isinstance(operator, bytes) and operator.endswith(b"] TJ") else []


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _blocks(kind: str, lines: list[str]) -> list[bytes]:
    """Return the lines of a CMap, a hundred at most in a block."""
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return [line.encode() for block in blocks for line in (f"{len(block)} begin{kind}", *block, f"end{kind}")]


def _cmap(lines: list[str]) -> pydyf.Stream:
    """Return a CMap in which a code shows the glyph of its number, but for those that are listed."""
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    extra = {"Type": "/CMap", "CMapName": "/Letters-With-Marks", "CIDSystemInfo": pydyf.Dictionary(system)}
    begin = f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def
/CMapName /Letters-With-Marks def
/CMapType 1 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
1 begincidrange
<0000> <{_FIRST - 1:04x}> 0
endcidrange"""
    end = [b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"]
    return pydyf.Stream([begin.encode(), *_blocks("cidchar", lines), *end], extra, compress=True)
