"""What is used of other packages beside their public interface, and ``patched``, which replaces a part of one for a while.

``PRIVATE`` is the one table of it: code replaces only what has a row there, docs/private-api.md is made of it, and
``tests/test_private_api.py`` fails where a new version moves any of it. The requirements keep the versions within bounds.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Private:
    """A part of another package, as ``module:name``, and why we use it.

    ``parameters`` are the first ones that we rely on. The source of ``caller`` holds ``called``, so that a replacement is what
    is called.
    """

    name: str
    why: str
    parameters: tuple[str, ...] = ()
    caller: str = ""
    called: str = ""


REPLACED: tuple[Private, ...] = (
    Private(
        "weasyprint.layout.page:remake_page",
        "Makes one page: we place floats, keep words whole at its end and count its steps.",
        ("index", "context", "root_box", "html"),
        "weasyprint.layout.page:make_all_pages",
        "remake_page(i, context, root_box, html)",
    ),
    Private(
        "weasyprint.layout.block:block_level_width",
        "Gives a block its width: we balance the lines of the title (`text-wrap: balance`).",
        ("box",),
        "weasyprint.layout.block:block_box_layout",
        "block_level_width(box, containing_block)",
    ),
    Private(
        "weasyprint.layout.block:block_box_layout",
        "Lays out a column: we keep words whole at its end.",
        ("context", "box"),
        "weasyprint.layout.block:block_level_layout_switch",
        "block_box_layout(",
    ),
    Private(
        "weasyprint.layout.block:block_level_layout",
        "Lays out a block: we let columns begin at one height (CSS Break 3, 5.2) and count its steps.",
        ("context", "box", "bottom_space", "skip_stack", "containing_block"),
        "weasyprint.layout.block:_in_flow_layout",
        "block_level_layout(",
    ),
    Private(
        "weasyprint.layout.inline:split_first_line",
        "Takes the first line from a text: we fill lines, keep last words whole and count its steps.",
        ("text", "style", "context", "max_width"),
        "weasyprint.layout.inline:split_text_box",
        "split_first_line(",
    ),
    Private(
        "weasyprint.layout.preferred:split_first_line",
        "Measures a text: we count its steps.",
        ("text", "style", "context", "max_width"),
        "weasyprint.layout.preferred:inline_line_widths",
        "split_first_line(",
    ),
    Private(
        "weasyprint.layout.inline:split_inline_box",
        "Lays out a line: we note where it starts, so that no word is cut behind its start.",
        ("context", "box", "position_x"),
        "weasyprint.layout.inline:get_next_linebox",
        "split_inline_box(",
    ),
    Private(
        "weasyprint.layout.inline:split_inline_level",
        "Lays out a part of a line: we keep the first word in it from being cut.",
        ("context", "box", "position_x"),
        "weasyprint.layout.inline:split_inline_level",
        "is_line_start = len(line_children) == 0",
    ),
    Private(
        "weasyprint.pdf:add_tags",
        "Writes the structure tree: we write ours; `finisher` runs after WeasyPrint's tags are gone.",
        ("pdf", "document", "pdf_version", "page_streams"),
        "weasyprint.pdf:generate_pdf",
        "add_tags(pdf, document",
    ),
    Private(
        "weasyprint.pdf:add_links",
        "Writes link annotations, one for every box in a link: we keep those of `a` elements.",
        ("links_and_anchors",),
        "weasyprint.pdf:generate_pdf",
        "add_links(links_and_anchors",
    ),
    Private(
        "weasyprint.pdf:build_fonts_dictionary",
        "Writes the fonts: we say what their glyphs mean to readers (ToUnicode).",
        ("pdf", "fonts"),
        "weasyprint.pdf:generate_pdf",
        "build_fonts_dictionary(pdf, document.fonts",
    ),
    Private(
        "weasyprint.draw.text:draw_first_line",
        "Draws a line of text: we draw its runs in reading order.",
        ("stream", "textbox", "text_overflow", "block_ellipsis", "matrix"),
        "weasyprint.draw.text:draw_text",
        "draw_first_line(",
    ),
    Private(
        "weasyprint.pdf.stream:Stream.marked",
        "Marks content: we mark artifacts, and give hyphens their ActualText.",
        ("self", "box", "tag"),
    ),
    Private(
        "fontTools.ttLib.tables._h_e_a_d:timestampNow",
        "Writes the time into a font: we write 1970, so that the same article gives the same bytes.",
    ),
    Private(
        "fontTools.varLib.instancer:_instantiateGvarGlyph",
        "Gives a glyph the shape of one weight: we pass over empty ones, which most glyphs of a subset are.",
        ("glyphname", "glyf", "gvar"),
        "fontTools.varLib.instancer:instantiateGvar",
        "_instantiateGvarGlyph(\n            glyphname, glyf, gvar, hMetrics, vMetrics, axisLimits",
    ),
    Private(
        "ziamath.nodes.mrow:Mrow._get_height_nostretch",
        "Sets a row twice for its height: we set it once where nothing in it can grow.",
        ("self", "line"),
    ),
    Private(
        "ziamath.nodes.mnode:Mnode.size_px", "Works out the same widths again: we keep them.", ("self", "size", "fontsize")
    ),
    Private("ziamath.styles:asdict", "Copies the style of a row for each sign: we do not."),
    Private("ziamath.config:config.svg2", "Shares glyphs between formulas by ids that clash on one page: we turn it off."),
    Private(
        "latex2mathml.commands:FUNCTIONS", "Lacks names of functions that ziamath adds for the whole process: we add them."
    ),
    Private("ctypes.util:find_library", "Starts fifty processes for names that Linux does not know: we let it find nothing."),
    Private("PIL.ImageFile:LOAD_TRUNCATED_IMAGES", "Is set by WeasyPrint for the whole process: we refuse truncated pictures."),
)
"""What is replaced while one of our documents is made, and put back after."""

USED: tuple[Private, ...] = (
    Private("weasyprint.formatting_structure.boxes", "The kinds of boxes that a page is made of."),
    Private("weasyprint.layout.block:block_level_layout", "Lays out a block again in another place.", ("context", "box")),
    Private(
        "weasyprint.text.line_break:split_first_line",
        "Measures words of a title and of a line that ends a page.",
        ("text", "style", "context", "max_width"),
    ),
    Private("weasyprint.css.tokens:Dimension", "The size of a box that we change."),
    Private("weasyprint.matrix:Matrix", "Places of letters."),
    Private("weasyprint.pdf.fonts:Font", "The fonts of letters that we draw as outlines."),
    Private("weasyprint.pdf.stream:Stream", "The operators of a page; ours draws letters as outlines."),
    Private("weasyprint.text.fonts:get_pango_font_key", "The font of a run of text."),
    Private("weasyprint.text.ffi:FROM_UNITS", "Pango's units."),
    Private("weasyprint.text.ffi:ffi", "What Pango says of a line of text."),
    Private("weasyprint.text.ffi:fontconfig", "The families of the fonts that are installed."),
    Private("weasyprint.css.properties:INITIAL_VALUES", "The properties that it knows: what a misspelt one was meant to be."),
    Private("weasyprint.css.validation.expanders:EXPANDERS", "The shorthand properties that it knows."),
    Private("weasyprint.text.ffi:pango", "What Pango says of a line of text."),
    Private("weasyprint.logger:LOGGER", "What WeasyPrint reports: files not read, characters that no font has."),
    Private("ziamath:operators", "The signs that may grow."),
    Private("ziamath.nodes.mnode:Mnode", "Parts of a formula."),
    Private("ziamath.nodes.mrow:Mrow", "Rows of a formula."),
    Private("ziamath.nodes.nodetools:elementtext", "The text of a part of a formula.", ("element",)),
    Private("ziamath.zmath:Math", "Draws a formula from an element."),
    Private("ebooklib.epub:EpubWriter._write_opf_spine", "The spine, from which we take EPUB 2's `toc`.", ("self", "root")),
    Private("ebooklib.epub:EpubWriter._write_opf_file", "The package document: we add its language.", ("self", "root")),
    Private("ebooklib.epub:EpubWriter._write_container", "Written by us in the order that a reproducible zip needs."),
    Private("ebooklib.epub:EpubWriter._write_opf", "Written by us in the order that a reproducible zip needs."),
    Private("ebooklib.epub:EpubWriter._write_items", "Written by us in the order that a reproducible zip needs."),
    Private("gtts:gTTS.get_bodies", "The body of a request: sending it is ours, since gtts does not verify certificates."),
    Private("gtts:gTTS.GOOGLE_TTS_HEADERS", "The headers of a request."),
)
"""What is used as it is."""

PRIVATE = REPLACED + USED
_NAMES = frozenset(row.name for row in REPLACED)


@contextmanager
def patched(name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    """Replace a part of another package, one of ``REPLACED``, by ``make(original)``; the original is put back in any case."""
    if name not in _NAMES:
        raise LookupError(f"{name} has no row in the table REPLACED.")
    around, attribute = place(name)
    original = getattr(around, attribute)
    setattr(around, attribute, make(original))
    try:
        yield
    finally:
        setattr(around, attribute, original)


def place(name: str) -> tuple[Any, str]:
    """Return the module or class that has a ``module:name``, and the last part of the name."""
    module, _, path = name.partition(":")
    around, _, attribute = path.rpartition(".")
    return pkgutil.resolve_name(f"{module}:{around}"), attribute
