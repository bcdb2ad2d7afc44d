"""A real reading system highlights every narrated element of a book, in order, while it plays."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from reader.foliate import ReaderError, play
from reader.sample import CHAPTERS, Chapter, write_epub

pytestmark = pytest.mark.slow


def test_every_phrase_is_highlighted_in_order(tmp_path: Path) -> None:
    highlights = play(write_epub(tmp_path / "book.epub"))
    assert [(highlight.document, highlight.id, highlight.text) for highlight in highlights] == [
        (f"EPUB/c{number}.xhtml", id_, text) for number, chapter in enumerate(CHAPTERS, 1) for id_, text in chapter.phrases
    ]


def test_long_narration_is_highlighted_when_it_is_heard(tmp_path: Path) -> None:
    chapters = tuple(Chapter(f"Part {n}", ("Words and words. " * 60, "Short.", "More words. " * 80)) for n in range(3))
    book = write_epub(tmp_path / "long.epub", chapters)  # six minutes and a half
    highlights = play(book)
    assert [highlight.id for highlight in highlights] == ["title", "s1", "s2", "s3"] * 3
    begins = [0, 0.4, 61.6, 62.0] * 3
    late = [highlight.time - begin for highlight, begin in zip(highlights, begins, strict=True)]
    assert all(0 <= seconds < 0.4 for seconds in late), late


def test_a_phrase_that_is_not_in_the_text_is_an_error(tmp_path: Path) -> None:
    book = write_epub(tmp_path / "book.epub")
    spoiled = tmp_path / "spoiled.epub"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(spoiled, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<span id="s2">', b'<span id="other">'))
    with pytest.raises(ReaderError, match=r"spoiled\.epub: Cannot read properties of null"):
        play(spoiled)


def test_a_book_without_narration_is_an_error(tmp_path: Path) -> None:
    book = write_epub(tmp_path / "book.epub")
    silent = tmp_path / "silent.epub"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(silent, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb' media-overlay="m."', b"", source.read(name)))
    with pytest.raises(ReaderError, match="the book has no media overlay"):
        play(silent)
