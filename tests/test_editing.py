"""Edits of a source: each kind where it belongs, everything else byte for byte as it was."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from lxml import etree

from editions.article.model import Figure, Formula, Origin, Picture, Provenance, Table, walk
from editions.findings import SourceError
from editions.jats import read
from editions.jats.editing import addresses, apply
from editions.jats.editing.changes import Edited
from editions.jats.editing.document import Document
from editions.jats.editing.edits import (
    Edit,
    EditError,
    SetAlternative,
    SetDecorative,
    SetDescription,
    SetHeaders,
    SetLanguage,
    SetMetadata,
    SetWordsLanguage,
)

START = '<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" '
FRONT = "<front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>\n"
REVIEWED = Provenance(origin=Origin.EDITOR, reviewed_by="Ana Ruiz", reviewed_on="2026-11-24")


def article(body: str, version: str = "1.3") -> bytes:
    return f'{START}dtd-version="{version}" xml:lang="en">{FRONT}<body>{body}</body></article>'.encode()


def place(data: bytes, name: str, rank: int = 0) -> int:
    """The number of the element of a name."""
    return [number for number, node in enumerate(Document.of(data).nodes) if etree.QName(node).localname == name][rank]


def edited(data: bytes, *edits: Edit) -> str:
    """The file with its edits; undoing them gives back what it was, and no line is added."""
    made = apply(data, edits)
    assert made.undone() == data
    assert made.data.count(b"\n") == data.count(b"\n")
    return made.data.decode()


def body(text: str) -> str:
    return text.partition("<body>")[2].partition("</body>")[0]


def test_the_difference_that_all_edits_make(tmp_path: Path) -> None:
    """One article, every kind of edit: what the file gains, line by line."""
    data = (Path(__file__).parent / "editing" / "before.xml").read_bytes()
    at = {name: addresses.number(Document.of(data), name) for name in ("#fig-1", "#eq-1", "#tab-1", "#quote", "#tab-1/table")}
    title = addresses.number(Document.of(data), "article/body/sec/title")
    inline = addresses.number(Document.of(data), "article/body/sec/p[1]/inline-graphic")
    made = apply(
        data,
        [
            SetAlternative(place=at["#fig-1"], text="Rents rise from 1 to 2 & fall.", provenance=REVIEWED),
            SetDescription(place=at["#fig-1"], text="From left to right.\n\nThen back.", provenance=REVIEWED),
            SetDecorative(place=inline),
            SetAlternative(place=at["#eq-1"], text="a equals b", provenance=Provenance(origin=Origin.MACHINE)),
            SetHeaders(place=at["#tab-1"], rows=1, columns=1),
            SetLanguage(place=at["#quote"], tag="es"),
            SetLanguage(place=title, tag="la"),
            SetWordsLanguage(place=place(data, "p"), words="laissez- passer", tag="fr"),
            SetMetadata(features=("alternativeText",), hazards=("none",), summary="Its picture is described."),
        ],
    )
    difference = "".join(
        difflib.unified_diff(
            data.decode().splitlines(keepends=True), made.data.decode().splitlines(keepends=True), "before", "after", n=0
        )
    )
    assert difference == (Path(__file__).parent / "editing" / "difference.txt").read_text("utf-8")
    assert made.undone() == data


# ---------------------------------------------------------------------------------------------------------- alternatives


@pytest.mark.parametrize(
    ("version", "before", "name", "after"),
    [
        ("1.3", "<fig><label>1</label><graphic/></fig>", "graphic", "<fig><label>1</label>{}<graphic/></fig>"),
        ("1.3", "<fig><graphic/><graphic/></fig>", "graphic", "<fig><graphic>{}</graphic><graphic/></fig>"),
        (
            "1.3",
            "<fig><alternatives><graphic/><graphic/></alternatives></fig>",
            "graphic",
            "<fig>{}<alternatives><graphic/><graphic/></alternatives></fig>",
        ),
        (
            "3.0",
            "<p><inline-graphic xlink:href='a'/></p>",
            "inline-graphic",
            "<p><inline-graphic xlink:href='a'>{}</inline-graphic></p>",
        ),
        ("1.0", "<p><media></media></p>", "media", "<p><media>{}</media></p>"),
        ("1.1", "<disp-formula><label>1</label><tex-math>x</tex-math></disp-formula>", "disp-formula", None),
        (
            "1.3",
            "<p><inline-formula><tex-math>x</tex-math></inline-formula></p>",
            "inline-formula",
            "<p><inline-formula>{}<tex-math>x</tex-math></inline-formula></p>",
        ),
        (
            "1.1",
            "<p><inline-formula><inline-graphic/></inline-formula></p>",
            "inline-formula",
            "<p><inline-formula><inline-graphic>{}</inline-graphic></inline-formula></p>",
        ),
        (
            "1.3",
            "<table-wrap><label>1</label><table/></table-wrap>",
            "table",
            "<table-wrap><label>1</label>{}<table/></table-wrap>",
        ),
        ("1.3", "<graphic><alt-text/></graphic>", "graphic", "<graphic>{}</graphic>"),
        ("1.3", "<graphic><alt-text> </alt-text></graphic>", "graphic", "<graphic><alt-text>Seen. </alt-text></graphic>"),
    ],
)
def test_where_an_alternative_stands(version: str, before: str, name: str, after: str | None) -> None:
    """In each vocabulary, on the element that its DTD and the house's rules want it on."""
    data = article(before, version)
    made = body(edited(data, SetAlternative(place=place(data, name), text="Seen.")))
    expected = after or "<disp-formula><label>1</label>{}<tex-math>x</tex-math></disp-formula>"
    assert made == expected.format("<alt-text>Seen.</alt-text>")


