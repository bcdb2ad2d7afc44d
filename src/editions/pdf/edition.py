"""Makes the bytes of a print edition: the steps of ``editions.pdf`` in their order."""

from __future__ import annotations

import editions.pdf.loading  # noqa: F401 (before all that loads WeasyPrint)

# isort: split
import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pydyf
from lxml import etree
from weasyprint import Document

from editions.accessibility.house_styles import faint_text
from editions.article import styles
from editions.article.house_sheets import classes_of
from editions.article.model import Article
from editions.article.pages import PageBreak
from editions.findings import Finding
from editions.languages.tags import direction
from editions.pdf import actions, attachments, metadata, xmp
from editions.pdf.drawing import artifacts
from editions.pdf.drawing import weasyprint_patches as weasy
from editions.pdf.fetch import ARTICLE, Fetcher
from editions.pdf.finishing import finish
from editions.pdf.layout import house, last_page
from editions.pdf.layout.breaks import owners_of, page_breaks
from editions.pdf.layout.columns import spread
from editions.pdf.layout.divided import divide, divide_all
from editions.pdf.layout.engine import LayoutEngine
from editions.pdf.layout.house_faults import in_vain
from editions.pdf.layout.rtl_css import for_direction
from editions.pdf.messages import capture_log
from editions.pdf.options import PdfOptions
from editions.pdf.page.gate import OUTPUT, cleaned
from editions.pdf.page.markup import elements
from editions.pdf.page.print_html import PrintPage, adapt
from editions.pdf.page.style import style_for
from editions.pdf.references import references
from editions.pdf.tree import words
from editions.pdf.tree.check import PrintFault, faults
from editions.pdf.tree.destinations import lead_to_elements
from editions.pdf.tree.emit import emit
from editions.pdf.tree.placing import place
from editions.pdf.tree.structure import Structure, build
from editions.safety.sanitizer import Removed
from editions.safety.sanitizer.removed import HINT, distinct

_NOTDEF = re.compile(r"\A\.notdef[^:]*+: (\".*\" \(U\+[0-9A-F]+\))", re.DOTALL)
_UNDRAWN = f"Failed to load image at '{ARTICLE}"
_SHOWN = 6  # characters named in one finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A print edition: its bytes, where its pages begin, what keeps it from conforming (``faint``: in the house's style
    sheets), what else should be known.

    ``packet`` is its XMP metadata as it is in the bytes, ``unclaimed`` the same without a claim, of the same length.
    """

    data: bytes
    pages: tuple[PageBreak, ...]
    faults: tuple[PrintFault, ...]
    notices: tuple[PrintFault, ...]
    faint: tuple[Finding, ...]
    claimed: bool
    packet: bytes
    unclaimed: bytes


def make(article: Article, page: etree._Element, options: PdfOptions) -> Made:
    """Return an article's print edition. Reads the article's pictures and the style sheets, and writes nothing."""
    if options.style == "auto":
        options = replace(options, style=style_for(article, page))
    adapted = adapt(
        article,
        page,
        edition_href=options.edition_href,
        logo=options.logo,
        contact=options.contact,
        style=options.style,
    )
    removed = cleaned(adapted.root, _files(article, options))
    root = elements(adapted.root)
    structure, owners = build(root, options.variant.version), owners_of(root)
    fetcher = _fetcher(article, options)
    sheets = [each for sheet in options.stylesheets for each in house.check(sheet, fetcher.path)]
    if options.style in styles.IN_COLUMNS:
        spread(root)
    faint = faint_text(root, _texts(article, options), options.stylesheets, "print")
    with capture_log() as loading:
        press = LayoutEngine(fetcher, _sheets(article, options))
    vain = _in_vain(sheets, root, tuple(_texts(article, options)), press) if sheets else ()
    with capture_log() as messages:
        document, boxes = _laid_out(press, root)
        missing = words.left_out(root, (box for _, box in boxes))
        lost = (*_lost(adapted), *words.faults(root, missing))
        tagged = _Tagged(article, options, structure, boxes, messages, [*removed], lost=lost, faint=faint)
        data = _draw(document, tagged)
    return Made(
        data=data,
        pages=page_breaks(owners, boxes, len(document.pages)),
        faults=tagged.faults,
        notices=tuple(_notices(adapted, [*_not_loaded(loading, vain), *messages])),
        faint=(*faint, *vain),
        claimed=tagged.claimed,
        packet=tagged.packet,
        unclaimed=tagged.unclaimed,
    )


def _laid_out(press: LayoutEngine, root: Element) -> tuple[Document, Sequence[tuple[int, weasy.DrawnBox]]]:
    """Return the pages and all their boxes; a second time where the head or the foot of a table got no place."""
    while True:
        try:
            document = last_page.lay_out(press, root)
        except AssertionError:  # WeasyPrint's, where a page has no room for the next row of a table
            if divide_all(root):
                continue
            raise
        gc.collect()  # the boxes that the pages were cut from
        boxes = tuple(weasy.page_boxes(document))
        if not divide(root, words.left_out(root, (box for _, box in boxes))):
            return document, boxes


def _in_vain(sheets: Iterable[Path], root: Element, ours: Iterable[str], press: LayoutEngine) -> tuple[Finding, ...]:
    """Return what the house's style sheets say to no effect on this page, or on any other of ours."""
    classes = {name for node in root.iter() for name in node.get("class", "").split()}
    classes |= {name for text in ours for name in classes_of(text)}
    families = cache(press.families)
    return tuple(finding for sheet in sheets for finding in in_vain(sheet, classes, families))


