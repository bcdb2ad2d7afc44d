"""The rules that a finished PDF is held against, whoever made it: what must hold, and which clauses ask for it.

``Matterhorn`` is the Matterhorn Protocol 1.1, by checkpoint and failure condition. A rule that no machine can be sure of is a
warning, one that is for people to look at a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editions.findings import Severity
from editions.rules.rule import Rule

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


# Success criteria of WCAG that EN 301 549 has no clause for: left out of it for documents, or of level AAA.
_NOT_IN_EN = ("2.4.5", "3.1.4")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfRule(Rule):
    """A rule for PDFs; ``verapdf`` says whether veraPDF's profile for PDF/UA-1 sees a fault against it: yes, no, in part."""

    verapdf: str = "no"


UNEXAMINED: Final = "pdf.unexamined"
"""The rule that a file breaks of which a part was not examined: of that part nothing is known."""


def _rule(id: str, severity: Severity, asks: str, *clauses: str, verapdf: str = "no") -> PdfRule:
    criteria = [clause.removeprefix("WCAG 2.2 ") for clause in clauses if clause.startswith("WCAG 2.2 ")]
    en = (f"EN 301 549 10.{criterion}" for criterion in criteria if criterion not in _NOT_IN_EN)
    return PdfRule(id=f"pdf.{id}", severity=severity, asks=asks, clauses=(*clauses, *en), verapdf=verapdf)