@pytest.mark.parametrize("version", ["3.0", "1.0", "1.2"])
def test_a_formula_in_a_line_is_said_beside_it_in_older_vocabularies(version: str) -> None:
    """Before JATS 1.3, ``inline-formula`` has no ``alt-text``; a ``textual-form`` stands in for it, and is read."""
    data = article("<p>So <inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>.</p>", version)
    made = body(edited(data, SetAlternative(place=place(data, "inline-formula"), text="x", provenance=REVIEWED)))
    assert made == (
        "<p>So <inline-formula><alternatives><mml:math><mml:mi>x</mml:mi></mml:math><textual-form>"
        '<named-content content-type="editor" specific-use="reviewed by Ana Ruiz on 2026-11-24">x</named-content>'
        "</textual-form></alternatives></inline-formula>.</p>"
    )


def test_what_is_read_back(tmp_path: Path) -> None:
    """Text, language, provenance and paragraphs come back as they were given."""
    data = article(
        "<fig><graphic xlink:href='a.png'/></fig><p>A <inline-formula><tex-math>x</tex-math></inline-formula>.</p>", "1.1"
    )
    made = apply(
        data,
        [
            SetAlternative(place=place(data, "graphic"), text="Un <dibujo> & más", lang="es", provenance=REVIEWED),
            SetDescription(place=place(data, "fig"), text="One.\n\nTwo.", provenance=Provenance(origin=Origin.AUTHOR)),
            SetAlternative(place=place(data, "inline-formula"), text="ekis", lang="tl", provenance=REVIEWED),
        ],
    )
    path = tmp_path / "small.xml"
    path.write_bytes(data)
    nodes = list(walk(read(path, made.data)))
    picture = next(node for node in nodes if isinstance(node, Picture))
    formula = next(node for node in nodes if isinstance(node, Formula))
    assert picture.alternative is not None
    assert (picture.alternative.text, picture.alternative.lang) == ("Un <dibujo> & más", "es")
    assert picture.alternative.provenance == REVIEWED
    assert picture.description is not None
    assert [part.content for part in picture.description.content if hasattr(part, "content")] == [("One.",), ("Two.",)]
    assert picture.description.provenance == Provenance(origin=Origin.AUTHOR)
    assert formula.alternative is not None
    assert (formula.alternative.text, formula.alternative.lang) == ("ekis", "fil")
    assert formula.alternative.provenance == REVIEWED


def test_a_decorative_figure_is_read_as_one(tmp_path: Path) -> None:
    """The mark of a figure's only picture stands on the figure."""
    data = article("<fig><graphic xlink:href='a.png'/></fig>")
    path = tmp_path / "small.xml"
    path.write_bytes(edited(data, SetDecorative(place=place(data, "graphic"))).encode())
    figure = next(node for node in walk(read(path)) if isinstance(node, Figure))
    assert [node.decorative for node in walk(figure) if isinstance(node, Picture)] == [True]


def test_nlm_says_provenance_in_one_attribute() -> None:
    """``specific-use`` is not for the ``alt-text`` of NLM."""
    data = article("<graphic/>", "3.0")
    made = body(edited(data, SetAlternative(place=place(data, "graphic"), text="A", provenance=REVIEWED)))
    assert made == '<graphic><alt-text content-type="editor; reviewed by Ana Ruiz on 2026-11-24">A</alt-text></graphic>'


