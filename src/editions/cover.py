"""The cover: the title of an article, set as a picture. Upright for EPUB, square for audio.

Deliberately no pictures and no pattern: a cover is seen as small as a stamp, and has to say which article this is.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont, features

from editions.language import direction

ACCENT = "#00558c"  # 7.8:1 against white, as ground and as letters
PAPER = "#ffffff"
INK = "#1f2429"
UPRIGHT = (1600, 2560)  # what shops ask for
SQUARE = (1400, 1400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A picture, and the texts that are not on it because no font here has their letters."""

    data: bytes
    media_type: str
    unshown: tuple[str, ...] = ()


def draw(
    title: str, *, byline: str = "", publisher: str = "", kind: str = "", lang: str, size: tuple[int, int] = UPRIGHT
) -> Cover:
    """Draw the cover of an edition as a PNG of ``size`` pixels.

    ``kind`` (what it is: "Research article") stands above the title, ``byline`` and ``publisher`` below; all are in ``lang``
    (BCP 47). Lines end at spaces; no-break spaces keep a name together. The same texts give the same bytes.
    """
    picture, unshown = _painted(title, byline, publisher, kind, lang, size)
    return Cover(data=_saved(picture, "PNG", optimize=True), media_type="image/png", unshown=unshown)


def draw_square(
    title: str, *, byline: str = "", publisher: str = "", kind: str = "", lang: str, size: tuple[int, int] = SQUARE
) -> Cover:
    """Draw the cover of a sound file as a JPEG: like ``draw``, in the shape that players show."""
    picture, unshown = _painted(title, byline, publisher, kind, lang, size)
    return Cover(
        data=_saved(picture, "JPEG", quality=88, subsampling=0, optimize=True), media_type="image/jpeg", unshown=unshown
    )


def _saved(picture: Image.Image, format: str, **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, format, **options)
    return data.getvalue()


# ---------------------------------------------------------------------------------------------------------------- layout


def _painted(
    title: str, byline: str, publisher: str, kind: str, lang: str, size: tuple[int, int]
) -> tuple[Image.Image, tuple[str, ...]]:
    """A field of colour with kind and title, a white foot with the names. Lengths are in hundredths of the width."""
    width, height = size
    unit = width / 100
    foot = height - round((38 if height > width else 26) * unit)
    picture = Image.new("RGB", size, PAPER)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, width, foot), fill=ACCENT)
    page = _Page(canvas, lang, margin=round(10 * unit), width=width)
    top = round((12 if height > width else 9) * unit)
    below_kind = page.text(kind, SANS, PAPER, top=top, bottom=top + round(9 * unit), largest=3.6 * unit)
    if below_kind > top:
        page.rule(PAPER, top=below_kind + round(2.4 * unit), length=round(10 * unit), thickness=round(0.5 * unit))
        top = below_kind + round(7 * unit)
    page.text(title, SERIF, PAPER, top=top, bottom=foot - round(7 * unit), largest=11.5 * unit)
    bottom = height - round((8 if height > width else 5) * unit)
    above = page.text(publisher, SANS, ACCENT, top=bottom - round(9 * unit), bottom=bottom, largest=3.2 * unit, low=True)
    limit = above - round(2 * unit)
    page.text(byline, TEXT, INK, top=foot + round(5 * unit), bottom=limit, largest=4.4 * unit)
    return picture, tuple(page.unshown)


class _Page:
    """Where texts are drawn, between margins, from the side where the language's lines begin."""

    def __init__(self, canvas: ImageDraw.ImageDraw, lang: str, *, margin: int, width: int) -> None:
        self._canvas = canvas
        self._lang = lang
        self._margin = margin
        self._width = width
        self._leftwards = direction(lang) == "rtl"
        self.unshown: list[str] = []

    def rule(self, fill: str, *, top: int, length: int, thickness: int) -> None:
        """Draw a line."""
        left = self._width - self._margin - length if self._leftwards else self._margin
        self._canvas.rectangle((left, top, left + length, top + thickness), fill=fill)

    def text(self, text: str, style: Style, fill: str, *, top: int, bottom: int, largest: float, low: bool = False) -> int:
        """Draw a text as large as it fits, from the top or (``low``) to the bottom; return its other edge."""
        words = " ".join(re.split(r"[ \t\r\n]+", text.strip()))
        face = _face(words, style, self._lang) if words else None
        if words and face is None:
            self.unshown.append(words)
        if face is None:
            return bottom if low else top
        setting = _fitted(words, face, width=self._width - 2 * self._margin, height=bottom - top, largest=largest)
        start = bottom - setting.height if low else top
        for number, line in enumerate(setting.lines):
            self._line(line, setting, fill, start + number * setting.leading)
        return start if low else start + setting.height

    def _line(self, line: str, setting: _Setting, fill: str, top: int) -> None:
        place = (self._width - self._margin, top) if self._leftwards else (self._margin, top)
        anchor, way = ("ra", "rtl") if self._leftwards else ("la", "ltr")
        shaping = (way, self._lang) if _shapes() else (None, None)
        self._canvas.text(place, line, fill, setting.font, anchor, direction=shaping[0], language=shaping[1])


# ----------------------------------------------------------------------------------------------------------------- lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """Lines of a text in one size, in pixels."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


SMALLEST = 8


def _fitted(text: str, face: Face, *, width: int, height: int, largest: float) -> _Setting:
    """Try sizes downwards until the text fits; the last one is taken as it is."""
    size = round(largest)
    while True:
        font = face(size)
        leading = round(size * face.style.leading)
        pieces = _pieces(text)
        count = _count(pieces, font, width)
        if size <= SMALLEST or (count and count * leading <= height):
            break
        size = max(SMALLEST, min(size - 1, round(size * 0.97)))
    pieces = pieces if count else tuple(text)
    return _Setting(lines=_balanced(pieces, font, width, count or _count(pieces, font, width)), font=font, leading=leading)


