"""The article's document in the book: links, pictures, notes, captions, page breaks."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from editions.article.pages import PageBreak
from editions.epub import EpubOptions, links, pagebreaks
from editions.epub.markup import serialize
from editions.findings import Severity
from epub_samples import BREAKS, NS, PAGE, article, build, found, page, read


def body(inner: str) -> str:
    return f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><head><title>T</title></head><body>
    <article id="article"><h1 id="title">T</h1>{inner}</article></body></html>"""


def built(folder: Path, inner: str) -> tuple[etree._Element, list[str]]:
    target, result = build(folder, body(inner), breaks=())
    return read(target, "article.xhtml"), [finding.rule for finding in result.findings]


def test_the_sample_has_unique_ids() -> None:
    own = found(page(), "//@id")
    assert len(own) == len(set(own))


def test_the_shared_page_is_left_as_it_was(tmp_path: Path) -> None:
    from editions.epub import content

    shared = page()
    before = etree.tostring(shared)
    content.adapt(article(tmp_path), shared, BREAKS, [], EpubOptions())
    assert etree.tostring(shared) == before


def test_words_and_ids_are_all_there(tmp_path: Path) -> None:
    adapted = read(build(tmp_path)[0], "article.xhtml")
    assert set(found(page(), "//@id")) <= set(found(adapted, "//@id"))
    assert "".join("".join(found(adapted, "//h:body")).split()) == "".join("".join(found(page(), "//h:body")).split())


def test_semantics_stand_beside_roles(tmp_path: Path) -> None:
    adapted = read(build(tmp_path)[0], "article.xhtml")
    pairs = set(zip(found(adapted, "//*[@epub:type and @role]/@role"), found(adapted, "//*[@role]/@epub:type"), strict=True))
    assert pairs == {
        ("doc-noteref", "noteref"), ("doc-footnote", "footnote"), ("doc-endnotes", "endnotes"), ("doc-backlink", "backlink"),
        ("doc-pagebreak", "pagebreak"),
    }  # fmt: skip
    assert found(adapted, "//h:body/@epub:type") == ["bodymatter"]
    assert found(adapted, "//h:li/@role") == []


def test_what_follows_a_caption_stands_after_the_figure(tmp_path: Path) -> None:
    adapted = read(build(tmp_path)[0], "article.xhtml")
    assert found(adapted, "//h:figure/*[last()]/@id") == ["fig-1-caption"]
    assert found(adapted, "//h:figure/following-sibling::*[1]/@id") == ["ld-1"]


def test_a_header_cell_that_says_nothing_is_none(tmp_path: Path) -> None:
    adapted, _ = built(tmp_path, '<table><tr><th id="a" scope="col"/><th id="b" scope="col">B</th></tr></table>')
    assert found(adapted, "//h:th/@id") == ["b"]
    assert found(adapted, "//h:td[not(@scope)]/@id") == ["a"]


def test_parts_of_the_same_role_have_names_of_their_own(tmp_path: Path) -> None:
    notes = '<section role="doc-endnotes" aria-label="Notes"><p>n</p></section>'
    adapted, _ = built(tmp_path, f"<section><h2>One</h2>{notes}{notes}</section><section><h2>Two</h2>{notes}</section>{notes}")
    assert found(adapted, "//h:section/@aria-label") == ["Notes: One", "Notes: One (2)", "Notes: Two", "Notes"]


def test_a_name_that_is_alone_stays(tmp_path: Path) -> None:
    assert found(read(build(tmp_path)[0], "article.xhtml"), "//h:section/@aria-label") == ["Notes"]


# ------------------------------------------------------------------------------------------------------------------ links


def test_an_edition_without_address_keeps_its_name(tmp_path: Path) -> None:
    adapted = read(build(tmp_path)[0], "article.xhtml")
    assert found(adapted, "//h:span[@class='edition']") == ["Español"]
    assert found(adapted, "//h:span[@class='edition']/@lang") == ["es"]
    assert found(adapted, "//h:a[@class='edition']") == []


def test_an_edition_with_an_address_is_a_link(tmp_path: Path) -> None:
    options = EpubOptions(edition_href=lambda lang: f"https://example.org/{lang}")
    adapted = read(build(tmp_path, options=options)[0], "article.xhtml")
    assert found(adapted, "//h:a[@class='edition']/@href") == ["https://example.org/es"]
    assert found(adapted, "//@data-edition") == []


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.org/a b?q=a|b#c<d>", "https://example.org/a%20b?q=a%7Cb#c%3Cd%3E"),
        ("http://dx.doi.org/10.1002/(SICI)1097<1::AID>3.0", "http://dx.doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://bücher.example/ä", "https://bücher.example/%C3%A4"),
        ("https://example.org:8080/x", "https://example.org:8080/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://user:secret@example.org/", "https://example.org/"),
    ],
)
def test_addresses_become_valid(href: str, expected: str) -> None:
    assert links.absolute(href) == expected


