"""``editions check`` of files that are made to cost: bounded for the file as a whole, said in words, never a traceback."""

from __future__ import annotations

import io
import os
import random
import socket
import stat
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from editions.checks import container, isolation
from editions.checks.files import check, kind
from editions.checks.pdf import examine
from editions.checks.pdf.reading import budget, read
from editions.checks.pdf.reading.cmaps import characters, glyphs
from editions.checks.validation import profiles
from editions.cli import main
from editions.findings import EditionsError, SourceError, UsageError
from growth import STEP, growth, quiet
from hostile import pdfs

Make = Callable[[Pdf, int], None]
ROOT = Path(__file__).parents[1]


def rules_of(make: Make, folder: Path, size: int = 1) -> set[str]:
    return {finding.rule for finding in examine(pdfs.made(make, folder, size))}


# --------------------------------------------------------------------------------------------- the budget of a whole file


def texts(pdf: Pdf, pages: int) -> None:
    """Pages with ten strings each."""
    for _ in range(pages):
        pdfs.page(pdf, b"BT /F 9 Tf " + b"(Swift) Tj " * 10 + b"ET")


def tree(pdf: Pdf, size: int) -> None:
    added = pdfs.page(pdf, pdfs.marked(["Swift"] * size))
    pdfs.tagged(pdf, *(pdfs.element(pdf, "P", at, Pg=added) for at in range(size)))


def links(pdf: Pdf, size: int) -> None:
    pdfs.page(pdf).Annots = Array([Dictionary(Subtype=Name.Link) for _ in range(size)])


def bookmarks(pdf: Pdf, size: int) -> None:
    """Bookmarks, each of which is followed by the next."""
    following: Any = None
    for at in range(size):
        item = Dictionary({"/Title": pikepdf.String(f"Swift {at}"), **({"/Next": following} if following is not None else {})})
        following = pdf.make_indirect(item)
    pdf.Root.Outlines = Dictionary(First=following)


def areas(pdf: Pdf, size: int) -> None:
    pdfs.page(pdf, b"700 700 9 9 re f " * size + b"BT /F 9 Tf " + b"(Swift) Tj " * size + b"ET")


def forms(pdf: Pdf, size: int) -> None:
    pdfs.page(pdf, b"/X Do " * size, XObject=Dictionary(X=pdfs.form(pdf, b"")))


@pytest.mark.parametrize(
    ("what", "make", "size"),
    [
        (budget.OPERATORS, texts, 30),
        (budget.WORDS, texts, 30),
        (budget.BYTES, texts, 30),
        (budget.GLYPHS, texts, 30),
        (budget.LETTERS, texts, 30),
        (budget.DRAWN, texts, 30),
        (budget.FONTS, texts, 30),
        (budget.LOOKS, areas, 100),
        (budget.FORMS, forms, 300),
        (budget.ELEMENTS, tree, 300),
        (budget.READ, tree, 300),
        (budget.OBJECTS, tree, 300),
        (budget.ANNOTATIONS, links, 300),
        (budget.ITEMS, bookmarks, 300),
    ],
)
def test_what_is_more_than_is_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, make: Make, size: int
) -> None:
    """The first pages are examined, and nothing that was not examined is called missing."""
    path = pdfs.made(make, tmp_path, size)
    assert not any(finding.rule == "pdf.unexamined" for finding in examine(path))
    monkeypatch.setitem(budget.LIMITS, what, 200)
    said = [finding.message for finding in examine(path) if finding.rule == "pdf.unexamined"]
    assert any(f"200 {what}" in message for message in said)
    assert not {finding.rule for finding in examine(path)} & {"pdf.content-nowhere", "pdf.untagged-content", "pdf.parent-tree"}


def test_every_kind_of_cost_has_its_row_in_the_manual() -> None:
    manual = (ROOT / "docs" / "pdf-checks.md").read_text("utf-8")
    assert [what for what, most in budget.LIMITS.items() if f"| {what} | {most:,} |" not in manual] == []


