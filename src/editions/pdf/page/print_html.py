"""Adapts the shared XHTML to print: the pages of an article, before they are laid out.

Nothing is left out. The mark of a note leads back to its call, in place of the arrow that other editions have.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editions.article.model import Article
from editions.pdf import metadata
from editions.pdf.page import colophon, contents, formulas, lengths, notes, pictures
from editions.pdf.page import column_header_text as summaries
from editions.pdf.page.markup import H, add_class, elements_of_class, make, text_of
from editions.pdf.page.widths import SETTINGS, fit_tables

_RUNNING_TITLE = 60  # characters: what a screen reader has to wade through on each page is short
_LONG_TITLE = 140
_SHORT = (8, 900)  # rows and characters: a table, a box, code or a colophon with no more stays on one page

_ANNOUNCED = frozenset(f"{H}{name}" for name in ("ul", "ol", "dl", "pre", "blockquote"))
_ANNOUNCED_CLASSES = frozenset({"formula", "verse-group"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPage:
    """The page to lay out, and the ids of what it could not show: pictures, and formulas that are plain text now.

    ``notes_at_end``: the notes are too many for the feet of the pages.
    """

    root: etree._Element
    unreadable_pictures: tuple[str, ...] = ()
    undrawn_formulas: tuple[str, ...] = ()
    notes_at_end: bool = False


def adapt(
    article: Article,
    page: etree._Element,
    *,
    edition_href: Callable[[str], str | None],
    logo: Path | None = None,
    contact: str = "",
    style: str = "default",
) -> PrintPage:
    """Return a print version of the shared XHTML, which stays as it is.

    ``edition_href`` gives the address of the edition in a language, relative to this one; None where there is none.
    """
    root = deepcopy(page)
    colophon.complete(root, article, contact)
    contents.add_to_long(root, article)
    at_feet = notes.move_to_calls(root)
    undrawn = formulas.draw(root)
    unreadable = pictures.prepare(root, article.source.parent)
    _set_apart(root)
    _link_editions(root, edition_href)
    _turn_backlinks(root)
    _mark_addresses(root)
    summaries.add_to_complex_tables(root)
    fit_tables(root, SETTINGS[style])
    _keep_short(root)
    _keep_announced(root)
    lengths.part_long_words(root)
    lengths.part_long_texts(root)
    _shorten_title(root)
    _set_masthead(root, logo)
    _unlink_wordless(root)
    metadata.describe(root, article)
    return PrintPage(
        root=root, unreadable_pictures=tuple(unreadable), undrawn_formulas=tuple(undrawn), notes_at_end=not at_feet
    )


def _set_apart(root: etree._Element) -> None:
    """The sentence in a missing picture's place does not run into the words around it."""
    for sentence in elements_of_class(root, "missing-picture"):
        before, parent = sentence.getprevious(), sentence.getparent()
        if before is not None and (before.tail or "x")[-1:].strip():
            before.tail = f"{before.tail or ''} "
        elif before is None and parent is not None and (parent.text or "")[-1:].strip():
            parent.text = f"{parent.text} "
        if (sentence.tail or "")[:1].isalnum():
            sentence.tail = f" {sentence.tail}"


def _link_editions(root: etree._Element, edition_href: Callable[[str], str | None]) -> None:
    for link in elements_of_class(root, "edition"):
        href = edition_href(link.get("data-edition", ""))
        if href:
            link.set("href", href)
        else:
            link.attrib.pop("href", None)


def _turn_backlinks(root: etree._Element) -> None:
    """The arrow of a link back is in none of our fonts; one that is in all of them points up."""
    for link in root.iter(f"{H}a"):
        if link.get("role") == "doc-backlink":
            link.text = "↑"


def _mark_addresses(root: etree._Element) -> None:
    """An address may break anywhere, and never with a hyphen, which would be read as a part of it."""
    for link in root.iter(f"{H}a"):
        words = text_of(link)
        if " " not in words and ("/" in words or "@" in words or words.startswith("www.")):
            add_class(link, "address")


def _keep_short(root: etree._Element) -> None:
    rows, characters = _SHORT
    for wrapper in (*elements_of_class(root, "table-wrap"), *root.iter(f"{H}aside", f"{H}pre", f"{H}footer")):
        if sum(1 for _ in wrapper.iter(f"{H}tr")) <= rows and len(text_of(wrapper)) <= characters:
            add_class(wrapper, "short")


def _keep_announced(root: etree._Element) -> None:
    """What ends with a colon is not parted from what it announces."""
    for paragraph in root.iter(f"{H}p"):
        following = paragraph.getnext()
        if following is None or not text_of(paragraph).endswith(":"):
            continue
        if following.tag in _ANNOUNCED or following.get("class") in _ANNOUNCED_CLASSES:
            add_class(paragraph, "announcing")


def _shorten_title(root: etree._Element) -> None:
    """Give the title its short form for the foot of pages; one of many lines is set smaller."""
    heading = next(root.iter(f"{H}h1"), None)
    if heading is not None:
        heading.set("data-running", running_title(text_of(heading)))
        if len(text_of(heading)) > _LONG_TITLE:
            add_class(heading, "long")


def running_title(title: str) -> str:
    """Return a title short enough for the foot of a page: whole, up to its colon, or cut after a word.

    A word that would leave less than half of that (the name of a chemical) is cut itself.
    """
    if len(title) <= _RUNNING_TITLE:
        return title
    head, colon, _ = title.partition(":")
    if colon and 12 <= len(head) <= _RUNNING_TITLE:
        return head
    words = title[:_RUNNING_TITLE].rpartition(" ")[0].rstrip(" ,;:–—-")
    return f"{words} …" if len(words) >= _RUNNING_TITLE // 2 else f"{title[: _RUNNING_TITLE - 1]}…"


def _set_masthead(root: etree._Element, logo: Path | None) -> None:
    """Put the publisher on the left and the kind of text on the right, each a paragraph, so that they are read apart."""
    masthead = next(iter(elements_of_class(root, "masthead")), None)
    if masthead is None or masthead.tag != f"{H}p":
        return
    masthead.tag = f"{H}div"
    left, right = make("p", {"class": "publishers"}), make("p", {"class": "kinds"})
    for child in list(masthead):
        (right if child.get("class") == "kind" else left).append(child)
    if logo is not None and not any(child.get("class") == pictures.LOGO for child in left):
        # The logo is decoration: the publisher's name stands beside it.
        left.insert(0, make("img", {"class": "logo", "src": logo.resolve().as_uri(), "alt": "", "role": "presentation"}))
    masthead.extend(part for part in (left, right) if len(part))
    for line in [*elements_of_class(root, "release-number"), *elements_of_class(root, "embargo")]:
        if line.getparent() is masthead.getparent():
            masthead.append(line)


def _unlink_wordless(root: etree._Element) -> None:
    """A link without words can be neither seen nor read; what it belongs to stays."""
    for link in root.iter(f"{H}a"):
        if not text_of(link) and link.find(f".//{H}img") is None and link.get("href"):
            del link.attrib["href"]
