"""What an article holds for machines, or twice, and no edition shows: a finding an article says so."""

from __future__ import annotations

from collections.abc import Iterator

from editions.findings import Severity
from editions.jats.context import Context, Element
from editions.jats.parts import own_elements
from editions.jats.release import shows_all
from editions.jats.source import name, texts

DATA = frozenset({"alt-title", "processing-meta", "pub-history", "index-term", "index-term-range-end"})
"""Elements for machines that may yet hold words which a reader misses; identifiers and numbers are not among them."""

OF_JOURNALS = frozenset({"aff", "aff-alternatives", "contrib-group", "notes", "journal-subtitle", "trans-title-group"})
"""The same of a journal, of which its name and its publisher are shown."""

IN_WORDS = frozenset(
    """
    array preformat code table-wrap table-wrap-group disp-formula disp-formula-group chem-struct inline-formula inline-graphic
    inline-media inline-supplementary-material
    """.split()
)
"""Elements without a long description: they show their words themselves, or stand within a line."""

SHOWN_AS_TEXT = frozenset({"array", "preformat", "code", "table-wrap", "table-wrap-group", "disp-formula-group", "chem-struct"})
"""Those of them that need no alternative at all."""

AROUND_PICTURES = frozenset({"table-wrap", "array", "disp-formula", "sig", "sig-block", "chem-struct"})
"""Elements whose pictures are shown without the words in them."""


def report(ctx: Context, article: Element) -> None:
    """Give one finding that names the elements with words which no edition of an article shows."""
    found = [item for item in own_elements(article) if _is_not_shown(item) and texts(item)]
    if found:
        names = ", ".join(f"<{each}>" for each in dict.fromkeys(map(name, found)))
        message = f"What is for machines, or says again what is shown, is in no edition: {names}."
        ctx.report("element.not-shown", Severity.NOTE, found[0], message, "Give what readers need an element that is shown.")


def _is_not_shown(node: Element) -> bool:
    parent = node.getparent()
    around = name(parent) if parent is not None else ""
    match name(node):
        case "alt-text":
            return around in SHOWN_AS_TEXT and not _is_picture(parent)
        case "long-desc":
            return around in IN_WORDS - {"table-wrap"}
        case "graphic" | "media":
            return around in AROUND_PICTURES and any(_own_words(node))
        case "season" | "era" | "string-date":
            return around in ("pub-date", "date")
        case "custom-meta-group":
            return around not in ("article-meta", "front-stub") or not shows_all(node)
        case kind:
            return kind in DATA or (around in ("journal-meta", "journal-title-group") and kind in OF_JOURNALS)


def _is_picture(node: Element | None) -> bool:
    """Whether a table is given as a picture alone, which has the table's alternative."""
    names = {name(item) for item in node.iter()} if node is not None else set()
    return "graphic" in names and names.isdisjoint({"table", "tbody", "tgroup"})


def _own_words(node: Element) -> Iterator[str]:
    return (texts(item) for item in node if name(item) not in ("alt-text", "long-desc", "object-id") and texts(item))
