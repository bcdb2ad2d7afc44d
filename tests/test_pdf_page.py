"""The shared XHTML adapted to print, before it is laid out."""

from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

import articles
from editions.jats import read
from editions.pdf.page.print_html import adapt, running_title
from editions.xhtml import render
from pdf_samples import article, page, picture

H = {"h": "http://www.w3.org/1999/xhtml", "s": "http://www.w3.org/2000/svg"}
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m" alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup></math>'


def adapted(folder: Path, body: str, *, lang: str = "en", href: str | None = None) -> etree._Element:
    return adapt(article(folder, lang=lang), page(body, lang=lang), edition_href=lambda _: href).root


def found(root: etree._Element, path: str) -> list[etree._Element]:
    result = root.xpath(path, namespaces=H)
    assert isinstance(result, list)
    return [each for each in result if isinstance(each, etree._Element)]


def words(root: etree._Element) -> str:
    return " ".join("".join(str(text) for text in root.itertext()).split())


def note(body: str, *, title: str = "") -> str:
    heading = f'<p class="notes-title">{title}</p>' if title else ""
    back = '<a role="doc-backlink" href="#c">↩</a>'
    item = f'<li class="note" id="fn-1" role="doc-footnote"><span class="label">1</span> A note. {back}</li>'
    return f'{body}<section class="notes" id="n">{heading}<ol class="notes">{item}</ol></section>'


CALL = '<a id="c" href="#fn-1" role="doc-noteref" class="noteref">1</a>'
CALL_AGAIN = CALL.replace('id="c" ', "")


def test_note_moves_to_its_first_call(tmp_path: Path) -> None:
    root = adapted(tmp_path, note(f"<p>One{CALL} two.</p><p>Again{CALL_AGAIN}.</p>"))
    assert len(found(root, "//h:span[@class='footnote'][@id='fn-1']")) == 1
    assert words(found(root, "//h:p")[0]) == "One11 A note. two."
    assert not found(root, "//h:section")


def test_notes_under_their_own_title_stay(tmp_path: Path) -> None:
    root = adapted(tmp_path, note(f"<p>One{CALL}.</p>", title="Notes"))
    assert words(found(root, "//h:section")[0]) == "Notes1 A note. ↑"
    assert not found(root, "//h:span[@class='footnote']")


def test_sections_of_notes_stay(tmp_path: Path) -> None:
    """What JATS calls notes (of interests, of data) is a section of the text: it stays, with or without a title."""
    untitled = '<section class="notes" id="i"><p>No interests.</p></section>'
    around = f'<section class="notes" id="o"><p>Thanks.</p>{note("")}</section>'
    root = adapted(tmp_path, f"<p>One{CALL} two.</p>{untitled}{around}")
    assert [words(section) for section in found(root, "//h:section")] == ["No interests.", "Thanks."]


def test_note_of_a_call_without_mark_stays(tmp_path: Path) -> None:
    root = adapted(tmp_path, note('<p>One<a id="c" href="#fn-1" role="doc-noteref"></a>.</p>'))
    assert found(root, "//h:li[@id='fn-1']")
    assert not found(root, "//h:a[@id='c'][@href]")


def test_shared_page_stays_as_it_is(tmp_path: Path) -> None:
    shared = page(note(f"<p>One{CALL} {MATH}.</p>"))
    before = etree.tostring(shared)
    adapt(article(tmp_path), shared, edition_href=lambda _: None)
    assert etree.tostring(shared) == before


def test_formula_is_drawn(tmp_path: Path) -> None:
    root = adapted(tmp_path, f"<p>{MATH}</p>")
    holder = found(root, "//h:span[@role='math']")[0]
    assert (holder.get("aria-label"), holder.get("id")) == ("x squared", "m")
    drawing = found(root, "//s:svg")[0]
    assert "vertical-align" in drawing.get("style", "")
    assert not found(root, "//s:symbol")


def test_formula_without_spoken_form_gets_none(tmp_path: Path) -> None:
    silent = MATH.replace(' alttext="x squared"', "")
    root = adapted(tmp_path, f"<p>{silent}</p>")
    assert found(root, "//h:span[@role='math'][not(@aria-label)]")


