"""The EPUB as a file: its zip, its package document, and that it is written whole or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from editions import epub
from editions.article.model import Article
from editions.article.styles import sheet
from editions.epub import EpubOptions, metadata
from editions.epub.overlays import ACTIVE, PLAYING
from editions.findings import OutputError, UsageError
from epub_samples import article, build, found, page, png, read, timeline


def opf(path: Path, query: str) -> list[str]:
    return found(read(path, "content.opf"), query)


def test_the_same_article_makes_the_same_bytes(tmp_path: Path) -> None:
    first = build(tmp_path, narrated=True)[0].read_bytes()
    assert build(tmp_path, narrated=True)[0].read_bytes() == first


def test_the_mimetype_comes_first_and_stored(tmp_path: Path) -> None:
    with zipfile.ZipFile(build(tmp_path)[0]) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == (
            "mimetype",
            zipfile.ZIP_STORED,
            b"application/epub+zip",
        )
        assert first.header_offset == 0
        assert not first.extra


def test_pictures_and_sound_are_stored_and_the_sound_keeps_its_bytes(tmp_path: Path) -> None:
    with zipfile.ZipFile(build(tmp_path, narrated=True)[0]) as book:
        stored = {entry.filename for entry in book.infolist() if entry.compress_type == zipfile.ZIP_STORED}
        assert book.read("EPUB/audio/narration.m4a") == b"the very bytes"
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    media = {
        f"EPUB/{name}" for name in ("audio/narration.m4a", "images/cover.png", "images/01-a-route.png", "images/02-wave.png")
    }
    assert stored == {"mimetype"} | media


def test_the_size_is_the_files(tmp_path: Path) -> None:
    target, result = build(tmp_path)
    assert result.size == target.stat().st_size


def test_the_package_has_language_and_direction_and_no_ncx(tmp_path: Path) -> None:
    target, _ = build(tmp_path)
    assert opf(target, "/opf:package/@xml:lang") == ["en"]
    assert opf(target, "/opf:package/@dir") == ["ltr"]
    assert opf(target, "//opf:spine/@toc") == []
    assert opf(target, "//opf:itemref/@idref") == ["cover", "nav", "article"]


def test_a_page_from_right_to_left_makes_such_a_book(tmp_path: Path) -> None:
    root = page()
    for name, value in (("lang", "fa"), ("{http://www.w3.org/XML/1998/namespace}lang", "fa"), ("dir", "rtl")):
        root.set(name, value)
    target = tmp_path / "a.epub"
    cover = png()
    epub.write(article(tmp_path, "fa"), root, target, cover=cover, timeline=None, sound=None, pages=(), options=EpubOptions())
    assert opf(target, "/opf:package/@dir") == ["rtl"]
    assert opf(target, "//opf:spine/@page-progression-direction") == ["rtl"]
    assert found(read(target, "article.xhtml"), "/h:html/@dir") == ["rtl"]
    assert found(read(target, "nav.xhtml"), "//h:nav[@id='contents']/h:h1/@lang") == ["en"], "English words say that they are"
    assert opf(target, "//opf:meta[@property='schema:accessibilitySummary']/@xml:lang") == ["en"]


def test_the_manifest_says_what_the_documents_hold(tmp_path: Path) -> None:
    target, _ = build(tmp_path, narrated=True)
    assert opf(target, "//opf:item[@id='article']/@properties") == ["mathml"]
    assert opf(target, "//opf:item[@id='nav']/@properties") == ["nav"]
    assert opf(target, "//opf:item[@id='cover-image']/@properties") == ["cover-image"]
    assert opf(target, "//opf:item[@id='article']/@media-overlay") == ["overlay"]
    assert opf(target, "//opf:item/@duration") == []


def test_every_file_is_in_the_manifest_and_every_item_is_a_file(tmp_path: Path) -> None:
    target, _ = build(tmp_path, narrated=True)
    with zipfile.ZipFile(target) as book:
        files = {name for name in book.namelist() if name.startswith("EPUB/")} - {"EPUB/content.opf"}
    assert {f"EPUB/{href}" for href in opf(target, "//opf:item/@href")} == files


def test_a_silent_book_has_no_trace_of_narration(tmp_path: Path) -> None:
    target, _ = build(tmp_path)
    assert opf(target, "//opf:meta[starts-with(@property, 'media:')]") == []
    assert opf(target, "//opf:item/@media-overlay") == []


def test_the_highlight_is_declared_and_styled(tmp_path: Path) -> None:
    target, _ = build(tmp_path, narrated=True)
    assert opf(target, "//opf:meta[@property='media:active-class']") == [ACTIVE]
    assert opf(target, "//opf:meta[@property='media:playback-active-class']") == [PLAYING]
    css = sheet("epub.css").read_text()
    assert f".{ACTIVE} {{ background-color: var(--spoken);" in css
    assert "--spoken: #ffd866; --spoken-ink: #000;" in css
    assert f".{PLAYING} .{ACTIVE} {{" in css
    assert contrast("ffd866", "000000") >= 7


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_cover_says_title_and_author(tmp_path: Path) -> None:
    target, _ = build(tmp_path)
    assert found(read(target, "cover.xhtml"), "//h:img/@alt") == ["Cover: Birds on the move. Ada Lovelace"]


def test_stylesheets_of_the_caller_follow_ours(tmp_path: Path) -> None:
    extra = tmp_path / "house.css"
    extra.write_text("p { margin: 0 }")
    target, _ = build(tmp_path, options=EpubOptions(stylesheets=(extra,)))
    assert found(read(target, "article.xhtml"), "//h:link/@href") == ["styles/style-1.css", "styles/style-2.css"]
    with zipfile.ZipFile(target) as book:
        assert book.read("EPUB/styles/style-2.css") == b"p { margin: 0 }"


def test_the_identifier_depends_on_the_article_and_its_language(tmp_path: Path) -> None:
    same, other, translated = (article(tmp_path), article(tmp_path, doi="10.1234/other"), article(tmp_path, lang="es"))
    known = {metadata.identifier(one) for one in (same, other, translated)}
    assert metadata.identifier(article(tmp_path)) in known
    assert len(known) == 3
    assert all(one.startswith("urn:uuid:") for one in known)


def test_the_time_of_change_is_the_articles_date_in_utc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert opf(build(tmp_path)[0], "//opf:meta[@property='dcterms:modified']") == ["2013-10-01T00:00:00Z"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert opf(build(tmp_path)[0], "//opf:meta[@property='dcterms:modified']") == ["2023-11-14T22:13:20Z"]


def test_a_time_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        build(tmp_path)


def write(made: Article, target: Path, sound: Path | None = None, narrated: bool = False) -> None:
    voice = timeline() if narrated else None
    epub.write(made, page(), target, cover=png(), timeline=voice, sound=sound, pages=(), options=EpubOptions())


def test_a_book_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    made = article(tmp_path)
    before = sorted(tmp_path.iterdir())
    (tmp_path / "taken.epub").mkdir()
    for target in (tmp_path / "taken.epub", tmp_path / "no-folder" / "a.epub", tmp_path / "wave.png" / "a.epub"):
        with pytest.raises(OutputError, match="cannot be written"):
            write(made, target)
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "taken.epub"])


def test_a_failed_build_keeps_the_book_that_was_there(tmp_path: Path) -> None:
    made, target = article(tmp_path), tmp_path / "a.epub"
    target.write_bytes(b"the old book")
    with pytest.raises(OutputError, match="sound"):
        write(made, target, sound=tmp_path / "none.m4a", narrated=True)
    assert target.read_bytes() == b"the old book"


def test_narration_needs_both_its_parts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="both"):
        write(article(tmp_path), tmp_path / "a.epub", narrated=True)


def test_a_stylesheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"none\.css"):
        build(tmp_path, options=EpubOptions(stylesheets=(tmp_path / "none.css",)))
