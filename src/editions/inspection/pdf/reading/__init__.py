"""Opens a PDF and reads it into the view that the checks look at. Nothing of it is trusted, and nothing of it is run.

Limits: 300 MB a file, 5,000 pages, 16 MB of drawing a page and 3 million operators a file; what lies beyond is said, not
guessed. Deliberately not opened: files that need a password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

from editions.findings import SourceError
from editions.inspection.pdf.content import Content
from editions.inspection.pdf.element import Annotation
from editions.inspection.pdf.reading import parents
from editions.inspection.pdf.reading.facts import catalog
from editions.inspection.pdf.reading.fonts import Fonts
from editions.inspection.pdf.reading.navigation import Places, labels, outline, target
from editions.inspection.pdf.reading.painting import Painter, TooMuch
from editions.inspection.pdf.reading.tree import Tree
from editions.inspection.pdf.reading.values import box, get, identity, items, name, number, text
from editions.inspection.pdf.view import Document, Page

_SIZE = 300 << 20
_PAGES = 5000
_DRAWING = 16 << 20
_OPERATORS = 3_000_000
_STREAM = 128 << 20
_A4 = (0.0, 0.0, 595.0, 842.0)
_HIDDEN_FLAGS = 0b100010  # Hidden, NoView
# What pikepdf raises of files that are not as they should be.
_BROKEN = (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, RuntimeError, AttributeError, OverflowError)


def read(path: Path) -> Document:
    """Read a PDF. Raises ``SourceError`` where there is none, or it is locked, broken or too large."""
    try:
        if path.stat().st_size > _SIZE:
            raise SourceError(f"{path} is larger than {_SIZE >> 20} MB and was not examined. Split it.")
        with _limits(), pikepdf.open(path, suppress_warnings=True) as pdf:
            return _document(pdf, path)
    except OSError as error:
        raise SourceError(f"Cannot read {path}: {error.strerror}.") from error
    except pikepdf.PasswordError as error:
        raise SourceError(f"{path} needs a password. Save it without one and check it again.") from error
    except _BROKEN as error:
        raise SourceError(f"{path} is not a PDF that can be read ({error}). Make it anew, or repair it with qpdf.") from error


@contextmanager
def _limits() -> Iterator[None]:
    """Keep what a small file unpacks to within bounds; the limits are the process's, so they are put back."""
    change = pikepdf.settings.set_qpdf_limits
    before: dict[str, Any] = change(
        flate_max_memory=_STREAM, run_length_max_memory=_STREAM, png_max_memory=_STREAM, tiff_max_memory=_STREAM
    )
    try:
        yield
    finally:
        change(**before)


def _document(pdf: pikepdf.Pdf, path: Path) -> Document:
    if len(pdf.pages) > _PAGES:
        raise SourceError(f"{path} has more than {_PAGES} pages and was not examined. Split it.")
    names, label_faults = labels(pdf)
    fonts, budget = Fonts(), [_OPERATORS]
    pages = [_page(raw.obj, at, names[at - 1]) for at, raw in enumerate(pdf.pages, 1)]
    for page, raw in zip(pages, pdf.pages, strict=True):
        page.unexamined = _draw(raw, page, fonts, budget)
    places = Places(pdf)
    annotations = {
        key: each for page, raw in zip(pages, pdf.pages, strict=True) for key, each in _annotations(raw.obj, page, places)
    }
    tree = Tree(pdf, pages, annotations)
    root = tree.read()
    if root is not None:
        parents.compare(pdf, tree, pages, annotations)
    return Document(
        name=path.name,
        pages=pages,
        root=root,
        ids=tree.ids(),
        outline=outline(pdf, places, tree),
        label_faults=label_faults,
        tree_faults=tuple(tree.faults),
        **catalog(pdf),
    )


def _page(raw: Any, at: int, label: str) -> Page:
    area = box(get(raw, "/CropBox")) or _inherited_box(raw) or _A4
    return Page(number=at, box=area, label=label, tabs=name(get(raw, "/Tabs")), loose=Content(page=at))


def _inherited_box(raw: Any) -> tuple[float, float, float, float] | None:
    for _ in range(50):
        if found := box(get(raw, "/MediaBox")):
            return found
        raw = get(raw, "/Parent")
    return None


def _draw(raw: Any, page: Page, fonts: Fonts, budget: list[int]) -> str:
    try:
        contents = [part for part in items(get(raw.obj, "/Contents")) if isinstance(part, pikepdf.Stream)]
        if sum(len(part.read_bytes()) for part in contents) > _DRAWING:
            return "it draws more than is examined"
        Painter(page, fonts, budget).draw(raw, raw.resources)
    except TooMuch:
        return "the file draws more than is examined"
    except _BROKEN as error:
        return f"its drawing cannot be read ({error})"
    return ""


def _annotations(raw: Any, page: Page, places: Places) -> Iterator[tuple[tuple[int, int], Annotation]]:
    for at, found in enumerate(items(get(raw, "/Annots"))):
        if not isinstance(found, pikepdf.Dictionary):
            continue
        named, place, _ = target(found, places)
        annotation = Annotation(
            page=page.number,
            kind=name(get(found, "/Subtype")),
            box=box(get(found, "/Rect")) or (0, 0, 0, 0),
            contents=text(get(found, "/Contents")),
            target=named,
            place=place,
            dead=place is not None and place.page == 0,
            hidden=bool(int(number(get(found, "/F"))) & _HIDDEN_FLAGS),
        )
        page.annotations.append(annotation)
        yield (identity(found) if identity(found) != (0, 0) else (-page.number, at)), annotation