def test_formula_that_cannot_be_drawn_keeps_its_characters(tmp_path: Path) -> None:
    broken = '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><mfrac><mi>x</mi></mfrac></math>'
    made = adapt(article(tmp_path), page(f"<p>{broken}</p>"), edition_href=lambda _: None)
    assert made.undrawn_formulas == ("m",)
    assert words(found(made.root, "//h:span[@role='math']")[0]) == "x"


def test_formula_with_less_than_and_an_empty_letter_is_drawn(tmp_path: Path) -> None:
    odd = '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><mi>x</mi><mo>&lt;</mo><mtext/><mn>1</mn></math>'
    assert found(adapted(tmp_path, f"<p>{odd}</p>"), "//s:svg")


def test_the_markup_of_a_formula_is_what_viewers_know(tmp_path: Path) -> None:
    odd = f"{MATH[:-7]}<menclose><mi>y</mi></menclose><mlabeledtr><mtd/></mlabeledtr></math>"
    attached = etree.fromstring(found(adapted(tmp_path, f"<p>{odd}</p>"), "//h:span[@role='math']")[0].get("data-mathml", ""))
    names = [etree.QName(node).localname for node in attached.iter(etree.Element)]
    assert names == ["math", "msup", "mi", "mn", "mrow", "mi", "mtr", "mtd"]


def test_fences_are_as_high_as_what_they_enclose(tmp_path: Path) -> None:
    high = "<mfrac><mfrac><mi>a</mi><mi>b</mi></mfrac><mi>c</mi></mfrac>"
    fenced = "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>"
    drawn = [MATH.replace("<msup>", f"{row}{high}<msup>") for row in ("", fenced)]
    heights = [found(adapted(tmp_path, f"<p>{math}</p>"), "//s:svg")[0].get("viewBox", "").split()[-1] for math in drawn]
    assert heights[0] == heights[1]


@pytest.mark.parametrize(
    "content",
    [
        "<mstyle><mi>x</mi></mstyle>",
        "<mi>x</mi><mspace linebreak='newline'/><mi>y</mi>",
        "<mrow><mi>x</mi><mspace linebreak='newline'/><mi>y</mi></mrow>",
        "<maligngroup/><mi>x</mi><malignmark/>",
        "<semantics><mi>x</mi><annotation>x</annotation></semantics>",
        "<maction><mi>x</mi></maction>",
        "<mstack><msrow><mn>1</mn></msrow><msline/></mstack>",
    ],
)
def test_formula_with_what_the_drawing_does_not_know_is_drawn(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str
) -> None:
    odd = f'<math xmlns="http://www.w3.org/1998/Math/MathML" id="m">{content}</math>'
    assert found(adapted(tmp_path, f"<p>{odd}</p>"), "//s:svg")
    assert caplog.records == []


@pytest.mark.parametrize(
    "size", ['mathsize="normal"', 'mathsize="140%"', 'maxsize="1"', 'maxsize="infinity"', 'minsize="inf"', 'minsize="1e9em"']
)
def test_a_size_that_means_nothing_to_the_drawing_changes_nothing(tmp_path: Path, size: str) -> None:
    """A letter without a size is not seen, and a fence without an end is never done."""
    sides = []
    for attribute in ("", size):
        content = f"<mrow><mo {attribute}>(</mo><mstyle mathvariant='bold' {attribute}><mi>x</mi></mstyle><mo>)</mo></mrow>"
        math = f'<math xmlns="http://www.w3.org/1998/Math/MathML" id="m">{content}</math>'
        sides.append(found(adapted(tmp_path, f"<p>{math}</p>"), "//s:svg")[0].get("viewBox"))
    assert sides[0] == sides[1]


def test_letters_of_a_kind_are_drawn_as_that_kind(tmp_path: Path) -> None:
    """A set of numbers is no variable."""
    kinds = ("", "double-struck", "bold-italic", "sans-serif", "bold-sans-serif", "monospace", "fraktur")
    shapes = set()
    for kind in kinds:
        math = f'<math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><mi mathvariant="{kind}">R</mi></math>'
        shapes.add(found(adapted(tmp_path, f"<p>{math}</p>"), "//s:path")[0].get("d"))
    assert len(shapes) == len(kinds)


def test_an_empty_row_takes_no_room(tmp_path: Path) -> None:
    under = '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><munder><mo>lim</mo><mrow/></munder></math>'
    assert found(adapted(tmp_path, f"<p>{under}</p>"), "//s:svg")


