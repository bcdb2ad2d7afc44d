"""What epubcheck and Ace say of the books: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions import epub
from editions.accessibility.certification import Certification
from editions.checks import validators
from editions.epub import EpubOptions
from epub_samples import BREAKS, PAGE, SPOKEN, article, build, page, png, sound, timeline

pytestmark = pytest.mark.slow


def assert_clean(path: Path) -> None:
    for verdict in (validators.epubcheck(path), validators.ace(path)):
        assert verdict.messages == ()
        assert verdict.passed


def test_a_silent_book(tmp_path: Path) -> None:
    target, _ = build(
        tmp_path,
        options=EpubOptions(
            certification=Certification(by="A11y Lab", on="2026-11-28", report="https://example.org/"), claim=True
        ),
    )
    assert_clean(target)


def test_a_narrated_book(tmp_path: Path) -> None:
    made, voice = article(tmp_path), timeline()
    target, heard = tmp_path / "a.epub", sound(tmp_path, voice.length / voice.rate)
    options = EpubOptions(narrator="A voice", edition_href=lambda lang: f"https://example.org/{lang}")
    epub.write(made, page(), target, cover=png(600, 800), timeline=voice, sound=heard, pages=BREAKS, options=options)
    assert_clean(target)


def test_a_narrated_book_from_right_to_left(tmp_path: Path) -> None:
    made, root = article(tmp_path, lang="ar"), page(PAGE.replace('lang="en"', 'lang="ar"'))
    root.set("dir", "rtl")
    voice = timeline(SPOKEN[:6])
    target, heard = tmp_path / "a.epub", sound(tmp_path, voice.length / voice.rate)
    epub.write(made, root, target, cover=png(600, 800), timeline=voice, sound=heard, pages=(), options=EpubOptions())
    assert_clean(target)


def test_what_is_missing_is_seen(tmp_path: Path) -> None:
    target, _ = build(tmp_path, PAGE.replace(' alt="A map of a route from north to south."', ""))
    assert not validators.ace(target).passed