def _not_loaded(messages: Iterable[str], vain: Iterable[Finding]) -> list[str]:
    """Return which files style sheets name and do not get; what else is wrong in them, ``vain`` says with its place."""
    fonts = any(finding.rule == "style.font" for finding in vain)
    return [each for each in messages if each.startswith("Failed to load") or (each.startswith("Font-face") and not fonts)]


def _files(article: Article, options: PdfOptions) -> frozenset[str]:
    """Return the addresses of what a page may show or lead to besides the article's own: the logo, the other editions."""
    editions = (options.edition_href(sibling.lang) for sibling in article.siblings)
    logos = (logo.resolve().as_uri() for logo in (options.logo, article.front.masthead.logo) if logo)
    return frozenset(address for address in (*editions, *logos) if address)


def _fetcher(article: Article, options: PdfOptions) -> Fetcher:
    own = (styles.folder(), *styles.font_folders())
    named = references(options.stylesheets, options.folders)
    fonts = (font.path for each in options.brand.fonts.values() for font in each)
    named.files.update(path.resolve() for path in (options.logo, article.front.masthead.logo, *fonts) if path)
    return Fetcher(own, article.source.parent, named)


def _texts(article: Article, options: PdfOptions) -> Iterator[str]:
    """Yield the texts of our own style sheets, as the layout gets them, then that of the brand."""
    for sheet in styles.print_sheets(options.style, options.paper):
        turned = for_direction(sheet, direction(article.lang))
        yield turned if isinstance(turned, str) else turned.read_text("utf-8")
    yield _brand(options)


def _sheets(article: Article, options: PdfOptions) -> tuple[str | Path, ...]:
    ours = styles.print_sheets(options.style, options.paper)
    turned = (for_direction(sheet, direction(article.lang)) for sheet in ours)
    own = filter(None, [options.variant.css])
    return (styles.font_faces(options.style), *turned, _brand(options), *options.stylesheets, *own)


def _brand(options: PdfOptions) -> str:
    """Return the colours and fonts of the house; large print keeps its own face, which is made for its readers."""
    brand = replace(options.brand, fonts={}) if options.style == "large-print" else options.brand
    return brand.css(lambda font: font.path.resolve().as_uri())


