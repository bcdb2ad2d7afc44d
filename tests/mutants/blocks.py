"""Mutants of headings, paragraphs, lists, notes."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from mutants.editing import added, element, every, kids, place, remove


def heading_skipped(pdf: Pdf) -> None:
    element(pdf, "H3").S = Name.H5


def heading_first_dropped(pdf: Pdf) -> None:
    element(pdf, "H1").S = Name.P


def heading_of_first_rank_twice(pdf: Pdf) -> None:
    element(pdf, "H2", -1).S = Name.H1


def heading_empty(pdf: Pdf) -> None:
    added(pdf, element(pdf, "Document"), "H2", 1, [])


def heading_untyped(pdf: Pdf) -> None:
    element(pdf, "H2", -1).S = Name.P


def headings_untyped(pdf: Pdf) -> None:
    for heading in every(pdf, "H1", "H2", "H3"):
        heading.S = Name.P


def role_unknown(pdf: Pdf) -> None:
    element(pdf, "H2").S = Name("/Headline")


def _over_pages(found: Any) -> bool:
    """Whether a paragraph goes on on another page."""
    return found.get("/S") == Name.P and any(isinstance(kid, Dictionary) and "/MCID" in kid for kid in kids(found))


def _prose(pdf: Pdf) -> Any:
    """The section of long paragraphs."""
    return next(section for section in every(pdf, "Sect") if any(map(_over_pages, kids(section))))


def order_changed(pdf: Pdf) -> None:
    found = kids(_prose(pdf))
    found.insert(1, found[len(found) - 1])
    del found[len(found) - 1]


def paragraph_broken(pdf: Pdf) -> None:
    section = _prose(pdf)
    first = next(filter(_over_pages, kids(section)))
    parts = list(kids(first))
    at = next(at for at, kid in enumerate(parts) if isinstance(kid, Dictionary) and "/MCID" in kid)
    first.K = Array(parts[:at])
    added(pdf, section, "P", place(section, first) + 1, parts[at:])


def table_broken(pdf: Pdf) -> None:
    table = element(pdf, "Table")
    body = kids(table)[-1]
    rows = list(kids(body))
    first = element_page(pdf, rows[0])
    on_second = [row for row in rows if element_page(pdf, row) > first]
    body.K = Array([row for row in rows if element_page(pdf, row) == first])
    other = added(pdf, table.P, "Table", place(table.P, table) + 1, [])
    group = added(pdf, other, "TBody", 0, on_second)
    for row in on_second:
        row.P = group


def element_page(pdf: Pdf, found: Any) -> int:
    """The page (from 0) of the first content below an element."""
    for kid in kids(found):
        if isinstance(kid, int):
            return next(at for at, page in enumerate(pdf.pages) if page.objgen == found.Pg.objgen)
        if isinstance(kid, Dictionary) and "/S" in kid:
            return element_page(pdf, kid)
    return -1


def list_broken(pdf: Pdf) -> None:
    found = element(pdf, "L", -1)
    items = list(kids(found))
    pages = [element_page(pdf, item) for item in items]
    cut = next(at for at, page in enumerate(pages) if page != pages[0])
    found.K = Array(items[:cut])
    other = added(pdf, found.P, "L", place(found.P, found) + 1, items[cut:])
    other.A = found.A
    for item in items[cut:]:
        item.P = other


def list_body_untyped(pdf: Pdf) -> None:
    element(pdf, "LBody").S = Name.P


def list_item_untyped(pdf: Pdf) -> None:
    element(pdf, "LI").S = Name.P


def definition_split(pdf: Pdf) -> None:
    for item in [kid for found in every(pdf, "L")[1:2] for kid in list(kids(found))]:
        label, body = kids(item)[0], kids(item)[1]
        item.K = Array([label])
        added(pdf, item.P, "LI", place(item.P, item) + 1, [body])


def contents_without_links(pdf: Pdf) -> None:
    found = element(pdf, "L")
    found.S = Name.TOC
    for item in kids(found):
        item.S = Name.TOCI


def note_untyped(pdf: Pdf) -> None:
    element(pdf, "Note").S = Name.Div


def note_call_untyped(pdf: Pdf) -> None:
    element(pdf, "Reference").S = Name.Span


def note_call_without_link(pdf: Pdf) -> None:
    inner = kids(element(pdf, "Reference"))[0]
    inner.S = Name.Span
    inner.K = Array([kid for kid in kids(inner) if isinstance(kid, int)])


def note_without_id(pdf: Pdf) -> None:
    del element(pdf, "Note").ID


def note_id_twice(pdf: Pdf) -> None:
    element(pdf, "Note", 1).ID = element(pdf, "Note", 0).ID


def note_at_the_end(pdf: Pdf) -> None:
    note, root = element(pdf, "Note"), element(pdf, "Document")
    remove(note)
    kids(root).append(note)
    note.S, note.P = Name.NonStruct, root


def lines_swapped(pdf: Pdf) -> None:
    lines = kids(next(filter(_over_pages, kids(_prose(pdf)))))
    lines[0], lines[2] = lines[2], lines[0]


def formula_before_its_sentence(pdf: Pdf) -> None:
    around = element(pdf, "Formula", -1).P
    others, at = kids(around.P), place(around.P, around)
    others[at], others[at - 1] = others[at - 1], others[at]


def paragraph_parted(pdf: Pdf) -> None:
    section = _prose(pdf)
    first = next(filter(_over_pages, kids(section)))
    parts = list(kids(first))
    at = next(at for at, kid in enumerate(parts) if at and isinstance(kid, Dictionary) and kid.get("/S") == Name.Span) + 1
    first.K = Array(parts[:at])
    added(pdf, section, "P", place(section, first) + 1, parts[at:]).Pg = first.Pg


def list_parted(pdf: Pdf) -> None:
    found = element(pdf, "L", -1)
    items = list(kids(found))
    found.K = Array(items[:2])
    added(pdf, found.P, "L", place(found.P, found) + 1, items[2:]).A = found.A


def list_without_numbering(pdf: Pdf) -> None:
    del element(pdf, "L", -1)["/A"]


def section_as_a_paragraph(pdf: Pdf) -> None:
    element(pdf, "Sect").S = Name.P


def document_untyped(pdf: Pdf) -> None:
    element(pdf, "Document").S = Name.Div


def note_away_from_its_call(pdf: Pdf) -> None:
    note, root = element(pdf, "Note"), element(pdf, "Document")
    remove(note)
    kids(root).append(note)
    note.P = root


def note_label_untyped(pdf: Pdf) -> None:
    element(pdf, "Note").K[0].S = Name.Span


def note_that_names_no_call(pdf: Pdf) -> None:
    del element(pdf, "Note")["/Ref"]
