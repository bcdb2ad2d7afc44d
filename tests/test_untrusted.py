"""Articles from strangers: each hostile thing is refused or made harmless, with a finding, and within bounds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

import editions
from articles import BODY, START, TITLE, write
from editions.findings import Finding, SourceError
from editions.jats import read, source
from editions.jats import xml_errors as malformed
from editions.jats.entities import declare
from editions.xhtml import render, serialize
from growth import STEP, growth, quiet

SECRET = "The-secret-of-this-machine"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE article [<!ENTITY l0 "lol">{LAUGHS}]>'


def article(folder: Path, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "article.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def whole(body: str, before: str = "") -> str:
    return f"{before}{START}{TITLE}<body>{body}</body></article>"


def refused(folder: Path, text: str | bytes) -> str:
    """What is said of a file that is refused: one line that names the file."""
    path = article(folder, text)
    with pytest.raises(SourceError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}:")
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(f"{path}:")


def rules(path: Path) -> list[str]:
    return [finding.rule for finding in read(path).findings]


def finding(path: Path, rule: str) -> Finding:
    found = [item for item in read(path).findings if item.rule == rule]
    assert len(found) == 1
    assert found[0].where.file
    assert found[0].where.line
    assert found[0].hint
    return found[0]


def page(path: Path) -> str:
    return serialize(render(read(path))).decode()


# --------------------------------------------------------------------------------------------------- entities and includes


@pytest.mark.parametrize("place", ["<p>&x;</p>", '<p id="&x;">a</p>'], ids=["text", "attribute"])
def test_an_external_entity_is_not_read(tmp_path: Path, place: str) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    path = article(tmp_path, whole(place, '<!DOCTYPE article [<!ENTITY x SYSTEM "secret.txt">]>'))
    try:
        assert SECRET not in page(path)
    except SourceError:
        return  # XML forbids it in an attribute
    assert "'x'" in finding(path, "untrusted.ignored").message


def test_a_parameter_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.dtd").write_text(f'<!ENTITY y "{SECRET}">')
    path = article(tmp_path, whole("<p>a &y;</p>", '<!DOCTYPE article [<!ENTITY % x SYSTEM "secret.dtd"> %x;]>'))
    assert SECRET not in page(path)
    assert rules(path)[:1] == ["untrusted.ignored"]


def test_an_external_dtd_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.dtd").write_text(f'<!ENTITY y "{SECRET}">')
    path = article(tmp_path, whole("<p>a &y;</p>", '<!DOCTYPE article SYSTEM "secret.dtd">'))
    assert "&amp;y;" in page(path)
    assert "entity.unknown" in rules(path)


@pytest.mark.parametrize("place", ["<p>&l9;</p>", '<p id="&l9;">a</p>'], ids=["text", "attribute"])
def test_an_entity_bomb_is_refused(tmp_path: Path, place: str) -> None:
    assert re.match(r"1:\d+: refused: its entities expand", refused(tmp_path, whole(place, BOMB)))


def test_an_entity_of_itself_is_refused(tmp_path: Path) -> None:
    assert "refers to itself" in refused(tmp_path, whole('<p id="&x;">&x;</p>', '<!DOCTYPE article [<!ENTITY x "&x;">]>'))


def test_a_short_text_that_the_file_declares_is_read(tmp_path: Path) -> None:
    path = article(tmp_path, whole("<p>by &who;.</p>", '<!DOCTYPE article [<!ENTITY who "the Commission">]>'))
    assert "by the Commission." in page(path)
    assert rules(path) == []


@pytest.mark.parametrize("value", ["a<b/>c", "x" * 1001], ids=["markup", "long"])
def test_any_other_entity_keeps_its_name(tmp_path: Path, value: str) -> None:
    path = article(tmp_path, whole("<p>by &who;.</p>", f'<!DOCTYPE article [<!ENTITY who "{value}">]>'))
    assert "by &amp;who;." in page(path)
    assert "entity.unknown" in rules(path)


def test_an_include_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="secret.txt" parse="text"/>'
    path = article(tmp_path, whole(f"<p>a {include} {include}</p>"))
    assert SECRET not in page(path)
    assert "XInclude element is ignored (2 times)" in finding(path, "untrusted.ignored").message


def test_a_style_sheet_is_ignored(tmp_path: Path) -> None:
    path = article(tmp_path, '<?xml-stylesheet href="http://bait.invalid/x.css"?>' + whole("<p>a</p>"))
    assert "bait" not in page(path)
    assert "xml-stylesheet" in finding(path, "untrusted.ignored").message


# ------------------------------------------------------------------------------------------------------------------- sizes


def test_nesting_100000_deep_is_refused(tmp_path: Path) -> None:
    assert "refused: elements are nested" in refused(tmp_path, "<article><body>" + "<sec>" * 100_000)


def test_nesting_deeper_than_the_reader_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, whole("\n" + "<sec>\n" * 150 + "</sec>" * 150))
    assert re.match(r"\d+: <sec> stands 101 levels deep", said)


@pytest.mark.parametrize("kind", ["sec", "disp-quote", "boxed-text", "italic", "unknown", "fig-group", "p"])
def test_the_deepest_article_that_is_read_can_be_rendered(tmp_path: Path, kind: str) -> None:
    depth = source.MAX_DEPTH - 3
    assert "words" in page(article(tmp_path, whole(f"<{kind}>" * depth + "<p>words</p>" + f"</{kind}>" * depth)))


def test_a_text_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "article.xml"
    with path.open("wb") as file:
        file.write(b"<article><body><p>")
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(SourceError, match="larger than 64 MB"):
        read(path)


def test_a_text_of_11_mb_is_refused(tmp_path: Path) -> None:
    assert "longer than 10 million" in refused(tmp_path, whole(f"<p>{'x' * 11_000_000}</p>"))


def test_more_tags_than_memory_holds_are_refused(tmp_path: Path) -> None:
    assert "more than 1000000 tags" in refused(tmp_path, whole("<x/>" * 1_000_001))


def test_a_device_is_no_article() -> None:
    with pytest.raises(SourceError, match="not a file"):
        read("/dev/zero")


def test_many_ids_of_one_form_take_time_in_proportion(tmp_path: Path) -> None:
    def reading(number: int) -> Callable[[], object]:
        words = "".join(f'<bold id="{chr(0x4E00 + each)}">a</bold>' for each in range(number))
        return partial(read, article(tmp_path / str(number), whole(f"<p>{words}</p>")))

    with quiet():
        assert growth(reading, 1000) <= STEP


def test_many_entities_in_one_paragraph_take_time_in_proportion(tmp_path: Path) -> None:
    def reading(number: int) -> Callable[[], object]:
        return partial(read, article(tmp_path / str(number), whole(f"<p>{'&eacute;' * number}</p>")))

    with quiet():
        assert growth(reading, 5000) <= STEP


def test_a_table_of_huge_cells_has_no_cells_but_its_own(tmp_path: Path) -> None:
    cells = '<td colspan="1000" rowspan="1000">a</td>' * 20
    path = article(tmp_path, whole(f"<table-wrap><table>{f'<tr>{cells}</tr>' * 20}</table></table-wrap>"))
    editions.audit(read(path))
    made = page(path)
    assert "colspan" not in made
    assert made.count("<td") + made.count("<th") == 400
    assert finding(path, "table.spans").severity == "warning"


def test_cells_end_with_their_table(tmp_path: Path) -> None:
    path = article(
        tmp_path,
        whole('<table-wrap><table><tr><td rowspan="900">a</td><td>b</td></tr><tr><td>c</td></tr></table></table-wrap>'),
    )
    assert 'rowspan="2"' in page(path)
    assert "table.spans" not in rules(path)


@pytest.mark.parametrize("tag", ["x-private", "und-x-a", "qaa", "i-klingon", "ar-Hebr", "zxx"])
def test_a_strange_language_is_read(tmp_path: Path, tag: str) -> None:
    body = f'<p xml:lang="{tag}">a<fn id="n"><p>b</p></fn></p><list xml:lang="{tag}"><list-item><p>c</p></list-item></list>'
    path = article(tmp_path, whole(body).replace('xml:lang="en"', f'xml:lang="{tag}"', 1))
    editions.audit(read(path))
    assert "a" in page(path)


def test_formulas_in_rows_in_rows_are_drawn(tmp_path: Path) -> None:
    from editions.pdf.page import formulas

    rows = "<mrow>" * 80 + "<mi>x</mi>" + "</mrow>" * 80
    fences = "<mfenced>" * 40 + "<mi>x</mi>" + "</mfenced>" * 40
    for inner in (rows, fences):
        math = f'<inline-formula><math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math></inline-formula>'
        drawn = render(read(article(tmp_path, whole(f"<p>{math}</p>"))))
        formulas.draw(drawn)
        assert len(list(drawn.iter("{http://www.w3.org/2000/svg}svg"))) == 1


# ------------------------------------------------------------------------------------------------------- links, ids, names


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " JAVASCRIPT:alert(1)", "java&#9;script:x", "data:text/html,x", "file:///x"]
)
def test_a_link_that_runs_or_reaches_in_is_no_link(tmp_path: Path, href: str) -> None:
    path = article(tmp_path, whole(f'<p><ext-link xlink:href="{href}">words</ext-link></p>'))
    assert "href" not in page(path)
    assert "words" in page(path)
    assert finding(path, "link.refused")


def test_attributes_carry_no_style_and_no_handler(tmp_path: Path) -> None:
    evil = "x&quot; onclick=&quot;alert(1)}body{background:url(http://bait.invalid/)}"
    names = (
        "content-type",
        "style-type",
        "specific-use",
        "style",
        "onclick",
        "class",
        "list-type",
        "sec-type",
        "fn-type",
        "align",
    )
    attributes = " ".join(f'{name}="{evil}"' for name in names)
    body = f"<sec {attributes}><p {attributes}><named-content {attributes}>a</named-content></p><list {attributes}/></sec>"
    made = page(article(tmp_path, whole(body)))
    assert not re.search(r"onclick=|style=|bait\.invalid|url\(", made)


def test_formulas_name_no_file_and_run_nothing(tmp_path: Path) -> None:
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" onclick="x" style="x"><mglyph src="http://bait.invalid/x.png"/>'
        '<maction actiontype="statusline#x"><mi href="javascript:x" mathbackground="url(http://bait.invalid/)">x</mi></maction>'
        '<script>alert(1)</script><semantics><mi>y</mi><annotation-xml><iframe src="http://bait.invalid/"/></annotation-xml>'
        "</semantics></math>"
    )
    made = page(article(tmp_path, whole(f"<p><inline-formula>{math}</inline-formula></p>")))
    assert not re.search(r"bait|onclick|<script|javascript|iframe|mglyph|style=", made)
    assert "alert(1)" in made  # words stay words


def test_elements_of_html_are_only_words(tmp_path: Path) -> None:
    body = '<p xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script><h:iframe/><script>c</script></p>'
    made = page(article(tmp_path, whole(body)))
    assert "alert(1)" in made
    assert not re.search(r"<\w*:?(script|iframe)", made)


def test_ids_made_to_collide_stay_apart(tmp_path: Path) -> None:
    body = (
        '<p id="a b">1</p><p id="a_b">2</p><p id="id-a_b">3</p><p id="a b">4</p><p id="p-1">5</p><p>6</p><p id="article">7</p>'
        '<fig id="x"><caption><p>8</p></caption></fig><p id="x-caption">9</p><p id="x-caption_">10</p>'
        '<p id="&lt;script&gt;">11</p>'
        '<p><fn id="n"><p>12<xref rid="n">1</xref></p></fn><xref rid="n">1</xref><fn id="n"><p>13</p></fn></p>'
    )
    root = render(read(article(tmp_path, whole(body))))
    ids = [node.get("id", "") for node in root.iter(etree.Element) if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", item) for item in ids)
    words = "".join(str(text) for text in root.itertext())
    assert all(str(number) in words for number in range(1, 14))


@pytest.mark.parametrize("name", ["...xml", "..xml", ".xml"])
def test_a_name_of_dots_stays_in_the_target(tmp_path: Path, name: str) -> None:
    source_file = write(tmp_path / "in", name)
    before = sorted(path.name for path in tmp_path.iterdir())
    built = editions.build(source_file, into=tmp_path / "out" / "deep", formats=("epub",))
    assert built.folder.parent == tmp_path / "out" / "deep"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, "out"])
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["deep"]


@pytest.mark.parametrize("tag", ["../../en", "/etc", "..", "en/../..", "C:en"])
def test_a_language_is_no_path(tmp_path: Path, tag: str) -> None:
    translation = f'<sub-article article-type="translation" xml:lang="{tag}"><body><p>a</p></body></sub-article>'
    path = write(tmp_path / "in", more=translation)
    built = editions.build(path, into=tmp_path / "out", formats=("epub",))
    assert sorted(item.name for item in tmp_path.iterdir()) == ["in", "out"]
    assert {edition.language for edition in built.editions} <= {"en", "en-2"}
    assert "language.invalid" in rules(path)


# --------------------------------------------------------------------------------------------------------------- malformed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "<article>\n<p>a</q></article>",
            r"2:9: not well-formed XML: </p> is expected \(line 2 opens it\), </q> is found",
        ),
        ("<article>\n<p>a", r"2:\d+: .*</p> is expected .*, the file ends"),
        ("<article>a & b</article>", r"1:13: .*write &amp; "),
        ("<article>a &b c</article>", r"1:\d+: .*; is expected after the name of an entity"),
        ("<article>\n\na < b</article>", r"3:\d+: .*write &lt; "),
        ("<article a=b/>", r"1:\d+: .*expected"),
        ('<article a="1" a="2"/>', r"1:\d+: .*each attribute is expected once"),
        ('<article xlink:href="x"/>', r'1:\d+: .*xmlns:xlink="…" is expected'),
        ("<article/>\n<b/>", r"2:\d+: .*the end of the file is expected"),
        ("<article>&nope;</article>", r"1:16: .*the entity &nope; is not declared"),
        ("<article>&eacute; &nope;</article>", r"1:2[45]: .*the entity &nope; is not declared"),
        ("", r"1:\d+: .*the file is empty"),
        ("%PDF-1.4", r"1:\d+: .*an element is expected"),
        (b"<article>\0</article>", r"1:\d+: .*a character of XML is expected, number 0x0 is found"),
        (b"<article>\n\xff</article>", r"2:\d+: .*UTF-8 is expected, the byte 0xFF is found.*save the file as UTF-8"),
        (b'<?xml version="1.0" encoding="UTF-16"?><article/>', r"1: .*UTF-16 is expected, as it declares"),
        (b'<?xml version="1.0" encoding="nonsense"?><article/>', r"1:\d+: .*an encoding that is known is expected, nonsense"),
    ],
)
def test_what_is_not_well_formed_says_where_and_what_was_expected(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert re.match(said, refused(tmp_path, text))


def test_nothing_is_built_of_what_is_not_well_formed(tmp_path: Path) -> None:
    path = article(tmp_path, "<article>")
    with pytest.raises(SourceError):
        editions.build(path, into=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert "señor" in page(article(tmp_path, whole("<p>señor</p>").encode(encoding)))


def test_what_libxml2_says_of_anything_else_is_kept() -> None:
    assert malformed.explain("Something new, line 1, column 2\n") == "not well-formed XML: Something new."


# ---------------------------------------------------------------------------------------------------------- named entities


@pytest.mark.parametrize(
    "doctype", ["", '<!DOCTYPE article PUBLIC "-//NLM//DTD x//EN" "x.dtd">', '<!DOCTYPE article [<!ENTITY a "b">]>']
)
@pytest.mark.parametrize("start", ["", '<?xml version="1.0"?>\n', "<!-- <!DOCTYPE x> -->\n", "\ufeff"])
def test_named_characters_without_a_dtd_are_read_with_a_note(tmp_path: Path, start: str, doctype: str) -> None:
    path = article(
        tmp_path, start + whole('\n<p id="p&alpha;">caf&eacute;&nbsp;&amp;&lt; &lt;b&gt; &NotEqualTilde;</p>', doctype)
    )
    made = page(path)
    assert "café\u00a0&amp;&lt; &lt;b&gt; ≂̸" in made
    found = finding(path, "entity.named")
    assert found.severity == "note"
    assert "&eacute;" in found.message
    assert found.where.line == start.count("\n") + 2


def test_a_name_that_the_file_declares_means_what_it_says(tmp_path: Path) -> None:
    path = article(tmp_path, whole("<p>&eacute; &agrave;</p>", '<!DOCTYPE article [<!ENTITY eacute "mine">]>'))
    assert "mine à" in page(path)


def test_declarations_add_no_line() -> None:
    data = b'<?xml version="1.0"?>\n<article>\n&eacute;</article>'
    declared = declare(data)
    assert declared.data.count(b"\n") == data.count(b"\n")
    assert declared.original(2, declared.column + declared.added + 3) == (2, declared.column + 3)
    assert declared.original(3, 5) == (3, 5)


# ---------------------------------------------------------------------------------------------------------------- editions


@pytest.mark.slow
def test_no_edition_carries_active_content(tmp_path: Path) -> None:
    """An article with everything at once, built: the book's documents and the PDF's objects run nothing and hold no secret."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{SECRET}</text></svg>'
    )
    (folder / "link.svg").symlink_to("../secret.svg")
    (folder / "evil.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script>'
        '<rect width="5" height="5"/>'
        '<image href="../secret.svg"/></svg>'
    )
    links = '<ext-link xlink:href="javascript:alert(1)">a</ext-link><ext-link xlink:href="https://example.org/">b</ext-link>'
    pictures = "".join(f'<graphic xlink:href="{name}"/>' for name in ("evil.svg", "link.svg", "../secret.svg"))
    path = write(folder, body=f"<body><p>{links}</p>{pictures}{BODY[6:-7]}</body>")
    built = editions.build(path, into=tmp_path / "out", formats=("pdf", "epub"), narration=False)
    edition = built["en"]
    assert edition.epub
    assert edition.pdf
    with zipfile.ZipFile(edition.epub) as book:
        for name in book.namelist():
            content = book.read(name).decode("utf-8", "replace")
            assert SECRET not in content
            assert not re.search(r"<(\w+:)?script|javascript:|onload=", content), name
    with pikepdf.open(edition.pdf) as pdf:
        objects = "".join(repr(item) for item in pdf.objects)
        assert not re.search(r"/(JavaScript|JS|Launch|SubmitForm|GoToR)\b", objects)
        attached = {bytes(file.read_bytes()) for file in pdf.objects if file.get("/Type") == "/EmbeddedFile"}
        assert attached == {path.read_bytes()}, "its source, and no other file"
        uris = {
            str(note.A.URI) for sheet in pdf.pages for note in sheet.get("/Annots", []) if "/A" in note and "/URI" in note.A
        }
        assert uris == {"https://example.org/"}
    assert {"link.refused", "picture.refused"} <= {item.rule for item in built.findings}


def test_control_characters_of_windows_are_read_as_html_reads_them(tmp_path: Path) -> None:
    """Old files hold quotation marks and dashes under numbers that Latin-1 leaves to controls."""
    path = tmp_path / "old.xml"
    path.write_text('<article xml:lang="en"><body><p>it\u0092s &#151; &#x85;</p></body></article>', "utf-8")
    assert "it\u2019s \u2014 \u2026" in "".join(str(text) for text in render(read(path)).itertext())


def test_a_note_and_another_element_of_one_id_stay_apart(tmp_path: Path) -> None:
    """The first keeps the id, the note gets one of its own, and its call points at it."""
    body = '<body><p id="n">A word.</p><p>Called<xref ref-type="fn" rid="n">1</xref>.</p></body>'
    found = read(write(tmp_path, body=body, more='<back><fn-group><fn id="n"><p>Noted.</p></fn></fn-group></back>'))
    page = render(found)
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    call = next(node for node in page.iter() if node.get("role") == "doc-noteref")
    note = next(node for node in page.iter() if node.get("id") == call.get("href", "")[1:])
    assert "Noted." in "".join(str(text) for text in note.itertext())
