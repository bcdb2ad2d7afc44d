"""Opens a PDF and reads it into the view that the checks look at. Nothing of it is trusted, and nothing of it is run.

What is read of one file is bounded as a whole (``budget``), and so are its size and its pages; what lies beyond is said, not
guessed. Deliberately not opened: files that need a password.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pikepdf

from editions.checks.pdf.reading import parents
from editions.checks.pdf.reading.budget import ANNOTATIONS, Budget, BudgetSpent
from editions.checks.pdf.reading.facts import catalog, loose_files
from editions.checks.pdf.reading.fonts import Fonts
from editions.checks.pdf.reading.labels import labels, plain
from editions.checks.pdf.reading.navigation import Places, outline, target
from editions.checks.pdf.reading.painting import Painter
from editions.checks.pdf.reading.streams import Streams
from editions.checks.pdf.reading.tree import TreeReading
from editions.checks.pdf.reading.values import box, get, identity, items, name, number, text
from editions.checks.pdf.view import PdfDocument, PdfPage
from editions.checks.pdf.view.tree import Annotation, Content
from editions.checks.unpacking import bounded
from editions.findings import SourceError

MAX_BYTES: Final = 300 << 20
"""Bytes of the largest PDF that is examined."""

MAX_PAGES: Final = 5000
"""Pages of the longest PDF that is examined."""

_A4 = (0.0, 0.0, 595.0, 842.0)
_HIDDEN_FLAGS = 0b100010  # Hidden, NoView
# What pikepdf raises of files that are not as they should be.
_BROKEN = (pikepdf.PikepdfError, ValueError, TypeError, LookupError, RuntimeError, AttributeError, ArithmeticError)


def read(path: Path) -> PdfDocument:
    """Read a PDF. Raises ``SourceError`` where there is none, or it is locked, broken or too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path} is larger than {MAX_BYTES >> 20} MB and was not examined. Split it.")
        with bounded(), pikepdf.open(path, suppress_warnings=True) as pdf:
            return _Reader(pdf, path).document()
    except OSError as error:
        raise SourceError(f"Cannot read {path}: {error.strerror}.") from error
    except pikepdf.PasswordError as error:
        raise SourceError(f"{path} needs a password. Save it without one and check it again.") from error
    except MemoryError:
        raise SourceError(f"{path} asks for more memory than there is and was not examined.") from None
    except _BROKEN as error:
        raise SourceError(
            f"{path} is not a PDF that can be read ({_line(error)}). Make it anew, or repair it with qpdf."
        ) from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


class _Reader:
    """Reads one file part by part: what cannot be read of one is said, and does not keep the others from being read."""

    def __init__(self, pdf: pikepdf.Pdf, path: Path) -> None:
        self.count = len(pdf.pages)
        if self.count > MAX_PAGES:
            raise SourceError(f"{path} has more than {MAX_PAGES} pages and was not examined. Split it.")
        self.pdf = pdf
        self.name = path.name
        self.budget = Budget()
        self.streams = Streams(self.budget)
        self.places = Places(pdf, self.budget)
        self.labels: tuple[tuple[str, ...], tuple[str, ...]] = plain(self.count), ()
        self.pages: list[PdfPage] = []
        self.objects: dict[tuple[int, int], Annotation] = {}
        self.keys: list[tuple[Annotation, int]] = []
        self.unexamined: list[str] = []

    def document(self) -> PdfDocument:
        """Return the view of the file."""
        facts: dict[str, Any] = {}
        self._part("The metadata", lambda: facts.update(catalog(self.pdf, self.streams)))
        self._part("The page labels", self._labels)
        fonts = Fonts(self.streams)
        self.pages += [self._page(raw, at, fonts) for at, raw in enumerate(self.pdf.pages, 1)]
        self._part("The named destinations", self.places.read)
        self._part("The links", self._annotations)
        tree = TreeReading(self.pdf, self.pages, self.objects, self.budget)
        self._part("The structure tree", tree.read)
        if tree.root is not None:
            self._part("The parent tree", lambda: parents.compare(self.pdf, tree, self.pages, self.keys, self.budget))
            self._part("The tree of IDs", lambda: facts.update(ids=tree.ids()))
        entries: list[Any] = []
        self._part("The outline", lambda: entries.extend(outline(self.pdf, self.places, tree)))
        self._part("The list of embedded files", lambda: facts.update(loose_files=tuple(loose_files(self.pdf, self.budget))))
        return PdfDocument(
            name=self.name,
            pages=self.pages,
            root=tree.root,
            outline=tuple(entries),
            label_faults=self.labels[1],
            tree_faults=tuple(tree.faults),
            unexamined=tuple(self.unexamined),
            **facts,
        )

    def _part(self, what: str, read: Callable[[], object]) -> None:
        try:
            read()
        except BudgetSpent as error:
            self.unexamined.append(f"{what} was examined in part: {error}")
        except _BROKEN as error:
            self.unexamined.append(f"{what} cannot be read ({_line(error)})")

    def _labels(self) -> None:
        self.labels = labels(self.pdf, self.count, self.budget)

    def _page(self, raw: Any, at: int, fonts: Fonts) -> PdfPage:
        area = box(get(raw.obj, "/CropBox")) or _inherited_box(raw.obj) or _A4
        label, tabs = self.labels[0][at - 1], name(get(raw.obj, "/Tabs"))
        page = PdfPage(number=at, box=area, label=label, tabs=tabs, loose=Content(page=at))
        page.unexamined = self._draw(raw, page, fonts)
        return page

    def _draw(self, raw: Any, page: PdfPage, fonts: Fonts) -> str:
        """Draw a page into its view; return why it cannot be, ``""`` where it can."""
        try:
            contents = items(get(raw.obj, "/Contents"), self.budget)
            Painter(page, fonts).draw(raw, [part for part in contents if isinstance(part, pikepdf.Stream)], raw.resources)
        except BudgetSpent as error:
            return str(error)
        except _BROKEN as error:
            return f"its drawing cannot be read ({_line(error)})"
        return ""

    def _annotations(self) -> None:
        for page, raw in zip(self.pages, self.pdf.pages, strict=True):
            for at, found in enumerate(items(get(raw.obj, "/Annots"), self.budget)):
                if isinstance(found, pikepdf.Dictionary):
                    self.budget.spend(ANNOTATIONS)
                    annotation = self._annotation(found, page)
                    page.annotations.append(annotation)
                    number_ = identity(found)
                    self.objects[number_ if number_ != (0, 0) else (-page.number, at)] = annotation
                    self.keys.append((annotation, parents.parent_key(found, "/StructParent")))

    def _annotation(self, found: Any, page: PdfPage) -> Annotation:
        named, place, _ = target(found, self.places)
        return Annotation(
            page=page.number,
            kind=name(get(found, "/Subtype")),
            box=box(get(found, "/Rect")) or (0, 0, 0, 0),
            contents=text(get(found, "/Contents"), self.budget),
            target=named,
            place=place,
            dead=place is not None and place.page == 0,
            hidden=bool(int(number(get(found, "/F"))) & _HIDDEN_FLAGS),
        )


def _inherited_box(raw: Any) -> tuple[float, float, float, float] | None:
    for _ in range(50):
        if found := box(get(raw, "/MediaBox")):
            return found
        raw = get(raw, "/Parent")
    return None
