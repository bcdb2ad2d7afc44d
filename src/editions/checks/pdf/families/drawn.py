"""What is drawn: tagged or an artifact, and which of the two it ought to be (ISO 14289-1, 7.1 and 7.8)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from editions.checks.pdf.families.fault import Fault, quoted
from editions.checks.pdf.view import PdfDocument, PdfPage
from editions.checks.pdf.view.blocks import Block
from editions.checks.pdf.view.tree import Box, Content

_MARGIN = 0.13  # of the height of a page: where running heads and page numbers stand
_NEAR = 4.0  # points
_CAN_HEAD = re.compile(r"[^\W\d_]{3,}|\d")  # a short word may begin the last line of many pages
_RECURS = 3  # pages
_WORDS = 4  # an artifact of so many words in the middle of a page is text
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d{1,9}")
_COUNTED = re.compile(r"\d+|\b[ivxl]+\b")
_LEADERS = re.compile(r"(?:[.·․…_]\s*+){8}")


def untagged(document: PdfDocument) -> Iterator[Fault]:
    """Yield text and pictures that no element has and that are no artifacts; of a file without tags nothing is said here."""
    if document.root is None:
        return
    for page in document.pages:
        orphans = [content for content in page.marked.values() if not content.elements]
        text = " ".join(content.text.strip() for content in (page.loose, *orphans)).strip()
        hint = "Tag it, or mark it as an artifact."
        if text:
            yield Fault("pdf.untagged-content", f"Text has no tag: {quoted(text)}.", hint, page.number)
        elif any(_is_seen(box, page) for content in (page.loose, *orphans) for box in content.pictures):
            yield Fault("pdf.untagged-content", "A picture or a line has no tag.", hint, page.number)


def _is_seen(box: Box, page: PdfPage) -> bool:
    return box[0] < page.box[2] and box[2] > page.box[0] and box[1] < page.box[3] and box[3] > page.box[1]


def nesting(document: PdfDocument) -> Iterator[Fault]:
    """Yield artifacts within tagged content, and the other way about."""
    for page in document.pages:
        for message in dict.fromkeys(page.conflicts):
            yield Fault("pdf.artifact-nesting", message, "End the one mark before the other begins.", page.number)


def words_as_artifact(document: PdfDocument) -> Iterator[Fault]:
    """Yield artifacts in the middle of a page whose words stand nowhere else: what repeats is a head, or decoration."""
    if document.root is None:
        return
    once = Counter(_key(content.text) for page in document.pages for content in page.contents())
    tagged = {_key(content.text) for page in document.pages for content in page.marked.values() if content.elements}
    for page in document.pages:
        for content in page.artifacts:
            key = _key(content.text)
            if content.artifact == "Pagination" or key in tagged or once[key] > 1 or not _is_text(content, page):
                continue
            yield Fault(
                "pdf.words-as-artifact", f"Words are marked as an artifact: {quoted(content.text)}.", "Tag them.", page.number
            )


def _is_text(content: Content, page: PdfPage) -> bool:
    words = _WORD.findall(content.text)
    return len(words) >= _WORDS and content.box is not None and not _in_margin(content.box, page)


def _in_margin(box: Box, page: PdfPage) -> bool:
    margin = _MARGIN * (page.box[3] - page.box[1])
    return box[3] < page.box[1] + margin or box[1] > page.box[3] - margin


def _key(text: str) -> str:
    """What stays the same of a running head: its words without its numbers."""
    return " ".join(_COUNTED.sub("#", text).split()).casefold()


def running_heads(document: PdfDocument) -> Iterator[Fault]:
    """Yield tagged text that stands at the same place of page after page, at its top or bottom; its numbers may count pages."""
    places: defaultdict[tuple[str, int, int, int], dict[int, Block]] = defaultdict(dict)
    for block in document.blocks:
        box, page = block.box, document.pages[block.page - 1]
        if (
            box
            and _CAN_HEAD.search(block.text)
            and _in_margin(box, page)
            and not block.element.within("Table", "Note", "FENote")
        ):
            number = _NUMBER.search(block.text)
            ahead = int(number[0]) - block.page if number else 0
            places[_key(block.text), ahead, round(box[1] / _NEAR), round((box[3] - box[1]) / _NEAR)][block.page] = block
    for found in places.values():
        if len(found) >= _RECURS:
            first = found[min(found)]
            message = f"{quoted(first.text)} is tagged as text and stands at the same place of {len(found)} pages."
            yield Fault("pdf.running-head", message, "Mark it as a pagination artifact.", first.page)


def leaders(document: PdfDocument) -> Iterator[Fault]:
    """Yield rows of dots that are read."""
    for block in document.blocks:
        if _LEADERS.search(block.text):
            yield Fault("pdf.leaders", f"Leader dots are tagged: {quoted(block.text)}.", "Mark them as artifacts.", block.page)
