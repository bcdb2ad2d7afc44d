"""What a PDF declares for the whole file (ISO 14289-1, 5, 7.1 and 7.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from editions.checks.pdf.families.fault import Fault, quoted, spelled
from editions.checks.pdf.view import PdfDocument, PdfPage
from editions.languages.tags import canonical

# Titles that a program made of a file's name.
_PAGE_NUMBER = re.compile(r"\A[\W_]*+(?:\w++\s++)?(\d{1,4}|[ivxl]++)(?:\s++\w++\s++(\d++)|/(\d++))?[\W_]*+\Z")
_FILE_NAME = re.compile(
    r"^(untitled|document\d*|microsoft word - .*|.*\.(docx?|indd|pdf|html?|odt|tex|dvi|rtf|pptx?|qxd))$", re.I
)
_FOOT, _HEAD = 0.1, 0.9  # of the height of a page: where its number is printed
_MAX_NUMBER_CHARS = 60  # characters of a line that is the number of a page
_TAGS = 500  # of languages that are looked up: each takes time, and no file is in as many
_ENOUGH = 3  # pages whose printed numbers are compared with their labels


def unexamined(document: PdfDocument) -> Iterator[Fault]:
    """Yield the pages, and the parts of the file, that could not be read, or not wholly."""
    for page in document.pages:
        if page.unexamined:
            yield Fault("pdf.unexamined", f"The page was not examined: {page.unexamined}.", page=page.number)
    for part in document.unexamined:
        yield Fault("pdf.unexamined", f"{part}.")
    for table, found in document.grids.items():
        if found.is_cut:
            message = f"The table {quoted(table.text)} was not examined: the cells of the tables span too many places."
            yield Fault("pdf.unexamined", message, page=table.page)


def tags(document: PdfDocument) -> Iterator[Fault]:
    """Yield what keeps readers from trusting the tags."""
    if document.root is None or not document.root.kids:
        yield Fault("pdf.untagged", "The file has no structure.", "Make it anew with tags.")
    elif not document.marked:
        yield Fault("pdf.untagged", "The file does not say that it is tagged.", "Set Marked in its MarkInfo.")
    if document.suspects:
        yield Fault("pdf.suspects", "The file calls its own tags suspect.", "Look its tags through and clear Suspects.")
    for fault in document.tree_faults:
        yield Fault("pdf.content-twice", fault, "Build the structure tree anew.")


def language(document: PdfDocument) -> Iterator[Fault]:
    """Yield a missing language, and tags that are none."""
    if not document.lang and any(not element.language for element in document.elements if any(_words(element.kids))):
        yield Fault("pdf.no-language", "The file does not say its language.", "Set Lang in its catalog.")
    spans = {run.lang for page in document.pages for content in page.contents() for run in content.runs}
    tags = sorted({document.lang, *(element.lang for element in document.elements), *spans} - {""})
    for tag in tags[:_TAGS]:
        if canonical(tag) is None:
            yield Fault("pdf.language-tag", f"{spelled(tag)} is no tag of a language.", "Use a tag of BCP 47, as en or pt-BR.")


def _words(kids: Sequence[object]) -> Iterator[str]:
    return (text for kid in kids if (text := str(getattr(kid, "text", "")).strip()))


def title(document: PdfDocument) -> Iterator[Fault]:
    """Yield a title that is missing, is the name of a file, or is not shown."""
    if not document.title.strip():
        yield Fault("pdf.no-title", "The file has no title.", "Give it one in its metadata.")
    elif _FILE_NAME.match(document.title.strip()):
        yield Fault("pdf.no-title", f"The title {quoted(document.title)} is the name of a file.", "Give it one of words.")
    if not document.shows_title:
        yield Fault("pdf.title-hidden", "Viewers show the file's name and not its title.", "Set DisplayDocTitle.")


def tab_order(document: PdfDocument) -> Iterator[Fault]:
    """Yield the pages with annotations whose order is not that of the structure."""
    for page in document.pages:
        if page.tabs != "S" and any(not each.hidden and each.kind != "Popup" for each in page.annotations):
            yield Fault("pdf.tab-order", "The order of its links is not that of the structure.", "Set Tabs to S.", page.number)


def page_labels(document: PdfDocument) -> Iterator[Fault]:
    """Yield faults of the page labels, and labels that are not the numbers printed on the pages."""
    for fault in document.label_faults:
        yield Fault("pdf.page-label", fault, "Make the page labels anew.")
    printed = [(page, number) for page in document.pages if (number := _printed_number(page, len(document.pages)))]
    wrong = [(page, number) for page, number in printed if page.label != number]
    if len(printed) >= _ENOUGH and 2 * len(wrong) > len(printed):
        page, number = wrong[0]
        message = f"The page is labelled {spelled(page.label)} and bears the number {number}; so do {len(wrong) - 1} more."
        yield Fault("pdf.page-label", message, "Label the pages with the numbers printed on them.", page.number)


def _printed_number(page: PdfPage, pages: int) -> str:
    """Return the number in the head or foot of a page, ``""`` where there is none, or more than one."""
    low, high = (page.box[1] + share * (page.box[3] - page.box[1]) for share in (_FOOT, _HEAD))
    margins = [content for content in page.artifacts if content.box and (content.box[3] < low or content.box[1] > high)]
    found = Counter(number for content in margins if (number := _alone(content.text.strip(), pages)))
    return next(iter(found)) if len(found) == 1 else ""


def _alone(text: str, pages: int) -> str:
    """Return the page number that a text is: “7”, “– 7 –”, “Page 7 of 9”."""
    found = _PAGE_NUMBER.match(text) if len(text) <= _MAX_NUMBER_CHARS else None
    return found[1] if found and (found[2] or found[3] or str(pages)) == str(pages) else ""


def claim(document: PdfDocument) -> Iterator[Fault]:
    """Yield a claim of PDF/UA that the file itself contradicts: no tags, language or title."""
    lacking = [
        what
        for what, there in (
            ("tags", document.root is not None and document.marked),
            ("language", bool(document.lang)),
            ("title", bool(document.title.strip())),
        )
        if not there
    ]
    if document.claims and lacking:
        yield Fault(
            "pdf.false-claim", f"The file claims PDF/UA and has no {', no '.join(lacking)}.", "Mend it, or drop the claim."
        )


def files(document: PdfDocument) -> Iterator[Fault]:
    """Yield embedded files that do not say what they are to the document."""
    for file in dict.fromkeys(document.loose_files):
        yield Fault("pdf.file-relation", f"The file {spelled(file)} within does not say what it is.", "Set its AFRelationship.")
