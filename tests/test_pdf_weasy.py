"""WeasyPrint's private parts: what the table of ``test_private_api`` cannot say of them."""

import inspect
import logging
from pathlib import Path
from xml.etree import ElementTree

import pytest
import weasyprint.draw.text
import weasyprint.pdf
import weasyprint.pdf.stream
import weasyprint.svg
from lxml import etree
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, inline
from weasyprint.layout import page as pages

from editions.article import styles
from editions.pdf.drawing import glyphs
from editions.pdf.drawing import weasyprint_patches as weasy
from editions.pdf.fetch import Fetcher, Refused
from editions.pdf.layout.engine import LayoutEngine, Tree, _pages_filled
from editions.pdf.layout.page_relayout import _State
from editions.pdf.messages import capture_log
from editions.pdf.page.markup import elements


def test_operators_that_outlines_replace_are_where_they_were() -> None:
    draw_line = inspect.getsource(weasyprint.draw.text.draw_first_line)
    for name in ("add_font", "set_font_size", "set_text_matrix", "set_text_rise", "show_text"):  # what outlines.py replaces
        assert f"stream.{name}(" in draw_line
    assert "set_text_rendering" in inspect.getsource(weasyprint.svg.SVG.fill_stroke)
    assert {"MarginBox", "FootnoteAreaBox", "TextBox", "ReplacedBox"} <= set(dir(boxes))


def test_layout_is_as_it_was() -> None:
    for function in (inline.split_inline_box, inline.split_inline_level):
        assert list(inspect.signature(function).parameters)[-3] == "line_children"
    assert "resume_at, next_page, right_page, page_state, _ = page_maker[index]" in inspect.getsource(pages.remake_page)
    context = inspect.getsource(LayoutContext)
    for name in _State.__dataclass_fields__:
        assert f"self.{name} = " in context


def _replaced() -> tuple[object, ...]:
    lines = (inline.split_first_line, inline.split_inline_box, inline.split_inline_level)
    return (pages.remake_page, block.block_level_width, block.block_level_layout, *lines)


def test_layout_is_put_back_even_after_an_error() -> None:
    before = _replaced()
    with pytest.raises(AttributeError):
        LayoutEngine(Fetcher([]), []).lay_out(None)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError), _pages_filled(Tree(ElementTree.Element("html"), Fetcher([]))):
        raise RuntimeError
    assert _replaced() == before


def document() -> weasyprint.Document:
    root = ElementTree.fromstring("<html lang='en'><head><title>x</title></head><body><p>Text</p></body></html>")
    return LayoutEngine(Fetcher([]), []).lay_out(root)


def test_everything_is_put_back_even_after_an_error() -> None:
    before = (weasyprint.pdf.add_tags, weasyprint.pdf.add_links, weasyprint.pdf.stream.Stream.marked)
    fonts, draw_line = weasyprint.pdf.build_fonts_dictionary, weasyprint.draw.text.draw_first_line
    drawing = weasy.Drawing(document(), {}, frozenset(), frozenset(), lambda pdf, marks: None)
    with pytest.raises(RuntimeError), weasy.drawn_as(drawing):
        raise RuntimeError
    assert (weasyprint.pdf.add_tags, weasyprint.pdf.add_links, weasyprint.pdf.stream.Stream.marked) == before
    assert (weasyprint.pdf.build_fonts_dictionary, weasyprint.draw.text.draw_first_line) == (fonts, draw_line)


def test_document_of_somebody_else_is_drawn_as_ever() -> None:
    other = document()
    expected = other.write_pdf(pdf_tags=True)
    with weasy.drawn_as(weasy.Drawing(document(), {}, frozenset(), frozenset(), lambda pdf, marks: None)):
        assert document().write_pdf(pdf_tags=True) == expected


def test_elements_keep_every_word_and_drop_comments() -> None:
    source = etree.fromstring('<html xmlns="http://www.w3.org/1999/xhtml"><p>a<!-- x -->b<i>c</i>d<?y?>e</p></html>')
    copy = elements(source)
    assert [element.tag for element in copy.iter()] == ["html", "p", "i"]
    assert "".join(copy.itertext()) == "abcde"


@pytest.mark.parametrize("after", [b"", b"-3", b"-3<>", b"0"])
def test_hyphen_at_the_end_of_a_line_reads_as_a_soft_one(after: bytes) -> None:
    operators = [b"BT", b"[<00120034>-5<0056007d>" + after + b"] TJ", b"ET"]
    assert glyphs.name_last_glyph(operators, "\u00ad") == [
        b"BT",
        b"[<00120034>-5<0056>] TJ",
        b"/Span <</ActualText <FEFF00AD>>> BDC",
        b"[<007d>" + after + b"] TJ",
        b"EMC",
        b"ET",
    ]


def test_messages_are_heard_in_their_own_thread_only() -> None:
    with capture_log() as messages:
        logging.getLogger("weasyprint").warning("Something %s", "odd")
    assert messages == ["Something odd"]


@pytest.mark.parametrize("address", ["https://example.org/x.png", "file:///etc/hostname", "data:text/plain,x", "file://host/x"])
def test_nothing_else_is_fetched(tmp_path: Path, address: str) -> None:
    with pytest.raises(Refused):
        Fetcher([tmp_path]).fetch(address)


def test_file_of_the_folder_is_fetched_but_not_through_a_link_out_of_it(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in side", tmp_path / "outside.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "file.txt").write_text("text")
    (inside / "link.txt").symlink_to(outside)
    fetcher = Fetcher([inside])
    assert fetcher.fetch((inside / "file.txt").as_uri()).read() == b"text"
    for path in (inside / "link.txt", inside / ".." / "outside.txt"):
        with pytest.raises(Refused):
            fetcher.fetch(f"file://{path}")


def lines(body: str, width: int) -> list[str]:
    """The lines of a paragraph in a column of so many millimetres."""
    root = ElementTree.fromstring(f"<html><body><p>{body}</p></body></html>")
    css = f'html {{ font: 10pt "Source Serif 4" }} @page {{ size: 300mm; margin: 10mm }} p {{ width: {width}mm }}'
    document = LayoutEngine(Fetcher(styles.font_folders()), [styles.font_faces(), css]).lay_out(root)
    found: list[str] = []
    for _, box in weasy.page_boxes(document):
        if isinstance(box.raw, boxes.LineBox):
            found.append("")
        elif isinstance(box.raw, boxes.TextBox):
            found[-1] += box.raw.text
    return found


@pytest.mark.slow
def test_line_never_ends_after_its_first_word_for_want_of_a_space() -> None:
    """Wherever the column ends, a line that is followed by another is more than half full."""
    body = "<span>Next, Stafford, Reed et al. tested mice with many variants of </span><i>Oprm1</i><sub>2</sub> and others."
    for width in range(60, 100):
        first = lines(body, width)[:-1]
        assert min(map(len, first)) > 20, (width, first)
