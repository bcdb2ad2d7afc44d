"""The cover: the title of an article, set as a picture. Upright for EPUB, square for audio.

Deliberately no pattern, and no picture but the logo of a house: a cover is seen as small as a stamp, and has to say which
article this is. Its colours are those of the page (``--accent``, ``--ink``), unless the house has its own.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont, features

from editions.article.styles import colour
from editions.languages.tags import direction

PAPER = "white"
UPRIGHT = (1600, 2560)  # what shops ask for
SQUARE = (1400, 1400)

MAX_CHARS = 600
"""Characters of a text that a cover shows; of a longer one it shows the beginning, and three dots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A picture, the texts that are not on it because no font here has their letters, and the beginnings of those too long."""

    data: bytes
    media_type: str
    unshown: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverBrand:
    """The looks of a house on a cover: colours as ``#rrggbb`` (``""``: ours, none), and the PNG of its logo."""

    accent: str = ""
    second: str = ""
    logo: bytes = b""


OURS = CoverBrand()


def draw(
    title: str,
    *,
    byline: str = "",
    publisher: str = "",
    kind: str = "",
    lang: str,
    size: tuple[int, int] = UPRIGHT,
    brand: CoverBrand = OURS,
) -> Cover:
    """Draw the cover of an edition as a PNG of ``size`` pixels.

    ``kind`` (what it is: "Research article") stands above the title, ``byline`` and ``publisher`` below, the logo of ``brand``
    last; all words are in ``lang`` (BCP 47). Lines end at spaces; no-break spaces keep a name together. The same texts give
    the same bytes.
    """
    picture, page = _painted(title, byline, publisher, kind, lang, size, brand)
    data = _saved(picture, "PNG", optimize=True)
    return Cover(data=data, media_type="image/png", unshown=tuple(page.unshown), shortened=tuple(page.shortened))


def draw_square(
    title: str,
    *,
    byline: str = "",
    publisher: str = "",
    kind: str = "",
    lang: str,
    size: tuple[int, int] = SQUARE,
    brand: CoverBrand = OURS,
) -> Cover:
    """Draw the cover of a sound file as a JPEG: like ``draw``, in the shape that players show."""
    picture, page = _painted(title, byline, publisher, kind, lang, size, brand)
    data = _saved(picture, "JPEG", quality=88, subsampling=0, optimize=True)
    return Cover(data=data, media_type="image/jpeg", unshown=tuple(page.unshown), shortened=tuple(page.shortened))


def _saved(picture: Image.Image, format: str, **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, format, **options)
    return data.getvalue()


# ---------------------------------------------------------------------------------------------------------------- layout


def _painted(
    title: str, byline: str, publisher: str, kind: str, lang: str, size: tuple[int, int], brand: CoverBrand
) -> tuple[Image.Image, _Page]:
    """A field of colour with kind and title, a white foot with names and logo. Lengths are in hundredths of the width."""
    accent = brand.accent or colour("accent")
    width, height = size
    unit = width / 100
    foot = height - round((38 if height > width else 26) * unit)
    picture = Image.new("RGB", size, PAPER)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, width, foot), fill=accent)
    if brand.second:
        canvas.rectangle((0, foot, width, foot + round(unit)), fill=brand.second)
    page = _Page(canvas, lang, margin=round(10 * unit), width=width)
    top = round((12 if height > width else 9) * unit)
    below_kind = page.text(kind, SANS, PAPER, top=top, bottom=top + round(9 * unit), largest=3.6 * unit)
    if below_kind > top:
        page.rule(PAPER, top=below_kind + round(2.4 * unit), length=round(10 * unit), thickness=round(0.5 * unit))
        top = below_kind + round(7 * unit)
    page.text(title, SERIF, PAPER, top=top, bottom=foot - round(7 * unit), largest=11.5 * unit)
    bottom = height - round((8 if height > width else 5) * unit)
    if brand.logo:
        bottom = page.logo(picture, brand.logo, bottom=bottom, box=(55 * unit, 8 * unit)) - round(2 * unit)
    above = page.text(publisher, SANS, accent, top=bottom - round(9 * unit), bottom=bottom, largest=3.2 * unit, low=True)
    limit = above - round(2 * unit)
    page.text(byline, TEXT, colour("ink"), top=foot + round(5 * unit), bottom=limit, largest=4.4 * unit)
    return picture, page