def test_a_file_examined_in_part_is_never_called_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("editions.checks.files.validate_pdf", lambda _: ())
    monkeypatch.setitem(budget.LIMITS, budget.OPERATORS, 100)
    main(["check", str(pdfs.made(texts, tmp_path, 30))])
    assert capsys.readouterr().out.splitlines()[-1].endswith("1 examined in part.")


@pytest.mark.parametrize("times", [2, 8])
def test_a_stream_that_unpacks_without_bound_is_left_alone(tmp_path: Path, times: int) -> None:
    """LZW has no limit of qpdf's: more of it than is safe is not unpacked, nor what is packed again."""

    def lzw(pdf: Pdf, _: int) -> None:
        stream = pdf.make_stream(b"")
        stream.write(b"\0" * 10, filter=Array([Name.LZWDecode] * times), type_check=False)
        pdfs.page(pdf).Contents = stream

    assert "pdf.unexamined" in rules_of(lzw, tmp_path)


def test_streams_that_cannot_be_unpacked_are_paid_for(tmp_path: Path) -> None:
    """What unpacks to more than is let is unpacked so far each time: not for every page of a long file."""
    path = pdfs.made(partial(pdfs.shared_drawing, b" " * (17 << 20), 60), tmp_path)
    said = [page.unexamined for page in read(path).pages]
    assert "cannot be read" in said[0]
    assert "bytes of unpacked streams" in said[-1]


