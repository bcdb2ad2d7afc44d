"""The structure tree, a construct a test: what is read back from the written file."""

import subprocess
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from editions.pdf.tree.structure import build, text_of
from pdf_samples import CLAIMS, drawn, outline, picture, printed, tags, tree

NOTE = '<section class="notes" id="n" role="doc-endnotes"><ol class="notes"><li class="note" id="fn-1" role="doc-footnote">'
NOTE_END = ' <a class="backlink" role="doc-backlink" href="#c" aria-label="Back">↩</a></li></ol></section>'
CALL = '<a id="c" href="#fn-1" role="doc-noteref" class="noteref">1</a>'


def roles(folder: Path, body: str) -> list[str]:
    """The outline of a body's tree below the document, without the title."""
    path, _ = printed(folder, body)
    with pikepdf.open(path) as pdf:
        return outline(pdf).splitlines()[2:]


def test_paragraph_over_two_pages_is_one(tmp_path: Path) -> None:
    words = " ".join(["swallow"] * 1200)
    path, _ = printed(tmp_path, f'<p id="p-1"><span class="s" id="p-1-s1">{words}</span></p>')
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 1
        paragraphs = [tag for tag in tags(pdf) if tag.role == "P"]
        assert len(paragraphs) == 1 + 2  # and the two of the colophon
        kids = paragraphs[0].kids
        on_others = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
        assert on_others
        assert all(kid.Type == "/MCR" and kid.Pg.objgen != paragraphs[0].object.Pg.objgen for kid in on_others)


def test_text_beside_blocks_is_a_paragraph(tmp_path: Path) -> None:
    assert roles(tmp_path, "<div><p>x</p>y <b>z</b><p>x</p></div>") == ["  Div", "    P", "    P", "    P"]


def test_headings_and_sections(tmp_path: Path) -> None:
    body = '<section id="s"><h2>A</h2><p>x</p><section><h3>B</h3><p>y</p></section></section>'
    assert roles(tmp_path, body) == ["  Sect", "    H2", "    P", "    Sect", "      H3", "      P"]


def test_nested_list(tmp_path: Path) -> None:
    body = '<ol type="a"><li>One<ul><li>Two</li></ul></li></ol>'
    path, _ = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        assert outline(pdf).splitlines()[2:] == [
            "  L",
            "    LI",
            "      Lbl",
            "      LBody",
            "        L",
            "          LI",
            "            Lbl",
            "            LBody",
        ]
        assert [str(tag.attribute("/ListNumbering")) for tag in tags(pdf) if tag.role == "L"] == ["/LowerAlpha", "/Disc"]


def test_label_of_an_item_stands_before_its_body(tmp_path: Path) -> None:
    body = '<ul class="simple"><li><span class="label">(a)</span> One</li></ul>'
    assert roles(tmp_path, body) == ["  L", "    LI", "      Lbl", "      LBody"]


def test_definition_list(tmp_path: Path) -> None:
    body = "<dl><dt>A</dt><dd>x</dd><dd>y</dd><dt>B</dt><dd>z</dd></dl>"
    assert roles(tmp_path, body) == [
        *("  L", "    LI", "      Lbl", "      LBody", "      LBody"),
        *("    LI", "      Lbl", "      LBody"),
    ]


def test_note_is_read_at_its_call(tmp_path: Path) -> None:
    """The note follows its reference, though it is drawn at the foot of the page, and the sentence goes on after it."""
    body = f'<p id="p">Before{CALL} after.</p><p>Next.</p>{NOTE}<span class="label">1</span> A note.{NOTE_END}'
    path, _ = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        found = tags(pdf)
        assert outline(pdf).splitlines()[2:] == [
            *("  P", "    Reference", "      Link", "    Note", "      Lbl", "        Link", "  P")
        ]
        note = next(tag for tag in found if tag.role == "Note")
        assert note.text("/ID") == "fn-1"
        paragraph = found[2]
        assert [isinstance(kid, int) for kid in paragraph.kids] == [True, False, False, True]
        assert "/IDTree" in pdf.Root.StructTreeRoot


