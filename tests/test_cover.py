"""Covers: every text is on them, or is said not to be."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from editions.images import cover
from editions.images.cover import SERIF, Cover, Face, draw, draw_square

LONG = (
    "Avaliação da acessibilidade de publicações científicas em formato digital: um estudo comparativo entre periódicos "
    "brasileiros, portugueses e moçambicanos, com atenção às pessoas cegas e com baixa visão que usam leitores de tela "
) * 2
TITLES = [
    ("en", "Penguins"),
    ("es", "Efectos de la variabilidad climática sobre la reproducción de las aves marinas"),
    ("pt-BR", LONG),
    ("en", "Pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilicovolcanoconiosis " * 2),
    ("ar", "تأثير التغير المناخي على هجرة الطيور"),
]


def opened(made: Cover) -> Image.Image:
    return Image.open(io.BytesIO(made.data))


def inked(picture: Image.Image, ground: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The box around all that is not ground."""
    apart = np.abs(np.asarray(picture.convert("RGB")).astype(int) - ground).sum(axis=2) > 60
    rows, columns = np.flatnonzero(apart.any(axis=1)), np.flatnonzero(apart.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


@pytest.mark.parametrize(("lang", "title"), TITLES)
def test_a_title_stays_between_the_margins(lang: str, title: str) -> None:
    made = draw(title, kind="Artigo", lang=lang, size=(800, 1280))
    assert made.unshown == ()
    field = opened(made).crop((0, 0, 800, 970))
    left, top, right, bottom = inked(field, (0x00, 0x55, 0x8C))
    assert left >= 70
    assert top >= 80
    assert right <= 730
    assert bottom <= 920


def test_lines_begin_on_the_side_of_the_script() -> None:
    for lang, title, begins_left in (("en", "Birds", True), ("ar", "طيور", False)):
        left, _, right, _ = inked(opened(draw(title, lang=lang, size=(800, 1280))).crop((0, 0, 800, 970)), (0x00, 0x55, 0x8C))
        assert (left < 100) == begins_left
        assert (right > 700) != begins_left


def test_shapes_and_formats() -> None:
    upright, square = draw("Birds", lang="en"), draw_square("Birds", lang="en")
    assert (upright.media_type, opened(upright).format, opened(upright).size) == ("image/png", "PNG", (1600, 2560))
    assert (square.media_type, opened(square).format, opened(square).size) == ("image/jpeg", "JPEG", (1400, 1400))


def test_the_same_bytes_twice() -> None:
    for drawn in (draw, draw_square):
        one, other = (drawn("Aves", byline="Ana Souza", publisher="Aves", kind="Artigo", lang="pt") for _ in range(2))
        assert one == other


def test_every_text_changes_the_picture() -> None:
    def drawn(byline: str = "", publisher: str = "", kind: str = "") -> bytes:
        return draw("Birds", byline=byline, publisher=publisher, kind=kind, lang="en", size=(400, 640)).data

    assert len({drawn(), drawn(byline="A. B."), drawn(publisher="C"), drawn(kind="Review")}) == 4


def test_letters_that_no_font_has_are_reported_not_boxed() -> None:
    unassigned = "\u0378"
    made = draw(f"Birds {unassigned}", byline="Ana", lang="en", size=(400, 640))
    assert made.unshown == (f"Birds {unassigned}",)
    assert made.data == draw("", byline="Ana", lang="en", size=(400, 640)).data


def test_without_fontconfig_or_shaping_the_texts_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert draw("طيور", lang="ar", size=(400, 640)).unshown == ("طيور",)
    monkeypatch.undo()
    monkeypatch.setattr(cover, "_shapes", lambda: False)
    assert draw("طيور", lang="ar", size=(400, 640)).unshown == ("طيور",)
    assert draw("Birds", lang="en", size=(400, 640)).unshown == ()


def test_han_breaks_between_letters_and_not_before_a_stop() -> None:
    assert cover._pieces("气候、变化") == ("气", "候、", "变", "化")
    assert cover._pieces("e-learning in state-of-the-art 3-5 units") == (
        *("e-", "learning ", "in ", "state-", "of-", "the-", "art ", "3-5 ", "units"),
    )


@settings(deadline=None)
@given(st.text(st.sampled_from("abcdéÑ -–/'"), min_size=1, max_size=200))
def test_no_letter_is_lost_in_breaking(text: str) -> None:
    words = " ".join(text.split())
    setting = cover._fitted(words, Face(style=SERIF, file=SERIF.file), width=300, height=400, largest=40)
    assert "".join("".join(setting.lines).split()) == "".join(words.split())
    assert all(setting.font.getlength(line) <= 300 for line in setting.lines)


@pytest.mark.parametrize(
    "text",
    [
        "W" * 4_000,
        "漢字" * 2_000,
        pytest.param("a " * 2_000, marks=pytest.mark.slow),
        pytest.param("שלום" * 1_000, marks=pytest.mark.slow),
        "a" + "\u0301" * 4_000,
        pytest.param("\u3099" * 2_000, marks=pytest.mark.slow),
        pytest.param("a-" * 2_000, marks=pytest.mark.slow),
        "ا" * 4_000,
    ],
    ids=["word", "Han", "short words", "Hebrew", "marks", "kana marks", "hyphens", "Arabic"],
)
def test_of_a_text_too_long_the_beginning_is_shown(text: str) -> None:
    """The sizes that are tried, and the ways of breaking, do not grow with the text."""
    made = draw(text, kind=text, byline=text, lang="en", size=(400, 640))
    shown = {*made.shortened, *made.unshown}
    assert shown
    assert all(len(part) <= cover.MAX_CHARS and part[:-1] in text and part.endswith("…") for part in shown)
    assert made == draw(text + text, kind=text, byline=text, lang="en", size=(400, 640))


@pytest.mark.parametrize("letters", [250, 400, 600])
def test_a_word_too_long_for_a_line_is_cut_between_letters(letters: int) -> None:
    setting = cover._fitted("W" * letters, Face(style=SERIF, file=SERIF.file), width=300, height=400, largest=40)
    assert "".join(setting.lines) == "W" * letters
    assert all(setting.font.getlength(line) <= 300 for line in setting.lines)


def test_the_fonts_are_there() -> None:
    assert all(Path(style.file).is_file() for style in (cover.SERIF, cover.SANS, cover.TEXT))
