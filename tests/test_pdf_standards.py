"""What the file as a whole promises: metadata, claims, the attached source, the kinds of PDF."""

from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from editions.checks import validators
from editions.pdf import xmp
from editions.pdf.metadata import Facts
from editions.pdf.variants import BLEED, VARIANTS
from pdf_samples import CONSTRUCTS, picture, printed, tags

FLAVOURS = {"default": ("ua1", "3a"), "print": ("ua1", "3a"), "ua2": ("ua2", "4f", "wt1a", "wt1r")}
FACTS = Facts(
    title="Swifts & <swallows>",
    language="en",
    authors=("A. Author", "B. Author"),
    subject="Of birds.",
    keywords=("swift", "swallow"),
    publisher="A house",
    rights="© 2013 A house",
    licence="https://creativecommons.org/licenses/by/4.0/",
    doi="10.1000/182",
    dated="2013-10-01",
    generator="editions",
    producer="WeasyPrint",
)
NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
}


def found(packet: bytes, path: str) -> list[str]:
    """The texts of a path in a packet."""
    return [str(element.text) for element in etree.fromstring(packet).iterfind(f".//{path}", NS)]


@pytest.mark.slow
@pytest.mark.parametrize("variant", list(VARIANTS))
def test_every_construct_passes_verapdf(tmp_path: Path, variant: str) -> None:
    """No failed check of any standard that the file claims."""
    picture(tmp_path)
    path, result = printed(tmp_path, CONSTRUCTS, variant=variant)
    assert result.claims == VARIANTS[variant].claims
    for flavour in FLAVOURS[variant]:
        verdict = validators.verapdf(path, flavour)
        assert verdict.passed, (flavour, verdict.messages)


def test_packet_names_the_article() -> None:
    packet = xmp.packet(FACTS, VARIANTS["default"], claim=True)
    assert found(packet, "dc:title//rdf:li") == ["Swifts & <swallows>"] * 2  # for whoever asks for no language, and in English
    assert found(packet, "dc:creator//rdf:li") == ["A. Author", "B. Author"]
    assert found(packet, "dc:language//rdf:li") == ["en"]
    assert found(packet, "dc:identifier") == ["https://doi.org/10.1000/182"]
    assert found(packet, "dc:rights//rdf:li")[0] == "© 2013 A house"
    assert found(packet, "rights:WebStatement") == ["https://creativecommons.org/licenses/by/4.0/"]


@pytest.mark.parametrize(
    ("variant", "part", "level", "accessible", "declared"),
    [("default", "3", "A", "1", 0), ("print", "3", "A", "1", 0), ("ua2", "4", "F", "2", 2)],
)
def test_packet_claims_what_the_kind_is_made_for(variant: str, part: str, level: str, accessible: str, declared: int) -> None:
    packet = xmp.packet(FACTS, VARIANTS[variant], claim=True)
    assert found(packet, "pdfaid:part") == [part]
    assert found(packet, "pdfaid:conformance") == [level]
    assert found(packet, "pdfuaid:part") == [accessible]
    assert len(found(packet, "pdfd:conformsTo")) == declared


@pytest.mark.parametrize("variant", list(VARIANTS))
def test_nothing_is_claimed_where_it_does_not_hold(variant: str) -> None:
    packet = xmp.packet(FACTS, VARIANTS[variant], claim=False)
    assert not any(word in packet for word in (b"pdfaid", b"pdfuaid", b"pdfd"))


def test_file_carries_its_source(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, "<p>x</p>")
    with pikepdf.open(path) as pdf:
        (source,) = pdf.Root.AF
        assert (str(source.AFRelationship), str(source.UF)) == ("/Source", "sample.xml")
        assert source.EF.F.read_bytes() == b"<article/>"
        assert list(pdf.attachments) == ["sample.xml"]
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"


def test_no_pixel_is_invented(tmp_path: Path) -> None:
    picture(tmp_path)
    path, _ = printed(tmp_path, '<figure id="f"><img id="i" src="swift.png" alt="A swift"/></figure>')
    with pikepdf.open(path) as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        assert [bool(image.get("/Interpolate", False)) for image in images] == [False]


def test_links_and_outline_of_pdf_2_lead_to_elements(tmp_path: Path) -> None:
    body = '<section><h2 id="h">First</h2><p>To the <a href="#h">first</a> part.</p></section>'
    path, _ = printed(tmp_path, body, variant="ua2")
    with pikepdf.open(path) as pdf:
        assert pdf.pdf_version == "2.0"
        heading = next(tag.object for tag in tags(pdf) if tag.role == "H2")
        action = pdf.pages[0].Annots[0].A
        assert action.SD[0].objgen == heading.objgen
        assert "/Dest" not in pdf.pages[0].Annots[0]
        assert pdf.Root.Outlines.First.First.A.SD[0].objgen == heading.objgen
        assert str(heading.NS.NS) == "http://iso.org/pdf2/ssn"


def test_types_of_pdf_2(tmp_path: Path) -> None:
    picture(tmp_path)
    path, _ = printed(tmp_path, CONSTRUCTS, variant="ua2")
    with pikepdf.open(path) as pdf:
        found = tags(pdf)
        roles = {tag.role for tag in found}
        assert {"FENote", "Em", "Aside"} <= roles
        assert "Note" not in roles
        note = next(tag for tag in found if tag.role == "FENote")
        assert str(note.attribute("/NoteType")) == "/Footnote"
        assert [str(tag.attribute("/ListNumbering")) for tag in found if tag.role == "L"][-1] == "/Description"
        assert all("/NS" not in tag.object for tag in found if tag.role in ("BlockQuote", "Reference"))
        assert "/Info" not in pdf.trailer


def test_print_has_room_to_be_cut(tmp_path: Path) -> None:
    """A4 with three millimetres of bleed on every side, and marks around them."""
    path, _ = printed(tmp_path, "<p>x</p>", variant="print")
    with pikepdf.open(path) as pdf:
        trim, bleed, media = ([float(each) for each in pdf.pages[0].obj[box]] for box in ("/TrimBox", "/BleedBox", "/MediaBox"))
        assert [round(trim[2] - trim[0]), round(trim[3] - trim[1])] == [595, 842]
        assert [round(abs(a - b), 2) for a, b in zip(trim, bleed, strict=True)] == [round(BLEED, 2)] * 4
        assert all(abs(a - b) > BLEED for a, b in zip(trim, media, strict=True))


@pytest.mark.slow
def test_kinds_of_the_same_article_have_the_same_bytes_again(tmp_path: Path) -> None:
    for variant in VARIANTS:
        first, _ = printed(tmp_path, "<p>x</p>", variant=variant)
        data = first.read_bytes()
        assert printed(tmp_path, "<p>x</p>", variant=variant)[0].read_bytes() == data
