"""Mutants of tables: their cells, headers and spans."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Name, Pdf

from mutants.editing import attributes, element, every, kids, remove
from pdf_samples import Tag


def _data(tag: Tag) -> bool:
    return tag.attribute("/Headers") is not None


def headers_swapped(pdf: Pdf) -> None:
    first, second = (attributes(element(pdf, "TD", at, where=_data), "/Headers") for at in (0, 1))
    first.Headers, second.Headers = second.Headers, first.Headers


def headers_of_another_row(pdf: Pdf) -> None:
    first, third = (attributes(element(pdf, "TD", at, where=_data), "/Headers") for at in (0, 2))
    first.Headers = third.Headers


def header_not_named(pdf: Pdf) -> None:
    cell = attributes(element(pdf, "TD", where=_data), "/Headers")
    row = str(kids(element(pdf, "TD", where=_data).P)[0].ID)
    cell.Headers = Array([header for header in cell.Headers if str(header) != row])


def headers_lead_nowhere(pdf: Pdf) -> None:
    attributes(element(pdf, "TD", where=_data), "/Headers").Headers = Array([pikepdf.String("nowhere")])


def headers_name_data(pdf: Pdf) -> None:
    kids(element(pdf, "TR", 4))[0].S = Name.TD


def headers_dropped_with_scope(pdf: Pdf) -> None:
    for cell in every(pdf, "TH", "TD"):
        for key in ("/Headers", "/Scope"):
            if "/A" in cell and key in cell.A:
                del cell.A[key]


def scopes_dropped(pdf: Pdf) -> None:
    for cell in every(pdf, "TH"):
        del attributes(cell, "/Scope").Scope


def scope_swapped(pdf: Pdf) -> None:
    attributes(element(pdf, "TH", -1), "/Scope").Scope = Name.Column


def scope_of_column_swapped(pdf: Pdf) -> None:
    attributes(element(pdf, "TH", 3), "/Scope").Scope = Name.Row


def header_cells_untyped(pdf: Pdf) -> None:
    for cell in every(pdf, "TH"):
        cell.S = Name.TD


def column_span_dropped(pdf: Pdf) -> None:
    cell = next(tag for tag in every(pdf, "TH") if "/ColSpan" in tag.A)
    del cell.A.ColSpan


def row_span_too_long(pdf: Pdf) -> None:
    attributes(element(pdf, "TH"), "/RowSpan").RowSpan = 3


def cell_dropped(pdf: Pdf) -> None:
    cell = element(pdf, "TD")
    cell.S = Name.P


def header_id_dropped(pdf: Pdf) -> None:
    del element(pdf, "TH", -1).ID


def header_id_twice(pdf: Pdf) -> None:
    element(pdf, "TH", 0).ID = element(pdf, "TH", 1).ID


def headers_dropped_of_one(pdf: Pdf) -> None:
    del attributes(element(pdf, "TD", 2, where=_data), "/Headers")["/Headers"]


def headers_dropped(pdf: Pdf) -> None:
    for cell in every(pdf, "TD"):
        del attributes(cell, "/Headers")["/Headers"]


def head_untyped(pdf: Pdf) -> None:
    element(pdf, "THead").S = Name.TBody


def rows_swapped(pdf: Pdf) -> None:
    rows = kids(element(pdf, "TBody"))
    rows[0], rows[1] = rows[1], rows[0]


def caption_at_the_end(pdf: Pdf) -> None:
    caption, root = element(pdf, "Caption"), element(pdf, "Document")
    remove(caption)
    kids(root).append(caption)
    caption.P = root