class _Page:
    """Where texts are drawn, between margins, from the side where the language's lines begin."""

    def __init__(self, canvas: ImageDraw.ImageDraw, lang: str, *, margin: int, width: int) -> None:
        self._canvas = canvas
        self._lang = lang
        self._margin = margin
        self._width = width
        self._leftwards = direction(lang) == "rtl"
        self.unshown: list[str] = []
        self.shortened: list[str] = []

    def rule(self, fill: str, *, top: int, length: int, thickness: int) -> None:
        """Draw a line."""
        left = self._width - self._margin - length if self._leftwards else self._margin
        self._canvas.rectangle((left, top, left + length, top + thickness), fill=fill)

    def logo(self, picture: Image.Image, logo: bytes, *, bottom: int, box: tuple[float, float]) -> int:
        """Put a logo on the bottom line, as large as a box allows; return its upper edge."""
        with Image.open(io.BytesIO(logo)) as image:
            drawn = image.convert("RGBA")
        scale = min(box[0] / drawn.width, box[1] / drawn.height)
        drawn = drawn.resize(
            (max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale))), Image.Resampling.LANCZOS
        )
        left = self._width - self._margin - drawn.width if self._leftwards else self._margin
        picture.paste(drawn, (left, bottom - drawn.height), drawn)
        return bottom - drawn.height

    def text(self, text: str, style: CoverStyle, fill: str, *, top: int, bottom: int, largest: float, low: bool = False) -> int:
        """Draw a text as large as it fits, from the top or (``low``) to the bottom; return its other edge."""
        words = _beginning(text)
        if words.endswith(MORE) and len(text) > MAX_CHARS:
            self.shortened.append(words)
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


MIN_FONT_SIZE = 8


MORE = "…"
_SPACES = re.compile(r"[ \t\r\n]+")