def test_formula_with_a_character_that_its_font_lacks_is_text(tmp_path: Path) -> None:
    chinese = '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><mi>x</mi><mo>=</mo><mtext>年</mtext></math>'
    made = adapt(article(tmp_path), page(f"<p>{chinese}</p>"), edition_href=lambda _: None)
    assert made.undrawn_formulas == ("m",)
    assert words(found(made.root, "//h:span[@role='math']")[0]) == "x=年"


def test_missing_picture_is_said(tmp_path: Path) -> None:
    root = adapted(tmp_path, '<p class="picture"><img id="i" class="missing"/></p>', lang="es")
    assert words(found(root, "//h:span[@id='i']")[0]) == "La imagen no está disponible."


@pytest.mark.parametrize("holder", ["figure", "div", "section"])
def test_missing_picture_of_a_figure_or_table_is_said_in_a_paragraph(tmp_path: Path, holder: str) -> None:
    root = adapted(tmp_path, f'<{holder} id="f"><img id="i" class="missing"/></{holder}>')
    assert found(root, f"//h:{holder}/h:p[@id='i']/h:span[@class='missing-sentence']")


def test_missing_picture_of_a_formula_is_said_in_the_line_of_its_number(tmp_path: Path) -> None:
    root = adapted(tmp_path, '<div class="formula"><img id="i" class="missing"/> <span class="label">(1)</span></div>')
    assert found(root, "//h:div/h:span[@id='i']/h:span[@class='missing-sentence']")


def test_missing_picture_in_a_language_without_phrases(tmp_path: Path) -> None:
    root = adapted(tmp_path, '<p class="picture"><img id="i" class="missing"/></p>', lang="uk")
    assert found(root, "//h:span[@class='missing-sentence'][@lang='en']")


def test_unreadable_picture_is_said_and_found(tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    made = adapt(article(tmp_path), page('<p><img id="i" src="bad.png" alt="A swift"/></p>'), edition_href=lambda _: None)
    assert made.unreadable_pictures == ("i",)
    assert words(found(made.root, "//h:span[@id='i']")[0]) == "The picture is not available. A swift"


def test_picture_behind_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "article"
    folder.mkdir()
    (folder / "swift.png").symlink_to(picture(tmp_path, "outside.png"))
    made = adapt(article(folder), page('<p><img id="i" src="swift.png" alt="x"/></p>'), edition_href=lambda _: None)
    assert made.unreadable_pictures == ("i",)


def test_edition_links_get_their_addresses(tmp_path: Path) -> None:
    body = '<p class="also"><a class="edition" href="#" data-edition="es">Español</a></p>'
    assert found(adapted(tmp_path, body, href="../es/x.pdf"), "//h:a[@href='../es/x.pdf']")
    assert found(adapted(tmp_path, body), "//h:a[not(@href)]")


def test_masthead_is_two_paragraphs(tmp_path: Path) -> None:
    body = '<p class="masthead"><span class="publisher">P</span> <span class="kind">News</span></p>'
    logo = picture(tmp_path)
    root = adapt(article(tmp_path), page(body), edition_href=lambda _: None, logo=logo).root
    assert [words(each) for each in found(root, "//h:div[@class='masthead']/h:p")] == ["P", "News"]
    assert found(root, "//h:img[@class='logo'][@alt='']")


def test_table_of_many_columns_is_wide(tmp_path: Path) -> None:
    table = f'<div class="table-wrap"><table><tr>{"<td>1</td>" * 3}<td colspan="2">2</td></tr></table></div>'
    assert found(adapted(tmp_path, table), "//h:div[contains(@class, ' wide')]")


def test_metadata_comes_from_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    metas = {meta.get("name"): meta.get("content") for meta in found(adapted(tmp_path, ""), "//h:meta")}
    assert metas["dcterms.created"] == "2013-10-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    metas = {meta.get("name"): meta.get("content") for meta in found(adapted(tmp_path, ""), "//h:meta")}
    assert metas["dcterms.created"] == "1970-01-02T00:00:00Z"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Swifts", "Swifts"),
        ("Swifts over the city: what twelve years of counting tell us about summers", "Swifts over the city"),
        (
            "A title that goes on without any pause until nobody knows any more how it began",
            "A title that goes on without any pause until nobody knows …",
        ),
        (f"A {'long-' * 20}name of a lamp", "A long-long-long-long-long-long-long-long-long-long-long-lo…"),
    ],
)
def test_running_title_is_short(title: str, expected: str) -> None:
    assert running_title(title) == expected