_DOCUMENT = (
    _rule("unexamined", WARNING, "Every page, and the file as a whole, can be examined.", "ISO 32000-1 7.8"),
    _rule("untagged", ERROR, "The file is tagged, and says so.", "PDF/UA-1 7.1", "Matterhorn 06-001", verapdf="yes"),
    _rule("suspects", ERROR, "The tags are not suspect.", "PDF/UA-1 7.1", "Matterhorn 01-007", verapdf="yes"),
    _rule(
        "no-language",
        ERROR,
        "The file says its language.",
        "WCAG 2.2 3.1.1",
        "PDF/UA-1 7.2",
        "Matterhorn 11-006",
        verapdf="in part",
    ),
    _rule("language-tag", ERROR, "Every language tag is one of BCP 47.", "WCAG 2.2 3.1.2", "PDF/UA-1 7.2", verapdf="in part"),
    _rule(
        "no-title",
        ERROR,
        "The file has a title of words.",
        "WCAG 2.2 2.4.2",
        "PDF/UA-1 7.1",
        "Matterhorn 06-003",
        verapdf="in part",
    ),
    _rule(
        "title-hidden", ERROR, "Viewers show the title.", "WCAG 2.2 2.4.2", "PDF/UA-1 7.1", "Matterhorn 07-001", verapdf="yes"
    ),
    _rule(
        "tab-order",
        ERROR,
        "The tab key follows the structure.",
        "WCAG 2.2 2.4.3",
        "PDF/UA-1 7.18.3",
        "Matterhorn 28-008",
        verapdf="yes",
    ),
    _rule(
        "page-label",
        WARNING,
        "Pages are labelled, each with the number printed on it.",
        "WCAG technique PDF17",
        "ISO 32000-1 12.4.2",
    ),
    _rule("false-claim", ERROR, "PDF/UA is claimed only where nothing speaks against it.", "PDF/UA-1 5"),
    _rule("file-relation", WARNING, "Files within say what they are to the document.", "ISO 32000-2 14.13", "PDF/A-3 6.8"),
)
_STRUCTURE = (
    _rule("role", ERROR, "Every role is a standard one, or mapped to one.", "PDF/UA-1 7.1", "Matterhorn 02-001", verapdf="yes"),
    _rule("content-nowhere", ERROR, "What an element names is there.", "ISO 32000-1 14.7.4"),
    _rule("nesting", WARNING, "A paragraph or a heading holds no blocks.", "ISO 32000-1 14.8.4.3", "Matterhorn 09-002"),
    _rule("no-document", NOTE, "The structure begins with one Document.", "ISO 32000-2 14.8.4.3", "PDF/UA-2 8.2.5.2"),
    _rule("content-twice", ERROR, "Each piece of content belongs to one element.", "ISO 32000-1 14.7.4.2"),
    _rule("parent-tree", ERROR, "The parent tree agrees with the structure tree.", "ISO 32000-1 14.7.4.4"),
    _rule("id", ERROR, "Each ID is that of one element, and the ID tree finds it.", "ISO 32000-1 14.7.2", verapdf="in part"),
    _rule("broken-block", WARNING, "What goes on over the page stays one element.", "ISO 32000-1 14.8.4", "Matterhorn 09-001"),
    _rule(
        "reading-order",
        NOTE,
        "No block is read after one that stands below it.",
        "WCAG 2.2 1.3.2",
        "PDF/UA-1 7.2",
        "Matterhorn 09-001",
    ),
    _rule("outline-target", WARNING, "Bookmarks and links lead to what is there.", "ISO 32000-1 12.3.2", "WCAG 2.2 2.4.5"),
)
_DRAWN = (
    _rule(
        "untagged-content",
        ERROR,
        "All that is drawn is tagged, or an artifact.",
        "PDF/UA-1 7.1",
        "Matterhorn 01-005",
        verapdf="in part",
    ),
    _rule(
        "artifact-nesting",
        ERROR,
        "Artifacts and tagged content are not within each other.",
        "PDF/UA-1 7.1",
        "Matterhorn 01-003",
        "Matterhorn 01-004",
        verapdf="yes",
    ),
    _rule("words-as-artifact", WARNING, "Words of the text are no artifact.", "PDF/UA-1 7.1", "Matterhorn 01-002"),
    _rule("running-head", WARNING, "What recurs on every page is an artifact.", "PDF/UA-1 7.8", "Matterhorn 18-001"),
    _rule("leaders", WARNING, "Leader dots are artifacts.", "PDF/UA-1 7.1", "Matterhorn 01-001"),
    _rule("notdef", ERROR, "No glyph stands for a missing character.", "PDF/UA-1 7.21.8", "Matterhorn 31-030", verapdf="yes"),
    _rule("no-unicode", ERROR, "Every glyph has its character.", "PDF/UA-1 7.21.7", "Matterhorn 10-001", verapdf="yes"),
    _rule(
        "contrast",
        WARNING,
        "Text stands out from what is behind it: 4.5 to 1, large text 3 to 1.",
        "WCAG 2.2 1.4.3",
        "Matterhorn 04-001",
    ),
)
_WORDS = (
    _rule("hyphen", WARNING, "A hyphen of a broken word is not read.", "PDF/UA-1 7.2", "ISO 32000-1 14.8.2.2.3"),
    _rule(
        "actual-text", ERROR, "ActualText spells what is seen, of a line at most.", "ISO 32000-1 14.9.4", "Matterhorn 13-008"
    ),
    _rule("expansion", WARNING, "An abbreviation is expanded wherever it stands.", "WCAG 2.2 3.1.4", "ISO 32000-1 14.9.5"),
    _rule("abbreviation", NOTE, "What is set apart as an abbreviation has its expansion.", "WCAG 2.2 3.1.4"),
    _rule("set-apart", NOTE, "Words set apart in their type have a tag that says so.", "WCAG 2.2 1.3.1", "PDF/UA-2 8.2"),
    _rule(
        "alternative-of-text",
        WARNING,
        "Pictures and formulas alone have an alternative.",
        "WCAG 2.2 1.1.1",
        "ISO 32000-1 14.9.3",
    ),
    _rule(
        "language-of-words",
        ERROR,
        "Words of another script have their language.",
        "WCAG 2.2 3.1.2",
        "PDF/UA-1 7.2",
        "Matterhorn 11-001",
    ),
    _rule(
        "language-of-text",
        WARNING,
        "The file, and each passage, is in the language that it is tagged with.",
        "WCAG 2.2 3.1.1",
        "WCAG 2.2 3.1.2",
        "PDF/UA-1 7.2",
        "Matterhorn 11-002",
    ),
)
_BLOCKS = (
    _rule("heading-empty", ERROR, "A heading has words.", "WCAG 2.2 2.4.6", "PDF/UA-1 7.4"),
    _rule(
        "heading-skipped",
        ERROR,
        "No rank of heading is left out, and the first is H1.",
        "WCAG 2.2 1.3.1",
        "PDF/UA-1 7.4.2",
        "Matterhorn 14-003",
        verapdf="yes",
    ),
    _rule("heading-rank", NOTE, "One heading stands over the whole text.", "WCAG 2.2 1.3.1", "Matterhorn 14-002"),
    _rule("no-headings", WARNING, "A text of several pages has headings.", "WCAG 2.2 2.4.6", "PDF/UA-1 7.4"),
    _rule(
        "outline",
        WARNING,
        "The bookmarks are the headings, in their order, on their pages.",
        "WCAG technique PDF2",
        "WCAG 2.2 2.4.5",
    ),
    _rule(
        "list", ERROR, "A list has items, an item a label and a body.", "PDF/UA-1 7.6", "Matterhorn 09-005", verapdf="in part"
    ),
    _rule("definition", WARNING, "A term and what it means are one item.", "ISO 32000-1 14.8.4.3.3"),
    _rule("list-numbering", WARNING, "A list that is counted says how.", "PDF/UA-1 7.6", "ISO 32000-1 14.8.5.5"),
    _rule(
        "contents-list",
        WARNING,
        "A list of contents is a TOC of TOCI, each with its link.",
        "PDF/UA-1 7.1",
        "Matterhorn 09-006",
        verapdf="in part",
    ),
    _rule("note", WARNING, "A note is a Note, and its call a Reference that leads to it.", "PDF/UA-1 7.9", "Matterhorn 19-001"),
    _rule(
        "note-id",
        ERROR,
        "Each note has an ID of its own.",
        "PDF/UA-1 7.9",
        "Matterhorn 19-003",
        "Matterhorn 19-004",
        verapdf="yes",
    ),
    _rule("note-place", NOTE, "A note is read at its call, or in a list of notes.", "WCAG 2.2 1.3.2", "ISO 32000-1 14.8.4.4"),
    _rule("note-label", NOTE, "The number of a note is its label.", "ISO 32000-1 14.8.4.4"),
    _rule("one-way", NOTE, "What refers to a note or a picture is referred to by it.", "PDF/UA-2 8.2.5.14"),
    _rule("caption", WARNING, "A caption stands with what it names.", "WCAG 2.2 1.3.1", "ISO 32000-1 14.8.4.3"),
)
_TABLES = (
    _rule("table-no-headers", ERROR, "A table has header cells.", "WCAG 2.2 1.3.1", "PDF/UA-1 7.5", "Matterhorn 15-001"),
    _rule(
        "table-structure",
        ERROR,
        "A table has rows, rows have cells, all over the same columns.",
        "WCAG 2.2 1.3.1",
        "PDF/UA-1 7.5",
        "Matterhorn 09-004",
        verapdf="in part",
    ),
    _rule("table-scope", ERROR, "A header cell says what it heads.", "PDF/UA-1 7.5", "Matterhorn 15-003", verapdf="in part"),
    _rule(
        "table-headers",
        ERROR,
        "A cell's Headers are header cells of its row, its column or its groups.",
        "WCAG 2.2 1.3.1",
        "PDF/UA-1 7.5",
    ),
    _rule("table-headers-alone", NOTE, "Header cells have a Scope also where Headers name them.", "ISO 32000-2 14.8.4.8.3"),
    _rule("table-head", NOTE, "Header cells at the top of grouped rows are a THead.", "ISO 32000-1 14.8.4.3.4"),
    _rule(
        "table-cell",
        WARNING,
        "A data cell has the headers over it and beside it.",
        "WCAG 2.2 1.3.1",
        "PDF/UA-1 7.5",
        verapdf="in part",
    ),
)
_OBJECTS = (
    _rule(
        "link-untagged", ERROR, "A link's annotation stands in a Link.", "PDF/UA-1 7.18.5", "Matterhorn 28-011", verapdf="yes"
    ),
    _rule("link-no-annotation", WARNING, "A Link has its annotation.", "ISO 32000-1 14.8.4.4.2", verapdf="in part"),
    _rule("link-empty", ERROR, "A link has words.", "WCAG 2.2 2.4.4", "PDF/UA-1 7.18.5", "WCAG technique PDF11"),
    _rule(
        "link-name",
        ERROR,
        "A link's Contents are words, and not its target.",
        "WCAG 2.2 2.4.4",
        "PDF/UA-1 7.18.5",
        "Matterhorn 28-012",
        verapdf="in part",
    ),
    _rule("link-twice", WARNING, "A link has one annotation at one place, and stands in no other link.", "PDF/UA-1 7.18.1"),
    _rule(
        "figure-no-alternative",
        ERROR,
        "A figure has an alternative.",
        "WCAG 2.2 1.1.1",
        "PDF/UA-1 7.3",
        "Matterhorn 13-004",
        verapdf="yes",
    ),
    _rule("alternative", ERROR, "An alternative says what is to be seen.", "WCAG 2.2 1.1.1", "Matterhorn 13-006"),
    _rule("alternative-twice", NOTE, "Two figures have two alternatives.", "WCAG 2.2 1.1.1", "Matterhorn 13-006"),
    _rule("formula-markup", WARNING, "Formulas, and they alone, have MathML.", "PDF/UA-2 8.2.5.29"),
    _rule(
        "formula-no-alternative",
        ERROR,
        "A formula has a spoken form.",
        "WCAG 2.2 1.1.1",
        "PDF/UA-1 7.7",
        "Matterhorn 17-002",
        verapdf="yes",
    ),
    _rule("figure-box", WARNING, "A figure's BBox is where it is drawn.", "ISO 32000-1 14.8.5.4.3"),
)

PDF_RULES: Final = {rule.id: rule for rule in (*_DOCUMENT, *_STRUCTURE, *_DRAWN, *_WORDS, *_BLOCKS, *_TABLES, *_OBJECTS)}
"""Every rule for PDFs, by its id."""