def test_little_memory_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_out(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("editions.checks.pdf.reading.pikepdf.open", run_out)
    with pytest.raises(SourceError, match="more memory"):
        read(pdfs.made(texts, tmp_path))


def test_only_so_many_passages_are_asked_for_their_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A detector takes a millisecond for each."""

    def french(pdf: Pdf, count: int) -> None:
        words = "Les martinets noirs sont des oiseaux qui passent la plus grande partie de leur vie dans le ciel"
        added = pdfs.page(pdf, pdfs.marked([words] * count))
        pdfs.tagged(pdf, *(pdfs.element(pdf, "P", at, Pg=added, Lang=pikepdf.String("es")) for at in range(count)))
        pdf.Root.Lang = pikepdf.String("en")

    monkeypatch.setattr("editions.checks.pdf.families.languages._ASKED", 5)
    said = [finding.message for finding in examine(pdfs.made(french, tmp_path, 20)) if finding.rule == "pdf.unexamined"]
    assert said == ["The language of 15 passages and phrases was not examined: they are too many."]


@pytest.mark.parametrize("packet", [b" " * (20 << 20), b"<x>" * 100_000, b"\0", b"<x a='" + b"a" * (11 << 20) + b"'/>"])
def test_metadata_that_asks_for_much_is_not_read(tmp_path: Path, packet: bytes) -> None:
    def described(pdf: Pdf, _: int) -> None:
        pdf.Root.Metadata = pdfs.packed(pdf, packet)

    path = pdfs.made(described, tmp_path)
    assert profiles(path) == ("ua1",)
    assert "pdf.no-title" in {finding.rule for finding in examine(path)}


# -------------------------------------------------------------------------------------------------- one part that is odd


def direct_circle(pdf: Pdf, size: int) -> None:
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([pikepdf.String("a"), pikepdf.String("a")])))
    pdfs.page(pdf).Annots = Array([Dictionary(Subtype=Name.Link, Dest=pikepdf.String("a"))])


def old_circle(pdf: Pdf, size: int) -> None:
    pdf.Root.Dests = Dictionary(A=Name.B, B=Name.A)
    pdfs.page(pdf).Annots = Array([Dictionary(Subtype=Name.Link, Dest=Name.A)])


def circle_of_dictionaries(pdf: Pdf, size: int) -> None:
    place = pdf.make_indirect(Dictionary())
    place.D = place
    pdfs.page(pdf).Annots = Array([Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=place))])


@pytest.mark.parametrize(
    "make", [direct_circle, old_circle, circle_of_dictionaries, pdfs.names_that_name_each_other], ids=lambda make: make.__name__
)
def test_destinations_that_name_each_other_are_dead(tmp_path: Path, make: Make) -> None:
    found = rules_of(make, tmp_path)
    assert "pdf.outline-target" in found
    assert "pdf.unexamined" not in found


def odd_numbers(pdf: Pdf, size: int) -> None:
    large = b"9" * 400
    drawing = (
        b"q 1e9 0 0 1 0 0 cm " + large + b" 0 0 1 0 0 cm BT /F " + large + b".0 Tf 1 0 0 1 " + large + b" 9 Tm (Swift) Tj ET"
    )
    page = pdfs.page(pdf, b"999999999 0 0 999999999 0 0 cm " * 50 + drawing)
    page.Annots = Array([Dictionary(Subtype=Name.Link, F=pikepdf.Object.parse(large + b".5"), Rect=Array([0, 0, 9, 9]))])


def odd_headings(pdf: Pdf, size: int) -> None:
    added = pdfs.page(pdf, pdfs.marked(["1" * 5000, "2" * 5000]))
    roles = ("H" + "1" * 150, "H99999", "H\u00b2", "H" + "9" * 5000)
    pdfs.tagged(pdf, *(pdfs.element(pdf, role, at % 2, Pg=added) for at, role in enumerate(roles)))


def odd_spans(pdf: Pdf, size: int) -> None:
    span = Dictionary(O=Name.Table, RowSpan=pikepdf.Object.parse(b"9" * 300 + b".0"), ColSpan=-5)
    pdfs.tagged(pdf, pdfs.element(pdf, "Table", pdfs.element(pdf, "TR", pdfs.element(pdf, "TD", A=span))))


def odd_cmap(pdf: Pdf, size: int) -> None:
    pdfs.cmap(b"beginbfrange <0000> <00FF> <" + b"41" * 100_000 + b"> endbfrange begincidrange <00> 1" + b"9" * 5000, pdf, 1)


@pytest.mark.parametrize(
    "make", [odd_numbers, odd_headings, odd_spans, odd_cmap, pdfs.long_labels], ids=lambda make: make.__name__
)
def test_odd_values_do_not_refuse_a_file(tmp_path: Path, make: Make) -> None:
    assert read(pdfs.made(make, tmp_path)).pages
    examine(tmp_path / "hostile.pdf")


@pytest.mark.parametrize(
    ("style", "start"), [("D", 1), ("D", 1994), ("R", 1), ("R", 1994), ("r", 3), ("A", 1), ("a", 5), ("", 1), ("", 9)]
)
def test_labels_are_those_of_qpdf(tmp_path: Path, style: str, start: int) -> None:
    def labelled(pdf: Pdf, _: int) -> None:
        for _ in range(20):
            pdfs.page(pdf)
        given = Dictionary(St=start, P=pikepdf.String("x-"))
        if style:
            given.S = Name(f"/{style}")
        pdf.Root.PageLabels = Dictionary(Nums=Array([2, given, 18, Dictionary()]))

    path = pdfs.made(labelled, tmp_path)
    with Pdf.open(path) as pdf:
        assert [page.label for page in read(path).pages] == [page.label for page in pdf.pages]


# ------------------------------------------------------------------------------------------------------------- growth


@pytest.mark.parametrize("read_table", [characters, glyphs])
@pytest.mark.parametrize(
    "unit",
    [
        b"beginbfrange ", b"beginbfchar beginbfrange ", b"begincidrange ", b"<00> <00> [", b"<", b"< >", b"<0", b"<00>   ",
        b"beginbfchar <00> <41> endbfchar ", b"beginbfrange <0000> <FFFF> <0041> endbfrange ", b"[", b"beginbfrange <0> <1> [ ",
        b"begincidchar <00> 1 endcidchar ", b"begincidrange <00> <ff> 1 ",
    ],
)  # fmt: skip
def test_tables_of_characters_are_read_in_one_pass(read_table: Callable[[bytes], object], unit: bytes) -> None:
    with quiet():
        assert growth(lambda times: partial(read_table, b"beginbfrange begincidrange " + unit * (8000 * times)), 1) <= STEP


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        partial(pdfs.siblings, ("Note",), 1000),
        partial(pdfs.siblings, ("Figure", "P"), 1000),
        partial(pdfs.siblings, ("Caption", "Figure"), 1000),
        partial(pdfs.siblings, ("Reference", "Note"), 1000),
        partial(pdfs.siblings, ("H1", "P"), 1000),
        partial(pdfs.siblings, ("L", "LI"), 1000),
        partial(pdfs.siblings, ("Span", "Link"), 1000),
        pdfs.long_table,
    ],
    ids=lambda make: "-".join(make.args[0]) if isinstance(make, partial) else make.__name__,
)
def test_the_checks_take_as_long_as_what_they_look_at(make: Any, tmp_path: Path) -> None:
    def examined(size: int) -> Callable[[], object]:
        folder = tmp_path / str(size)
        folder.mkdir()
        return partial(examine, pdfs.made(make, folder, size))

    with quiet():
        assert growth(examined, 1) <= STEP


# -------------------------------------------------------------------------------------------------- what is no file


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def a_socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "socket"))
    return folder / "socket"


@pytest.mark.parametrize("suffix", ["", ".pdf", ".xml", ".epub"])
@pytest.mark.parametrize(
    "make",
    [
        fifo,
        a_socket,
        lambda _: Path("/dev/zero"),
        lambda _: Path("/dev/tty"),
        lambda folder: folder,
        lambda folder: folder / "a\0b",
        lambda folder: folder / "file.pdf" / "below",
        lambda folder: folder / ("long" * 60 + "x" * 40),
        lambda folder: folder / "none",
    ],
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], Path], suffix: str) -> None:
    path = make(tmp_path)
    if suffix and path in (Path("/dev/zero"), Path("/dev/tty"), tmp_path, *tmp_path.iterdir()):
        (tmp_path / f"link{suffix}").symlink_to(path)
        path = tmp_path / f"link{suffix}"
    elif suffix:
        path = tmp_path / f"{path.name}{suffix}"
    with pytest.raises(SourceError, match="cannot be read"):
        check(path)


# -------------------------------------------------------------------------------------------------- books and other zips


def book(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of an EPUB with these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as made:
        for name, content in (("mimetype", b"application/epub+zip"), *members):
            made.writestr(name, content)
    return data.getvalue()


def linked() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        member = zipfile.ZipInfo("EPUB/link.xhtml")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(member, "/etc/passwd")
    return data.getvalue()


def overlapping() -> bytes:
    """Two members of a list that share the bytes of one."""
    data = book(("a.xhtml", b"a" * 1000), ("b.xhtml", b"b" * 1000))
    first, second = (at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02" and data[at + 46 : at + 47] in b"ab")
    return data[: second + 42] + data[first + 42 : first + 46] + data[second + 46 :]


def understated() -> bytes:
    """A member that unpacks to more than its size says, in both of its places."""
    return book(("a.xhtml", b"a" * 100_000)).replace(struct.pack("<L", 100_000), struct.pack("<L", 100))


def encrypted() -> bytes:
    data = bytearray(book(("a.xhtml", b"a")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"", "not an EPUB that can be read"),
        (lambda: b"PK\x03\x04 and no more", "not an EPUB that can be read"),
        (lambda: book()[:-30], "not an EPUB that can be read"),
        (lambda: book(("../a.xhtml", b"a")), "outside"),
        (lambda: book(("EPUB/../../a.xhtml", b"a")), "outside"),
        (lambda: book(("/etc/passwd", b"a")), "outside"),
        (lambda: book(("C:\\a.xhtml", b"a")), "outside"),
        (lambda: book(("..\\a.xhtml", b"a")), "outside"),
        (lambda: book(("a.xhtml", b"a"), packing=zipfile.ZIP_BZIP2), "EPUB does not allow"),
        (lambda: book(("a.xhtml", b"a"), packing=zipfile.ZIP_LZMA), "EPUB does not allow"),
        (lambda: book(("a.xhtml", b"\0" * (4 << 20))), "unpacks to 4 MB"),
        (lambda: book(*((f"{at}", b"") for at in range(100))), "more than 100 members"),
        (linked, "is a link"),
        (overlapping, "the same bytes"),
        (understated, "more than it says"),
        (encrypted, "password"),
    ],
)  # fmt: skip
def test_a_book_that_no_program_should_unpack_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes], said: str
) -> None:
    monkeypatch.setattr(container, "MAX_MEMBERS", 100)
    monkeypatch.setattr(container, "_SMALL", 1 << 20)
    (tmp_path / "a.epub").write_bytes(make())
    with pytest.raises(SourceError, match=said) as refused:
        check(tmp_path / "a.epub", validate=False)
    assert "\n" not in str(refused.value)


def test_a_good_book_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(book(("EPUB/a..b.xhtml", b"words " * 1000)))
    assert check(tmp_path / "a.epub", validate=False).findings == ()


def said_of(path: Path) -> str:
    """What a file is refused with, nothing where it is not."""
    try:
        check(path, validate=False)
    except EditionsError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("suffix", ["", ".epub"])
def test_a_broken_zip_is_refused_in_one_line(tmp_path: Path, suffix: str) -> None:
    """Every byte of a small one, wrong; and many cut off."""
    whole = book(("a.xhtml", b"words"))
    lots = random.Random(7)
    broken = [whole[:at] + bytes([lots.randrange(256)]) + whole[at + 1 :] for at in range(len(whole))]
    broken += [whole[:at] for at in range(0, len(whole), 7)]
    path = tmp_path / f"book{suffix}"
    for data in broken:
        path.write_bytes(data)
        assert "\n" not in said_of(path)


def test_a_mimetype_without_end_is_not_unpacked(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("mimetype", b"application/epub+zip" + b" " * (4 << 20))
    (tmp_path / "book").write_bytes(data.getvalue())
    with pytest.raises(UsageError):
        kind(tmp_path / "book")


# ----------------------------------------------------------------------------------------------------- other programs


def python(code: str, timeout: float = 20) -> str:
    ran = isolation.run([sys.executable, "-c", code], timeout, {})
    return ran.stdout + ran.stderr


def test_a_program_has_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = python(f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)")
        assert "ConnectionRefusedError" in said
    assert python("import os; print(os.environ['http_proxy'], os.environ['https_proxy'])").split() == [isolation.NO_PROXY] * 2


def test_a_program_reaches_itself() -> None:
    """A browser and what drives it talk over the network of this machine."""
    code = "import socket as s; a = s.create_server(('127.0.0.1', 0)); s.create_connection(a.getsockname(), 5); print('there')"
    assert python(code) == "there\n"


def test_what_a_program_says_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MAX_OUTPUT", 1000)
    with pytest.raises(isolation.TooLong, match="it said more"):
        python("print('a' * 2000)")


def test_what_a_program_has_started_ends_with_it(tmp_path: Path) -> None:
    """Also what went into a group of its own."""
    left = tmp_path / "left"
    code = "import subprocess as s, sys, time; p = s.Popen(['sleep', '300'], start_new_session=True); "
    code += f"open({str(left)!r}, 'w').write(str(p.pid)); time.sleep(300)"
    with pytest.raises(isolation.TooLong, match="without an end"):
        python(code, timeout=4)
    deadline = time.monotonic() + 10
    while is_running(left.read_text()) and time.monotonic() < deadline:
        time.sleep(0.01)  # the system takes a moment to end what is killed
    assert not is_running(left.read_text())


def is_running(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
