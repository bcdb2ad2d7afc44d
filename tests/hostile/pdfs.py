"""PDFs that are small, or only as large as a file may be, and ask for time and memory without end."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from hostile import CHECK, Budget

FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def made(make: Callable[[Pdf, int], None], folder: Path, size: int = 1) -> Path:
    """Write a PDF that is made for a size."""
    path = folder / "hostile.pdf"
    with Pdf.new() as pdf:
        make(pdf, size)
        if not len(pdf.pages):
            page(pdf)
        pdf.save(path, compress_streams=False)
    return path


def page(pdf: Pdf, drawing: bytes = b"", **resources: Any) -> Any:
    """Add a page that draws something in Helvetica; return its dictionary."""
    added = pdf.add_blank_page(page_size=(600, 800)).obj
    added.Resources = Dictionary({"/Font": Dictionary(F=FONT), **{f"/{key}": value for key, value in resources.items()}})
    added.Contents = pdf.make_stream(drawing)
    return added


def packed(pdf: Pdf, data: bytes, *, times: int = 1, **entries: Any) -> Any:
    """A stream that unpacks to some data, packed so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    stream = pdf.make_stream(b"", **entries)
    stream.write(data, filter=Array([Name.FlateDecode] * times), type_check=False)
    return stream


def tagged(pdf: Pdf, *kids: Any, **entries: Any) -> None:
    """Give a file a structure with these elements in its Document."""
    document = pdf.make_indirect(Dictionary(S=Name.Document, K=Array(kids)))
    root = {"/Type": Name.StructTreeRoot, "/K": document, **{f"/{key}": value for key, value in entries.items()}}
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(root))
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def element(pdf: Pdf, role: str, *kids: Any, **entries: Any) -> Any:
    """A structure element."""
    given = {f"/{key}": value for key, value in entries.items()}
    return pdf.make_indirect(Dictionary({"/S": Name(f"/{role}"), "/K": Array(kids), **given}))


def marked(texts: Iterable[str]) -> bytes:
    """A drawing of texts, a line each, numbered in order as marked content."""
    lines = (f"/P <</MCID {at}>> BDC BT /F 9 Tf 20 {790 - at % 780} Td ({text}) Tj ET EMC" for at, text in enumerate(texts))
    return "\n".join(lines).encode()


# --------------------------------------------------------------------------------------------------------------- fonts


def cmap(table: bytes, pdf: Pdf, size: int) -> None:
    """A font whose ToUnicode is this, so many times."""
    added = page(pdf, b"BT /F 9 Tf (Swift) Tj ET")
    added.Resources.Font.F = pdf.make_indirect(Dictionary({**FONT, "/ToUnicode": packed(pdf, table * size)}))


def many_fonts(pdf: Pdf, size: int) -> None:
    """One table of all characters, in so many fonts."""
    table = pdf.make_indirect(packed(pdf, b"beginbfrange <0000> <FFFF> <0000> endbfrange"))
    fonts = {f"/F{at}": pdf.make_indirect(Dictionary({**FONT, "/ToUnicode": table})) for at in range(500 * size)}
    added = page(pdf, b" ".join(f"/F{at} 9 Tf".encode() for at in range(500 * size)))
    added.Resources.Font = Dictionary(fonts)


def wide_widths(pdf: Pdf, size: int) -> None:
    """Widths of all glyphs, given again and again."""
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, W=Array([0, 65535, 500] * 10_000 * size))
    added = page(pdf, b"BT /F 9 Tf <00410042> Tj ET")
    added.Resources.Font.F = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([below])
    )


# -------------------------------------------------------------------------------------------------------------- drawing


def shared_drawing(data: bytes, pages: int, pdf: Pdf, size: int) -> None:
    """Pages that share one drawing."""
    stream = packed(pdf, data)
    for _ in range(pages * size):
        page(pdf).Contents = stream


def repeated_parts(pdf: Pdf, size: int) -> None:
    """One page of a great stream, named so many times."""
    stream = packed(pdf, b" " * (24 << 20))
    page(pdf).Contents = Array([stream] * 1500 * size)


def packed_again(pdf: Pdf, size: int) -> None:
    """Streams packed many times over, that unpack to nothing."""
    stream = packed(pdf, b" " * (16 << 20), times=6)
    for _ in range(250 * size):
        page(pdf).Contents = Array([stream] * 4)


def form(pdf: Pdf, drawing: bytes, **objects: Any) -> Any:
    """A form with others at hand."""
    made = pdf.make_stream(drawing, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 800]))
    made.Resources = Dictionary(XObject=Dictionary({f"/{key}": value for key, value in objects.items()}))
    return pdf.make_indirect(made)