_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_NOT_FIRST = "、。，．：；！？）」』】〕〉》ー々’”)"
_NOT_LAST = "（「『【〔〈《‘“("
_BREAK = re.compile(rf"(?<= )|(?<=[^\W\d][-–—/])(?=[^\W\d])|(?<=[{_WIDE}])(?<![{_NOT_LAST}])(?=[{_WIDE}])(?![{_NOT_FIRST}])")


def _pieces(text: str) -> tuple[str, ...]:
    """Cut a text where a line may end: after spaces, after hyphens, between Han and Kana. Words are never hyphenated."""
    return tuple(_BREAK.split(text))


def _count(pieces: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> int:
    """Return how many lines of ``width`` are needed, 0 where a piece alone is wider."""
    count, line = 1, ""
    for piece in pieces:
        if font.getlength(piece.rstrip()) > width:
            return 0
        if font.getlength((line + piece).rstrip()) > width:
            count, line = count + 1, ""
        line += piece
    return count


_Way: TypeAlias = tuple[float, tuple[int, ...]]
"""What a way of breaking costs, and before which pieces its lines begin and end."""

_NO_WAY: _Way = (float("inf"), (0,))


def _balanced(pieces: Sequence[str], font: ImageFont.FreeTypeFont, width: int, count: int) -> tuple[str, ...]:
    """Break into ``count`` lines as even as can be: the least sum of the squares of what each leaves empty."""
    best: list[_Way] = [(0.0, (0,)), *[_NO_WAY] * len(pieces)]
    for _ in range(count):
        best = [_next(end, best, pieces, font, width) for end in range(len(pieces) + 1)]
    return tuple("".join(pieces[begin:end]).rstrip() for begin, end in pairwise(best[-1][1]))


def _next(end: int, best: Sequence[_Way], pieces: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> _Way:
    """Return the best way to end one more line before piece ``end``."""
    found = _NO_WAY
    for begin in reversed(range(end)):
        empty = width - font.getlength("".join(pieces[begin:end]).rstrip())
        if empty < 0:
            break
        cost, breaks = best[begin]
        torn = end < len(pieces) and not pieces[end - 1].endswith(" ") and pieces[end - 1][-1] in "-–—/"
        found = min(found, (cost + empty**2 + torn * width**2 / 4, (*breaks, end)))
    return found


# ----------------------------------------------------------------------------------------------------------------- fonts


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A font of ours: its file, its axes (in the file's order), its distance of lines, and fontconfig's name for its like."""

    file: Path
    axes: tuple[float, ...]
    leading: float
    like: str


_SERIF = Path(str(files("fontpkg_source_serif_4"))) / "files" / "SourceSerif4[opsz,wght].ttf"
_SANS = Path(str(files("fontpkg_source_sans_3"))) / "files" / "SourceSans3[wght].ttf"
SERIF = Style(file=_SERIF, axes=(600, 60), leading=1.16, like="serif:weight=180")
SANS = Style(file=_SANS, axes=(600,), leading=1.3, like="sans-serif:weight=180")
TEXT = Style(file=_SANS, axes=(400,), leading=1.32, like="sans-serif:weight=80")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font file that has all the letters of a text, in a style; called with a size in pixels it is a font."""

    style: Style
    file: Path
    index: int = 0

    def __call__(self, size: int) -> ImageFont.FreeTypeFont:
        """Open the font."""
        return _font(self.file, self.index, self.style.axes if self.file == self.style.file else (), size)


@cache
def _font(file: Path, index: int, axes: tuple[float, ...], size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(file), size, index=index)
    if axes:
        font.set_variation_by_axes(list(axes))
    return font


_PROBE = 40  # pixels, to look for missing letters


def _face(text: str, style: Style, lang: str) -> Face | None:
    """Return the style's own font, or else the first installed one that has every letter; None where none has."""
    if not _shapes() and any(map(_needs_shaping, text)):
        return None
    faces = (Face(style=style, file=style.file), *_installed(text, style, lang))
    return next((face for face in faces if _has(face(_PROBE), text)), None)


def _installed(text: str, style: Style, lang: str) -> Iterator[Face]:
    """Ask fontconfig (where it is installed) for fonts of the language that have the letters."""
    if (command := shutil.which("fc-match")) is None:
        return
    letters = " ".join(sorted({f"{ord(letter):x}" for letter in text if not letter.isspace()}))
    pattern = f"{style.like}:lang={lang}:charset={letters}"
    call = [command, "--sort", "--format", "%{index}\t%{file}\n", pattern]
    answer = subprocess.run(call, capture_output=True, text=True, check=False, timeout=30)  # noqa: S603 - fontconfig's own tool
    for line in answer.stdout.splitlines()[:20]:
        index, _, file = line.partition("\t")
        face = Face(style=style, file=Path(file), index=int(index) & 0xFFFF)  # the upper half names an instance
        with suppress(OSError):  # a bitmap font has no such size
            face(_PROBE)
            yield face


def _has(font: ImageFont.FreeTypeFont, text: str) -> bool:
    """Whether each letter looks different from the box that stands for a missing one."""
    box = _look(font, "\U0010ffff")
    return all(_look(font, letter) != box for letter in set(text) if not _unseen(letter))


def _look(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


def _unseen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in {"Cf", "Cc"}


def _needs_shaping(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"R", "AL"} or unicodedata.category(letter) in {"Mn", "Mc"}


def _shapes() -> bool:
    """Whether Pillow can join and reorder letters (libraqm)."""
    return bool(features.check("raqm"))
