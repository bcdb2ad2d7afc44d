"""Mutants of what is drawn: marks, artifacts, glyphs, colours, words."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from mutants.editing import added, code, drawing, element, every, fonts, kids, mark, mcids, page_of, redraw, texts_of

_EVERYONE = 5  # the number of a paragraph whose words stand nowhere else
_HEAD = rb"/Artifact\s*<<[^<>]*/Pagination[^<>]*>>\s*BDC(?=(?:(?!EMC).)*T[Jj])"


def running_heads_tagged(pdf: Pdf) -> None:
    root = element(pdf, "Document")
    for number in range(1, len(pdf.pages)):
        text, count = re.subn(_HEAD, b"/P <</MCID 900>> BDC", drawing(pdf, number), count=1, flags=re.DOTALL)
        assert count
        pdf.pages[number].Contents = pdf.make_stream(text)
        head = added(pdf, root, "P", len(kids(root)), [900])
        head.Pg = pdf.pages[number].obj


def running_head_unmarked(pdf: Pdf) -> None:
    redraw(pdf, 1, rb"(?s)" + _HEAD, b"/Span BMC")


def paragraph_as_artifact(pdf: Pdf) -> None:
    found = element(pdf, "P", _EVERYONE)
    redraw(pdf, page_of(pdf, found), mark(mcids(found)[0]), b"/Artifact BMC")


def paragraph_unmarked(pdf: Pdf) -> None:
    found = element(pdf, "P", _EVERYONE)
    redraw(pdf, page_of(pdf, found), mark(mcids(found)[0]), b"/Span BMC")


def text_in_a_form_untagged(pdf: Pdf) -> None:
    page = pdf.pages[0]
    font, name = next((font, key) for key, font in page.Resources.Font.items())
    word = b"BT %s 10 Tf 1 0 0 1 200 200 Tm %s Tj ET" % (name.encode(), code(font, "e"))
    form = pdf.make_stream(word, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 800], Resources=page.Resources)
    page.Resources.XObject = page.Resources.get("/XObject", Dictionary())
    page.Resources.XObject["/Pale"] = form
    page.Contents = pdf.make_stream(drawing(pdf, 0) + b" /Pale Do ")


def artifact_within_tag(pdf: Pdf) -> None:
    found = element(pdf, "P", _EVERYONE)
    redraw(pdf, page_of(pdf, found), b"(" + mark(mcids(found)[0]) + b")", rb"\1 /Artifact BMC EMC ")


def tag_within_artifact(pdf: Pdf) -> None:
    redraw(pdf, 1, rb"(?s)(" + _HEAD + rb")", rb"\1 /Span <</MCID 901>> BDC EMC ")


def number_marks_twice(pdf: Pdf) -> None:
    found = element(pdf, "P", _EVERYONE)
    first, second = mcids(found)[:2]
    redraw(pdf, page_of(pdf, found), rb"/MCID %d\b" % second, b"/MCID %d" % first)


def content_of_two(pdf: Pdf) -> None:
    first, second = element(pdf, "P", 4), element(pdf, "P", 5)
    kids(second).insert(0, mcids(first)[0])


def content_nowhere(pdf: Pdf) -> None:
    kids(element(pdf, "P", 4)).append(999)


def content_dropped(pdf: Pdf) -> None:
    found = element(pdf, "P", -1)
    del kids(found.P)[len(kids(found.P)) - 1]


def parent_tree_swapped(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers[1][0], numbers[1][len(numbers[1]) - 1] = numbers[1][len(numbers[1]) - 1], numbers[1][0]


def id_tree_dropped(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/IDTree"]


def characters_unknown(pdf: Pdf) -> None:
    del next(fonts(pdf))["/ToUnicode"]


def glyph_missing(pdf: Pdf) -> None:
    redraw(pdf, 0, rb"<[0-9a-f]{4}>(?=[^\]<>]*<[^\]]*\]\s*TJ)", b"<0000>")


def text_pale(pdf: Pdf) -> None:
    redraw(pdf, 0, rb"[\d.]+ [\d.]+ [\d.]+ rg", b"0.7 0.7 0.7 rg", count=0)


def text_on_dark(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"q 0.3 0.3 0.3 rg 0 0 1000 1000 re f Q " + drawing(pdf, 0))


def leaders_tagged(pdf: Pdf) -> None:
    found = element(pdf, "P", -1)
    page, number = page_of(pdf, found), mcids(found)[0]
    font = next(font for font in pdf.pages[page].Resources.Font.values() if "." in _characters(font))
    name = next(key for key, value in pdf.pages[page].Resources.Font.items() if value.objgen == font.objgen)
    dots = b"BT %s 9 Tf 1 0 0 1 90 90 Tm [%s] TJ ET " % (name.encode(), code(font, ".") * 30)
    redraw(pdf, page, b"(" + mark(number) + b")", rb"\1 " + dots)


def _characters(font: pikepdf.Object) -> set[str]:
    from editions.checks.pdf.reading.cmaps import characters

    return set(characters(font.ToUnicode.read_bytes()).values())


def hyphens_read(pdf: Pdf) -> None:
    for page in range(len(pdf.pages)):
        text = re.sub(rb"/ActualText\s*(\([^)]*\)|<[^<>]*>)", b"", drawing(pdf, page))
        pdf.pages[page].Contents = pdf.make_stream(text)
    for span in every(pdf, "Span"):
        if "/ActualText" in span:
            del span["/ActualText"]


def word_replaced_by_nothing(pdf: Pdf) -> None:
    found = element(pdf, "P", _EVERYONE)
    number = mcids(found)[0]
    redraw(pdf, page_of(pdf, found), mark(number), b"/Span <</MCID %d/ActualText ()>> BDC" % number)


def paragraph_replaced(pdf: Pdf) -> None:
    element(pdf, "P", 4).ActualText = pikepdf.String("The society for the protection of birds asked for counts in the summer.")


def _abbreviation(pdf: Pdf, at: int, expansion: str | None) -> None:
    """Put an abbreviation of the text into a Span of its own."""
    texts = texts_of(pdf, 0)
    holder, number = [
        (found, mcid)
        for found in every(pdf, "P")
        for mcid in mcids(found)
        if texts.get(mcid) == "RSPB" and page_of(pdf, found) == 0
    ][at]
    place = list(kids(holder)).index(number)
    del kids(holder)[place]
    span = added(pdf, holder, "Span", place, [number])
    if expansion is not None:
        span.E = pikepdf.String(expansion)


def expansion_empty(pdf: Pdf) -> None:
    _abbreviation(pdf, 0, "")


def expansion_at_one_place_only(pdf: Pdf) -> None:
    _abbreviation(pdf, 1, None)
    _abbreviation(pdf, 0, "Royal Society for the Protection of Birds")


def abbreviation_not_expanded(pdf: Pdf) -> None:
    _abbreviation(pdf, 0, None)


def passage_without_language(pdf: Pdf) -> None:
    del element(pdf, "Span", where=lambda tag: "/Lang" in tag.object)["/Lang"]


def passage_in_an_ill_formed_language(pdf: Pdf) -> None:
    element(pdf, "Span", where=lambda tag: "/Lang" in tag.object).Lang = pikepdf.String("ukrainian_x")


def meaning_dropped(pdf: Pdf) -> None:
    element(pdf, "Code").S = Name.NonStruct


def quotation_without_language(pdf: Pdf) -> None:
    del element(pdf, "BlockQuote")["/Lang"]


def hyphen_read(pdf: Pdf) -> None:
    del element(pdf, "Span", where=lambda tag: tag.text("/ActualText") == "\u00ad")["/ActualText"]


def hyphen_replaced_by_words(pdf: Pdf) -> None:
    element(pdf, "Span", where=lambda tag: tag.text("/ActualText") == "\u00ad").ActualText = pikepdf.String("other words")


def paragraph_replaced_by_a_few_words(pdf: Pdf) -> None:
    element(pdf, "P", _EVERYONE).ActualText = pikepdf.String("Something else.")


def paragraph_with_an_alternative(pdf: Pdf) -> None:
    element(pdf, "P", _EVERYONE).Alt = pikepdf.String("Something else.")


def code_as_a_span(pdf: Pdf) -> None:
    element(pdf, "Code").S = Name.Span


def listing_untyped(pdf: Pdf) -> None:
    element(pdf, "Code", -1).S = Name.Span