@pytest.mark.parametrize(
    "href",
    ["../es/a.pdf", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b.org/", "https://x..org", "http://[::1",
     "mailto:", "http://example.org:99999999/", "data:text/html,x", ""],
)  # fmt: skip
def test_what_no_reader_could_follow_is_no_address(href: str) -> None:
    assert links.absolute(href) is None


def test_a_link_that_leads_nowhere_keeps_its_words_and_is_reported(tmp_path: Path) -> None:
    adapted, rules = built(tmp_path, '<p id="p"><a href="other.html">words</a> <a href="#gone" role="doc-noteref">mark</a></p>')
    assert found(adapted, "//h:a") == []
    assert found(adapted, "//h:p") == ["words mark"]
    assert found(adapted, "//@role") == []
    assert rules == ["epub.link", "epub.link"]


def test_a_link_that_says_nothing_is_none(tmp_path: Path) -> None:
    adapted, rules = built(tmp_path, '<p id="p"><a href="#p"></a><a href="#p" aria-label="P"/><a href="#p">p</a></p>')
    assert found(adapted, "//h:a/@aria-label") == ["P"]
    assert found(adapted, "//h:a") == ["", "p"]
    assert rules == []


# --------------------------------------------------------------------------------------------------------------- pictures


def picture(folder: Path, name: str, content: bytes) -> tuple[etree._Element, list[str]]:
    from urllib.parse import quote

    (folder / name).write_bytes(content)
    return built(folder, f'<p id="p"><img id="i" src="{quote(name)}" alt="A thing."/></p>')


def test_hostile_names_become_safe_ones(tmp_path: Path) -> None:
    raw = io.BytesIO()
    Image.new("RGB", (2, 2)).save(raw, "JPEG")
    adapted, rules = picture(tmp_path, "Ünï & <co> 'x' ..%2e 100%.PNG", raw.getvalue())
    assert found(adapted, "//h:img/@src") == ["images/01-uni-co-x-2e-100.jpg"], "what the file holds decides, not its name"
    assert rules == []


def test_names_that_would_meet_stay_apart(tmp_path: Path) -> None:
    for name in ("a b.png", "a-b.png"):
        Image.new("RGB", (2, 2)).save(tmp_path / name)
    adapted, _ = built(
        tmp_path, '<p><img src="a%20b.png" alt="A"/><img src="a-b.png" alt="B"/><img src="a-b.png" alt="B"/></p>'
    )
    assert found(adapted, "//h:img/@src") == ["images/01-a-b.png", "images/02-a-b.png", "images/02-a-b.png"]


def test_tiff_becomes_png(tmp_path: Path) -> None:
    raw = io.BytesIO()
    Image.new("CMYK", (2, 2)).save(raw, "TIFF")
    adapted, rules = picture(tmp_path, "scan.tif", raw.getvalue())
    assert found(adapted, "//h:img/@src") == ["images/01-scan.png"]
    assert rules == []


@pytest.mark.parametrize(
    "src", ["../secret.png", "%2e%2e/secret.png", "gone.png", "broken.png", "broken.svg", "/etc/hostname", "sub", "a%00b.png"]
)
def test_a_picture_that_cannot_come_is_said_in_words(tmp_path: Path, src: str) -> None:
    folder = tmp_path / "article"
    (folder / "sub").mkdir(parents=True)
    Image.new("RGB", (2, 2)).save(tmp_path / "secret.png")
    (folder / "broken.png").write_bytes(b"\x89PNG nonsense")
    (folder / "broken.svg").write_bytes(b"<svg")
    target, result = build(folder, body(f'<p id="p">Before <img id="i" src="{src}" alt="A thing."/> after</p>'), breaks=())
    adapted = read(target, "article.xhtml")
    assert found(adapted, "//h:img") == []
    assert found(adapted, "//h:span[@id='i'][@class='missing']") == ["The picture is not available."]
    assert found(adapted, "//h:p")[0].endswith(" after")
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("epub.picture", Severity.ERROR)]


def test_a_drawing_is_disarmed(tmp_path: Path) -> None:
    drawing = b"""<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" onload="a()"><script>a()</script>
    <image href="http://example.org/x.png"/><a l:href="file:///x"><text>w&x;</text></a><use href="#g"/><g id="g"/></svg>"""
    (tmp_path / "d.svg").write_bytes(drawing)
    target, _ = build(tmp_path, body('<p><img src="d.svg" alt="A"/></p>'), breaks=())
    tree = read(target, "images/01-d.svg")
    words = etree.tostring(tree).decode()
    assert "script" not in words
    assert "onload" not in words
    assert "example.org" not in words
    assert "file:" not in words
    assert 'href="#g"' in words


def test_moving_pictures_are_known_to_move(tmp_path: Path) -> None:
    from epub_samples import metas

    frames = [Image.new("L", (2, 2), shade) for shade in (0, 255)]
    frames[0].save(tmp_path / "m.gif", save_all=True, append_images=frames[1:])
    target, _ = build(tmp_path, body('<p><img src="m.gif" alt="A"/></p>'), breaks=())
    assert metas(target, "schema:accessibilityHazard") == ["unknown"]