def test_note_called_in_a_heading_stands_behind_it(tmp_path: Path) -> None:
    body = f"<section><h2>Title{CALL}</h2><p>x</p></section>{NOTE}A note.{NOTE_END}"
    assert roles(tmp_path, body) == ["  Sect", "    H2", "      Reference", "        Link", "    Note", "    P"]


def test_link_has_its_words_and_its_annotation(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, '<p>See <a href="https://example.org/x">the <i>whole</i> report</a>.</p>')
    with pikepdf.open(path) as pdf:
        link = next(tag for tag in tags(pdf) if tag.role == "Link")
        objects = [kid.Obj for kid in link.kids if isinstance(kid, pikepdf.Dictionary)]
        annotations = list(pdf.pages[0].Annots)
        assert len(objects) == len(annotations) == 1
        assert str(annotations[0].Contents) == "the whole report"
        assert "/StructParent" in annotations[0]


def test_a_relative_link_leads_to_an_edition_or_nowhere(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, '<p><a href="../es/sample.es.pdf">Español</a></p>')
    with pikepdf.open(path) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_language_of_words_and_of_blocks(tmp_path: Path) -> None:
    body = '<p>In <span lang="fr" class="foreign">les mots</span>.</p><blockquote lang="es"><p>Toda persona</p></blockquote>'
    path, _ = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        languages = {tag.role: tag.text("/Lang") for tag in tags(pdf) if tag.text("/Lang")}
        assert languages == {"Document": "en", "Span": "fr", "BlockQuote": "es"}
        assert str(pdf.Root.Lang) == "en"


def test_alternative_in_another_language(tmp_path: Path) -> None:
    picture(tmp_path)
    path, _ = printed(tmp_path, '<figure><img id="i" src="swift.png" lang="es" alt="Un vencejo"/></figure>')
    with pikepdf.open(path) as pdf:
        figure = next(tag for tag in tags(pdf) if tag.role == "Figure")
        assert (figure.text("/Alt"), figure.text("/Lang")) == ("Un vencejo", "es")


def test_figure_has_its_box_in_points_and_its_caption(tmp_path: Path) -> None:
    picture(tmp_path)
    body = '<figure id="f"><img id="i" src="swift.png" alt="A swift"/><figcaption><p>Figure 1</p></figcaption></figure>'
    path, result = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        assert outline(pdf).splitlines()[2:] == ["  Div", "    Figure", "    Caption", "      P"]
        figure = next(tag for tag in tags(pdf) if tag.role == "Figure")
        left, bottom, right, top = (float(value) for value in figure.attribute("/BBox"))
        assert (round(right - left), round(top - bottom)) == (30, 15)  # 40 and 20 pixels
        assert 85 < left < 86  # 30 mm
    assert result.claims == CLAIMS


def test_missing_alternative_is_not_made_up(tmp_path: Path) -> None:
    picture(tmp_path)
    path, result = printed(tmp_path, '<figure id="f"><img id="i" src="swift.png"/></figure>')
    with pikepdf.open(path) as pdf:
        figure = next(tag for tag in tags(pdf) if tag.role == "Figure")
        assert "/Alt" not in figure.object
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
    assert result.claims == ()
    assert [(finding.rule, finding.where.id) for finding in result.findings] == [("pdf.figure-no-alternative", "i")]


def test_decorative_picture_is_an_artifact(tmp_path: Path) -> None:
    picture(tmp_path)
    body = '<p class="picture"><img class="decorative" src="swift.png" alt="" role="presentation"/></p><p>Text</p>'
    path, result = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        assert outline(pdf).splitlines()[2:] == ["  P"]
        assert "/Artifact <</Type /Layout>> BDC" in drawn(pdf, 0)
    assert result.claims == CLAIMS


