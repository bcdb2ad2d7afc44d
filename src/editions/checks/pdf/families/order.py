"""Reading order, and what is broken by the page (ISO 14289-1, 7.2; ISO 32000-1, 14.8.2.3).

A machine sees only what is gross: a block that is read after one below it in its column, and a second element that begins
at the head of a page as if the first went on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import bidirectional

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import PdfDocument
from editions.checks.pdf.view.blocks import Block
from editions.checks.pdf.view.grid import TaggedGrid, rows
from editions.checks.pdf.view.tree import Box, Element, ShownRun, new_line

_ASIDE = ("Note", "FENote", "Figure", "Caption", "Table", "Aside", "TOC", "Lbl")
_COLUMN = 0.5  # of the narrower block: so much of it must stand over the other
_TOLERANCE = 2.0  # points
_BACKWARDS = ("R", "AL", "AN")  # of letters from right to left: where they stand in their line tells nothing
_LINES = 5  # sizes of the type: what is higher up stands in another column
_FULL = 0.8  # of the width of a block: a line as long goes on in the next
_SECTIONS = ("Part", "Art", "Sect")
_OFTEN = 0.4  # of the page breaks: so often sections are broken by a program, not by chance
_PITCH = 1.7  # sizes of the type: lines of one paragraph stand no further apart
_NUMBER = re.compile(r"\d{1,9}")
_GOES_ON = re.compile(r"[^\W\d_][\u00ad\u2010-]?$")


def reading_order(document: PdfDocument) -> Iterator[Fault]:
    """Yield blocks that are read after one that stands wholly below them, or on a later page."""
    flow = [block for block in document.blocks if not block.element.within(*_ASIDE) and not _moves(block.element)]
    for earlier, before, block in zip([None, *flow], flow, flow[1:], strict=False):
        if block.element is before.element:
            continue
        # The number of a formula stands beside it: what comes next is compared with both.
        others = [before, earlier] if earlier and earlier.element.parent is before.element else [before]
        above = any(block.page == other.page and _is_above(block.box, other.box) for other in others)
        if above or block.page < before.page:
            message = f"{quoted(block.text)} is read after {quoted(before.text)}, which stands below it."
            yield Fault("pdf.reading-order", message, "Look whether the order of the tags is that of the text.", block.page)


def rows_and_lines(document: PdfDocument) -> Iterator[Fault]:
    """Yield tables whose rows, and blocks whose lines, are read after those that stand below them."""
    hint = "Look whether the order of the tags is that of the text."
    for table in document.of("Table"):
        for before, row in pairwise(rows(table)):
            if any(_is_above(box, before.boxes.get(page)) for page, box in row.boxes.items()):
                message = f"The row {quoted(row.text)} is read after {quoted(before.text)}, which stands below it."
                yield Fault("pdf.reading-order", message, hint, row.page)
    for block in document.blocks:
        if block.element.within("Figure", "Formula"):
            continue  # the words of a drawing are in no order
        forwards = all(bidirectional(letter) not in _BACKWARDS for letter in block.text)
        for last, run in pairwise(run for run in block.runs if run.text.strip()):
            if _is_line_above(run, last) or (forwards and _is_before(run, last)):
                message = (
                    f"In {quoted(block.text)} {quoted(run.text)} is read after {quoted(last.text)}, which stands behind it."
                )
                yield Fault("pdf.reading-order", message, hint, block.page)
                break


def _is_line_above(run: ShownRun, before: ShownRun) -> bool:
    """Whether a run stands on a line above another, in the same column: what follows in the next begins to its right."""
    higher = run.box[1] > before.box[3] - _TOLERANCE and new_line(before, run)
    return higher and run.box[1] - before.box[1] < _LINES * before.size and run.box[0] < before.box[2]


def _is_before(run: ShownRun, last: ShownRun) -> bool:
    """Whether a run stands wholly to the left of another on its line."""
    return not new_line(last, run) and run.box[2] < last.box[0] + _TOLERANCE and run.box[0] < last.box[0] - _TOLERANCE


def _moves(element: Element) -> bool:
    """Whether an element goes with a figure or a table, which may be moved to where there is room."""
    captioned = element.parent is not None and "Caption" in element.parent.kid_roles
    of_table = any(above.role == "Div" and "Table" in above.kid_roles for above in element.line())
    return captioned or of_table or any("Figure" in above.related_roles for above in element.line())


def _is_above(box: Box | None, other: Box | None) -> bool:
    if box is None or other is None:
        return False
    shared = min(box[2], other[2]) - max(box[0], other[0])
    return box[1] > other[3] + _TOLERANCE and shared > _COLUMN * min(box[2] - box[0], other[2] - other[0])


def broken(document: PdfDocument) -> Iterator[Fault]:
    """Yield paragraphs, tables, lists and sections that the end of a page breaks in two."""
    flow = [block for block in document.blocks if not block.element.within("Note", "FENote")]
    ends = [
        (last, first) for last, first in pairwise(flow) if first.page == last.page + 1 and first.element is not last.element
    ]
    told: set[tuple[Element, Element]] = set()
    for last, first in ends:
        what = _what_is_broken(last, first, document.grids, told)
        if what:
            message = f"{what} is broken by the page: {quoted(last.text[-40:])} goes on in {quoted(first.text)}."
            yield Fault("pdf.broken-block", message, "Make the two elements one.", first.page)
    for last, first in pairwise(flow):
        if first.page == last.page and _is_parted(last, first):
            message = f"A paragraph is in two elements: {quoted(last.text[-40:])} goes on in {quoted(first.text)}."
            yield Fault("pdf.broken-block", message, "Make the two elements one.", first.page)
    yield from _parted_lists(document)
    sections = [first for last, first in ends if _breaks_section(last.element, first.element)]
    if len(sections) > 1 and len(sections) >= _OFTEN * (len(document.pages) - 1):
        message = f"Sections begin anew without a heading on {len(sections)} pages."
        yield Fault("pdf.broken-block", message, "Make the parts of each section one.", sections[0].page)


def _is_parted(last: Block, first: Block) -> bool:
    """Whether a paragraph goes on in another element: on the same line, or on the next where the line before is full.

    A paragraph that begins there has its first line set in, or space above it.
    """
    one, other = last.element, first.element
    if one is other or one.role != "P" or other.role != "P" or one.parent is not other.parent or not last.box:
        return False
    ending, beginning = last.runs[-1:], first.runs[:1]
    if not ending or not beginning or not _GOES_ON.search(last.text) or not first.text[:1].islower():
        return False
    down = ending[0].box[1] - beginning[0].box[1]
    is_same_line = not new_line(ending[0], beginning[0])
    is_full = ending[0].box[2] - last.box[0] >= _FULL * (last.box[2] - last.box[0])
    is_next_line = 0 < down < _PITCH * ending[0].size and abs(beginning[0].box[0] - last.box[0]) < _TOLERANCE
    return ending[0].font == beginning[0].font and (is_same_line or (is_full and is_next_line and len(_lines(last)) > 0))


def _lines(block: Block) -> list[ShownRun]:
    """Return the first run of each line of a block but the first."""
    return [run for before, run in pairwise(block.runs) if new_line(before, run)]


def _parted_lists(document: PdfDocument) -> Iterator[Fault]:
    """Yield lists that go on, by their numbers, in a list that follows at once."""
    for element in document.elements:
        for one, other in pairwise(kid for kid in element.kids if isinstance(kid, Element)):
            if one.role == other.role == "L" and _goes_on(_label(reversed(one.elements)), _label(other.elements)):
                message = f"A list is in two elements: the second begins with {quoted(other.text)}."
                yield Fault("pdf.broken-block", message, "Make the two elements one.", other.page)


def _goes_on(before: list[str], after: list[str]) -> bool:
    numbers = [int(found[0]) for label in (*before, *after) if (found := _NUMBER.search(label))]
    return len(numbers) == 2 and numbers[1] == numbers[0] + 1


def _what_is_broken(last: Block, first: Block, grids: dict[Element, TaggedGrid], told: set[tuple[Element, Element]]) -> str:
    """Return what goes on from one block in the next; of two tables or lists it is told once."""
    tables = _outer(last.element, "Table"), _outer(first.element, "Table")
    lists = _outer(last.element, "L"), _outer(first.element, "L")
    if _is_paragraph(last, first):
        return "A paragraph"
    if tables[0] and tables[1] and _is_new(tables[0], tables[1], told) and _is_one_table(tables[0], tables[1], grids):
        return "A table"
    within = tables[0] or tables[1]
    if lists[0] and lists[1] and not within and _is_new(lists[0], lists[1], told) and _is_one_list(lists[0], lists[1]):
        return "A list"
    return ""


def _is_new(one: Element, other: Element, told: set[tuple[Element, Element]]) -> bool:
    """Whether two elements are two, and were not compared before."""
    if one is other or (one, other) in told:
        return False
    told.add((one, other))
    return True


def _outer(element: Element, role: str) -> Element | None:
    """Return the outermost element of a role around an element."""
    return next((each for each in reversed(list(element.line())) if each.role == role), None)


def _is_paragraph(last: Block, first: Block) -> bool:
    if last.element.role != first.element.role or last.element.role not in (
        "P",
        "LBody",
        "BlockQuote",
        "Div",
        "TD",
        "NonStruct",
    ):
        return False
    ending, beginning, box = last.runs[-1:], first.runs[:1], last.box
    if not ending or not beginning or box is None:
        return False
    same_type = ending[0].font == beginning[0].font and abs(ending[0].size - beginning[0].size) < 0.1
    is_full = ending[0].box[2] - box[0] >= _FULL * (box[2] - box[0])
    return same_type and is_full and bool(_GOES_ON.search(last.text)) and first.text[:1].islower()


def _is_one_table(one: Element, other: Element, grids: dict[Element, TaggedGrid]) -> bool:
    first, second = grids[one], grids[other]
    if "Caption" in other.kid_roles or first.width != second.width:
        return False
    return first.head == second.head or (not second.head and _are_in_line(one, other))


def _are_in_line(one: Element, other: Element) -> bool:
    """Whether two tables begin at the same edge and are about as wide; what is drawn of a column varies a little."""
    (left, right), (other_left, other_right) = (_sides(table) for table in (one, other))
    return abs(left - other_left) < _TOLERANCE and abs(right - other_right) < (1 - _FULL) * (right - left)


def _sides(table: Element) -> tuple[float, float]:
    boxes = table.boxes.values()
    return min((box[0] for box in boxes), default=0.0), max((box[2] for box in boxes), default=0.0)


def _is_one_list(one: Element, other: Element) -> bool:
    if one.attributes.get("ListNumbering") != other.attributes.get("ListNumbering"):
        return False
    before, after = _label(reversed(one.elements)), _label(other.elements)
    if not before or not after:
        return False
    return _goes_on(before, after) or (before == after and one.parent is other.parent)


def _label(kids: Iterable[Element]) -> list[str]:
    """Return the label of the first item among the kids of a list, nothing where there is no item."""
    item = next((kid for kid in kids if kid.role == "LI"), None)
    return [next((kid.text for kid in item.elements if kid.role == "Lbl"), "")] if item else []


def _breaks_section(last: Element, first: Element) -> bool:
    """Whether a section begins with an element that is no heading, right behind a section of the same role."""
    if first.role[:1] == "H":
        return False
    before = [each for each in reversed(list(last.line())) if each.role in _SECTIONS]
    after = [each for each in reversed(list(first.line())) if each.role in _SECTIONS]
    differing = next(((one, other) for one, other in zip(before, after, strict=False) if one is not other), None)
    return differing is not None and differing[0].role == differing[1].role and _starts_with(differing[1], first)


def _starts_with(section: Element, element: Element) -> bool:
    return section.first_content is element.first_content