def _beginning(text: str) -> str:
    """Return a text on one line; of one longer than ``MAX_CHARS`` the first words, or letters where they are one word."""
    text = text.strip()
    words = " ".join(_SPACES.split(text[: 8 * MAX_CHARS]))
    if len(words) <= MAX_CHARS and len(text) <= 8 * MAX_CHARS:
        return words
    cut = words.rfind(" ", MAX_CHARS // 2, MAX_CHARS)
    return words[: cut if cut > 0 else MAX_CHARS - 1].rstrip() + MORE


def _fitted(text: str, face: Face, *, width: int, height: int, largest: float) -> _Setting:
    """Return the largest size at which the text fits, the smallest where none does; a word too long for it is cut up."""
    pieces, sizes = _pieces(text), _sizes(round(largest))
    if not _count(pieces, face(sizes[-1]), width):
        pieces = _letters(text)

    def fits(size: int) -> bool:
        return 0 < _count(pieces, face(size), width) * round(size * face.style.leading) <= height

    size = sizes[min(bisect_left(sizes, True, key=fits), len(sizes) - 1)]
    font = face(size)
    lines = _balanced(pieces, font, width, _count(pieces, font, width))
    return _Setting(lines=lines, font=font, leading=round(size * face.style.leading))


def _sizes(largest: int) -> list[int]:
    """Return the sizes that are tried, downwards."""
    sizes = [largest]
    while sizes[-1] > MIN_FONT_SIZE:
        sizes.append(max(MIN_FONT_SIZE, min(sizes[-1] - 1, round(sizes[-1] * 0.97))))
    return sizes


def _letters(text: str) -> tuple[str, ...]:
    """Cut a text between any two letters; marks stay with the letter that they stand on."""
    found: list[str] = []
    for letter in text:
        if found and (unicodedata.category(letter) in _JOINED or found[-1].endswith(_JOINER)):
            found[-1] += letter
        else:
            found.append(letter)
    return tuple(found)


_JOINED = frozenset({"Mn", "Mc", "Me", "Cf", "Sk", "Zs"})  # a space stays at the end of its line
_JOINER = "\u200d"

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_NOT_FIRST = "、。，．：；！？）」』】〕〉》ー々’”)"
_NOT_LAST = "（「『【〔〈《‘“("
_BREAK = re.compile(rf"(?<= )|(?<=[^\W\d][-–—/])(?=[^\W\d])|(?<=[{_WIDE}])(?<![{_NOT_LAST}])(?=[{_WIDE}])(?![{_NOT_FIRST}])")


def _pieces(text: str) -> tuple[str, ...]:
    """Cut a text where a line may end: after spaces, after hyphens, between Han and Kana. Words are never hyphenated."""
    return tuple(_BREAK.split(text))


def _count(pieces: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> int:
    """Return how many lines of ``width`` are needed, 0 where a piece alone is wider."""
    if any(font.getlength(piece.rstrip()) > width for piece in set(pieces)):
        return 0
    return len(_filled(pieces, font, width))


SURE = 0.8
"""The share of a line that pieces fill for certain where their widths, each measured alone, add up to it."""


def _filled(pieces: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return lines of ``width``, each as full as can be."""
    widths = {piece: font.getlength(piece) for piece in set(pieces)}
    lines, about = [""], 0.0
    for piece in pieces:
        about += widths[piece]
        if lines[-1] and about > SURE * width and font.getlength((lines[-1] + piece).rstrip()) > width:
            lines.append("")
            about = widths[piece]
        lines[-1] += piece
    return lines


_Way: TypeAlias = tuple[float, tuple[int, ...]]
"""What a way of breaking costs, and before which pieces its lines begin and end."""

_NO_WAY: _Way = (float("inf"), (0,))

MAX_PIECES = 150
"""Pieces of a text up to which its ways of breaking are compared; the lines of a longer one are filled one by one."""


def _balanced(pieces: Sequence[str], font: ImageFont.FreeTypeFont, width: int, count: int) -> tuple[str, ...]:
    """Break into ``count`` lines as even as can be: the least sum of the squares of what each leaves empty."""
    if len(pieces) > MAX_PIECES or not count:
        return tuple(line.rstrip() for line in _filled(pieces, font, width))
    ways = [list(_lines_to(end, pieces, font, width)) for end in range(len(pieces) + 1)]
    best: list[_Way] = [(0.0, (0,)), *[_NO_WAY] * len(pieces)]
    for _ in range(count):
        best = [_next(end, best, ways[end]) for end in range(len(pieces) + 1)]
    return tuple("".join(pieces[begin:end]).rstrip() for begin, end in pairwise(best[-1][1]))


def _lines_to(end: int, pieces: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> Iterator[tuple[int, float]]:
    """Yield where a line that ends before piece ``end`` may begin, and what it costs there."""
    torn = 0 < end < len(pieces) and not pieces[end - 1].endswith(" ") and pieces[end - 1][-1] in "-–—/"
    for begin in reversed(range(end)):
        empty = width - font.getlength("".join(pieces[begin:end]).rstrip())
        if empty < 0:
            break
        yield begin, empty**2 + torn * width**2 / 4


def _next(end: int, best: Sequence[_Way], ways: Sequence[tuple[int, float]]) -> _Way:
    """Return the best way to end one more line before piece ``end``."""
    found = _NO_WAY
    for begin, cost in ways:
        before, breaks = best[begin]
        if before + cost <= found[0]:
            found = min(found, (before + cost, (*breaks, end)))
    return found


# ----------------------------------------------------------------------------------------------------------------- fonts


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverStyle:
    """A font of ours: its file, its axes (in the file's order), its distance of lines, and fontconfig's name for its like."""

    file: Path
    axes: tuple[float, ...]
    leading: float
    like: str


_SERIF = Path(str(files("fontpkg_source_serif_4"))) / "files" / "SourceSerif4[opsz,wght].ttf"
_SANS = Path(str(files("fontpkg_source_sans_3"))) / "files" / "SourceSans3[wght].ttf"
SERIF = CoverStyle(file=_SERIF, axes=(600, 60), leading=1.16, like="serif:weight=180")
SANS = CoverStyle(file=_SANS, axes=(600,), leading=1.3, like="sans-serif:weight=180")
TEXT = CoverStyle(file=_SANS, axes=(400,), leading=1.32, like="sans-serif:weight=80")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font file that has all the letters of a text, in a style; called with a size in pixels it is a font."""

    style: CoverStyle
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


def _face(text: str, style: CoverStyle, lang: str) -> Face | None:
    """Return the style's own font, or else the first installed one that has every letter; None where none has."""
    if not _shapes() and any(map(_needs_shaping, text)):
        return None
    faces = (Face(style=style, file=style.file), *_installed(text, style, lang))
    return next((face for face in faces if _has(face(_PROBE), text)), None)


def _installed(text: str, style: CoverStyle, lang: str) -> Iterator[Face]:
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