def test_page_number_is_an_artifact(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, "<p>Text</p>")
    with pikepdf.open(path) as pdf:
        assert "/Artifact <</Type /Pagination/Subtype /Footer>> BDC" in drawn(pdf, 0)


def test_table_with_rowspan(tmp_path: Path) -> None:
    body = (
        '<div class="table-wrap" id="t"><table id="t-table"><caption><p>Table 1</p></caption>'
        '<thead><tr><th id="a" scope="col">Land</th><th id="b" scope="col">Year</th></tr></thead><tbody>'
        '<tr><th id="c" scope="row" rowspan="2">Peru</th><td id="d">2024</td></tr><tr><td id="e">2025</td></tr>'
        "</tbody></table></div>"
    )
    path, result = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        cells = [tag for tag in tags(pdf) if tag.role in ("TH", "TD")]
        assert [tag.text("/ID") for tag in cells] == ["a", "b", "c", None, None]
        assert [str(tag.attribute("/Scope")) for tag in cells[:3]] == ["/Column", "/Column", "/Row"]
        assert [str(each) for each in cells[4].attribute("/Headers")] == ["c", "b"]
        assert cells[2].attribute("/RowSpan") == 2
    assert result.claims == CLAIMS


def test_short_row_and_empty_cells_are_kept(tmp_path: Path) -> None:
    body = "<table><tr><th scope='col'>a</th><th scope='col'>b</th></tr><tr><td></td></tr></table>"
    path, result = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        assert [tag.role for tag in tags(pdf)].count("TD") == 2
    assert result.claims == CLAIMS


def test_repeated_table_head_is_an_artifact(tmp_path: Path) -> None:
    rows = "".join(f"<tr><th scope='row'>r{number}</th><td>{number}</td></tr>" for number in range(80))
    path, _ = printed(
        tmp_path, f"<table><thead><tr><th scope='col'>A</th><th scope='col'>B</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    with pikepdf.open(path) as pdf:
        found = [tag.role for tag in tags(pdf)]
        assert (found.count("Table"), found.count("THead"), found.count("TR")) == (1, 1, 81)
        assert "/Artifact <</Type /Pagination>> BDC" in drawn(pdf, 1)


def test_table_head_repeated_in_the_next_column_is_an_artifact(tmp_path: Path) -> None:
    """It is on the same page: no word of it is read twice."""
    rows = "".join(f"<tr><th scope='row'>r{number}</th><td>{number}</td></tr>" for number in range(60))
    head = "<thead><tr><th scope='col'>A</th><th scope='col'>B</th></tr></thead>"
    path, _ = printed(tmp_path, f"<table>{head}<tbody>{rows}</tbody></table>", style="compact")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert drawn(pdf, 0).count("/Artifact <</Type /Pagination>> BDC") == 2
        assert [len(tag.object.get("/K", [])) for tag in tags(pdf) if tag.role == "TH"][:2] == [1, 1]


def test_formula_has_its_spoken_form(tmp_path: Path) -> None:
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m" alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup></math>'
    )
    path, result = printed(tmp_path, f"<p>Let {math} be it.</p>")
    with pikepdf.open(path) as pdf:
        assert outline(pdf).splitlines()[2:] == ["  P", "    Formula"]
        assert tags(pdf)[3].text("/Alt") == "x squared"
    assert result.claims == CLAIMS


def test_formula_in_tex_is_heard_by_its_alternative(tmp_path: Path) -> None:
    """A formula without markup, and with one content, loses its alternative in Firefox."""
    body = '<p><code class="tex" role="math" id="m" aria-label="x squared">x^2</code></p>'
    path, _ = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        (formula,) = (tag for tag in tags(pdf) if tag.role == "Formula")
        assert formula.text("/Alt") == "x squared"
        markup = formula.object.AF[0]
        assert (str(markup.AFRelationship), str(markup.EF.F.Subtype)) == ("/Supplement", "/application/mathml+xml")
        assert "".join(etree.fromstring(markup.EF.F.read_bytes()).itertext()) == "x squared"