def test_a_text_that_is_there_is_only_replaced_on_demand() -> None:
    """And then, what it said of its own origin goes too."""
    data = article('<graphic><alt-text content-type="machine-generated">Old</alt-text></graphic>')
    at = place(data, "graphic")
    with pytest.raises(EditError, match="says 'Old' already"):
        apply(data, [SetAlternative(place=at, text="New")])
    made = apply(data, [SetAlternative(place=at, text="New", replace=True)])
    assert body(made.data.decode()) == "<graphic><alt-text >New</alt-text></graphic>"
    assert made.undone() == data
    again = apply(data, [SetAlternative(place=at, text="New", replace=True, provenance=REVIEWED)])
    expected = (
        '<graphic><alt-text specific-use="reviewed by Ana Ruiz on 2026-11-24" content-type="editor">New</alt-text></graphic>'
    )
    assert body(again.data.decode()) == expected
    assert apply(again.data, [SetAlternative(place=at, text="New", provenance=REVIEWED)]).changes == ()


# -------------------------------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("<p>a</p>", "p", '<p xml:lang="es">a</p>'),
        ("<sec><title>a <italic>b</italic></title></sec>", "title", "<sec><title>[a <italic>b</italic>]</title></sec>"),
        ("<p>x <italic> a b </italic> y</p>", "italic", "<p>x <italic> [a b] </italic> y</p>"),
        (
            "<table><tr><td>a</td><td>1<p>b</p></td></tr></table>",
            "tr",
            '<table><tr><td>[a]</td><td>[1]<p xml:lang="es">b</p></td></tr></table>',
        ),
        ("<sec><title>a<break/>b</title></sec>", "title", "<sec><title>[a]<break/>[b]</title></sec>"),
    ],
)
def test_where_a_language_stands(before: str, name: str, after: str) -> None:
    """On the element, or around its words (in brackets here)."""
    data = article(before)
    made = body(edited(data, SetLanguage(place=place(data, name), tag="es")))
    assert made.replace('<named-content content-type="foreign" xml:lang="es">', "[").replace("</named-content>", "]") == after


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("<p>a b c</p>", "b", "<p>a [b] c</p>"),
        ("<p>a &#98;&amp;c d</p>", "b&c", "<p>a [&#98;&amp;c] d</p>"),
        ("<p>a <italic>b\n c</italic> d</p>", "a b", "<p>[a] <italic>[b]\n c</italic> d</p>"),
        ("<p>a <italic>b c</italic> d</p>", "a b c d", '<p xml:lang="es">a <italic>b c</italic> d</p>'),
        ("<p>a <italic>b c</italic> d</p>", "b c d", "<p>a [<italic>b c</italic> d]</p>"),
        ("<p>a <![CDATA[b c]]> d</p>", "b", "<p>a [<![CDATA[b c]]>] d</p>"),
        ("<p>a <!-- b --><?b c?>b</p>", "b", "<p>a <!-- b --><?b c?>[b]</p>"),
    ],
)
def test_words_are_wrapped_where_they_are_read(before: str, words: str, after: str) -> None:
    """Across references and markup; comments and instructions are not read."""
    data = article(before)
    made = body(edited(data, SetWordsLanguage(place=place(data, "p"), words=words, tag="es")))
    assert made.replace('<named-content content-type="foreign" xml:lang="es">', "[").replace("</named-content>", "]") == after


def test_the_second_of_the_same_words() -> None:
    data = article("<p>vox et vox</p>")
    assert body(edited(data, SetWordsLanguage(place=place(data, "p"), words="vox", tag="la", occurrence=2))) == (
        '<p>vox et <named-content content-type="foreign" xml:lang="la">vox</named-content></p>'
    )


def test_words_beside_and_within_each_other() -> None:
    """Wrappings that touch or nest stay well-formed in any order; those that cross are refused."""
    data = article("<p>x a b c</p>")
    at = place(data, "p")
    edits = [SetWordsLanguage(place=at, words=words, tag="la") for words in ("b", "a b", "c", "a")]
    made = body(edited(data, *edits))
    assert made == body(edited(data, *reversed(edits)))
    assert made.replace('<named-content content-type="foreign" xml:lang="la">', "[").replace("</named-content>", "]") == (
        "<p>x [[a] [b]] [c]</p>"
    )
    with pytest.raises(EditError, match="Two edits say the language of the same words"):
        apply(data, [edits[1], SetWordsLanguage(place=at, words="b c", tag="es")])