def nested_forms(pdf: Pdf, size: int) -> None:
    """Forms that draw others eight times each, ten deep."""
    inner = form(pdf, b"0 0 m")
    for _ in range(9):
        inner = form(pdf, b"/X Do " * 8 * size, X=inner)
    page(pdf, b"/X Do " * 8, XObject=Dictionary(X=inner))


def repeated_form(pdf: Pdf, size: int) -> None:
    """An empty form, drawn again and again."""
    page(pdf, b"/X Do " * 250_000 * size, XObject=Dictionary(X=form(pdf, b"")))


def text_over_areas(pdf: Pdf, size: int) -> None:
    """Texts over thousands of areas, none of them behind any."""
    areas = b"".join(b"%d 700 1 1 re f " % (at % 500) for at in range(3900))
    for _ in range(size):
        page(pdf, areas + b"BT /F 9 Tf 10 10 Td " + b"(a) Tj " * 60_000 + b"ET")


# --------------------------------------------------------------------------------------------------------- structure


def flat(pdf: Pdf, size: int) -> None:
    """Very many elements beside each other, and all in the parent tree."""
    elements = [element(pdf, "P") for _ in range(5000 * size)]
    tagged(pdf, *elements, ParentTree=Dictionary(Nums=Array([each for at, kid in enumerate(elements) for each in (at, kid)])))


def deep(pdf: Pdf, size: int) -> None:
    """A chain of elements."""
    inner = element(pdf, "P")
    for _ in range(20_000 * size):
        inner = element(pdf, "Sect", inner)
    tagged(pdf, inner)


def sixty_levels(pdf: Pdf, size: int) -> None:
    """Elements with words at the bottom of sixty levels, each of which is said in a finding."""
    added = page(pdf, marked("word" for _ in range(2500 * size)))
    inner = element(pdf, "L", *(element(pdf, "P", at) for at in range(2500 * size)), Pg=added)
    for _ in range(30):
        inner = element(pdf, "L", element(pdf, "LI", inner), Pg=added)
    tagged(pdf, inner)


def siblings(roles: tuple[str, ...], count: int, pdf: Pdf, size: int) -> None:
    """Elements of some roles in turn, each with a word of its own, beside each other."""
    added = page(pdf, marked(f"word{at}." for at in range(count * size)))
    kids = (element(pdf, roles[at % len(roles)], at, Pg=added) for at in range(count * size))
    tagged(pdf, *kids)


def spans_of_tables(pdf: Pdf, size: int) -> None:
    """Tables whose cells say that they span thousands of rows and columns."""
    span = Dictionary(O=Name.Table, RowSpan=5000, ColSpan=5000)
    tables = (element(pdf, "Table", element(pdf, "TR", element(pdf, "TD", A=span))) for _ in range(250 * size))
    tagged(pdf, *tables)


def long_table(pdf: Pdf, size: int) -> None:
    """A table of one column in which headers and data take turns, with IDs and Headers."""
    count = 1000 * size
    added = page(pdf, marked(f"word{at}" for at in range(count)))
    scope = Dictionary(O=Name.Table, Scope=Name.Column)
    rows = []
    for at in range(count):
        if at % 2:
            cell = element(pdf, "TD", at, Pg=added, A=Dictionary(O=Name.Table, Headers=Array([pikepdf.String(f"h{at - 1}")])))
        else:
            cell = element(pdf, "TH", at, Pg=added, ID=pikepdf.String(f"h{at}"), A=scope)
        rows.append(element(pdf, "TR", cell))
    tagged(pdf, element(pdf, "Table", *rows))


def shared_attributes(pdf: Pdf, size: int) -> None:
    """Elements of classes whose attributes are many."""
    attributes = Dictionary({"/O": Name.Layout, **{f"/A{at}": at for at in range(1000)}})
    classes = Dictionary(C=Array([attributes] * 100))
    tagged(pdf, *(element(pdf, "P", C=Name.C) for _ in range(1000 * size)), ClassMap=classes)


# ------------------------------------------------------------------------------------------------- links and trees


def link(pdf: Pdf, contents: str) -> Any:
    """A link that is called something."""
    entries = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Contents=pikepdf.String(contents))
    return pdf.make_indirect(entries)


def links_of_pages(pdf: Pdf, size: int) -> None:
    """Pages that share one long array of links."""
    shared = pdf.make_indirect(Array([link(pdf, "word " * 20) for _ in range(100)]))
    for _ in range(500 * size):
        page(pdf).Annots = shared