def test_formula_without_spoken_form_makes_no_claim(tmp_path: Path) -> None:
    path, result = printed(tmp_path, '<p><math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><mi>x</mi></math></p>')
    with pikepdf.open(path) as pdf:
        assert "/Alt" not in tags(pdf)[3].object
    assert result.claims == ()


def test_abbreviation_is_expanded(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, '<p><abbr title="United Nations">UN</abbr></p>')
    with pikepdf.open(path) as pdf:
        assert tags(pdf)[3].text("/E") == "United Nations"


def test_skipped_heading_level_makes_no_claim(tmp_path: Path) -> None:
    _, result = printed(tmp_path, "<section><h3 id='h'>Deep</h3><p>x</p></section>")
    assert result.claims == ()
    assert [(finding.rule, finding.where.id) for finding in result.findings] == [("pdf.heading-skipped", "h")]


def test_no_claim_unless_the_article_is_free_of_errors(tmp_path: Path) -> None:
    path, result = printed(tmp_path, "<p>Text</p>", claim=False)
    assert result.claims == ()
    with pikepdf.open(path) as pdf:
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
        assert bool(pdf.Root.MarkInfo.Marked)


def test_character_that_no_font_has_makes_no_claim(tmp_path: Path) -> None:
    _, result = printed(tmp_path, "<p>\U0010f000</p>")
    assert result.claims == ()
    assert [finding.rule for finding in result.findings] == ["pdf.notdef"]


def test_words_of_a_link_leave_its_note_out() -> None:
    root = tree('<a href="#x">word<span class="footnote">note</span> <img alt="swift"/></a>')
    assert text_of(root) == "word swift"


def test_text_of_a_group_stands_in_a_paragraph() -> None:
    structure = build(tree('<div class="formula"><code class="tex" aria-label="x">x</code></div>'))
    assert [node.role for node in structure.document.nodes()] == ["Document", "P", "Formula"]


def test_call_and_note_refer_to_each_other(tmp_path: Path) -> None:
    body = f"<p>A{CALL} b.</p>{NOTE}A note.{NOTE_END}"
    path, _ = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        by_role = {tag.role: tag.object for tag in tags(pdf)}
        assert by_role["Note"].Ref[0].objgen == by_role["Reference"].objgen
        assert by_role["Reference"].Ref[0].objgen == by_role["Note"].objgen


def test_note_among_others_is_a_note_within_its_item(tmp_path: Path) -> None:
    body = f'{NOTE.replace(">", "><h2>Notes</h2>", 1)}<span class="label">1</span> A note.{NOTE_END}<p>A{CALL}</p>'
    path, _ = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        assert outline(pdf).splitlines()[2:8] == ["  Sect", "    H2", "    L", "      LI", "        Lbl", "        LBody"]
        note = next(tag for tag in tags(pdf) if tag.role == "Note")
        assert note.text("/ID") == "fn-1"
        assert "/Ref" in note.object


def test_short_form_that_comes_again_says_what_it_means(tmp_path: Path) -> None:
    """Where its expansion stands beside it, it would be read twice."""
    first = '<abbr>UN</abbr> (<span class="expansion">United Nations</span>)'
    path, _ = printed(tmp_path, f"<p>{first}</p><p>The <abbr>UN</abbr> and the <abbr>EU</abbr></p>")
    with pikepdf.open(path) as pdf:
        assert [tag.text("/E") for tag in tags(pdf) if tag.text("/E")] == ["United Nations"]


def test_contents_lead_to_headings(tmp_path: Path) -> None:
    toc = '<nav role="doc-toc"><ol><li><a href="#h">First</a><ol><li><a href="#i">Second</a></li></ol></li></ol></nav>'
    body = f'{toc}<section><h2 id="h">First</h2><section><h3 id="i">Second</h3><p>x</p></section></section>'
    assert roles(tmp_path, body)[:9] == [
        *("  TOC", "    TOCI", "      Reference", "        Link", "      TOC"),
        *("        TOCI", "          Reference", "            Link", "  Sect"),
    ]