def test_a_language_that_is_there_is_only_replaced_on_demand() -> None:
    data = article("<p xml:lang = 'pt'>a</p>")
    with pytest.raises(EditError, match="tagged 'pt' already"):
        apply(data, [SetLanguage(place=place(data, "p"), tag="es")])
    assert body(edited(data, SetLanguage(place=place(data, "p"), tag="es", replace=True))) == "<p xml:lang = 'es'>a</p>"


# ------------------------------------------------------------------------------------------------------ headers, metadata


def test_header_cells_follow_spans_and_are_read(tmp_path: Path) -> None:
    """The first column is counted across cells that reach down from above; empty cells head nothing."""
    rows = (
        '<tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr><tr><td/><td>1</td><td>2</td></tr>'
        "<tr><td>e</td><th>3</th><td>4</td></tr>"
    )
    data = article(f"<table-wrap><table>{rows}</table></table-wrap>")
    made = body(edited(data, SetHeaders(place=place(data, "table-wrap"), rows=2, columns=1)))
    assert made.count('scope="col"') == 4
    assert made.count('scope="row"') == 1
    assert '<td scope="row">e</td><th>3</th>' in made
    path = tmp_path / "small.xml"
    path.write_bytes(edited(data, SetHeaders(place=place(data, "table"), rows=1)).encode())
    table = next(node for node in walk(read(path)) if isinstance(node, Table))
    assert [cell.scope for cell in table.bodies[0][0].cells] == ["col", "col"]


@pytest.mark.parametrize(
    ("version", "before", "after"),
    [
        (
            "1.3",
            "<front>",
            '<processing-meta><custom-meta-group content-type="accessibility-metadata">{}</custom-meta-group>'
            "</processing-meta><front>",
        ),
        ("1.1", "</article-meta>", "<custom-meta-group>{}</custom-meta-group></article-meta>"),
        ("2.3", "</article-meta>", "<custom-meta-wrap>{}</custom-meta-wrap></article-meta>"),
    ],
)
def test_where_metadata_stand(version: str, before: str, after: str) -> None:
    """As NISO RP-47-2024 has it, or as near to it as an older DTD allows."""
    data = article("", version)
    mark = 'vocab="schema.org"' if version == "1.3" else 'specific-use="accessibility-metadata"'
    entries = (
        f"<custom-meta {mark}><meta-name>accessibilityFeature</meta-name><meta-value>MathML</meta-value></custom-meta>"
        f"<custom-meta {mark}><meta-name>accessibilityHazard</meta-name><meta-value>none</meta-value></custom-meta>"
        f"<custom-meta {mark}><meta-name>accessibilitySummary</meta-name><meta-value>Fine.</meta-value></custom-meta>"
    )
    made = edited(data, SetMetadata(features=("MathML",), hazards=("none",), summary="Fine."))
    assert made == data.decode().replace(before, after.format(entries))
    more = edited(made.encode(), SetMetadata(features=("ttsMarkup",)))
    assert more.count("<custom-meta ") == 4
    assert more.count("<custom-meta-") == 1


# -------------------------------------------------------------------------------------------------- encodings and refusals

WIDE = '<?xml version="1.0" encoding="{}"?>\n<article xml:lang="es"><body><p>Señal {} fin</p><graphic/></body></article>'


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "utf-8"), ("latin-1", "ISO-8859-1"), ("cp1252", "windows-1252"), ("utf-16", "UTF-16")],
)
def test_every_encoding_is_kept(encoding: str, declared: str) -> None:
    """Letters that an encoding lacks become references; line ends and the mark of the encoding stay."""
    data = WIDE.format(declared, "«a»").replace("\n", "\r\n").encode(encoding)
    made = apply(
        data,
        [SetAlternative(place=3, text="Ж — ñ 😀"), SetWordsLanguage(place=2, words="«a»", tag="ru")],
    )
    assert made.undone() == data
    root = etree.fromstring(made.data)
    assert root.findtext("body/graphic/alt-text") == "Ж — ñ 😀"
    assert root.findtext("body/p/named-content") == "«a»"