# ------------------------------------------------------------------------------------------------------------ page breaks

PLACES = """<html xmlns="http://www.w3.org/1999/xhtml"><body><article id="a"><h2 id="h"><span id="h-s">H</span></h2>
<p id="p">Words <span id="s"><a id="l" href="#p"><i id="i">x</i></a></span></p>
<ul id="u"><li id="u1">one<p id="up">y</p></li></ul>
<dl id="d"><dt id="dt">t</dt><dd id="dd">d</dd></dl>
<figure id="f"><figure id="ff"><img id="img"/><figcaption id="c"><p id="cp">c</p></figcaption></figure></figure>
<div id="w"><table id="t"><caption id="tc"><p id="tcp">c</p></caption>
<thead id="th"><tr id="r1"><th id="x1">a</th></tr></thead>
<tbody id="tb"><tr id="r2"><th id="x2">b</th><td id="x3">c</td></tr>
<tr id="r3"><th id="x4"><span id="x4s">d</span></th></tr></tbody></table></div>
<div id="e"><math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><mi id="mi">x</mi></math></div>
<pre id="pre"><code id="code">z</code></pre>
</article></body></html>"""

ALLOWED = set("body article section header footer div p li dt dd td th blockquote aside span i b".split())


@pytest.mark.parametrize("own", found(etree.fromstring(PLACES), "//@id"))
def test_a_mark_stands_where_html_allows_it(own: str) -> None:
    root = etree.fromstring(PLACES)
    marks, lost = pagebreaks.insert(root, [PageBreak(label="7", id=own), PageBreak(label="8", id=own)])
    assert lost == ()
    assert [mark.id for mark in marks] == ["page-7", "page-8"]
    assert found(root, "//*[@role='doc-pagebreak']/@aria-label") == ["7.", "8."], "pages that begin together keep their order"
    around = root.xpath("//*[@role='doc-pagebreak']/..")
    assert isinstance(around, list)
    assert all(isinstance(parent, etree._Element) and etree.QName(parent).localname in ALLOWED for parent in around)
    assert found(root, "//h:h2/h:span[@role]|//h:a/h:span[@role]|//h:figure//h:span[@role]|//h:caption//h:span[@role]") == []
    assert found(root, "//h:body") == found(etree.fromstring(PLACES), "//h:body")


@pytest.mark.parametrize(
    ("own", "before"), [("s", "s"), ("i", "l"), ("h-s", "h"), ("cp", "f"), ("tcp", "t"), ("r1", "t"), ("mi", "m"), ("u", "u")]
)
def test_a_mark_stands_before_what_begins_the_page(own: str, before: str) -> None:
    root = etree.fromstring(PLACES)
    pagebreaks.insert(root, [PageBreak(label="7", id=own)])
    assert found(root, "//*[@role='doc-pagebreak']/following-sibling::*[1]/@id") == [before]


@pytest.mark.parametrize(
    ("own", "holder"), [("u1", "u1"), ("r2", "x3"), ("tb", "x3"), ("r3", "x4"), ("dt", "dt"), ("up", "u1")]
)
def test_a_mark_stands_inside_rows_and_items(own: str, holder: str) -> None:
    root = etree.fromstring(PLACES)
    pagebreaks.insert(root, [PageBreak(label="7", id=own)])
    assert found(root, "//*[@role='doc-pagebreak']/../@id") == [holder]


def test_breaks_without_a_place_are_reported(tmp_path: Path) -> None:
    breaks = (PageBreak(label="1", id="p-2"), PageBreak(label="2", id="p-1"), PageBreak(label="3", id="gone"))
    target, result = build(tmp_path, breaks=breaks)
    assert found(read(target, "nav.xhtml"), "//h:nav[@id='pages']//h:a") == ["1"]
    assert [finding.rule for finding in result.findings] == ["epub.page", "epub.page"]


def test_labels_and_ids_that_would_meet_stay_apart() -> None:
    root = etree.fromstring('<html xmlns="http://www.w3.org/1999/xhtml"><body><p id="page-1">x</p></body></html>')
    marks, _ = pagebreaks.insert(root, [PageBreak(label="1", id="page-1"), PageBreak(label="“1”", id="page-1")])
    assert [mark.id for mark in marks] == ["page-1-2", "page-1-3"]


# ----------------------------------------------------------------------------------------------------------- serialization


def test_empty_elements_have_an_end_tag_and_void_ones_none() -> None:
    root = etree.fromstring('<html xmlns="http://www.w3.org/1999/xhtml"><body><span/><br/><img src="a"/></body></html>')
    text = serialize(root).decode()
    assert text.startswith("<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n<html")
    assert '<span></span><br/><img src="a"/>' in text


def test_one_declaration_of_the_prefix(tmp_path: Path) -> None:
    text = serialize(read(build(tmp_path)[0], "article.xhtml")).decode()
    assert text.count(f'xmlns:epub="{NS["epub"]}"') == 1
    assert PAGE.count("xmlns:epub") == 0