def test_every_list_says_how_it_is_numbered(tmp_path: Path) -> None:
    lists = {
        "<dl><dt>A</dt><dd>x</dd></dl>": "/None",
        '<ul class="simple"><li>One</li></ul>': "/None",
        '<ul class="simple"><li><span class="label">–</span> One</li></ul>': "/None",
        '<ol class="references"><li><span class="label">1.</span> One</li></ol>': "/Decimal",
    }
    path, _ = printed(tmp_path, "".join(lists))
    with pikepdf.open(path) as pdf:
        found = [str(tag.attribute("/ListNumbering")) for tag in tags(pdf) if tag.role == "L"]
    assert found == [*lists.values()]


def test_formula_carries_its_mathml(tmp_path: Path) -> None:
    """Readers differ in whether they take the alternative or the markup: they get both; the same formula is there once."""
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>'
    path, _ = printed(tmp_path, f"<p>{math} and {math}</p>")
    with pikepdf.open(path) as pdf:
        formulas = [tag.object for tag in tags(pdf) if tag.role == "Formula"]
        files = [formula.AF[0] for formula in formulas]
        assert files[0].objgen == files[1].objgen
        assert (str(files[0].AFRelationship), str(files[0].UF)) == ("/Supplement", "formula-1.mml")
        stream = files[0].EF.F
        assert str(stream.Subtype) == "/application/mathml+xml"
        assert stream.read_bytes().decode() == math


def test_hyphen_of_ours_is_a_soft_one_of_its_own(tmp_path: Path) -> None:
    """Its element says that it is none of the word's; what is drawn says hyphen, so that Poppler joins the halves."""
    path, _ = printed(tmp_path, f"<p>{'internationalization ' * 8}</p>", css="p { width: 30mm; hyphens: auto }")
    with pikepdf.open(path) as pdf:
        spans = [tag for tag in tags(pdf) if tag.role == "Span"]
        assert spans
        assert {tag.text("/ActualText") for tag in spans} == {"\u00ad"}
        assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, text=True, check=True).stdout
    assert text.split().count("internationalization") == 8


@pytest.mark.slow
def test_hyphen_at_the_end_of_a_page_joins_no_foot(tmp_path: Path) -> None:
    """After the last line of a page comes its foot: there the hyphen is a soft one for whoever reads the page alone."""
    path, _ = printed(tmp_path, f"<p>{'internationalization ' * 900}</p>", css="p { width: 30mm; hyphens: auto }")
    with pikepdf.open(path) as pdf:
        pages = [page.Contents.read_bytes().count(b"/ActualText <FEFF00AD>") for page in pdf.pages]
    assert len(pages) > 2
    assert max(pages) == 1


def test_mark_of_a_note_leads_back_to_its_call(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, f'<p>A{CALL} b.</p>{NOTE}<span class="label">1</span> A note.{NOTE_END}')
    with pikepdf.open(path) as pdf:
        assert outline(pdf).splitlines()[4:] == ["      Link", "    Note", "      Lbl", "        Link"]
        assert [str(annotation.Dest) for annotation in pdf.pages[0].Annots] == ["fn-1", "c"]


def test_picture_and_its_long_description_refer_to_each_other(tmp_path: Path) -> None:
    picture(tmp_path)
    figure = '<figure id="f"><img id="i" src="swift.png" alt="A swift" aria-details="d"/></figure>'
    body = f'{figure}<div class="long-description" id="d" aria-label="Description"><p>It flies.</p></div>'
    path, _ = printed(tmp_path, body)
    with pikepdf.open(path) as pdf:
        figure_tag = next(tag.object for tag in tags(pdf) if tag.role == "Figure")
        description = figure_tag.Ref[0]
        assert (description.S, description.Ref[0].objgen) == ("/Div", figure_tag.objgen)
