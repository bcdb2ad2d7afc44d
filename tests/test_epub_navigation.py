"""Contents, landmarks and pages."""

from __future__ import annotations

from pathlib import Path

from epub_samples import PAGE, build, found, read


def test_contents_follow_the_headings_and_nest(tmp_path: Path) -> None:
    nav = read(build(tmp_path)[0], "nav.xhtml")
    toc = "//h:nav[@epub:type='toc']"
    assert found(nav, f"{toc}//h:a") == ["Birds on the move", "1 Routes of Hirundo", "Why", "Seasons"]
    assert found(nav, f"{toc}/h:ol/h:li/h:ol/h:li/h:ol/h:li/h:a/@href") == ["article.xhtml#sec-2-1-title"]
    assert found(nav, f"{toc}/@role") == ["doc-toc"]


def test_contents_keep_languages_and_looks_but_no_note_marks(tmp_path: Path) -> None:
    nav = read(build(tmp_path)[0], "nav.xhtml")
    assert found(nav, "//h:a//h:i") == ["move"]
    assert found(nav, "//h:a//*[@xml:lang='la']") == ["Hirundo"]
    assert found(nav, "//h:nav[@epub:type='toc']//h:a//@id") == []


def test_a_formula_in_a_heading_is_declared(tmp_path: Path) -> None:
    formula = '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m" alttext="x"><mi id="mi">x</mi></math>'
    target, _ = build(tmp_path, PAGE.replace(">Why<", f">Why {formula} <b>now</b><"))
    nav = read(target, "nav.xhtml")
    assert found(nav, "//h:a[m:math]/m:math/@alttext") == ["x"]
    assert found(nav, "//m:*/@id") == []
    assert found(nav, "//h:a[m:math]") == ["Why x now"]
    assert found(read(target, "content.opf"), "//opf:item[@id='nav']/@properties") == ["nav mathml"]


def test_landmarks(tmp_path: Path) -> None:
    nav = read(build(tmp_path)[0], "nav.xhtml")
    landmarks = "//h:nav[@epub:type='landmarks']"
    assert found(nav, f"{landmarks}//h:a/@epub:type") == ["cover", "toc", "bodymatter", "endnotes"]
    assert found(nav, f"{landmarks}/@hidden") == ["hidden"]


def test_the_list_of_pages_covers_the_marks_in_order(tmp_path: Path) -> None:
    target, _ = build(tmp_path)
    hrefs = found(read(target, "nav.xhtml"), "//h:nav[@epub:type='page-list']//h:a/@href")
    marks = found(read(target, "article.xhtml"), "//*[@epub:type='pagebreak']/@id")
    assert hrefs == [f"article.xhtml#{mark}" for mark in marks]
    assert found(read(target, "nav.xhtml"), "//h:nav[@id='pages']//h:a") == ["1", "2", "3", "4"]


def test_every_target_is_there(tmp_path: Path) -> None:
    target, _ = build(tmp_path)
    known = set(found(read(target, "article.xhtml"), "//@id"))
    hrefs = [
        href.partition("#")[2] for href in found(read(target, "nav.xhtml"), "//h:a/@href") if href.startswith("article.xhtml#")
    ]
    assert set(hrefs) <= known


def test_no_list_of_pages_without_pages(tmp_path: Path) -> None:
    assert found(read(build(tmp_path, breaks=())[0], "nav.xhtml"), "//h:nav/@epub:type") == ["toc", "landmarks"]


def test_an_article_without_headings_has_contents_all_the_same(tmp_path: Path) -> None:
    bare = """<html xmlns="http://www.w3.org/1999/xhtml" lang="es" xml:lang="es"><head><title>T</title></head><body>
    <p id="p">x</p></body></html>"""
    nav = read(build(tmp_path, bare, breaks=(), lang="es")[0], "nav.xhtml")
    assert found(nav, "//h:nav[@epub:type='toc']//h:a") == ["Comienzo del artículo"]
    assert found(nav, "//h:h1") == ["Índice"]


def test_levels_that_are_skipped_still_nest(tmp_path: Path) -> None:
    nav = read(build(tmp_path, PAGE.replace("<h3 ", "<h5 ").replace("</h3>", "</h5>"))[0], "nav.xhtml")
    assert found(nav, "//h:nav[@id='contents']/h:ol/h:li/h:ol/h:li/h:ol/h:li/h:a") == ["Seasons"]
