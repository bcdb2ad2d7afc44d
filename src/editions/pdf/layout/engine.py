"""Lays out pages by WeasyPrint, with what its layout lacks: titles of even lines, lines that are full, pages that are full.

Nothing public leads into WeasyPrint's layout: parts of it (``safety/patching.py`` lists them) are replaced under a lock while
one document is laid out; what belongs to a document of somebody else is handed on to the originals.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import cache, wraps
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

import cssselect2
from weasyprint import CSS, HTML, Document
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from editions.article import styles
from editions.pdf.drawing.glyphs import SOFT_HYPHEN_MARK
from editions.pdf.layout.balance import balanced_width
from editions.pdf.layout.columns import NotLevel, Tries, simplify
from editions.pdf.layout.effort import bounded
from editions.pdf.layout.float_placement import FloatPlacer
from editions.pdf.layout.lines import last_words_whole, lines_filled, words_kept
from editions.pdf.layout.page_end_hyphenation import keep_word_whole
from editions.safety.patching import patched

_HYPHENS = f'html {{ hyphenate-character: "{SOFT_HYPHEN_MARK}" }}'
_LOCK = threading.RLock()

Patch: TypeAlias = AbstractContextManager[None]


class Tree(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A document made from elements: nothing is written out and parsed again, so nothing is moved by a parser."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        # No base address: a relative link then stays relative in the PDF; pictures have absolute ones.
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class LayoutEngine:
    """Lays out documents with style sheets: CSS files, or CSS texts whose addresses are absolute."""

    def __init__(self, fetcher: URLFetcher, sheets: Iterable[str | Path]) -> None:
        self._fetcher = fetcher
        self._fonts = FontConfiguration()
        self._sheets = [*(self._parsed(sheet) for sheet in sheets), CSS(string=_HYPHENS)]

    def _parsed(self, sheet: str | Path) -> CSS:
        if isinstance(sheet, Path) and sheet.parent == styles.folder():
            return _ours(sheet)
        source = {"filename": sheet} if isinstance(sheet, Path) else {"string": sheet}
        return CSS(**source, font_config=self._fonts, url_fetcher=self._fetcher)

    def families(self) -> frozenset[str]:
        """Return the font families that are there, installed or declared by a style sheet, in small letters."""
        return frozenset(_families(self._fonts))

    def lay_out(self, root: Element) -> Document:
        """Return the pages of a document, not yet drawn; columns that cannot be made level in time are set without."""
        while True:
            try:
                return self._laid_out(root)
            except NotLevel as found:
                simplify(found.columns)

    def _laid_out(self, root: Element) -> Document:
        tree = Tree(root, self._fetcher)
        with _LOCK, ExitStack() as patches:
            patches.enter_context(bounded())
            lines = (lines_filled(), last_words_whole(), words_kept(), _title_balanced(root))
            for patch in (*lines, _columns_whole(root), _columns_level(root), _pages_filled(tree)):
                patches.enter_context(patch)
            return tree.render(font_config=self._fonts, stylesheets=self._sheets, pdf_tags=True)


@cache
def _ours(sheet: Path) -> CSS:
    """Return a style sheet of ours, parsed once for all documents: it names no file and declares no font."""
    return CSS(filename=sheet)


def _families(fonts: FontConfiguration) -> Iterator[str]:
    """Yield every name of every family: a font may have one in each of several languages (fontconfig's ``FC_FAMILY``)."""
    name = ffi.new("FcChar8 **")
    for kind in (fontconfig.FcSetSystem, fontconfig.FcSetApplication):
        found = fontconfig.FcConfigGetFonts(fonts._config, kind)
        for pattern in found.fonts[0 : found.nfont] if found else ():
            for number in count():
                if fontconfig.FcPatternGetString(pattern, b"family", number, name) != fontconfig.FcResultMatch:
                    break
                yield ffi.string(name[0]).decode("utf-8", "replace").lower()


def _title_balanced(root: Element) -> Patch:
    """Make the title as narrow as it can be without another line."""
    title = root.find(".//h1")

    def balancing(original: Any) -> Any:
        @wraps(original)  # it has attributes that are called
        def block_level_width(box: Any, *others: Any, **named: Any) -> None:
            original(box, *others, **named)
            if box.element is not None and box.element is title:
                box.width = balanced_width(box)

        return block_level_width

    return patched("weasyprint.layout.block:block_level_width", balancing)


def _columns_whole(root: Element) -> Patch:
    """Let no column of one document end within a word, nor be set over and over."""
    ours = frozenset(root.iter())
    tries = Tries(ours)

    def keeping(original: Any) -> Any:
        @wraps(original)
        def block_box_layout(context: Any, box: Any, *others: Any, **named: Any) -> Any:
            tries.count(box)
            made = original(context, box, *others, **named)
            if box.is_column and box.element in ours and made[0] is not None:
                keep_word_whole(made[0], made[1], box)
            return made

        return block_box_layout

    return patched("weasyprint.layout.block:block_box_layout", keeping)


def _columns_level(root: Element) -> Patch:
    """Let columns begin at one height: what begins one has no margin above it, as at the top of a page (CSS Break 3, 5.2)."""
    ours = frozenset(root.iter())

    def leveling(original: Any) -> Any:
        @wraps(original)
        def block_level_layout(
            context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any, *others: Any, **named: Any
        ) -> Any:
            around = containing_block if getattr(containing_block, "is_column", False) else None
            begins = skip_stack is None and around is not None and box.position_y == around.content_box_y()
            if begins and box.element in ours and getattr(margin := box.style["margin_top"], "unit", "") == "px":
                box.position_y -= margin.value
            return original(context, box, bottom_space, skip_stack, containing_block, *others, **named)

        return block_level_layout

    return patched("weasyprint.layout.block:block_level_layout", leveling)


def _pages_filled(tree: Tree) -> Patch:
    """Let ``FloatPlacer`` make the pages of one document, and no page end within a word."""

    def filling(original: Any) -> Any:
        flow = FloatPlacer(original, tree.etree_element)

        def remake_page(index: int, context: Any, root_box: Any, html: HTML) -> Any:
            if html is not tree:
                return original(index, context, root_box, html)
            page, resume_at = flow.page(index, context, root_box, html)
            keep_word_whole(page.children[0], resume_at, root_box)
            return page, resume_at

        return remake_page

    return patched("weasyprint.layout.page:remake_page", filling)