def test_entities_are_read_and_left_alone() -> None:
    """Those of HTML, declared or not, and those that a file declares for itself; a ``>`` in a declaration is no end."""
    head = (
        '<!DOCTYPE article PUBLIC "-//X//DTD v1.1//EN" "x.dtd" [<!ENTITY own "> ] \'a"><!-- ]> " --> <!ENTITY b SYSTEM "f">]>'
    )
    data = f"{head}<article><body><p title='>'>a &eacute;&own; z</p></body></article>".encode()
    made = apply(data, [SetWordsLanguage(place=2, words="é> ] 'a", tag="fr")])
    assert (
        b'<p title=\'>\'>a <named-content content-type="foreign" xml:lang="fr">&eacute;&own;</named-content> z</p>' in made.data
    )
    assert made.undone() == data


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (SetAlternative(place=99, text="a"), "no element number 99"),
        (SetAlternative(place=-1, text="a"), "no element number -1"),
        (SetAlternative(place=5, text="a"), "<body> may not hold <alt-text>"),
        (SetDescription(place=8, text="a"), "<inline-graphic> may not hold <long-desc>"),
        (SetAlternative(place=8, text=" \n"), "describes nothing"),
        (SetAlternative(place=8, text="Null"), "describes nothing"),
        (SetAlternative(place=8, text="a\x0c\x01"), "U\\+0001 cannot stand in XML"),
        (SetAlternative(place=8, text="\ud800"), "U\\+D800 cannot stand in XML"),
        (SetAlternative(place=8, text="a", lang="english"), "no registered language tag"),
        (SetLanguage(place=7, tag="xx-yyyyyyyyyyy"), "no registered language tag"),
        (SetWordsLanguage(place=6, words="z", tag="es"), "does not read 'z' 1 times"),
        (SetWordsLanguage(place=6, words=" ", tag="es"), "does not read"),
        (SetWordsLanguage(place=9, words="C", tag="es"), "no words in <surname>"),
        (SetHeaders(place=6, rows=1), "no table of the HTML model"),
        (SetMetadata(), "say nothing"),
    ],
)
def test_what_cannot_be_done_is_said(edit: Edit, message: str) -> None:
    """The message names the file, and the error its edit."""
    data = article("<p>a <bold>b</bold> <inline-graphic/><surname>C D</surname></p>", "1.1")
    with pytest.raises(EditError, match=message) as caught:
        apply(data, [SetLanguage(place=6, tag="de"), edit], "some.xml")
    assert caught.value.edit is edit
    assert str(caught.value).startswith("some.xml: ")


def test_nlm_has_no_place_for_words_of_another_language() -> None:
    data = article("<p>a b</p>", "3.0")
    with pytest.raises(EditError, match="Give it to the element around"):
        apply(data, [SetWordsLanguage(place=place(data, "p"), words="b", tag="es")])


def test_two_edits_of_one_thing_are_refused() -> None:
    data = article("<fig><graphic/></fig><p>a</p>")
    with pytest.raises(EditError, match="Two edits give <fig>"):
        apply(
            data, [SetAlternative(place=place(data, "fig"), text="a"), SetAlternative(place=place(data, "graphic"), text="b")]
        )
    with pytest.raises(EditError, match="Two edits give <p>"):
        apply(data, [SetLanguage(place=place(data, "p"), tag="es"), SetLanguage(place=place(data, "p"), tag="fr")])


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(SourceError, match=r"some\.xml:1:\d+: not well-formed"):
        apply(b"<article><p></article>", [], "some.xml")


def test_nothing_asked_nothing_changed() -> None:
    data = article("<p/>")
    assert apply(data, []) == Edited(data=data, changes=())


# -------------------------------------------------------------------------------------------------------------- addresses


def test_every_address_leads_back() -> None:
    """Ids where they are the only ones, else steps."""
    data = article('<sec id="s"><p/><p id="twice"/><fig id="f"><graphic/></fig></sec><p id="twice"/>')
    document = Document.of(data)
    names = [addresses.address(document, number) for number in range(len(document.nodes))]
    assert names[5:] == ["article/body", "#s", "#s/p[1]", "#s/p[2]", "#f", "#f/graphic", "article/body/p"]
    assert [addresses.number(document, name) for name in names] == list(range(len(document.nodes)))


@pytest.mark.parametrize("wanted", ["", "#none", "#twice", "article/back", "article/body/p[2]", "#s/p", "#s/p[0]", "#s/", "/"])
def test_an_address_that_names_nothing_is_refused(wanted: str) -> None:
    """Or names several elements."""
    data = article('<sec id="s"><p/><p id="twice"/></sec><p id="twice"/>')
    with pytest.raises(EditError, match="names no element"):
        addresses.number(Document.of(data), wanted)


def test_every_node_knows_its_place() -> None:
    """The number of a node's element in the source, in every translation."""
    path = Path(__file__).parents[1] / "content" / "migration" / "article.xml"
    document = Document.of(path.read_bytes())
    for edition in read(path).editions():
        for node in walk(edition):
            if isinstance(node, Figure | Picture | Formula | Table):
                assert document.nodes[edition.places[node.id]].sourceline == node.line
