"""Readium's parser finds every narrated phrase, and the roles by which a listener skips."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reader.readium import overlays
from reader.sample import CHAPTERS, write_epub

pytestmark = pytest.mark.slow

TYPED = b'<par id="p1" xmlns:epub="http://www.idpf.org/2007/ops" epub:type="footnote">'


def test_every_phrase_is_found_in_order(tmp_path: Path) -> None:
    found = overlays(write_epub(tmp_path / "book.epub"))
    assert [[phrase.text for phrase in overlay.phrases()] for overlay in found] == [
        [f"EPUB/c{number}.xhtml#{id_}" for id_, _ in chapter.phrases] for number, chapter in enumerate(CHAPTERS, 1)
    ]
    assert [phrase.audio for phrase in found[0].phrases()][:2] == ["EPUB/c1.m4a#t=0,0.4", "EPUB/c1.m4a#t=0.4,1.54"]


def test_a_role_can_be_skipped(tmp_path: Path) -> None:
    book = write_epub(tmp_path / "book.epub")
    typed = tmp_path / "typed.epub"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(typed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<par id="p1">', TYPED))
    skipping = [phrase.text for phrase in overlays(typed)[0].phrases(frozenset({"footnote"}))]
    assert skipping == ["EPUB/c1.xhtml#title", "EPUB/c1.xhtml#s2"]