@dataclass(slots=True)
class _Tagged:
    """Tags one document while it is drawn; then holds what it was found to lack, and whether it may claim to conform."""

    article: Article
    options: PdfOptions
    structure: Structure
    boxes: Sequence[tuple[int, weasy.DrawnBox]]
    messages: list[str]
    removed: list[Removed]
    lost: tuple[PrintFault, ...]
    faint: tuple[Finding, ...]
    faults: tuple[PrintFault, ...] = ()
    claimed: bool = False
    packet: bytes = b""
    unclaimed: bytes = b""

    def tag(self, document: Document, pdf: pydyf.PDF, marks: Sequence[Mapping[weasy.RawBox, int]]) -> None:
        """Fill and write the structure tree."""
        structure, version = self.structure, self.options.variant.version
        place(structure, self.boxes, marks)
        references = emit(pdf, structure.document, len(document.pages), version)
        if version == "2.0":
            outlined = [box.element for _, box in self.boxes if box.is_outlined]
            lead_to_elements(pdf, structure, references, [structure.nodes[each] for each in outlined if each is not None])

    def finish(self, _: Document, pdf: pydyf.PDF) -> None:
        """Check everything that was drawn and tagged, and finish the file, with the claim where it holds."""
        found = faults(self.structure.document, self.article.lang, self.article.title)
        self.removed += actions.removed(pdf, _files(self.article, self.options))
        self.faults = (
            *found,
            *self.lost,
            *_undrawn(self.messages),
            *_missing_characters(self.messages),
            *_removed(self.removed),
        )
        self.claimed = self.options.claim and not self.faults and not self.faint
        variant = self.options.variant
        facts = metadata.facts_of(self.article)
        self.packet = xmp.packet(facts, variant, claim=self.claimed)
        self.unclaimed = xmp.padded(xmp.packet(facts, variant, claim=False), len(self.packet))
        modified = str(pdf.info["ModDate"].string) if "ModDate" in pdf.info else ""
        finish(pdf, variant, packet=self.packet, source=attachments.source(self.article, modified))


def _draw(document: Document, tagged: _Tagged) -> bytes:
    kinds, last = artifacts.kinds(tagged.boxes, tagged.structure), artifacts.last_texts(tagged.boxes)
    silent = artifacts.silent_pictures(tagged.boxes, tagged.structure)
    drawing = weasy.Drawing(document, kinds, last, silent, lambda pdf, marks: tagged.tag(document, pdf, marks))
    version = tagged.options.variant.version
    with weasy.drawn_as(drawing):
        return bytes(document.write_pdf(pdf_tags=True, pdf_version=version, pdf_identifier=True, finisher=tagged.finish))


def _missing_characters(messages: Iterable[str]) -> Iterable[PrintFault]:
    """ISO 14289-1, 7.21.8: no text may be shown by a font's sign for a missing character."""
    missing = [found[1].replace('"', "") for message in dict.fromkeys(messages) if (found := _NOTDEF.match(message))]
    if missing:
        shown = ", ".join(missing[:_SHOWN]) + (f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else "")
        what = "character" if len(missing) == 1 else "characters"
        hint = "Install a font of their script." if len(missing) > 1 else "Install a font of its script."
        yield PrintFault("pdf.notdef", "", f"No font has the {what} {shown}.", hint)


def _removed(removed: Iterable[Removed]) -> Iterable[PrintFault]:
    for item in distinct(removed):
        yield PrintFault("content.removed", item.id, item.message(OUTPUT), HINT)


def _lost(adapted: PrintPage) -> tuple[PrintFault, ...]:
    """Return what the pages do not show as it is in the article."""
    picture, formula = (
        "A picture cannot be read: a sentence takes its place.",
        "A formula cannot be drawn: its characters are shown.",
    )
    return (
        *(PrintFault("pdf.picture", id, picture, "Save it as PNG or SVG.") for id in adapted.unreadable_pictures),
        *(PrintFault("pdf.formula", id, formula, "Simplify its MathML.") for id in adapted.undrawn_formulas),
    )


def _undrawn(messages: Iterable[str]) -> Iterable[PrintFault]:
    """Yield the article's pictures that the layout was given and could not read."""
    for message in dict.fromkeys(messages):
        if message.startswith(_UNDRAWN):
            yield PrintFault("pdf.picture", "", f"A picture is left out: {message}.", "Save it as PNG or SVG.")


def _notices(adapted: PrintPage, messages: Iterable[str]) -> Iterable[PrintFault]:
    if adapted.notes_at_end:
        message = "The notes are too many for the feet of the pages: they stand together at the end."
        yield PrintFault("pdf.layout", "", message, "Divide the article, if its notes should stand where they are called.")
    for message in dict.fromkeys(messages):
        if not message.startswith((".notdef", _UNDRAWN)):
            yield PrintFault("pdf.layout", "", message, "")
