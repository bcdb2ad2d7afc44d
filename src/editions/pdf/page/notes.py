"""Moves each note to its first call, where WeasyPrint takes it to the foot of the page and the tag tree reads it."""

from __future__ import annotations

from lxml import etree

from editions.pdf.page.markup import H, detach, elements_of_class, make, text_of
from editions.safety.xml import XML_LANG

MAX_NOTES = 1_000
"""Notes at the feet of the pages of an article; the article of the corpus with most has 29."""
_MANY, _CROWDED = 100, 300  # more notes than the first number, one in fewer characters than the second, fill page after page
_HEADINGS = tuple(f"{H}h{level}" for level in range(1, 7))


def move_to_calls(page: etree._Element) -> bool:
    """Put every called note behind its first call, and drop the lists that are then empty; say whether there is room for them.

    Notes under a heading of their own stay: the author wanted them together. So do notes that are called within a note, or
    by a call without a mark, which nobody could follow to the foot of the page; and all, where they would crowd the pages.
    """
    calls = _first_calls(page)
    sections = [each for each in elements_of_class(page, "notes") if _is_list_of_notes(each) and not _has_heading(each)]
    found = [(note, calls.get(note.get("id", ""))) for section in sections for note in elements_of_class(section, "note")]
    called = [(note, call) for note, call in found if call is not None]
    if _is_crowded(page, len(called)):
        return False
    for note, call in called:
        _move(note, call)
    for section in sections:
        if not text_of(section) and section.find(f".//{H}img") is None:
            detach(section)
    return True


def _is_crowded(page: etree._Element, notes: int) -> bool:
    """Whether notes are too many for the feet of pages: they then stay together, at the end."""
    return notes > MAX_NOTES or (notes > _MANY and len(text_of(page)) < _CROWDED * notes)


def _first_calls(page: etree._Element) -> dict[str, etree._Element]:
    calls: dict[str, etree._Element] = {}
    for call in page.iter(f"{H}a"):
        if call.get("role") == "doc-noteref" and text_of(call) and not _within_note(call):
            calls.setdefault((call.get("href") or "").removeprefix("#"), call)
    return calls


def _within_note(call: etree._Element) -> bool:
    return any("note" in (above.get("class") or "").split() for above in call.iterancestors())


def _is_list_of_notes(section: etree._Element) -> bool:
    """Whether a section lists footnotes: the ``notes`` of JATS, a section of running text, has the same class."""
    return section.tag == f"{H}section" and bool(elements_of_class(section, "note"))


def _has_heading(section: etree._Element) -> bool:
    return bool(elements_of_class(section, "notes-title")) or any(child.tag in _HEADINGS for child in section)


def _move(note: etree._Element, call: etree._Element) -> None:
    for backlink in [link for link in note.iter(f"{H}a") if link.get("role") == "doc-backlink"]:
        detach(backlink)  # the mark leads back
    detach(note)
    kept = {str(name): str(value) for name, value in note.attrib.items() if name in ("id", "lang", XML_LANG, "dir")}
    footnote = make("span", {**kept, "class": "footnote"}, (note.text or "").lstrip())
    footnote.extend(list(note))
    _place_label(footnote, note.get("data-label", ""), call.get("id", ""))
    footnote.tail, call.tail = call.tail, None
    call.addnext(footnote)


def _place_label(footnote: etree._Element, text: str, call: str) -> None:
    """Show a note's mark before its first words: within its first paragraph, where it begins with one.

    It is a link back to the ``call``, unless it holds one of its own.
    """
    label = next((child for child in footnote if child.get("class") == "label"), None)
    if label is None:
        if not text:
            return
        label = make("span", text=text)
    else:
        detach(label)
    label.set("class", "note-label")
    if call and label.find(f".//{H}a") is None:
        label.tag = f"{H}a"
        label.set("href", f"#{call}")
    begins_with_p = len(footnote) > 0 and footnote[0].tag == f"{H}p" and not (footnote.text or "").strip()
    first = footnote[0] if begins_with_p else footnote
    label.tail, first.text = f" {(first.text or '').lstrip()}", None
    first.insert(0, label)