def test_complex_table_says_its_heads_in_the_language_of_the_article(tmp_path: Path) -> None:
    head = "<tr><th colspan='2' scope='colgroup'>A</th></tr><tr><th scope='col'>b</th><th scope='col'>c</th></tr>"
    table = f"<table><thead>{head}</thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    for lang, said in (("es", "Columnas: A: b, c."), ("fi", "Columns: A: b, c.")):
        root = adapt(article(tmp_path, lang=lang), page(table, lang=lang), edition_href=lambda _: None).root
        (line,) = found(root, "//h:p[@class='table-summary']")
        assert words(line) == said
        assert [span.get("lang") for span in line] == ([] if lang == "es" else ["en"])


def test_a_call_without_a_mark_is_given_one(tmp_path: Path) -> None:
    """Neither the shared XHTML nor the page has a link that nobody sees: the note gets a number, and the call shows it."""
    back = '<back><fn-group><fn id="conf1"><p>No competing interests.</p></fn></fn-group></back>'
    source = articles.write(tmp_path, body='<body><p>Text<xref ref-type="fn" rid="conf1"/>.</p></body>', more=back)
    made = read(source)
    for root in (render(made), adapt(made, render(made), edition_href=lambda _: None).root):
        assert "No competing interests." in words(root)
        assert [words(link) for link in found(root, "//h:a[@role='doc-noteref']")] == ["1"]
        assert all(words(link) for link in found(root, "//h:a[@role='doc-backlink']"))


@pytest.mark.parametrize(("text", "kept"), [("They are:", True), ("They are.", False)])
@pytest.mark.parametrize("announced", ["<ul><li>one</li></ul>", "<pre><code>x</code></pre>", '<div class="verse-group"/>'])
def test_what_announces_is_kept_with_what_it_announces(tmp_path: Path, text: str, kept: bool, announced: str) -> None:
    root = adapted(tmp_path, f'<p id="a">{text}</p>{announced}<p id="b">And:</p><p>more</p>')
    assert [each.get("id") for each in found(root, "//h:p[@class='announcing']")] == (["a"] if kept else [])


def test_a_title_of_many_lines_is_set_smaller(tmp_path: Path) -> None:
    for words, kind in (("swifts " * 10, None), ("swifts " * 30, "long")):
        shape = page("<p>x</p>")
        found(shape, "//h:h1/h:span")[0].text = words
        (title,) = found(adapt(article(tmp_path), shape, edition_href=lambda _: None).root, "//h:h1")
        assert title.get("class") == kind


@pytest.mark.parametrize(("size", "kind"), [((600, 300), "wide"), ((600, 590), ""), ((300, 100), "")])
def test_a_broad_picture_may_stand_across_columns(tmp_path: Path, size: tuple[int, int], kind: str) -> None:
    Image.new("RGB", size).save(tmp_path / "swift.png")
    root = adapted(tmp_path, '<figure id="f"><img src="swift.png" alt="A swift"/></figure>')
    assert found(root, "//h:figure")[0].get("class", "") == kind


def test_a_picture_of_a_table_may_stand_across_columns_whatever_its_shape(tmp_path: Path) -> None:
    Image.new("RGB", (600, 900)).save(tmp_path / "swift.png")
    root = adapted(tmp_path, '<div class="table-wrap" id="t"><img src="swift.png" alt="A table"/></div>')
    assert "wide" in found(root, "//h:div[@id='t']")[0].get("class", "").split()


@pytest.mark.parametrize(("others", "kept"), [(1, True), (9, False)])
def test_brief_cells_are_one_line_where_there_is_room(tmp_path: Path, others: int, kept: bool) -> None:
    long = "<td>" + "internationalization of everything " * 4 + "</td>"
    table = f"<table><tr><td id='a'>Kind 1</td>{long * others}<td id='l'><ul><li>one</li></ul></td></tr></table>"
    root = adapted(tmp_path, f'<div class="table-wrap" id="t">{table}</div>')
    assert [each.get("id") for each in found(root, "//h:td[@class='brief']")] == (["a"] if kept else [])
