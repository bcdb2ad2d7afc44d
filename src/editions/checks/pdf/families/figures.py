"""Figures and formulas: their alternatives and their boxes (ISO 14289-1, 7.3 and 7.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.tree import Box, Element

_FILE = re.compile(r"^\S+\.(png|jpe?g|gif|svg|tiff?|eps|pdf|bmp|webp)$|^(img|image|dsc|fig|photo|pic)[_-]?\d+$", re.I)
_NOTHING = re.compile(
    r"^(an? |the )?(image|picture|figure|fig|photo|graphic|graph|chart|diagram|illustration|logo|imagen|imagem|figura|bild|"
    r"foto|alt|alt text|null|none|untitled|placeholder|todo)[\s.:\d]*$",
    re.I,
)
_SOME = 0.5  # of the formulas, at most: if more have no MathML, those that have it are the exception
_COVERED = 0.5  # of what is drawn, at least
_TOLERANCE = 2.0  # points


def alternatives(document: PdfDocument) -> Iterator[Fault]:
    """Yield figures and formulas without an alternative, and alternatives that say nothing."""
    for element in document.of("Figure", "Formula"):
        text, hint = (element.alternative or element.actual or "").strip(), "Say in its Alt what it shows."
        if not text and not _speaks(element, document):
            message = f"A {element.role.lower()} has no alternative{_near(element)}."
            if element.role == "Figure":
                yield Fault("pdf.figure-no-alternative", message, hint, element.page)
            else:
                yield Fault("pdf.formula-no-alternative", message, hint, element.page)
        elif element.role == "Figure" and (_FILE.match(text) or _NOTHING.match(text)):
            yield Fault(
                "pdf.alternative", f"The alternative {quoted(text)} does not say what is to be seen.", hint, element.page
            )


def repeated(document: PdfDocument) -> Iterator[Fault]:
    """Yield figures that have the alternative of another, where most have their own."""
    said = [(text, figure) for figure in document.of("Figure") if (text := (figure.alternative or "").strip())]
    told: dict[str, Element] = {}
    for text, figure in said if 2 * len({text for text, _ in said}) > len(said) else ():
        if (other := told.setdefault(text, figure)) is not figure and not _is_same_size(figure, other):
            message = f"Two figures have the alternative {quoted(text)}."
            yield Fault("pdf.alternative-twice", message, "Say of each what it shows.", figure.page)


def _is_same_size(figure: Element, other: Element) -> bool:
    """Whether two figures may be one picture, shown twice."""
    sizes = [(box[2] - box[0], box[3] - box[1]) for each in (figure, other) for box in list(each.boxes.values())[:1]]
    return len(sizes) == 2 and all(abs(one - two) < _TOLERANCE for one, two in zip(*sizes, strict=True))


def markup(document: PdfDocument) -> Iterator[Fault]:
    """Yield formulas without the MathML that others of the file have, and MathML at what is tagged as no formula."""
    formulas = list(document.of("Formula"))
    bare = [each for each in formulas if "mathml" not in each.files and not any(kid.role == "math" for kid in each.elements)]
    if bare and len(bare) < len(formulas) and len(bare) <= _SOME * len(formulas):
        message = f"A formula has no MathML, as others have: {quoted(bare[0].said)}."
        yield Fault("pdf.formula-markup", message, "Attach its MathML.", bare[0].page)
    for element in document.elements:
        if "mathml" in element.files and element.role not in ("Formula", "Document"):
            message = f"A {element.role} has MathML: {quoted(element.said)}."
            yield Fault("pdf.formula-markup", message, "Tag it as Formula.", element.page)


def _near(element: Element) -> str:
    holder = element.parent
    caption = holder.caption if holder else ""
    return f" ({quoted(caption)})" if caption else ""


def _speaks(element: Element, document: PdfDocument) -> bool:
    """Whether a figure is only the group around others, or a formula has MathML: as a file only PDF/UA-2 knows it."""
    inner = element.elements
    if element.role == "Formula":
        return (bool(element.files) and 2 in document.claims) or any(kid.role == "math" for kid in inner)
    return any(each.role in ("Figure", "Formula", "Table", "L") for kid in inner for each in kid.walk())


def boxes(document: PdfDocument) -> Iterator[Fault]:
    """Yield figures whose BBox is missing, off the page, or not where they are drawn."""
    for element in document.of("Figure", "Formula"):
        drawn = element.boxes
        if len(drawn) != 1 or _speaks(element, document):
            continue
        ((page, seen),) = drawn.items()
        said = element.attributes.get("BBox")
        if not isinstance(said, tuple):
            if element.role == "Figure":
                yield Fault("pdf.figure-box", f"A figure has no BBox{_near(element)}.", "Give it where it is drawn.", page)
            continue
        message = _wrong(said, seen, document.pages[page - 1].box)
        if message:
            yield Fault(
                "pdf.figure-box",
                f"The BBox of a {element.role.lower()} {message}{_near(element)}.",
                "Count in points, y upwards.",
                page,
            )


def _wrong(said: tuple[object, ...], seen: Box, page: Box) -> str:
    corners = [float(each) for each in said if isinstance(each, float)]
    if len(corners) != 4:
        return "is no rectangle"
    left, bottom, right, top = corners
    if left > right or bottom > top:
        return "has its corners in the wrong order"
    if (
        left > page[2] + _TOLERANCE
        or right < page[0] - _TOLERANCE
        or bottom > page[3] + _TOLERANCE
        or top < page[1] - _TOLERANCE
    ):
        return "lies off the page"
    seen = max(seen[0], page[0]), max(seen[1], page[1]), min(seen[2], page[2]), min(seen[3], page[3])
    width = min(right, seen[2]) - max(left, seen[0]) + _TOLERANCE
    height = min(top, seen[3]) - max(bottom, seen[1]) + _TOLERANCE
    area = (seen[2] - seen[0]) * (seen[3] - seen[1])
    return "is not where it is drawn" if max(0, width) * max(0, height) < _COVERED * area else ""
