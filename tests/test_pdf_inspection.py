"""Reading PDFs that are hostile or not ours: bounded, and without false comfort."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from editions.accessibility.contrast import contrast
from editions.checks.pdf import examine
from editions.checks.pdf.reading import read
from editions.checks.pdf.reading.cmaps import characters, glyphs
from editions.findings import SourceError
from pdf_samples import picture


def drawn(folder: Path, content: bytes, **resources: Any) -> Path:
    """A PDF of one page that draws something in Helvetica."""
    path = folder / "drawn.pdf"
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page.Resources = Dictionary(Font=Dictionary(F=font), **resources)
        page.Contents = pdf.make_stream(content)
        pdf.save(path)
    return path


def rules_of(path: Path) -> set[str]:
    return {finding.rule for finding in examine(path)}


@pytest.mark.parametrize(
    "content", [b"", b"Hello", b"%PDF-1.7\n" + b"\0" * 3000, b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj"]
)
def test_what_is_no_pdf_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"a\.pdf"):
        examine(path)


def test_a_locked_file_is_not_opened(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(SourceError, match="password"):
        examine(tmp_path / "a.pdf")


def test_a_page_that_unpacks_to_very_much_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(b"")
        page.Contents.write(zlib.compress(b" " * (200 << 20), 9), filter=Name.FlateDecode)
        pdf.save(path, compress_streams=False)
    assert "pdf.unexamined" in rules_of(path)


def test_a_form_that_draws_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "loop.pdf"
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        form = pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        page.Resources = Dictionary(XObject=Dictionary(X=form))
        page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(path)
    assert "pdf.unexamined" not in rules_of(path)


def test_a_structure_that_holds_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "loop.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        element = pdf.make_indirect(Dictionary(S=Name.Sect))
        element.K = Array([element])
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))
        pdf.save(path)
    assert "pdf.content-twice" in rules_of(path)


def test_text_is_read_with_its_place_and_colours(tmp_path: Path) -> None:
    content = b"q 0 0 0.5 rg 0 90 300 100 re f Q 1 g BT /F 10 Tf 1 0 0 1 20 100 Tm [(Sw) 20 (ift) -300 (sings)] TJ ET"
    (page,) = read(drawn(tmp_path, content)).pages
    (run,) = page.loose.runs
    assert (run.text, run.size, run.colour, run.background) == ("Swift sings", 10, (1, 1, 1), (0, 0, 0.5))
    assert (run.box[0], run.box[1]) == (20, 98)


def test_what_is_behind_text_is_unknown_where_it_is_not_one_colour(tmp_path: Path) -> None:
    """No finding of contrast is made up: half a rectangle, a picture, a gradient behind a text tell nothing."""
    content = b"0.9 g 0 90 40 100 re f 0.8 g BT /F 10 Tf 1 0 0 1 20 100 Tm (Swift) Tj ET"
    assert read(drawn(tmp_path, content)).pages[0].loose.runs[0].background is None
    assert "pdf.contrast" not in rules_of(tmp_path / "drawn.pdf")


def test_faint_text_is_found_through_transparency(tmp_path: Path) -> None:
    states = Dictionary(G=Dictionary(ca=0.3))
    assert "pdf.contrast" in rules_of(drawn(tmp_path, b"/G gs 0 g BT /F 10 Tf 20 100 Td (Swift) Tj ET", ExtGState=states))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((0x77 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.48, abs=0.01)


def test_tables_of_characters_and_glyphs() -> None:
    table = b"1 beginbfchar <01> <00660069> endbfchar 2 beginbfrange <05> <06> <0061> <08> <09> [<0078> <0079>] endbfrange"
    assert characters(table) == {1: "fi", 5: "a", 6: "b", 8: "x", 9: "y"}
    assert glyphs(b"1 begincidchar <0001> 7 endcidchar 1 begincidrange <0004> <0005> 20 endcidrange") == {1: 7, 4: 20, 5: 21}


PAGE = Path(__file__).parent / "mutants" / "stock.html"
DEFECTS = """
    abbreviation broken-block contents-list definition figure-box hyphen id language-of-words leaders link-name link-twice note
    set-apart table-headers table-headers-alone untagged-content
"""


@pytest.mark.slow
def test_what_stock_weasyprint_gets_wrong_is_found(tmp_path: Path) -> None:
    """Every defect of its own tagger that veraPDF does not see."""
    from weasyprint import HTML

    picture(tmp_path)
    prose = "Although considerable uncertainty surrounds the migration of swifts, residents observe manoeuvres. " * 22
    town = '<tr><th rowspan="2">Town {0}</th><td>2024</td><td>{0}</td></tr><tr><td>2025</td><td>{0}</td></tr>'
    rows = "".join(town.format(number) for number in range(25))
    path = tmp_path / "stock.pdf"
    page = PAGE.read_text("utf-8").replace("PROSE", prose).replace("ROWS", rows)
    HTML(string=page, base_url=str(tmp_path)).write_pdf(path, pdf_variant="pdf/ua-1")
    assert {f"pdf.{defect}" for defect in DEFECTS.split()} - rules_of(path) == set()