def links_of_one_element(pdf: Pdf, size: int) -> None:
    """A Link of very many words with very many annotations."""
    added = page(pdf, marked(["word " * 20_000]))
    links = [link(pdf, "a_" * 300 + "!") for _ in range(2000 * size)]
    added.Annots = Array(links)
    tagged(pdf, element(pdf, "Link", 0, *(Dictionary(Type=Name.OBJR, Obj=each) for each in links), Pg=added))


def names_that_name_each_other(pdf: Pdf, size: int) -> None:
    """Destinations in a circle, and links to all of them."""
    count = 1000 * size
    names = [f"d{at:06}" for at in range(count)]
    pairs = [pikepdf.String(each) for at, name in enumerate(names) for each in (name, names[(at + 1) % count])]
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(pairs)))
    page(pdf).Annots = Array([Dictionary(Subtype=Name.Link, Dest=pikepdf.String(name)) for name in names])


def looped_trees(pdf: Pdf, size: int) -> None:
    """Name and number trees, and an outline, that lead back to themselves."""
    tree = pdf.make_indirect(Dictionary())
    tree.Kids = Array([tree] * 10_000 * size)
    item = pdf.make_indirect(Dictionary(Title=pikepdf.String("again")))
    item.First = item.Next = item
    pdf.Root.Outlines = Dictionary(First=item)
    pdf.Root.PageLabels = tree
    pdf.Root.Names = Dictionary(Dests=tree, EmbeddedFiles=tree)
    tagged(pdf, element(pdf, "P"), ParentTree=tree, IDTree=tree)


def long_labels(pdf: Pdf, size: int) -> None:
    """Page labels that are Roman numbers of thousands of letters."""
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(S=Name.R, St=1_000_000_000), 5, Dictionary(S=Name.a, St=2**31 - 1)])
    )
    for _ in range(500 * size):
        page(pdf)


def outline(pdf: Pdf, size: int) -> None:
    """Bookmarks without end."""
    following = None
    for at in range(10_000 * size):
        item = Dictionary(Title=pikepdf.String(f"Swifts {at}"))
        if following is not None:
            item.Next = following
        following = pdf.make_indirect(item)
    pdf.Root.Outlines = Dictionary(First=following)


def page_tree(pdf: Pdf, size: int) -> None:
    """A page in a chain of nodes."""
    added = page(pdf)
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([added])))
    for _ in range(2500 * size):
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([node])))
    pdf.Root.Pages = node


def pages_without_end(pdf: Pdf, size: int) -> None:
    """One page, named so many times."""
    added = page(pdf)
    pdf.Root.Pages.Kids = Array([added] * 10_000 * size)


WHOLE = "the file as a whole: docs/pdf-checks.md"
BUDGETS = tuple(
    Budget(name=f"a PDF: {name}", limit=limit, make=partial(made, make), command=CHECK, seconds=60, megabytes=2048)
    for name, limit, make in (
        ("a table of characters that never ends", WHOLE, partial(cmap, b"beginbfrange " * 60_000)),
        (
            "the same characters again and again",
            WHOLE,
            partial(cmap, b"beginbfrange " + b"<0000> <FFFF> <0000> " * 1000 + b"endbfrange"),
        ),
        ("one table in many fonts", WHOLE, many_fonts),
        ("widths again and again", WHOLE, wide_widths),
        ("pages that share 15 MB of spaces", WHOLE, partial(shared_drawing, b" " * (15 << 20), 400)),
        ("a stream named again and again", WHOLE, repeated_parts),
        ("streams packed many times over", WHOLE, packed_again),
        ("forms in forms", WHOLE, nested_forms),
        ("a form drawn again and again", WHOLE, repeated_form),
        ("texts over thousands of areas", WHOLE, text_over_areas),
        ("very many elements", WHOLE, flat),
        ("elements in elements", "100 levels", deep),
        ("words under sixty levels", WHOLE, sixty_levels),
        ("notes without end", WHOLE, partial(siblings, ("Note",), 2000)),
        ("spans of tables", WHOLE, spans_of_tables),
        ("a table of headers and data in turn", WHOLE, long_table),
        ("classes of attributes", WHOLE, shared_attributes),
        ("links shared by pages", WHOLE, links_of_pages),
        ("links of one element", WHOLE, links_of_one_element),
        ("trees that lead back to themselves", WHOLE, looped_trees),
        ("bookmarks without end", "20,000 bookmarks", outline),
        ("a deep tree of pages", "5,000 pages", page_tree),
        ("a page named again and again", "5,000 pages", pages_without_end),
    )
)
