"""Mutants of links, figures and formulas."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from mutants.editing import added, attributes, element, kids, mcids, place
from pdf_samples import Tag

_OUT = "https://example.org/swifts"


def _leads_out(tag: Tag) -> bool:
    return any(isinstance(kid, Dictionary) and "/Obj" in kid and "/URI" in kid.Obj.get("/A", Dictionary()) for kid in tag.kids)


def _outer(pdf: Pdf) -> tuple[Any, Any]:
    """The Link that leads out of the article, and its annotation."""
    found = element(pdf, "Link", where=_leads_out)
    return found, next(kid.Obj for kid in kids(found) if isinstance(kid, Dictionary) and "/Obj" in kid)


def link_untagged(pdf: Pdf) -> None:
    found, _ = _outer(pdf)
    found.K = Array([kid for kid in kids(found) if isinstance(kid, int)])


def link_without_annotation(pdf: Pdf) -> None:
    found, annotation = _outer(pdf)
    found.K = Array([kid for kid in kids(found) if isinstance(kid, int)])
    page = pdf.pages[0]
    page.Annots = Array([each for each in page.Annots if each.objgen != annotation.objgen])


def link_typed_as_a_span(pdf: Pdf) -> None:
    found, _ = _outer(pdf)
    found.S = Name.Span


def link_without_name(pdf: Pdf) -> None:
    _, annotation = _outer(pdf)
    del annotation["/Contents"]


def link_named_by_its_address(pdf: Pdf) -> None:
    _, annotation = _outer(pdf)
    annotation.Contents = pikepdf.String(_OUT)


def link_named_by_its_fragment(pdf: Pdf) -> None:
    annotation = next(each for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" in each)
    annotation.Contents = pikepdf.String(str(annotation.Dest).lstrip("/"))


def link_without_words(pdf: Pdf) -> None:
    found, _ = _outer(pdf)
    own = mcids(found)
    at = place(found.P, found)
    found.K = Array([kid for kid in kids(found) if not isinstance(kid, int)])
    added(pdf, found.P, "Span", at, own)


def link_twice(pdf: Pdf) -> None:
    _, annotation = _outer(pdf)
    page = pdf.pages[0]
    page.Annots.append(pdf.make_indirect(Dictionary(annotation)))


def link_in_two_elements(pdf: Pdf) -> None:
    found, annotation = _outer(pdf)
    other = added(pdf, found.P, "Link", place(found.P, found), [Dictionary(Type=Name.OBJR, Obj=annotation, Pg=found.Pg)])
    other.Alt = pikepdf.String("the society")


def link_in_a_link(pdf: Pdf) -> None:
    found, _ = _outer(pdf)
    inner = added(pdf, found, "Link", len(kids(found)), list(kids(found)))
    found.K = Array([inner])


def link_leads_nowhere(pdf: Pdf) -> None:
    annotation = next(each for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" in each)
    annotation.Dest = pikepdf.String("nowhere")


def picture_without_alternative(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/Alt"]


def picture_named_by_its_file(pdf: Pdf) -> None:
    element(pdf, "Figure").Alt = pikepdf.String("swift.png")


def picture_called_a_picture(pdf: Pdf) -> None:
    element(pdf, "Figure").Alt = pikepdf.String("Figure 1")


def box_dropped(pdf: Pdf) -> None:
    del attributes(element(pdf, "Figure"), "/BBox").BBox


def box_counted_downwards(pdf: Pdf) -> None:
    holder = attributes(element(pdf, "Figure"), "/BBox")
    left, bottom, right, top = (float(each) for each in holder.BBox)
    height = float(pdf.pages[0].MediaBox[3])
    holder.BBox = Array([left, height - top, right, height - bottom])


def box_off_the_page(pdf: Pdf) -> None:
    attributes(element(pdf, "Figure"), "/BBox").BBox = Array([2000, 2000, 2100, 2100])


def formula_without_alternative(pdf: Pdf) -> None:
    del element(pdf, "Formula")["/Alt"]


def caption_untyped(pdf: Pdf) -> None:
    element(pdf, "Caption").S = Name.Div


def alternative_of_another(pdf: Pdf) -> None:
    element(pdf, "Figure").Alt = element(pdf, "Figure", 1).Alt


def picture_as_a_paragraph(pdf: Pdf) -> None:
    element(pdf, "Figure").S = Name.P


def formula_without_markup(pdf: Pdf) -> None:
    del element(pdf, "Formula")["/AF"]


def formula_as_a_picture(pdf: Pdf) -> None:
    element(pdf, "Formula").S = Name.Figure
